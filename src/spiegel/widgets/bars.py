"""Bars one under the other, each with its words and its number: an outcome that a room can read."""

from collections.abc import Sequence
from typing import Final

import msgspec
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from spiegel.i18n import ngettext

FULL: Final = "█"
HALF: Final = "▌"
REST: Final = "·"
_LABEL: Final = 0.42
"""The share of the width that labels may take before they wrap."""
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
    """The rows from the top down, as many as there is room for; what does not fit is counted."""

    DEFAULT_CSS = """
    Bars { height: 1fr; }
    """

    bars: reactive[tuple[Bar, ...]] = reactive(())

    def render(self) -> RenderResult:
        """All rows with a blank line between where there is room for that."""
        width, height = self.content_size
        rows = drawn(self.bars, width)
        lines = sum(map(len, rows))
        if lines + len(rows) - 1 <= height:
            return Content("\n\n").join(Content("\n").join(row) for row in rows)
        shown: list[Content] = []
        for at, row in enumerate(rows):
            last = at + 1 == len(rows)
            if len(shown) + len(row) + (not last) > height:
                left = len(rows) - at
                words = ngettext("and {count} more", "and {count} more", left).format(count=left)
                shown.append(Content.styled(words, "$muted"))
                break
            shown += row
        return Content("\n").join(shown)


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
