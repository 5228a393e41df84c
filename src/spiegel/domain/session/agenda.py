"""The running order (draaiboek) as data: formats, their phases, and the prepared questions."""

from enum import StrEnum

import msgspec

from spiegel.domain.session.value import Value


class PhaseKind(StrEnum):
    """What a phase asks of the moderator and what a line of the scribe means in it."""

    TALK = "talk"
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
    person's turn, 0 for none. review: opens Review (opschonen).
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

    @property
    def with_clients(self) -> bool:
        """Whether the clients are in the room."""
        return Role.CLIENTS in self.present


class Question(Value, frozen=True, kw_only=True):
    """A prepared question of the client round.

    position: order within its phase, ascending. minutes: planned, None shares what is left of the
    phase. prompts: doorvragen. optional: als er tijd is. theme: the heading it stands under.
    """

    number: int
    position: int
    phase: int
    words: str
    minutes: int | None = None
    prompts: tuple[str, ...] = ()
    optional: bool = False
    theme: str = ""


class Format(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of meeting (werkvorm) in one language; a session copies it when it is made."""

    name: str
    title: str
    outcome: Outcome
    phases: tuple[Phase, ...]
