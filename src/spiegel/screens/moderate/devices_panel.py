"""The devices that people answer on: begin, who is there, who still has to answer."""

from collections.abc import Callable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.polls.polls import open_poll
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.meeting.port.serving import (
    LOOPBACK,
    Door,
    FreeSeat,
    NewCode,
    Request,
    Serving,
    Stop,
    TurnCodes,
)
from spiegel.screens.moderate import devices_view as view
from spiegel.screens.shared.panels import Panel
from spiegel.screens.shared.typing import Deed
from spiegel.text import plain
from spiegel.widgets.options import Options

EVERY: float = 1.0
"""Seconds between two looks at the server."""


class DevicesPanel(Panel[str]):
    """How the server stands, and what can be done; dismissed with "people" to fill these in.

    A number and Enter frees that seat.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "close", show=False),
        Binding("pagedown", "read(1)", show=False, priority=True),
        Binding("pageup", "read(-1)", show=False, priority=True),
    ]
    AUTO_FOCUS = "OptionList"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012

    choices = getters.query_one(OptionList)
    said = getters.query_one("#said", Static)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(_("Devices"))
        self.meeting = meeting
        self._serving: Serving | None = None
        self._offered: tuple[str, ...] = ()
        self._done: frozenset[int] | None = None
        self._problem = ""
        self._starting = False

    def contents(self) -> ComposeResult:
        """What is so, then what can be done."""
        with VerticalScroll(can_focus=False):
            yield Static("", id="said", classes="note")
        yield Options()
        yield Static(
            plain(_("Enter: choose · number and Enter: free that seat · Esc")),
            classes="hint",
        )

    def on_mount(self) -> None:
        """Look now, and each second."""
        self.look()
        self.set_interval(EVERY, self.look)

    def action_read(self, pages: int) -> None:
        """On or back in what is said, where it does not fit."""
        said = self.query_one(VerticalScroll)
        said.scroll_relative(y=pages * said.size.height, animate=False)

    def look(self) -> None:
        """Say how the server stands."""
        self._serving = self.meeting.server.look()
        poll = open_poll(self.meeting.session)
        if poll is None:
            self._done = None
        else:
            self.meeting.ballots.done(poll.number, self._answered)
        self._show()

    def _answered(self, done: frozenset[int]) -> None:
        self._done = done
        if self.is_current:
            self._show()

    def _show(self) -> None:
        session = self.meeting.session
        missing = view.missing(self._serving, self._done, session.info.paper)
        lines = [self._problem, *view.status(session, self._serving, missing)]
        self.said.update(plain("\n".join(filter(None, lines))))
        offered = self._offers()
        if tuple(offered) != self._offered:
            at = self.choices.highlighted
            marked = self._offered[at] if at is not None else ""
            self._offered = tuple(offered)
            self.choices.clear_options()
            self.choices.add_options(
                [Option(plain(words), id=key) for key, words in offered.items()]
            )
            # What is gone leaves the mark at what changes nothing: Enter may be pressed twice.
            self.choices.highlighted = self._offered.index(
                marked if marked in offered else "people"
            )

    def _offers(self) -> dict[str, str]:
        """What can be done now, by the key of its option."""
        people = {"people": _("fill in who answers: how many, on paper, which groups")}
        if self._serving is None:
            starts = {
                f"start {address}": self._start_words(address)
                for address in self.meeting.server.addresses()
            }
            return {**people, **starts}
        door = self._serving.door_open
        return {
            "door": _("nobody more can join") if door else _("people can join again"),
            "code": _("another code"),
            "turns": _("five codes for a laptop that goes round"),
            **people,
            "stop": _("stop: no device sees a page any more"),
        }

    def _start_words(self, address: str) -> str:
        if address == LOOPBACK:
            return _("start on this laptop only, to try it out")
        return _("start on the network, address {address}").format(address=address)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it."""
        event.stop()
        chosen = event.option_id or ""
        if chosen == "people":
            self.dismiss(chosen)
        elif chosen.startswith("start "):
            self._start(chosen.removeprefix("start "))
        elif self._serving is not None:
            requests: dict[str, Request] = {
                "door": Door(not self._serving.door_open),
                "code": NewCode(),
                "turns": TurnCodes(5),
                "stop": Stop(),
            }
            self.meeting.server.ask(requests[chosen], self._told)

    def _start(self, address: str) -> None:
        """Once, however often Enter is pressed; an old laptop takes its time."""
        if self._starting:
            return
        self._starting, self._problem = True, _("The pages are being opened …")
        self._show()
        self.meeting.server.start(
            self._started, address=address, seats=self.meeting.session.info.seats
        )

    def _started(self, problem: str) -> None:
        self._starting = False
        self._told(problem)

    def _told(self, problem: str) -> None:
        self._problem = problem
        if self.is_current:
            self.look()

    def deed(self, character: str, key: str) -> Deed | None:
        """A number is that seat."""
        if not character.isdecimal():
            return super().deed(character, key)
        seat = int(character)
        if self._serving is None or seat not in self._serving.joined:
            return None
        return Deed(
            keys=character,
            label=_("seat {number}").format(number=seat),
            asks=_("Free seat {number}? Its answer to the open question goes.").format(number=seat),
            do=self._freeing(seat),
        )

    def _freeing(self, seat: int) -> Callable[[], None]:
        return lambda: self.meeting.server.ask(FreeSeat(seat), self._told)
