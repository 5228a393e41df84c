"""The sheet on which makers say of each sentence whether it is right, and what happens with it.

Each reads it alone and may tick, write, or have it written down; so it says to whom it goes, by
when, and what comes of it, as far as the session knows that, with a line to fill in for the rest.
"""

import datetime
from collections.abc import Iterator
from typing import Final

from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import BLANK, BOX, Block, Shape, one_line
from spiegel.domain.report.persona_cards import Card
from spiegel.i18n import Translations

_APART: Final = "\u2003"
"""Between boxes that stand beside each other."""


def asked(facts: Facts, card: Card) -> Iterator[Block]:
    """What stands on the sheet of one persona, under who it is and how far."""
    t = facts.t
    nobody = t.gettext(
        "This is about people like you, and not about you. This persona does not exist."
    )
    yield one_line(nobody, bold=True)
    yield one_line(
        t.gettext(
            "Tick under each piece what you think of it. Is only a part of it not right? Strike "
            "that out, and write on the line how you want it. Somebody can write it down for you. "
            "You need not put your name on it. Is a piece too much about you alone? Then tick: "
            "leave it out. We do so, and nobody has to say why."
        )
    )
    yield from _who(card, t)
    for at, field in enumerate(card.fields):
        yield one_line(field.heading, Shape.HEADING)
        if not at:
            yield one_line(t.gettext("{name} says:").format(name=card.name))
        for one in field.sentences:
            yield from _ticked(f"“{one.words}”", t)
    yield one_line(t.gettext("Do you miss something?"), Shape.HEADING)
    if card.empty:
        yield one_line(t.gettext("Nothing stands here yet about:"))
        yield from (one_line(name, Shape.ITEM) for name in card.empty)
    if card.left_out:
        yield one_line(
            t.gettext(
                "Not all that you told stands here. First we look whether more than one person "
                "recognises it, and whether nobody can be recognised by it. Do you miss "
                "something that others here know too? Then write it down here."
            )
        )
    yield Block(shape=Shape.LINE)
    yield Block(shape=Shape.LINE)
    yield from _then(facts, card)


def _who(card: Card, t: Translations) -> Iterator[Block]:
    """The name and the age band, as far as they were chosen, and the picture, to tick at once."""
    shown = [card.name] if card.named else []
    if card.ages:
        shown.append(card.ages)
    words = ", ".join(shown)
    if card.picture is not None:
        fits = t.gettext("The picture fits: {shows}.").format(shows=card.picture.alt)
        words = ". ".join(filter(None, (words, fits)))
    if words or card.notes:
        yield one_line(t.gettext("Who it is"), Shape.HEADING)
        yield from (one_line(note) for note in card.notes)
    if words:
        yield from _ticked(words, t)


def _ticked(words: str, t: Translations) -> Iterator[Block]:
    """Words to say of whether they are right, with a line to write on."""
    yield one_line(words, Shape.SAID)
    yield one_line(_boxes(t), Shape.ANSWER)
    yield Block(shape=Shape.LINE)


def _boxes(t: Translations) -> str:
    """To tick what somebody thinks of what stands above."""
    choices = (t.gettext("right"), t.gettext("I would change it"), t.gettext("leave it out"))
    return _APART.join(f"{BOX}\u00a0{choice}" for choice in choices)


def _then(facts: Facts, card: Card) -> Iterator[Block]:
    """To whom the sheet goes and by when, whom to call, and what happens then."""
    t = facts.t
    by_hand = t.gettext("{line} (the moderator fills this in)").format(line=BLANK)
    contact = facts.safe(facts.session.info.assignment.contact) or BLANK
    yield one_line(t.gettext("Are you done?"), Shape.HEADING)
    for words in (
        t.gettext(
            "Give all pages about this persona to the moderator. You can do so until: {day}."
        ),
        t.gettext(
            "Do you have a question? Would you rather tell it? Or can you not bring the pages "
            "yourself? Call: {contact}."
        ),
        *_follows(facts, card),
    ):
        day = facts.day(_until(facts, card)) or by_hand
        yield one_line(words.format(day=day, contact=contact, line=by_hand), Shape.ITEM)


def _follows(facts: Facts, card: Card) -> Iterator[str]:
    """What becomes of it, whether others read the persona already or not yet."""
    t = facts.t
    if card.agreed:
        yield t.gettext(
            "Do you give back nothing or an empty sheet? The group found this right already: it "
            "stays so."
        )
        yield t.gettext(
            "Is something not right? We change the sentences. You read them on: {line}."
        )
        yield t.gettext(
            "Does the group find them right? Then there is a new card. The old ones are not taken "
            "back."
        )
        return
    together = facts.task("read by makers")
    if together is not None and not facts.passed(together):
        yield t.gettext(
            "We read this with the group on {day}. Can you not come then? Call too."
        ).format(day=facts.day(together))
    yield t.gettext(
        "Do you give back nothing or an empty sheet? That is no yes: the moderator then asks the "
        "group."
    )
    yield t.gettext("We change the sentences. You read them again on: {line}.")
    yield t.gettext(
        "Others read them only when the group finds them right: people who help or make plans."
    )


def _until(facts: Facts, card: Card) -> datetime.date | None:
    """The last day on which a sheet is taken back; None when that has passed or is not known."""
    day = card.again or facts.task("makers' sheets")
    return None if facts.passed(day) else day
