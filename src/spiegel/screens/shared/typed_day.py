"""A day that is typed in a field, and what is said of what is none."""

import datetime

from spiegel.domain.notation.dates import Oddity, date_of, written_date
from spiegel.i18n import _


def typed_day(text: str, today: datetime.date) -> datetime.date | None:
    """The day that was typed, as 15-12, 15 december or 2026-12-15; None when it is none."""
    return date_of(text, today)


def wrong_day(text: str, today: datetime.date) -> str:
    """What is wrong with what was typed where a day is wanted; nothing typed is nothing wrong."""
    if not text.strip() or typed_day(text, today) is not None:
        return ""
    written = written_date(text, today)
    match written.odd if written is not None else None:
        case Oddity.WEEKDAY:
            return _("That date is another weekday.")
        case Oddity.LAST_DAY | Oddity.NO_DAY:
            return _("That is more than one day. Which one?")
        case _:
            return no_day()


def no_day() -> str:
    """What is said of a day that cannot be read."""
    return _("That is no day. Write 15-12 or 15 December.")
