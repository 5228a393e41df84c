"""Going away: from the program while the meeting runs, and from a panel to another screen."""

import pytest
from meetings import meeting

from screens.seen import screen_text, until
from spiegel import clock
from spiegel.domain.running.running import End, place

ASKED = "De bijeenkomst loopt nog. Spiegel sluiten?"


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("screen", ["moderate", "prepare", "scribe", "clock"])
async def test_ctrl_q_while_the_meeting_runs_asks_and_enter_closes(open_app, running, screen):
    async with open_app(running, show=screen) as pilot:
        await pilot.press("ctrl+q")
        await until(pilot, lambda: ASKED in screen_text(pilot))
        assert pilot.app.return_code is None
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.return_code == 0)


async def test_any_other_key_stays_and_does_what_it_always_does(open_app, running):
    async with open_app(running, show="moderate") as pilot:
        await pilot.press("ctrl+q", "escape")
        await until(pilot, lambda: ASKED not in screen_text(pilot))
        await pilot.press("ctrl+q", "right")
        await until(pilot, lambda: place(pilot.app.meeting.session).question.number == 2)
        await pilot.press("enter")
        await until(pilot, lambda: ASKED not in screen_text(pilot))
        assert pilot.app.return_code is None


async def test_ctrl_q_in_the_middle_of_a_sentence_leaves_the_sentence(open_app, running):
    async with open_app(running, show="scribe") as pilot:
        await pilot.press(*"D3: half", "ctrl+q", "e")
        await until(pilot, lambda: pilot.app.screen.desk.line.value == "D3: halfe")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.meeting.session.statements)
        assert pilot.app.return_code is None


@pytest.mark.parametrize("state", ["before", "after"])
async def test_before_and_after_the_meeting_ctrl_q_just_closes(open_app, running, state):
    session = meeting() if state == "before" else End().apply(running, clock.now())
    async with open_app(session, show="moderate") as pilot:
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app.return_code == 0)


async def test_the_window_of_the_scribe_just_closes(open_app, running):
    async with open_app(running, role="scribe") as pilot:
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app.return_code == 0)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("opened_by", ["ctrl+k", "ctrl+w", "f1", "ctrl+g"])
async def test_a_function_key_over_a_panel_closes_it_and_goes_there(open_app, running, opened_by):
    async with open_app(running, show="moderate") as pilot:
        await pilot.press(opened_by)
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await pilot.press("f4")
        await until(pilot, lambda: pilot.app.current_mode == "scribe")
        assert not pilot.app.screen.is_modal
        await pilot.press("f3")
        await until(pilot, lambda: pilot.app.current_mode == "moderate")
        assert not pilot.app.screen.is_modal


async def test_the_key_that_keeps_what_was_typed_is_the_one_that_this_form_has(open_app, running):
    async with open_app(running, show="prepare") as pilot:
        await pilot.press("tab", "n")
        await until(pilot, lambda: "ctrl+s: opslaan" in screen_text(pilot))
        await pilot.press("x", "f8")
        await until(pilot, lambda: "Eerst ctrl+s of Esc, dan F8" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_typed_in_a_panel_is_not_lost_by_a_function_key(open_app, running):
    async with open_app(running, show="moderate") as pilot:
        await pilot.press("ctrl+k", "down", "enter")
        await until(pilot, lambda: pilot.app.screen.line.has_focus)
        await pilot.press(*"koffie", "f4")
        await until(pilot, lambda: "Eerst Enter of Esc, dan F4" in screen_text(pilot))
        assert pilot.app.current_mode == "moderate"
        assert pilot.app.screen.line.value == "koffie"
