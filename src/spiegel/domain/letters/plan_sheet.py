"""The page on which somebody tests a plan against a persona: what to ask, and where to write it.

It lies behind the cards, for who was not there when plans were tested together.
"""

from collections.abc import Iterator
from typing import Final

from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import Block, Piece, Shape
from spiegel.domain.personas.testing import question
from spiegel.domain.session.personas import PersonaField
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations

_WRITE: Final = 2
"""So many lines to write an answer on, under the first."""


def how_to_test(session: Session, t: Translations) -> Iterator[Block]:
    """How it goes, a table with each question and room for its answer, and whom to ask."""
    contact = Facts(session, t).safe(session.info.assignment.contact)
    for words in (
        t.gettext("Take one plan or rule, and one persona. Read first what this person tells."),
        t.gettext("Answer each question. Does nothing change? Write that down too."),
        t.gettext("You do not know? Do not guess: ask people who know such a life."),
        t.gettext("A persona is no number, and does not take the place of talking with people."),
        *([t.gettext("Questions? Call {contact}.").format(contact=contact)] if contact else []),
    ):
        yield Block(shape=Shape.ITEM, lines=((Piece(words),),))
    for name in (t.gettext("Plan:"), t.gettext("Persona:")):
        yield Block(
            shape=Shape.PARAGRAPH, lines=((Piece(f"{name} "), Piece("_" * 40, blank=True)),)
        )
    head = (t.gettext("Question"), t.gettext("What it changes"))
    asked = (question(field, "", t) for field in PersonaField)
    yield Block(
        shape=Shape.TABLE,
        rows=(
            tuple(((Piece(name),),) for name in head),
            *((((Piece(words),), *[()] * _WRITE), ((),)) for words in asked),
        ),
        shares=(45, 55),
    )
