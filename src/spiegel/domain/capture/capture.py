"""Capture: a line of the scribe becomes a statement, a question, an action or a note.

place = where(session)                       # fixed at the first character
reading = preview(session, text, place, today)   # what would be stored, at each key
RecordLine(text=text, where=place, line=uuid)    # Enter
"""

import datetime
from collections.abc import Mapping
from operator import attrgetter
from typing import Final

import msgspec

from spiegel.domain.capture.editing import RewriteLine
from spiegel.domain.capture.storing import Captured, day, store
from spiegel.domain.language.naming import first_questions
from spiegel.domain.notation.places import at_phase, at_question
from spiegel.domain.notation.read import read
from spiegel.domain.notation.reading import Context, Reading, ReadingKind, ThemeRef
from spiegel.domain.notation.speakers import written_codes
from spiegel.domain.running.running import Place, advance, place
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.instants import Instant, chronology
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import ListenerQuestion, Statement, Where
from spiegel.domain.session.table import Table
from spiegel.domain.session.words import typed_line
from spiegel.i18n import Translations

__all__ = [
    "Feed",
    "RecordLine",
    "RewriteLine",
    "Where",
    "as_it_was",
    "preview",
    "recorded",
    "where",
]

LINE_TABLES: Final = ("statements", "listener_questions", "remarks", "actions")
"""What a line can become, and be changed in."""


def where(session: Session) -> Where:
    """Where a line belongs that begins now.

    The running question; before the start the first one; outside a round the phase; in a pause
    what it would have been just before; after the end no phase at all.
    """
    here = place(session)
    if here.ended:
        return Where()
    if here.phase is None:
        questions = first_questions(session)
        return at_question(session, questions[0]) if questions else _first_round(session)
    if here.phase.kind is PhaseKind.PAUSE:
        here = _before_pause(session)
    return _at(session, here)


def as_it_was(session: Session, at: Instant) -> Session:
    """The session with the moments until then, so that `where` says where the meeting stood."""
    ats = [moment.at for moment in session.moments.values()]
    place = chronology([*ats, at])
    past = {n: m for n, m in session.moments.items() if place(m.at) <= place(at)}
    return msgspec.structs.replace(session, moments=past)


