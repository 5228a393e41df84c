"""Whether an answer fits the question: the one place that decides it, on a device and on paper."""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer
from spiegel.domain.session.session import Refusal
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations

LONGEST_IDEA: Final = 300
"""Code points of one idea, after `clean` and without white space around it."""
MOST_IDEAS: Final = 5
"""Ideas that one person may give to an open question."""

_ASKED: Final = MappingProxyType(
    {
        AnswerKind.AGREE: frozenset({"value", "unknown"}),
        AnswerKind.RATE: frozenset({"value", "unknown"}),
        AnswerKind.CHOOSE: frozenset({"options"}),
        AnswerKind.IDEAS: frozenset({"ideas"}),
        AnswerKind.RANK: frozenset({"order"}),
        AnswerKind.POINTS: frozenset({"points"}),
    }
)
"""The fields of an answer in which each kind of question is answered."""


class Fault(StrEnum):
    """What is wrong with an answer.

    other: it answers another kind of question. scale: it is not on the scale. option: there is no
    such option. one: more than one option, where one is asked. twice: an option has two places.
    places: more places than are asked. points: more points than one has. ideas: more than five.
    long: an idea of more than 300 characters.
    """

    OTHER = "other"
    SCALE = "scale"
    OPTION = "option"
    ONE = "one"
    TWICE = "twice"
    PLACES = "places"
    POINTS = "points"
    IDEAS = "ideas"
    LONG = "long"


class Misfit(Refusal):
    """An answer that does not fit the question.

    count: how many there are, or the number that was given. allowed: how many there may be, or the
    highest number. lowest: of a scale.
    """

    def __init__(self, fault: Fault, *, count: int = 0, allowed: int = 0, lowest: int = 0) -> None:
        super().__init__(fault, count, allowed)
        self.fault = fault
        self.count = count
        self.allowed = allowed
        self.lowest = lowest

    def explain(self, t: Translations) -> str:
        """What is wrong, in short sentences that somebody can read who answers."""
        words = {
            Fault.OTHER: t.gettext("This answer is for another kind of question."),
            Fault.SCALE: t.gettext(
                "{count} is not on the scale. It goes from {lowest} to {allowed}."
            ),
            Fault.OPTION: t.gettext("There is no choice {count}. There are {allowed}."),
            Fault.ONE: t.gettext("You chose {count}. Choose one."),
            Fault.TWICE: t.gettext("Choice {count} has two places. Give it one."),
            Fault.PLACES: t.gettext("You named too many. Name the first {allowed}."),
            Fault.POINTS: t.gettext("You gave {count} points. There are {allowed}."),
            Fault.IDEAS: t.gettext("You wrote {count} ideas. You may write {allowed}."),
            Fault.LONG: t.gettext("An idea has {count} characters. It may have {allowed}."),
        }[self.fault]
        return words.format(count=self.count, allowed=self.allowed, lowest=self.lowest)


def places(form: AnswerForm) -> int:
    """How many places an order has, 1 or more; for any other kind it says nothing."""
    count = len(form.options)
    return min(form.top, count) if form.top > 0 else count


def checked(form: AnswerForm, answer: Answer) -> Answer:
    """The answer as it may go into the ballot box: what it says, and nothing of how it was given.

    Options in a choice or a tie stand in their own order, ideas are on one line, without empty ones
    and without one twice. What says nothing is a skip. Ties are allowed, and so is one that goes on
    past the last place. Raises Misfit.
    """
    if answer.skipped:
        return SKIPPED
    said = (
        name for name in Answer.__struct_fields__ if getattr(answer, name) != getattr(SKIPPED, name)
    )
    if not _ASKED[form.kind].issuperset(said):
        raise Misfit(Fault.OTHER)
    match form.kind:
        case AnswerKind.AGREE | AnswerKind.RATE:
            return _on_scale(form, answer)
        case AnswerKind.CHOOSE:
            return Answer(options=_chosen(form, answer.options))
        case AnswerKind.RANK:
            return Answer(order=_ordered(form, answer.order))
        case AnswerKind.POINTS:
            return Answer(points=_given(form, answer.points))
        case AnswerKind.IDEAS:
            return Answer(ideas=_ideas(answer.ideas))


def _on_scale(form: AnswerForm, answer: Answer) -> Answer:
    if answer.value is None:
        return Answer(unknown=True)
    if answer.unknown:
        raise Misfit(Fault.ONE, count=2, allowed=1)
    if not form.lowest <= answer.value <= form.highest:
        raise Misfit(Fault.SCALE, count=answer.value, allowed=form.highest, lowest=form.lowest)
    return Answer(value=answer.value)


def _known(form: AnswerForm, options: Iterable[int]) -> None:
    for option in options:
        if not 1 <= option <= len(form.options):
            raise Misfit(Fault.OPTION, count=option, allowed=len(form.options))


def _chosen(form: AnswerForm, options: tuple[int, ...]) -> tuple[int, ...]:
    _known(form, options)
    chosen = tuple(sorted(set(options)))
    if len(chosen) > 1 and not form.several:
        raise Misfit(Fault.ONE, count=len(chosen), allowed=1)
    return chosen


def _ordered(form: AnswerForm, order: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    ordered = tuple(tuple(sorted(place)) for place in order if place)
    seen: set[int] = set()
    for place in ordered:
        if len(seen) >= places(form):
            raise Misfit(Fault.PLACES, count=len(ordered), allowed=places(form))
        _known(form, place)
        for option in place:
            if option in seen:
                raise Misfit(Fault.TWICE, count=option)
            seen.add(option)
    return ordered


def _given(form: AnswerForm, points: tuple[int, ...]) -> tuple[int, ...]:
    if len(points) > len(form.options):
        raise Misfit(Fault.OPTION, count=len(points), allowed=len(form.options))
    wrong = next((number for number in points if number < 0), 0)
    if wrong or sum(points) > form.points:
        raise Misfit(Fault.POINTS, count=wrong or sum(points), allowed=form.points)
    if not any(points):
        return ()
    return (*points, *[0] * (len(form.options) - len(points)))


def _ideas(ideas: tuple[str, ...]) -> tuple[str, ...]:
    written = tuple(dict.fromkeys(filter(None, (tidy(clean(idea)) for idea in ideas))))
    if len(written) > MOST_IDEAS:
        raise Misfit(Fault.IDEAS, count=len(written), allowed=MOST_IDEAS)
    longest = max(map(len, written), default=0)
    if longest > LONGEST_IDEA:
        raise Misfit(Fault.LONG, count=longest, allowed=LONGEST_IDEA)
    return written
