"""What the Personas screen says: what was said, a field and its sentences, how far it is."""

from collections.abc import Collection, Sequence
from typing import Final

from textual.content import Content

from spiegel.domain.personas.making import field_name, sentences_of, state_name
from spiegel.domain.personas.people import ENOUGH, people
from spiegel.domain.personas.testing import question
from spiegel.domain.personas.weakness import Weak
from spiegel.domain.session.personas import Persona, PersonaField, Sentence
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, ngettext
from spiegel.screens.personas.beside import Said
from spiegel.text import plain
from spiegel.widgets.browse import Row, typed

FIELDS: Final = tuple(PersonaField)
Key = tuple[str, str | int]
"""What a row of a persona stands for: "field" and which, "sentence" and its number, or "test"
and the field in which a plan is tested."""


def digit_of(field: PersonaField) -> int:
    """The number of a field, from 1."""
    return FIELDS.index(field) + 1


def card_keys(session: Session, persona: Persona | None) -> list[Key]:
    """A row for each field without a sentence, and for each sentence of the others."""
    if persona is None:
        return []
    keys: list[Key] = []
    for field in FIELDS:
        sentences = sentences_of(session, persona.number, field)
        keys.extend(("sentence", sentence.number) for sentence in sentences)
        if not sentences:
            keys.append(("field", field.value))
    return keys


def row_of(session: Session, persona: Persona | None, field: PersonaField) -> Key:
    """The row of a field's last sentence, or of the field when it has none."""
    there = sentences_of(session, persona.number, field) if persona is not None else ()
    return ("sentence", there[-1].number) if there else ("field", field.value)


def said_row(said: Said, fields: Collection[PersonaField]) -> Row:
    """What was said; under which fields it lies, and how many people are behind it."""
    digits = "".join(str(digit_of(field)) for field in sorted(fields, key=digit_of))
    words = typed(said.heard.words, "$muted" if said.heard.withheld is not None else "")
    return Row(
        gutter=Content.styled(f" {digits:<4}", "bold $primary"),
        words=words,
        end=Content.styled(str(said.heard.people), "$muted"),
    )


def said_heading(title: str, theme: str) -> Row:
    """The theme of what stands under it, and of which other meeting."""
    words = typed(theme or _("no theme"), "bold")
    return Row(heading=Content.assemble(words, plain(f"  {title}", "$muted")) if title else words)


def field_row(field: PersonaField) -> Row:
    """A field in which nothing stands."""
    words = Content.styled(field_name(field, current()), "$muted")
    return Row(gutter=_digit(field), words=words)


def sentence_row(session: Session, sentence: Sentence, weak: Sequence[str]) -> Row:
    """A sentence under the name of its field, with how many people are behind it."""
    count = people(session, sentence)
    enough = count >= ENOUGH and not sentence.lost
    name = Content.styled(field_name(sentence.field, current()), "$muted")
    words = typed(sentence.words) if sentence.words else plain(_("(to write: w)"), "$accent")
    said = [plain("! " + line, "$accent") for line in weak]
    return Row(
        gutter=_digit(sentence.field),
        words=name,
        end=Content.styled(
            ("" if enough else "! ") + str(count), "$muted" if enough else "$accent"
        ),
        meta=(words, *said),
    )


def tested_key(field: PersonaField) -> Key:
    """The row of a field in which a plan is tested."""
    return "test", field.value


def question_row(field: PersonaField, name: str, answer: str) -> Row:
    """What is asked of a plan in a field, and what was answered."""
    words = typed(answer) if answer else plain(_("(no answer yet: Enter)"), "$accent")
    asked = Content.styled(question(field, name, current()), "$muted")
    return Row(gutter=_digit(field), words=asked, meta=(words,))


def top_tested(persona: Persona | None, plan: str) -> Content:
    """For whom which plan is tested."""
    name = (persona.name if persona is not None else "") or _("without a name yet")
    return Content.assemble(typed(name, "bold"), plain(f" · {plan}", "$accent"))


