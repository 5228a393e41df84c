"""Keys and what they do: a sentence each under each other, or a word or two in columns."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

COLUMN = 12
"""Columns for the keys at least."""
GAP = 3
"""Columns between two keys beside each other at least."""


class KeyList(Widget):
    """Pairs of a key and a sentence with a hanging indent."""

    DEFAULT_CSS = """
    KeyList { width: 1fr; height: auto; }
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.pairs = pairs

    def render(self) -> RenderResult:
        """A line for each, wrapped at the width."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines take."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        column = max((COLUMN, *(len(key) + 2 for key, _words in self.pairs)))
        return [
            Content.assemble((f"{key if row == 0 else '':<{column}}", "bold $primary"), line)
            for key, words in self.pairs
            for row, line in enumerate(Content(words).wrap(max(10, width - column - 2)))
        ]


class KeyColumns(KeyList):
    """Keys with a word or two each, in as many columns as there is room for: seen at one look."""

    def _lines(self, width: int) -> list[Content]:
        column = max((len(f"{key} {words}") + GAP for key, words in self.pairs), default=1)
        across = max(1, (width + GAP) // column)
        cells = [
            Content.assemble((key, "bold $primary"), f" {words}").pad_right(
                column - len(f"{key} {words}")
            )
            for key, words in self.pairs
        ]
        rows = (cells[at : at + across] for at in range(0, len(cells), across))
        return [Content("").join(row) for row in rows]
