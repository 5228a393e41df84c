"""What was kept but is odd, a line each, to be read once."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from spiegel.i18n import _
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain, shortened


class Findings(Panel[bool]):
    """The lines under each other; Enter or Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "close", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__(title)
        self.lines = lines

    def contents(self) -> ComposeResult:
        """The lines, and how to go on."""
        with VerticalScroll():
            for line in self.lines:
                yield Static(plain(shortened(line)), classes="note")
        yield Static(plain(_("Enter: go on")), classes="hint")
