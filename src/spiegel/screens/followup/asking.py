"""The parts of Follow-up: their keys come in turn, and two of them ask a few words of an action."""

from collections.abc import Callable
from typing import Final

from textual.app import ComposeResult

from spiegel.domain.actions.following import Standing
from spiegel.i18n import N_
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.shared.asked import Asked, AskedLine
from spiegel.screens.shared.section import Section
from spiegel.widgets.browse import Browse, BrowseInTurn

ASKED: Final = {
    Standing.DONE: N_("what shows it?"),
    Standing.STOPPED: N_("why was it stopped?"),
    Standing.OVERDUE: N_("why not yet?"),
}
"""What is asked of an action that comes to stand so; of any other nothing."""

HIGH: Final = 30
"""Rows from which a few actions have air between them."""
FEW: Final = 8
"""So many are a few, with the headings over them."""


class InTurnSection(Section):
    """A part whose list and letters take each key in turn."""

    def make_list(self) -> Browse:
        """The list itself."""
        return BrowseInTurn(self.row, indent=self.INDENT)


class AskingSection(InTurnSection):
    """The words go into the line at the bottom, at once: whatever is typed next is for them."""

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None], *, id: str) -> None:
        super().__init__(meeting, report, id=id)
        self.line = AskedLine(meeting)

    def compose(self) -> ComposeResult:
        """The list, and what is asked of one."""
        yield from super().compose()
        yield from self.below()
        yield self.line

    def below(self) -> ComposeResult:
        """What stands under the list."""
        yield from ()

    def on_resize(self) -> None:
        """There may be room now for air between the actions, or no more."""
        self._breathe()

    def draw(self) -> None:
        """Draw the actions, a few of them with air in a high window."""
        super().draw()
        self._breathe()

    def _breathe(self) -> None:
        self.browse.airy = self.size.height >= HIGH and len(self._keys) <= FEW

    def can(self, verb: str) -> bool:
        """While something is asked only that can be kept or left."""
        if verb in ("keep", "leave"):
            return self.line.asks
        return not self.line.asks and super().can(verb)

    def ask(self, asked: Asked) -> None:
        """Ask this."""
        self.line.ask(asked)

    def do_keep(self) -> None:
        """It is so, and on to the next one."""
        self.line.answer(self.submit)
        self._back()
        self.to_next()

    def do_leave(self) -> None:
        """It stays as it was; what is typed waits."""
        self.line.leave()
        self._back()

    def to_next(self) -> None:
        """The cursor goes to the next one."""
        self.browse.action_move(1)

    def _back(self) -> None:
        """The keys are back at the actions."""
        self.screen.set_focus(self.browse)
        self.screen.refresh_bindings()
