"""The list that draws only what changed."""

from textual.app import App, ComposeResult
from textual.content import Content

from spiegel.widgets.browse import Browse, Row


class Shelf(App[None]):
    """A list whose rows are made anew each time, in a style that can change."""

    style = "red"

    def compose(self) -> ComposeResult:
        yield Browse(lambda key: Row(words=Content.styled(f"entry {key}", self.style)))


def inks(browse: Browse) -> list[str]:
    return [str(segment.style) for segment in browse.render_line(1) if "entry" in segment.text]


async def test_a_row_that_changes_only_its_colour_is_drawn_anew():
    async with Shelf().run_test() as pilot:
        browse = pilot.app.query_one(Browse)
        browse.show([1, 2, 3])
        await pilot.pause()
        red = inks(browse)
        browse.draw_changed()
        assert inks(browse) == red
        pilot.app.style = "green"
        browse.draw_changed()
        assert inks(browse) != red
