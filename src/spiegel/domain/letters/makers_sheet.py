"""The sheet on which makers say of each sentence whether it is right, and what happens with it.

Each reads it alone and may tick, write, or have it written down; so it says to whom it goes, by
when, and what comes of it, as far as the session knows that, with a line to fill in for the rest.
"""

from collections.abc import Iterator
from typing import Final

from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import BOX, Block, Piece, Shape
from spiegel.domain.personas.making import read_on
from spiegel.domain.report.persona_cards import Card
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations

_APART: Final = "\u2003"
"""Between boxes that stand beside each other."""
_BLANK: Final = "_" * 24
"""To fill in by hand."""


def asked(session: Session, card: Card, t: Translations) -> Iterator[Block]:
    """What stands on the sheet of one persona, under who it is and how far."""
    yield _words(
        Shape.PARAGRAPH,
        t.gettext(
            "This persona does not exist: you made it together. Tick under each piece what you "
            "think of it. Is only a part of it not right? Strike that out, and write on the line "
            "how you want it. Somebody can write it down for you. You need not put your name on it."
        ),
    )
    nobody = t.gettext(
        "None of you is this persona. Is a piece too much about you? Then tick: leave "
        "it out. We do so, and nobody has to say why."
    )
    yield Block(shape=Shape.PARAGRAPH, lines=((Piece(nobody, bold=True),),))
    yield from _who(card, t)
    for at, field in enumerate(card.fields):
        yield _words(Shape.HEADING, field.heading)
        if not at:
            yield _words(Shape.PARAGRAPH, t.gettext("{name} says:").format(name=card.name))
        for one in field.sentences:
            yield from _ticked(f"“{one.words}”", t)
    yield _words(Shape.HEADING, t.gettext("Do you miss something?"))
    if card.left_out:
        yield _words(
            Shape.PARAGRAPH,
            t.gettext(
                "Not all that was written stands here. First we look whether more than one of you "
                "recognises it, and whether nobody can be recognised by it. Do you miss "
                "something that others here know too? Then write it down here."
            ),
        )
    yield Block(shape=Shape.LINE)
    yield Block(shape=Shape.LINE)
    yield from _then(Facts(session, t), card, t)


def _who(card: Card, t: Translations) -> Iterator[Block]:
    """The name, the age band and the picture, as far as they were chosen, to tick at once."""
    shown = [card.name] if card.named else []
    if card.ages:
        shown.append(card.ages)
    if card.picture is not None:
        shown.append(t.gettext("picture: {shows}").format(shows=card.picture.alt))
    if shown or card.notes:
        yield _words(Shape.HEADING, t.gettext("Who it is"))
        yield from (_words(Shape.PARAGRAPH, note) for note in card.notes)
    if shown:
        yield from _ticked(", ".join(shown), t)


def _ticked(words: str, t: Translations) -> Iterator[Block]:
    """Words to say of whether they are right, with a line to write on."""
    yield _words(Shape.SAID, words)
    yield _words(Shape.ANSWER, _boxes(t))
    yield Block(shape=Shape.LINE)


def _boxes(t: Translations) -> str:
    """To tick what somebody thinks of what stands above."""
    choices = (t.gettext("right"), t.gettext("I would change it"), t.gettext("leave it out"))
    return _APART.join(f"{BOX}\u00a0{choice}" for choice in choices)


def _then(facts: Facts, card: Card, t: Translations) -> Iterator[Block]:
    """To whom the sheet goes and by when, whom to call, and what happens then.

    After the day on which all read together the next one is filled in by hand.
    """
    planned = facts.task("read by makers") if read_on(facts.session) is None else None
    day = facts.day(card.again or planned) or _BLANK
    contact = facts.safe(facts.session.info.assignment.contact) or _BLANK
    yield _words(Shape.HEADING, t.gettext("Are you done?"))
    for words in (
        t.gettext(
            "Give all pages about this persona to the moderator. You can do so until: {day}."
        ),
        t.gettext("Do you have a question, or would you rather tell it? Call: {contact}."),
        t.gettext("We change the sentences. The moderator lets all of you read how they are then."),
        t.gettext(
            "What changes others read only when the group finds it right: people who help or make "
            "plans, here or elsewhere."
        ),
    ):
        yield _words(Shape.ITEM, words.format(day=day, contact=contact))


def _words(shape: Shape, words: str) -> Block:
    return Block(shape=shape, lines=((Piece(words),),))
