"""One of a few: the arrows or the space bar go to the next, and so does a click."""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from spiegel.i18n import _
from spiegel.widgets.line import do_in_turn

_KEYS: Final = {"right": "turn(1)", "space": "turn(1)", "left": "turn(-1)"}
WORDS: Final = 1.0
"""Seconds after a letter in which the space bar is between two words, and turns nothing."""


class Choice(Widget, can_focus=True):
    """The chosen name between two arrows; `value` is its key."""

    DEFAULT_CSS = """
    Choice { height: 1; }
    Choice:focus { background: $panel; }
    """

    index: reactive[int] = reactive(0)

    def __init__(
        self, choices: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None
    ) -> None:
        """choices: a key and a name each, at least one."""
        super().__init__(id=id)
        self.choices = tuple(choices)
        keys = [key for key, _name in self.choices]
        self.set_reactive(Choice.index, keys.index(value) if value in keys else 0)
        self._letter = float("-inf")

    @property
    def value(self) -> str:
        """The key that is chosen."""
        return self.choices[self.index][0]

    @value.setter
    def value(self, key: str) -> None:
        self.index = next(i for i, (name, _name) in enumerate(self.choices) if name == key)

    def render(self) -> RenderResult:
        """The name; arrows only where there is something to choose."""
        name = self.choices[self.index][1]
        if len(self.choices) < 2:
            return Content(name)
        arrow = "bold $primary" if self.has_focus else "$muted"
        keys = _("space: another one") if self.has_focus else ""
        return Content.assemble(("‹ ", arrow), name, (" ›   ", arrow), (keys, "$muted"))

    async def on_key(self, event: events.Key) -> None:
        """The arrows do what they do before the next key; words that are typed choose nothing."""
        between = event.time - self._letter < WORDS
        if event.is_printable and (event.key != "space" or between):
            self._letter = event.time
            event.prevent_default()
            event.stop()
        else:
            await do_in_turn(self, event, _KEYS)

    def on_click(self) -> None:
        """A click goes on to the next one."""
        self.action_turn(1)

    def action_turn(self, step: int) -> None:
        """The next or the one before, around."""
        self.index = (self.index + step) % len(self.choices)
