"""How long what is kept of a meeting: a choice of the organisation, for no source gives terms.

One choice for everything that this program advises. It is set once, at the start, from the settings
of the user; like the language.
"""

import datetime
from contextlib import suppress
from enum import StrEnum
from typing import Final

import msgspec

MOST: Final = 120
"""Months of a term at most."""


class Kept(StrEnum):
    """What is kept of a meeting until a day.

    private: the documents with codes, times or names. names: the key file. session: all of it.
    """

    PRIVATE = "private"
    NAMES = "names"
    SESSION = "session"


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Months after the day of the meeting, from 0 to MOST; 0 for no term.

    What participants read beforehand of when the notes are thrown away is the term of `session`.
    """

    private: int = 3
    names: int = 6
    session: int = 6

    @property
    def fit(self) -> bool:
        """Whether all of them are possible."""
        return all(0 <= months <= MOST for months in msgspec.structs.astuple(self))


USUAL: Final = Terms()
_now: list[Terms] = [USUAL]


def use(terms: Terms) -> None:
    """From now on these hold."""
    _now[0] = terms


def current() -> Terms:
    """Those that hold now."""
    return _now[0]


def until(
    kept: Kept, meeting: datetime.date | None, own: datetime.date | None
) -> datetime.date | None:
    """On which day something goes: an own one, else by the term; None when nothing says so."""
    months: int = getattr(current(), kept)
    if own is not None or meeting is None or not months:
        return own
    return after_months(meeting, months)


def after_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for missing in range(3):
        with suppress(ValueError):
            return datetime.date(year, month + 1, day.day - missing)
    return datetime.date(year, month + 1, day.day - 3)  # from the 31st to 28 February
