"""Words in letters of blocks, as large as the room allows: to be read from the back of a room."""

import unicodedata
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from spiegel.widgets.blocks import GLYPHS, blocks, wide

_ROWS: Final = 5
_ACCENT_ROWS: Final = 2
_SPACE: Final = 3
_GLYPHS: Final = {
    **GLYPHS,
    "A": (" ## ", "#  #", "####", "#  #", "#  #"),
    "B": ("### ", "#  #", "### ", "#  #", "### "),
    "C": (" ###", "#   ", "#   ", "#   ", " ###"),
    "D": ("### ", "#  #", "#  #", "#  #", "### "),
    "E": ("####", "#   ", "### ", "#   ", "####"),
    "F": ("####", "#   ", "### ", "#   ", "#   "),
    "G": (" ###", "#   ", "# ##", "#  #", " ###"),
    "H": ("#  #", "#  #", "####", "#  #", "#  #"),
    "I": ("#", "#", "#", "#", "#"),
    "J": ("   #", "   #", "   #", "#  #", " ## "),
    "K": ("#  #", "# # ", "##  ", "# # ", "#  #"),
    "L": ("#   ", "#   ", "#   ", "#   ", "####"),
    "M": ("#   #", "## ##", "# # #", "#   #", "#   #"),
    "N": ("#   #", "##  #", "# # #", "#  ##", "#   #"),
    "O": (" ## ", "#  #", "#  #", "#  #", " ## "),
    "P": ("### ", "#  #", "### ", "#   ", "#   "),
    "Q": (" ## ", "#  #", "#  #", "# ##", " ###"),
    "R": ("### ", "#  #", "### ", "# # ", "#  #"),
    "S": (" ###", "#   ", " ## ", "   #", "### "),
    "T": ("#####", "  #  ", "  #  ", "  #  ", "  #  "),
    "U": ("#  #", "#  #", "#  #", "#  #", " ## "),
    "V": ("#   #", "#   #", "#   #", " # # ", "  #  "),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
    "X": ("#   #", " # # ", "  #  ", " # # ", "#   #"),
    "Y": ("#   #", " # # ", "  #  ", "  #  ", "  #  "),
    "Z": ("#####", "   # ", "  #  ", " #   ", "#####"),
    "1": (" #", "##", " #", " #", " #"),
    ".": (" ", " ", " ", " ", "#"),
    ",": ("  ", "  ", "  ", " #", "# "),
    "-": ("   ", "   ", "###", "   ", "   "),
    "–": ("   ", "   ", "###", "   ", "   "),
    "'": ("#", "#", " ", " ", " "),
    "’": ("#", "#", " ", " ", " "),
    "!": ("#", "#", "#", " ", "#"),
    "?": ("###", "  #", " ##", "   ", " # "),
    "/": ("  #", "  #", " # ", "#  ", "#  "),
    "&": (" #  ", "# # ", " #  ", "# ##", " ###"),
    "(": (" #", "# ", "# ", "# ", " #"),
    ")": ("# ", " #", " #", " #", "# "),
}
_ACCENTS: Final = {
    "\u0308": "# #",
    "\u0301": " ##",
    "\u0300": "## ",
    "\u0302": " # ",
    "\u0303": "## ",
    "\u030c": "# #",
}
_BELOW: Final = frozenset("\u0327\u0328")
"""A cedilla and an ogonek: left out, the letter is read without them."""

Letter = tuple[str, ...]
"""The rows of dots of one letter: those of its accent, then its own."""


def letters(word: str) -> list[Letter] | None:
    """The letters of a word; None when one of them cannot be drawn."""
    drawn: list[Letter] = []
    for character in unicodedata.normalize("NFD", word.upper()):
        if character in _ACCENTS and drawn:
            drawn[-1] = _accented(drawn[-1], _ACCENTS[character])
        elif character in _GLYPHS:
            glyph = _GLYPHS[character]
            drawn.append((*[" " * len(glyph[0])] * _ACCENT_ROWS, *glyph))
        elif character not in _BELOW:
            return None
    return drawn


