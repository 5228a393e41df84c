"""The list that draws only what changed."""

from collections.abc import Hashable

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from spiegel.widgets.browse import POINTER, Browse, Row


class Shelf(App[None]):
    """A list whose rows are made anew each time, in a style that can change."""

    style = "red"
    asked = 0

    def __init__(self, **how: bool) -> None:
        super().__init__()
        self._how = how

    def compose(self) -> ComposeResult:
        yield Browse(self._row, **self._how)

    def _row(self, key: Hashable) -> Row:
        self.asked += 1
        if key == "late":
            return Row(heading=Content("later"))
        return Row(words=Content.styled(f"entry {key}", self.style))


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


async def test_an_arrow_draws_two_rows_and_asks_for_no_words():
    app = Shelf()
    async with app.run_test() as pilot:
        browse = app.query_one(Browse)
        browse.focus()
        browse.show([*range(10), "late", *range(11, 20)])
        await pilot.pause()
        before, asked = [browse.render_line(y) for y in range(20)], app.asked
        await pilot.press("down")
        after = [browse.render_line(y) for y in range(20)]
        assert [y for y in range(20) if after[y] is not before[y]] == [0, 1]
        assert app.asked == asked


@pytest.mark.parametrize(("leaps", "below"), [(False, 0), (True, 12)])
async def test_who_goes_through_a_list_that_leaps_sees_what_comes(leaps, below):
    app = Shelf(leaps=leaps)
    async with app.run_test(size=(80, 24)) as pilot:
        browse = app.query_one(Browse)
        browse.focus()
        browse.show([*range(100)])
        await pilot.pause()
        await pilot.press(*["down"] * 24)
        lines = [browse.render_line(y).text.strip() for y in range(24)]
        assert lines[-1 - below] == f"{POINTER} entry 24"
        assert lines[-1] == f"{POINTER if not below else ''} entry {24 + below}".strip()


@pytest.mark.parametrize(("at", "top"), [(0, 0), (50, 48), (98, 76)])
async def test_a_list_that_opens_further_down_shows_what_comes_and_leaves_no_room_empty(at, top):
    app = Shelf()
    async with app.run_test(size=(80, 24)) as pilot:
        browse = app.query_one(Browse)
        browse.show([*range(100)], at=at, high=True)
        await pilot.pause()
        lines = [browse.render_line(y).text.replace(POINTER, "").strip() for y in range(24)]
        assert lines == [f"entry {number}" for number in range(top, top + 24)]


async def test_a_list_that_is_shown_again_asks_for_its_words_again():
    app = Shelf()
    async with app.run_test() as pilot:
        browse = app.query_one(Browse)
        browse.show([1, 2, 3])
        await pilot.pause()
        red, app.style = inks(browse), "green"
        browse.show([1, 2, 3])
        assert inks(browse) != red
