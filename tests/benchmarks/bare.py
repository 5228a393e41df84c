"""The floor: a bare Textual app with one Input, which also answers F1."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Bare(App[None]):
    """Nothing but Textual."""

    BINDINGS = [("f1", "answer", "Answer")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Static("BARE", id="words")
        yield Input()

    def action_answer(self) -> None:
        self.query_one("#words", Static).update("ANSWERED")


if __name__ == "__main__":
    Bare().run()
