"""What follows from answers on a scale: how many gave each point, the middle, and the spread.

Everything is compared in whole numbers, so that equal answers get equal words.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.polls.thresholds import USUAL, Thresholds
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer
from spiegel.i18n import N_, Translations

FIGURES: Final = 3
"""Opinions below which there is no mean and no median."""
WORDS: Final = 5
"""Opinions below which a spread gets no word."""
_EACH_SIDE: Final = 2
"""One dissenter is no divided group, and nobody should look at that person."""


class Agreement(StrEnum):
    """How much people see it alike: eensgezind, verdeeld, sterk verdeeld."""

    UNITED = "united"
    DIVIDED = "divided"
    STRONGLY_DIVIDED = "strongly divided"

    def explain(self, t: Translations) -> str:
        """The word for it."""
        return t.gettext(_AGREEMENTS[self])


_AGREEMENTS: Final = MappingProxyType(
    {
        Agreement.UNITED: N_("of one mind"),
        Agreement.DIVIDED: N_("divided"),
        Agreement.STRONGLY_DIVIDED: N_("strongly divided"),
    }
)


class ScaleOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What people answered on a scale.

    counts: how many gave each point, from `lowest` on. unknown: how many said `weet ik niet`; they
    are in nothing else. judges: whether its points are disagreeing and agreeing. mean, median: None
    below FIGURES opinions. spread: population standard deviation as a part of the scale, 0 when all
    say the same and 0.5 at most; None without opinions. agreement: None below WORDS opinions.
    """

    lowest: int
    counts: tuple[int, ...]
    unknown: int
    judges: bool
    mean: float | None
    median: float | None
    spread: float | None
    agreement: Agreement | None

    @property
    def highest(self) -> int:
        """The highest point of the scale."""
        return self.lowest + len(self.counts) - 1

    @property
    def opinions(self) -> int:
        """How many people gave a point: the number of which everything else is a part."""
        return sum(self.counts)

    @property
    def agree(self) -> int:
        """How many gave one of the two highest points."""
        return sum(self.counts[-2:])

    @property
    def disagree(self) -> int:
        """How many gave one of the two lowest points."""
        return sum(self.counts[:2])


def scale(
    form: AnswerForm, answers: Sequence[Answer], thresholds: Thresholds = USUAL
) -> ScaleOutcome:
    """The outcome of a stelling or a cijfer. thresholds: spreads from which it gets its word."""
    values = sorted(one.value for one in answers if one.value is not None)
    counts = [0] * (form.highest - form.lowest + 1)
    for value in values:
        counts[value - form.lowest] += 1
    n, reach = len(values), form.highest - form.lowest
    # n²·variance, a whole number
    varied = n * sum(value * value for value in values) - sum(values) ** 2
    return ScaleOutcome(
        lowest=form.lowest,
        counts=tuple(counts),
        unknown=sum(one.unknown for one in answers),
        judges=form.kind is AnswerKind.AGREE,
        mean=sum(values) / n if n >= FIGURES else None,
        median=(values[n // 2] + values[(n - 1) // 2]) / 2 if n >= FIGURES else None,
        spread=sqrt(varied) / (n * reach) if n and reach else None,
        agreement=_word(form, values, varied, thresholds) if n >= WORDS else None,
    )


def _word(form: AnswerForm, values: list[int], varied: int, thresholds: Thresholds) -> Agreement:
    from fractions import Fraction

    # as they are written, 0.2 is a fifth
    divided, strongly = (Fraction(repr(n)) for n in (thresholds.divided, thresholds.strongly))
    whole = len(values) * (form.highest - form.lowest)
    if varied < (divided * whole) ** 2:
        return Agreement.UNITED
    middle = form.lowest + form.highest
    sides = sum(2 * v < middle for v in values), sum(2 * v > middle for v in values)
    if varied >= (strongly * whole) ** 2 and min(sides) >= _EACH_SIDE:
        return Agreement.STRONGLY_DIVIDED
    return Agreement.DIVIDED
