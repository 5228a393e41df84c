"""The parts of a screen in one line; the one that is seen stands out, a click goes to one."""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

GAP = 3
"""Columns between two names."""


LEAST: Final = 12
"""Columns of the words at the right at least, where they are cut: less of a title says nothing."""
READY = "✓"
LACKING = "!"
SIGNS: Final = {READY: "$primary", LACKING: "bold $accent"}
"""Signs with their style: a part is ready, or lacks something."""


class SectionBar(Widget):
    """The names of the parts at the left, a few words at the right."""

    DEFAULT_CSS = """
    SectionBar { height: 1; padding: 0 2; background: $surface; }
    """

    current: reactive[int] = reactive(0)
    words: reactive[Content] = reactive(Content(""))
    """What stands at the right; cut or gone when there is no room, unless it is a count."""
    counts: reactive[bool] = reactive(False)
    """Whether the words are a count, which is never cut: names give way to it."""
    signs: reactive[tuple[str, ...]] = reactive(())
    """How it stands with each part, in a sign behind its name; none for an empty one."""
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
        line = Content(" " * (GAP - 2)).join(self._drawn(at, text) for at, text in self._shown())
        room = self.content_size.width - line.cell_length - corner.cell_length - 4
        says = room >= min(LEAST, self.words.cell_length)
        words = self.words.truncate(room, ellipsis=True) if says else Content("")
        end = Content("  ").join(part for part in (words, corner) if part.plain)
        fill = max(1, self.content_size.width - line.cell_length - end.cell_length)
        return Content.assemble(line, " " * fill, end)

    def _drawn(self, at: int, text: str) -> Content:
        if at == self.current:
            return Content.styled(text, "bold $primary reverse")
        sign = self.signs[at] if at < len(self.signs) else ""
        if not sign or sign not in text:
            return Content.styled(text, "$muted")
        before, _sign, after = text.rpartition(sign)
        style = SIGNS.get(sign, "$muted")
        return Content.assemble((before, "$muted"), (sign, style), (after, "$muted"))

    def _shown(self) -> list[tuple[int, str]]:
        """The names that fit beside the corner, by their index: those around the one that is seen.

        A mark stands where others are left out, with the signs of those; a click on it goes to the
        next of them, on a sign to the one that has it.
        """
        gap = GAP - 2
        width = self.content_size.width - (len(self.corner) + 2 * gap if self.corner else 0)
        if self.counts and self.words.cell_length:
            width -= self.words.cell_length + 4
        signs = (*self.signs, *[""] * len(self.names))
        first, last = 0, len(self.names) - 1
        while True:
            shown = [(at, self._titled(at, signs[at])) for at in range(first, last + 1)]
            if first > 0:
                left = [(at, signs[at]) for at in range(first) if signs[at]]
                shown = [*left, (first - 1, "‹"), *shown]
            if last < len(self.names) - 1:
                right = [(at, signs[at]) for at in range(last + 1, len(self.names)) if signs[at]]
                shown += [(last + 1, "›"), *right]
            taken = sum(len(text) for _at, text in shown) + gap * (len(shown) - 1)
            if first == last or taken <= width:
                return shown
            if self.current - first > last - self.current:
                first += 1
            else:
                last -= 1

    def _titled(self, at: int, sign: str) -> str:
        return f" {self.names[at]} {sign} " if sign else f" {self.names[at]} "

    def on_click(self, event: events.Click) -> None:
        """Say which part was clicked."""
        left = self.styles.padding.left
        for at, name in self._shown():
            if left <= event.x < left + len(name):
                self.post_message(self.Chosen(at))
            left += len(name) + GAP - 2
