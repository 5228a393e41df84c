"""Bars one under the other, each with its words and its number: an outcome that a room can read."""

from collections.abc import Sequence
from typing import Final

import msgspec
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from spiegel.i18n import _, ngettext

FULL: Final = "█"
HALF: Final = "▌"
REST: Final = "·"
_LABEL: Final = 0.42
"""The share of the width that labels may take before they wrap."""
_COLUMN: Final = 30
"""Columns of the screen that a column of words takes at least."""
_GAP: Final = 3
_LEAST: Final = 12
"""Columns that a bar has at least; with fewer only words and numbers are shown."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A row: what it is of, how long, and what stands behind it.

    number: before the label, such as that of a group. part: 0.0 to 1.0 of the longest possible;
    None for a row of words alone. words: the figure in words. quiet: it counts apart, as *weet ik
    niet* does.
    """

    label: str
    part: float | None = None
    words: str = ""
    number: str = ""
    quiet: bool = False


class Bars(Widget):
    """The rows from the top down, as many as there is room for; what does not fit is counted.

    Rows of words alone, such as ideas, stand in columns when there are many. first: rows that were
    looked at already and are left out at the top.
    """

    DEFAULT_CSS = """
    Bars { height: 1fr; }
    """

    bars: reactive[tuple[Bar, ...]] = reactive(())
    first: reactive[int] = reactive(0)

    def __init__(self) -> None:
        super().__init__()
        self._shown = 0

    def watch_bars(self, before: tuple[Bar, ...], after: tuple[Bar, ...]) -> None:
        """Other rows begin at the top; one more idea in a list keeps its place."""
        if not self.first < len(after) or not set(before) & set(after):
            self.first = 0

    def turn(self, by: int) -> None:
        """On to the rows that did not fit, or (-1) back."""
        if by > 0 and self.first + self._shown < len(self.bars):
            self.first += self._shown
        elif by < 0:
            self.first = max(0, self.first - max(1, self._shown))

    def render(self) -> RenderResult:
        """As wide apart as there is room for: blank lines between, close together, in columns."""
        width, height = self.content_size
        bars = self.bars[self.first :]
        plain = not any(bar.part is not None or bar.words for bar in bars)
        for columns in range(1, 4 if plain else 2):
            if columns > 1 and width // columns < _COLUMN:
                break
            each = (width - (columns - 1) * _GAP) // columns
            rows = drawn(bars, each)
            taken = _taken(rows, columns, height)
            fits = sum(map(len, taken)) == len(rows)
            if fits:
                break
        if self.first or not fits:
            taken = _taken(rows, len(taken), height - 1)
        self._shown = sum(map(len, taken))
        below = self._below(len(bars) - self._shown)
        lines = [*_beside(taken, each, height), *below]
        if len(taken) == 1 and not below and sum(map(len, taken[0])) + len(bars) - 1 <= height:
            lines = [Content("\n\n").join(Content("\n").join(row) for row in taken[0])]
        return Content("\n").join(lines)

    def _below(self, left: int) -> list[Content]:
        """How many rows stand further down, and how many were left out at the top."""
        parts = []
        if self.first:
            parts.append(_("↑ {count} before").format(count=self.first))
        if left > 0:
            words = ngettext("and {count} more ↓", "and {count} more ↓", left)
            parts.append(words.format(count=left))
        return [Content.styled(" · ".join(parts), "$muted")] if parts else []


def _taken(rows: Sequence[list[Content]], columns: int, height: int) -> list[list[list[Content]]]:
    """The rows of each column, from the top of the first to the end of the last."""
    at = 0
    taken: list[list[list[Content]]] = []
    for _column in range(columns):
        column: list[list[Content]] = []
        while at < len(rows) and sum(map(len, column)) + len(rows[at]) <= height:
            column.append(rows[at])
            at += 1
        taken.append(column)
    return taken


def _beside(columns: Sequence[list[list[Content]]], width: int, height: int) -> list[Content]:
    """The columns side by side, as lines."""
    flat = [[line for row in column for line in row] for column in columns]
    lines = []
    for at in range(min(height, max(map(len, flat), default=0))):
        parts = [column[at] if at < len(column) else Content("") for column in flat]
        gaps = [" " * (width - part.cell_length + _GAP) for part in parts]
        lines.append(
            Content.assemble(*(piece for pair in zip(parts, gaps, strict=True) for piece in pair))
        )
    return lines


def drawn(bars: Sequence[Bar], width: int) -> list[list[Content]]:
    """Each row as its lines, in so many columns."""
    numbers = max((len(bar.number) for bar in bars), default=0)
    indent = numbers + 2 if numbers else 0
    figures = max((len(bar.words) for bar in bars), default=0)
    longest = max((len(bar.label) for bar in bars), default=0)
    with_bars = any(bar.part is not None for bar in bars)
    room = width - indent - (figures + 2 if figures else 0)
    label = min(longest, int(width * _LABEL)) if with_bars else room
    if with_bars and room - label - 2 < _LEAST:
        label, with_bars = room, False
    bar_width = room - label - 2 if with_bars else 0
    return [
        [
            Content.assemble(
                (bar.number.rjust(numbers) + "  " if at == 0 and numbers else " " * indent, "bold"),
                part,
                " " * (label - part.cell_length),
                *(_tail(bar, bar_width, figures) if at == 0 else ()),
            )
            for at, part in enumerate(
                Content.styled(bar.label, "$muted" if bar.quiet else "").wrap(max(1, label))
                or [Content("")]
            )
        ]
        for bar in bars
    ]


def _tail(bar: Bar, width: int, figures: int) -> list[tuple[str, str]]:
    """The bar and its figure."""
    parts: list[tuple[str, str]] = []
    if width:
        parts.append(("  ", ""))
        parts.extend(_bar(bar, width))
    if figures:
        parts.append((f"  {bar.words.rjust(figures)}", "bold"))
    return parts


def _bar(bar: Bar, width: int) -> list[tuple[str, str]]:
    if bar.part is None:
        return [(" " * width, "")]
    halves = round(min(1.0, max(0.0, bar.part)) * width * 2)
    solid = FULL * (halves // 2) + HALF * (halves % 2)
    return [(solid, "$muted" if bar.quiet else "$primary"), (REST * (width - len(solid)), "$faint")]
