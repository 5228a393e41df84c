"""Days that are told from today: "over 2 weken", "volgende week dinsdag", "eind januari".

Each is given as the day that it is when today is known. "Volgende week" and "vóór de zomer" are no
day, but somebody who reads them a month later does not know when it is either.
"""

import calendar
import datetime
import re
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern

_NUMBERS: Final = ("een één twee drie vier vijf zes zeven acht negen tien elf twaalf").split()
_COUNT: Final = {word: max(1, at) for at, word in enumerate(_NUMBERS)}
_WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS: Final = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_DAYS: Final = "|".join(_WEEKDAYS)
_MONTH: Final = "|".join(_MONTHS)
_SEASON: Final = (
    r"(?:zomer|winter|herfst|lente|mei|kerst)?(?:vakantie|zomer|herfst|winter|lente|kerst)"
    r"|bouwvak|pasen|voorjaar|najaar|jaarwisseling|schooljaar|einde\s+van\s+het\s+jaar"
)
_RELATIVE: Final = pattern(
    rf"(?<![\w-])(?:"
    r"(?:over|binnen)\s+(?:ongeveer\s+)?"
    rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}|enkele|een\s+paar|een\s+aantal)"
    rf"\s+(?:werk)?(?P<unit>dag(?:en)?|we(?:ek|ken)|maand(?:en)?|ja(?:ar|ren))"
    rf"|(?P<next>volgende|komende|aanstaande|a\.s\.|vorige|deze)\s+(?P<of>week|maand|{_DAYS})"
    rf"(?:\s+(?:op\s+)?(?P<day>{_DAYS}))?"
    rf"|(?:de\s+)?(?:volgende|komende)\s+(?:\w+\s+)?(?:dagen|weken|maanden|tijd|periode)"
    r"|(?P<tomorrow>overmorgen|(?<!goede\s)(?<!goeden)(?<!\bde\s)(?<!['’]s\s)morgen)"
    r"(?=$|[\s.,;!?)])"
    rf"|(?P<part>begin|half|medio|eind|einde)\s+(?P<month>{_MONTH})(?:\s+(?P<year>\d{{4}}))?"
    rf"|(?:vóór|voor|na|in|tegen)\s+(?:(?:de|het)\s+)?(?:{_SEASON})"
    rf"|(?:het\s+)?\d(?:e|ste)\s+kwartaal(?:\s+(?:van\s+)?\d{{4}})?"
    rf"|binnenkort|op\s+korte\s+termijn|te\s+zijner\s+tijd"
    rf")(?![\w-])",
    re.IGNORECASE,
)


def in_words(day: datetime.date) -> str:
    """A day as a Dutch letter has it, such as 8 december 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class Told(msgspec.Struct, frozen=True):
    """A day told from today, and its place; day: which, or None when it is no one day.

    rough: the day is the last one of what was meant, as 31 January of the end of January.
    """

    start: int
    end: int
    day: datetime.date | None = None
    rough: bool = False


def told_days(
    text: str, today: datetime.date | None, start: int = 0, end: int | None = None
) -> tuple[Told, ...]:
    """What in a piece of text is a day only to who knows today, in its order."""
    found = _RELATIVE.finditer(text, start, len(text) if end is None else end)
    return tuple(_told(one, today) for one in found)


def _told(found: re.Match[str], today: datetime.date | None) -> Told:
    day, rough = None, False
    if found["part"]:
        day, rough = _part(found, today), True
    elif today is not None:
        day = _from(found, today)
    return Told(found.start(), found.end(), day, rough and day is not None)


def _from(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    """The day that this is from today, when it is one."""
    try:
        if found["count"]:
            return _after(found, today)
        if found["next"]:
            return _next(found, today)
        if found["tomorrow"]:
            days = 2 if found["tomorrow"].lower() == "overmorgen" else 1
            return today + datetime.timedelta(days=days)
    except (OverflowError, ValueError):
        pass
    return None


def _after(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    word = found["count"].lower()
    count = int(word) if word.isdecimal() else _COUNT.get(word)
    if count is None:
        return None
    match found["unit"].lower()[0]:
        case "d":
            return today + datetime.timedelta(days=count)
        case "w":
            return today + datetime.timedelta(weeks=count)
        case "m":
            return _months_on(today, count)
        case _:
            return _months_on(today, 12 * count)


def _months_on(today: datetime.date, count: int) -> datetime.date:
    """So many months on; the last day of the month where it has no such day."""
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(today.day, last))


def _next(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    which, of = found["next"].lower(), found["of"].lower()
    weekday = (found["day"] or (of if of in _WEEKDAYS else "")).lower()
    if not weekday or of == "maand":
        return None
    at = _WEEKDAYS.index(weekday)
    if of == "week":
        monday = today - datetime.timedelta(days=today.weekday())
        weeks = {"vorige": -1, "deze": 0}.get(which, 1)
        return monday + datetime.timedelta(weeks=weeks, days=at)
    ahead = (at - today.weekday()) % 7
    if which == "vorige":
        return today + datetime.timedelta(days=ahead - 7)
    # The coming Tuesday; "volgende dinsdag" is said of the same, unless that is today.
    return today + datetime.timedelta(days=ahead or (0 if which == "deze" else 7))


def _part(found: re.Match[str], today: datetime.date | None) -> datetime.date | None:
    """The last day that the beginning, the middle or the end of a month can be."""
    month = _MONTHS.index(found["month"].lower()) + 1
    year = int(found["year"]) if found["year"] else None
    if year is None and today is None:
        return None
    if year == 0:
        return None
    try:
        for candidate in (year,) if year is not None else (today.year, today.year + 1):  # type: ignore[union-attr]
            last = calendar.monthrange(candidate, month)[1]
            days = {"begin": 10, "half": 15, "medio": 15}
            day = datetime.date(candidate, month, days.get(found["part"].lower(), last))
            if year is not None or (today is not None and day >= today):
                return day
    except (ValueError, OverflowError):
        pass
    return None
