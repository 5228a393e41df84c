"""The page on which somebody tests a plan against a persona: what to ask, and where to write it.

It lies behind the cards, for who was not there when plans were tested together.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import Block, Line, Piece, Shape, one_line
from spiegel.domain.personas.making import heading
from spiegel.domain.session.personas import PersonaField

_Row = tuple[tuple[Line, ...], ...]

_WRITE: Final = 1
"""So many lines to write an answer on, under the first."""
_CHANGES: Final = 2
"""So many rows for what changes in the plan."""


def how_to_test(facts: Facts) -> Iterator[Block]:
    """How it goes, a table with each heading of a card and room beside it; then what changes in the
    plan, by whom and when, and to whom the page goes.
    """
    t = facts.t
    info = facts.session.info
    contact, whose = facts.safe(info.assignment.contact), facts.safe(info.organisation)
    for words in (
        t.gettext("Take one plan or rule, and one persona. Read first what this person tells."),
        t.gettext("Fill in each line. Does it mean nothing? Then write: nothing."),
        t.gettext(
            "You do not know? Then write a question mark, and ask people who know such a life."
        ),
        t.gettext("A persona is no number, and does not take the place of talking with people."),
    ):
        yield one_line(words, Shape.ITEM)
    yield _to_fill_in(t.gettext("Plan:"), t.gettext("Persona:"))
    asked = (heading(field, t) for field in PersonaField)
    yield _table(
        (t.gettext("On the card"), t.gettext("What does the plan mean for this?")),
        ((((Piece(words),), *[()] * _WRITE), ((),)) for words in asked),
        (38, 62),
    )
    more = t.gettext("And then: what do you change in the plan? Is that nothing? Write down why.")
    yield one_line(more)
    yield _table(
        (t.gettext("What do you change in the plan?"), t.gettext("Who"), t.gettext("By when")),
        [(((), ()), ((),), ((),))] * _CHANGES,
        (60, 22, 18),
    )
    yield _to_fill_in(t.gettext("Filled in by, and on which day:"))
    if contact:
        words = t.gettext("This page goes to: {contact}. Call there with a question too.")
        yield one_line(words.format(contact=f"{contact} ({whose})" if whose else contact))
    else:
        yield _to_fill_in(t.gettext("This page goes to:"))
    yield _to_fill_in(t.gettext("By (agree on the day there):"))


def _to_fill_in(*names: str) -> Block:
    """Behind each name a line to write on, beside each other."""
    long = 5 + 40 // len(names)
    pieces = ((Piece(f"{name} "), Piece("_" * long, blank=True), Piece(" ")) for name in names)
    return Block(shape=Shape.PARAGRAPH, lines=(tuple(chain.from_iterable(pieces))[:-1],))


def _table(head: Iterable[str], rows: Iterable[_Row], shares: tuple[int, ...]) -> Block:
    names = tuple(((Piece(name),),) for name in head)
    return Block(shape=Shape.TABLE, rows=(names, *rows), shares=shares)
