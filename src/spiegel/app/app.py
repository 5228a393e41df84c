"""The program: its parts, the meeting that is open, and the screens put together."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from rich.text import Text
from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.notifications import Notify
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.worker import get_current_worker

from spiegel import logbook, paths
from spiegel.app import garbage, greeting
from spiegel.app.appearance import THEMES, TerminalColors, with_theme
from spiegel.app.color_depth import Depth, depth_of, described_colors
from spiegel.app.dialogs import Dialogs, asking
from spiegel.app.notifications import LONG, ROOM, Messages, make_room
from spiegel.app.screens import Screens
from spiegel.app.shutdown import QUIT_WITHIN, Shutdown
from spiegel.app.stylesheet import ParsedOnce
from spiegel.app.terminal import Terminal, hung_up, of_characters
from spiegel.commands import commands_of, everywhere
from spiegel.i18n import _
from spiegel.meeting.port.catalogue import NO_KEY, Key
from spiegel.meeting.port.errors import NotDoneError, SealedError
from spiegel.screens.shared.binding import bindings, names_of
from spiegel.screens.shared.panels import Blank, GoTo, Help, Palette, Panel
from spiegel.screens.shared.whole import WholeScreen
from spiegel.settings import Settings
from spiegel.textual_private import (
    Discreet,
    begin_in,
    shown_notifications,
    styled_as_others,
    take_away,
)
from spiegel.widgets.keybar import works

if TYPE_CHECKING:
    from spiegel.app.guard import Guard, Rested
    from spiegel.app.preload import Preload
    from spiegel.app.windows import Windows
    from spiegel.commands import Command
    from spiegel.domain.session.instants import Instant
    from spiegel.domain.session.session import Session
    from spiegel.meeting.delivery import Deliver
    from spiegel.meeting.live import LiveMeeting, Role
    from spiegel.meeting.port.catalogue import Catalogue
    from spiegel.screens.shared.base import MeetingScreen

TERMINAL_LOOK: Final = 2.0
"""Seconds between two looks whether the terminal is still there."""


Made = TypeVar("Made", bound=WholeScreen)


class Delivered(Message):
    """Something that another thread wants to be done on this one."""

    def __init__(self, call: Callable[[], None]) -> None:
        super().__init__()
        self.call = call


class Spiegel(Discreet, App[None]):
    """One window: the home screen, or the screens of one meeting in one role."""

    TITLE = "Spiegel"
    BINDINGS: ClassVar[list[BindingType]] = bindings(everywhere.COMMANDS)
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT: ClassVar[bool] = False
    """Text is selected as the terminal itself does it: with shift and the mouse.

    Textual's own way remembers widgets that may be gone at the next click, and then fails.
    """

    def __init__(
        self,
        *,
        settings: Settings | None = None,
        path: Path | None = None,
        role: "Role" = "moderator",
        folder: Path | None = None,
        example: bool = False,
        show: str = "",
        rehearsal: "Callable[[Deliver], LiveMeeting] | None" = None,
    ) -> None:
        """show: the screen to begin with, if not the one for the stage of the meeting.

        rehearsal: opens the meeting in memory that is rehearsed, in place of a file.

        example: the meeting is the fictional one, and says so first.
        """
        # Textual asks for its driver at once.
        self.terminal = Terminal(lambda: self.refresh(layout=True))
        super().__init__(css_path=Path(__file__).with_suffix(".tcss"))
        self.settings = settings or Settings()
        depth = depth_of(
            no_color=self.no_color,
            color_system=self.console.color_system,
            colors=described_colors,
        )
        self.set_class(depth < Depth.PALETTE, "-few-colors")
        self.folder = folder
        self.opening = path
        self.role: Role = role
        self.example = example
        self._show = show
        self._rehearsal = rehearsal
        self.terminal_colors = TerminalColors(depth)
        self.dialogs = Dialogs()
        self.messages = self._messages()
        self.shutdown = Shutdown(self)
        self.meeting: LiveMeeting | None = None
        self.windows: Windows | None = None
        self.guard: Guard | None = None
        self.preload: Preload | None = None
        self.screens = Screens(role, self._as_the_others, self._share_f5)
        for name in list(self.available_themes):
            self.unregister_theme(name)
        for theme in THEMES:
            self.register_theme(theme)
        names = [theme.name for theme in THEMES]
        name = self.settings.theme if self.settings.theme in names else names[0]
        # Not as an assignment: that would parse every style sheet again as soon as the app runs.
        self.set_reactive(Spiegel.theme, name)
        self.sheets = ParsedOnce(variables=self.get_css_variables())
        self.stylesheet = self.sheets
        self.add_mode("home", self._make_home)
        if path is None and rehearsal is None:
            begin_in(self, "home")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Lines in the colours that this terminal has."""
        return self.terminal_colors.filters(self.current_theme, super().get_line_filters())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that our style sheets use beside Textual's own."""
        return dict(THEMES[0].variables)

    async def on_mount(self) -> None:
        """Show the meeting that was asked for, or the home screen."""
        self.set_keymap(self.settings.keys)
        self.shutdown.listen()
        if not self.is_headless:
            self.terminal.listen()
            self.call_after_refresh(garbage.resume)
            self.set_interval(TERMINAL_LOOK, self._look_at_terminal)
        self._say_what_is_amiss()
        if self._rehearsal is not None:
            self._show_meeting(self._rehearsal(self.deliver), self._show)
        elif self.opening is not None:
            self._begin(self.opening)
            if self.example:
                self.show_example()

    def _say_what_is_amiss(self) -> None:
        """What of the settings does not hold; on the standard error nobody would see it now."""
        amiss = [self.settings.amiss] if self.settings.amiss else []
        if self.settings.keys:
            from spiegel.app.remapped import wrong_keys

            amiss += wrong_keys(self.settings.keys, paths.settings_file())
        for words in amiss:
            self.messages.tell(words, seconds=LONG)

    # From and to the terminal

    def get_driver_class(self) -> type[Driver]:
        """The driver of this terminal."""
        return self.terminal.driver_class(super().get_driver_class())

    def _look_at_terminal(self) -> None:
        """A terminal can go without a signal; a window that nobody sees must not stay open."""
        if sys.platform != "win32" and hung_up(sys.__stdin__):
            self.shutdown.by_signal(signal.SIGHUP)

    async def on_event(self, event: events.Event) -> None:
        """What is typed goes where it belongs; what is typed while the program ends is too late."""
        if isinstance(event, events.InputEvent) and not self.is_running:
            return
        if isinstance(event, events.InputEvent) and self.preload is not None:
            self.preload.put_off()
        if isinstance(event, events.Paste):
            of_characters(event)
        if event.is_forwarded or not await self._takes(event):
            await super().on_event(event)

    async def _takes(self, event: events.Event) -> bool:
        """Whether it is an answer, or typing where letters are commands: it reaches no screen."""
        if await self.shutdown.answers(event):
            return True
        if self.guard is None or not isinstance(event, events.Key | events.Paste):
            return False
        return self.is_running and bool(self.screen_stack) and await self.guard.takes(event)

    async def on_rested(self, message: "Rested") -> None:
        """Nobody pressed a key for a while."""
        if self.guard is not None and self.meeting is not None:
            await self.guard.rested(message.time)

    def on_notify(self, event: Notify) -> None:
        """Let others make room."""
        for gone in make_room(event.notification, shown_notifications(self)):
            take_away(self, gone)

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Show a panel and wait for what is chosen in it; None when something is asked already."""
        show = partial(super().push_screen_wait, screen, mode=mode)
        return await self.dialogs.ask(asking(get_current_worker().node, self.screen), show)

    def last_words(self, error: Exception) -> Text:
        """One sentence; the words of a meeting are in no traceback."""
        return Text(logbook.apology(error))

    def deliver(self, call: Callable[[], None]) -> None:
        """Do this on the screen's thread; may be called from any thread."""
        self.post_message(Delivered(call))

    def on_delivered(self, message: Delivered) -> None:
        """Do what another thread asked for."""
        message.call()

    # Home and meeting

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The meetings of this laptop."""
        from spiegel.meeting.catalogue import FolderCatalogue

        return FolderCatalogue(self.folder)

    def _make_home(self) -> Screen[None]:
        from spiegel.screens.home.screen import HomeScreen

        return self._as_the_others(HomeScreen(self.catalogue, program=self))

    def _as_the_others(self, made: Made) -> Made:
        for sheet in made.css_path:
            # If Textual reads it, the screen that is left is styled once more.
            self.sheets.know(Path(sheet))
        styled_as_others(self, made)
        return made

    def show_home(self) -> None:
        """Show the list of meetings."""
        self.switch_mode("home")

    def _begin(self, path: Path, key: Key = NO_KEY) -> None:
        """Show a meeting; of an encrypted one nothing before its passphrase.

        Without the passphrase the program ends; what cannot be opened ends it with one sentence.
        """

        def then(key: Key | None) -> None:
            if key is None:
                self.exit()
            else:
                self._begin(path, key)

        try:
            self.open_meeting(path, self._show, key=key)
        except SealedError:
            from spiegel.screens.shared.passphrase import ask_for

            self.push_screen(ask_for(self.catalogue, path), then)
        except NotDoneError as error:
            self.exit(return_code=1, message=str(error))

    def show_example(self) -> None:
        """Say that the meeting is made up, and what to try in it."""
        from spiegel.screens.home.example import Example

        session = self.meeting.session if self.meeting is not None else None
        polls = session is not None and any(q.answer for q in session.questions.values())
        begun = session is None or bool(session.moments)
        made = session is not None and bool(session.personas)
        over = session is not None and session.info.presented
        self.push_screen(Example(polls=polls, made=made, begun=begun, over=over))

    def lay_beside(self, other: Path) -> None:
        """Lay another meeting beside the one that is open, on the screen of its documents."""
        from spiegel.screens.report.screen import ReportScreen

        self.action_go("report")

        def lay() -> None:
            if isinstance(self.screen, ReportScreen):
                self.screen.lay_beside(other)

        self.call_after_refresh(lay)

    def open_meeting(self, path: Path, show: str = "", *, key: Key = NO_KEY) -> None:
        """Open a session in this window, and show the screen for its stage.

        key: opens it when it is encrypted. Raises what `LiveMeeting.open` raises; the home screen
        says it.
        """
        from spiegel.meeting.live import LiveMeeting

        if self.meeting is not None:
            # A second Enter on Home, that was already on its way.
            return
        meeting = LiveMeeting.open(path, role=self.role, deliver=self.deliver, key=key)
        self._show_meeting(meeting, show)

    def _show_meeting(self, meeting: "LiveMeeting", show: str) -> None:
        from spiegel.app.guard import Guard
        from spiegel.app.windows import Windows

        self.meeting = meeting
        self.messages = self._messages(now=meeting.now)
        self.windows = Windows(meeting, self, self.messages)
        self.guard = Guard(meeting, self, self.messages)
        meeting.strays.changed = self.windows.show_strays
        meeting.on_session = self._show_session
        meeting.on_told = partial(self.messages.tell, seconds=LONG)
        meeting.on_around = self.windows.show_around
        brought_back = [words] if self.role != ROOM and (words := meeting.adopt()) else []
        for name in self.screens.names:
            self.add_mode(name, partial(self.screens.make, name, meeting))
        self.screens.follow(meeting.session)
        self.switch_mode(show or self.screens.first(meeting))
        self.windows.show_around(meeting.around)
        greeting.tell(self, meeting, self.messages, brought_back, leads=self.role == "moderator")
        self._make_ready()

    def _make_ready(self) -> None:
        """Import what the other screens need, while nobody presses a key."""
        if self.role == ROOM or self.is_headless:
            return
        from spiegel.app.preload import Preload, steps

        ready = steps(self.screens.names, self.sheets)
        self.preload = Preload(ready, later=self.set_timer, failed=self._not_ready)

    def _not_ready(self, error: Exception) -> None:
        """Say that a screen will fail, before somebody needs it."""
        logbook.apology(error)
        words = _("A part of Spiegel is damaged: not every screen will open. Install it again.")
        self.messages.tell(words, seconds=LONG)

    def _show_session(self, session: "Session") -> None:
        """A new value: on every screen, and under the key that two of them share."""
        if self.windows is not None:
            self.windows.show_session(session)
        self.screens.follow(session)

    def _share_f5(self, groups: bool) -> None:
        """F5 is Groups now, or the debrief."""
        shared = {id: ",".join(names_of(key)) for id, key in everywhere.GROUPS_FIRST.items()}
        self.set_keymap({**(shared if groups else {}), **self.settings.keys})

    def _messages(self, now: "Callable[[], Instant] | None" = None) -> Messages:
        return Messages(self.role, mode=lambda: self.current_mode, show=self.notify, now=now)

    def meeting_screens(self) -> "tuple[MeetingScreen, ...]":
        """Those that were made; none while the program ends, for then they are taken apart."""
        whole = self.is_running and self.return_code is None
        return tuple(self.screens.made.values()) if whole else ()

    def switch_mode(self, mode: str) -> AwaitMount:
        """Show another screen, and tell there what could not be told before the room."""
        switched = super().switch_mode(mode)
        if self.meeting is not None and self.windows is not None:
            self.call_later(self.windows.look_up)
        return switched

    async def close_meeting(self, within: float) -> tuple[str, ...]:
        """Write what waits, for so many seconds at most, and name what could not be written."""
        meeting, self.meeting = self.meeting, None
        if self.preload is not None:
            self.preload.stop()
        if meeting is None:
            return ()
        if self.windows is not None:
            self.windows.leave()
        return await asyncio.to_thread(meeting.close, within)

    async def action_quit(self) -> None:
        """Save all and close; while the meeting runs, its moderator is asked first."""
        await self.shutdown.quit(self.screen)

    @work
    async def action_home(self) -> None:
        """Save all, close this meeting, and show the list of meetings."""
        if self.meeting is None or self.role != "moderator":
            return
        if self.meeting.rehearsal:
            # What is opened from Home is kept: a rehearsal never turns into a meeting.
            await self.action_quit()
            return
        if not await self.shutdown.keep_elsewhere():
            return
        self.show_home()
        self.screens.made.clear()
        self.screens.follow(None)
        # All at once: whoever quits meanwhile must not meet a half-removed meeting.
        removed = [self.remove_mode(name) for name in self.screens.names]
        unsaved = await self.close_meeting(QUIT_WITHIN)
        if unsaved:
            words = "\n".join((_("This is not saved:"), *unsaved))
            self.notify(words, severity="error", timeout=60, markup=False)
        for removal in removed:
            await removal

    # What can be done everywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done: no screen of a meeting while there is none."""
        if action == "go":
            return self.meeting is not None and self.screens.there(str(parameters[0]))
        if action in ("go_to", "home", "file", "messages"):
            return self.meeting is not None and self.role != ROOM
        return super().check_action(action, parameters)

    def action_go(self, name: str) -> None:
        """Go to a screen of this meeting."""
        if self.meeting is not None and name in self.screens.names:
            self.switch_mode(name)

    @work
    async def action_go_to(self) -> None:
        """Choose a screen by its digit."""
        screens = self.screens
        chosen = GoTo(grouped=screens.grouped, first=screens.groups_first)
        action = await self.push_screen_wait(chosen)
        if action is not None:
            await self.run_action(action)

    def action_blank(self) -> None:
        """Make the screen blank, or bring it back."""
        if isinstance(self.screen, Blank):
            self.pop_screen()
        else:
            self.push_screen(Blank())

    def action_show_help(self) -> None:
        """Show the keys of this screen."""
        if isinstance(self.screen, Panel):
            return
        name = self.current_mode
        active = [entry.binding for entry in self.screen.active_bindings.values()]
        around = self.windows.in_words() if self.windows is not None else ()
        known = {binding.id for binding in active}
        here = [
            command
            for command in commands_of(name)
            if not command.keys or works(command, known, self.screen)
        ]
        self.push_screen(Help(name, here, active, around))

    def action_help_quit(self) -> None:
        """Say how one leaves, when ctrl+c had nothing to copy; the room is told nothing."""
        if self.current_mode != ROOM:
            key = self.settings.keys.get(everywhere.QUIT.id, everywhere.QUIT.keys[0])
            words = _("ctrl+c copies what is marked, and nothing is. To leave Spiegel: {key}.")
            self.notify(words.format(key=key), markup=False)

    def action_messages(self) -> None:
        """Show the last messages again."""
        from spiegel.screens.shared.findings import Findings

        if self.meeting is not None:
            lines = self.messages.remembered or (_("There are no messages."),)
            self.push_screen(Findings(_("Messages"), lines))

    def action_file(self) -> None:
        """Show what waits for the disk, and what can be done when the file is gone."""
        if self.meeting is not None and self.windows is not None:
            self.windows.show_file()

    def action_command_palette(self) -> None:
        """Search in all commands; under a panel they are out of reach, as their keys are."""
        if not self.screen.is_modal:
            # Without Textual's id for it: another may lie on a screen that is not seen now.
            self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of this screen and of all screens, and the themes."""
        from spiegel.app.palette import offered

        return offered(
            self.current_mode,
            grouped=self.screens.grouped,
            run=lambda command: self._run(screen, command),
            choose_theme=self.choose_theme,
        )

    async def _run(self, screen: Screen[object], command: "Command") -> None:
        done = await self.run_action(command.action, screen)
        if not done and isinstance(screen, WholeScreen):
            self.messages.tell(screen.why_not(command), "information")

    def choose_theme(self, name: str) -> None:
        """Change the colours, and remember it."""
        self.theme = name
        self.settings, problem = with_theme(self.settings, name)
        if problem:
            self.messages.tell(_("The choice could not be kept: {reason}").format(reason=problem))
