"""Which changes took the place of what their window had not seen; a compacting keeps the news.

A window that follows a file hears of it from the line itself. When the file is compacted before
that window has looked, the line is gone: then a line without documents says which fields it was
about. It holds no words, so nothing that was taken out comes back with it.
"""

import datetime
from typing import Final

from spiegel.store.journal.lines import Fields, Line, SessionLine

KEPT: Final = datetime.timedelta(hours=1)
"""How long a window may be stopped and still hear of it."""
MOST: Final = 200


class Takeovers:
    """The lines of this file that said so, as far as this window read or wrote them."""

    def __init__(self) -> None:
        self._takeovers: dict[tuple[object, ...], Line] = {}

    def note(self, line: SessionLine | Line) -> bool:
        """Remember what a line says it replaced; returns whether that is news."""
        if not line.over or line.at is None:
            return False
        key = (line.at, line.by, *_named(line.over))
        if key in self._takeovers:
            return False
        self._takeovers[key] = Line(at=line.at, by=line.by, name=line.name, over=line.over)
        if len(self._takeovers) > MOST:
            del self._takeovers[next(iter(self._takeovers))]
        return True

    def lines(self, now: datetime.datetime) -> list[Line]:
        """What a compacted file still has to say of it."""
        return [
            line
            for line in self._takeovers.values()
            if line.at is not None and abs(now - line.at) <= KEPT
        ]

    def __bool__(self) -> bool:
        return bool(self._takeovers)


def _named(over: Fields) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(table, number, names) for table, of in over.items() for number, names in of.items()]
