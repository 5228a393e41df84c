"""A day as people write it: 15-12, 15 dec, wo 2 december 2026, 2. Dezember, December 2, ISO.

Also with a word before it (uiterlijk, voor, per) or `a.s.` behind it, and told from today: over 2
weken, volgende week dinsdag, eind januari. What is no day, such as vóór de zomer, is reported.
"""

import datetime
import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.language.relative_dates import told_days
from spiegel.domain.notation.escapes import token_start, without_spaces
from spiegel.domain.patterns import pattern

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january", "januar", "jänner"),
            ("februari", "feb", "february", "februar"),
            ("maart", "mrt", "mar", "march", "märz", "mär"),
            ("april", "apr"),
            ("mei", "may", "mai"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("augustus", "aug", "august"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "october", "oct"),
            ("november", "nov"),
            ("december", "dec", "dezember", "dez"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS: Final[Mapping[str, frozenset[int]]] = MappingProxyType(
    {
        name: frozenset(days)
        for names, *days in (
            ("maandag monday montag mon", 0),
            ("dinsdag tuesday dienstag tue tues", 1),
            ("woensdag wednesday mittwoch woe wed", 2),
            ("donderdag thursday donnerstag thu thur thurs", 3),
            ("vrijdag friday freitag vrij fri", 4),
            ("zaterdag saturday samstag sonnabend zat sat", 5),
            ("zondag sunday sonntag zon sun", 6),
            # The short ones of Dutch and German share letters: "do" is Thursday in both, "di" and
            # "mi" differ, "so" is Sunday in German.
            ("ma mo", 0),
            ("di din", 1),
            ("wo mi", 2),
            ("do don", 3),
            ("vr fr", 4),
            ("za sa", 5),
            ("zo so", 6),
        )
        for name in names.split()
    }
)
_SHORT: Final = pattern(r"([0-9]{1,2})([-/])([0-9]{1,2})(?:\2(['’]?[0-9]{2}|[0-9]{4}))?")
_DOTTED: Final = pattern(r"([0-9]{1,2})\.([0-9]{1,2})\.(['’]?[0-9]{2}|[0-9]{4})")
_SHORT_DOTTED: Final = pattern(r"(0?[1-9]|[12][0-9]|3[01])\.(0?[1-9]|1[0-2])")
_HOURS: Final = frozenset(
    ["om", "tot", "van", "vanaf", "tussen", "en", "at", "from", "to", "until", "um", "bis", "-"]
)
"""What stands before a clock time: behind it 15.12 is no date."""
_BEFORE: Final = frozenset(("uiterlijk", "voor", "vóór", "per", "tegen", "op", "by", "before"))
"""What may stand before the day that something is to be done."""
_TOLD: Final = (
    *("week", "weken", "dag", "dagen", "maand", "maanden", "jaar", "jaren", "tijd", "periode"),
    *("termijn", "kwartaal", "binnenkort", "morgen", "zomer", "winter", "herfst", "lente", "kerst"),
    *("vakantie", "bouwvak", "pasen", "voorjaar", "najaar", "jaarwisseling", "a.s"),
)
"""How words end that may be a day told from today."""
_TODAY: Final = frozenset(("vandaag", "today"))
"""A day where it is all that stands in a field; in a line it is mostly part of what was said."""
_REACH: Final = 80
"""Characters that such a day may take."""
_ISO: Final = pattern(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_YEAR: Final = pattern(r"[0-9]{4}|['’][0-9]{2}")
_DAY: Final = pattern(r"([0-9]{1,2})(?:e|ste|de|st|nd|rd|th|\.)?", re.IGNORECASE)
_YEARS_AHEAD: Final = 8
"""Years in which 29 February surely comes."""


class Oddity(StrEnum):
    """What is to be said of a date."""

    IMPOSSIBLE = "impossible"
    WEEKDAY = "weekday"
    NO_DAY = "no day"
    LAST_DAY = "last day"


class Written(msgspec.Struct, frozen=True):
    """A date as it stands in a line: from which column, and the day, or None if there is none.

    odd: why there is no day, or that it is the last one of what was written. told: whether it is
    told from today, so that it must be written back as a real one.
    """

    start: int
    day: datetime.date | None
    odd: Oddity | None = None
    told: bool = False


def date_of(text: str, today: datetime.date | None) -> datetime.date | None:
    """The one day that a whole text is; None when it is none, or no day that there is.

    "Eind januari" is more than one day: see `written_date`.
    """
    written = written_date(text, today)
    return written.day if written is not None and written.odd is None else None


def written_date(text: str, today: datetime.date | None) -> Written | None:
    """The date that a whole text is, with what is to be said of it; None when it is none."""
    text = text.strip()
    if today is not None and text.lower() in _TODAY:
        return Written(0, today, told=True)
    written = read_date(text, len(text), today) if text else None
    return written if written is not None and written.start == 0 else None


def read_date(raw: str, end: int, today: datetime.date | None) -> Written | None:
    """The date that ends at this column, or None when what stands there is no date.

    Without a year it is the next such day to come, today included; without today either, the day
    is None. So it is when the weekday before it is that of another day.
    """
    coming = token_start(raw, end)
    if raw[coming:end].lower().rstrip(",;.") == "a.s":
        found = _day_at(raw, without_spaces(raw, coming), today)
    else:
        found = _day_at(raw, end, today)
    written = _with_weekday(raw, found) if found is not None else _told(raw, end, today)
    return _with_word_before(raw, written) if written is not None else None


def _told(raw: str, end: int, today: datetime.date | None) -> Written | None:
    """A day told from today that ends here: over 2 weken, eind januari, vóór de zomer."""
    close = len(raw[:end].rstrip(",;."))
    begin = max(0, end - _REACH)
    for told in told_days(raw, today, begin, close):
        piece = raw[told.start : told.end].lower()
        starts = told.start == token_start(raw, told.start + 1)
        if told.end != close or not starts or "\\" in piece or piece.startswith("binnen "):
            continue
        odd = Oddity.LAST_DAY if told.rough else None if told.day is not None else Oddity.NO_DAY
        return Written(told.start, told.day, odd, told=True)
    return None


def _with_word_before(raw: str, found: Written) -> Written:
    """The date with uiterlijk, voor or per before it."""
    start, token = _token_before(raw, found.start)
    while token.lower() in _BEFORE:
        found = msgspec.structs.replace(found, start=start)
        start, token = _token_before(raw, start)
    return found


def _day_at(raw: str, end: int, today: datetime.date | None) -> Written | None:
    start = token_start(raw, end)
    token = raw[start:end].rstrip(",;.")
    if found := _ISO.fullmatch(token):
        return _written(start, _day(int(found[1]), int(found[2]), int(found[3])))
    if found := _DOTTED.fullmatch(token):
        return _written(start, _day(_year(found[3]), int(found[2]), int(found[1])))
    if found := _SHORT.fullmatch(token):
        year = _year(found[4]) if found[4] else None
        return _written(start, _resolve(year, int(found[3]), int(found[1]), today))
    if found := _SHORT_DOTTED.fullmatch(token):
        hours = _token_before(raw, start)[1].lower() in _HOURS
        day = _resolve(None, int(found[2]), int(found[1]), today)
        return None if hours else _written(start, day)
    return _in_words(raw, start, token, today)


def _in_words(raw: str, start: int, token: str, today: datetime.date | None) -> Written | None:
    """A date such as `15 dec`, `15 december 2026`, `2. Dezember '26` or `December 2, 2026`."""
    year = None
    if _YEAR.fullmatch(token):
        year = _year(token)
        start, token = _token_before(raw, start)
    month = _month(token)
    day = _DAY.fullmatch(token.rstrip(","))
    if month is not None:
        start, token = _token_before(raw, start)
        day = _DAY.fullmatch(token)
    elif day is not None:
        start, token = _token_before(raw, start)
        month = _month(token)
    if month is None or day is None:
        return None
    return _written(start, _resolve(year, month, int(day[1]), today))


def _written(start: int, day: datetime.date | None) -> Written:
    return Written(start, day, Oddity.IMPOSSIBLE if day is None else None)


def _month(token: str) -> int | None:
    return _MONTHS.get(token.rstrip(".").lower())


def _with_weekday(raw: str, found: Written) -> Written:
    """The date with the weekday before it: `wo 2 dec`, `Wednesday, 2 December`."""
    start, token = _token_before(raw, found.start)
    days = _WEEKDAYS.get(token.rstrip(",.").lower())
    if days is None:
        return found
    if found.day is None or found.day.weekday() in days:
        return msgspec.structs.replace(found, start=start)
    return Written(start, None, Oddity.WEEKDAY)


def _token_before(raw: str, start: int) -> tuple[int, str]:
    end = without_spaces(raw, start)
    begin = token_start(raw, end)
    return begin, raw[begin:end]


def _year(text: str) -> int:
    return int(f"20{text.lstrip(chr(39) + '’')}"[-4:])


def _resolve(
    year: int | None, month: int, day: int, today: datetime.date | None
) -> datetime.date | None:
    if year is not None:
        return _day(year, month, day)
    if today is None:
        return None
    candidates = (_day(today.year + ahead, month, day) for ahead in range(_YEARS_AHEAD + 1))
    return next((date for date in candidates if date is not None and date >= today), None)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def looks_like_date_end(token: str) -> bool:
    """Whether a token could end or begin a date, so that as words it needs a backslash."""
    plain = token.rstrip(".,;").lower()
    if plain in _MONTHS or plain in _WEEKDAYS or plain in _BEFORE or plain.endswith(_TOLD):
        return True
    return any(char.isdigit() for char in token)
