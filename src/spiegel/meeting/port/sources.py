"""What a window may ask about the other meetings that personas of this one rest on."""

from pathlib import Path
from typing import Protocol

import msgspec

from spiegel.meeting.port.catalogue import Key, Source


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """The other meetings as they are now.

    marked: how many sentences here rest on something that went there. literal: how many have words
    of somebody there who may not be quoted.
    """

    sources: tuple[Source, ...] = ()
    marked: int = 0
    literal: int = 0


class Sources(Protocol):
    """Other meetings, which are read in a thread and never written to."""

    async def look(self) -> Looked:
        """Those that sentences rest on, read once while this window is there, whoever asks.

        What went there is marked here. One that cannot be read now is there without a session, and
        marks nothing. Nothing is found when the meeting was left meanwhile.
        """
        ...

    async def read(self, path: Path, key: Key) -> Source:
        """One of them, or another one, as it is now; it is marked here what went there."""
        ...
