"""What a window hears from its file and from the other windows, handed on at a fitting moment."""

from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from textual.screen import Screen
from textual.timer import Timer

from spiegel.app.notifications import ROOM, Messages
from spiegel.app.open_fields import OpenFields
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Around, Meeting, Ways
from spiegel.screens.shared import around_view
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.file_panel import FilePanel
from spiegel.screens.shared.panels import Panel

ASIDE: Final = 1.0
"""Seconds until it is looked again whether a panel is out of the way."""
SEARCH: Final = 2.0
"""Seconds between two looks of a room clock for a file that is gone."""


class Screens(Protocol):
    """What is asked of the app whose screens they are."""

    @property
    def screen(self) -> Screen[Any]: ...
    @property
    def screen_stack(self) -> list[Screen[Any]]: ...
    @property
    def clipboard(self) -> str: ...
    def copy_to_clipboard(self, text: str) -> None: ...
    def clear_notifications(self) -> None: ...
    @property
    def current_mode(self) -> str: ...
    def meeting_screens(self) -> Iterable[MeetingScreen]:
        """Those that were made."""
        ...

    def push_screen(self, screen: FilePanel) -> object: ...
    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer: ...
    def set_interval(self, interval: float, callback: Callable[[], None]) -> Timer: ...


class Windows:
    """Shows the newest value on every screen, and tells what a person should know.

    Made with a meeting. Nothing is told before the room (see `Messages`).
    """

    def __init__(self, meeting: Meeting, screens: Screens, messages: Messages) -> None:
        self._meeting = meeting
        self._screens = screens
        self._messages = messages
        self._fields = OpenFields(meeting, screens)
        self._around = Around(role=meeting.around.role)
        self._place = meeting.path
        self._left = False
        self._offered = False
        self._panel: FilePanel | None = None
        self._search: Timer | None = None

    def leave(self) -> None:
        """The meeting is closed: ask and offer nothing any more."""
        self._left = True

    # The newest value, down to every screen

    def show_session(self, session: Session) -> None:
        """Hand a new session to every screen that was made, and to what lies over them."""
        for screen in self._screens.meeting_screens():
            screen.session = session
        for over in self._screens.screen_stack:
            if isinstance(over, Panel):
                over.show_session(session)
        for words in self._fields.without_what_was_taken_back():
            self._messages.tell(words)

    def show_strays(self) -> None:
        """Say that stray lines wait, or no longer."""
        for screen in self._screens.meeting_screens():
            screen.show_strays()

    def show_around(self, around: Around) -> None:
        """Hand on who else is there and how the file is, and tell what a person should know."""
        before, self._around = self._around, around
        for screen in self._screens.meeting_screens():
            screen.around = around
        if around_view.leads(around) and not around_view.leads(before):
            self._messages.tell(around_view.two_moderators(around))
        if around.trouble is None:
            self._file_is_there(before, around)
        elif before.trouble is None:
            self._file_is_gone()
        if self._panel is not None:
            if around.trouble is None and before.trouble is not None:
                self._panel.dismiss(None)
            else:
                self._panel.show_around(around)

    def look_up(self) -> None:
        """Another screen is seen: tell there what could not be told before the room."""
        if not self._left and self._screens.current_mode != ROOM:
            self._messages.tell_untold()
            self._offer_ways()

    def in_words(self) -> tuple[str, ...]:
        """What the help says of the other windows and of the file; nothing before the room."""
        if self._left or self._screens.current_mode == ROOM:
            return ()
        return around_view.lines(self._meeting)

    # The file

    def show_file(self) -> None:
        """Show what waits for the disk, and what can be done when the file is gone."""
        if self._around.role != ROOM and not self._screens.screen.is_modal:
            self._push_panel(unasked=False)

    def _push_panel(self, *, unasked: bool) -> None:
        self._panel = FilePanel(self._meeting, self._screens.screen, unasked=unasked)
        self._screens.push_screen(self._panel)

    def _file_is_gone(self) -> None:
        self._offered = False
        if self._around.role == ROOM:
            self._search = self._screens.set_interval(SEARCH, self._look_for_it)
        else:
            self._offer_ways()

    def _file_is_there(self, before: Around, around: Around) -> None:
        if self._search is not None:
            self._search.stop()
            self._search = None
        if self._meeting.path != self._place and not self._left:
            self._place = self._meeting.path
            # No mere information: what is said next would take its place.
            self._messages.tell(_("You go on in {path}.").format(path=self._place))
        elif before.trouble is not None:
            self._messages.tell(_("The file is there again."), "information")
        if before.waiting and not around.waiting:
            self._messages.tell(_("What could not be saved is saved now."), "information")

    def _offer_ways(self) -> None:
        """Say by itself, once, what can be done; not before the room and not over a panel."""
        if self._left or self._offered or self._meeting.around.trouble is None:
            return
        if self._screens.current_mode == ROOM:
            return
        if not isinstance(self._screens.screen, MeetingScreen):
            self._screens.set_timer(ASIDE, self._offer_ways)
            return
        self._offered = True
        self._push_panel(unasked=True)

    def _look_for_it(self) -> None:
        """A room clock goes on by itself where another window goes on."""

        def then(ways: Ways) -> None:
            led = [way.path for way in ways.found if any(o.role != ROOM for o in way.others)]
            if led and not self._left:
                self._meeting.rescue.go_on(led[0], lambda _problem: None, found=True)

        if not self._left:
            self._meeting.rescue.look(then)
