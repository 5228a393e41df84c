"""How far an encrypted file goes, kept beside it, so that lines dropped at its end are noticed.

A line is bound to its place, but nothing in a file can say that no line followed. What is noted
here is written after a line is safely on the disk, never before, so it never names more than there
was; it is not waited for. Without it, or with one of an earlier compacting, nothing is concluded.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from spiegel.store import disk
from spiegel.store.journal.payload import Seal, Unreadable

_PLACE: Final = "reach"
_DIGITS: Final = 12


class Reach:
    """The note of one session file. path: in the folder beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def note(self, seal: Seal, generation: str, count: int) -> None:
        """The file holds so many lines now, all of them on the disk; the caller holds its lock."""
        content = seal.close(f"{generation}:{count:0{_DIGITS}}".encode(), _PLACE) + b"\n"
        # The line itself is safe: a note that cannot be written only notices less.
        with suppress(OSError):
            if self._descriptor is None:
                self._descriptor = disk.create_or_open(self.path)
            disk.write_at(self._descriptor, content, 0)
            self.rest()

    def read(self) -> bytes:
        """What stands in it; read it before the file, which may grow meanwhile."""
        try:
            return self.path.read_bytes()
        except OSError:
            return b""

    def rest(self, *, always: bool = False) -> None:
        """Let go of the file where an open file stands in the way of others, as on Windows."""
        if self._descriptor is not None and (always or not disk.KEEPS_OPEN):
            os.close(self._descriptor)
            self._descriptor = None


def counted(noted: bytes, seal: Seal, generation: str) -> int:
    """How many lines the note says that a file of this generation has; 0 when it says nothing."""
    try:
        content = seal.open(noted.partition(b"\n")[0], _PLACE).decode("ascii", "replace")
    except Unreadable:
        return 0
    of, _, count = content.rpartition(":")
    return int(count) if of == generation and count.isdecimal() else 0
