"""The passphrase of an encrypted meeting, asked before anything of the meeting is shown."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar, TypeVar

from textual import events, getters, work
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from spiegel.i18n import _
from spiegel.meeting.port.catalogue import NO_KEY, Key, OtherMeetings
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.shared.panels import STYLES, Panel
from spiegel.text import plain
from spiegel.widgets.field import FieldLine

T = TypeVar("T")
Unlock = Callable[[str], T]
"""What opens with a passphrase; slow. Raises NotDoneError when it is not the right one."""


class AskPassphrase(Panel[T]):
    """One line that is not shown; dismissed with what it opens, or None after Esc."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES, Path(__file__).with_suffix(".tcss")]
    AUTO_FOCUS = "FieldLine"

    line = getters.query_one(FieldLine)
    said = getters.query_one("#problem", Static)

    def __init__(self, name: str, unlock: Unlock[T], *, title: str = "", esc: str = "") -> None:
        """name: of what is encrypted, as its file is called. title: instead of that it is.

        esc: what Esc does, if not just going back.
        """
        super().__init__(title or _("{name} is encrypted").format(name=name))
        self.unlock = unlock
        self.hint = esc or _("Enter: open · Esc: back")

    def contents(self) -> ComposeResult:
        """The line, what is wrong with it, and what the keys do."""
        line = FieldLine(example=_("passphrase"))
        line.password = True
        yield line
        yield Static("", id="problem")
        yield Static(plain(self.hint), classes="hint")

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel is no answer: it would end a window that just began."""
        event.stop()
        event.prevent_default()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter tries what was typed."""
        event.stop()
        if event.value.strip():
            self.entered(event.value)

    def entered(self, words: str) -> None:
        """Try these words."""
        self._try(words)

    @work(exclusive=True)
    async def _try(self, words: str) -> None:
        """Derive the key in a thread, so that the screen goes on."""
        self.line.disabled = True
        self.said.update(plain(_("One moment…"), "$muted"))
        try:
            key = await asyncio.to_thread(self.unlock, words)
        except NotDoneError as error:
            self.said.update(plain(str(error), "$accent"))
            self.line.clear()
            self.line.disabled = False
            self.line.focus()
        else:
            self.dismiss(key)


class NewPassphrase(AskPassphrase[T]):
    """A passphrase that is chosen: typed twice, after what it means to forget it was said."""

    def __init__(self, title: str, advice: str, begin: Unlock[T]) -> None:
        """begin: makes what it will open. Raises NotDoneError when it may not be this one."""
        super().__init__("", begin, title=title, esc=_("Enter: on · Esc: back"))
        self._advice = advice
        self._first = ""

    def contents(self) -> ComposeResult:
        """What it is for, and the line."""
        yield Static(plain(self._advice), classes="note")
        yield from super().contents()

    def entered(self, words: str) -> None:
        """Ask for the same once more, and then begin."""
        if not self._first:
            self._first = words
            self.line.clear()
            self.said.update(plain(_("The same once more."), "$muted"))
        elif self._first != words:
            self._first = ""
            self.line.clear()
            self.said.update(plain(_("These two are not the same."), "$accent"))
        else:
            self._first = ""
            self._try(words)


async def key_for(app: App[object], meetings: OtherMeetings, path: Path) -> Key | None:
    """What opens a meeting, asked when it is encrypted; None when no passphrase was given."""
    if not await asyncio.to_thread(meetings.is_sealed, path):
        return NO_KEY
    return await app.push_screen_wait(ask_for(meetings, path))


def ask_for(meetings: OtherMeetings, path: Path) -> AskPassphrase[Key]:
    """The panel for a session file."""
    return AskPassphrase(path.stem, partial(meetings.unlock, path))
