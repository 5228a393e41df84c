"""Words of more than a line: wrapped as one types, entered with Enter."""

from typing import Self

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class Words(TextArea):
    """A text area whose Enter says that the words are ready."""

    DEFAULT_CSS = """
    Words { height: 3; border: none; padding: 0; background: transparent; }
    Words:focus { border: none; }
    Words .text-area--cursor-line { background: transparent; }
    """

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, words: "Words") -> None:
            super().__init__()
            self.words = words

        @property
        def control(self) -> "Words":
            return self.words

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True, id=id
        )

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
            self.post_message(self.Submitted(self))
