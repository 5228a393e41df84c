"""What makers read of the personas that they made: which others may read, and which not yet.

Only their names: the sentences are on the cards, which come with it.
"""

from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import Block, Line, Piece, Shape, one_line
from spiegel.domain.report.persona_cards import Card, cards_of, kept_off


def made_together(facts: Facts) -> tuple[Block, ...]:
    """The personas that makers agree with, by name, and how many others there are."""
    session, t = facts.session, facts.t
    cards = cards_of(session, t).cards
    waiting, _sentences = kept_off(session)
    blocks = [Block(shape=Shape.ITEM, lines=(_who(card),)) for card in cards]
    if cards:
        agreed = t.ngettext(
            "This person does not exist. The group found this persona right, and others may read "
            "it. The card comes with this page.",
            "These people do not exist. The group found these personas right, and others may read "
            "them. The cards come with this page.",
            len(cards),
        )
        blocks.append(one_line(agreed))
    if waiting:
        not_yet = t.ngettext(
            "You still look at {count} persona. Meanwhile nobody else reads it.",
            "You still look at {count} personas. Meanwhile nobody else reads them.",
            waiting,
        )
        blocks.append(one_line(not_yet.format(count=waiting)))
    return tuple(blocks) or (one_line(t.gettext("No persona was made yet.")),)


def _who(card: Card) -> Line:
    ages = f", {card.ages}" if card.ages else ""
    return Piece(card.name, bold=True), Piece(ages)
