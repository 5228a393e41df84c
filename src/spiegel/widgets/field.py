"""What is filled in in a form: a line, words that wrap, lines under each other."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from spiegel.widgets.line import LineInput

LONGEST = 2_000
"""Characters that a field of one line takes."""


class FieldLine(LineInput):
    """One flat line: a passphrase that a program types ends with its own Enter, not before."""

    DEFAULT_CSS = """
    FieldLine { height: 1; border: none; padding: 0 1; background: $panel; }
    FieldLine:focus { border: none; background: $primary 20%; background-tint: transparent; }
    """

    def __init__(
        self, value: str = "", *, example: str = "", replaced: bool = False, id: str | None = None
    ) -> None:
        """example: what an answer could look like, while there is none. replaced: typing puts
        another value in the place of this one."""
        super().__init__(
            value, placeholder=example, select_on_focus=replaced, id=id, max_length=LONGEST
        )


class FieldText(TextArea):
    """Lines under each other, where Enter begins a new one.

    A line is what somebody typed until Enter, however often it wraps: so the keys to its begin and
    end, and those that delete up to there, do what they do in a field of one line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "whole_line_start", show=False),
        Binding("ctrl+e", "whole_line_end", show=False),
    ]

    DEFAULT_CSS = """
    FieldText { border: none; padding: 0 1; background: $panel; }
    FieldText:focus { border: none; background: $primary 20%; }
    FieldText .text-area--cursor-line { background: transparent; }
    """

    def __init__(self, text: str = "", *, replaced: bool = False, id: str | None = None) -> None:
        """replaced: typing puts other words in the place of these."""
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True, id=id
        )
        self.move_cursor(self.document.end)
        if replaced:
            self.select_all()

    def action_whole_line_start(self) -> None:
        """To the begin of the line."""
        self.move_cursor((self.cursor_location[0], 0))

    def action_whole_line_end(self) -> None:
        """To the end of the line."""
        row = self.cursor_location[0]
        self.move_cursor((row, len(self.document.get_line(row))))

    def action_delete_to_start_of_line(self) -> None:
        """Take away what stands before the cursor in the line."""
        row, _column = self.cursor_location
        self.delete((row, 0), self.cursor_location, maintain_selection_offset=False)

    def action_delete_to_end_of_line(self) -> None:
        """Take away what stands behind the cursor in the line."""
        row, _column = self.cursor_location
        end = (row, len(self.document.get_line(row)))
        self.delete(self.cursor_location, end, maintain_selection_offset=False)


class FieldWords(FieldText):
    """Words that wrap as one types; Enter says that they are ready."""

    class Submitted(Message):
        """Enter was pressed."""

    def on_key(self, event: events.Key) -> None:
        """Enter is no character here."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
