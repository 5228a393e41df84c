"""How long something takes, as people write it: 8 min, 1,5 uur, 1u30, 15-20 min, kwartiertje."""

import re
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern

LONGEST: Final = 240
"""Minutes: more for one question or part is taken for a slip of the pen."""

_NUMBER: Final = r"\d{1,4}(?:[.,]\d{1,2})?"
_TO: Final = r"\s*(?:-|–|à|a|/|tot|to|bis)\s*"
_MINUTE: Final = r"(?:min(?:\.|uten|uut|utes|ute|s)?|m|['’′])"
_HOUR: Final = r"(?:uur|uren|u|hours?|hrs?|h|std|stunden?)\.?"
_ABOUT: Final = r"(?:(?:ca\.?|circa|ongeveer|max\.?|about|approx\.?|±|~)\s*)?"
_CLOCK: Final = r"\d{1,2}[.:]\d{2}"
_IN_WORDS: Final = {
    "kwartier": 15,
    "kwartiertje": 15,
    "een kwartier": 15,
    "een kwartiertje": 15,
    "half uur": 30,
    "halfuur": 30,
    "halfuurtje": 30,
    "half uurtje": 30,
    "een half uur": 30,
    "drie kwartier": 45,
    "een uur": 60,
    "uurtje": 60,
    "anderhalf uur": 90,
    "half an hour": 30,
    "quarter of an hour": 15,
    "a quarter of an hour": 15,
    "an hour": 60,
    "one hour": 60,
    "viertelstunde": 15,
    "halbe stunde": 30,
    "eine stunde": 60,
}
_WORDS: Final = "|".join(sorted(map(re.escape, _IN_WORDS), key=len, reverse=True))

AMOUNT: Final = (
    rf"{_ABOUT}(?:\d{{1,2}}\s*(?:u|uur|h)\s*\d{{1,2}}(?:\s*{_MINUTE})?(?!\d)"
    rf"|{_NUMBER}(?:{_TO}{_NUMBER})?\s*(?:{_MINUTE}|{_HOUR})|{_WORDS})"
)
"""A duration anywhere, as a piece of a regular expression without groups."""
CLOCKS: Final = rf"{_CLOCK}\s*(?:u\.?|uur|h)?\s*(?:-|–|tot|to|bis)\s*{_CLOCK}\s*(?:uur|uhr|u\.?|h)?"
"""From one time of day to another, as a piece of a regular expression without groups."""

_ONE: Final = pattern(
    rf"{_ABOUT}(?:(?P<low>{_NUMBER}){_TO})?(?P<number>{_NUMBER})\s*"
    rf"(?:(?P<minutes>{_MINUTE})|(?P<hours>{_HOUR}))",
    re.IGNORECASE,
)
_MIXED: Final = pattern(
    rf"{_ABOUT}(\d{{1,2}})\s*(?:u|uur|h)\s*(\d{{1,2}})(?:\s*{_MINUTE})?", re.IGNORECASE
)
_CLOCKS: Final = pattern(
    r"(\d{1,2})[.:](\d{2})\s*(?:u\.?|uur|h)?\s*(?:-|–|tot|to|bis)\s*(\d{1,2})[.:](\d{2})"
    r"\s*(?:uur|uhr|u\.?|h)?",
    re.IGNORECASE,
)


class Duration(msgspec.Struct, frozen=True):
    """Whole minutes, 1 to 240. ranged: it was written from one number to another, and this is the
    upper one."""

    minutes: int
    ranged: bool = False


def read_duration(text: str) -> Duration | None:
    """The duration that a piece of text is; None when it is none, or not from 1 to 240 minutes."""
    text = text.strip()
    for read in (_in_words, _mixed, _one, _between):
        found = read(text)
        if found is not None:
            return found if 0 < found.minutes <= LONGEST else None
    return None


def _in_words(text: str) -> Duration | None:
    minutes = _IN_WORDS.get(" ".join(text.casefold().split()))
    return Duration(minutes) if minutes is not None else None


def _mixed(text: str) -> Duration | None:
    found = _MIXED.fullmatch(text)
    return Duration(int(found[1]) * 60 + int(found[2])) if found is not None else None


def _one(text: str) -> Duration | None:
    found = _ONE.fullmatch(text)
    if found is None:
        return None
    number = float(found["number"].replace(",", "."))
    minutes = number * (60 if found["hours"] else 1)
    whole = minutes == int(minutes)
    return Duration(int(minutes), ranged=found["low"] is not None) if whole else None


def _between(text: str) -> Duration | None:
    """From one time of day to another on the same day."""
    found = _CLOCKS.fullmatch(text)
    if found is None:
        return None
    begin, end = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
    return Duration(end - begin)
