"""Large digits drawn with blocks, as large as the room allows."""

from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from spiegel.widgets.blocks import GLYPHS, blocks, wide

_ROWS: Final = 5
_GLYPHS: Final = {
    **GLYPHS,
    "1": (" ##", "  #", "  #", "  #", "  #"),
    " ": ("   ", "   ", "   ", "   ", "   "),
}


def width_of(text: str, scale: int) -> int:
    """Columns that the text takes at a scale of so many columns a dot."""
    dots = sum(len(_GLYPHS[character][0]) for character in text if character in _GLYPHS)
    return dots * scale + max(0, len(text) - 1) * _gap(scale)


def height_of(scale: int) -> int:
    """Rows that digits take at a scale: a dot is square, half as many rows as columns."""
    return -(-_ROWS * scale // 2)


def _gap(scale: int) -> int:
    return max(1, scale - 1)


def largest_scale(text: str, room: Size) -> int:
    """The largest scale at which the text fits in the room; 0 when even the smallest does not."""
    scale = 0
    while width_of(text, scale + 1) <= room.width and height_of(scale + 1) <= room.height:
        scale += 1
    return scale


def rows(text: str, scale: int) -> list[Content]:
    """The text as rows of cells."""
    gap = " " * _gap(scale)
    glyphs = [_GLYPHS[character] for character in text if character in _GLYPHS]
    return blocks(
        [gap.join(wide(glyph[row], scale) for glyph in glyphs) for row in range(_ROWS)], scale
    )


class BigDigits(Widget):
    """A time in digits as large as the widget; drawn plain when there is no room for blocks."""

    DEFAULT_CSS = """
    BigDigits { width: 1fr; height: 5; }
    """

    value: reactive[str] = reactive("")
    most: reactive[int] = reactive(99)
    """The largest scale, in columns a dot."""

    def __init__(
        self, value: str = "", *, align: str = "left", most: int = 99, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.align = align
        self.set_reactive(BigDigits.value, value)
        self.set_reactive(BigDigits.most, most)

    def render(self) -> Content:
        """The digits, placed within the widget."""
        size = self.content_size
        scale = min(self.most, largest_scale(self.value, size))
        lines = rows(self.value, scale) if scale else [Content(self.value)]
        width = max((line.cell_length for line in lines), default=0)
        room = size.width - width
        left = {"left": 0, "center": room // 2, "right": room}[self.align]
        top = max(0, (size.height - len(lines)) // 2) if self.align == "center" else 0
        placed = [line.pad_left(max(0, left)) for line in lines]
        return Content("\n").join([*[Content("")] * top, *placed])
