"""Looking for words in every byte that a program left on the disk."""

import base64
import binascii
import html
import io
import json
import os
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
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


def marks(wanted: re.Pattern[str], *folders: Path) -> dict[str, set[str]]:
    """By name each file under the folders in which this is found, and what; names count too.

    However it is written: with accents apart or together, in capitals, as UTF-8 or UTF-16, as
    escapes of JSON and XML, in base64, in what is packed (.zip, .docx, .odt, .xlsx, .qdpx) or
    squeezed (.pdf).
    """
    found: dict[str, set[str]] = {}
    for path in (path for folder in folders for path in folder.rglob("*")):
        texts = [path.name.encode(), *(unpacked(path.read_bytes()) if path.is_file() else ())]
        here = {one for text in texts for plain in _plain(text) for one in wanted.findall(plain)}
        if here:
            found.setdefault(path.name, set()).update(here)
    return found


def unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes of a file, and those of all that is packed in it."""
    if content[:2] != b"PK":
        yield content
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                yield from (name.encode(), *unpacked(package.read(name)))
    for stream in re.findall(rb"stream\r?\n(.+?)endstream", content, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(stream)


def _plain(content: bytes) -> Iterator[str]:
    """What is read in these bytes, in any encoding, without accents and capitals."""
    for each in (content, b"\n".join(_decoded(content))):
        for text in (
            each.decode("utf-8", "ignore"),
            *(each[start:].decode("utf-16-le", "ignore") for start in (0, 1)),
        ):
            escaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
            said = html.unescape(escaped) if "&#" in escaped else escaped
            apart = unicodedata.normalize("NFKD", said)
            yield re.sub("[\u0300-\u036f\u00ad]", "", apart).casefold()


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
