"""What is filled in in a form: a line, words that wrap, lines under each other."""

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from spiegel.widgets.line import InTurn

LONGEST = 2_000
"""Characters that a field of one line takes."""


class EntryLine(InTurn):
    """One flat line: a passphrase that a program types ends with its own Enter, not before."""

    DEFAULT_CSS = """
    EntryLine { height: 1; border: none; padding: 0 1; background: $panel; }
    EntryLine:focus { border: none; background: $primary 20%; background-tint: transparent; }
    """

    def __init__(self, value: str = "", *, example: str = "", id: str | None = None) -> None:
        """example: what an answer could look like, while there is none."""
        super().__init__(
            value, placeholder=example, select_on_focus=False, id=id, max_length=LONGEST
        )


class EntryText(TextArea):
    """Lines under each other, where Enter begins a new one."""

    DEFAULT_CSS = """
    EntryText { border: none; padding: 0 1; background: $panel; }
    EntryText:focus { border: none; background: $primary 20%; }
    EntryText .text-area--cursor-line { background: transparent; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True, id=id
        )
        self.move_cursor(self.document.end)


class EntryWords(EntryText):
    """Words that wrap as one types; Enter says that they are ready."""

    class Submitted(Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
        else:
            await super()._on_key(event)
