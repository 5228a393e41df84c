"""The parts of a screen in one line; the one that is seen stands out, a click goes to one."""

from collections.abc import Sequence

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

GAP = 3
"""Columns between two names."""


class SectionBar(Widget):
    """The names of the parts at the left, a few words at the right."""

    DEFAULT_CSS = """
    SectionBar { height: 1; padding: 0 2; background: $surface; }
    """

    current: reactive[int] = reactive(0)
    words: reactive[Content] = reactive(Content(""))
    """What stands at the right; cut when there is no room."""
    corner: reactive[str] = reactive("")
    """A word that is never cut, such as *privé*."""

    class Chosen(Message):
        """A part was clicked; index from 0."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = tuple(names)

    def render(self) -> RenderResult:
        """The names, then the words as far as there is room."""
        corner = Content.styled(self.corner, "$muted")
        parts = [
            Content.styled(name, "bold $primary reverse" if at == self.current else "$muted")
            for at, name in self._shown()
        ]
        line = Content(" " * (GAP - 2)).join(parts)
        room = self.content_size.width - line.cell_length - corner.cell_length - 4
        words = self.words.truncate(max(0, room), ellipsis=True) if room > 3 else Content("")
        end = Content("  ").join(part for part in (words, corner) if part.plain)
        fill = max(1, self.content_size.width - line.cell_length - end.cell_length)
        return Content.assemble(line, " " * fill, end)

    def _shown(self) -> list[tuple[int, str]]:
        """The names that fit beside the corner, by their index: those around the one that is seen.

        A mark stands where others are left out; a click on it goes to the next of them.
        """
        gap = GAP - 2
        width = self.content_size.width - (len(self.corner) + 2 * gap if self.corner else 0)
        first, last = 0, len(self.names) - 1
        while True:
            shown = [(at, f" {self.names[at]} ") for at in range(first, last + 1)]
            if first > 0:
                shown.insert(0, (first - 1, "‹"))
            if last < len(self.names) - 1:
                shown.append((last + 1, "›"))
            taken = sum(len(name) for _at, name in shown) + gap * (len(shown) - 1)
            if first == last or taken <= width:
                return shown
            if self.current - first > last - self.current:
                first += 1
            else:
                last -= 1

    def on_click(self, event: events.Click) -> None:
        """Say which part was clicked."""
        left = self.styles.padding.left
        for at, name in self._shown():
            if left <= event.x < left + len(name):
                self.post_message(self.Chosen(at))
            left += len(name) + GAP - 2