def _first_round(session: Session) -> Where:
    rounds = (phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    return next((at_phase(session, phase) for phase in rounds), Where())


def _before_pause(session: Session) -> Place:
    """What ran before the pause that runs now."""
    now = before = Place()
    for moment in session.moments.values():
        now = advance(session, now, moment)
        if now.phase is not None and now.phase.kind is not PhaseKind.PAUSE:
            before = now
    return before


def _at(session: Session, here: Place) -> Where:
    if here.phase is None:
        return Where()
    if here.question is not None:
        return at_question(session, here.question)
    spot = at_phase(session, here.phase, here.step, here.asked)
    if here.phase.kind is PhaseKind.TURNS and here.turn:
        return msgspec.structs.replace(spot, speakers=(here.turn,))
    return spot


def preview(session: Session, text: str, where: Where, today: datetime.date | None) -> Reading:
    """What a line would store: for the status line, and for the reports of `spiegel capture`."""
    return _on_card(
        session, read(typed_line(text), Context(session, caught_up(session, where), today))
    )


def _on_card(session: Session, reading: Reading) -> Reading:
    """A statement stands under the theme of the card that is told about, when it names none."""
    question = session.questions.get(reading.where.question or 0)
    if question is None or reading.kind is not ReadingKind.STATEMENT or reading.themes:
        return reading
    if not question.theme or not session.phases[question.phase].cards:
        return reading
    known = session.theme_named(question.theme)
    theme = ThemeRef(known.name, known.number) if known else ThemeRef(question.theme)
    return msgspec.structs.replace(reading, themes=(theme,))


def caught_up(session: Session, where: Where) -> Where:
    """The place, with what the line before it brought meanwhile.

    A line may be begun while the one before it is still on its way to the disk: the speaker it
    named goes on, and the question it asked is the open one.
    """
    found = recorded(session, where.after) if where.after else None
    if found is None:
        return where
    document = getattr(session, found[0])[found[1]]
    if isinstance(document, ListenerQuestion) and document.phase == where.phase:
        if document.dropped or where.question is not None:
            return where
        return msgspec.structs.replace(where, asked=document.number, speakers=())
    if isinstance(document, Statement) and spot(where) == (
        document.phase,
        document.question,
        document.answer_to,
    ):
        return msgspec.structs.replace(where, speakers=document.speakers)
    return where


def spot(where: Where) -> tuple[int | None, int | None, int | None]:
    """What two lines share that belong together: phase, question, open question of a listener."""
    return (where.phase, where.question, where.asked)


def recorded(session: Session, line: str) -> tuple[str, int] | None:
    """The table and number of what the submitted line with this uuid became."""
    for table in LINE_TABLES:
        documents: Table[Captured] = getattr(session, table)
        for numbers in documents.indexes(_by_line):
            if line in numbers:
                return table, numbers[line]
    return None


def _by_line(documents: Mapping[int, Captured]) -> dict[str, int]:
    return dict(zip(map(_LINE, documents.values()), documents, strict=True))


_LINE: Final = attrgetter("line")


class RecordLine(Change, frozen=True, kw_only=True):
    """A line of the scribe is stored: as what it reads against the newest session.

    where: the place that was in force at its first character. line: its uuid; a line that is in
    the session already changes nothing, so a recovered draft is never there twice. today: for
    dates without a year; by default the day of the change. at: when it was said, for notes that
    tell; by default the moment of the change.
    """

    text: str
    where: Where
    line: str = ""
    today: datetime.date | None = None
    at: Instant | None = None

    def name(self, t: Translations) -> str:
        codes = written_codes(self.text)
        if not codes:
            return t.gettext("captured line")
        return t.gettext("line of {people}").format(people=codes)

    def apply(self, session: Session, now: Instant) -> Session:
        if self.line and recorded(session, self.line) is not None:
            return session
        reading = preview(session, self.text, self.where, self.today or day(now))
        return store(session, reading, self.line, self.at or now)


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """Where the next line of many belongs: lines that are piped in, or typed in one window.

        feed = Feed()
        for text in lines:
            place = feed.where(session)
            reading = preview(session, text, place, today)
            session = change(RecordLine(text=text, where=place, line=uuid, today=today))
            feed = feed.after(reading, uuid)

    `/3` alone holds until the next such line; without one the lines follow the running question.
    `D3:` alone says who goes on there. line: the uuid of the line before, which may still be on
    its way to the disk.
    """

    place: Where | None = None
    speakers: Where | None = None
    line: str = ""

    def where(self, session: Session) -> Where:
        """Where a line belongs that begins now."""
        here = where(session) if self.place is None else _again(session, self.place)
        if self.speakers is not None and spot(self.speakers) == spot(here):
            here = msgspec.structs.replace(here, speakers=self.speakers.speakers)
        return msgspec.structs.replace(here, after=self.line)

    def after(self, reading: Reading, line: str = "") -> "Feed":
        """The feed after one more line; line: the uuid it was recorded with."""
        if reading.kind is ReadingKind.PLACE:
            return Feed(place=reading.where, line=line)
        if reading.kind is ReadingKind.SPEAKER:
            return Feed(place=self.place, speakers=reading.where, line=line)
        speakers = self.speakers
        if speakers is not None and not _goes_on(reading, speakers.speakers):
            speakers = None
        return Feed(place=self.place, speakers=speakers, line=line)


def _goes_on(reading: Reading, speakers: tuple[str, ...]) -> bool:
    """Whether those who were named before still speak in this line, or did not come up in it."""
    if reading.kind is ReadingKind.STATEMENT:
        return reading.speakers == speakers
    if reading.kind in (ReadingKind.REMARK, ReadingKind.NOTE):
        return reading.people[: len(speakers)] == speakers
    return reading.kind is not ReadingKind.QUESTION or reading.listener in speakers


def _again(session: Session, fixed: Where) -> Where:
    """A place that a line named, with who spoke and what was asked there since."""
    question = session.questions.get(fixed.question or 0)
    if question is not None:
        return at_question(session, question)
    phase = session.phases.get(fixed.phase or 0)
    return at_phase(session, phase, fixed.step) if phase is not None else fixed
