"""The lines of a theme in a terminal that has few colours, or none: each depth has its own.

A colour is known by its part in the theme. With 8 or 16 colours, whose shades are the terminal's
own, what matters differs in weight or underline too; without colour in that alone.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final, NamedTuple

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from spiegel.app.color_depth import Depth

MOST: Final = 4_096
"""Styles of which it is remembered how they look."""
USED: Final = (0.1, 0.2)
"""How much of the primary colour the ground of a row or field in use has."""
DRAWN: Final = " ▀▄━─│╭╮╰╯"
"""What is a shape and no text: it is never underlined."""


class Part(Enum):
    """What a colour is for."""

    WORDS = "foreground"
    MUTED = "muted"
    FAINT = "faint"
    RULE = "rule"
    PRIMARY = "primary"
    ACCENT = "accent"
    ERROR = "error"
    SUCCESS = "success"


class Ground(Enum):
    """What words stand on: the screen or a panel, what stands out, a field or row in use."""

    PLAIN = 0
    RAISED = 1
    USED = 2


class Ink(NamedTuple):
    """color: of the sixteen."""

    color: int
    bold: bool = False
    underline: bool = False
    reverse: bool = False


class Scheme(NamedTuple):
    """ground: a colour of the sixteen for each. bold: whether words may be bold.

    Many terminals show bold black as grey: what is bold is underlined where it may not be bold.
    """

    ground: Mapping[Ground, int]
    ink: Mapping[Ground, Mapping[Part, Ink]]
    bold: bool = True


BLACK, RED, GREEN, YELLOW, BLUE, _MAGENTA, CYAN, WHITE = range(8)
BRIGHT: Final = 8


def _inks(
    words: Ink, quiet: Ink, primary: Ink, good: Ink, accent: Ink, bad: Ink
) -> dict[Part, Ink]:
    return {
        Part.WORDS: words,
        **dict.fromkeys((Part.MUTED, Part.FAINT, Part.RULE), quiet),
        Part.PRIMARY: primary,
        Part.SUCCESS: good,
        Part.ACCENT: accent,
        Part.ERROR: bad,
    }


def _plain(color: int) -> dict[Part, Ink]:
    """One colour, and what matters by its weight."""
    one = Ink(color)
    loud, loudest = Ink(color, bold=True), Ink(color, bold=True, underline=True)
    return _inks(one, one, one, one, loud, loudest)


_ON_BLACK: Final = _inks(
    Ink(WHITE),
    Ink(WHITE),
    Ink(CYAN),
    Ink(GREEN),
    Ink(YELLOW, bold=True),
    Ink(RED, bold=True, underline=True),
)
_BRIGHT_ON_BLACK: Final = _inks(
    Ink(BRIGHT + WHITE),
    Ink(WHITE),
    Ink(BRIGHT + CYAN),
    Ink(BRIGHT + GREEN),
    Ink(BRIGHT + YELLOW, bold=True),
    Ink(BRIGHT + RED, bold=True, underline=True),
)
_BRIGHT_ON_BLUE: Final = _inks(
    Ink(BRIGHT + WHITE),
    Ink(BRIGHT + WHITE),
    Ink(BRIGHT + CYAN),
    Ink(BRIGHT + GREEN),
    Ink(BRIGHT + YELLOW, bold=True),
    Ink(BRIGHT + WHITE, bold=True, underline=True),
)
_ON_WHITE: Final = _inks(
    Ink(BLACK),
    Ink(BLACK),
    Ink(BLUE),
    Ink(BLUE),
    Ink(BLACK, underline=True),
    Ink(RED, underline=True),
)
_ON_CYAN: Final = _inks(
    Ink(BLACK),
    Ink(BLACK),
    Ink(BLUE),
    Ink(BLUE),
    Ink(BLACK, underline=True),
    Ink(BLACK, reverse=True),
)
_DARK: Final = {
    Depth.EIGHT: Scheme(
        {Ground.PLAIN: BLACK, Ground.RAISED: BLUE, Ground.USED: CYAN},
        {Ground.PLAIN: _ON_BLACK, Ground.RAISED: _plain(WHITE), Ground.USED: _ON_CYAN},
    ),
    Depth.SIXTEEN: Scheme(
        {Ground.PLAIN: BLACK, Ground.RAISED: BLUE, Ground.USED: CYAN},
        {Ground.PLAIN: _BRIGHT_ON_BLACK, Ground.RAISED: _BRIGHT_ON_BLUE, Ground.USED: _ON_CYAN},
    ),
}
_LIGHT: Final = {
    depth: Scheme(
        {Ground.PLAIN: white, Ground.RAISED: CYAN, Ground.USED: BLACK},
        {Ground.PLAIN: _ON_WHITE, Ground.RAISED: _ON_CYAN, Ground.USED: _plain(WHITE)},
        bold=False,
    )
    for depth, white in ((Depth.EIGHT, WHITE), (Depth.SIXTEEN, BRIGHT + WHITE))
}
_WEIGHTS: Final = {**_plain(WHITE), Part.PRIMARY: Ink(WHITE, underline=True)}
"""Without colour: a theme is underlined; a voice is plain, bold, or bold and underlined."""


class DepthFilter(LineFilter):
    """Lines of a theme as a terminal of this depth shows them best."""

    def __init__(self, theme: Theme, depth: Depth) -> None:
        super().__init__()
        self.depth = depth
        self._known: dict[tuple[Style, bool, Ground], Style] = {}
        self._around: dict[Color, Ground] = {}
        self._cursor = _triplet(_color(theme, Part.WORDS.value))
        self._parts = {_triplet(_color(theme, part.value)): part for part in Part}
        self._grounds = _grounds(theme)
        self._scheme = (_DARK if theme.dark else _LIGHT).get(depth)
        self._entries: dict[tuple[int, int, int], int] = {}
        for color in (theme.background, theme.surface, theme.panel):
            if color is not None and (rgb := _triplet(Color.parse(color))) not in self._entries:
                self._entries[rgb] = nearest_entry(rgb, but=self._entries.values())

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in the colours and weights of this depth."""
        around = self._around.get(background)
        if around is None:
            around = self._around[background] = self._ground(_triplet(background))
        known = self._known
        looks = []
        for text, style, control in segments:
            if style is None or control:
                looks.append(Segment(text, style, control))
                continue
            key = style, not text.strip(DRAWN), around
            look = known.get(key)
            if look is None:
                look = self._remember(key)
            if look.underline and not style.underline and " " in (text[0], text[-1]):
                # What fills a column up, before words or behind them, is no word.
                blank = known.get((style, True, around)) or self._remember((style, True, around))
                words = text.strip(" ")
                before = text.index(words)
                pieces = (text[:before], blank), (words, look), (text[before + len(words) :], blank)
                looks += [Segment(piece, inked) for piece, inked in pieces if piece]
                continue
            looks.append(Segment(text, look))
        return looks

    def _remember(self, key: tuple[Style, bool, Ground]) -> Style:
        if len(self._known) >= MOST:
            self._known.clear()
        look = self._known[key] = self._inked(*key)
        return look

    def _inked(self, style: Style, drawn: bool, around: Ground) -> Style:
        words, ground = _rgb(style.color), _rgb(style.bgcolor)
        if self.depth is Depth.PALETTE:
            return style + Style.from_color(self._entry(words), self._entry(ground))
        on, part, reverse = self._ground(ground), self._part(words), bool(style.reverse)
        if ground == self._cursor:
            on, part, reverse = around, Part.WORDS, True
        if self._scheme is None:
            ink, bold = _WEIGHTS[part], True
            if part is Part.PRIMARY and style.bold:
                ink = Ink(WHITE)
            color = bgcolor = None
            reverse ^= on is not Ground.PLAIN
        else:
            ink, bold = self._scheme.ink[on][part], self._scheme.bold
            color = RichColor.from_ansi(ink.color)
            bgcolor = RichColor.from_ansi(self._scheme.ground[on])
            reverse ^= ink.reverse
        heavy = bool(style.bold) or ink.bold
        line = bool(style.underline) or ink.underline or (heavy and not bold)
        return Style(
            color=color,
            bgcolor=bgcolor,
            bold=(heavy and bold) or None,
            underline=(line and not drawn) or None,
            italic=style.italic or None,
            strike=style.strike or None,
            reverse=reverse or None,
            link=style.link,
            meta=style.meta or None,
        )

    def _entry(self, rgb: tuple[int, int, int] | None) -> RichColor | None:
        if rgb is None:
            return None
        if rgb not in self._entries:
            if len(self._entries) >= MOST:
                return RichColor.from_ansi(nearest_entry(rgb))
            self._entries[rgb] = nearest_entry(rgb)
        return RichColor.from_ansi(self._entries[rgb])

    def _part(self, rgb: tuple[int, int, int] | None) -> Part:
        return Part.WORDS if rgb is None else self._parts[_nearest(rgb, self._parts)]

    def _ground(self, rgb: tuple[int, int, int] | None) -> Ground:
        return Ground.PLAIN if rgb is None else self._grounds[_nearest(rgb, self._grounds)]


