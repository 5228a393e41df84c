"""What follows from orders that people made: what comes first, and how much they agree.

How firm the first places are and how much people agree about the whole order are two results, never
mixed.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from math import lcm
from operator import gt, lt
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import msgspec

from spiegel.i18n import N_, Translations

if TYPE_CHECKING:
    from fractions import Fraction

Order = tuple[tuple[int, ...], ...]
"""One person's order: options from 1 by place, best first; several in one place are a tie."""

FIRM: Final = 5
"""Orders below which nothing is said of how firm a place is, nor of agreement in words."""
CONCORDANCE: Final = 3
"""Orders below which there is no figure for agreement about the order."""


class Firmness(StrEnum):
    """Whether an option stays in its place when it is counted otherwise: stevig, wisselend."""

    FIRM = "firm"
    SHIFTING = "shifting"

    def explain(self, t: Translations) -> str:
        """The word for it."""
        return t.gettext(_FIRMNESS[self])


class Concordance(StrEnum):
    """How much people agree about the whole order."""

    LARGE = "large"
    SOME = "some"
    SMALL = "small"

    def explain(self, t: Translations) -> str:
        """In words."""
        return t.gettext(_CONCORDANCES[self])


_FIRMNESS: Final = MappingProxyType(
    {Firmness.FIRM: N_("firm place"), Firmness.SHIFTING: N_("shifting place")}
)
_CONCORDANCES: Final = MappingProxyType(
    {
        Concordance.LARGE: N_("great agreement about the order"),
        Concordance.SOME: N_("some agreement about the order"),
        Concordance.SMALL: N_("little agreement about the order"),
    }
)
_LEAST: Final = ((7, Concordance.LARGE), (3, Concordance.SOME))
"""Tenths of Kendall's W from which agreement is called so: strong and weak in Schmidt, Managing
Delphi surveys using nonparametric statistical techniques (Decision Sciences, 1997)."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an option stands in the order of the group.

    option: its number, from 1. place: from 1; equal points share one. points: what it got, with a
    tie on a ballot as a part. named: how many people gave it a place. firmness: None below FIRM
    orders, for a place that is shared, and for what nobody named. rivals: the options that change
    places with it, ascending.
    """

    option: int
    place: int
    shared: bool
    points: float
    named: int
    firmness: Firmness | None
    rivals: tuple[int, ...]


class OrderOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a group put in order.

    people: whose orders these are. top: how many places were asked; the first got so many points.
    places: best first. concordance: Kendall's W with correction for ties, 0 to 1; None below
    CONCORDANCE orders, or when nobody put anything before anything. agreement: that in words.
    """

    people: int
    top: int
    places: tuple[Place, ...]
    concordance: float | None
    agreement: Concordance | None

    def place_of(self, option: int) -> Place:
        """Where an option stands. Raises KeyError when it was no option."""
        found = (place for place in self.places if place.option == option)
        for place in found:
            return place
        raise KeyError(option)


def order(options: int, top: int, orders: Iterable[Order]) -> OrderOutcome:
    """What follows from these orders of so many options.

    top: how many places each person could give, 1 to `options`; the first of n gets n points.
    """
    given = [kept for one in orders if (kept := tuple(filter(None, one)))]
    # in parts of a point, so that ties share whole numbers
    parts = lcm(*(len(tied) for one in given for tied in one))
    points = [_points(options, top, one, parts) for one in given]
    sums = [sum(each) for each in zip(*points, strict=True)] or [0] * options
    named = [sum(o in _named(one) for one in given) for o in range(1, options + 1)]
    firm = len(given) >= FIRM
    contested = set(_contested(sums, named, points, given)) if firm else set()
    w = _concordance(options, given)
    return OrderOutcome(
        people=len(given),
        top=top,
        places=tuple(_places(sums, named, contested, parts, firm=firm)),
        concordance=None if w is None else float(w),
        agreement=None if w is None or not firm else _in_words(w),
    )


def _named(one: Order) -> frozenset[int]:
    return frozenset(option for tied in one for option in tied)


def _points(options: int, top: int, one: Order, parts: int) -> list[int]:
    """What each option gets from one order; a tie shares the points of its places.

    parts: so many of them are a point; a multiple of the size of each tie.
    """
    points, begin = [0] * options, 0
    for tied in one:
        pool = sum(max(top - place, 0) for place in range(begin, begin + len(tied)))
        for option in tied:
            points[option - 1] = pool * parts // len(tied)
        begin += len(tied)
    return points


def _places(
    sums: Sequence[int],
    named: Sequence[int],
    contested: set[tuple[int, int]],
    parts: int,
    *,
    firm: bool,
) -> Iterator[Place]:
    for option in sorted(range(1, len(sums) + 1), key=lambda o: (-sums[o - 1], o)):
        points = sums[option - 1]
        shared = sums.count(points) > 1
        told = firm and not shared and named[option - 1] > 0
        rivals = sorted(
            {other for pair in contested if option in pair for other in pair if other != option}
        )
        word = Firmness.SHIFTING if rivals else Firmness.FIRM
        yield Place(
            option=option,
            place=1 + sum(other > points for other in sums),
            shared=shared,
            points=points / parts,
            named=named[option - 1],
            firmness=word if told else None,
            rivals=tuple(rivals) if told else (),
        )


def _contested(
    sums: Sequence[int],
    named: Sequence[int],
    points: Sequence[Sequence[int]],
    given: Sequence[Order],
) -> Iterator[tuple[int, int]]:
    """Pairs of options, the one with more points first, that another way of counting turns round.

    By the number of people who named them; one against one, where one option beats all that have no
    more points than the first; or when any one ballot is left out, a tie included.
    """
    beats = _majorities(len(sums), given)
    left_out = {tuple(one) for one in points}
    for a, b in combinations(range(1, len(sums) + 1), 2):
        if sums[a - 1] == sums[b - 1]:
            continue
        first, second = (a, b) if sums[a - 1] > sums[b - 1] else (b, a)
        lead = sums[first - 1] - sums[second - 1]
        below = [o for o in range(1, len(sums) + 1) if sums[o - 1] <= sums[first - 1]]
        if (
            named[second - 1] > named[first - 1]
            or all((second, other) in beats for other in below if other != second)
            or any(one[first - 1] - one[second - 1] >= lead for one in left_out)
        ):
            yield first, second


def _majorities(options: int, given: Sequence[Order]) -> frozenset[tuple[int, int]]:
    """The pairs of which more people prefer the first; what is named goes before what is not."""
    ranks = list(zip(*(_ranks(options, one) for one in given), strict=True))
    beats: set[tuple[int, int]] = set()
    for (a, of_a), (b, of_b) in combinations(enumerate(ranks, start=1), 2):
        first, second = sum(map(lt, of_a, of_b)), sum(map(gt, of_a, of_b))
        if first != second:
            beats.add((a, b) if first > second else (b, a))
    return frozenset(beats)


def _ranks(options: int, one: Order) -> list[int]:
    """Twice the mean rank of each option; what is left out shares the places that remain."""
    named = _named(one)
    rest = tuple(option for option in range(1, options + 1) if option not in named)
    ranks, begin = [0] * options, 1
    for tied in (*one, rest):
        for option in tied:
            ranks[option - 1] = 2 * begin + len(tied) - 1
        begin += len(tied)
    return ranks


def _concordance(options: int, given: Sequence[Order]) -> "Fraction | None":
    """Kendall's W with correction for ties (Kendall and Gibbons, Rank Correlation Methods)."""
    from fractions import Fraction

    people = len(given)
    if people < CONCORDANCE:
        return None
    ranks = [_ranks(options, one) for one in given]
    totals = [sum(each) for each in zip(*ranks, strict=True)]
    # ranks count twice, so squares count four times
    spread = Fraction(sum((options * total - sum(totals)) ** 2 for total in totals), options**2)
    tied = sum(ranks_of.count(rank) ** 2 - 1 for ranks_of in ranks for rank in ranks_of)
    most = people**2 * (options**3 - options) - people * tied
    return 3 * spread / most if most else None


def _in_words(w: "Fraction") -> Concordance:
    return next((word for least, word in _LEAST if 10 * w >= least), Concordance.SMALL)
