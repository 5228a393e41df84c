"""The scribe's line: an input that a key press does not re-lay the screen for."""

from collections.abc import Callable, Mapping
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widget import Widget
from textual.widgets import Input

from spiegel.i18n import _
from spiegel.widgets.corner import Corner

AT_ONCE: Final = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""What the keys of an Input do."""


async def do_in_turn(widget: Widget, event: events.Key, actions: Mapping[str, str]) -> None:
    """Do what a bound key does now, before the next key; one that does nothing travels on.

    Bound keys travel up to the app and back, so under load they come after what was typed later.
    """
    action = actions.get(event.key)
    if action is not None:
        event.prevent_default()
        if await widget.app.run_action(action, widget):
            event.stop()


class InTurn(Input):
    """Textual's Input, where nothing that is typed comes out of order, and nothing pasted is lost.

    Each key does its work in turn, Enter and backspace too. One that has nothing to do, as ctrl+c
    while nothing is marked, travels on. Of what is pasted Textual keeps the first line alone, and
    nothing of one that does not fit.
    """

    async def on_key(self, event: events.Key) -> None:
        """Do what a bound key does now; what types is Textual's."""
        await do_in_turn(self, event, AT_ONCE)

    def on_paste(self, event: events.Paste) -> None:
        """What another program copied."""
        event.stop()
        event.prevent_default()
        self.put_in(event.text)

    def action_paste(self) -> None:
        """What was copied here."""
        self.put_in(self.app.clipboard)

    def put_in(self, text: str) -> None:
        """All that is pasted on this one line, in the place of what is marked; what fits of it."""
        words = _on_one_line(text)
        start, end = sorted(self.selection)
        most = self.max_length or len(self.value) + len(words)
        fits = words[: max(0, most - len(self.value) + end - start)]
        if len(fits) < len(words):
            told = _("Not all that was pasted fits here: the end of it is left out.")
            self.notify(told, severity="warning", timeout=10, markup=False)
        self.replace(fits, start, end)


def _on_one_line(text: str) -> str:
    """Lines behind each other; one alone stays as it is, for it may be a passphrase."""
    lines = text.splitlines()
    return lines[0] if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))


class LineInput(InTurn):
    """Textual's Input, without its layout of the whole screen at each key.

    Input sets `virtual_size` at each key, which is a reactive that lays out; here it only repaints.
    """

    DEFAULT_CSS = """
    LineInput { height: 1; border: none; padding: 0; background: transparent; }
    LineInput:focus { border: none; background-tint: transparent; }
    """

    virtual_size: Reactive[Size] = reactive(Size(0, 0), layout=False)


class CaptureInput(LineInput):
    """The line of the scribe.

    `typed` is called at each change, `entered` at Enter, and for all lines but the last of a text
    that is pasted.
    """

    def __init__(
        self, *, typed: Callable[[str], None], entered: Callable[[str], None], id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._typed = typed
        self._entered = entered

    def put_in(self, text: str) -> None:
        """All lines but the last are entered, and that is said: nobody saw them one by one."""
        *whole, last = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        entered = 0
        for line in whole:
            self.insert_text_at_cursor(line)
            entered += bool(self.value.strip())
            self._entered(self.value)
        self.insert_text_at_cursor(last)
        if entered > 1:
            words = _("{count} lines were pasted and entered. ctrl+z takes back one at a time.")
            told = words.format(count=entered)
            self.notify(told, severity="warning", timeout=10, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without words there is nothing to walk through: ← and → are keys of the screen then."""
        if action in ("cursor_left", "cursor_right") and not self.value:
            return False
        return super().check_action(action, parameters)

    def watch_value(self, value: str) -> None:
        """The line is another one."""
        self._typed(value)

    async def action_submit(self) -> None:
        """Enter."""
        self._entered(self.value)


_BETWEEN: Final = (" · ", "   ")
"""Between two things that are said on one line."""


class StatusLine(Widget):
    """One line with words at the left and, if wanted, at the right; a change only repaints it.

    corner: words before the right end.
    """

    DEFAULT_CSS = """
    StatusLine { height: 1; link-style: none; link-style-hover: none; }
    StatusLine.-folded { height: 2; }
    """
    auto_links = False

    words: reactive[Content] = reactive(Content(""), layout=False)
    end: reactive[Content] = reactive(Content(""), layout=False)
    corner: reactive[Corner] = reactive(Corner(), layout=False)

    def __init__(
        self,
        *,
        whole: bool = False,
        folds: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """whole: where not all things that are said have room, the last go, and none is cut.

        folds: words that one row would cut get a second one; where the style sheet gives more
        rows, they take those, the lowest first.
        """
        super().__init__(id=id, classes=classes)
        self._whole = whole
        self._folds = folds

    def watch_words(self) -> None:
        """Other words may need another number of rows."""
        self._fold()

    def watch_end(self) -> None:
        """So may less room for them."""
        self._fold()

    def on_resize(self) -> None:
        """So may another width."""
        self._fold()

    def _fold(self) -> None:
        width = self.content_size.width
        if self._folds and width:
            end = self.end.cell_length + 2 if self.end.plain else 0
            cut = self._cut(self.words, max(1, width - end)).plain
            self.set_class(cut.endswith("…") and cut != self.words.plain, "-folded")

    def render(self) -> RenderResult:
        """The words, cut where the right end begins."""
        width = max(1, self.content_size.width)
        *folded, words = self._folded(width)
        left = width - words.cell_length - 2
        corner = self.corner.within(left - self.end.cell_length - 2 * bool(self.end.plain))
        end = Content("  ").join(part for part in (corner, self.end) if part.plain)
        if not end.plain:
            last = self._cut(words, width)
        else:
            room = max(1, width - end.cell_length - 2)
            cut = self._cut(words, room).truncate(room, ellipsis=True, pad=True)
            last = Content.assemble(cut, "  ", end)
        return Content("\n").join([*folded, last])

    def _folded(self, width: int) -> list[Content]:
        """The words in as many rows as there are; in the last whatever had no room before."""
        rows = max(1, self.content_size.height)
        if rows == 1 or not self._folds:
            return [self.words]
        end = self.end.cell_length + 2 if self.end.plain else 0
        if self.words.cell_length + end <= width:
            return [*[Content("")] * (rows - 1), self.words]
        lines = [line.rstrip() for line in self.words.wrap(width)]
        first, last = lines[: rows - 1], Content(" ").join(lines[rows - 1 :])
        return [*[Content("")] * (rows - 1 - len(first)), *first, last]

    def _cut(self, words: Content, room: int) -> Content:
        """As much as has room: of several things that are said the first ones whole."""
        if self._whole and words.cell_length > room:
            end = len(words.plain)
            while end > 0 and words[:end].cell_length > room:
                end = max(words.plain.rfind(between, 0, end) for between in _BETWEEN)
            if end > 0:
                return words[:end]
        return words.truncate(room, ellipsis=True)
