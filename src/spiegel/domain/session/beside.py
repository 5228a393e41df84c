"""What another session with the same questions holds, laid beside this one: counts and names.

It is kept as it was then, so that a document needs no other file. No idea and no answer of the
other session is in it.
"""

from spiegel.domain.session.agenda import AnswerForm
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.value import Value


class Thing(Value, frozen=True, kw_only=True):
    """An option or a group of ideas, as one side has it.

    number: of the option from 1, or of the group in its session. named: whether anybody named it.
    people: how many did, place: from 1, shared: by several; None where there are too few answers,
    or where nobody put the groups in order.
    """

    number: int
    name: str
    named: bool = True
    people: int | None = None
    place: int | None = None
    shared: bool = False


class Side(Value, frozen=True, kw_only=True):
    """What one side answered to a question, as far as another side may see it.

    people: how many answered; 0 when they were too few to say so. counts: on a scale, for each
    point from `form.lowest` on; unknown: who said not to know. things: the options, or the groups
    of ideas in their order. few: fewer than 5 answered, so there are no numbers at all.
    """

    question: int
    words: str
    form: AnswerForm
    people: int = 0
    counts: tuple[int, ...] = ()
    unknown: int = 0
    things: tuple[Thing, ...] = ()
    few: bool = False


class Link(Value, frozen=True, kw_only=True):
    """Two groups of ideas that mean the same: the number here, and that in the other session."""

    cluster: int
    theirs: int


class Counterpart(Value, frozen=True, kw_only=True):
    """Another session, laid beside this one.

    at: when. session: its id. who: what its people are called, or its title. sides: what they
    answered, by question. links: what was linked by hand.
    """

    number: int
    at: Instant
    session: str
    who: str
    sides: tuple[Side, ...] = ()
    links: tuple[Link, ...] = ()
