"""A rehearsal in the window of the moderator: it says what it is, and keeps nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from meetings import meeting
from textual.pilot import Pilot

from screens.prepare.parts import fill, press
from screens.seen import screen_text, until
from spiegel.app.app import Spiegel
from spiegel.app.screens import SCREENS
from spiegel.meeting.plan_library import PlanLibrary
from spiegel.rehearsal.rehearsing import Rehearsal
from spiegel.textual_private import shown_notifications

SAYS = "Oefening: er wordt niets bewaard"


@asynccontextmanager
async def rehearsing(size=(80, 24), show="moderate") -> AsyncIterator[Pilot[None]]:
    rehearsal = Rehearsal(meeting(6), 60)
    app = Spiegel(rehearsal=rehearsal.open, show=show)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot
        await app.close_meeting(5)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_every_screen_says_that_nothing_is_kept(size):
    async with rehearsing(size) as pilot:
        for name in SCREENS:
            pilot.app.action_go(name)
            await pilot.pause()
            await until(pilot, lambda: SAYS in screen_text(pilot).split("\n")[0])


async def test_going_home_ends_it_so_that_it_never_turns_into_a_meeting():
    async with rehearsing() as pilot:
        await pilot.app.run_action("home")
        await until(pilot, lambda: pilot.app.meeting is None)
        assert pilot.app.current_mode != "home"


@pytest.mark.slow
@pytest.mark.reckons
async def test_no_running_order_is_kept_from_it():
    async with rehearsing(show="prepare") as pilot:
        await press(pilot, "tab", "b")
        await until(pilot, lambda: "Dit draaiboek bewaren" in screen_text(pilot))
        await press(pilot, "enter")
        await fill(pilot, name="Kort")
        await until(pilot, lambda: shown_notifications(pilot.app))
    assert PlanLibrary().kept() == ()
