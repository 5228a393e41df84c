"""All that is known of one thing, in the room that there is: what is asked stays in sight."""

from typing import Final

import msgspec
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

LEAST: Final = 3
"""Rows of the words that stay before what was said around them does."""


class Known(msgspec.Struct, frozen=True):
    """What is said of one thing, a line each, which may wrap.

    words: the line that is cut when there is no room for all. around: how many lines at the end are
    of its neighbours, a row each, which go first.
    """

    lines: tuple[Content, ...] = ()
    words: int | None = None
    around: int = 0

    def rows(self, width: int, height: int) -> list[Content]:
        """As many rows as there is room for."""
        told = len(self.lines) - self.around
        around = [line.truncate(width, ellipsis=True) for line in self.lines[told:]]
        wrapped = [line.wrap(width) for line in self.lines[:told]]
        words = wrapped[self.words] if self.words is not None else []
        rest = sum(map(len, wrapped)) - len(words)
        while around and height - rest - len(around) < min(LEAST, len(words)):
            around.pop()
        room = max(1, height - rest - len(around))
        if len(words) > room:
            last = words[room - 1].rstrip().truncate(max(1, width - 1))
            words[room - 1 :] = [last + Content.styled("…", "$muted")]
        return [*(row for line in wrapped for row in line), *around][:height]


class Details(Widget):
    """Draws it, in a height that is set."""

    known: reactive[Known] = reactive(Known())

    def render(self) -> RenderResult:
        """The rows under each other."""
        return Content("\n").join(self.known.rows(*self.content_size))
