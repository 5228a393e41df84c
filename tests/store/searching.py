"""Looking for words in every byte that a program left on the disk."""

import base64
import binascii
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_SEALED = re.compile(rb"[A-Za-z0-9+/_-]{100,}={0,2}")
"""In which, in any case, a word of seven letters stands by chance once in some hundred runs."""


def traces(words: Iterable[str], *folders: Path) -> set[tuple[str, str]]:
    """Where these words stand under the folders: the name of a file, and the word.

    Looked for in names and contents, in any case, as UTF-8, UTF-16 and JSON's escapes, and once
    more in what comes of decoding everything that looks like base64; in long base64 only so.
    """
    wanted = {word: tuple(_forms(word)) for word in words}
    found = set()
    for folder in folders:
        for path in folder.rglob("*"):
            seen = str(path.relative_to(folder)).encode()
            if path.is_file():
                content = path.read_bytes()
                seen = b"\n".join([seen, _SEALED.sub(b"", content), *_decoded(content)])
            seen = seen.lower()
            for word, forms in wanted.items():
                if any(form in seen for form in forms):
                    found.add((path.name, word))
    return found


def _forms(word: str) -> Iterator[bytes]:
    yield word.lower().encode()
    yield word.lower().encode("utf-16-le")
    yield json.dumps(word)[1:-1].lower().encode()


def _decoded(content: bytes) -> Iterator[bytes]:
    for run in _BASE64.findall(content):
        text = run.rstrip(b"=")
        for start in range(4):
            part = text[start:]
            part = part[: len(part) - (len(part) % 4 == 1)]
            for altchars in (b"+/", b"-_"):
                try:
                    yield base64.b64decode(part + b"=" * (-len(part) % 4), altchars)
                except binascii.Error:
                    continue


def laid_down(*folders: Path) -> dict[str, bytes]:
    """Every file below these folders."""
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in found}


def home() -> Path:
    """Where a program leaves what belongs to no session."""
    return Path(os.environ["HOME"])


def bytes_with(parts: Iterable[bytes], *folders: Path) -> set[str]:
    """The files in which any of these bytes stand, as they are, in hex or in base64."""
    wanted = tuple(parts)
    found = set()
    for name, content in laid_down(*folders).items():
        seen = (content, content.lower(), *_decoded(content))
        if any(part in one or part.hex().encode() in one for part in wanted for one in seen):
            found.add(name)
    return found
