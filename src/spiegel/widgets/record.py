"""What was recorded, as one continuous list that wraps only the lines that are seen."""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from spiegel.i18n import _
from spiegel.text import shortened

BREATHE_FROM = 28
"""Rows from which there is an empty line between two entries."""
GUTTER = 11
"""Columns before the words: a number of up to five digits, and who said it."""
WHO = 5
"""Columns of the gutter for who said it; what is longer is cut with a mark."""
BETWEEN: Final = "   "
"""Between two marks under the words."""
MOST_ROWS = 200
"""Rows of one entry at most: a text of 100,000 characters must not cost more than a screen."""
MOST_CHARACTERS = 20_000


class RecordRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list, ready to draw.

    divider: a heading over what follows. number, who: the gutter. words: what was said. meta: what
    frames it. time: of day. style: of the words. pending: not on disk yet.
    """

    divider: str = ""
    number: str = ""
    who: str = ""
    words: str = ""
    meta: Content = Content("")
    time: str = ""
    style: str = ""
    pending: bool = False


class RecordList(Widget):
    """The list; it stays at the newest entry unless somebody looks back.

    It holds keys only and asks for an entry when it is drawn, so 5,000 statements cost as much as
    fifty. The entry under the cursor, if the list has one, is drawn on a panel.
    """

    DEFAULT_CSS = """
    RecordList { height: 1fr; }
    """
    can_focus = False

    back: reactive[int] = reactive(0)
    """How many entries somebody looked back from the newest."""
    hint: reactive[str] = reactive("")
    """What an empty list says to do first."""

    class Chosen(Message):
        """An entry was clicked."""

        def __init__(self, key: object) -> None:
            super().__init__()
            self.key = key

    def __init__(self, entry: Callable[[object], RecordRow], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entry = entry
        self._keys: Sequence[object] = ()
        self._pending: tuple[RecordRow, ...] = ()
        self._page: list[Strip] | None = None
        self._shown: list[object] = []
        self._drawn: dict[object, tuple[RecordRow, list[Strip]]] = {}
        self._drawn_for = (0, 0)

    def show(self, keys: Sequence[object], pending: tuple[RecordRow, ...] = ()) -> None:
        """Draw these entries, and under them those that are not on disk yet."""
        if self.back and len(keys) > len(self._keys):
            self.back += len(keys) - len(self._keys)
        self._keys = keys
        self._pending = pending
        self._redraw()

    def watch_back(self) -> None:
        """Draw what is seen from there."""
        self._redraw()

    def watch_hint(self) -> None:
        """Draw the sentence of an empty list."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Colours changed: draw again."""
        super().notify_style_update()
        self._page = None
        self._drawn.clear()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap again."""
        self._redraw()

    def _redraw(self) -> None:
        self._page = None
        self.refresh()

    def older(self, entries: int) -> None:
        """Look back so many entries, or on with a negative number."""
        self.back = max(0, min(self._furthest(), self.back + entries))

    def _furthest(self) -> int:
        """How many entries one can look back until the oldest stands on top of a full page."""
        width, height = self.size
        rows = 1  # the line that says how many are newer
        for index, key in enumerate(self._keys):
            rows += len(self._block(self._entry(key), width))
            if rows >= height:
                return len(self._keys) - 1 - index
        return 0

    def page_entries(self) -> int:
        """How many entries are seen now, at least one."""
        return max(1, len([key for key in self._shown if key is not None]) - 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel looks back."""
        event.stop()
        self.older(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """And on again."""
        event.stop()
        self.older(-1)

    def on_click(self, event: events.Click) -> None:
        """Say which entry was clicked."""
        if self._page is not None and event.y < len(self._shown):
            key = self._shown[event.y]
            if key is not None:
                self.post_message(self.Chosen(key))

    def render_line(self, y: int) -> Strip:
        """A line of the page, which is laid out from the bottom up when it is first asked for."""
        if self._page is None:
            self._page = self._lay_out()
        if y >= len(self._page):
            return Strip.blank(self.size.width, self.rich_style)
        return self._page[y]

    def _lay_out(self) -> list[Strip]:
        width, height = self.size
        before = self._drawn if self._drawn_for == self.size else {}
        self._drawn, self._drawn_for = {}, self.size
        if not self._keys and not self._pending:
            return self._strips(Content.styled(self.hint, "$muted"), width)
        blocks: list[tuple[object, list[Strip]]] = []
        rows = 0
        newest = self._pending if not self.back else ()
        for entry in reversed(newest):
            blocks.append((None, self._block(entry, width)))
            rows += len(blocks[-1][1])
        if self.back:
            note = Content.styled(_("↓ {count} newer").format(count=self.back), "$accent")
            blocks.append((None, self._strips(note, width)))
            rows += 1
        index = len(self._keys) - 1 - self.back
        while index >= 0 and rows < height:
            key = self._keys[index]
            entry = self._entry(key)
            known = before.get(key)
            block = known[1] if known and _same(known[0], entry) else self._block(entry, width)
            self._drawn[key] = entry, block
            blocks.append((key, block))
            rows += len(block)
            index -= 1
        lines = [(key, strip) for key, block in reversed(blocks) for strip in block]
        seen = lines[-height:] if index >= 0 or rows > height else lines
        self._shown = [key for key, _strip in seen]
        return [strip for _key, strip in seen]

    def _block(self, entry: RecordRow, width: int) -> list[Strip]:
        """The lines of one entry: a gutter, then the words with a hanging indent."""
        if entry.divider:
            line = Content.assemble(("── ", "$rule"), (entry.divider, "$muted"), " ")
            line = line.truncate(width - 3, ellipsis=True)
            fill = ("─" * max(0, width - line.cell_length), "$rule")
            return [
                *([Strip.blank(width, self.rich_style)] if self.size.height >= 14 else []),
                *self._strips(Content.assemble(line, fill), width),
            ]
        muted = "$muted italic" if entry.pending else entry.style
        room = max(10, width - GUTTER - 1)
        words = entry.words[:MOST_CHARACTERS]
        cut = "…" if len(entry.words) > len(words) or entry.pending else ""
        lines = Content.styled(words + cut, muted).wrap(room)[:MOST_ROWS]
        gutter = Content.assemble(
            (f"{entry.number:>4} ", "$faint"),
            (f"{shortened(entry.who, WHO):<{WHO}} ", "bold"),
        )
        blank = " " * GUTTER
        rows = [
            Content.assemble(gutter if row == 0 else blank, line) for row, line in enumerate(lines)
        ]
        time = Content.styled(entry.time, "$faint")
        if entry.meta.plain or not rows or rows[-1].cell_length + len(time) + 2 > width:
            meta = _beside(entry.meta, max(10, room - len(time) - 1))
            rows.extend(Content.assemble(blank, line) for line in meta)
        gap = max(1, width - 1 - rows[-1].cell_length - len(time))
        rows[-1] = Content.assemble(rows[-1], " " * gap, time)
        if self.size.height >= BREATHE_FROM:
            rows.append(Content(""))
        return [strip for row in rows for strip in self._strips(row, width)]

    def _strips(self, content: Content, width: int) -> list[Strip]:
        """Content as strips on this widget's ground, as wide as the widget."""
        return Visual.to_strips(
            self, content, max(1, width), None, self.visual_style, apply_selection=False, pad=True
        )


def _beside(marks: Content, width: int) -> list[Content]:
    """Marks beside each other, and on a new line when there is no room: a sign keeps its word."""
    lines: list[Content] = [Content("")]
    for mark in marks.split(BETWEEN):
        longer = Content.assemble(lines[-1], BETWEEN, mark) if lines[-1].plain else mark
        if longer.cell_length <= width:
            lines[-1] = longer
        else:
            lines[-1:] = [*([lines[-1]] if lines[-1].plain else []), *mark.wrap(width)]
    return lines


def _same(entry: RecordRow, other: RecordRow) -> bool:
    """Whether two entries look the same; contents of the same text may differ in colour."""
    return entry == other and entry.meta.spans == other.meta.spans
