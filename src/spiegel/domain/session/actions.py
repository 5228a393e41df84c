"""Improvement actions as values: what is to be done, by whom, by when, and how far it is."""

import datetime
from enum import StrEnum

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.value import Value


class ActionKind(StrEnum):
    """doen, uitzoeken, doen we niet (with the reason)."""

    DO = "do"
    EXPLORE = "explore"
    DECLINE = "decline"


class Priority(StrEnum):
    """hoog, middel, laag: as on the action list of a Wmo council (dossier 1.10)."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class ActionStatus(StrEnum):
    """How far an action is (dossier 1.10)."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    BUSY = "busy"
    DONE = "done"
    STOPPED = "stopped"


def told_field(status: ActionStatus) -> str:
    """Which field of an action in this state says what became of it."""
    found = {ActionStatus.DONE: "evidence", ActionStatus.STOPPED: "stopped"}
    return found.get(status, "progress")


class Reached(Value, frozen=True):
    """A state that an action came to, and on which day."""

    status: ActionStatus
    on: datetime.date


class Action(Value, frozen=True, kw_only=True):
    """What professionals will do, find out, or will not do, resting on statements and on groups.

    statements, clusters: the numbers of the statements and groups of ideas it rests on. owner: a
    function or name given for it, or a listener's code, which documents show as that listener's
    function. by: the day it is done. reason: why, when it is declined. guard: who watches over it,
    as an owner is written. first_check: the day on which one looks for the first time. evidence:
    what shows that it is done. stopped: why it was stopped. progress: how it stands while it goes
    on, and when it is late why it is not done yet. reached: the states it came to, oldest first,
    the last of each day. more_say: whether it gives the client more say (meer regie), None when
    nobody answered that yet; more_say_why: in a sentence. touches: the numbers of the personas
    whose life it changes.
    """

    number: int
    at: Instant
    words: str
    kind: ActionKind = ActionKind.DO
    reason: str = ""
    statements: tuple[int, ...] = ()
    clusters: tuple[int, ...] = ()
    themes: tuple[int, ...] = ()
    owner: str = ""
    by: datetime.date | None = None
    priority: Priority | None = None
    status: ActionStatus = ActionStatus.PROPOSED
    guard: str = ""
    first_check: datetime.date | None = None
    evidence: str = ""
    stopped: str = ""
    progress: str = ""
    reached: tuple[Reached, ...] = ()
    more_say: bool | None = None
    more_say_why: str = ""
    touches: tuple[int, ...] = ()
    line: str = ""

    @property
    def told(self) -> str:
        """What was written down of the state that it is in."""
        words: str = getattr(self, told_field(self.status))
        return words


class Outline(msgspec.Struct, frozen=True, gc=False):
    """What a line about an action says: some fields of `Action`, read in half the time."""

    words: str
    kind: ActionKind = ActionKind.DO
    owner: str = ""
    by: datetime.date | None = None
    status: ActionStatus = ActionStatus.PROPOSED
    first_check: datetime.date | None = None
    reached: tuple[Reached, ...] = ()
