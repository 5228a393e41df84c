"""One meeting as a value: its parts, and how they hang together.

A session is never changed; a change makes the next one. Parts that did not change are the same
objects in both, so `is` tells what a change touched, and an index goes on with what it is of.
"""

import datetime
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from itertools import takewhile
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, TypeVar

import msgspec

from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import Outcome, Phase, PhaseKind, Question, Role
from spiegel.domain.session.beside import Counterpart
from spiegel.domain.session.earlier import EarlierRound
from spiegel.domain.session.elements import Element
from spiegel.domain.session.evaluation import Evaluation
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.moments import Moment, MomentKind
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.personas import Persona, Sentence
from spiegel.domain.session.pictures import Picture
from spiegel.domain.session.polls import Ballot, Cluster, Idea, Poll
from spiegel.domain.session.preparation import (
    Assignment,
    Expectation,
    LearningQuestion,
    Letter,
    Task,
)
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.statements import ListenerQuestion, Remark, RemarkKind, Statement, Theme
from spiegel.domain.session.table import Table
from spiegel.domain.session.value import Value
from spiegel.domain.session.verdicts import Verdict
from spiegel.i18n import Translations

Document = (
    Phase
    | Question
    | Participant
    | Listener
    | Statement
    | Theme
    | ListenerQuestion
    | Remark
    | Action
    | Moment
    | Poll
    | Ballot
    | Idea
    | Cluster
    | Counterpart
    | Task
    | LearningQuestion
    | Expectation
    | Letter
    | Verdict
    | Evaluation
    | Persona
    | Sentence
    | Picture
)

P = TypeVar("P", Participant, Listener)

TABLES: Final[Mapping[str, type[Document]]] = MappingProxyType(
    {
        "phases": Phase,
        "questions": Question,
        "participants": Participant,
        "listeners": Listener,
        "statements": Statement,
        "themes": Theme,
        "listener_questions": ListenerQuestion,
        "remarks": Remark,
        "actions": Action,
        "moments": Moment,
        "polls": Poll,
        "ballots": Ballot,
        "ideas": Idea,
        "clusters": Cluster,
        "counterparts": Counterpart,
        "tasks": Task,
        "learning_questions": LearningQuestion,
        "expectations": Expectation,
        "letters": Letter,
        "verdicts": Verdict,
        "evaluations": Evaluation,
        "personas": Persona,
        "persona_sentences": Sentence,
        "pictures": Picture,
    }
)
"""The tables of a session and what each holds; the table `session` holds one Info, number 1."""

_TABLES: Final[Callable[["Session"], tuple[Any, ...]]] = attrgetter(*TABLES)

TABLE_OF: Final[Mapping[type[Document], str]] = MappingProxyType(
    {kind: table for table, kind in TABLES.items()}
)


class Info(Value, frozen=True, kw_only=True):
    """What a session is about; the one document of the table `session`.

    id: a uuid. date: the day of the meeting. language: of its documents, "nl" or "en".
    presented: the report was shown to the participants; until then it says "concept".
    room: what the screen for the room shows in place of the clock: a message, or nothing at all
    when it is empty. In no document. groups: who answers apart, such as clients and professionals;
    fewer than two is one group. seats: how many people answer, 0 when that was not set; paper: how
    many of them on paper. own, laptop: how many took part on a device of their own, and on the
    laptop that goes round, when a question was last closed; 0 when that could point to a person.
    assignment: what was agreed with the organisation. earlier: the round of this theme before.
    keep_until: days of this meeting alone on which something of it is wiped, by `retention.Kept`.
    evaluating: when the evaluation was opened on devices; None when it is not open.
    reflecting: in the debrief the room sees reflection cards. card: the one that was chosen.
    """

    id: str
    title: str
    created: Instant
    date: datetime.date | None = None
    place: str = ""
    organisation: str = ""
    language: str = "nl"
    format: str = ""
    format_title: str = ""
    outcome: Outcome = Outcome.IMPROVEMENT
    presented: bool = False
    room: str | None = None
    groups: tuple[str, ...] = ()
    seats: int = 0
    paper: int = 0
    own: int = 0
    laptop: int = 0
    assignment: Assignment = Assignment()
    earlier: EarlierRound | None = None
    keep_until: Mapping[str, datetime.date] = {}
    evaluating: Instant | None = None
    reflecting: bool = False
    card: Element | None = None


