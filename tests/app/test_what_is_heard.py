"""What a window hears from its file and from other windows: told on every screen, when it fits."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from meetings import START, meeting
from openmeeting import GONE, OpenMeeting, Seen

from spiegel.app.notifications import Messages
from spiegel.app.windows import Windows
from spiegel.meeting.port.meeting import Around, Other, Way, Ways
from spiegel.screens.shared.file_panel import FilePanel
from spiegel.screens.shared.panels import Blank

LED = Way(Path("elders.spiegel"), others=(Other(role="moderator", name="gespreksleider"),))


class Wait:
    """Something that is looked at again."""

    def __init__(self, look: Callable[[], None]) -> None:
        self.look = look
        self.goes = True

    def stop(self) -> None:
        self.goes = False


class Screens:
    """Two screens of a meeting, of which one is seen."""

    def __init__(self, open_: OpenMeeting) -> None:
        self.both = (Seen(open_), Seen(open_))
        self.screen = self.both[0]
        self.screen_stack = [self.screen]
        self.current_mode = "moderate"
        self.pushed: list[FilePanel] = []
        self.waits: list[Wait] = []

    def meeting_screens(self) -> tuple[Seen, ...]:
        return self.both

    def push_screen(self, screen: FilePanel) -> None:
        self.pushed.append(screen)

    def set_timer(self, _delay: float, callback: Callable[[], None]) -> Wait:
        self.waits.append(Wait(callback))
        return self.waits[-1]

    set_interval = set_timer


class Desk:
    """A window that hears, and what it said."""

    def __init__(self, role: str = "moderator") -> None:
        self.meeting = OpenMeeting(meeting(), role=role)
        self.screens = Screens(self.meeting)
        self.said: list[str] = []
        messages = Messages(
            role,
            mode=lambda: self.screens.current_mode,
            show=lambda words, **_how: self.said.append(words),
            now=lambda: START,
        )
        self.windows = Windows(self.meeting, self.screens, messages)

    def hear(self, **changed: object) -> None:
        """Something around the window is another now."""
        self.meeting.around = msgspec.structs.replace(self.meeting.around, **changed)
        self.windows.show_around(self.meeting.around)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_new_session_is_on_every_screen(desk):
    session = meeting(3)
    desk.windows.show_session(session)
    assert [screen.session for screen in desk.screens.both] == [session, session]


def test_a_second_moderator_is_told_once(desk):
    for _ in range(2):
        desk.hear(others=(Other(role="moderator", name="gespreksleider"),))
    assert len(desk.said) == 1
    assert all(isinstance(screen.around, Around) for screen in desk.screens.both)


def test_when_the_file_is_gone_the_ways_are_offered_once(desk):
    desk.hear(trouble=GONE)
    desk.windows.look_up()
    assert len(desk.screens.pushed) == 1


def test_nothing_is_offered_before_the_room(desk):
    desk.screens.current_mode = "clock"
    desk.hear(trouble=GONE)
    assert desk.screens.pushed == []
    desk.screens.current_mode = "moderate"
    desk.windows.look_up()
    assert len(desk.screens.pushed) == 1


def test_nothing_is_offered_over_a_panel_but_when_it_is_out_of_the_way(desk):
    seen, desk.screens.screen = desk.screens.screen, Blank()
    desk.hear(trouble=GONE)
    assert desk.screens.pushed == []
    desk.screens.screen = seen
    desk.screens.waits.pop().look()
    assert len(desk.screens.pushed) == 1


async def test_it_is_said_that_the_file_is_there_again_and_what_waited_is_saved(desk):
    desk.hear(trouble=GONE, waiting=("D1: een zin",))
    desk.hear(trouble=None, waiting=())
    assert desk.said == [
        "Het bestand is er weer.",
        "Wat niet opgeslagen kon worden, is nu opgeslagen.",
    ]


async def test_it_is_said_where_the_meeting_goes_on(desk):
    desk.hear(trouble=GONE)
    desk.meeting.path = Path("elders.spiegel")
    desk.hear(trouble=None)
    assert desk.said == ["U werkt verder in elders.spiegel."]


def test_a_meeting_that_was_left_offers_nothing(desk):
    desk.windows.leave()
    desk.hear(trouble=GONE)
    desk.windows.look_up()
    assert (desk.screens.pushed, desk.windows.in_words()) == ([], ())


async def test_a_room_clock_goes_on_by_itself_where_another_window_leads():
    clock = Desk("clock")
    clock.hear(trouble=GONE)
    [search] = clock.screens.waits
    search.look()
    assert clock.meeting.rescue.went == []
    clock.meeting.rescue.ways = Ways(found=(LED,), free=Path("kopie.spiegel"))
    search.look()
    assert clock.meeting.rescue.went == [LED.path]
    clock.hear(trouble=None)
    assert (search.goes, clock.said, clock.screens.pushed) == (False, [], [])
