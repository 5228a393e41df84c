"""A list of options: the marked one can be read, whatever colours its words have."""

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets.option_list import Option

from spiegel.app.appearance import THEMES
from spiegel.widgets.options import Options

INKS = ("$foreground", "bold $primary", "$muted", "$accent")


class Listed(App[None]):
    CSS = "Options, Options:focus { background: $surface; background-tint: transparent; }"

    def __init__(self, theme: str) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield Options(
            Option(Content.assemble(*((f"woord{n} ", ink) for n, ink in enumerate(INKS))))
        )


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_word_of_the_marked_option_shows_on_its_ground(theme):
    async with Listed(theme).run_test() as pilot:
        options = pilot.app.query_one(Options)
        options.focus()
        options.highlighted = 0
        await pilot.pause()
        for segment in options.render_line(0):
            if segment.text.strip():
                words, ground = segment.style.color, segment.style.bgcolor
                assert contrast(words, ground) >= 4.5, segment.text


def contrast(*colors):
    low, high = sorted(light(Color.from_rich_color(color)) for color in colors)
    return (high + 0.05) / (low + 0.05)


def light(color):
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
