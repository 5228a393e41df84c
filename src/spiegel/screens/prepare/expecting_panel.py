"""The pages on which listeners write what they expect: start them, and how one gets there."""

from collections.abc import Iterator
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from spiegel.domain.preparation.expectations import sheets
from spiegel.domain.preparation.recruiting import listeners_who_come
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import Meeting
from spiegel.meeting.port.serving import LOOPBACK
from spiegel.screens.shared.pages_panel import PagesPanel
from spiegel.text import plain
from spiegel.widgets.options import Options
from spiegel.widgets.qr import Qr


class ExpectingPanel(PagesPanel):
    """The QR code with what is typed instead of it; how many sheets came, and not what they say."""

    DEFAULT_CSS = """
    ExpectingPanel Horizontal { height: auto; }
    ExpectingPanel Vertical { width: 1fr; height: auto; }
    ExpectingPanel Qr { margin-right: 3; display: none; }
    ExpectingPanel.-serving Qr { display: block; }
    ExpectingPanel.-serving #title { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("z", "close", show=False)]

    REST = "back"

    qr = getters.query_one(Qr)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(_("Expectations on own devices"), meeting)

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

    def lines(self) -> Iterator[str]:
        """Where listeners find the page, and how many sheets there are."""
        if self.serving is None:
            yield _("Listeners scan a code and write what they expect, without a name.")
            yield _("They need the same network as this laptop. Stop it when all wrote.")
            return
        alone = _(" · on this laptop only") if self.serving.address == LOOPBACK else ""
        yield _("What do you expect to hear?")
        yield self.serving.shown_address + alone
        yield _("code {code}").format(code=self.serving.code)
        session = self.meeting.session
        written, coming = sheets(session), len(listeners_who_come(session))
        count = ngettext("{count} sheet", "{count} sheets", written).format(count=written)
        yield _("{sheets} of {coming} listeners").format(sheets=count, coming=coming)
        if not self.serving.door_open:
            yield _("nobody more can join")
