"""Questions that everybody answers on an own device: what was put to them, and what came in.

Nothing here says who answered, when, or in which order.
"""

from enum import StrEnum

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.value import Value


class Answer(Value, frozen=True, kw_only=True):
    """One person's answer to a poll, without the person; nothing at all is a skip.

    value: on a scale. unknown: weet ik niet, for a scale only. options: those chosen, from 1,
    ascending. order: the options from 1 by place, best first; several in one place are a tie.
    points: for each option of the poll, 0 or more. ideas: 1 to 5, without line ends.
    """

    value: int | None = None
    unknown: bool = False
    options: tuple[int, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    points: tuple[int, ...] = ()
    ideas: tuple[str, ...] = ()

    @property
    def skipped(self) -> bool:
        """Whether this person took part and said nothing."""
        return self == SKIPPED

    @property
    def opinion(self) -> bool:
        """Whether it says anything that counts: no skip and no `weet ik niet`."""
        return not self.skipped and not self.unknown


SKIPPED = Answer()


class PollState(StrEnum):
    """open: answers come in; closed: nobody can answer; shown: the room sees the outcome."""

    OPEN = "open"
    CLOSED = "closed"
    SHOWN = "shown"


class Poll(Value, frozen=True, kw_only=True):
    """A question as it was put to the devices (vraagronde).

    question: its number. round: from 1, one more each time that it is put again. clusters: in a
    vote about groups their numbers, in the order in which the devices show them; empty for the
    question itself. at: when it was opened. took_part: how many people were done with it, skips
    included; skipped: how many of these skipped. few: fewer than 3 answers came in, so none was
    kept. confirmed: 3 or 4 came in, and the moderator agreed that they are shown.
    """

    number: int
    question: int
    at: Instant
    round: int = 1
    clusters: tuple[int, ...] = ()
    state: PollState = PollState.OPEN
    took_part: int = 0
    skipped: int = 0
    few: bool = False
    confirmed: bool = False


class Ballot(Value, frozen=True, kw_only=True):
    """What one person answered to a poll (stem); ideas are documents of their own.

    group: such as "professionals"; only where every group is large enough.
    """

    number: int
    poll: int
    answer: Answer
    group: str = ""


class Idea(Value, frozen=True, kw_only=True):
    """One idea of an open answer (idee), in no relation to others of the same person.

    cluster: the number of its group. held: not shown to the room; it counts all the same.
    paraphrase, traceable, settled: as of a statement.
    """

    number: int
    poll: int
    words: str
    group: str = ""
    cluster: int | None = None
    held: bool = False
    paraphrase: str = ""
    traceable: bool = False
    settled: tuple[str, ...] = ()


class Cluster(Value, frozen=True, kw_only=True):
    """Ideas that mean the same (groepje), with a name; question: the open question of the ideas.

    position: order in which they are shown, ascending; it gives the number that people see.
    """

    number: int
    question: int
    name: str
    position: int