def _accented(letter: Letter, accent: str) -> Letter:
    wide = max(len(letter[0]), len(accent))
    return (accent.center(wide), " " * wide, *(row.center(wide) for row in letter[_ACCENT_ROWS:]))


class Line:
    """A line of words in letters, and how much room it takes at a scale."""

    def __init__(self) -> None:
        self.words: list[list[Letter]] = []

    @property
    def width(self) -> int:
        """Dots from the first to the last letter."""
        count = sum(len(word) for word in self.words)
        wide = sum(len(letter[0]) for word in self.words for letter in word)
        spaces = len(self.words) - 1
        return wide + (count - len(self.words)) + spaces * _SPACE if self.words else 0

    @property
    def dots(self) -> list[str]:
        """The rows of dots; without the rows for accents when no letter has one."""
        rows = [
            (" " * _SPACE).join(" ".join(letter[row] for letter in word) for word in self.words)
            for row in range(_ACCENT_ROWS + _ROWS)
        ]
        return rows if rows[0].strip() else rows[_ACCENT_ROWS:]

    def height(self, scale: int) -> int:
        """Rows of characters at a scale of so many columns a dot."""
        return -(-len(self.dots) * scale // 2)


def lines_within(words: list[list[Letter]], width: int) -> list[Line] | None:
    """The words in lines of at most so many dots; None when a word alone is wider."""
    lines = [Line()]
    for word in words:
        lines[-1].words.append(word)
        if lines[-1].width > width:
            moved = lines[-1].words.pop()
            lines.append(Line())
            lines[-1].words.append(moved)
            if lines[-1].width > width:
                return None
    return [line for line in lines if line.words]


def largest(words: list[list[Letter]], room: Size, most: int) -> tuple[list[Line], int]:
    """The lines at the largest scale that fits; scale 0 when none does."""
    found: tuple[list[Line], int] = ([], 0)
    for scale in range(1, most + 1):
        lines = lines_within(words, room.width // scale)
        if lines is None or _tall(lines, scale) > room.height:
            break
        found = (lines, scale)
    return found


def _tall(lines: list[Line], scale: int) -> int:
    return sum(line.height(scale) for line in lines) + len(lines) - 1


class Lettering(Widget):
    """Words in letters of blocks, at the left or in the middle; plain when there is no room."""

    words: reactive[str] = reactive("")
    most: reactive[int] = reactive(8)
    """The largest scale, in columns a dot."""

    def __init__(self, *, align: str = "center", most: int = 8, id: str | None = None) -> None:
        super().__init__(id=id)
        self.align = align
        self.set_reactive(Lettering.most, most)

    def render(self) -> Content:
        """The words as large as they fit; a row for each line of `words`, plain if need be."""
        size = self.content_size
        if not size.area:
            return Content("")
        drawn = [letters(word) for word in self.words.split()]
        known = [word for word in drawn if word]
        if len(known) == len(drawn) and known:
            lines, scale = largest(known, size, self.most)
            if scale:
                return self._placed(self._drawn(lines, scale), size)
        plain = [line.rstrip() for line in Content.styled(self.words, "bold").wrap(size.width)]
        rows = [line.pad_left(self._left(line.cell_length)) for line in plain]
        return self._placed(rows, size)

    def _drawn(self, lines: list[Line], scale: int) -> list[Content]:
        rows: list[Content] = []
        for line in lines:
            drawn = blocks([wide(row, scale) for row in line.dots], scale)
            left = self._left(drawn[0].cell_length)
            rows += [*([Content("")] if rows else []), *(row.pad_left(left) for row in drawn)]
        return rows

    def _left(self, width: int) -> int:
        return (self.content_size.width - width) // 2 if self.align == "center" else 0

    @staticmethod
    def _placed(rows: list[Content], size: Size) -> Content:
        above = max(0, (size.height - len(rows)) // 2)
        return Content("\n").join([*[Content("")] * above, *rows[: size.height]])
