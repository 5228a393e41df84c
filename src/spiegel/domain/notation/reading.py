"""What a line of the scribe says: the typed values that reading one gives."""

import datetime
from enum import StrEnum
from functools import cached_property

import msgspec

from spiegel.domain.notation.findings import Finding
from spiegel.domain.session.actions import ActionKind
from spiegel.domain.session.agenda import Phase, PhaseKind, Question, Record
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Valence, Where


class Context(msgspec.Struct, frozen=True, dict=True):
    """What a line is read against: the meeting as it is, where the line belongs, and the day.

    today: for dates without a year; None leaves those as words.
    """

    session: Session
    where: Where = Where()
    today: datetime.date | None = None

    @cached_property
    def phase(self) -> Phase | None:
        """The phase that the line belongs to."""
        return self.session.phases.get(self.where.phase or 0)

    @property
    def kind(self) -> PhaseKind:
        """What that phase makes of a line; outside the meeting a line is read as in a round."""
        return self.phase.kind if self.phase is not None else PhaseKind.ROUND

    @property
    def question(self) -> Question | None:
        """The prepared question that the line belongs to."""
        return self.session.questions.get(self.where.question or 0)

    @property
    def explains(self) -> bool:
        """Whether a line here says what the outcome means of a question answered on devices."""
        question = self.question
        return question is not None and question.answer is not None

    @property
    def notes_turns(self) -> bool:
        """Whether lines here are notes of a round of turns (kennismaking)."""
        phase = self.phase
        return (
            phase is not None
            and phase.kind is PhaseKind.TURNS
            and phase.record is not Record.STATEMENT
        )


class ReadingKind(StrEnum):
    """What a line becomes.

    statement, question (of a listener), action, note, remark (in a debrief step), explained (what
    the outcome of a poll means), parked, aftercare: stored under these names. place: where the next
    lines belong. speaker: who goes on. left, back: a participant goes or returns. empty: nothing
    was typed.
    """

    STATEMENT = "statement"
    QUESTION = "question"
    ACTION = "action"
    NOTE = "note"
    REMARK = "remark"
    EXPLAINED = "explained"
    PARKED = "parked"
    AFTERCARE = "aftercare"
    PLACE = "place"
    SPEAKER = "speaker"
    LEFT = "left"
    BACK = "back"
    EMPTY = "empty"


class ThemeRef(msgspec.Struct, frozen=True):
    """A theme that a line names; number is None when it will be new."""

    name: str
    number: int | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one line says.

    where: where it belongs, after `/3` and the like. speakers, inherited, words, verbatim, themes,
    valence, key, traceable: as in Statement. people: codes that a remark is about or by.
    listener, dropped: of a listener's question. action, reason, owner, by, statements: of an
    action. added: codes of people that the line brings in. turn: whose turn it becomes.
    """

    kind: ReadingKind
    where: Where
    words: str = ""
    speakers: tuple[str, ...] = ()
    inherited: bool = False
    verbatim: bool = False
    themes: tuple[ThemeRef, ...] = ()
    valence: Valence | None = None
    key: bool = False
    traceable: bool = False
    people: tuple[str, ...] = ()
    listener: str = ""
    dropped: bool = False
    action: ActionKind = ActionKind.DO
    reason: str = ""
    owner: str = ""
    by: datetime.date | None = None
    statements: tuple[int, ...] = ()
    added: tuple[str, ...] = ()
    turn: str = ""
    findings: tuple[Finding, ...] = ()
