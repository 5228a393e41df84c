"""All rules over one text; what was read before is not read again."""

from bisect import bisect
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from spiegel.domain.privacy.ages import ages, births, may_tell
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.privacy.names import SIGNS as OF_NAMES
from spiegel.domain.privacy.names import names
from spiegel.domain.privacy.numbers import mails, numbers, plates
from spiegel.domain.privacy.surroundings import SIGNS as OF_SURROUNDINGS
from spiegel.domain.privacy.surroundings import (
    addresses,
    children,
    conditions,
    families,
    may_be_addresses,
    places,
)
from spiegel.domain.privacy.text import Text

_REMEMBERED: Final = 16_384
"""Texts of which is known what was found; an entry with nothing in it takes some 250 bytes."""
_SIGNS: Final = OF_NAMES | OF_SURROUNDINGS
"""Most texts have none of these, and then one look at their words answers for five rules."""
_FIRST: Final = tuple(Kind)
"""Of two that overlap the longer counts; of two as long the kind that comes first."""


@lru_cache(maxsize=_REMEMBERED)
def recognise(text: str) -> tuple[Found, ...]:
    """What in this text seems to point to a person, in its order; nothing overlaps."""
    found = _all(Text(text))
    return _apart(found) if found else ()


def _all(text: Text) -> list[Found]:
    """What each rule finds that has something to look for, in no order."""
    found: list[Found] = []
    plain = text.plain
    if text.numbers:
        digits = sum(map(len, text.numbers))
        found.extend(plates(plain))
        if digits > 3:
            found.extend(numbers(plain, text.straight, shouted=text.shouted, digits=digits))
        if digits > 3 or "'" in plain or "jarig" in plain or "gebo" in plain:
            found.extend(births(plain))
    if "@" in plain:
        found.extend(mails(plain))
    if may_be_addresses(text):
        found.extend(addresses(text))
    if "kinderen" in plain:
        found.extend(children(text))
    called: tuple[Found, ...] = ()
    if text.capitals or text.meets(_SIGNS):
        called = tuple(names(text))
        found += called
        around = text.meets(OF_SURROUNDINGS)
        if around or text.capitals:
            found.extend(places(text))
        if around:
            found.extend(conditions(text))
            found.extend(families(text))
    if may_tell(text):
        found.extend(ages(text, called))
    return found


def _apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """Those of which no other one holds a part."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, _FIRST.index(f.kind), f.start)):
        at = bisect(kept, one)
        before = at == 0 or kept[at - 1].end <= one.start
        if before and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return tuple(kept)
