"""A list that somebody pasted or saved from a spreadsheet, as lines of cells."""

import csv
import datetime
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.words import clean, folded, tidy

MOST: Final = 2_000
"""Lines of a list that are read; a meeting has a tenth of that."""
_DELIMITERS: Final = ("\t", ";", ",")
"""In the order of how surely they are one."""
_BRACKETS: Final = pattern(r"\([^()]*\)")
_SAME: Final = 0.6
"""Share of the lines that have as many cells when a list is cut at the right sign."""


class Line(msgspec.Struct, frozen=True):
    """A line of a list by its number, from 1, with its cells; none of them longer than a line."""

    number: int
    cells: tuple[str, ...]

    def cell(self, place: int) -> str:
        """What stands at a place, from 0; nothing when the line is shorter."""
        return self.cells[place] if place < len(self.cells) else ""

    @property
    def empty(self) -> bool:
        return not any(self.cells)


Value = str | int | float | bool | datetime.date | None
"""What stands in a cell of a workbook."""


class HandedSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet of a workbook: its rows from the first. broken: rows, from 1, with an error in a cell
    or a formula that was never reckoned."""

    rows: Sequence[Sequence[Value]]
    broken: frozenset[int] = frozenset()


class HandedBook(msgspec.Struct, frozen=True, kw_only=True):
    """A workbook. epoch: the day that number 0 is, where a day lost its format."""

    sheets: Sequence[HandedSheet]
    epoch: datetime.date = datetime.date(1899, 12, 30)


def line(number: int, cells: Iterable[str]) -> Line:
    """A line of these cells as they were written."""
    return Line(number, tuple(tidy(clean(cell)) for cell in cells))


def lines_of_list(text: str) -> tuple[Line, ...]:
    """The lines of a text with tabs, semicolons or commas between its cells.

    What stands within double quotation marks is one cell, whatever is in it. A text without such
    cells has one cell a line.
    """
    # A terminal pastes each new line as the key Enter, which is a carriage return.
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    named = next((sign for sign in _DELIMITERS if text.startswith(f"sep={sign}\n")), "")
    if named:
        # As Excel writes for itself what the cells are cut at.
        return tuple(Line(one.number + 1, one.cells) for one in _cut(text[6:], named))
    for sign in _DELIMITERS:
        found = _cut(text, sign)
        if _fits(found, sign, text):
            return found
    return tuple(line(number, [words]) for number, words in enumerate(text.split("\n"), start=1))[
        :MOST
    ]


def head(cell: str) -> str:
    """The head of a column as it is compared: small letters, no accents, signs as spaces.

    What stands in brackets explains it, as in `aanwezig (ja/nee)`.
    """
    plain = folded(_BRACKETS.sub(" ", cell) or cell)
    return tidy("".join(sign if sign.isalnum() else " " for sign in plain))


def _cut(text: str, sign: str) -> tuple[Line, ...]:
    """The text as lines of cells; nothing when it is no such list."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    found: list[Line] = []
    begins = 1
    try:
        for cells in reader:
            found.append(line(begins, cells))
            begins = reader.line_num + 1
            if len(found) == MOST:
                break
    except csv.Error:
        return ()
    return tuple(found)


def _fits(found: tuple[Line, ...], sign: str, text: str) -> bool:
    widths = Counter(len(one.cells) for one in found if not one.empty)
    if not widths:
        return False
    width, count = widths.most_common(1)[0]
    if width == 1 or count < _SAME * widths.total():
        return False
    # In a sentence a comma has a space behind it, in a list it has none.
    return sign != "," or text.count(", ") * 2 <= text.count(",")
