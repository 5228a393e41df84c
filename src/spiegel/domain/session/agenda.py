"""The running order (draaiboek) as data: formats, their phases, and the prepared questions."""

from enum import StrEnum

import msgspec

from spiegel.domain.session.elements import Element
from spiegel.domain.session.value import Value


class PhaseKind(StrEnum):
    """What a phase asks of the moderator and what a line of the scribe means in it.

    join: people come in on their devices; its questions are for practice.
    """

    TALK = "talk"
    JOIN = "join"
    TURNS = "turns"
    ROUND = "round"
    QUESTIONS = "questions"
    PAUSE = "pause"
    DEBRIEF = "debrief"


class Role(StrEnum):
    """Who can be in the room, and who may speak."""

    CLIENTS = "clients"
    LISTENERS = "listeners"
    MODERATOR = "moderator"


class Record(StrEnum):
    """What a coded line of the scribe becomes in a phase of turns."""

    NOTE = "note"
    STATEMENT = "statement"


class Outcome(StrEnum):
    """What a format delivers: improvement actions, or recommendations for new policy."""

    IMPROVEMENT = "improvement"
    RECOMMENDATION = "recommendation"


class AnswerKind(StrEnum):
    """How a question is answered on devices and on paper: stelling, cijfer, keuze, open, rangorde,
    punten."""

    AGREE = "agree"
    RATE = "rate"
    CHOOSE = "choose"
    IDEAS = "ideas"
    RANK = "rank"
    POINTS = "points"


class AnswerForm(Value, frozen=True, kw_only=True):
    """How everybody answers a question at the same time, each for themselves.

    options: to choose from, order or give points to. lowest, highest: of a scale (agree: 1 to 5).
    several: more than one option may be chosen. top: how many places an order has, 0 for as many
    as there are options; of ideas how many groups are ordered, 0 for none. points: that one person
    has. practice: a question to try it out; no answer to it is kept.
    """

    kind: AnswerKind
    options: tuple[str, ...] = ()
    lowest: int = 1
    highest: int = 5
    several: bool = False
    top: int = 0
    points: int = 0
    practice: bool = False


class Step(Value, frozen=True, kw_only=True):
    """One step of the debrief; their order is part of the method (Groene Hart Ziekenhuis).

    minutes: 0 or more. quiet: takes no remarks (writing in silence). actions: the step in which
    actions are made; it opens when each earlier step that takes remarks holds one.
    """

    key: str
    name: str
    text: str = ""
    minutes: int = 0
    quiet: bool = False
    actions: bool = False


class Phase(Value, frozen=True, kw_only=True):
    """One timeboxed part of the running order (onderdeel).

    number: never used twice in a session. position: order in the running order, ascending.
    minutes: planned length, 0 or more. text: what the moderator says. rules: the ground rules.
    prompts: doorvragen that go with each of its questions. turn_seconds: the short clock of one
    person's turn, 0 for none. review: opens Review (opschonen). cards: the room reads the question
    that is talked about, as a card with its theme; what is said stands under that theme.
    another_day: it is held on another day than the part before it.
    """

    number: int
    position: int
    key: str
    name: str
    kind: PhaseKind
    minutes: int
    present: tuple[Role, ...] = ()
    speaks: tuple[Role, ...] = ()
    record: Record = Record.NOTE
    text: str = ""
    rules: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    turn_seconds: int = 0
    review: bool = False
    cards: bool = False
    another_day: bool = False

    @property
    def asks(self) -> bool:
        """Whether its prepared questions are put one after the other."""
        return self.kind in (PhaseKind.ROUND, PhaseKind.JOIN)

    @property
    def with_clients(self) -> bool:
        """Whether the clients are in the room."""
        return Role.CLIENTS in self.present


class Wording(Value, frozen=True, kw_only=True):
    """The words of a question and its prompts, as it is put in one way."""

    words: str
    prompts: tuple[str, ...] = ()


class Question(Value, frozen=True, kw_only=True):
    """A prepared question of the client round.

    position: order within its phase, ascending. minutes: planned, None shares what is left of the
    phase. prompts: doorvragen. optional: als er tijd is. theme: the heading it stands under.
    answer: how it is answered on devices; None for a question that is talked about. serves: the
    numbers of the learning questions that it is to answer. elements: of self-direction that
    somebody said it is about. otherwise: how it is put where it is answered in the other way, on
    devices or by being talked about. about: for each option the numbers of the statements that it
    was made from, first the one that has its words; () for one that somebody thought of.
    """

    number: int
    position: int
    phase: int
    words: str
    minutes: int | None = None
    prompts: tuple[str, ...] = ()
    optional: bool = False
    theme: str = ""
    answer: AnswerForm | None = None
    serves: tuple[int, ...] = ()
    elements: tuple[Element, ...] = ()
    otherwise: Wording | None = None
    about: tuple[tuple[int, ...], ...] = ()


class Format(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of meeting (werkvorm) in one language; a session copies it when it is made.

    questions: those that every such meeting has, as one to practise with.
    """

    name: str
    title: str
    outcome: Outcome
    phases: tuple[Phase, ...]
    questions: tuple[Question, ...] = ()

    @property
    def on_devices(self) -> bool:
        """Whether people take part on devices, so that nobody has a code of their own."""
        return any(phase.kind is PhaseKind.JOIN for phase in self.phases)
