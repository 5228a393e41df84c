"""The minutes left, large, with a bar and three states that are seen without reading."""

from typing import Final

from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from spiegel.domain.running.timing import Pace
from spiegel.widgets.digits import BigDigits
from spiegel.widgets.line import StatusLine

STYLES: Final = {Pace.ENOUGH: "-enough", Pace.NEARLY: "-nearly", Pace.OVER: "-over"}


class TimeLine(Widget):
    """How much of the time is spent, as a line that fills."""

    DEFAULT_CSS = """
    TimeLine { height: 1; color: $primary; }
    """

    part: var[float] = var(0.0)
    """The share that is spent, 0.0 to 1.0."""

    def watch_part(self, before: float, part: float) -> None:
        """Draw again when another column is spent."""
        if self._columns(before) != self._columns(part):
            self.refresh()

    def render(self) -> RenderResult:
        """The spent share heavy, what is left thin."""
        done = self._columns(self.part)
        return Content.assemble("━" * done, ("─" * (self.content_size.width - done), "$rule"))

    def _columns(self, part: float) -> int:
        return round(part * self.content_size.width)


class Timebox(Vertical):
    """One clock: a line, large digits, and what they are of."""

    DEFAULT_CSS = """
    Timebox { height: auto; }
    Timebox BigDigits { color: $foreground; height: 5; margin: 1 0 0 0; }
    Timebox #of { color: $muted; }
    Timebox.-nearly BigDigits, Timebox.-nearly TimeLine { color: $accent; }
    Timebox.-over BigDigits, Timebox.-over TimeLine { color: $error; }
    Timebox.-paused BigDigits { color: $faint; }
    """

    # It draws nothing itself: what changes is drawn by the widget in it that shows it.
    value: var[str] = var("")
    of: var[str] = var("")
    part: var[float] = var(0.0)
    pace: var[Pace] = var(Pace.ENOUGH)
    paused: var[bool] = var(False)

    def compose(self) -> ComposeResult:
        """The line, the digits, and the words under them."""
        yield TimeLine()
        yield BigDigits(id="digits")
        yield StatusLine(whole=True, id="of")

    def watch_value(self, value: str) -> None:
        """Draw other digits; a line without them would be of nothing."""
        self.query_one(TimeLine).visible = bool(value)
        self.query_one(BigDigits).value = value

    def watch_of(self, words: str) -> None:
        """Say what the digits are of."""
        self.query_one("#of", StatusLine).words = Content(words)

    def watch_part(self, part: float) -> None:
        """Fill the line."""
        self.query_one(TimeLine).part = part

    def watch_pace(self, pace: Pace) -> None:
        """Show the state of time in the colour."""
        for state, style in STYLES.items():
            self.set_class(state is pace, style)

    def watch_paused(self, paused: bool) -> None:
        """Grey while the clock stands still."""
        self.set_class(paused, "-paused")
