"""Words of more than a line: wrapped as one types, entered with Enter."""

from collections.abc import Callable
from typing import Self

from textual import events
from textual.widgets import TextArea


class Words(TextArea):
    """A text area whose Enter says that the words are ready."""

    DEFAULT_CSS = """
    Words { height: 3; border: none; padding: 0; background: transparent; }
    Words:focus { border: none; }
    Words .text-area--cursor-line { background: transparent; }
    """

    def __init__(
        self,
        text: str = "",
        *,
        entered: Callable[[], None],
        typed: Callable[[], None] | None = None,
        id: str | None = None,
    ) -> None:
        """entered: called at Enter itself. typed: called when the words are other words."""
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True, id=id
        )
        self._entered = entered
        self._typed = typed

    def put(self, text: str) -> Self:
        """Other words, with the cursor behind them."""
        self.text = text
        self.move_cursor(self.document.end)
        return self

    def on_key(self, event: events.Key) -> None:
        """Enter is no line break here."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._entered()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The words are other words."""
        event.stop()
        if self._typed is not None:
            self._typed()
