"""The floor: a bare Textual app that paints a line under its Input when Enter is pressed."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Bare(App[None]):
    """Counts the lines; the newest stands there with its number."""

    lines = 0

    def compose(self) -> ComposeResult:
        yield Static("BARE", id="words")
        yield Input()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Paint the line, and begin anew."""
        self.lines += 1
        self.query_one("#words", Static).update(f"<{self.lines}> {message.value}")
        message.input.clear()


if __name__ == "__main__":
    Bare().run()
