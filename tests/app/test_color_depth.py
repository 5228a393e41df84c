"""The look in terminals with few colours or none: what matters differs, and can be read."""

import itertools

import pytest
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from spiegel.app.appearance import DARK, THEMES
from spiegel.app.color_depth import Depth, depth_of
from spiegel.app.few_colors import DepthFilter, nearest_entry

SIXTEEN = [
    "000000",
    "cd0000",
    "00cd00",
    "cdcd00",
    "0000ee",
    "cd00cd",
    "00cdcd",
    "e5e5e5",
    "7f7f7f",
    "ff0000",
    "00ff00",
    "ffff00",
    "5c5cff",
    "ff00ff",
    "00ffff",
    "ffffff",
]
"""As xterm has them."""
OTHERS = [
    *itertools.product((0, 95, 135, 175, 215, 255), repeat=3),
    *((8 + 10 * step,) * 3 for step in range(24)),
]
"""The other 240, which are alike everywhere."""
VOICES = ("success", "error", "accent")
GROUNDS = ("background", "surface", "panel")
DEPTHS = [Depth.NONE, Depth.EIGHT, Depth.SIXTEEN, Depth.PALETTE, Depth.FULL]

each_depth = pytest.mark.parametrize("depth", DEPTHS, ids=lambda depth: depth.name)
each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


def look(theme, depth, words, ground="background", text="woorden", **more):
    """How a terminal of this depth is told to show words in a colour of the theme."""
    style = Style(color=named(theme, words), bgcolor=named(theme, ground), **more)
    if depth is Depth.FULL:
        return style
    on = Color.parse(named(theme, ground))
    return DepthFilter(theme, depth).apply([Segment(text, style)], on)[0].style


def named(theme, name):
    return theme.variables.get(name) or getattr(theme, name)


def seen(style):
    """What the eye has to tell one from another."""
    return style.color, style.bgcolor, style.bold, style.underline, style.reverse


def contrast(style):
    """As WCAG counts it; xterm and the Linux console show bold in the brighter colour."""
    words, ground = shade(style.color, bold=style.bold), shade(style.bgcolor)
    low, high = sorted((light(words), light(ground)))
    return (high + 0.05) / (low + 0.05)


def shade(color, *, bold=False):
    if color.type is ColorType.TRUECOLOR:
        return Color.from_rich_color(color)
    if color.number < 16:
        return Color.parse("#" + SIXTEEN[color.number + 8 * bool(bold and color.number < 8)])
    return Color(*OTHERS[color.number - 16])


def light(color):
    parts = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in color.normalized)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@each_depth
@each_theme
def test_the_three_voices_differ_on_every_ground(theme, depth):
    for ground in GROUNDS:
        assert len({seen(look(theme, depth, voice, ground)) for voice in VOICES}) == 3


@each_depth
@each_theme
def test_what_matters_can_be_read_on_every_ground(theme, depth):
    if depth is Depth.NONE:
        assert not look(theme, depth, "error").color
        return
    for ground, words in itertools.product(GROUNDS, (*VOICES, "primary", "foreground", "muted")):
        assert contrast(look(theme, depth, words, ground)) >= 4.5, (ground, words)


@each_depth
@each_theme
def test_a_theme_and_what_is_urgent_differ_from_other_words(theme, depth):
    words = look(theme, depth, "foreground")
    for one in (look(theme, depth, "primary"), look(theme, depth, "accent", bold=True)):
        assert seen(one) != seen(words)


@each_depth
@each_theme
def test_the_line_that_is_typed_has_a_ground_and_its_cursor_shows(theme, depth):
    line = look(theme, depth, "foreground", "panel", " ")
    assert seen(line) != seen(look(theme, depth, "foreground", "background", " "))
    if depth is not Depth.FULL:
        cursor = Style(color=theme.background, bgcolor=theme.foreground)
        field = DepthFilter(theme, depth).apply([Segment(" ", cursor)], Color.parse(theme.panel))
        assert seen(field[0].style) != seen(line)


@each_depth
@each_theme
@pytest.mark.parametrize("words", ["foreground", "accent", "error", "primary"])
def test_large_digits_show_and_have_no_line_under_their_cells(theme, depth, words):
    digits = look(theme, depth, words, text="   ", reverse=True)
    assert digits.reverse
    assert not digits.underline
    if depth is not Depth.NONE:
        assert contrast(digits) >= 4.5


def test_without_colour_nothing_is_said_of_colour():
    words = look(DARK, Depth.NONE, "error", "panel", bold=True)
    assert (words.color, words.bgcolor) == (None, None)
    assert (words.bold, words.underline, words.reverse) == (True, True, True)


def test_a_line_ends_with_the_word_that_it_stands_under():
    style = Style(color=DARK.error, bgcolor=DARK.background)
    inks = DepthFilter(DARK, Depth.EIGHT)
    word, rest = inks.apply([Segment("nee    ", style)], Color.parse(DARK.background))
    assert (word.text, rest.text) == ("nee", "    ")
    assert (word.style.underline, rest.style.underline) == (True, None)


def test_a_line_begins_with_the_word_that_it_stands_under():
    style = Style(color=DARK.primary, bgcolor=DARK.background)
    inks = DepthFilter(DARK, Depth.NONE)
    blank, word, rest = inks.apply([Segment("  ✓ ", style)], Color.parse(DARK.background))
    assert (blank.text, word.text, rest.text) == ("  ", "✓", " ")
    assert [each.style.underline for each in (blank, word, rest)] == [None, True, None]


def test_a_place_to_click_stays_one():
    style = Style(color=DARK.accent, bgcolor=DARK.background, meta={"@click": "app.quit"})
    for depth in DEPTHS[:-1]:
        found = DepthFilter(DARK, depth).apply([Segment("x", style)], Color.parse(DARK.background))
        assert found[0].style.meta == {"@click": "app.quit"}


def test_a_colour_of_the_two_hundred_and_forty_is_itself():
    assert [nearest_entry(rgb) for rgb in OTHERS[:-24]] == list(range(16, 232))


@pytest.mark.parametrize(
    ("no_color", "system", "colors", "depth"),
    [
        (False, "truecolor", 256, Depth.FULL),
        (False, "256", 256, Depth.PALETTE),
        (False, "standard", 16, Depth.SIXTEEN),
        (False, "standard", 88, Depth.SIXTEEN),
        (False, "standard", 8, Depth.EIGHT),
        (False, "standard", -1, Depth.NONE),
        (False, "standard", None, Depth.EIGHT),
        (False, None, None, Depth.NONE),
        (True, "truecolor", 256, Depth.NONE),
    ],
)
def test_the_depth_is_what_the_terminal_says_of_itself(no_color, system, colors, depth):
    assert depth_of(no_color=no_color, color_system=system, colors=lambda: colors) is depth


@each_theme
def test_what_frames_the_words_most_quietly_can_be_read_too(theme):
    assert contrast(look(theme, Depth.FULL, "faint", "background")) >= 4.5
