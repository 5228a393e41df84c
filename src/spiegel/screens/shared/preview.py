"""What was understood of something that is read in, before any of it is kept."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from spiegel.i18n import _
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain, shortened


class Preview(Panel[bool]):
    """What was understood of a list; dismissed with True when it is to be kept."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False)]

    def __init__(self, title: str, lines: Sequence[tuple[str, str]], *, any_: bool) -> None:
        """lines: each with its style. any_: there is something to keep."""
        super().__init__(title)
        self.lines = lines
        self.any = any_

    def contents(self) -> ComposeResult:
        """The lines under each other, and what the keys do."""
        with VerticalScroll():
            for words, style in self.lines:
                yield Static(plain(shortened(words), style), classes="line")
        keys = _("Enter: keep it · Esc: back, nothing is kept") if self.any else _("Esc: back")
        yield Static(plain(keys), classes="hint")

    def action_take(self) -> None:
        """Keep it, if there is something."""
        self.dismiss(self.any)
