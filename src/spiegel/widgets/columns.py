"""An entry of a list on one line of fixed columns: cut at its place, never wrapped.

Made of plain words and names of styles, so that an entry nobody saw before costs next to nothing.
"""

from typing import Final

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

ROOMY: Final = 70
"""Columns of a list from which there is room for more than what matters most."""
BETWEEN: Final = " · "

Piece = tuple[str, str]
"""Words on one line, and their style, which may be empty."""


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """One entry, ready to draw.

    gutter: before the words, after the place of the pointer. words: cut where they meet the end.
    end: at the right, at most half of what the gutter leaves. aside: after the end, in a list that
    is roomy, where nothing is cut for it.
    """

    gutter: Piece
    words: Piece
    end: Piece
    aside: Piece = ("", "")

    def pieces(self, indent: int, width: int, pointer: Piece | None) -> list[Piece]:
        """The line, exactly so wide; indent: columns before the words."""
        room = max(8, width - indent - 1)
        before, (words, style) = 2, self.words
        day = _fitted(self.gutter[0], indent - before)
        wide = cell_len(words)
        end, size = [self.end], cell_len(self.end[0])
        most = max(8, (width - indent) // 2)
        if size > most:
            end, size = [(_cut_words(self.end[0], most), self.end[1])], most
        beside = cell_len(BETWEEN) + cell_len(self.aside[0])
        if self.aside[0] and width >= ROOMY and size + beside <= min(most, room - wide - 2):
            end, size = [*end, (BETWEEN, "$faint"), self.aside], size + beside
        most = max(8, room - size - 2)
        if wide > most:
            words, wide = _cut_words(words, most), most
        gap = max(0, room - wide - size)
        line = [
            *([(" " * before, "")] if pointer is None else [pointer, (" " * (before - 1), "")]),
            (day, self.gutter[1]),
            (words, style),
            (" " * gap, ""),
            *end,
        ]
        rest = width - indent - wide - gap - size
        return [*line, (" " * rest, "")] if rest >= 0 else _fit(line, width)


def _fitted(words: str, room: int) -> str:
    return words if cell_len(words) == room else set_cell_size(words, room)


def _cut_words(words: str, most: int) -> str:
    return set_cell_size(words, most - 1) + "…"


def _fit(pieces: list[Piece], width: int) -> list[Piece]:
    """Pieces on a line that is too narrow for them."""
    kept: list[Piece] = []
    for words, style in pieces:
        kept.append((set_cell_size(words, min(width, cell_len(words))), style))
        width -= cell_len(kept[-1][0])
    return kept


class Inks:
    """The styles of a widget by name, resolved once, as its terminal shows them."""

    def __init__(self, widget: Widget) -> None:
        self.base = widget.visual_style
        self._filters = widget.get_line_filters()
        self._ground = widget.background_colors[1]
        self._known: dict[str, Style | None] = {}

    def strip(self, line: Content, width: int) -> Strip:
        """A line as it is drawn, exactly so wide.

        Not through Textual's own way: that wraps what is wrapped, and gives each piece a style of
        its own with its place, for a selection of text that these lines do not have.
        """
        line = line.expand_tabs().truncate(width)
        segments = [Segment(text, its.rich_style) for text, its in line.render(self.base, end="")]
        if (rest := width - line.cell_length) > 0:
            segments.append(Segment(" " * rest, self.base.rich_style))
        return Strip(self.shown(segments), width)

    def shown(self, segments: list[Segment]) -> list[Segment]:
        """Segments in the colours that the terminal has."""
        for filter_ in self._filters:
            segments = filter_.apply(segments, self._ground)
        return segments

    def segments(self, pieces: list[Piece], ground: str) -> list[Segment]:
        """Pieces as they are drawn on a ground, such as `on $panel`, or on none."""
        return [Segment(words, self._ink(f"{style} {ground}")) for words, style in pieces if words]

    def _ink(self, name: str) -> Style | None:
        if name not in self._known:
            content = Content.styled("x", name.strip())
            drawn = [Segment(text, its.rich_style) for text, its in content.render(self.base, "")]
            self._known[name] = self.shown(drawn)[0].style
        return self._known[name]
