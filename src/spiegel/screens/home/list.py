"""The list of meetings on Home: read now and then, searched by typing, drawn a line each."""

import asyncio
import datetime
from collections.abc import Hashable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, cast

from textual import events, getters, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from spiegel.commands import Command, commands_of
from spiegel.domain.session.words import clean
from spiegel.i18n import _
from spiegel.meeting.port.catalogue import NO_KEY, Catalogue, Key, MeetingSummary
from spiegel.screens.home import view
from spiegel.screens.shared.whole import WholeScreen
from spiegel.text import plain
from spiegel.widgets.browse import Browse
from spiegel.widgets.columns import ROOMY, Columns
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.lettering import Lettering
from spiegel.widgets.told import Told

if TYPE_CHECKING:
    from spiegel.screens.shared.half_form import InWindow

LOOK_AGAIN: Final = 3.0
"""Seconds after which the headers are read again, so that the list stays true."""
LONGEST: Final = 200
"""Characters of a search."""


class Program(Protocol):
    """What Home asks of the program it runs in."""

    def open_meeting(self, path: Path, show: str = "", *, key: Key = NO_KEY) -> None:
        """Open a session, on this screen if one is named.

        Raises NotDoneError: SealedError when it takes a passphrase.
        """

    def lay_beside(self, other: Path) -> None:
        """Lay another meeting beside the one that is open."""

    def show_example(self) -> None:
        """Say that the meeting is made up."""


class HomeList(WholeScreen):
    """The list and its search; it answers keys before the list was read."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = commands_of("home")

    browse = getters.query_one(Browse)
    searching = getters.query_one("#search", Told)
    counting = getters.query_one("#count", Told)
    details = getters.query_one("#details", Told)
    notice = getters.query_one("#notice", Static)

    def __init__(self, catalogue: Catalogue, program: Program) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.program = program
        self._found: tuple[MeetingSummary, ...] = ()
        self._meetings: dict[Path, MeetingSummary] | None = None
        self._search, self._unsettled, self._said = "", False, ""
        self._rows: dict[Hashable, Columns] = {}
        self._shown = 0
        self._detailed: tuple[MeetingSummary | None, datetime.date] | None = None
        self._finder = view.Finder()
        self._today = datetime.date.min
        self._can = view.OF_A_MEETING
        self._beside: MeetingSummary | None = None

    @cached_property
    def half_forms(self) -> "InWindow":
        """What is half filled in here."""
        from spiegel.screens.shared.half_form import InWindow

        return InWindow()

    def compose(self) -> ComposeResult:
        """The name on top, the meetings, and a line for what went wrong."""
        yield Lettering(align="left", id="name", most=1)
        with Horizontal(id="top"):
            yield Told(id="search")
            yield Told(right=True, id="count")
        yield Browse(self._row, indent=view.GUTTER)
        yield Told(id="details")
        yield Static("", id="notice")
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Draw the name, and look again now and then."""
        self.query_one(Lettering).words = "Spiegel"
        self._looking = self.set_interval(LOOK_AGAIN, self.look)

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
    @work(exclusive=True, group="reading", exit_on_error=False)
    async def _read(self) -> None:
        # Not in a worker that is a thread: that goes on when a later look takes its place, and
        # would show what was there before.
        self._show(await asyncio.to_thread(self.catalogue.meetings))

    def _show(self, found: tuple[MeetingSummary, ...]) -> None:
        """Draw what was found, unless it is what is drawn already."""
        today = datetime.datetime.now().astimezone().date()
        if (found, today) == (self._found, self._today):
            return
        self._found, self._today = found, today
        self._meetings = {meeting.path: meeting for meeting in view.in_order(found, today)}
        self._finder = view.Finder(self._meetings.values())
        self._rows.clear()
        self._filter()

    def _filter(self, *, first: bool = False) -> None:
        """Show what fits the search; first: the cursor goes to the first of them."""
        meetings = self._meetings or {}
        shown = tuple(one.path for one in self._finder.sought(self._search))
        self._shown = len(shown)
        words = _("Nothing here fits; Esc shows all meetings again.")
        if not meetings:
            words = _("No meetings yet. Press ^n for a new one, or ^e for an example to look at.")
        self.browse.hint = Content.styled(words, "$muted")
        self.browse.show(shown, shown[0] if first and shown else None)
        self._draw_search()
        self._count()
        self._detail()

    def _draw_search(self) -> None:
        words = _("search: {words}").format(words=self._search) if self._search else ""
        hint = Content.styled(_("type to search"), "$faint")
        self.searching.say(plain(f"{words}▏") if words else hint)

    def _count(self) -> None:
        whole = not self.catalogue.left or self.size.width < ROOMY
        all_ = len(self._meetings or ())
        self.counting.say(view.counted(self._shown, all_, *self.browse.beyond, whole=whole))

    def _detail(self) -> None:
        """Say where the meeting under the cursor is."""
        meeting = (self._meetings or {}).get(cast(Path, self.browse.key))
        if self._detailed == (meeting, self._today):
            return
        self._detailed = (meeting, self._today)
        words = view.details(meeting, self._today) if meeting is not None else Content("")
        self.details.say(words)
        can = view.can_be_done(meeting)
        if can != self._can:
            self._can = can
            self.refresh_bindings()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is for a meeting, only while the cursor is on one that takes it."""
        return action not in view.OF_A_MEETING or action in self._can

    def on_browse_seen(self, event: Browse.Seen) -> None:
        """Say how many lie above and below."""
        event.stop()
        self._count()

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """Say where the meeting under the cursor is."""
        event.stop()
        self._settle()
        self._detail()

    @property
    def _marked(self) -> MeetingSummary | None:
        self._settle()
        return (self._meetings or {}).get(cast(Path, self.browse.key))

    def on_key(self, event: events.Key) -> None:
        """Letters search."""
        if event.key in ("pageup", "pagedown"):
            self.browse.page(1 if event.key == "pagedown" else -1)
        elif event.key == "backspace" and self._search:
            self._seek(self._search[:-1])
        elif event.key in ("escape", "ctrl+u") and self._search:
            self._seek("")
        elif event.is_printable and event.character and (self._search or event.character != " "):
            self._seek(self._search + event.character)
        else:
            return
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is searched."""
        self._seek(self._search + clean(event.text))

    def _seek(self, words: str) -> None:
        if self._meetings is not None:
            self._search = " ".join(words.split("\n"))[:LONGEST]
            if self._said:
                self.say("")
            self._unsettled = True
            # Nothing is read beside somebody who types.
            self._looking.reset()

    def on_idle(self) -> None:
        """The search and what fits it are painted together, once for letters that came at once."""
        self._settle()

    def _settle(self) -> None:
        if self._unsettled:
            self._unsettled = False
            self._filter(first=True)

    def _row(self, key: Hashable) -> Columns:
        row = self._rows.get(key)
        if row is None:
            meeting = (self._meetings or {})[cast(Path, key)]
            row = self._rows[key] = view.row(meeting, self._today, self.catalogue.place)
        return row

    def say(self, words: str) -> None:
        """Say what did not work, in one line that stays until something is done."""
        self._said = words
        self.notice.update(plain(words, "$accent"))
