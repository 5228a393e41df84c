"""What the screen for the whole room shows: nothing, a message, or the clock."""

from typing import Final

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.room_notice import LONGEST, ShowRoom, message
from spiegel.i18n import N_, _
from spiegel.screens.panels import Panel
from spiegel.text import plain
from spiegel.widgets.entry import EntryLine
from spiegel.widgets.options import Options

CHOICES: Final = {
    "clock": N_("show the clock again"),
    "blank": N_("make it blank"),
    "message": N_("show a message"),
}


class RoomPanel(Panel[ShowRoom]):
    """What can be chosen now, and the line of the message; dismissed with the change."""

    AUTO_FOCUS = "OptionList"

    choices = getters.query_one(OptionList)
    line = getters.query_one(EntryLine)

    def __init__(self, room: str | None) -> None:
        """room: what it shows now, as in `Info.room`."""
        super().__init__(_("Room clock"))
        self.room = room

    def contents(self) -> ComposeResult:
        """What is seen now, the choices, and the message."""
        yield Static(plain(self._now(), "$muted"), classes="note")
        seen = "clock" if self.room is None else "message" if self.room else "blank"
        offered = (key for key in CHOICES if key != seen or key == "message")
        yield Options(*(Option(plain(_(CHOICES[key])), id=key) for key in offered))
        with Horizontal(id="message"):
            yield Static(plain(_("message"), "$muted"), id="label")
            yield EntryLine(self.room or "", example=_("Coffee in the hall, back at three"))
        yield Static(plain(_("The shorter, the larger."), "$muted"), id="problem")
        yield Static(
            plain(_("Enter: choose · or type the message at once · Esc: back")), classes="hint"
        )

    def on_mount(self) -> None:
        """No message is longer than a room can read."""
        self.line.max_length = LONGEST

    def _now(self) -> str:
        if self.room is None:
            return _("The room sees the clock.")
        return _("The room sees your message.") if self.room else _("The room sees a blank screen.")

    def on_key(self, event: events.Key) -> None:
        """What is typed is a message that begins; up leaves the line."""
        if self.line.has_focus and event.key == "up":
            event.stop()
            self.set_focus(self.choices)
        elif event.is_printable and event.character is not None:
            # The line takes what is typed in it; this was typed before it had the focus.
            event.stop()
            self.set_focus(self.line)
            self.line.insert_text_at_cursor(event.character)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it, or go to the line of the message."""
        event.stop()
        if event.option_id == "message":
            self.set_focus(self.line)
        else:
            self.dismiss(ShowRoom(words="" if event.option_id == "blank" else None))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line shows the message."""
        event.stop()
        if message(self.line.value):
            self.dismiss(ShowRoom(words=self.line.value))
        else:
            self.query_one("#problem", Static).update(plain(_("Type a message first."), "$accent"))
