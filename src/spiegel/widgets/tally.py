"""A short list beside the work: a heading, names, and how often each was there."""

import msgspec
from textual.content import Content
from textual.reactive import var

from spiegel.widgets.lines import Lines


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One name with a digit before it and a number behind it; quiet ones ask for attention."""

    digit: str = ""
    name: str
    count: int | None = None
    muted: bool = False
    loud: bool = False


class Tally(Lines):
    """A heading with counts under it; what does not fit is cut at the bottom."""

    counts: var[tuple[Count, ...]] = var(())
    columns: var[int] = var(1)

    def __init__(self, heading: str, *, columns: int = 1, id: str | None = None) -> None:
        super().__init__(id=id)
        self.heading = heading
        self.set_reactive(Tally.columns, columns)

    def watch_counts(self) -> None:
        """Draw other counts."""
        self.changed()

    def render(self) -> Content:
        """The heading, then the names in so many columns."""
        width = self.content_size.width // max(1, self.columns)
        cells = [self._cell(count, width) for count in self.counts]
        rows = [
            Content.assemble(*cells[start : start + self.columns])
            for start in range(0, len(cells), self.columns)
        ]
        heading = Content.styled(self.heading, "$muted")
        return Content("\n").join([heading.truncate(width * self.columns, ellipsis=True), *rows])

    def _cell(self, count: Count, width: int) -> Content:
        digit = (
            Content.styled(f"{count.digit:>1} ", "bold $primary") if count.digit else Content("")
        )
        number = "" if count.count is None else str(count.count)
        room = width - digit.cell_length - len(number) - 2
        style = "$accent" if count.loud else "$muted" if count.muted else ""
        name = Content.styled(count.name, style).truncate(max(1, room), ellipsis=True, pad=True)
        return Content.assemble(digit, name, (f" {number}", "$muted"), " ")
