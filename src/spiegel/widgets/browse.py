"""A list to walk through with a cursor, drawn by line: only the rows that are seen are wrapped.

A row is asked for once, and kept until the list is shown or refreshed again: a move of the cursor
asks for none that was seen, and draws the two rows that change. Only lines that are other than they
were go to the terminal; a row that is the very object it was is not wrapped again, one of fixed
columns never.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import ClassVar, Self

import msgspec
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from spiegel.i18n import _
from spiegel.text import shortened
from spiegel.widgets.columns import Columns, Inks

KEPT = 400
"""Entries of which the lines are kept, so that a search back and forth costs no wrapping."""
MOST_ROWS = 60
"""Rows of one entry at most: a text of 100,000 characters must not cost more than a screen."""
POINTER = "▸"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One entry, ready to draw.

    heading: stands over what follows, the cursor passes over it. gutter: before the words. words:
    with a hanging indent. end: at the right of the first line. meta: lines that frame the words.
    single: the words are cut at the width instead of wrapped.
    """

    heading: Content | None = None
    gutter: Content = Content("")
    words: Content = Content("")
    end: Content = Content("")
    meta: tuple[Content, ...] = ()
    single: bool = False


class Browse(Widget, can_focus=True):
    """The list: it holds keys, and asks for a row when that is first drawn.

    It has no tint or opacity of its own; without a border and padding it is drawn the fastest.
    """

    auto_links = False
    DEFAULT_CSS = """
    Browse { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
        Binding("enter", "choose", show=False),
    ]

    hint: reactive[Content] = reactive(Content(""))
    """What an empty list says to do first."""
    airy: reactive[bool] = reactive(False)
    """An empty line between two entries."""

    class Moved(Message):
        """The cursor stands on another entry; key is None when there is none."""

        def __init__(self, browse: "Browse", key: Hashable | None) -> None:
            super().__init__()
            self.browse = browse
            self.key = key

        @property
        def control(self) -> "Browse":
            return self.browse

    class Chosen(Message):
        """Enter on an entry, or a click on the one under the cursor."""

        def __init__(self, browse: "Browse", key: Hashable) -> None:
            super().__init__()
            self.browse = browse
            self.key = key

        @property
        def control(self) -> "Browse":
            return self.browse

    class Seen(Message):
        """Other entries are seen than before: how many lie above and below them."""

        def __init__(self, above: int, below: int) -> None:
            super().__init__()
            self.above = above
            self.below = below

    def __init__(
        self,
        row: Callable[[Hashable], Row | Columns],
        *,
        indent: int = 2,
        pointer: bool = True,
        click_chooses: bool = True,
        leaps: bool = False,
        id: str | None = None,
    ) -> None:
        """row: what to draw for a key; when that is another, show the list again.

        indent: columns before the words. pointer: show a cursor.

        click_chooses: whether a click on the entry under the cursor is as good as Enter.

        leaps: a cursor that goes below what is seen brings half a page in sight, so that who goes
        through all of it sees what comes, and most keys draw two rows and not all of them.
        """
        super().__init__(id=id)
        self._ask = row
        self._rows: dict[Hashable, Row | Columns] = {}
        self.indent = indent
        self.pointer = pointer
        self.click_chooses = click_chooses
        self.leaps = leaps
        self._keys: Sequence[Hashable] = ()
        self._cursor = 0
        self._top = 0
        self._high = False
        self._page: list[tuple[int, Strip]] | None = None
        self._drawn: dict[tuple[Hashable, bool], tuple[Row | Columns, list[Strip]]] = {}
        """By key, and whether the cursor is there; of a heading whether it has a gap above it."""
        self._known: Inks | None = None
        self._blank = Strip([])
        self._width = 0
        self._seen = (0, 0)

    @property
    def key(self) -> Hashable | None:
        """The key of the entry under the cursor, None when there is no entry."""
        if self._cursor >= len(self._keys) or self._is_heading(self._cursor):
            return None
        return self._keys[self._cursor]

    @property
    def beyond(self) -> tuple[int, int]:
        """How many entries lie above and below those that were drawn last."""
        return self._seen

    def row(self, key: Hashable) -> Row | Columns:
        """What is drawn for a key."""
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) >= KEPT:
                self._rows.clear()
            row = self._rows[key] = self._ask(key)
        return row

    def show(
        self, keys: Sequence[Hashable], at: Hashable | None = None, *, high: bool = False
    ) -> None:
        """Draw these; the cursor goes to `at`, else stays on its entry, else near its place.

        high: most of what is seen comes after the cursor.
        """
        self._high = high
        self._rows.clear()
        before = self._keys[self._cursor] if self._cursor < len(self._keys) else None
        self._keys = keys
        found = next((k for k in (at, before) if k is not None and k in keys), None)
        here = keys.index(found) if found is not None else min(self._cursor, len(keys) - 1)
        self._cursor = self._selectable(max(0, here), 1)
        self.post_message(self.Moved(self, self.key))
        self._draw()

    def _selectable(self, index: int, step: int) -> int:
        """The nearest entry that is no heading, first in this direction, then in the other."""
        for direction in (step, -step):
            at = index
            while 0 <= at < len(self._keys):
                if not self._is_heading(at):
                    return at
                at += direction
        return index

    def more(self, below: int) -> Content:
        """How many entries lie under what is seen, without headings; nothing for none."""
        listed = len(self._keys)
        count = sum(not self._is_heading(index) for index in range(listed - below, listed))
        words = "↓ " + _("{count} more").format(count=count) if count else ""
        return Content.styled(words, "$accent")

    def _is_heading(self, index: int) -> bool:
        row = self.row(self._keys[index])
        return isinstance(row, Row) and row.heading is not None

    def action_move(self, entries: int) -> None:
        """Move the cursor so many entries down, or up with a negative number."""
        if not self._keys:
            return
        target = max(0, min(len(self._keys) - 1, self._cursor + entries))
        place = self._selectable(target, 1 if entries > 0 else -1)
        if place != self._cursor:
            self._cursor = place
            self.post_message(self.Moved(self, self.key))
        elif entries < 0:
            self._top = 0
        self._draw()

    def page(self, pages: int) -> None:
        """Move by what is seen at once."""
        seen = len({index for index, _strip in self._page or ()})
        self.action_move(pages * max(1, seen - 1))

    def to_heading(self, by: int) -> None:
        """Move to the first entry under the next heading, or under the one before."""
        at = self._cursor
        heads = [index for index in range(len(self._keys)) if self._is_heading(index)]
        under = max((index for index in heads if index < at), default=0)
        # Back goes to the beginning of its own heading first.
        begun = [index for index in heads if index < (under if at == under + 1 else at)]
        ahead = [index for index in heads if index > at]
        wanted = ahead[:1] if by > 0 else begun[-1:]
        if wanted:
            self.action_move(wanted[0] + 1 - at)

    def action_choose(self) -> None:
        """Choose the entry under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the entry under the cursor it chooses."""
        page = self._page or []
        if event.y >= len(page) or not self._keys:
            return
        index = self._selectable(page[event.y][0], 1)
        if index == self._cursor:
            if self.click_chooses:
                self.action_choose()
        else:
            self.action_move(index - self._cursor)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(1)

    def refresh(self, *regions: Region, **how: bool) -> Self:
        """Lay out again when it is next drawn."""
        self._page = None
        self._rows.clear()
        self._drawn.clear()
        self._known = None
        return super().refresh(*regions, **how)

    def draw_changed(self) -> None:
        """Ask for the rows again, and draw the lines that are other than those on the screen."""
        self._rows.clear()
        self._draw()

    def _draw(self) -> None:
        """Lay out now, and draw the lines that are other than those on the screen."""
        before = self._page
        if before is None:
            self.refresh()
            return
        self._page = self._lay_out()
        lines = zip_longest(before, self._page, fillvalue=(0, None))
        changed = [y for y, ((_, old), (_, new)) in enumerate(lines) if old is not new != old]
        if changed:
            width = self.size.width
            super().refresh(*(Region(0, y, width, rows) for y, rows in runs(changed)))

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap again."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the page, which is laid out when its first line is asked for."""
        if self._page is None:
            self._page = self._lay_out()
        return self._page[y][1] if y < len(self._page) else self._blank

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the page as they are: Textual's own way makes each of them once more."""
        if self.gutter:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        if crop.column_span != (0, self._width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    @property
    def _edge(self) -> str:
        """What stands before a heading and a hint: they begin where the words do over a list."""
        return " " if self.pointer else ""

    @property
    def _inks(self) -> Inks:
        if self._known is None:
            self._known = Inks(self)
        return self._known

    def _lay_out(self) -> list[tuple[int, Strip]]:
        width, height = self.size
        if width != self._width or self._known is None:
            self._width = width
            self._blank = self._strip(Content(""))
        if not self._keys:
            lines = self.hint.wrap(max(1, width - len(self._edge)))
            return [(0, self._strip(Content.assemble(self._edge, line))) for line in lines]
        if self._high:
            self._top, self._high = self._highest(height), False
        self._bring_cursor_in(height)
        page: list[tuple[int, Strip]] = []
        index = self._top
        while index < len(self._keys) and len(page) < height:
            page.extend((index, strip) for strip in self._block(index))
            index += 1
        page = page[:height]
        seen = (self._top, len(self._keys) - 1 - page[-1][0] if page else 0)
        if seen != self._seen:
            self._seen = seen
            self.post_message(self.Seen(*seen))
        return page

    def _highest(self, height: int) -> int:
        """The top with two entries before the cursor; with more where the page is not full."""
        top = max(0, self._cursor - 2)
        rows = sum(len(self._block(index)) for index in range(top, len(self._keys)))
        while top > 0 and (rows := rows + len(self._block(top - 1))) <= height:
            top -= 1
        return top

    def _bring_cursor_in(self, height: int) -> None:
        """Move the top so that the cursor is seen, with a heading just before or at the end."""
        self._top = min(self._top, self._cursor)
        if self._top == self._cursor and self._top > 0 and self._is_heading(self._top - 1):
            self._top -= 1
        top = self._cursor
        rest = range(self._cursor + 1, len(self._keys))
        if len(rest) <= height and all(self._is_heading(index) for index in rest):
            top = len(self._keys) - 1
        first = self._first_above(top, height)
        if first > self._top:
            self._top = self._first_above(top, height // 2) if self.leaps else first

    def _first_above(self, last: int, height: int) -> int:
        """From which entry on all up to this one are seen in so many lines, the cursor at least."""
        rows, first = 0, last
        while first >= self._top:
            rows += len(self._block(first))
            if rows > height and first < self._cursor:
                return first + 1
            first -= 1
        return self._top

    def _block(self, index: int) -> list[Strip]:
        """The lines of one entry."""
        key = self._keys[index]
        row, here = self.row(key), self.pointer and index == self._cursor
        is_heading = isinstance(row, Row) and row.heading is not None
        way = here if not is_heading else index > self._top
        known = self._drawn.get((key, way))
        if known is not None and (known[0] is row or _same(known[0], row)):
            return known[1]
        if isinstance(row, Columns):
            strips = [self._columns(row, here=here)]
        else:
            lines = self._heading(row, gap=way) if is_heading else self._lines(row, here=here)
            strips = [self._strip(line) for line in lines]
        if len(self._drawn) >= KEPT:
            self._drawn.clear()
        self._drawn[key, way] = row, strips
        return strips

    def _heading(self, row: Row, *, gap: bool) -> list[Content]:
        """A heading, with an empty line before it unless it stands on top."""
        words = Content.assemble(self._edge, row.heading or "")
        heading = words.truncate(max(1, self._width), ellipsis=True)
        return [Content(""), heading] if gap else [heading]

    def _lines(self, row: Row, *, here: bool) -> list[Content]:
        width = self._width
        lines = drawn(row, self.indent, width)
        if here:
            lines = pointed(lines, width, awake=self.has_focus)
        return [*lines, Content("")] if self.airy else lines

    def _columns(self, row: Columns, *, here: bool) -> Strip:
        """A row of fixed columns, with a pointer on a panel when the cursor is here."""
        awake = self.has_focus
        pointer = (POINTER, _pointing(awake=awake)) if here else None
        pieces = row.pieces(self.indent, self._width, pointer)
        segments = self._inks.segments(pieces, _ground(awake=awake) if here else "")
        return Strip(segments, self._width)

    def _strip(self, line: Content) -> Strip:
        return self._inks.strip(line, max(1, self._width))


def _same(one: Row | Columns, other: Row | Columns) -> bool:
    """Whether two rows are drawn alike; contents are equal when only their words are."""
    if not (isinstance(one, Row) and isinstance(other, Row)) or one.single is not other.single:
        return False
    mine, theirs = ((r.gutter, r.words, r.end, *r.meta) for r in (one, other))
    alike = len(mine) == len(theirs) and one.heading is other.heading is None
    return alike and all(map(Content.is_same, mine, theirs))


def runs(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers in order as runs: the first of each and how many follow one another."""
    found: list[tuple[int, int]] = []
    for line in lines:
        first, count = found[-1] if found else (line, 0)
        if found and line == first + count:
            found[-1] = (first, count + 1)
        else:
            found.append((line, 1))
    return found


def drawn(row: Row, indent: int, width: int) -> list[Content]:
    """The lines of a row: the gutter, words with a hanging indent, what frames them."""
    room = max(8, width - indent - 1)
    first = max(8, room - row.end.cell_length - (2 if row.end.plain else 0))
    if row.single or not row.words.plain:
        words = [row.words.truncate(first, ellipsis=True)]
    else:
        words = row.words.wrap(first)[:MOST_ROWS]
    blank = " " * indent
    head = Content.assemble(row.gutter.truncate(indent, pad=True), words[0])
    gap = " " * max(0, room + indent - head.cell_length - row.end.cell_length)
    lines = [Content.assemble(head, gap, row.end) if row.end.plain else head]
    lines += [Content.assemble(blank, part) for part in words[1:]]
    for meta in row.meta:
        lines += [Content.assemble(blank, part) for part in meta.wrap(room)]
    return lines


def pointed(lines: list[Content], width: int, *, awake: bool) -> list[Content]:
    """Lines on a panel with a pointer before the first, so that colour is never alone."""
    if lines and lines[0].plain[:1] == " ":
        pointer = (POINTER, _pointing(awake=awake))
        lines = [Content.assemble(pointer, lines[0][1:]), *lines[1:]]
    ground = _ground(awake=awake)
    padded = (Content.assemble(line, " " * max(0, width - line.cell_length)) for line in lines)
    return [line.stylize(ground) for line in padded]


def _pointing(*, awake: bool) -> str:
    return "$accent" if awake else "$muted"


def _ground(*, awake: bool) -> str:
    return "on $panel" if awake else "on $surface"


def typed(text: str, style: str = "") -> Content:
    """Typed words as a row shows them: never markup, and no more than a screen can show."""
    short = shortened(text)
    return Content.styled(short, style) if style else Content(short)


class BrowseInTurn(Browse, inherit_bindings=False):
    """A list on a screen whose letters have priority: its arrows come in turn with them.

    Else a letter that is typed right behind an arrow is for where the cursor stood before it. Enter
    is a key of the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, priority=True)
        for binding in Browse.BINDINGS
        if isinstance(binding, Binding) and binding.key != "enter"
    ]
