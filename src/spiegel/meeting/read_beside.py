"""The other meetings that sentences of personas rest on: read once, and marked here what went."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from spiegel.domain.session.session import Session
from spiegel.meeting.port.catalogue import Key, Source
from spiegel.meeting.port.meeting import Meeting
from spiegel.meeting.port.sources import Looked

if TYPE_CHECKING:
    from spiegel.domain.personas.sources import ReadAgain

Found = tuple[tuple[Source, ...], "tuple[ReadAgain, ...]"]
"""Other meetings, and what changes here by how they are now."""


class ReadBeside:
    """meeting: whose sentences rest on them, and whose `others` reads them."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._looking: asyncio.Task[Looked] | None = None
        self._left = False

    async def look(self) -> Looked:
        """Those that sentences rest on, read once while this window is there, whoever asks."""
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        return await asyncio.shield(self._looking)

    async def _look(self) -> Looked:
        others, session, near = self._meeting.others, self._meeting.session, self._meeting.path
        found, changes = await self._read(
            lambda: _known(session, lambda ids: others.sources(ids, {}, near))
        )
        if self._left:
            return Looked()
        return Looked(
            sources=found,
            marked=sum(one.lost for change in changes for one in change.found),
            literal=sum(len(change.literal) for change in changes),
        )

    async def read(self, path: Path, key: Key) -> Source:
        """One of them, or another one, as it is now."""
        others, session = self._meeting.others, self._meeting.session
        (source,), _changes = await self._read(lambda: _one(session, others.source(path, key)))
        return source

    async def _read(self, reading: Callable[[], Found]) -> Found:
        found, changes = await asyncio.to_thread(reading)
        if not self._left:
            for change in changes:
                self._meeting.submit(change)
        return found, changes

    def leave(self) -> None:
        """The meeting is left: what is being read changes nothing."""
        self._left = True


def _known(session: Session, sources: Callable[[tuple[str, ...]], tuple[Source, ...]]) -> Found:
    """Some tenths of a second with three of 1,000 statements."""
    from spiegel.domain.personas.sources import other_meetings

    found = sources(other_meetings(session))
    return found, _changes(session, found)


def _one(session: Session, source: Source) -> Found:
    itself = source.id == session.info.id
    return (source,), () if itself else _changes(session, (source,))


def _changes(session: Session, found: tuple[Source, ...]) -> "tuple[ReadAgain, ...]":
    from spiegel.domain.personas.sources import read_again

    changes = (read_again(session, one.session) for one in found if one.session is not None)
    return tuple(change for change in changes if change is not None)
