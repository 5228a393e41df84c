"""The meetings that are read beside this one, and what can be put under a sentence of a persona."""

import asyncio
from pathlib import Path

import msgspec

from spiegel.domain.personas.facts import read_facts
from spiegel.domain.personas.making import PutUnder, TakeFrom
from spiegel.domain.personas.sources import (
    Heard,
    found_in,
    heard,
    left_in,
)
from spiegel.domain.session.personas import PersonaField, Sentence
from spiegel.domain.session.remembered import same_but_personas
from spiegel.domain.session.session import Session
from spiegel.i18n import translations
from spiegel.meeting.port.catalogue import Key, Source
from spiegel.meeting.port.meeting import Meeting


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was said: in this meeting, or in another one by its id."""

    meeting: str = ""
    heard: Heard


Place = tuple[str, str, int]
"""Where something was said: the id of another meeting or nothing, the table, the number."""

Heading = tuple[str, str]
"""What stands over places: the id of another meeting or nothing, and a theme or question."""


class Beside:
    """What was said here and in the meetings that were read, listed anew when it changed.

    meetings: in how many of them something was said. listed: where things were said, those of one
    theme or question of a meeting together.
    """

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self.sources: dict[str, Source] = {}
        self._elsewhere: dict[str, tuple[Said, ...]] = {}
        self.said: dict[Place, Said] = {}
        self.meetings = 0
        self.listed: list[Place | Heading] = []
        self._own: Session | None = None

    def look(self) -> None:
        """List what was said, that of this meeting first."""
        session, before = self._meeting.session, self._own
        self._own = session
        if before is None or not same_but_personas(before, session):
            self._list()

    def _list(self) -> None:
        session = self._meeting.session
        t = translations(session.info.language)
        own = (Said(heard=one) for one in heard(session, t))
        elsewhere = (said for found in self._elsewhere.values() for said in found)
        self.said = {place(said): said for said in (*own, *elsewhere)}
        self.meetings = len({said.meeting for said in self.said.values()})
        under: dict[Heading, list[Place]] = {}
        for where, said in self.said.items():
            over = said.heard.themes[0] if said.heard.themes else said.heard.question
            under.setdefault((said.meeting, over), []).append(where)
        self.listed = []
        for heading, places in under.items():
            self.listed += [heading, *places]

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The other meetings, as far as they could be read."""
        return tuple(s.session for s in self.sources.values() if s.session is not None)

    def title(self, meeting: str) -> str:
        """The title of another meeting; nothing of this one."""
        source = self.sources.get(meeting)
        return source.title if source is not None else ""

    async def read(self, path: Path, key: Key) -> Source:
        """Read another meeting, and list what was said there."""
        source = await self._meeting.sources.read(path, key)
        if source.session is not None and source.id != self._meeting.session.info.id:
            await self._take(source)
        return source

    async def read_known(self) -> None:
        """The meetings that sentences rest on, as they were when this meeting was opened."""
        for source in (await self._meeting.sources.look()).sources:
            if source.id not in self.sources:
                await self._take(source)

    async def _take(self, source: Source) -> None:
        self._elsewhere[source.id] = await asyncio.to_thread(_of, source)
        self.sources[source.id] = source
        self._list()

    def under(self, where: Place, persona: int, field: PersonaField) -> PutUnder:
        """What puts this under a field of a persona."""
        said = self.said[where]
        if said.meeting:
            return self._elsewhere_under(said, persona, field)
        own = (said.heard.number,)
        if said.heard.table == "statements":
            return PutUnder(persona=persona, field=field, statements=own)
        return PutUnder(persona=persona, field=field, clusters=own)

    def _elsewhere_under(self, said: Said, persona: int, field: PersonaField) -> PutUnder:
        """What puts something that was said in another meeting under a field."""
        other = self.sources[said.meeting].session
        if other is None:
            return PutUnder(persona=persona, field=field)
        elsewhere = (found_in(other, **{said.heard.table: (said.heard.number,)}),)
        return PutUnder(persona=persona, field=field, elsewhere=elsewhere, others=(other,))

    def taken(self, sentence: Sentence, where: Place) -> TakeFrom:
        """What takes this from under a sentence."""
        meeting, table, number = where
        said = (number,) if table == "statements" else ()
        grouped = (number,) if table == "clusters" else ()
        if not meeting:
            return TakeFrom(number=sentence.number, statements=said, clusters=grouped)
        source = self.sources[meeting].session
        left = (left_in(source, sentence, said, grouped),) if source is not None else ()
        return TakeFrom(number=sentence.number, left=left)


def place(said: Said) -> Place:
    """Where something was said."""
    return said.meeting, said.heard.table, said.heard.number


def _of(source: Source) -> tuple[Said, ...]:
    """What was said there, looked through in a thread: what is weak in a persona is asked of it."""
    if source.session is None:
        return ()
    read_facts(source.session)
    t = translations(source.session.info.language)
    return tuple(Said(meeting=source.id, heard=one) for one in heard(source.session, t))


def rests_on(sentence: Sentence, where: Place) -> bool:
    """Whether a sentence rests on what was said there."""
    meeting, table, number = where
    if not meeting:
        return number in getattr(sentence, table)
    return any(
        found.session == meeting and number in getattr(found, table) for found in sentence.elsewhere
    )
