"""The devices that people answer on: begin, who is there, who still has to answer."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from spiegel.domain.polls.polls import open_poll
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.meeting.port.serving import FreeSeat, Request, TurnCodes
from spiegel.screens.moderate import devices_view as view
from spiegel.screens.shared.pages_panel import PagesPanel
from spiegel.screens.shared.typing import Deed
from spiegel.text import plain
from spiegel.widgets.options import Options


class DevicesPanel(PagesPanel):
    """How the server stands, and what can be done; dismissed with "people" to fill these in.

    A number and Enter frees that seat.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "close", show=False),
        Binding("pagedown", "read(1)", show=False, priority=True),
        Binding("pageup", "read(-1)", show=False, priority=True),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    REST = "people"

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(_("Devices"), meeting, seats=meeting.session.info.seats)
        self._done: frozenset[int] | None = None

    def contents(self) -> ComposeResult:
        """What is so, then what can be done."""
        with VerticalScroll(can_focus=False):
            yield Static("", id="said", classes="note")
        yield Options()
        yield Static(
            plain(_("Enter: choose · number and Enter: free that seat · Esc: back")),
            classes="hint",
        )

    def action_read(self, pages: int) -> None:
        """On or back in what is said, where it does not fit."""
        said = self.query_one(VerticalScroll)
        said.scroll_relative(y=pages * said.size.height, animate=False)

    def look(self) -> None:
        """Say how the server stands, and who answered."""
        poll = open_poll(self.meeting.session)
        if poll is None:
            self._done = None
        else:
            self.meeting.ballots.done(poll.number, self._answered)
        super().look()

    def _answered(self, done: frozenset[int]) -> None:
        self._done = done
        if self.is_current:
            self.show()

    def lines(self) -> Iterator[str]:
        """How the server stands, and who still has to answer."""
        session = self.meeting.session
        missing = view.missing(self.serving, self._done, session.info.paper)
        yield from view.status(session, self.serving, missing)

    def offers(self) -> dict[str, str]:
        """What can be done now, by the key of its option."""
        people = {"people": _("fill in who answers: how many, on paper, which groups")}
        found = super().offers()
        if self.serving is None:
            return {**people, **found}
        turns = {"turns": _("five codes for a laptop that goes round")}
        stop = {"stop": found.pop("stop")}
        return {**found, **turns, **people, **stop}

    def request(self, chosen: str) -> Request | None:
        """What an option asks of the server."""
        return TurnCodes(5) if chosen == "turns" else super().request(chosen)

    def choose(self, chosen: str) -> None:
        """Do it; how many people there are is filled in elsewhere."""
        if chosen == "people":
            self.dismiss(chosen)
        else:
            super().choose(chosen)

    def deed(self, character: str, key: str) -> Deed | None:
        """A number is that seat."""
        if not character.isdecimal():
            return super().deed(character, key)
        seat = int(character)
        if self.serving is None or seat not in self.serving.joined:
            return None
        return Deed(
            keys=character,
            label=_("seat {number}").format(number=seat),
            asks=_("Free seat {number}? Its answer to the open question goes.").format(number=seat),
            do=self._freeing(seat),
        )

    def _freeing(self, seat: int) -> Callable[[], None]:
        return lambda: self.meeting.server.ask(FreeSeat(seat), self.told)
