"""Reflection cards for the professionals' own talk: one for each element of self-direction.

They lie on the table or stand on the room screen, and the group chooses one. The sentences are
Spiegel's own.
"""

from typing import Final

import msgspec

from spiegel.domain.running.self_direction import name_of
from spiegel.domain.session.elements import Element
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session, describe
from spiegel.i18n import N_, Translations


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What professionals ask themselves about an element; all to translate."""

    element: Element
    question: str
    further: tuple[str, ...]


CARDS: Final = (
    Card(
        element=Element.OWNERSHIP,
        question=N_("Who decided here?"),
        further=(
            N_("What did we choose for them, and what did they choose themselves?"),
            N_("Which decision can we give back?"),
        ),
    ),
    Card(
        element=Element.STRENGTH,
        question=N_("What could they do themselves?"),
        further=(
            N_("Which solution did they have before we came?"),
            N_("What did we take over that we could have left to them?"),
        ),
    ),
    Card(
        element=Element.MOTIVATION,
        question=N_("What did they do it for?"),
        further=(
            N_("What mattered most to them, and did we know?"),
            N_("Where did our goal differ from theirs?"),
        ),
    ),
    Card(
        element=Element.CONTACTS,
        question=N_("Who stood by them?"),
        further=(
            N_("Whom could we have asked to join in?"),
            N_("What do the people around them need from us?"),
        ),
    ),
)


def card_of(element: Element) -> Card:
    """The card of an element."""
    return next(card for card in CARDS if card.element is element)


class ShowCards(Change, frozen=True, kw_only=True):
    """The room screen shows the four cards, or the one that was chosen; or the clock again.

    The card that was chosen stays chosen. away: the clock is back.
    """

    card: Element | None = None
    away: bool = False

    def name(self, t: Translations) -> str:
        if self.away:
            return t.gettext("reflection cards off the room screen")
        if self.card is None:
            return t.gettext("reflection cards on the room screen")
        return t.gettext("reflection card {element}").format(element=name_of(self.card, t))

    def apply(self, session: Session, now: Instant) -> Session:
        if self.away:
            return describe(session, reflecting=False)
        return describe(session, reflecting=True, card=self.card)