def answered_heading(answered: int) -> Content:
    """In how many fields something was answered."""
    count = _("{done} of {all} answered").format(done=answered, all=len(FIELDS))
    return Content.styled(count, "bold")


def told(words: str) -> Content:
    """What the persona itself tells in the marked field."""
    if not words:
        return Content.styled(_("The persona tells nothing here yet."), "$muted")
    return typed(words, "$muted")


def _digit(field: PersonaField) -> Content:
    return Content.styled(f" {digit_of(field)}  ", "bold $primary")


def top(persona: Persona | None) -> Content:
    """Who it is, how old, how far."""
    if persona is None:
        return Content.styled(_("No persona yet: n makes one."), "$muted")
    name = persona.name or _("without a name yet")
    parts = [state_name(persona.state, current())]
    if persona.ages is not None:
        years = _("{first} to {last} years").format(first=persona.ages[0], last=persona.ages[1])
        parts.insert(0, years)
    if persona.symbol is not None or persona.picture is not None:
        parts.append(_("with a picture"))
    if persona.again is not None:
        day = f"{persona.again.day}-{persona.again.month}-{persona.again.year}"
        parts.append(_("again {day}").format(day=day))
    return Content.assemble(typed(name, "bold"), plain(" · " + " · ".join(parts), "$muted"))


def corner(session: Session, persona: Persona | None, private: str) -> Content:
    """Which persona this is, of how many; and that the screen is private."""
    numbers = list(session.personas)
    words = private
    if persona is not None and len(numbers) > 1:
        place = numbers.index(persona.number) + 1
        words = _("{number} of {count}").format(number=place, count=len(numbers)) + "  " + private
    return Content.styled(words, "$muted")


def left_heading(count: int, meetings: int) -> Content:
    """What is at the left: how much was said, in how many meetings."""
    words = ngettext("{n} statement or group", "{n} statements and groups", count).format(n=count)
    if meetings > 1:
        words += " · " + ngettext("{n} meeting", "{n} meetings", meetings).format(n=meetings)
    return Content.assemble((words, "bold"))


def right_heading(session: Session, persona: Persona | None) -> Content:
    """How many of its fields have a sentence."""
    sentences = sentences_of(session, persona.number) if persona is not None else ()
    written = len({sentence.field for sentence in sentences if sentence.words})
    words = _("{done} of {all} fields").format(done=written, all=len(FIELDS))
    return Content.assemble((words, "bold"))


def nothing_said() -> Content:
    """What an empty list at the left says to do."""
    words = _("Nothing was said here yet. m reads another meeting beside this one.")
    return Content.styled(words, "$muted")


def no_persona() -> Content:
    """What an empty card says to do."""
    return Content.styled(
        _("n makes a persona: a name that nobody has, and an age band."), "$muted"
    )


def weak(found: Sequence[Weak]) -> Content:
    """The first thing that is weak, with what to do, and how many more there are."""
    if not found:
        return Content("")
    more = f" (+{len(found) - 1})" if len(found) > 1 else ""
    return plain("! " + found[0].explain(current()) + more, "$accent")


def asked(field: PersonaField) -> str:
    """What stands before the line in which something of this field is written."""
    return f"{digit_of(field)} · {field_name(field, current())}"


def weak_still(found: Sequence[Weak]) -> str:
    """How much is weak in a persona that is agreed all the same; empty for nothing."""
    said = [_("Agreed."), *(weak.explain(current()) for weak in found if weak.sentence is None)]
    sentences = len({weak.sentence for weak in found if weak.sentence is not None})
    if sentences:
        words = ngettext(
            "{n} sentence with ! is still to be looked at: what is weak in it may keep it off the "
            "card.",
            "{n} sentences with ! are still to be looked at: what is weak in them may keep them "
            "off the card.",
            sentences,
        )
        said.append(words.format(n=sentences))
    return " ".join(said) if found else ""
