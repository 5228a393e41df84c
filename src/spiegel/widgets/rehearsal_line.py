"""The line on top of every screen of a rehearsal."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from spiegel.i18n import _


class RehearsalLine(Widget):
    """Says, calmly and all the time, that nothing is kept."""

    DEFAULT_CSS = "RehearsalLine { dock: top; height: 1; padding: 0 1; }"

    def render(self) -> RenderResult:
        """The sentence, in the middle."""
        words = Content.styled(_("Rehearsal: nothing is kept"), "$muted")
        return words.center(self.content_size.width)
