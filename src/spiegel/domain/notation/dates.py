"""The day by which an action is done, as a Dutch scribe writes it: 15-12, 15 dec, ISO."""

import datetime
import re
from typing import Final

import msgspec

from spiegel.domain.notation.escapes import token_start, without_spaces

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "feb", "february"),
            ("maart", "mrt", "mar", "march"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("augustus", "aug", "august"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_SHORT: Final = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_DOTTED: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_YEAR: Final = re.compile(r"[0-9]{4}")
_DAY: Final = re.compile(r"([0-9]{1,2})(?:e|ste|de)?")
_YEARS_AHEAD: Final = 8
"""Years in which 29 February surely comes."""


class Written(msgspec.Struct, frozen=True):
    """A date as it stands in a line: from which column, and the day, or None if impossible."""

    start: int
    day: datetime.date | None


def read_date(raw: str, end: int, today: datetime.date | None) -> Written | None:
    """The date that ends at this column, or None when what stands there is no date.

    Without a year it is the next such day to come, today included; without today either, the day
    is None.
    """
    start = token_start(raw, end)
    token = raw[start:end].rstrip(",;.")
    if found := _ISO.fullmatch(token):
        return Written(start, _day(int(found[1]), int(found[2]), int(found[3])))
    if found := _DOTTED.fullmatch(token):
        return Written(start, _day(int(found[3]), int(found[2]), int(found[1])))
    if found := _SHORT.fullmatch(token):
        year = int(f"20{found[4]}"[-4:]) if found[4] else None
        return Written(start, _resolve(year, int(found[3]), int(found[1]), today))
    return _in_words(raw, start, token, today)


def _in_words(raw: str, start: int, token: str, today: datetime.date | None) -> Written | None:
    """A date such as `15 dec` or `15 december 2026`."""
    year = None
    if _YEAR.fullmatch(token):
        year = int(token)
        start, token = _token_before(raw, start)
    month = _MONTHS.get(token.rstrip(".").lower())
    if month is None:
        return None
    start, token = _token_before(raw, start)
    day = _DAY.fullmatch(token)
    return Written(start, _resolve(year, month, int(day[1]), today)) if day else None


def _token_before(raw: str, start: int) -> tuple[int, str]:
    end = without_spaces(raw, start)
    begin = token_start(raw, end)
    return begin, raw[begin:end]


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
    """Whether a token could end a date, so that as words it needs a backslash."""
    return token.rstrip(".,;").lower() in _MONTHS or any(char.isdigit() for char in token)
