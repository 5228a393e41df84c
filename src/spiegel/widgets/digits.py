"""Large digits drawn with blocks, as large as the room allows."""

from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_ROWS: Final = 5
_GLYPHS: Final = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" ##", "  #", "  #", "  #", "  #"),
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
    " ": ("   ", "   ", "   ", "   ", "   "),
}
_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


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


def rows(text: str, scale: int) -> list[str]:
    """The text as rows of blocks, two rows of dots in a row of characters."""
    gap = " " * _gap(scale)
    dots = [
        gap.join(
            "".join(dot * scale for dot in _GLYPHS[character][row])
            for character in text
            if character in _GLYPHS
        )
        for row in range(_ROWS)
        for _ in range(scale)
    ]
    if len(dots) % 2:
        dots.append(" " * len(dots[0]))
    return [
        "".join(
            _HALVES[above == "#", below == "#"]
            for above, below in zip(dots[row], dots[row + 1], strict=True)
        )
        for row in range(0, len(dots), 2)
    ]


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
        lines = rows(self.value, scale) if scale else [self.value]
        width = max((len(line) for line in lines), default=0)
        room = size.width - width
        left = {"left": 0, "center": room // 2, "right": room}[self.align]
        top = max(0, (size.height - len(lines)) // 2) if self.align == "center" else 0
        return Content("\n" * top + "\n".join(" " * max(0, left) + line for line in lines))
