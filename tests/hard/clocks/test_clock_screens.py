"""The three screens show the right time to the second, and go on by themselves."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from laptop import HOUR, MINUTE, SECOND, Laptop
from onpaper import CLOCKS, Room
from textual.pilot import Pilot

from screens.seen import screen_text, until
from spiegel import clock
from spiegel.app.app import Spiegel
from spiegel.domain.running.running import Extend, GoNext, GoPrevious, Pause, Resume, Skip
from spiegel.domain.running.timing import timetable
from spiegel.domain.session.session import Change, Session
from spiegel.screens.shared import time_view
from spiegel.store.session.file import SessionFile
from spiegel.widgets.digits import BigDigits

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the clock of a boot may stop during sleep"
)


@asynccontextmanager
async def opened(
    folder: Path, session: Session, show: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[None]]:
    """The app as the command line makes it, on a real file."""
    path = folder / "m.spiegel"
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    app = Spiegel(path=path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.action_go(show)
        await until(pilot, lambda: seen(pilot, show))
        yield pilot
        await app.close_meeting(5)


def seen(pilot: Pilot[None], name: str) -> bool:
    """Whether this screen is seen."""
    screen = pilot.app.screen
    return pilot.app.current_mode == name and screen.is_current and screen.is_mounted


def shown(pilot) -> str:
    """The time on the screen that is seen, from the widget that draws it."""
    screen = pilot.app.screen
    if pilot.app.current_mode == "scribe":
        return screen.top.end.plain.rpartition(" ")[2]
    digits = screen.query_one(BigDigits)
    return digits.value if digits.display else ""


async def look_at(pilot, room: Room, name: str) -> None:
    """Go to a screen, and compare the time that it shows."""
    pilot.app.action_go(name)
    await until(pilot, lambda: seen(pilot, name))
    pilot.app.screen.tick()
    expected = room.large()[0] if name == "clock" else room.digits()
    assert shown(pilot) == expected, name


ALMOST = SECOND - 50
"""So long before another second is shown, a screen looks again after 50 ms of real time."""


THREE_HOURS = [
    *(("work", 4 * MINUTE + 13_500), Extend(minutes=1), ("busy", 7 * SECOND)),
    *(("work", 3 * MINUTE), GoNext(), ("work", 90 * SECOND), Pause()),
    *(("wall clock", HOUR), ("work", 6 * MINUTE), Resume(), ("sleep", 5 * MINUTE)),
    *(("work", 2 * MINUTE + 1), GoNext(), ("wall clock", -3 * HOUR), ("work", 4 * MINUTE)),
    *(GoPrevious(), ("busy", 4 * SECOND), ("work", 9 * MINUTE), Pause(minutes=10)),
    *(("work", 8 * MINUTE), ("sleep", 3 * MINUTE), Resume(), Skip(question=4), GoNext()),
    *(("work", 12 * MINUTE), ("new boot", 4 * MINUTE), ("work", 5 * MINUTE), GoNext()),
    *(("wall clock", 20 * MINUTE), ("work", 11 * MINUTE), Extend(minutes=5), ("work", MINUTE)),
    *(GoNext(), ("work", 17 * MINUTE), ("new boot", MINUTE), ("wall clock", -2 * HOUR)),
    *(("work", 2 * MINUTE), Extend(minutes=1), ("sleep", 41 * MINUTE), ("busy", 2 * SECOND)),
    *(("work", 60 * MINUTE), GoPrevious(), ("work", 90 * SECOND)),
]


@pytest.mark.slow
@pytest.mark.mutation(*CLOCKS, "tick-counting")
async def test_three_hours_on_three_screens_are_right_to_the_second(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    async with opened(tmp_path, room.session, "moderate") as pilot:
        await through(pilot, room, THREE_HOURS)
    assert room.watch.elapsed >= 3 * HOUR


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("monotonic-instead-of-boottime", "tick-counting")
async def test_an_hour_on_three_screens_is_right_to_the_second(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    async with opened(tmp_path, room.session, "moderate") as pilot:
        await through(pilot, room, THREE_HOURS[:13])


async def through(pilot, room: Room, schedule: list[tuple[str, int] | Change]) -> None:
    """Play this in the app, and look at all three screens after each step."""

    def submit(change: Change) -> None:
        pilot.app.meeting.submit(change)

    room.do = submit
    for step in schedule:
        if isinstance(step, Change):
            room.press(step)
            moments = len(pilot.app.meeting.session.moments)
            await until(pilot, lambda m=moments: len(pilot.app.meeting.session.moments) > m)
        elif step[0] == "busy":
            # The loop does nothing else, no timer among it, while all clocks run on.
            pilot.app.call_later(room.happens, "work", step[1])
            await pilot.pause()
        else:
            room.happens(*step)
        for name in ("moderate", "scribe", "clock"):
            await look_at(pilot, room, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["moderate", "scribe", "clock"])
@pytest.mark.mutation("tick-counting")
async def test_the_digits_go_on_by_themselves(tmp_path, monkeypatch, name):
    """After a second, after a loop that was busy for a minute, and after another screen."""
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", ALMOST)
    async with opened(tmp_path, room.session, name) as pilot:
        for busy in (SECOND, MINUTE, 7 * SECOND):
            room.happens("work", busy)
            await until(pilot, lambda: shown(pilot) == room.digits())
        pilot.app.action_go("prepare")
        await until(pilot, lambda: pilot.app.current_mode == "prepare")
        room.happens("work", 3 * MINUTE)
        pilot.app.action_go(name)
        await until(pilot, lambda: seen(pilot, name) and shown(pilot) == room.digits())
        room.happens("work", 2 * SECOND)
        await until(pilot, lambda: shown(pilot) == room.digits())


@pytest.mark.slow
async def test_the_clock_goes_on_under_an_open_panel(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", ALMOST)
    async with opened(tmp_path, room.session, "moderate") as pilot:
        moderate = pilot.app.screen
        await pilot.press("f1")
        await until(pilot, lambda: pilot.app.screen is not moderate)
        for _ in range(2):
            room.happens("work", 5 * SECOND)
            await until(pilot, lambda: moderate.timebox.value == room.digits())


@pytest.mark.slow
async def test_a_clock_that_stands_still_looks_no_more_often(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", 59_999)
    room.press(Pause())
    table = timetable(room.session, clock.now())
    assert time_view.main_clock(table).next_second == 1
    assert time_view.ticking(table).next_second == SECOND
    async with opened(tmp_path, room.session, "moderate", size=(80, 24)) as pilot:
        assert "9:01" not in screen_text(pilot)
        assert shown(pilot) == room.digits() == "9:01"