def nearest_entry(rgb: tuple[int, int, int], *, but: Iterable[int] = ()) -> int:
    """The number of the colour that is nearest among the 240 that are alike in all terminals."""
    free = {_PALETTE[number]: number for number in range(16, 256) if number not in set(but)}
    return free[_nearest(rgb, free)]


def _grounds(theme: Theme) -> dict[tuple[int, int, int], Ground]:
    quiet = [Color.parse(color) for color in (theme.background, theme.surface) if color]
    raised = _color(theme, "panel")
    primary = _color(theme, "primary")
    used = [color.blend(primary, part) for color in (*quiet, raised) for part in USED]
    full = [_color(theme, part.value) for part in Part if part is not Part.RULE]
    return {
        **{_triplet(color): Ground.USED for color in (*used, *full)},
        _triplet(raised): Ground.RAISED,
        **{_triplet(color): Ground.PLAIN for color in quiet},
    }


def _color(theme: Theme, name: str) -> Color:
    found = theme.variables.get(name) or getattr(theme, name, None)
    assert isinstance(found, str), name
    return Color.parse(found)


def _triplet(color: Color) -> tuple[int, int, int]:
    return color.r, color.g, color.b


def _rgb(color: RichColor | None) -> tuple[int, int, int] | None:
    if color is None or color.triplet is None:
        return None
    return color.triplet.red, color.triplet.green, color.triplet.blue


def _nearest(
    rgb: tuple[int, int, int], known: Iterable[tuple[int, int, int]]
) -> tuple[int, int, int]:
    """By how alike they look: red counts more where there is much of it, green always."""

    def distance(other: tuple[int, int, int]) -> float:
        red = (rgb[0] + other[0]) / 512
        r, g, b = (one - two for one, two in zip(rgb, other, strict=True))
        return (2 + red) * r * r + 4 * g * g + (3 - red) * b * b

    return min(known, key=distance)


_STEPS: Final = (0, 95, 135, 175, 215, 255)
_PALETTE: Final = {
    **{
        16 + 36 * r + 6 * g + b: (_STEPS[r], _STEPS[g], _STEPS[b])
        for r in range(6)
        for g in range(6)
        for b in range(6)
    },
    **{232 + step: (8 + 10 * step,) * 3 for step in range(24)},
}
"""The colours 16 to 255 as xterm defined them: a cube and a row of greys."""
