"""A few words at a fixed place, drawn anew without a layout, and only when they are others."""

from typing import Self

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from spiegel.widgets.columns import Inks


class Told(Widget):
    """Words in as many lines as its height; it has no border and no padding."""

    auto_links = False

    def __init__(self, *, right: bool = False, id: str | None = None) -> None:
        """right: the words stand at the right."""
        super().__init__(id=id)
        self._right = right
        self._words = Content("")
        self._inks: Inks | None = None
        self._strips: list[Strip] | None = None

    def say(self, words: Content) -> None:
        """Show these words."""
        if (words.plain, words.spans) != (self._words.plain, self._words.spans):
            self._words, self._strips = words, None
            super().refresh()

    def refresh(self, *regions: Region, **how: bool) -> Self:
        """Draw anew, in other styles too."""
        self._inks = self._strips = None
        return super().refresh(*regions, **how)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are: Textual's own way makes each of them twice."""
        width, height = self.size
        if self._strips is None:
            self._strips = self._lines(width, height)
        strips = [self._strips[y] for y in crop.line_range]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _lines(self, width: int, height: int) -> list[Strip]:
        if self._inks is None:
            self._inks = Inks(self)
        words = self._words
        fits = words.cell_length <= width and "\n" not in words.plain
        lines = ([words] if fits else words.wrap(width))[:height]
        lines += [Content("")] * (height - len(lines))
        if self._right:
            lines = [line.pad_left(max(0, width - line.cell_length)) for line in lines]
        return [self._inks.strip(line, width) for line in lines]
