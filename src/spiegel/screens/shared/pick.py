"""Choosing from a list by typing a few letters of it, or typing something new."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec
from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from spiegel.i18n import _
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain
from spiegel.widgets.field import FieldLine
from spiegel.widgets.options import Options


class Picked(msgspec.Struct, frozen=True):
    """What was chosen: the index in the list, or None and what was typed."""

    index: int | None
    text: str


class Pick(Panel[Picked]):
    """A line to type in and the list of what fits; dismissed with what was chosen.

    new: what is said of a text that is to be taken as it was typed, "" when that is not possible.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "walk(1)", show=False),
        Binding("up", "walk(-1)", show=False),
    ]
    AUTO_FOCUS = "FieldLine"

    line = getters.query_one(FieldLine)
    found = getters.query_one(OptionList)

    def __init__(
        self,
        title: str,
        choices: Sequence[Content],
        *,
        new: Callable[[str], str] = lambda _text: "",
        begin: str = "",
        advice: str = "",
    ) -> None:
        super().__init__(title)
        self.choices = choices
        self.new = new
        self.begin = begin
        self.advice = advice or _("Type a few letters, ↓ to choose · Enter: take it · Esc: back")

    def contents(self) -> ComposeResult:
        """The line, what fits, and what the keys do."""
        yield FieldLine(self.begin)
        options = Options()
        options.can_focus = False
        yield options
        yield Static(plain(self.advice), classes="hint")

    def on_mount(self) -> None:
        """Everything fits at first."""
        self.show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits now."""
        event.stop()
        self.show()

    def show(self) -> None:
        """Show what fits; what would be new stands last."""
        text = self.line.value.strip()
        letters = text.casefold()
        fitting = [i for i, name in enumerate(self.choices) if letters in name.plain.casefold()]
        self.found.clear_options()
        self.found.add_options(Option(self.choices[i], id=str(i)) for i in fitting)
        words = self.new(text) if text else ""
        if words:
            self.found.add_option(Option(plain(words, "$accent"), id="new"))
        if not self.found.option_count:
            self.found.add_option(Option(plain(_("Nothing here fits."), "$faint"), disabled=True))
            self.found.highlighted = None
            return
        exact = (i for i, at in enumerate(fitting) if self._plain(at) == letters)
        self.found.highlighted = next(exact, 0) if self.found.option_count else None

    def _plain(self, index: int) -> str:
        return self.choices[index].plain.strip(" #✓").casefold()

    def action_walk(self, by: int) -> None:
        """Up and down in the list, while the line keeps the focus."""
        if by > 0:
            self.found.action_cursor_down()
        else:
            self.found.action_cursor_up()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what stands out in the list."""
        event.stop()
        at = self.found.highlighted
        if at is not None:
            self._take(self.found.get_option_at_index(at).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """So does a click."""
        event.stop()
        self._take(event.option_id)

    def _take(self, name: str | None) -> None:
        text = self.line.value.strip()
        index = int(name) if name is not None and name != "new" else None
        self.dismiss(Picked(index, text))

    def on_key(self, event: events.Key) -> None:
        """Tab walks too: there is nothing else to go to."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_walk(1)
