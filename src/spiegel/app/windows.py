"""What a window hears from its file and from the other windows, handed on at a fitting moment."""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widget import AwaitMount

from spiegel.app.shutdown import EndingApp
from spiegel.i18n import _
from spiegel.text import hour_minute

if TYPE_CHECKING:
    from textual.screen import Screen

    from spiegel.app.guard import Guard, Rested
    from spiegel.domain.session.session import Session
    from spiegel.meeting.live import LiveMeeting
    from spiegel.meeting.port.meeting import Around, Ways
    from spiegel.screens.shared.base import MeetingScreen
    from spiegel.screens.shared.file_panel import FilePanel

TOLD: Final = 20.0
"""Seconds that a message of another window stays: nobody looks up at once."""
SAID: Final = 10.0
"""Seconds that a message about what can be seen stays."""
REMEMBERED: Final = 20
"""Messages that can be read again."""
ASIDE: Final = 1.0
"""Seconds until it is looked again whether a panel is out of the way."""
SEARCH: Final = 2.0
"""Seconds between two looks of a room clock for a file that is gone."""
ROOM: Final = "clock"
"""The mode that the whole room sees."""


class Delivered(Message):
    """Something that another thread wants to be done on this one."""

    def __init__(self, call: Callable[[], None]) -> None:
        super().__init__()
        self.call = call


