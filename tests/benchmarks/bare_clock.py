"""The floor: a bare Textual app that shows the time and paints it once a second."""

import time

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareClock(App[None]):
    """Nothing but Textual and a clock."""

    def compose(self) -> ComposeResult:
        yield Static("BARE", id="words")
        yield Static("", id="clock")

    def on_mount(self) -> None:
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        self.query_one("#clock", Static).update(f"{time.monotonic():.0f}")


if __name__ == "__main__":
    BareClock().run()
