"""A short list beside the work: a heading, names, and how often each was there."""

from typing import Final

import msgspec
from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import var

from spiegel.i18n import _
from spiegel.widgets.lines import Lines

LEAST: Final = 2
"""Rows that a list has at least: its heading, and how many there are."""


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One name with a digit before it and a number behind it; quiet ones ask for attention."""

    digit: str = ""
    name: str
    count: int | None = None
    muted: bool = False
    loud: bool = False


class Tally(Lines):
    """A heading with counts under it, in so many columns at most.

    most: the rows that there are for it, None when there are enough; what does not fit is counted.
    none: what is said while there are no counts; without it there is no heading then either.
    """

    counts: var[tuple[Count, ...]] = var(())
    most: var[int | None] = var(None)

    def __init__(
        self, heading: str, *, columns: int = 1, none: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.heading = heading
        self.none = none
        self.columns = columns

    def show(self, heading: str, counts: tuple[Count, ...]) -> None:
        """Draw other counts, under another heading."""
        self.heading = heading
        self.counts = counts

    def watch_counts(self) -> None:
        """Draw other counts."""
        self.changed()

    def watch_most(self) -> None:
        """Draw as many as there is room for."""
        self.changed()

    def render(self) -> Content:
        """The heading, then the names in columns in which none is cut that fits in fewer."""
        return Content("\n").join(self.rows(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are in this width."""
        return len(self.rows(width))

    def rows(self, whole: int) -> list[Content]:
        """What is drawn in so many columns of the screen."""
        columns = self._columns(whole)
        width = (whole + 1) // columns
        cells = [self._cell(count, width) for count in self.counts]
        rows = [
            Content.assemble(*cells[start : start + columns]).truncate(whole)
            for start in range(0, len(cells), columns)
        ]
        if self.most is not None and len(rows) >= max(LEAST, self.most):
            kept = rows[: max(LEAST, self.most) - 2]
            left = len(cells) - len(kept) * columns
            rows = [*kept, Content.styled(_("{count} more").format(count=left), "$muted")]
        if not rows and self.none:
            rows = [Content.styled(self.none, "$faint").truncate(whole, ellipsis=True)]
        heading = Content.styled(self.heading, "$muted")
        return [heading.truncate(whole, ellipsis=True), *rows] if rows else []

    def _columns(self, whole: int) -> int:
        needed = max((_needed(count) for count in self.counts), default=1)
        return max(1, min(self.columns, (whole + 1) // needed))

    def _cell(self, count: Count, width: int) -> Content:
        digit = (
            Content.styled(f"{count.digit:>1} ", "bold $primary") if count.digit else Content("")
        )
        number = _number(count)
        room = width - digit.cell_length - len(number) - 2
        style = "$accent" if count.loud else "$muted" if count.muted else ""
        name = Content.styled(count.name, style).truncate(max(1, room), ellipsis=True, pad=True)
        return Content.assemble(digit, name, (f" {number}", "$muted"), " ")


def _number(count: Count) -> str:
    return "" if count.count is None else str(count.count)


def _needed(count: Count) -> int:
    """The columns that this one takes whole, with the space behind it."""
    return (2 if count.digit else 0) + len(count.name) + len(_number(count)) + 2


class Tallies(Vertical):
    """Two lists under each other: the second is always whole, the first gives way for it."""

    def on_resize(self, event: events.Resize) -> None:
        """There is more room, or less."""
        self.share()

    def share(self) -> None:
        """Give the first the rows that the second leaves; to be called with other counts."""
        if not self.is_mounted or not self.content_size.height:
            return
        first, second = self.query(Tally).results(Tally)
        taken = len(second.rows(self.content_size.width)) + second.styles.margin.height
        first.most = max(LEAST, self.content_size.height - taken)
