"""From the fields of a form to an answer, and back into the fields for who changes it."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from spiegel.domain.polls.answers import LONGEST_IDEA, MOST_IDEAS, Misfit, checked
from spiegel.domain.polls.saying import point_words
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations

UNKNOWN: Final = "?"
"""The value of a scale that is `weet ik niet`."""
SKIP: Final = "skip"
"""The button that says nothing; whatever the other fields say."""

Fields = Mapping[str, list[str]]


class Problem(msgspec.Struct, frozen=True):
    """What is wrong, in the language of the reader.

    field: the id on the page of what is to be mended. whole: it is about the answer as a whole, and
    the field is where one begins.
    """

    field: str
    words: str
    whole: bool = False


class NotAnAnswerError(Exception):
    """The fields make no answer; each problem has its place on the page."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def answer_of(form: AnswerForm, fields: Fields, t: Translations) -> Answer:
    """The answer in the fields of a form. Raises NotAnAnswerError."""
    if SKIP in fields:
        return SKIPPED
    answer = _read(form, fields, t)
    if answer.skipped:
        raise NotAnAnswerError(Problem(first_field(form), _nothing(form, t), whole=True))
    try:
        return checked(form, answer)
    except Misfit as misfit:
        words = misfit.explain(t)
        raise NotAnAnswerError(Problem(first_field(form), words, whole=True)) from misfit


def first_field(form: AnswerForm) -> str:
    """The id of the first thing that can be filled in."""
    match form.kind:
        case AnswerKind.AGREE | AnswerKind.RATE:
            return f"value-{form.lowest}"
        case AnswerKind.CHOOSE:
            return "option-1"
        case AnswerKind.IDEAS:
            return "idea-1"
        case AnswerKind.RANK:
            return "place-1"
        case AnswerKind.POINTS:
            return "points-1"


def _nothing(form: AnswerForm, t: Translations) -> str:
    if form.kind is AnswerKind.IDEAS:
        return t.gettext("You wrote nothing yet. Write something, or pass on this question.")
    if form.kind in (AnswerKind.RANK, AnswerKind.POINTS):
        return t.gettext("You filled in nothing yet. Fill in something, or pass on this question.")
    return t.gettext("You chose nothing yet. Choose something, or pass on this question.")


def _read(form: AnswerForm, fields: Fields, t: Translations) -> Answer:
    match form.kind:
        case AnswerKind.AGREE | AnswerKind.RATE:
            value = _last(fields, "value")
            if value == UNKNOWN:
                return Answer(unknown=True)
            return Answer(value=_number(value))
        case AnswerKind.CHOOSE:
            chosen = (_number(each) for each in fields.get("option", ()))
            return Answer(options=tuple(number for number in chosen if number is not None))
        case AnswerKind.IDEAS:
            return Answer(ideas=tuple(_ideas(fields, t)))
        case AnswerKind.RANK:
            return Answer(order=_order(form, fields))
        case AnswerKind.POINTS:
            points = tuple(_points(form, fields, t))
            return Answer(points=points) if any(points) else SKIPPED


def _last(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[-1].strip()


def _number(text: str) -> int | None:
    """A whole number of at most six digits; None for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


def _ideas(fields: Fields, t: Translations) -> Iterator[str]:
    problems, ideas = [], []
    for number in range(1, MOST_IDEAS + 1):
        idea = tidy(clean(_last(fields, f"idea-{number}")))
        if len(idea) > LONGEST_IDEA:
            words = t.gettext("Idea {number} has {count} characters. It may have {most}.")
            said = words.format(number=number, count=len(idea), most=LONGEST_IDEA)
            problems.append(Problem(f"idea-{number}", said))
        if idea:
            ideas.append(idea)
    if problems:
        raise NotAnAnswerError(*problems)
    return iter(ideas)


def _order(form: AnswerForm, fields: Fields) -> tuple[tuple[int, ...], ...]:
    """Who gave the same number to two options has them in one place; gaps say nothing."""
    by_place: dict[int, list[int]] = {}
    for option in range(1, len(form.options) + 1):
        at = _number(_last(fields, f"place-{option}"))
        if at is not None and at > 0:
            by_place.setdefault(at, []).append(option)
    return tuple(tuple(by_place[at]) for at in sorted(by_place))


def _points(form: AnswerForm, fields: Fields, t: Translations) -> Iterator[int]:
    problems, given = [], []
    for option, name in enumerate(form.options, 1):
        text = _last(fields, f"points-{option}")
        number = _number(text) if text else 0
        if number is None:
            words = t.gettext("Give a whole number to “{option}”, such as 3.").format(option=name)
            problems.append(Problem(f"points-{option}", words))
        given.append(number or 0)
    if problems:
        raise NotAnAnswerError(*problems)
    return iter(given)


def fields_of(answer: Answer) -> dict[str, list[str]]:
    """The fields that give this answer."""
    fields: dict[str, list[str]] = {}
    if answer.unknown:
        fields["value"] = [UNKNOWN]
    elif answer.value is not None:
        fields["value"] = [str(answer.value)]
    if answer.options:
        fields["option"] = [str(option) for option in answer.options]
    for number, idea in enumerate(answer.ideas, 1):
        fields[f"idea-{number}"] = [idea]
    at = 1
    for options in answer.order:
        for option in options:
            fields[f"place-{option}"] = [str(at)]
        at += 1
    for option, points in enumerate(answer.points, 1):
        fields[f"points-{option}"] = [str(points)]
    return fields


def shown_again(form: AnswerForm, fields: Fields) -> dict[str, list[str]]:
    """What was filled in, as it may stand on a page again: every word of it."""
    own = {"value", "option"}
    own |= {f"idea-{number}" for number in range(1, MOST_IDEAS + 1)}
    for option in range(1, len(form.options) + 1):
        own |= {f"place-{option}", f"points-{option}"}
    return {name: [clean(each) for each in fields[name]] for name in own.intersection(fields)}


def said(form: AnswerForm, answer: Answer, t: Translations) -> list[str]:
    """An answer in words, for its own person."""
    if answer.unknown:
        return [t.gettext("I do not know")]
    if answer.value is not None:
        return [point_words(form.kind, form.lowest, form.highest, answer.value, t)]
    if answer.options:
        return [form.options[option - 1] for option in answer.options]
    if answer.order:
        placed = enumerate(answer.order, 1)
        return [f"{at}. {form.options[o - 1]}" for at, options in placed for o in options]
    if answer.points:
        pairs = zip(form.options, answer.points, strict=False)
        return [f"{name}: {points}" for name, points in pairs if points]
    return list(answer.ideas)
