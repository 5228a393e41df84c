"""What happened when: the recorded moments from which every clock follows."""

from enum import StrEnum

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.table import Table
from spiegel.domain.session.value import Value


class MomentKind(StrEnum):
    """What happened at a moment.

    go: this phase and question run from here (the first one starts the meeting); end: the meeting
    is over. pause, resume: the clock stands still in between. extend: minutes more or less.
    skip, unskip, covered: a question is dropped, taken back, or was already discussed.
    turn: this person's turn. ask: this listener's question is put. step: a step of the debrief;
    discussed: that step was talked through, nothing was noted; forced: actions were opened anyway.
    """

    GO = "go"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    SKIP = "skip"
    UNSKIP = "unskip"
    COVERED = "covered"
    TURN = "turn"
    ASK = "ask"
    STEP = "step"
    DISCUSSED = "discussed"
    FORCED = "forced"
    END = "end"


class Moment(Value, frozen=True, kw_only=True):
    """One thing that happened in the running order, and when.

    phase, question: what it is about. minutes: for `extend` how many more (may be negative), for
    `pause` how long the break is meant to take (0: not said). person: the code whose turn it is.
    asked: the number of the listener's question that is put. step: the key of a debrief step.
    """

    number: int
    at: Instant
    kind: MomentKind
    phase: int | None = None
    question: int | None = None
    minutes: int = 0
    person: str = ""
    asked: int | None = None
    step: str = ""


def in_turn(moments: Table[Moment], now: Instant) -> Instant:
    """When it happened that comes after these moments: not before the last of them.

    Two windows may write in another order than their keys were pressed.
    """
    last = next((moment.at for moment in reversed(moments.values())), now)
    return last if last.boot and last.boot == now.boot and last.boot_ms > now.boot_ms else now
