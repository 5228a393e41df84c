"""All rules over one text; what was read before is not read again."""

from bisect import bisect
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.ages import ages, births, may_tell
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.privacy.names import names
from spiegel.domain.privacy.numbers import mails, numbers, plates
from spiegel.domain.privacy.surroundings import addresses, conditions, families, places
from spiegel.domain.privacy.text import Text

_DIGIT: Final = pattern(r"\d")
_REMEMBERED: Final = 16_384
"""Texts of which is known what was found; an entry with nothing in it takes some 250 bytes."""
_FIRST: Final = tuple(Kind)
"""Of two that overlap the longer counts; of two as long the kind that comes first."""


@lru_cache(maxsize=_REMEMBERED)
def recognise(text: str) -> tuple[Found, ...]:
    """What in this text seems to point to a person, in its order; nothing overlaps."""
    found = tuple(_all(Text(text)))
    return _apart(found) if found else ()


def _all(text: Text) -> Iterable[Found]:
    digits = len(_DIGIT.findall(text.plain))
    if digits:
        yield from plates(text.plain)
    if digits > 3:
        yield from numbers(text.plain, text.straight, shouted=text.shouted, digits=digits)
    if digits > 3 or (
        digits and ("'" in text.plain or "jarig" in text.plain or "gebo" in text.plain)
    ):
        yield from births(text.plain)
    if "@" in text.plain:
        yield from mails(text.plain)
    yield from addresses(text)
    called = tuple(names(text))
    yield from called
    if may_tell(text.words, digits=digits > 0):
        yield from ages(text, called)
    yield from places(text)
    yield from conditions(text)
    yield from families(text)


def _apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """Those of which no other one holds a part."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, _FIRST.index(f.kind), f.start)):
        at = bisect(kept, one)
        before = at == 0 or kept[at - 1].end <= one.start
        if before and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return tuple(kept)
