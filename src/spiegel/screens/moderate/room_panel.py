"""What the screen for the whole room shows: nothing, a message, or the clock."""

from typing import Final

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.consent.room_notice import LONGEST, ShowRoom, Unfit, message, unfit
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, _, current
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain
from spiegel.widgets.field import FieldLine
from spiegel.widgets.lettering import Lettering
from spiegel.widgets.options import Options

CHOICES: Final = {
    "clock": N_("show the clock again"),
    "blank": N_("make it blank"),
    "message": N_("show a message"),
}
MESSAGE: Final = "message"
REFUSED: Final = {
    Unfit.CODE: N_("The room would see who is meant. Leave the code out."),
    Unfit.LINE: N_("That is a line of the scribe, not a message for the room."),
}


class RoomPanel(Panel[ShowRoom]):
    """A choice, the line of a message, and how it will look; dismissed with the change.

    Nothing that is typed reaches the room before it stood there as the room will see it, and Enter
    was pressed once more.
    """

    AUTO_FOCUS = "OptionList"

    choices = getters.query_one(OptionList)
    line = getters.query_one(FieldLine)
    problem = getters.query_one("#problem", Static)
    below = getters.query_one(".hint", Static)

    def __init__(self, session: Session, half: HalfForm) -> None:
        """half: where a message that was typed and not shown waits."""
        super().__init__(_("Room clock"))
        self.half = half
        self.session = session
        self.room = session.info.room
        self._saved = {MESSAGE: self.room or ""}

    def contents(self) -> ComposeResult:
        """What is seen now, the choices, the message, and how that will look."""
        yield Static(plain(self._now(), "$muted"), classes="note")
        seen = "clock" if self.room is None else "message" if self.room else "blank"
        offered = (key for key in CHOICES if key != seen or key == "message")
        yield Options(*(Option(plain(_(CHOICES[key])), id=key) for key in offered))
        with Horizontal(id="message"):
            yield Static(plain(_("message"), "$muted"), id="label")
            typed = self.half.typed(self._saved).get(MESSAGE, self._saved[MESSAGE])
            yield FieldLine(typed, example=_("Coffee in the hall, back at three"))
        yield Lettering(id="preview", most=3)
        yield Static(plain(_("The shorter, the larger."), "$muted"), id="problem")
        yield Static("", classes="hint")

    def on_mount(self) -> None:
        """No message is longer than a room can read."""
        self.line.max_length = LONGEST
        self._show(preview=False)

    def _now(self) -> str:
        if self.room is None:
            return _("The room sees the clock.")
        return _("The room sees your message.") if self.room else _("The room sees a blank screen.")

    @property
    def unfinished(self) -> bool:
        """Whether a message was typed that the room does not see yet."""
        return self.line.value not in ("", self.room)

    @property
    def _previewed(self) -> bool:
        return self.has_class("-preview")

    def _show(self, *, preview: bool) -> None:
        """How it will look, or what can be chosen."""
        self.set_class(preview, "-preview")
        if preview:
            self.query_one(Lettering).words = message(self.line.value)
            self.set_focus(None)
            self.below.update(plain(_("So the room will see it.  Enter: show it · Esc: back")))
        else:
            self.below.update(plain(_("Enter: choose · Esc: back")))

    def action_close(self) -> None:
        """From the preview back to the line, from there out."""
        if self._previewed:
            self._show(preview=False)
            self.set_focus(self.line)
        else:
            super().action_close()

    def on_key(self, event: events.Key) -> None:
        """Up leaves the line; Enter sends what is previewed."""
        if self.line.has_focus and event.key == "up":
            event.stop()
            self.set_focus(self.choices)
        elif self._previewed and event.key == "enter":
            event.stop()
            self.half.done()
            self.dismiss(ShowRoom(words=self.line.value))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it, or go to the line of the message."""
        event.stop()
        if event.option_id == "message":
            self.set_focus(self.line)
        else:
            self.dismiss(ShowRoom(words="" if event.option_id == "blank" else None))

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed waits when it is not shown."""
        event.stop()
        if self.is_current:
            self.half.hold({MESSAGE: self.line.value}, self._saved)

    def on_unmount(self) -> None:
        """Keep it."""
        self.half.keep()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line shows how the message will look, unless it is none for the room."""
        event.stop()
        found = unfit(self.session, self.line.value, current())
        if found is not None:
            self.problem.update(plain(_(REFUSED[found]), "$accent"))
        elif not message(self.line.value):
            self.problem.update(plain(_("Type a message first."), "$accent"))
        else:
            self._show(preview=True)
