"""One more part in the running order, such as a break: added, moved, taken away."""

from typing import Literal

from spiegel.domain.plan.own_parts import in_order, is_own, own_part, put_after
from spiegel.domain.session.agenda import Phase, PhaseKind
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session, drop
from spiegel.i18n import Translations


class OfTheFormat(Refusal):
    """A part of the format stays where it is: its order is part of the method."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "This part belongs to the format and stays in its place; with 0 minutes it takes no "
            "time."
        )


class AlreadyHeld(Refusal):
    """A part that ran keeps its place."""

    def explain(self, t: Translations) -> str:
        return t.gettext("This part was held already, so it stays.")


class AddPart(Change, frozen=True, kw_only=True):
    """One more part after another; kind: a break, or one in which something is said.

    minutes: 0 or more. Raises Refusal when the part before it is gone.
    """

    after: int
    title: str
    kind: Literal[PhaseKind.PAUSE, PhaseKind.TALK]
    minutes: int

    def name(self, t: Translations) -> str:
        return t.gettext("part added")

    def apply(self, session: Session, now: Instant) -> Session:
        before = session.phases.get(self.after)
        if before is None:
            raise Refusal
        return put_after(session, own_part(self.title, self.kind, self.minutes), before)


class MovePart(Change, frozen=True, kw_only=True):
    """A part that was added trades places with its neighbour: step -1 is earlier, 1 later.

    Raises OfTheFormat and AlreadyHeld.
    """

    number: int
    step: int

    def name(self, t: Translations) -> str:
        return t.gettext("part moved")

    def apply(self, session: Session, now: Instant) -> Session:
        part = _own(session, self.number)
        order = list(session.agenda)
        here = order.index(part)
        there = here + self.step
        if not 0 <= there < len(order):
            return session
        order.insert(there, order.pop(here))
        return in_order(session, order)


class RemovePart(Change, frozen=True, kw_only=True):
    """A part that was added goes. Raises OfTheFormat and AlreadyHeld."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("part removed")

    def apply(self, session: Session, now: Instant) -> Session:
        return drop(session, "phases", (_own(session, self.number).number,))


def _own(session: Session, number: int) -> Phase:
    part = session.phases.get(number)
    if part is None:
        raise Refusal
    if not is_own(part):
        raise OfTheFormat
    if any(moment.phase == number for moment in session.moments.values()):
        raise AlreadyHeld
    return part
