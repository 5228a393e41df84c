"""The ideas of an open question, before and while the room sees them: one can be held back."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from spiegel.domain.session.polls import Idea
from spiegel.i18n import _
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain
from spiegel.widgets.options import Options


class IdeasPanel(Panel[None]):
    """The ideas one under the other; space or Enter holds the marked one back, or not any more.

    hold: makes it so. The room shows its number of ideas all the same.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("i,space", "choose", show=False)]

    def __init__(self, ideas: Sequence[Idea], hold: Callable[[Idea, bool], None]) -> None:
        super().__init__(_("What came in"))
        self.ideas = list(ideas)
        self._hold = hold

    def contents(self) -> ComposeResult:
        """A line for each idea, and what the keys do."""
        yield Options(*(Option(_row(idea)) for idea in self.ideas))
        yield Static(
            plain(_("Enter: not shown in the room (a name, an insult), or shown · Esc: back")),
            classes="hint",
        )

    def action_choose(self) -> None:
        """The marked one."""
        for options in self.query(OptionList):
            options.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Hold it back, or not any more."""
        event.stop()
        at = event.option_index
        idea = self.ideas[at]
        self.ideas[at] = held = msgspec.structs.replace(idea, held=not idea.held)
        self._hold(held, held.held)
        event.option_list.replace_option_prompt_at_index(at, _row(held))


def _row(idea: Idea) -> Content:
    if idea.held:
        return Content.assemble((_("not shown") + "  ", "bold $accent"), (idea.words, "$muted"))
    return plain(idea.words)
