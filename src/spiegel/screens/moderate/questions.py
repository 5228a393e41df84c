"""All questions of the round at a glance: put, already discussed, skipped, not put yet."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.running.running import Covered, Go, Skip, Unskip, question_states
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import _
from spiegel.screens.moderate.asks import number_deed
from spiegel.screens.shared.panels import Panel
from spiegel.screens.shared.typing import Deed
from spiegel.text import plain
from spiegel.widgets.options import Options


class Questions(Panel[Change]):
    """The questions with their state; dismissed with the change that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "skip", show=False),
        Binding("c", "covered", show=False),
        Binding("v,ctrl+w", "close", show=False),
    ]

    def __init__(self, session: Session, rows: Sequence[tuple[Question, str, int]]) -> None:
        super().__init__(_("Questions"))
        self.session = session
        self.rows = rows

    def contents(self) -> ComposeResult:
        """A line for each question, and what the keys do."""
        yield Options(*(Option(self._row(*row), id=str(row[0].number)) for row in self.rows))
        yield Static(
            plain(
                _("Enter, or number and Enter: go there · c: already discussed · o: skip or not")
            ),
            classes="hint",
        )

    def _row(self, question: Question, state: str, minutes: int) -> Content:
        number = str([row[0] for row in self.rows].index(question) + 1)
        optional = _("if there is time") if question.optional else ""
        planned = _("{count} min").format(count=minutes) if minutes else ""
        about = " · ".join(filter(None, (state, planned, optional)))
        return Content.assemble(
            (number.rjust(len(str(len(self.rows)))) + "  ", "bold $primary"),
            question.words,
            (f"  {about}", "$muted"),
        )

    def deed(self, character: str, key: str) -> Deed | None:
        """A number goes to that question, c and o are about the marked one: all at Enter."""
        numbers = [row[0] for row in self.rows]
        if character.isdecimal():
            return number_deed(character, numbers, self._go)
        found = super().deed(character, key)
        if found is None or key.lower() == "v":
            return found
        marked = self._marked()
        if marked is None:
            return found
        skips = key.lower() == "o"
        asks = self._skipping(marked)[0] if skips else _("Question {number} discussed?")
        number = numbers.index(marked) + 1
        return msgspec.structs.replace(found, asks=asks.format(number=number))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click goes there too."""
        self._go(self.rows[event.option_index][0])

    def _go(self, question: Question) -> None:
        self.dismiss(Go(phase=question.phase, question=question.number))

    def _marked(self) -> Question | None:
        index = self.query_one(OptionList).highlighted
        return self.rows[index][0] if index is not None else None

    def _skipping(self, question: Question) -> tuple[str, type[Skip] | type[Unskip]]:
        """What o asks about a question, and what it does."""
        state = question_states(self.session)[question.number]
        if state.skipped or state.covered:
            return _("Take question {number} back?"), Unskip
        return _("Skip question {number}?"), Skip

    def action_skip(self) -> None:
        """Skip the marked question, or take it back."""
        question = self._marked()
        if question is not None:
            self.dismiss(self._skipping(question)[1](question=question.number))

    def action_covered(self) -> None:
        """The marked question was already discussed."""
        question = self._marked()
        if question is not None:
            self.dismiss(Covered(question=question.number))
