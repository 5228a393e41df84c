"""Writes pieces of a Word file in the styles of that file: what report and working list share."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from spiegel.domain.debrief_parts import Link
from spiegel.domain.instants import Instant
from spiegel.export.ooxml import Bookmarks, item, link, paragraph, run, table


class Pen:
    """styles: the style of this file for each of ours; width: of its text, in 1/20 point."""

    def __init__(self, styles: Mapping[str, str], width: int) -> None:
        self._styles = styles
        self._width = width
        self.marks = Bookmarks()

    def style(self, role: str) -> str:
        """The style that plays this part in the file."""
        return self._styles[role]

    def words(self, text: str, role: str = "") -> str:
        """A run of words, in a character style or that of its paragraph."""
        return run(text, self._styles[role] if role else "")

    def link(self, target: Link) -> str:
        """Visible words that lead to another place in the file."""
        return link(target.anchor, target.words, self._styles["Hyperlink"])

    def links(self, targets: Iterable[Link]) -> str:
        """Links with commas in between."""
        return run(", ").join(self.link(target) for target in targets)

    def paragraph(self, role: str, *runs: str, **layout: bool) -> str:
        """A paragraph; layout: page_break and keep_next."""
        return paragraph(self._styles[role], *runs, **layout)

    def line(self, role: str, text: str, **layout: bool) -> str:
        """A paragraph of plain words."""
        return paragraph(self._styles[role], run(text), **layout)

    def item(self, text: str, **layout: bool) -> str:
        """A line of a list of dots; layout: keep_next."""
        return item(self._styles["ListBullet"], run(text), **layout)

    def heading(
        self, level: int, text: str, anchor: str = "", aside: str = "", **layout: bool
    ) -> str:
        """A heading that links can lead to; aside: muted words behind it."""
        inside = run(text) + (self.words(f" · {aside}", "SpiegelMark") if aside else "")
        marked = self.marks.around(anchor, inside)
        return paragraph(self._styles[f"Heading{level}"], marked, **layout)

    def cell(self, *runs: str) -> str:
        """A paragraph inside a table."""
        return paragraph(self._styles["SpiegelCell"], *runs)

    def plain_cell(self, text: str) -> str:
        """Words alone inside a table."""
        return paragraph(self._styles["SpiegelCell"], run(text))

    def table(
        self,
        shares: Sequence[int],
        columns: Sequence[str],
        rows: Iterable[Sequence[str]],
        summary: str,
    ) -> str:
        """A table over the whole width; shares: how wide its columns are to each other."""
        whole = sum(shares)
        widths = [self._width * share // whole for share in shares]
        header = [self.cell(self.words(name, "SpiegelSign")) for name in columns]
        return table(self._styles["TableGrid"], widths, header, rows, summary=summary)


def clock(instant: Instant) -> str:
    """The time of day where the moderator is."""
    moment = datetime.datetime.fromtimestamp(instant.utc / 1000, datetime.UTC).astimezone()
    return f"{moment:%H:%M:%S}"
