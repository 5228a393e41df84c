"""Home: the meetings with their day, their stage and what is due; new, open, import, example."""

import asyncio
import datetime
from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, cast

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from spiegel.commands import BY_SCREEN
from spiegel.i18n import _, current
from spiegel.screens import home_view as view
from spiegel.screens.binding import bindings
from spiegel.screens.whole import WholeScreen
from spiegel.shelf import Made, Shelf, ShelfError, Shelved
from spiegel.text import plain
from spiegel.widgets.browse import Browse, Row
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.lettering import Lettering

if TYPE_CHECKING:
    from spiegel.store.sealed.keys import Keys

LOOK_AGAIN: Final = 3.0
"""Seconds after which the headers are read again, so that the list stays true."""


class Program(Protocol):
    """What Home asks of the program it runs in."""

    def open_meeting(self, path: Path, *, keys: "Keys | None" = None) -> None:
        """Open a session. Raises StoreError: LockedError when it is encrypted."""


class HomeScreen(WholeScreen):
    """The list of meetings; it answers keys before the list was read."""

    OWN_COMMANDS = BY_SCREEN["home"]
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "Browse"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]  # noqa: RUF012

    class Found(Message):
        """The headers were read; problem: why the folder could not be, in words."""

        def __init__(self, meetings: tuple[Shelved, ...], problem: str = "") -> None:
            super().__init__()
            self.meetings = meetings
            self.problem = problem

    browse = getters.query_one(Browse)
    notice = getters.query_one("#notice", Static)

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.shelf = Shelf(folder)
        self._meetings: dict[Path, Shelved] | None = None
        self._today = datetime.date.min

    def compose(self) -> ComposeResult:
        """The name on top, the meetings, and a line for what went wrong."""
        yield Lettering(align="left", id="name", most=1)
        yield Browse(self._row, indent=view.GUTTER)
        yield Static("", id="notice")
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Draw the name, and look again now and then."""
        self.query_one(Lettering).words = "Spiegel"
        self.browse.airy = True
        self.set_interval(LOOK_AGAIN, self.look)

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Look what is there now, once the first frame is drawn."""
        self.call_after_refresh(self.look)

    # The list

    def look(self) -> None:
        """Read the headers in a thread, if anybody sees the list."""
        if self.is_current:
            self._read()

    # A group of its own: an exclusive worker ends all others of its group, also one that waits
    # for a panel.
    @work(thread=True, exclusive=True, group="reading", exit_on_error=False)
    def _read(self) -> None:
        try:
            self.post_message(self.Found(self.shelf.meetings()))
        except ShelfError as error:
            self.post_message(self.Found((), str(error)))

    def on_home_screen_found(self, event: Found) -> None:
        """Draw what was found, unless it is what is drawn already."""
        event.stop()
        if event.problem:
            self.say(event.problem)
        self._show(event.meetings)

    def _show(self, found: tuple[Shelved, ...]) -> None:
        meetings = {meeting.path: meeting for meeting in view.in_order(found)}
        today = datetime.datetime.now().astimezone().date()
        if meetings == self._meetings and today == self._today:
            return
        self._meetings, self._today = meetings, today
        self.browse.hint = Content.styled(
            _("No meetings yet. Press n for a new one, or d for an example to look around in."),
            "$muted",
        )
        self.browse.show(tuple(meetings))

    def _row(self, key: Hashable) -> Row:
        return view.row((self._meetings or {})[cast(Path, key)], self._today)

    def say(self, words: str) -> None:
        """Say what did not work, in one line that stays until something is done."""
        self.notice.update(plain(words, "$accent"))

    # What can be done

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter or a second click opens."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the meeting under the cursor."""
        if isinstance(self.browse.key, Path):
            self.open_path(self.browse.key)

    def open_path(self, path: Path, keys: "Keys | None" = None) -> bool:
        """Open a session; say why when that cannot be done, ask when it takes a passphrase."""
        from spiegel.store.errors import LockedError, StoreError

        try:
            cast(Program, self.app).open_meeting(path, keys=keys)
        except LockedError:
            from spiegel.screens.passphrase import ask_for

            self.say("")

            def then(keys: "Keys | None") -> None:
                if keys is not None:
                    self.open_path(path, keys)

            self.app.push_screen(ask_for(path), then)
            return False
        except StoreError as error:
            self.say(error.explain(current()))
            return False
        self.say("")
        return True

    @work
    async def action_elsewhere(self) -> None:
        """Open a file that is somewhere else."""
        from spiegel.screens.choose_file import SESSIONS, ChooseFile

        panel = ChooseFile(_("Open a meeting"), SESSIONS, Path.home())
        path = await self.app.push_screen_wait(panel)
        if path is not None:
            self.open_path(path)

    @work
    async def action_new(self) -> None:
        """Ask what the meeting is, make it and open it."""
        await self._new()

    @work
    async def action_import_plan(self) -> None:
        """Ask for a plan, then the same."""
        from spiegel.screens.choose_file import PLANS, ChooseFile

        panel = ChooseFile(_("Which plan?"), PLANS, Path.home())
        plan = await self.app.push_screen_wait(panel)
        if plan is not None:
            await self._new(plan)

    async def _new(self, plan: Path | None = None) -> None:
        from spiegel.screens.new_meeting import new_meeting, wanted

        title = await asyncio.to_thread(self.shelf.plan_title, plan) if plan is not None else ""
        formats = await asyncio.to_thread(self.shelf.formats)
        form = new_meeting(formats, self._today, title=title, plan=plan)
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        try:
            made = await asyncio.to_thread(self.shelf.make, wanted(values, self._today))
        except ShelfError as error:
            self.say(str(error))
            return
        self._open_made(made)

    def _open_made(self, made: Made) -> None:
        from spiegel.screens.findings import Findings

        if self.open_path(made.path) and made.findings:
            title = _("Not all of the plan was understood; it is kept as notes")
            self.app.push_screen(Findings(title, made.findings))

    @work(exclusive=True, group="example")
    async def action_demo(self) -> None:
        """Make the example and open it."""
        self.say(_("The example is being made…"))
        try:
            path = await asyncio.to_thread(self.shelf.example)
        except ShelfError as error:
            self.say(str(error))
            return
        self.open_path(path)

    def action_again(self) -> None:
        """Read the list again."""
        self.say("")
        self.look()
