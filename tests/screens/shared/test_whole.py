"""Widgets of a new screen get their styles when they come, and those are true: not once more."""

import pytest
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

from spiegel.screens.shared.whole import WholeScreen


@pytest.fixture
def styled(monkeypatch):
    """The screens that were given styles with all that is on them, in order."""
    screens: list[str] = []
    give = Stylesheet.update_nodes

    def update_nodes(self, nodes, animate=False):
        nodes = list(nodes)
        screens.extend(type(node).__name__ for node in nodes if isinstance(node, WholeScreen))
        give(self, nodes, animate)

    monkeypatch.setattr(Stylesheet, "update_nodes", update_nodes)
    return screens


SCREENS = ("f2", "f3", "f4", "f5", "f6", "f7", "f8", "f1", "ctrl+g")
"""The screens of a meeting, and two panels."""


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_neither_a_screen_that_is_seen_first_nor_the_one_that_is_left_is_styled_once_more(
    open_app, running, styled, size
):
    async with open_app(running, size=size) as pilot:
        await pilot.press("f2", "f4", "f5", "f6", "f7", "f8")
        assert pilot.app.current_mode == "clock"
        assert styled == []


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_styles_of_a_screen_that_is_seen_first_are_those_it_would_get_now(
    open_app, running, size
):
    async with open_app(running, size=size) as pilot:
        for key in SCREENS:
            await pilot.press(key)
            widgets = list(pilot.app.screen.walk_children(with_self=True))
            before = [widget.styles.base.css for widget in widgets]
            assert len(widgets) > 3
            pilot.app.stylesheet.update(pilot.app.screen)
            assert [widget.styles.base.css for widget in widgets] == before, key
            if pilot.app.screen.is_modal:
                await pilot.press("escape")


async def test_a_panel_is_seen_at_its_place_at_once_and_does_not_leap(
    open_app, running, monkeypatch
):
    widths = []
    laid_out = Widget._size_updated

    def size_updated(self, size, *args, **kwargs):
        widths.extend([size.width] if self.id == "panel" else [])
        return laid_out(self, size, *args, **kwargs)

    monkeypatch.setattr(Widget, "_size_updated", size_updated)
    async with open_app(running, size=(80, 24)) as pilot:
        await pilot.press("f1")
        assert set(widths) == {80}


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_changed_behind_the_back_of_a_screen_is_seen_when_it_is(
    open_app, running, styled
):
    async with open_app(running, size=(120, 40)) as pilot:
        await pilot.press("f6")
        review = pilot.app.screen
        await pilot.press("f3")
        before = review.styles.background
        other = next(n for n in pilot.app.available_themes if n != pilot.app.theme)
        pilot.app.choose_theme(other)
        await pilot.pause()
        await pilot.resize_terminal(60, 20)
        await pilot.press("f6")
        assert review.styles.background != before
        assert review.has_class("-narrow")


async def test_a_part_of_spiegel_that_is_damaged_is_told_and_the_meeting_goes_on(open_app, running):
    async with open_app(running) as pilot:
        pilot.app._not_ready(ImportError())
        await pilot.pause()
        assert "beschadigd" in " ".join(pilot.app.messages.remembered)
        await pilot.press("f6")
        assert pilot.app.current_mode == "review"
