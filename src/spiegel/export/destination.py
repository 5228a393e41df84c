"""Where a document goes: a safe name, and a file that is there whole or not at all."""

import datetime
import os
import re
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.session.words import clean
from spiegel.export.killed import unfinished

_UNSAFE: Final = pattern(r'[\x00-\x1f\x7f\\/:*?"<>|\u2028\u2029]+')
_RESERVED: Final = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:[. ]|$)", re.IGNORECASE)
_LONGEST: Final = 120
"""Bytes of a title in a file name; most file systems allow 255 for the whole name."""
_PATIENCE: Final = 2.0
"""Seconds that a replacement is tried on Windows, where a reader can be in the way."""
_SAVED_BY_HAND: Final = pattern(rb"<cp:lastModifiedBy>[^<]|<cp:revision>(?!1<)[^<]+</cp:revision>")


def file_name(title: str, date: datetime.date | None, kind: str, extension: str) -> str:
    """A name that every file system takes, such as "2026-10-14 Wmo-toegang - verslag.docx"."""
    safe = " ".join(_UNSAFE.sub(" ", clean(title)).split()).strip(". ")
    if len(safe.encode()) > _LONGEST:
        safe = _shortened(safe)
    name = f"{safe} - {kind}" if safe else kind
    if date is not None:
        name = f"{date.isoformat()} {name}"
    if _RESERVED.match(name) or name.startswith(("-", "~")):
        name = f"_{name}"
    return f"{name}{extension}"


def _shortened(name: str) -> str:
    """As many whole words as fit; a single longer word is cut."""
    cut = name.encode()[: _LONGEST + 1].decode(errors="ignore")
    whole = cut.rpartition(" ")[0] or cut[:-1]
    return whole.rstrip(". ,;-")


def free_place(path: Path, edited: Callable[[Path], bool]) -> Path:
    """The path, or one beside it with a number when somebody edited the document that is there.

    An export replaces an earlier export, but never what was changed in it since.
    """
    candidate, number = path, 1
    while edited(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return candidate


def edited(path: Path) -> bool:
    """Whether a Word file was saved by another program after it was exported.

    One without properties, or one that cannot be read as with a password, is not Spiegel's work.
    """
    if path.suffix != ".docx" or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            properties = archive.read("docProps/core.xml")
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError):
        return True
    return _SAVED_BY_HAND.search(properties) is not None


def write_whole(path: Path, content: bytes, *, private: bool) -> None:
    """Put a file in place at once, by way of a temporary one in the same folder.

    private: only the user may read it. Raises OSError; then nothing has changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(path.parent) as (file, temporary):
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        if sys.platform == "win32":
            file.close()  # an open one cannot be put in place there
        elif not private:
            temporary.chmod(0o666 & ~_umask())
        _replace(temporary, path)


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def _replace(temporary: Path, path: Path) -> None:
    deadline = time.monotonic() + (_PATIENCE if sys.platform == "win32" else 0)
    while True:
        try:
            temporary.replace(path)
        except PermissionError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.05)
        else:
            return
