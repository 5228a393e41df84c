"""What to do when the file of the session is gone, and what still waits for the disk."""

import time
from typing import Any, ClassVar, Final

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import Around, Meeting, Ways
from spiegel.screens.shared import around_view
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.choose_file import SESSIONS, ChooseFile
from spiegel.screens.shared.panels import Panel
from spiegel.screens.shared.typed_path import as_typed, typed_path
from spiegel.text import plain, shortened
from spiegel.textual_private import hand_on
from spiegel.widgets.field import FieldLine
from spiegel.widgets.options import Options

AGAIN: Final = 2.0
"""Seconds between two looks at where the session could go on."""
UNAWARE: Final = 0.8
"""Seconds in which a key was meant for what the panel came to lie over."""
PAUSE: Final = 0.4
"""Seconds without a key after which somebody who went on typing pauses."""
SHOWN: Final = 4
"""Lines that wait, as far as they are named; none where others look on."""
LONGEST: Final = 60
"""Characters of such a line."""


class FilePanel(Panel[None]):
    """What happened, the ways to go on, and what waits; typing goes on under it.

    under: the screen that it lies on. unasked: it came by itself, so the next key may have been
    meant for something else.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+f", "retry", show=False)]
    AUTO_FOCUS = "OptionList"

    ways = getters.query_one("#ways", OptionList)
    line = getters.query_one(FieldLine)

    def __init__(self, meeting: Meeting, under: Screen[Any], *, unasked: bool = False) -> None:
        super().__init__(_("The file of this meeting"))
        self.meeting = meeting
        self._asked_from = time.monotonic() + (UNAWARE if unasked else 0)
        self._found: Ways | None = None
        self._going = False
        self._named = isinstance(under, MeetingScreen) and under.PRIVATE
        self._field = under.focused if isinstance(under.focused, Input | TextArea) else None
        self._aside: Timer | None = None

    def contents(self) -> ComposeResult:
        """What happened, what can be done, and what waits."""
        with VerticalScroll(can_focus=False):
            yield Static("", id="words", classes="note")
            yield Options(id="ways")
            with Horizontal(id="copy"):
                yield Static(plain(_("copy"), "$muted"), id="label")
                yield FieldLine()
            yield Static("", id="problem")
            yield Static("", id="waiting")
        yield Static(plain(_("Enter: do it · Tab: name of the copy · Esc: later")), classes="hint")

    def on_mount(self) -> None:
        """Look where the session can go on, now and then again."""
        self._say("")
        self.show_around(self.meeting.around)
        self._look()
        self.set_interval(AGAIN, self._look)

    @property
    def _there(self) -> bool:
        """Whether the panel is seen: an answer may come when it is made, or gone again."""
        return bool(self.query("#waiting"))

    def show_around(self, around: Around) -> None:
        """Say how things stand."""
        if not self._there:
            return
        trouble = around.trouble
        self.set_class(trouble is None, "-waiting")
        if trouble is not None:
            words = trouble.words
        elif around.waiting:
            words = _("The file is there. What could not be saved is tried again by itself.")
        else:
            words = _("The file is there, and everything is saved.")
        self.query_one("#words", Static).update(plain(words))
        waiting = self.query_one("#waiting", Static)
        waiting.update(_waiting(around.waiting, SHOWN if self._named else 0))
        waiting.display = bool(around.waiting)
        self._list(around)

    def _look(self) -> None:
        if self.meeting.around.trouble is not None and not self._going:
            self.meeting.rescue.look(self._show)

    def _show(self, ways: Ways) -> None:
        """Say where the session can go on; what was typed stays."""
        if not self._there or ways == self._found:
            return
        before = as_typed(self._found.free, folder=False) if self._found else ""
        if self.line.value == before:
            self.line.value = as_typed(ways.free, folder=False)
            self.line.cursor_position = len(self.line.value)
        self._found = ways
        self._list(self.meeting.around)

    def _list(self, around: Around) -> None:
        marked = self.ways.highlighted
        self.ways.clear_options()
        if around.trouble is not None:
            for index, way in enumerate(self._found.found if self._found else ()):
                words = _("Go on in {path}").format(path=as_typed(way.path, folder=False))
                there = around_view.names(way.others)
                line = Content.assemble(words, (f"  {there}" if there else "", "bold"))
                self.ways.add_option(Option(line, id=f"found-{index}"))
            words = _("Save a copy from this window, and go on in it")
            self.ways.add_option(Option(plain(words), id="copy"))
            self.ways.add_option(Option(plain(_("Point out where the file is now")), id="point"))
        if around.trouble is not None or around.waiting:
            self.ways.add_option(Option(plain(_("Try again now")), id="retry"))
        self.ways.highlighted = min(marked or 0, self.ways.option_count - 1)

    # What can be done

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen, unless the key was meant for something else."""
        event.stop()
        name, _dash, index = (event.option_id or "").partition("-")
        if time.monotonic() < self._asked_from:
            return
        if name == "retry":
            self.action_retry()
        elif name == "copy":
            self._save_copy()
        elif name == "point":
            self._point_out()
        elif self._found is not None and not self._going:
            self._going = True
            path = self._found.found[int(index)].path
            self.meeting.rescue.go_on(path, self._went, found=True)

    @work
    async def _point_out(self) -> None:
        """Somebody knows where it went: on a stick, in another folder."""
        panel = ChooseFile(_("Where is the file now?"), SESSIONS, self.meeting.path.parent)
        path = await self.app.push_screen_wait(panel)
        if path is not None and not self._going:
            self._going = True
            self.meeting.rescue.go_on(path, self._went, found=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter behind the name saves the copy."""
        event.stop()
        self._save_copy()

    def action_retry(self) -> None:
        """Look whether the file is back, and save what waits."""
        if self._aside is not None:
            self._aside.stop()
            self._aside = None
        self._say("")
        self.meeting.rescue.retry()

    def _save_copy(self) -> None:
        if not self.line.value.strip():
            self._say(_("Give the copy a name first."))
        elif not self._going:
            self._going = True
            path = typed_path(self.line.value)
            self.meeting.rescue.go_on(path.with_suffix(".spiegel"), self._went)

    def _went(self, problem: str) -> None:
        self._going = False
        if self._there:
            self._say(problem)
            self._look()

    def _say(self, words: str) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(plain(words, "$accent"))
        problem.display = bool(words)

    def on_key(self, event: events.Key) -> None:
        """What somebody goes on typing belongs where it was typed: the panel steps aside.

        It goes away when the typing pauses, so that all keys take one way and stay in order.
        """
        typing = self._aside is not None or event.is_printable
        if self._field is None or not typing or (self._there and self.line.has_focus):
            return
        event.stop()
        event.prevent_default()
        hand_on(event, self._field)
        if self._aside is not None:
            self._aside.stop()
        self._aside = self.set_timer(PAUSE, self.action_close)


def _waiting(waiting: tuple[str, ...], shown: int) -> Content:
    """What is not on the disk yet: how much, and so many lines of it."""
    if not waiting:
        return Content("")
    count = len(waiting)
    words = ngettext("Not saved yet: {count} line", "Not saved yet: {count} lines", count)
    named = [f"… {shortened(line, LONGEST)}" for line in waiting[:shown]]
    return Content("\n").join(
        [Content.styled(words.format(count=count), "$muted"), *(plain(line) for line in named)]
    )
