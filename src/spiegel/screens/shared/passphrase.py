"""The passphrase of an encrypted meeting, asked before anything of the meeting is shown."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar

from textual import events, getters, work
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from spiegel.i18n import _
from spiegel.meeting.port.catalogue import NO_KEY, Key, OtherMeetings
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.shared.panels import STYLES, Panel
from spiegel.text import plain
from spiegel.widgets.field import FieldLine

Unlock = Callable[[str], Key]
"""What opens with a passphrase; slow. Raises NotDoneError when it is not the right one."""


class AskPassphrase(Panel[Key]):
    """One line that is not shown; dismissed with what opens the meeting, or None after Esc."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES, Path(__file__).with_suffix(".tcss")]
    AUTO_FOCUS = "FieldLine"

    line = getters.query_one(FieldLine)
    said = getters.query_one("#problem", Static)

    def __init__(self, name: str, unlock: Unlock) -> None:
        """name: of the meeting, as its file is called."""
        super().__init__(_("{name} is encrypted").format(name=name))
        self.unlock = unlock

    def contents(self) -> ComposeResult:
        """The line, what is wrong with it, and what the keys do."""
        line = FieldLine(example=_("passphrase"))
        line.password = True
        yield line
        yield Static("", id="problem")
        yield Static(plain(_("Enter: open · Esc: back")), classes="hint")

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel is no answer: it would end a window that just began."""
        event.stop()
        event.prevent_default()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter tries what was typed."""
        event.stop()
        if event.value.strip():
            self._try(event.value)

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


async def key_for(app: App[object], meetings: OtherMeetings, path: Path) -> Key | None:
    """What opens a meeting, asked when it is encrypted; None when no passphrase was given."""
    if not await asyncio.to_thread(meetings.is_sealed, path):
        return NO_KEY
    return await app.push_screen_wait(ask_for(meetings, path))


def ask_for(meetings: OtherMeetings, path: Path) -> AskPassphrase:
    """The panel for a session file."""
    return AskPassphrase(path.stem, partial(meetings.unlock, path))