class AttendingApp(EndingApp):
    """An app whose screens show the newest value, and that tells what a person should know.

    Nothing is told before the room: on the room clock a message waits until another screen is seen,
    and a window that is only a room clock tells nothing at all.
    """

    _guard: "Guard | None" = None

    def attend(self, meeting: "LiveMeeting") -> None:
        """Listen to a meeting from now on."""
        from spiegel.app.guard import Guard
        from spiegel.meeting.port.meeting import Around

        self.meeting = meeting
        self._around: Around = Around(role=self.role)
        self._place = meeting.path
        self._messages: deque[str] = deque(maxlen=REMEMBERED)
        self._untold: list[str] = []
        self._offered = False
        self._panel: FilePanel | None = None
        self._search: Timer | None = None
        self._guard: Guard | None = Guard(self, meeting)
        meeting.strays.changed = self._show_strays
        meeting.on_session = self.show_session
        meeting.on_told = partial(self.tell, seconds=TOLD)
        meeting.on_around = self.show_around

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """A key that is typing, or waits until it is sure that it is none, reaches no screen."""
        if not event.is_forwarded and await self.answers(event):
            return
        key = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if key and self.is_running and self._guard is not None and self._screen_stack:
            assert isinstance(event, events.Key | events.Paste)
            if await self._guard.takes(event):
                return
        await super().on_event(event)

    async def on_rested(self, message: "Rested") -> None:
        """Nobody pressed a key for a while."""
        if self._guard is not None and self.meeting is not None:
            await self._guard.rested(message.time)

    def _show_strays(self) -> None:
        for screen in self._meeting_screens():
            screen.show_strays()

    # From another thread

    def deliver(self, call: Callable[[], None]) -> None:
        """Do this on the screen's thread; may be called from any thread."""
        self.post_message(Delivered(call))

    def on_delivered(self, message: Delivered) -> None:
        """Do what another thread asked for."""
        message.call()

    # The newest value, down to every screen

    def show_session(self, session: "Session") -> None:
        """Hand a new session to every screen that was made."""
        for screen in self._meeting_screens():
            screen.session = session

    def show_around(self, around: "Around") -> None:
        """Hand on who else is there and how the file is, and tell what a person should know."""
        from spiegel.screens.shared import around_view

        before, self._around = self._around, around
        for screen in self._meeting_screens():
            screen.around = around
        if around_view.leads(around) and not around_view.leads(before):
            self.tell(around_view.two_moderators(around))
        if around.trouble is None:
            self._file_is_there(before, around)
        elif before.trouble is None:
            self._file_is_gone()
        if self._panel is not None:
            if around.trouble is None and before.trouble is not None:
                self._panel.dismiss(None)
            else:
                self._panel.show_around(around)

    def _stacked(self) -> "Iterator[Screen[Any]]":
        for stack in self._screen_stacks.values():
            yield from stack

    def _meeting_screens(self) -> "Iterator[MeetingScreen]":
        from spiegel.screens.shared.base import MeetingScreen

        # While the program ends its screens are taken apart: nothing can be drawn on them.
        whole = () if self._exit or self._closing else self._stacked()
        return (screen for screen in whole if isinstance(screen, MeetingScreen))

    # Messages

    def tell(
        self,
        words: str,
        severity: Literal["information", "warning"] = "warning",
        *,
        seconds: float = SAID,
    ) -> None:
        """Say something of the file or of another window, when the room does not look on."""
        if self.role == ROOM:
            return
        if self.meeting is not None:
            self._messages.append(f"{hour_minute(self.meeting.now())}  {words}")
            if self.current_mode == ROOM:
                self._untold.append(words)
                return
        self.notify(words, severity=severity, timeout=seconds, markup=False)

    def switch_mode(self, mode: str) -> AwaitMount:
        """Show another screen, and tell there what could not be told before the room."""
        switched = super().switch_mode(mode)
        if self.meeting is not None:
            self.call_later(self._tell_untold)
        return switched

    def _tell_untold(self) -> None:
        if self.meeting is None or self.current_mode == ROOM:
            return
        untold, self._untold = self._untold, []
        for words in untold:
            self.notify(words, severity="warning", timeout=TOLD, markup=False)
        self._offer_ways()

    def around_words(self) -> tuple[str, ...]:
        """What the help says of the other windows and of the file; nothing before the room."""
        from spiegel.screens.shared import around_view

        if self.meeting is None or self.current_mode == ROOM:
            return ()
        return around_view.lines(self.meeting)

    def action_messages(self) -> None:
        """Show the last messages again."""
        from spiegel.screens.shared.findings import Findings

        if self.meeting is not None:
            lines = tuple(reversed(self._messages)) or (_("There are no messages."),)
            self.push_screen(Findings(_("Messages"), lines))

    # The file

    def action_file(self) -> None:
        """Show what waits for the disk, and what can be done when the file is gone."""
        from spiegel.screens.shared.file_panel import FilePanel

        if self.meeting is not None and self.role != ROOM and not self.screen.is_modal:
            self._panel = FilePanel(self.meeting, self.screen)
            self.push_screen(self._panel)

    def _file_is_gone(self) -> None:
        self._offered = False
        if self.role == ROOM:
            self._search = self.set_interval(SEARCH, self._look_for_it)
        else:
            self._offer_ways()

    def _file_is_there(self, before: "Around", around: "Around") -> None:
        if self._search is not None:
            self._search.stop()
            self._search = None
        if self.meeting is not None and self.meeting.path != self._place:
            self._place = self.meeting.path
            # No mere information: what is said next would take its place.
            self.tell(_("You go on in {path}.").format(path=self._place))
        elif before.trouble is not None:
            self.tell(_("The file is there again."), "information")
        if before.waiting and not around.waiting:
            self.tell(_("What could not be saved is saved now."), "information")

    def _offer_ways(self) -> None:
        """Say by itself, once, what can be done; not before the room and not over a panel."""
        from spiegel.screens.shared.base import MeetingScreen
        from spiegel.screens.shared.file_panel import FilePanel

        meeting = self.meeting
        if meeting is None or self._offered or meeting.around.trouble is None:
            return
        if self.current_mode == ROOM:
            return
        if not isinstance(self.screen, MeetingScreen):
            self.set_timer(ASIDE, self._offer_ways)
            return
        self._offered = True
        self._panel = FilePanel(meeting, self.screen, unasked=True)
        self.push_screen(self._panel)

    def _look_for_it(self) -> None:
        """A room clock goes on by itself where another window goes on."""

        def then(ways: "Ways") -> None:
            led = [way.path for way in ways.found if any(o.role != ROOM for o in way.others)]
            if self.meeting is not None and led:
                self.meeting.rescue.go_on(led[0], lambda _problem: None, found=True)

        if self.meeting is not None:
            self.meeting.rescue.look(then)
