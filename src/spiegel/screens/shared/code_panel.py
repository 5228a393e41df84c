"""Pages that people come to with a code: how one gets there, and what can be done with them."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from spiegel.i18n import _
from spiegel.screens.shared.pages_panel import PagesPanel
from spiegel.text import plain
from spiegel.widgets.options import Options
from spiegel.widgets.qr import Qr


class CodePanel(PagesPanel):
    """The QR code, and beside it what is so; z opens it and z closes it."""

    DEFAULT_CSS = """
    CodePanel Horizontal { height: auto; }
    CodePanel Vertical { width: 1fr; height: auto; }
    CodePanel Qr { margin-right: 3; display: none; }
    CodePanel.-serving Qr { display: block; }
    CodePanel.-serving #title { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("z", "close", show=False)]

    REST = "back"

    qr = getters.query_one(Qr)

    def contents(self) -> ComposeResult:
        """The code, and beside it what is so and what can be done."""
        with Horizontal():
            yield Qr()
            with Vertical():
                yield Static("", id="said", classes="note")
                yield Options()
                yield Static(plain(_("Enter: choose · Esc: back")), classes="hint")

    def show(self) -> None:
        """The code too, once there is one."""
        self.qr.link = self.serving.link if self.serving is not None else ""
        self.set_class(self.serving is not None, "-serving")
        super().show()

    def offers(self) -> dict[str, str]:
        """What can be done now: first what changes nothing, for who presses Enter twice."""
        found = super().offers()
        return found if self.serving is None else {"back": _("back, the page stays"), **found}

    def choose(self, chosen: str) -> None:
        """Do it, or go back."""
        if chosen == "back":
            self.action_close()
        else:
            super().choose(chosen)
