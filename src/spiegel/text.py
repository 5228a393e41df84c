"""Words and times as they are shown; what people typed can never be markup."""

import datetime
from typing import Final

from textual.content import Content

from spiegel.domain.session.instants import SECOND, Instant

SHOWN_AT_MOST: Final = 2_000
"""More characters than this of one text are cut on a screen, visibly; documents show all."""


def plain(text: str, style: str = "") -> Content:
    """Typed words as content that no markup can break."""
    return Content.styled(text, style) if style else Content(text)


def shortened(text: str, most: int = SHOWN_AT_MOST) -> str:
    """The text, or its beginning and an ellipsis when it is longer than a screen can show."""
    return text if len(text) <= most else text[: most - 1] + "…"


def path_end(path: str, most: int) -> str:
    """A path, or its end behind an ellipsis when it has more characters: whole folders that fit."""
    if len(path) <= most:
        return path
    end = path[len(path) - most + 1 :]
    whole = min((at for at in map(end.find, "/\\") if 0 <= at < len(end) - 1), default=0)
    return "…" + end[whole:]


def countdown(left: int) -> str:
    """Milliseconds left as 7:42; overtime counts up as +0:12."""
    seconds = -(-left // SECOND) if left > 0 else -left // SECOND
    sign = "" if left > 0 else "+"
    return f"{sign}{seconds // 60}:{seconds % 60:02d}"


def local(instant: Instant) -> datetime.datetime:
    """The wall-clock time of an instant where the user is."""
    return datetime.datetime.fromtimestamp(instant.utc / 1000).astimezone()


def local_day(instant: Instant) -> datetime.date:
    """The day of an instant where the user is."""
    return local(instant).date()


def hour_minute(instant: Instant) -> str:
    """The time of day as 14:23."""
    return f"{local(instant):%H:%M}"
