"""Why there are no actions yet, with a line for each step that still keeps them closed."""

from collections.abc import Callable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.running.running import Discussed, Forced
from spiegel.domain.session.session import Session
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.debrief import view
from spiegel.text import plain
from spiegel.widgets.options import Options


class Steps(Options, inherit_bindings=False):
    """The lines, which leave PgUp and PgDn to the steps of the debrief: they fit on one page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("enter", "select", show=False),
    ]


class Gate(Vertical):
    """The lines; one key on a line goes on although nothing was noted there."""

    lines = getters.query_one(OptionList)

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None]) -> None:
        super().__init__(id="gate")
        self.meeting = meeting
        self.report = report

    def compose(self) -> ComposeResult:
        """Why, then the lines."""
        yield Static("", id="why", markup=False)
        yield Steps()

    def draw(self, session: Session) -> None:
        """Draw the steps that are still empty."""
        self.query_one("#why", Static).update(plain(view.why_closed(session)))
        self.lines.clear_options()
        steps = view.gate_words(session)
        self.lines.add_options(Option(plain(words), id=step.key) for step, words in steps)
        self.lines.highlighted = 0

    @property
    def step(self) -> str | None:
        """The key of the step on the line under the cursor."""
        index = self.lines.highlighted
        return None if index is None else self.lines.get_option_at_index(index).id

    def discussed(self) -> None:
        """The step was talked through and nothing is noted."""
        if self.step is not None:
            self.meeting.submit(Discussed(step=self.step), self.report)

    def force(self) -> None:
        """On to the actions although nothing was noted at this step."""
        if self.step is not None:
            self.meeting.submit(Forced(step=self.step), self.report)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click on a line."""
        event.stop()
        self.force()
