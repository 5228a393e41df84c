"""The pages that devices see: start, look at and stop them; what such panels share."""

from collections.abc import Iterator

from textual import getters
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.meeting.port.serving import LOOPBACK, Door, NewCode, Request, Serving, Stop
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain

EVERY: float = 1.0
"""Seconds between two looks at the server."""


class PagesPanel(Panel[str]):
    """How the server stands, and what can be done.

    A subclass draws `#said` and a list of options, and says the lines and offers of its own.
    """

    AUTO_FOCUS = "OptionList"

    choices = getters.query_one(OptionList)
    said = getters.query_one("#said", Static)

    REST = "stop"
    """The offer that is marked when the one that was is gone."""

    def __init__(self, title: str, meeting: Meeting, *, seats: int = 0) -> None:
        """seats: how many devices may take part, 0 for as many as the session says."""
        super().__init__(title)
        self.meeting = meeting
        self.seats = seats
        self.serving: Serving | None = None
        self.problem = ""
        self._offered: tuple[str, ...] = ()
        self._starting = False

    def on_mount(self) -> None:
        """Look now, and each second."""
        self.look()
        self.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Say how the server stands."""
        self.serving = self.meeting.server.look()
        self.show()

    def lines(self) -> Iterator[str]:
        """What is so, in a few lines."""
        raise NotImplementedError

    def offers(self) -> dict[str, str]:
        """What can be done now, by the key of its option."""
        if self.serving is None:
            return {
                f"start {address}": _start_words(address)
                for address in self.meeting.server.addresses()
            }
        door = self.serving.door_open
        return {
            "door": _("nobody more can join") if door else _("people can join again"),
            "code": _("another code"),
            "stop": _("stop: no device sees a page any more"),
        }

    def request(self, chosen: str) -> Request | None:
        """What an option asks of the server."""
        match chosen:
            case "door":
                return Door(self.serving is not None and not self.serving.door_open)
            case "code":
                return NewCode()
            case "stop":
                return Stop()
        return None

    def show(self) -> None:
        """Draw what is so, and what can be done."""
        self.said.update(plain("\n".join(filter(None, (self.problem, *self.lines())))))
        offered = self.offers()
        if tuple(offered) == self._offered:
            return
        at = self.choices.highlighted
        marked = self._offered[at] if at is not None else ""
        self._offered = tuple(offered)
        self.choices.clear_options()
        self.choices.add_options([Option(plain(words), id=key) for key, words in offered.items()])
        # What is gone leaves the mark at what changes nothing: Enter may be pressed twice.
        rest = self.REST if self.REST in offered else self._offered[0]
        self.choices.highlighted = self._offered.index(marked if marked in offered else rest)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        event.stop()
        self.choose(event.option_id or "")

    def choose(self, chosen: str) -> None:
        """Start the pages, or ask something of them."""
        request = self.request(chosen)
        if chosen.startswith("start "):
            self._start(chosen.removeprefix("start "))
        elif self.serving is not None and request is not None:
            self.meeting.server.ask(request, self.told)

    def _start(self, address: str) -> None:
        """Once, however often Enter is pressed; an old laptop takes its time."""
        if self._starting:
            return
        self._starting, self.problem = True, _("The pages are being opened …")
        self.show()
        self.meeting.server.start(self._started, address=address, seats=self.seats)

    def _started(self, problem: str) -> None:
        self._starting = False
        self.told(problem)

    def told(self, problem: str) -> None:
        """What became of it; nothing is well."""
        self.problem = problem
        if self.is_current:
            self.look()


def _start_words(address: str) -> str:
    if address == LOOPBACK:
        return _("start on this laptop only, to try it out")
    return _("start on the network, address {address}").format(address=address)
