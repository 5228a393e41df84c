"""How a window ends: what waits is saved first, and whoever leaves too early is asked."""

import asyncio
import gc
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from meetings import meeting
from openmeeting import GONE, OpenMeeting, Seen, running
from textual import events

from spiegel.app import shutdown
from spiegel.app.shutdown import KILLED_WITHIN, QUIT_WITHIN, Shutdown
from spiegel.domain.session.session import Session
from spiegel.meeting.port.serving import Serving


class Window:
    """A window with a meeting, and how it ended."""

    def __init__(self, session: Session, role: str = "moderator") -> None:
        self.role = role
        self.meeting: OpenMeeting | None = OpenMeeting(session, role=role)
        self.seen = Seen(self.meeting)
        self.unsaved: tuple[str, ...] = ()
        self.closed: list[float] = []
        self.said: list[str] = []
        self.ended: list[tuple[int, str | None]] = []
        self.work: list[Callable[[], Any]] = []
        self.works = asyncio.Event()
        self.shutdown = Shutdown(self)

    async def close_meeting(self, within: float) -> tuple[str, ...]:
        self.closed.append(within)
        return self.unsaved

    def exit(self, *, return_code: int, message: str | None = None) -> None:
        self.ended.append((return_code, message))

    def notify(self, message: str, **_how: object) -> None:
        self.said.append(message)

    def run_worker(self, work: Callable[[], Any], *, group: str, exclusive: bool) -> None:
        self.work.append(work)
        self.works.set()

    async def quit(self) -> None:
        """Ask to leave, and do what is done beside it."""
        await self.shutdown.quit(self.seen)
        while self.work:
            await self.work.pop(0)()

    def lose_file(self) -> None:
        """The file of the meeting is gone."""
        assert self.meeting is not None
        self.meeting.around = msgspec.structs.replace(self.meeting.around, trouble=GONE)


async def test_quitting_before_the_meeting_saves_and_ends():
    window = Window(meeting())
    await window.quit()
    assert (window.closed, window.ended) == ([QUIT_WITHIN], [(0, None)])


async def test_what_is_not_saved_is_named_at_the_end():
    window = Window(meeting())
    window.unsaved = ("D1: een zin",)
    await window.quit()
    [(code, words)] = window.ended
    assert (code, words.endswith("\nD1: een zin")) == (1, True)


async def test_who_leaves_while_the_disk_refuses_words_is_told_first_and_leaves_the_second_time():
    window = Window(meeting())
    window.unsaved = ("D1: een zin",)
    assert window.meeting is not None
    refused = msgspec.structs.replace(window.meeting.around, waiting=window.unsaved)
    window.meeting.around = refused
    await window.quit()
    assert window.ended == []
    assert "1 nog niet opgeslagen" in window.said[0]
    await window.quit()
    [(code, words)] = window.ended
    assert (code, words.endswith("\nD1: een zin")) == (1, True)


async def test_who_stays_until_all_is_saved_leaves_at_once():
    window = Window(meeting())
    assert window.meeting is not None
    before = window.meeting.around
    window.meeting.around = msgspec.structs.replace(before, waiting=("D1: een zin",))
    await window.quit()
    window.meeting.around = before
    await window.quit()
    assert window.ended == [(0, None)]


async def test_who_leaves_while_devices_can_take_part_reads_that_the_pages_stay_open():
    for role, told in (("moderator", True), ("scribe", False)):
        window = Window(meeting(), role)
        window.meeting.server.serving = Serving(address="10.0.0.2", port=8080, link="", code="ABCD")
        await window.quit()
        [(code, words)] = window.ended
        assert (code, "open" in (words or "")) == (0, told)


async def test_who_leads_a_meeting_that_runs_is_asked_first():
    window = Window(running())
    await window.quit()
    assert window.ended == []
    assert "Spiegel sluiten?" in window.seen.below[0]


@pytest.mark.parametrize(("key", "leaves"), [("enter", True), ("escape", False), ("x", False)])
async def test_enter_leaves_and_any_other_key_stays(key, leaves):
    window = Window(running())
    await window.quit()
    await window.shutdown.answers(events.Key(key, None))
    assert bool(window.ended) == leaves


async def test_a_letter_that_stays_is_still_a_letter():
    window = Window(running())
    await window.quit()
    assert not await window.shutdown.answers(events.Key("x", "x"))
    assert not await window.shutdown.answers(events.Key("enter", None))
    assert window.ended == []


async def test_who_only_records_leaves_at_once():
    window = Window(running(), "scribe")
    await window.quit()
    assert window.ended == [(0, None)]


async def test_without_its_file_a_meeting_goes_on_elsewhere_and_that_is_said_at_the_end():
    window = Window(meeting())
    window.lose_file()
    place = Path("kopie.spiegel")

    def anywhere(then: Any) -> None:
        window.meeting.path = place
        then("")

    window.meeting.rescue.anywhere = anywhere
    await window.quit()
    [(code, words)] = window.ended
    assert (code, str(place) in words) == (0, True)


@pytest.mark.parametrize("problem", ["De schijf is vol.", None])
async def test_who_would_lose_all_is_told_once_and_may_leave_the_second_time(problem, monkeypatch):
    monkeypatch.setattr(shutdown, "QUIT_WITHIN", 0.01)
    window = Window(meeting())
    window.lose_file()
    window.meeting.rescue.problem = problem
    await window.quit()
    assert window.ended == []
    assert window.said[0].startswith(problem or "De schijf antwoordt niet.")
    await window.quit()
    assert (len(window.said), len(window.ended)) == (1, 1)


async def test_a_signal_leaves_less_time_and_says_which_it_was():
    window = Window(running())
    window.shutdown.by_signal(signal.SIGTERM)
    await window.work.pop()()
    assert (window.closed, window.ended) == ([KILLED_WITHIN], [(143, None)])


async def test_a_second_signal_that_comes_at_once_leaves_nothing_half_begun(recwarn):
    window = Window(running())
    window.shutdown.by_signal(signal.SIGHUP)
    window.work.clear()  # as the second does, when the first has not begun yet
    window.shutdown.by_signal(signal.SIGTERM)
    await window.work.pop()()
    gc.collect()
    assert (window.ended, list(recwarn)) == ([(143, None)], [])


async def test_the_signals_of_a_closed_window_are_heard():
    window = Window(running())
    window.shutdown.listen()
    loop = asyncio.get_running_loop()
    try:
        signal.raise_signal(signal.SIGHUP)
        await asyncio.wait_for(window.works.wait(), 10)
        await window.work.pop()()
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.remove_signal_handler(number)
    assert window.ended == [(129, None)]
