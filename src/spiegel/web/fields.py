"""The fields of a question as its page has them: what is asked, what can be chosen or typed in."""

from collections.abc import Iterable, Mapping
from typing import Any

from spiegel.domain.polls.answers import LONGEST_IDEA, MOST_IDEAS, places
from spiegel.domain.polls.saying import point_words
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.i18n import Translations
from spiegel.web.forms import UNKNOWN, Fields


def legend(form: AnswerForm, t: Translations) -> str:
    """What is asked of who fills it in."""
    match form.kind:
        case AnswerKind.AGREE:
            return t.gettext("How much do you agree?")
        case AnswerKind.RATE:
            return t.gettext("Choose a number")
        case AnswerKind.CHOOSE if form.several:
            return t.gettext("Choose one or more")
        case AnswerKind.CHOOSE:
            return t.gettext("Choose one")
        case AnswerKind.IDEAS:
            return t.gettext("What do you think of?")
        case AnswerKind.RANK:
            return t.gettext("What comes first?")
        case AnswerKind.POINTS:
            return t.gettext("Divide {points} points").format(points=form.points)


def hints(form: AnswerForm, t: Translations) -> Iterable[str]:
    """How it is filled in, one sentence each."""
    match form.kind:
        case AnswerKind.RATE:
            words = t.gettext("{lowest} is the lowest, {highest} is the highest.")
            yield words.format(lowest=form.lowest, highest=form.highest)
        case AnswerKind.IDEAS:
            yield t.gettext("One idea in each box. You need not fill them all.")
            yield t.gettext("Do not write names.")
        case AnswerKind.RANK:
            if places(form) < len(form.options):
                words = t.gettext("Choose {count} at most.")
                yield words.format(count=places(form))
            yield t.gettext("Give 1 to what comes first, then 2, and so on.")
            yield t.gettext("You may use a number twice. Not everything needs a number.")
        case AnswerKind.POINTS:
            yield t.gettext("Give more points to what is more important.")


def most(form: AnswerForm) -> int:
    """The highest number in a field, or the characters that it holds."""
    match form.kind:
        case AnswerKind.RANK:
            return places(form)
        case AnswerKind.POINTS:
            return form.points
    return LONGEST_IDEA


def choices(form: AnswerForm, fields: Fields, t: Translations) -> Iterable[dict[str, Any]]:
    """What can be chosen, with what was."""
    if form.kind in (AnswerKind.AGREE, AnswerKind.RATE):
        chosen = fields.get("value", [])
        for value in range(form.lowest, form.highest + 1):
            words = point_words(form.kind, form.lowest, form.highest, value, t)
            yield _choice("value", "radio", str(value), words, chosen)
    elif form.kind is AnswerKind.CHOOSE:
        chosen = fields.get("option", [])
        kind = "checkbox" if form.several else "radio"
        for number, words in enumerate(form.options, 1):
            yield _choice("option", kind, str(number), words, chosen)


def apart(form: AnswerForm, fields: Fields, t: Translations) -> Iterable[dict[str, Any]]:
    """What stands apart from these: that one does not know."""
    if form.kind in (AnswerKind.AGREE, AnswerKind.RATE):
        words, chosen = t.gettext("I do not know"), fields.get("value", [])
        choice = _choice("value", "radio", UNKNOWN, words, chosen)
        yield {**choice, "id": "value-unknown"}


def inputs(
    form: AnswerForm, fields: Fields, wrong: Mapping[str, str], t: Translations
) -> Iterable[dict[str, Any]]:
    """What can be typed in, with what was, and what is wrong with it."""
    names: Iterable[tuple[str, str]]
    match form.kind:
        case AnswerKind.IDEAS:
            idea = t.gettext("Idea {number}")
            numbers = range(1, MOST_IDEAS + 1)
            names = [(f"idea-{n}", idea.format(number=n)) for n in numbers]
        case AnswerKind.RANK:
            names = [(f"place-{n}", words) for n, words in enumerate(form.options, 1)]
        case AnswerKind.POINTS:
            names = [(f"points-{n}", words) for n, words in enumerate(form.options, 1)]
        case _:
            names = ()
    for id_, words in names:
        value = fields.get(id_, [""])[-1]
        yield {"id": id_, "words": words, "value": value, "problem": wrong.get(id_, "")}


def _choice(name: str, kind: str, value: str, words: str, chosen: list[str]) -> dict[str, Any]:
    return {
        "id": f"{name}-{value}",
        "type": kind,
        "name": name,
        "value": value,
        "words": words,
        "chosen": value in chosen,
    }
