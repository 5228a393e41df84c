"""Which sessions were ever made or opened on this computer: a small file for each path.

No list that two processes could write over each other, and none that one bad byte could spoil.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_state_path

from spiegel.store import disk

LONGEST: Final = 8_192
"""Bytes of a path that is read; more is none that a system takes."""


def note(path: Path) -> None:
    """Remember where a session is. Never raises: a home that cannot be written remembers none."""
    with suppress(OSError):
        disk.private_folder(_folder())
        disk.put_in_place(_place(path), _bytes(path), lasting=False)


def forget(path: Path) -> None:
    """Remember a path no longer. Never raises."""
    with suppress(OSError):
        os.remove(_place(path))  # noqa: PTH107 - a wipe's own steps go through Path


def paths() -> tuple[Path, ...]:
    """What is remembered, in no order; what cannot be read is left out."""
    return tuple(_read())


def mark(path: Path) -> str:
    """What stands for a path in a list in which it has no need to be read."""
    return _place(path).name


def _read() -> Iterator[Path]:
    try:
        folder = _folder()
        places = [place for place in folder.iterdir() if place.name[0] != "."]
    except OSError:
        return
    for place in places:
        with suppress(OSError, ValueError):
            text = place.read_bytes()[:LONGEST].decode("utf-8", "surrogateescape")
            path = Path(text)
            if path.is_absolute() and "\0" not in text and _is_whole(path, place):
                yield path


def _is_whole(path: Path, place: Path) -> bool:
    """Whether no byte of this path fell over; one that is there needs no proof of it."""
    return path.is_file() or _name(path) == place.name


def _folder() -> Path:
    return user_state_path("spiegel") / "known"


def _place(path: Path) -> Path:
    return _folder() / _name(path)


def _name(path: Path) -> str:
    # With OpenSSL behind it this takes 0.8 MB, which a list of meetings that are there can spare.
    import hashlib

    return hashlib.sha256(_bytes(path)).hexdigest()[:24]


def _bytes(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogateescape")
