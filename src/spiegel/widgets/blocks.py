"""Dots drawn as cells of the terminal, without a seam between two cells that are both full."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from textual.content import Content

_CELLS: Final = {"  ": (" ", ""), "##": (" ", "reverse"), "# ": ("▀", ""), " #": ("▄", "")}
"""A cell by its upper and its lower dot. A glyph need not fill its cell and the ground always does:
a full cell is a space that is all ground."""


GLYPHS: Final = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "+": ("   ", " # ", "###", " # ", "   "),
}
"""What is drawn alike in a clock and in words: five rows of dots."""


def wide(dots: str, scale: int) -> str:
    """A row of dots, so many columns for each."""
    return "".join(dot * scale for dot in dots)


def blocks(rows: Sequence[str], scale: int) -> list[Content]:
    """Rows of dots as rows of cells.

    rows: of `#` and space, from a top to a foot that both have strokes, all as wide as they are
    drawn. scale: columns of a dot, which is half as many rows high. At scale 1 a cell holds two
    rows, and what is left over stays empty on top. At other odd scales the first row, and each
    second after it, is a cell higher than those between: half a cell would need a glyph.
    """
    if scale == 1:
        halves = [" " * len(rows[0]), *rows] if len(rows) % 2 else rows
        return [_row(upper, lower) for upper, lower in zip(halves[::2], halves[1::2], strict=True)]
    high, low = -(-scale // 2), scale // 2
    return [_row(row, row) for at, row in enumerate(rows) for _ in range(low if at % 2 else high)]


def _row(upper: str, lower: str) -> Content:
    pairs = (above + below for above, below in zip(upper, lower, strict=True))
    runs = ((_CELLS[pair], len(list(run))) for pair, run in groupby(pairs))
    return Content.assemble(*((cell * count, style) for (cell, style), count in runs))
