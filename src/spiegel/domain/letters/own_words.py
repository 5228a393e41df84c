"""The sheets on which participants read their own words back, a sheet for each."""

import datetime
from typing import Final

from spiegel.domain.consent.gate import to_the_speaker
from spiegel.domain.consent.own_words import (
    answered,
    is_literal,
    own_statements,
    read_back,
    readers,
)
from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import BOX, Block, Line, Piece, Shape, one_line, table
from spiegel.domain.session.people import Participant
from spiegel.domain.session.statements import Statement

BACK: Final = datetime.timedelta(days=7)
"""How long participants have for it: 7 to 10 days (dossier, 1.11)."""
_APART: Final = "\u2003"
"""Between boxes that stand beside each other."""


def back_on(facts: Facts) -> datetime.date | None:
    """The day before which a sheet should be back."""
    sent = facts.task("own words")
    return sent + BACK if sent is not None else None


def whose_sheets(facts: Facts) -> tuple[Block, ...]:
    """Of each participant with a sheet how much is on it, and boxes for handing out."""
    t = facts.t
    people = readers(facts.session)
    if not people:
        nothing = t.gettext("Nothing was noted that somebody can read back.")
        return (one_line(nothing),)
    names = (t.gettext("Code"), t.gettext("Statements"), t.gettext("Has it"), t.gettext("Back"))
    facts.use("participants", *(person.number for person in people))
    counts = (str(answered(facts.session, person)[1]) for person in people)
    rows = ((person.code, count, BOX, BOX) for person, count in zip(people, counts, strict=True))
    return (table(names, rows, (25, 25, 25, 25)),)


def to_read_back(facts: Facts) -> tuple[Block, ...]:
    """What this participant said, each with boxes to tick and a line to write on."""
    if not isinstance(facts.one, Participant):
        return ()
    return tuple(
        block for said in own_statements(facts.session, facts.one) for block in _piece(facts, said)
    )


def _piece(facts: Facts, said: Statement) -> tuple[Block, ...]:
    t = facts.t
    facts.use("statements", said.number)
    words = to_the_speaker(facts.session, said, read_back(said), t).strip()
    shown = f"“{words}”" if is_literal(said) else words
    choices = (t.gettext("right"), t.gettext("I would change it"), t.gettext("not in the report"))
    boxes = _APART.join(f"{BOX}\u00a0{choice}" for choice in choices).replace("  ", " ")
    number: Line = (Piece(f"{said.number}. ", bold=True), Piece(shown))
    return (
        Block(shape=Shape.SAID, lines=(number,)),
        one_line(boxes, Shape.ANSWER),
        Block(shape=Shape.LINE),
    )
