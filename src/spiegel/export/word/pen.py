"""Writes pieces of a Word file in the styles of that file: what report and working list share."""

import datetime
import math
from collections.abc import Iterable, Sequence
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.report.parts import Chart, Link, Table
from spiegel.domain.report.wording import BETWEEN
from spiegel.domain.session.instants import Instant
from spiegel.export.word import charts
from spiegel.export.word.docx import WordFile
from spiegel.export.word.ooxml import (
    TAB,
    Bookmarks,
    field,
    item,
    keep_next,
    link,
    linked,
    numbered,
    paragraph,
    run,
    table,
)

_NARROW: Final = (0.4, 0.3)
"""No column takes more of the width for the sake of one long word: the second where all need it."""
_BROAD: Final = 0.32
"""A column that has more of the width than this keeps so much of it."""
_IN_CELL: Final = 284
"""How far the words of a list inside a table stand from its edge, in twentieths of a point."""
_SHORT_TABLE: Final = 9
_SHORT_UNDER_CHART: Final = 7
_TAGS: Final = pattern(r"<[^>]*>")


class Pen:
    """Writes in the styles, and for the page, of one file."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._styles = file.styles
        self._width = file.width
        self._sheet = file.sheet
        self.marks = Bookmarks()

    def style(self, role: str) -> str:
        """The style that plays this part in the file."""
        return self._styles[role]

    def words(self, text: str, role: str = "") -> str:
        """A run of words, in a character style or that of its paragraph."""
        return run(text, self._styles[role] if role else "")

    def link(self, target: Link) -> str:
        """Visible words that lead to another place in the file."""
        return link(target.anchor, target.words, self._styles["Hyperlink"], target.title)

    def links(self, targets: Iterable[Link]) -> str:
        """Links with commas in between."""
        return run(", ").join(self.link(target) for target in targets)

    def paragraph(self, role: str, *runs: str, level: int = 0, **layout: bool) -> str:
        """A paragraph; layout: page_break, keep_next, close. level: of a heading by itself."""
        return paragraph(self._styles[role], *runs, level=level, **layout)

    def line(self, role: str, text: str, **layout: bool) -> str:
        """A paragraph of plain words."""
        return paragraph(self._styles[role], run(text), **layout)

    def item(self, text: str, **layout: bool) -> str:
        """A line of a list of dots; layout: keep_next."""
        return item(self._styles["ListBullet"], run(text), **layout)

    def numbered(self, numbers: int, *runs: str) -> str:
        """A line of a numbered list that `WordFile.numbers` gave, on the page of what follows."""
        return numbered(self._styles["SpiegelAsked"], numbers, *runs)

    def items(self, *runs: str) -> str:
        """A line of a list of dots, of several runs."""
        return item(self._styles["ListBullet"], *runs)

    def heading(
        self, level: int, text: str, anchor: str = "", aside: str = "", **layout: bool
    ) -> str:
        """A heading that links can lead to; aside: muted words behind it."""
        inside = run(text) + (self.words(f"{BETWEEN}{aside}", "SpiegelMark") if aside else "")
        marked = self.marks.around(anchor, inside)
        return paragraph(self._styles[f"Heading{level}"], marked, **layout)

    def contents_line(self, level: int, target: Link) -> str:
        """An entry of the contents: a link, and its page as a field that programs calculate anew.

        There is no TOC field around the entries: Word asks a question before it fills one in, and
        LibreOffice shows the pages of entries inside one as they were written, not as they are.
        """
        inside = run(target.words) + TAB + field(f"PAGEREF {target.anchor} \\h")
        return paragraph(self._styles[f"TOC{level}"], linked(target.anchor, inside))

    def link_on_page(self, target: Link, page: str, until: str) -> str:
        """A link that says on which page it is, as a field that programs calculate anew.

        page: the word before the number. until: what stands there in Word until the file is printed
        or updated: a number only where it is certain, for a wrong one is worse than none.
        """
        style = self._styles["Hyperlink"]
        inside = run(f"{target.words} ({page}\u00a0", style)
        inside += field(f"PAGEREF {target.anchor} \\h", until, style)
        return linked(target.anchor, inside, target.title) + run(")")

    def chart(self, chart: Chart) -> str:
        """A chart over the whole width, on the page of what follows."""
        return charts.paragraph(self._styles["Normal"], self._file.chart(chart))

    def cell(self, *runs: str) -> str:
        """A paragraph inside a table."""
        return paragraph(self._styles["SpiegelCell"], *runs)

    def cell_items(self, lines: Iterable[tuple[int, str]]) -> str:
        """Lines of a list inside a table, each with the number of its list."""
        style = self._styles["SpiegelCell"]
        return "".join(
            numbered(style, numbers, run(words), hanging=_IN_CELL) for numbers, words in lines
        )

    def plain_cell(self, text: str) -> str:
        """Words alone inside a table."""
        return paragraph(self._styles["SpiegelCell"], run(text))

    def table(
        self,
        shares: Sequence[int],
        columns: Sequence[str],
        rows: Iterable[Sequence[str]],
        summary: str,
        together: int = 2,
    ) -> str:
        """A table over the whole width.

        shares: how wide its columns are to each other, where their longest words leave room.
        together: so many rows stay on the page of the header. Rows at the end are not kept so:
        where they are high, LibreOffice 7.4 then lays out their page without end.
        """
        header = [self.cell(self.words(name, "SpiegelSign")) for name in columns]
        all_rows = list(rows)
        widths = self._widths(shares, header, all_rows)
        for number, row in enumerate(all_rows[: min(together, len(all_rows)) - 1]):
            all_rows[number] = [keep_next(cell) for cell in row]
        kept = [keep_next(cell) for cell in header]
        return table(self._styles["TableGrid"], widths, kept, all_rows, summary=summary)

    def _widths(
        self, shares: Sequence[int], header: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> list[int]:
        """Of columns, in twentieths of a point: no word is broken that does not have to be."""
        widths = [self._width * share // sum(shares) for share in shares]
        columns = zip(*rows, strict=True) if rows else [()] * len(shares)
        longest = [self._longest(column) for column in columns]
        broad = int(self._width * _BROAD)
        at_least = [
            max(self._longest([name], "SpiegelSign"), broad if width > broad else 0)
            for name, width in zip(header, widths, strict=True)
        ]
        least = at_least
        for share in _NARROW:
            most = int(self._width * share)
            least = [max(low, min(word, most)) for low, word in zip(at_least, longest, strict=True)]
            if sum(least) < self._width:
                return _grown(widths, least)
        return [self._width * low // sum(least) for low in least]

    def _longest(self, cells: Iterable[str], run: str = "") -> int:
        """How wide a column must be for its longest words, in twentieths of a point."""
        words = set(_TAGS.sub(" ", " ".join(cells)).replace("-", "- ").split())
        letters = min(sorted(map(len, words))[-3:], default=0)
        longest = [word for word in words if len(word) >= letters]
        look = self._styles["SpiegelCell"], self._styles[run] if run else ""
        return math.ceil(20 * self._sheet.cell_width(longest, self._styles["TableGrid"], *look))

    def plain_table(self, plain: Table, *, under_chart: bool = False) -> str:
        """The longer the words of a column, the wider it is; a short table stays on one page.

        under_chart: the chart stays on its page too, so it must be shorter for that.
        """
        columns = zip(plain.columns, *plain.rows, strict=True)
        shares = [min(60, max(map(len, column))) + 6 for column in columns]
        rows = ([self.plain_cell(value) for value in row] for row in plain.rows)
        short = _SHORT_UNDER_CHART if under_chart else _SHORT_TABLE
        whole = len(plain.rows) if len(plain.rows) <= short else 2
        return self.table(shares, plain.columns, rows, plain.heading, together=whole)


def _grown(widths: Sequence[int], least: Sequence[int]) -> list[int]:
    """Widths of which none is below its least; those with room to spare give what that takes."""
    spare = [max(0, width - low) for low, width in zip(least, widths, strict=True)]
    lacking = sum(max(0, low - width) for low, width in zip(least, widths, strict=True))
    return [
        max(low, width - (math.ceil(lacking * room / sum(spare)) if room else 0))
        for low, width, room in zip(least, widths, spare, strict=True)
    ]


def clock(instant: Instant) -> str:
    """The time of day where the moderator is."""
    moment = datetime.datetime.fromtimestamp(instant.utc / 1000, datetime.UTC).astimezone()
    return f"{moment:%H:%M:%S}"
