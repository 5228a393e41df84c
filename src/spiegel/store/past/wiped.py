"""The log of what was wiped: that it went and when, never a word of it.

One line of JSON each, in a folder of Spiegel's own. A meeting is named by a number that follows
from its id: who still has a copy can find it, and nobody can tell the id from it.
"""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from platformdirs import user_state_path

from spiegel.store import disk

MOST: Final = 1_000_000
"""Bytes of the log that are read, from its end."""


class Wiped(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was wiped. kind: of `retention.Kept`. meeting: its number, empty when it was
    not known; files: how many went.
    """

    at: datetime.datetime
    kind: str
    meeting: str
    files: int


def number_of(id_: str) -> str:
    """By which number the log calls a meeting."""
    return hashlib.sha256(id_.encode()).hexdigest()[:12] if id_ else ""


def note(kind: str, id_: str, files: int, at: datetime.datetime) -> bool:
    """Note that it went; returns whether that could be done."""
    line = msgspec.json.encode(Wiped(at=at, kind=kind, meeting=number_of(id_), files=files))
    place = _place()
    try:
        disk.private_folder(place.parent)
        before = place.read_bytes() if place.exists() else b""
        disk.put_in_place(place, before + line + b"\n", lasting=True)
    except OSError:
        return False
    return True


def read() -> Iterator[Wiped]:
    """What was wiped on this laptop, the oldest first; a line that cannot be read is left out.

    Of a log that is longer than is read, it is the newest.
    """
    try:
        lines = _place().read_bytes()[-MOST:].splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(msgspec.DecodeError):
            yield msgspec.json.decode(line, type=Wiped)


def _place() -> Path:
    return user_state_path("spiegel") / "wiped.jsonl"
