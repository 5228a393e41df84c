"""Keys and what they do, the words under each other."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

COLUMN = 12
"""Columns for the keys."""


class KeyList(Widget):
    """Pairs of a key and a sentence with a hanging indent."""

    DEFAULT_CSS = """
    KeyList { height: auto; }
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.pairs = pairs

    def render(self) -> RenderResult:
        """A line for each, wrapped at the width."""
        room = max(10, self.container_size.width - COLUMN - 2)
        return Content("\n").join(
            Content.assemble((f"{key if row == 0 else '':<{COLUMN}}", "bold $primary"), line)
            for key, words in self.pairs
            for row, line in enumerate(Content(words).wrap(room))
        )
