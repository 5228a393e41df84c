"""What a program types, such as one that keeps passphrases, arrives whole and in its order."""

import pytest
from meetings import meeting
from textual import events
from textual.keys import _character_to_key

from screens.seen import screen_text, until

MESSAGE = "koffie in de hal, wij gaan om drie uur verder met de laatste vraag"


def type_at_once(pilot, text):
    """All keys before the app can do anything with the first, and Enter behind them."""
    for character in text:
        key = "enter" if character == "\n" else _character_to_key(character)
        pilot.app.post_message(events.Key(key, character))


@pytest.mark.slow
@pytest.mark.reckons
async def test_enter_comes_after_what_was_typed_before_it(open_app, running):
    async with open_app(running, show="moderate") as pilot:
        await pilot.press("k")
        await until(pilot, lambda: "De zaal ziet de klok" in screen_text(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.screen.line.has_focus)
        type_at_once(pilot, MESSAGE + "\n")
        await until(pilot, lambda: "Zo ziet de zaal het" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.meeting.session.info.room is not None)
        assert pilot.app.meeting.session.info.room == MESSAGE


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_comes_after_enter_stands_in_the_next_field_of_a_form(open_app):
    async with open_app(meeting(), show="prepare") as pilot:
        await pilot.press("tab", "tab", "n")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        form = pilot.app.screen
        typed = ("weten wat beter kan", "klachten", "Thuiszorg Oost")
        type_at_once(pilot, "\n".join(typed))
        await until(pilot, lambda: typed[-1] in form.values.values())
        assert tuple(form.values.values())[: len(typed)] == typed


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_is_typed_right_before_it_is_kept_is_kept(open_app):
    async with open_app(meeting(), show="prepare") as pilot:
        await pilot.press("tab", "tab", "down", "enter")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        type_at_once(pilot, "weten wat beter kan\n")
        await until(pilot, lambda: pilot.app.meeting.session.info.assignment.aim)
        assert pilot.app.meeting.session.info.assignment.aim == "weten wat beter kan"


@pytest.mark.slow
@pytest.mark.reckons
async def test_backspace_takes_away_what_was_typed_before_it(open_app, running):
    async with open_app(running, show="moderate") as pilot:
        await pilot.press("k")
        await until(pilot, lambda: "De zaal ziet de klok" in screen_text(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.screen.line.has_focus)
        for part in ("pauzex", "tot drie uurx"):
            type_at_once(pilot, part)
            pilot.app.post_message(events.Key("backspace", "\x7f"))
        type_at_once(pilot, "\n")
        await until(pilot, lambda: "Zo ziet de zaal het" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.meeting.session.info.room is not None)
        assert pilot.app.meeting.session.info.room == "pauzetot drie uur"


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("key", ["ctrl+g", "m"])
async def test_a_key_that_is_held_down_opens_one_panel_and_one_esc_closes_it(open_app, key):
    async with open_app(meeting(), show="report") as pilot:
        under = pilot.app.screen
        for _ in range(5):
            pilot.app.post_message(events.Key(key, None))
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 2
        await pilot.press("escape")
        assert pilot.app.screen is under
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.screen.is_modal)