class Session(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One meeting (bijeenkomst): `info`, and a table of documents by number of each kind.

    Any mapping may be given for a table. last: the last number given out per table; a number is
    never used twice, whatever is undone. revision: how many changes led here, counted by the store;
    views skip what they have drawn.
    """

    info: Info
    phases: Table[Phase] = Table()
    questions: Table[Question] = Table()
    participants: Table[Participant] = Table()
    listeners: Table[Listener] = Table()
    statements: Table[Statement] = Table()
    themes: Table[Theme] = Table()
    listener_questions: Table[ListenerQuestion] = Table()
    remarks: Table[Remark] = Table()
    actions: Table[Action] = Table()
    moments: Table[Moment] = Table()
    polls: Table[Poll] = Table()
    ballots: Table[Ballot] = Table()
    ideas: Table[Idea] = Table()
    clusters: Table[Cluster] = Table()
    counterparts: Table[Counterpart] = Table()
    tasks: Table[Task] = Table()
    learning_questions: Table[LearningQuestion] = Table()
    expectations: Table[Expectation] = Table()
    letters: Table[Letter] = Table()
    verdicts: Table[Verdict] = Table()
    evaluations: Table[Evaluation] = Table()
    personas: Table[Persona] = Table()
    persona_sentences: Table[Sentence] = Table()
    pictures: Table[Picture] = Table()
    last: Mapping[str, int] = {}
    revision: int = 0

    def __post_init__(self) -> None:
        if {Table}.issuperset(map(type, _TABLES(self))):
            return
        for table, documents in zip(TABLES, _TABLES(self), strict=True):
            if type(documents) is not Table:
                msgspec.structs.force_setattr(self, table, Table(documents))

    @property
    def agenda(self) -> tuple[Phase, ...]:
        """The phases in their order."""
        return self.phases.index(_agenda)

    @property
    def on_devices(self) -> bool:
        """Whether people take part on devices, and nobody has a code of their own."""
        joins = any(phase.kind is PhaseKind.JOIN for phase in self.phases.values())
        return joins and not self.participants

    @property
    def among_themselves(self) -> bool:
        """Whether nobody listens while the participants are there, as in a workshop of makers."""
        with_clients = [phase for phase in self.agenda if phase.with_clients]
        return bool(with_clients) and not any(Role.LISTENERS in p.present for p in with_clients)

    def questions_of(self, phase: int) -> tuple[Question, ...]:
        """The questions of a phase in their order."""
        return self.questions.index(_questions_by_phase).get(phase, ())

    @property
    def pinned(self) -> Mapping[int, Theme]:
        """The themes by the digit they are pinned to."""
        return self.themes.index(_pinned)

    def theme_named(self, name: str) -> Theme | None:
        """The theme with this name, whatever the case and the spaces around it."""
        folded = name.strip().casefold()
        found = (themes[folded] for themes in self.themes.indexes(_by_name) if folded in themes)
        return next(found, None)

    def theme_starting(self, prefix: str) -> Theme | None:
        """The one theme whose name begins with this, whatever the case; None if several do.

        A theme that was prepared, or looked at since, comes before those made while typing.
        """
        fitting = self.themes_starting(prefix)
        prepared = [theme for theme in fitting if theme.confirmed or theme.digit is not None]
        only = prepared or fitting
        return only[0] if len(only) == 1 else None

    def themes_starting(self, prefix: str) -> list[Theme]:
        """The themes whose names begin with this, whatever the case, in order of their names."""
        folded = prefix.casefold()
        fitting: dict[str, Theme] = {}
        for themes in self.themes.indexes(_by_name):
            names = list(themes)
            for name in takewhile(
                lambda each: each.startswith(folded), names[bisect_left(names, folded) :]
            ):
                fitting.setdefault(name, themes[name])
        return [fitting[name] for name in sorted(fitting)]

    def last_speakers(
        self, phase: int | None, question: int | None, asked: int | None
    ) -> tuple[str, ...]:
        """Who spoke last there: in answer to a listener's question, on a question, in a phase."""
        spot = _spot(phase, question, asked)
        found = (last[spot] for last in self.statements.indexes(_last_speakers) if spot in last)
        return next(found, ())

    def participant(self, code: str) -> Participant | None:
        """The participant with this code, such as "D3"."""
        return self.participants.index(_by_code).get(code) or self._by_code(
            self.participants, code, "D"
        )

    def listener(self, code: str) -> Listener | None:
        """The listener with this code, such as "T2"."""
        return self._by_code(self.listeners, code, "T")

    @staticmethod
    def _by_code(people: Mapping[int, P], code: str, letter: str) -> P | None:
        number = code[1:]
        if code[:1] != letter or not (number.isascii() and number.isdigit()):
            return None
        return people.get(int(number))

    def answers_to(self, asked: int) -> tuple[Statement, ...]:
        """The answers to a listener's question, in the order they were given."""
        return self.statements.index(_answers).get(asked, ())

    def remarks_of(self, kind: RemarkKind, step: str = "") -> Iterator[Remark]:
        """The remarks of a kind, and of a debrief step if one is named."""
        return (r for r in self.remarks.values() if r.kind is kind and (not step or r.step == step))

    def number(self, table: str) -> int:
        """The next number of a table, never given out before."""
        return self.last.get(table, 0) + 1


def _by_code(people: Mapping[int, Participant]) -> dict[str, Participant]:
    """As codes are nearly always written; D03 is D3 too."""
    return {person.code: person for person in people.values()}


def _agenda(phases: Mapping[int, Phase]) -> tuple[Phase, ...]:
    return tuple(sorted(phases.values(), key=lambda phase: (phase.position, phase.number)))


def _questions_by_phase(questions: Mapping[int, Question]) -> dict[int, tuple[Question, ...]]:
    grouped: dict[int, list[Question]] = {}
    for question in sorted(questions.values(), key=lambda q: (q.position, q.number)):
        grouped.setdefault(question.phase, []).append(question)
    return {phase: tuple(asked) for phase, asked in grouped.items()}


def _pinned(themes: Mapping[int, Theme]) -> dict[int, Theme]:
    return {theme.digit: theme for theme in themes.values() if theme.digit is not None}


def _by_name(themes: Mapping[int, Theme]) -> dict[str, Theme]:
    """The themes by their folded names, in order of these."""
    return dict(sorted({theme.name.casefold(): theme for theme in themes.values()}.items()))


def _last_speakers(
    statements: Mapping[int, Statement],
) -> dict[tuple[str, int | None], tuple[str, ...]]:
    return {
        _spot(said.phase, said.question, said.answer_to): said.speakers
        for said in statements.values()
    }


def _answers(statements: Mapping[int, Statement]) -> dict[int, tuple[Statement, ...]]:
    grouped: dict[int, list[Statement]] = {}
    for statement in statements.values():
        if statement.answer_to is not None:
            grouped.setdefault(statement.answer_to, []).append(statement)
    return {asked: tuple(answers) for asked, answers in grouped.items()}


def _spot(phase: int | None, question: int | None, asked: int | None) -> tuple[str, int | None]:
    """What statements have in common whose speakers go on: the narrowest of the three."""
    if asked is not None:
        return ("asked", asked)
    return ("question", question) if question is not None else ("phase", phase)


def continued(session: Session, **parts: Any) -> Session:
    """The session with these parts; tables among them are Tables already.

    `msgspec.structs.replace` would look at all tables again, at every change.
    """
    after = copy(session)
    for name, part in parts.items():
        msgspec.structs.force_setattr(after, name, part)
    return after


def put(session: Session, *documents: Document) -> Session:
    """The session with these documents in place of those with their numbers, or beside them."""
    changed: dict[str, dict[int, Document]] = {}
    last = dict(session.last)
    for document in documents:
        table = TABLE_OF[type(document)]
        changed.setdefault(table, {})[document.number] = document
        last[table] = max(last.get(table, 0), document.number)
    tables: dict[str, Any] = {
        table: getattr(session, table).changed(numbered) for table, numbered in changed.items()
    }
    return continued(session, **tables, last=last)


def drop(session: Session, table: str, numbers: Iterable[int]) -> Session:
    """The session without these documents of a table; their numbers are not used again."""
    kept: dict[str, Any] = {table: getattr(session, table).changed(dict.fromkeys(numbers))}
    return continued(session, **kept)


def describe(session: Session, **fields: Any) -> Session:
    """The session with other facts in its `info`."""
    return continued(session, info=msgspec.structs.replace(session.info, **fields))


def stage(session: Session) -> Stage:
    """How far the meeting is, from its moments."""
    if session.info.presented:
        return Stage.PRESENTED
    current: Stage = Stage.PREPARE
    for moment in session.moments.values():
        if moment.kind is MomentKind.END:
            current = Stage.REVIEW
        elif moment.kind is MomentKind.GO and moment.phase is not None:
            phase = session.phases.get(moment.phase)
            debrief = phase is not None and phase.kind is PhaseKind.DEBRIEF
            current = Stage.DEBRIEF if debrief else Stage.RUNNING
    return current


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """A change that cannot be made to the session as it is now; nothing was changed."""

    def explain(self, t: Translations) -> str:
        """What stands in the way, in the language of the reader."""
        return t.gettext("This is no longer there; somebody removed it in another window.")


class FormStays(Refusal):
    """People were asked a question on their devices: their answers fit how it was asked."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "This question was put to the devices already, so how it is answered stays as it is."
            " Add another question to ask it in another way."
        )


def keep_forms(before: Session, after: Session) -> None:
    """Raises FormStays when a question that has a poll would be answered in another way."""
    if before.questions is after.questions:
        return
    for poll in before.polls.values():
        was, becomes = before.questions.get(poll.question), after.questions.get(poll.question)
        stays = was is None or becomes is None or was.answer == becomes.answer
        if poll.number in after.polls and not stays:
            raise FormStays


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happens to a session: a pure function from one value to the next."""

    @property
    def final(self) -> bool:
        """Whether undo may not take it back, as with a withdrawal."""
        return False

    @property
    def in_copies(self) -> "Change | None":
        """What is made to each kept copy with it, so that none holds what may not come back.

        None leaves them as they are, as where nothing goes.
        """
        return self if self.final else None

    @property
    def retells(self) -> bool:
        """Whether somebody tells in it what others said, as in an action or a letter."""
        return False

    @property
    def leads(self) -> bool:
        """Whether it is about leading the meeting; then undo takes it back where that is done."""
        return False

    def name(self, t: Translations) -> str:
        """What undo and redo call it."""
        raise NotImplementedError

    def apply(self, session: Session, now: Instant) -> Session:
        """The session after this change. Raises Refusal when it cannot be made."""
        raise NotImplementedError


class Edit(Change, frozen=True, kw_only=True):
    """Other values for some fields of one document.

    It carries only the fields that it changes, so two windows that change different fields of one
    document both keep theirs; on the same field the later one wins. Raises FormStays.
    """

    table: str
    number: int
    fields: Mapping[str, Any]
    label: str

    def name(self, t: Translations) -> str:
        return t.gettext(self.label)

    def apply(self, session: Session, now: Instant) -> Session:
        document = getattr(session, self.table).get(self.number)
        if document is None:
            raise Refusal
        after = put(session, msgspec.structs.replace(document, **self.fields))
        keep_forms(session, after)
        return after


class EditInfo(Change, frozen=True, kw_only=True):
    """Other facts about the session itself: title, date, place, language, presented."""

    fields: Mapping[str, Any]

    def name(self, t: Translations) -> str:
        return t.gettext("details of the meeting")

    def apply(self, session: Session, now: Instant) -> Session:
        return describe(session, **self.fields)
