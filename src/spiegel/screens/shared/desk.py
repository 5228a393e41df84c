"""The scribe's desk: the line being typed, the half line set aside, and what Enter will store."""

import uuid
from collections.abc import Callable
from typing import Final, Protocol

import msgspec
from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from spiegel.domain.capture.capture import Feed, preview
from spiegel.domain.polls.paper import is_paper
from spiegel.domain.running.running import standing
from spiegel.domain.session.statements import Where
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import HalfLine, Meeting, Typed
from spiegel.screens.shared.half_form import KEEP_AFTER
from spiegel.text import plain
from spiegel.widgets.line import CaptureInput, StatusLine

LEAST_WHO: Final = 5
MOST_WHO: Final = 20
"""Columns before the input for who goes on."""

Key = tuple[str, int]
"""A table and a number."""


class Sheets(Protocol):
    """Answers on paper, which no line of the meeting may hold."""

    def is_sheet(self, text: str) -> bool:
        """Whether what is typed is such an answer."""
        ...

    def enter(self, text: str) -> bool:
        """It is whole; returns whether it was taken, else it stays in the input."""
        ...


class Desk(Vertical):
    """The input with its status; what is typed belongs to where its first character was typed.

    means: what a line will store, as it is shown under the input. goes_on: who speaks when a line
    names nobody. strays: whether lines that were typed elsewhere are shown, and may be taken up.
    sheets: who takes answers on paper. What begins as one stays one as long as it begins so, and
    enters no line of the meeting. unsaved: what holds its half line, when that is not the meeting.
    """

    DEFAULT_CSS = """
    Desk { height: auto; }
    Desk #aside { padding: 0 2; display: none; }
    Desk #aside.-shown { display: block; }
    Desk #entry { height: 3; padding: 1 2; background: $panel; margin-top: 1; }
    Desk.-folded #entry { height: 2; padding: 1 2 0 2; }
    Desk #inherits { width: 5; }
    Desk #status { padding: 0 2; color: $muted; }
    """

    line = getters.query_one(CaptureInput)
    status = getters.query_one("#status", StatusLine)
    aside = getters.query_one("#aside", StatusLine)
    inherits = getters.query_one("#inherits", StatusLine)

    class Entered(Message):
        """A new line was entered."""

        def __init__(self, half_line: HalfLine) -> None:
            super().__init__()
            self.half_line = half_line

    class Rewritten(Message):
        """A recorded line was changed, from what was shown to what was typed."""

        def __init__(self, key: Key, before: str, text: str) -> None:
            super().__init__()
            self.key = key
            self.before = before
            self.text = text

    class TakenBack(Message):
        """Words that stood here were taken back for good; left: whether something else stayed.

        changed: they stood in a recorded line that was being changed; without `left` it is gone.
        """

        def __init__(self, *, changed: bool, left: bool) -> None:
            super().__init__()
            self.changed = changed
            self.left = left

    def __init__(
        self,
        meeting: Meeting,
        means: Callable[[str, Where], Content],
        goes_on: Callable[[Where], str],
        *,
        strays: bool = False,
        sheets: Sheets | None = None,
        unsaved: Typed | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._strays = strays
        self._sheets = sheets
        self._sheet = False
        self.meeting = meeting
        self._means = means
        self._goes_on = goes_on
        self._where: Where | None = None
        self._line_id = ""
        self._feed = Feed()
        self._fed_at: tuple[int | None, int | None] = (None, None)
        self._editing: Key | None = None
        self._before = ""
        self._set_aside = HalfLine()
        self._kept = HalfLine()
        self._keeping: Timer | None = None
        self._unsaved = unsaved if unsaved is not None else meeting.typed
        self._taken_back = self._unsaved.taken_back

    def compose(self) -> ComposeResult:
        """What was set aside, the line with who goes on before it, and what it means."""
        yield StatusLine(id="aside")
        with Horizontal(id="entry"):
            yield StatusLine(id="inherits")
            yield CaptureInput(typed=self._typed, entered=self._enter, id="line")
        yield StatusLine(folds=True, id="status")

    @property
    def half_line(self) -> HalfLine:
        """The line being typed; the one set aside while a recorded line is changed."""
        if self._editing is not None:
            return self._set_aside
        if self._kept.text and self._kept.text == self.line.value:
            return self._kept
        return HalfLine(
            text=self.line.value, where=self._where, line=self._line_id, secret=self._sheet
        )

    @property
    def sheet(self) -> bool:
        """Whether an answer on paper stands in the input."""
        return self._sheet

    def give_back(self, text: str) -> bool:
        """A sheet that was not taken after all comes back, if nothing else stands there."""
        if self.line.value or self.editing:
            return False
        self._put(HalfLine(text=text, secret=True))
        return True

    @property
    def editing(self) -> bool:
        """Whether a recorded line is being changed."""
        return self._editing is not None

    @property
    def editing_key(self) -> Key | None:
        """The recorded line that is being changed."""
        return self._editing

    @property
    def unchanged(self) -> bool:
        """Whether a recorded line stands here as it was."""
        return self.editing and self.line.value == self._before

    def resume(self) -> None:
        """Take up the half line that was kept, from a crash or from another screen."""
        kept = self._unsaved.half_line
        if kept.text and kept.text != self.line.value and self._editing is None:
            self._put(kept)
        self.line.focus()

    def draw(self) -> None:
        """Name what Enter will store, and who goes on when no speaker is named."""
        if not self.is_mounted:
            return
        self._without_what_was_taken_back()
        text = self.line.value
        place = self._where or self._place()
        self.status.words = self._means(text, place)
        self.set_class(self.status.has_class("-folded"), "-folded")
        name = "" if text else self._goes_on(place)
        self._show_who(f"{name} ›")
        self.aside.words = self._aside_words()
        self.aside.set_class(bool(self.aside.words.plain), "-shown")

    def _show_who(self, words: str) -> None:
        """Who goes on, with as much room as that takes; only another width lays out."""
        self.inherits.words = plain(words, "$muted")
        width = min(MOST_WHO, max(LEAST_WHO, len(words) + 1))
        if self.inherits.styles.width is None or self.inherits.styles.width.value != width:
            self.inherits.styles.width = width

    def _place(self) -> Where:
        """Where a line belongs that begins now, also while the one before is on its way.

        A place that a line named (`/3`) holds until the meeting itself goes on.
        """
        session = self.meeting.expected
        if self._fed_at != standing(session):
            self._feed = msgspec.structs.replace(self._feed, place=None)
        return self._feed.where(session)

    def _aside_words(self) -> Content:
        if self._editing is None:
            return self._stray_words()
        label = _("You are changing {number}.").format(number=self._editing[1])
        if not self._set_aside.text:
            return plain(label + " " + _("Esc: leave it as it was"), "$accent")
        return Content.assemble(
            (label + " " + _("Set aside:") + " ", "$accent"),
            (self._set_aside.text, "$muted italic"),
        )

    def _stray_words(self) -> Content:
        """How many lines wait that were typed where letters are commands, and the oldest."""
        lines = self.meeting.strays.lines if self._strays else ()
        if not lines:
            return Content("")
        count = ngettext("{count} line waits", "{count} lines wait", len(lines))
        return Content.assemble(
            (count.format(count=len(lines)), "$accent"),
            (" · " + _("↓ takes it up") + "  ", "$muted"),
            (lines[0].text, "$muted italic"),
        )

    def take_up(self) -> None:
        """The oldest line that waits comes into the input; what stood there waits instead."""
        self.back()
        stray = self.meeting.strays.take()
        if stray is not None:
            if self.line.value:
                self.meeting.strays.hold(self.half_line)
            self._put(stray)
            self._unsaved.keep()

    def _typed(self, text: str) -> None:
        """Fix where the line belongs at its first character, and keep it soon."""
        if self._without_what_was_taken_back():
            return
        sheets = self._sheets
        self._sheet = is_paper(text) and (
            self._sheet or (sheets is not None and sheets.is_sheet(text))
        )
        if self._editing is None:
            if text and self._where is None:
                self._where = self._place()
                self._line_id = uuid.uuid4().hex
            elif not text:
                self._where, self._line_id = None, ""
            self._unsaved.hold(self.half_line)
            if self._keeping is None:
                self._keeping = self.set_timer(KEEP_AFTER, self._keep)
        self.draw()

    def _without_what_was_taken_back(self) -> bool:
        """Words that somebody takes back go from what stands here at once; whether any did.

        A line that was being changed, and of which nothing is left, is closed.
        """
        since, self._taken_back = self._taken_back, self._unsaved.taken_back
        if since == self._taken_back:
            return False
        # Who withdrew does not go on in the lines that follow either.
        self._feed = msgspec.structs.replace(self._feed, speakers=None)
        if self._editing is not None:
            self._set_aside = self._unsaved.left_of(self._set_aside, since)
        changed, stood = self._editing is not None, self.line.value
        typed = HalfLine(text=stood, where=self._where or Where(), line=self._line_id)
        if changed:
            table, number = self._editing or ("", 0)
            if number not in getattr(self.meeting.session, table):
                self.back()
                self.post_message(self.TakenBack(changed=True, left=False))
                return True
            before = HalfLine(text=self._before, where=Where())
            self._before = self._unsaved.left_of(before, since).text
        elif self._kept.text and self._kept.text == stood:
            typed = self._kept
        left = typed if self._sheet else self._unsaved.left_of(typed, since)
        if not changed:
            self._where = left.where if left.text and self._where is not None else None
            self._kept = left if left.form is not None else HalfLine()
        if left.text == stood:
            return False
        at = self.line.cursor_position
        self.line.value = left.text
        self.line.cursor_position = same_place(stood, at, left.text)
        self.post_message(self.TakenBack(changed=changed, left=bool(left.text)))
        return True

    def _keep(self) -> None:
        self._keeping = None
        self._unsaved.keep()

    def _enter(self, text: str) -> None:
        """Record a new line, or what was changed in a recorded one."""
        if self._sheet:
            self._enter_sheet(text)
        elif self._editing is not None:
            if text.strip():
                self.post_message(self.Rewritten(self._editing, self._before, text))
            self.back()
        elif text.strip():
            self.post_message(self.Entered(self.take()))

    def _enter_sheet(self, text: str) -> None:
        if self._sheets is not None and self._sheets.enter(text):
            self.line.value = ""
            self.back()
        self.draw()

    def take(self) -> HalfLine:
        """Move the line out of the input at once."""
        taken = self.half_line
        session = self.meeting.expected
        reading = preview(session, taken.text, taken.where or self._place(), None)
        self._feed, self._fed_at = self._feed.after(reading, taken.line), standing(session)
        self._where, self._line_id = None, ""
        self.line.value = ""
        return taken

    def edit(self, key: Key, text: str) -> None:
        """Set the half line aside and bring a recorded line to change."""
        self._set_aside = self.half_line
        self._editing, self._before = key, text
        self._put(HalfLine(text=text))

    def back(self) -> None:
        """Bring back the half line that was set aside; never clear what was typed."""
        if self._editing is None:
            return
        kept, self._set_aside, self._editing = self._set_aside, HalfLine(), None
        self._put(kept)

    def _put(self, half_line: HalfLine) -> None:
        self._sheet = half_line.secret
        if self._editing is None:
            self._where = half_line.where
            self._line_id = half_line.line or uuid.uuid4().hex
            # A form that only passes through this line comes out of it as it went in.
            self._kept = half_line if half_line.form is not None else HalfLine()
        self.line.value = half_line.text
        self.line.cursor_position = len(half_line.text)
        self.draw()


def same_place(before: str, at: int, after: str) -> int:
    """Where a cursor is, of which the words around it were cut: between the same words, if it can.

    What was cut before the cursor moves it along; where it stood in what was cut, it comes there.
    """
    pairs = enumerate(zip(before, after, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
    if at <= same:
        return at
    behind = len(after) - (len(before) - at)
    while behind < same and after[same - 1 : same].strip():
        same -= 1  # it stood in what was cut, so not in a word that stays
    return min(len(after), max(same, behind))
