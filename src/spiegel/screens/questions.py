"""All questions of the round at a glance: had, already discussed, skipped, open."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.agenda import Question
from spiegel.domain.running import Covered, Go, Skip, Unskip, question_states
from spiegel.domain.session import Change, Session
from spiegel.i18n import _
from spiegel.screens.panels import Panel
from spiegel.text import plain
from spiegel.widgets.options import Options


class Questions(Panel[Change]):
    """The questions with their state; dismissed with the change that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "skip", show=False),
        Binding("c", "covered", show=False),
        Binding("v", "close", show=False),
    ]

    def __init__(self, session: Session, rows: Sequence[tuple[Question, str, int]]) -> None:
        super().__init__(_("Questions"))
        self.session = session
        self.rows = rows

    def contents(self) -> ComposeResult:
        """A line for each question, and what the keys do."""
        yield Options(*(Option(self._row(*row), id=str(row[0].number)) for row in self.rows))
        yield Static(
            plain(_("Enter or digit: go there · c: already discussed · o: skip or take back")),
            classes="hint",
        )

    def _row(self, question: Question, state: str, minutes: int) -> Content:
        number = [row[0] for row in self.rows].index(question) + 1
        optional = _("if there is time") if question.optional else ""
        return Content.assemble(
            (f"{number}  ", "bold $primary"),
            question.words,
            (f"  {state} · {_('{count} min').format(count=minutes)} {optional}", "$muted"),
        )

    def on_key(self, event: events.Key) -> None:
        """A digit goes to that question."""
        if event.key.isdigit() and 0 < int(event.key) <= len(self.rows):
            event.stop()
            self._go(self.rows[int(event.key) - 1][0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click goes there too."""
        self._go(self.rows[event.option_index][0])

    def _go(self, question: Question) -> None:
        self.dismiss(Go(phase=question.phase, question=question.number))

    def _marked(self) -> Question | None:
        index = self.query_one(OptionList).highlighted
        return self.rows[index][0] if index is not None else None

    def action_skip(self) -> None:
        """Skip the marked question, or take it back."""
        question = self._marked()
        if question is not None:
            state = question_states(self.session)[question.number]
            dropped = state.skipped or state.covered
            change = Unskip if dropped else Skip
            self.dismiss(change(question=question.number))

    def action_covered(self) -> None:
        """The marked question was already discussed."""
        question = self._marked()
        if question is not None:
            self.dismiss(Covered(question=question.number))
