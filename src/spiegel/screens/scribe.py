"""Scribe: one line per statement at speaking speed; the input has the focus, always."""

import uuid
from collections.abc import Callable
from typing import ClassVar

import msgspec
from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input

from spiegel.domain import notation
from spiegel.domain.capture import (
    MoveToQuestion,
    RecordLine,
    RewriteLine,
    Where,
    preview,
    where,
)
from spiegel.domain.remarks import Tell
from spiegel.domain.running import GoNext, Pause, Resume, place, standing
from spiegel.domain.session import Session
from spiegel.domain.timing import timetable
from spiegel.i18n import _
from spiegel.ports import HalfLine, Meeting, Receipt
from spiegel.screens import moderate_view, scribe_view
from spiegel.screens.base import MeetingScreen
from spiegel.text import local, plain
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import LineInput, StatusLine
from spiegel.widgets.record import Entry, RecordList
from spiegel.widgets.tally import Tally

KEEP_AFTER = 0.12
"""Seconds after the first key that is not kept yet: a crash loses less than 200 ms of typing."""
TICK = 0.5


class Waiting(msgspec.Struct, kw_only=True):
    """A line that was entered and is not on disk yet, or could not be written."""

    half_line: HalfLine
    problem: str = ""


class ScribeScreen(MeetingScreen, screen="scribe"):
    """The scribe's screen: the list, the themes and people beside it, the line under it."""

    CSS_PATH = "scribe.tcss"
    AUTO_FOCUS = "LineInput"
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [
        (0, "-narrow"),
        (76, "-normal"),
        (110, "-wide"),
    ]

    record = getters.query_one(RecordList)
    line = getters.query_one(LineInput)
    status = getters.query_one("#status", StatusLine)
    top = getters.query_one("#top", StatusLine)
    aside = getters.query_one("#aside", StatusLine)
    inherits = getters.query_one("#inherits", StatusLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self._where: Where | None = None
        self._line_id = ""
        self._waiting: dict[str, Waiting] = {}
        self._editing: tuple[str, int] | None = None
        self._set_aside: HalfLine | None = None
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """Where we are on top; the list, themes and people; then the line and what it means."""
        yield StatusLine(id="top")
        with Horizontal(id="body"):
            yield RecordList(self._entry, id="record")
            with Vertical(id="side"):
                yield Tally(_("Themes"), id="themes")
                yield Tally(_("Heard here"), columns=3, id="people")
        yield StatusLine(id="aside")
        with Horizontal(id="entry"):
            yield StatusLine(id="inherits")
            yield LineInput(id="line")
        yield StatusLine(id="status")
        yield KeyBar()

    def on_mount(self) -> None:
        """Bring back what was being typed, and look at the clock from now on."""
        self.record.hint = _('Type the first line: D3: "I waited for weeks" #waiting -')
        self._resume_half_line()
        self.set_interval(TICK, self.tick)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What was typed in another window meanwhile is in the line now."""
        super().on_screen_resume(event)
        self._resume_half_line()
        self.line.focus()

    def _resume_half_line(self) -> None:
        kept = self.meeting.half_line
        if kept.text and kept.text != self.line.value and self._editing is None:
            self._where, self._line_id = kept.where, kept.line or uuid.uuid4().hex
            self.line.value = kept.text
            self.line.cursor_position = len(kept.text)

    def show_session(self, session: Session) -> None:
        """Draw the list, the themes and who was heard."""
        self._draw_record(session)
        self.query_one("#themes", Tally).counts = scribe_view.theme_counts(session)
        self.query_one("#people", Tally).counts = scribe_view.people_counts(session)
        self._draw_line(session)
        self.tick()

    def _draw_record(self, session: Session) -> None:
        waiting = tuple(
            Entry(who="…", words=w.half_line.text, meta=plain(w.problem, "$error"), pending=True)
            for w in self._waiting.values()
        )
        self.record.show(scribe_view.keys(session), waiting)

    def _entry(self, key: object) -> Entry:
        return scribe_view.entry(self.meeting.session, key)

    def tick(self) -> None:
        """Draw the question and its clock; equal words are not painted again."""
        session = self.session
        if session is None or not self.is_current:
            return
        table = timetable(session, self.meeting.now())
        digits = moderate_view.digits(table, calm=False)
        self.top.words = scribe_view.heading(session, digits, self.top.content_size.width)

    # The line

    def on_input_changed(self, event: Input.Changed) -> None:
        """Fix where the line belongs at its first character, and keep it."""
        event.stop()
        if self._editing is None:
            if event.value and self._where is None:
                self._where = where(self.meeting.session)
                self._line_id = uuid.uuid4().hex
            elif not event.value:
                self._where, self._line_id = None, ""
            if self._keeping is None:
                self._keeping = self.set_timer(KEEP_AFTER, self._keep)
        self._draw_line(self.meeting.session)

    def _half_line(self) -> HalfLine:
        if self._set_aside is not None:
            return self._set_aside
        return HalfLine(text=self.line.value, where=self._where, line=self._line_id)

    def _keep(self) -> None:
        self._keeping = None
        self.meeting.keep(self._half_line())

    def _draw_line(self, session: Session) -> None:
        """Name what Enter will store, and who goes on when no speaker is named."""
        place_ = self._where or where(session)
        text = self.line.value
        reading = preview(session, text, place_, local(self.meeting.now()).date())
        paused = place(session).paused and bool(text)
        self.status.words = scribe_view.status(session, reading, paused=paused)
        goes_on = scribe_view.who(place_.speakers)
        self.inherits.words = plain(f"{goes_on} ›" if goes_on and not text else "›", "$muted")
        self.aside.words = scribe_view.aside_words(self._set_aside, self._editing)
        self.aside.set_class(self._editing is not None, "-shown")

    def action_record(self) -> None:
        """Move the line out of the input at once; it is on disk when its row says so."""
        text = self.line.value
        if not text.strip():
            if self._editing is not None:
                self.action_back()
            return
        if self._editing is not None:
            self._rewrite(text)
            return
        entered = self._half_line()
        self._where, self._line_id = None, ""
        self._waiting[entered.line] = Waiting(half_line=entered)
        self._clear()
        self.meeting.keep(HalfLine())
        self._submit(entered)
        self._draw_record(self.meeting.session)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the input is the command to record."""
        event.stop()
        self.action_record()

    def _clear(self) -> None:
        self.line.value = ""
        self.record.back = 0

    def _submit(self, entered: HalfLine) -> None:
        change = RecordLine(
            text=entered.text,
            where=entered.where or where(self.meeting.session),
            line=entered.line,
            today=local(self.meeting.now()).date(),
        )
        self.meeting.submit(change, self._recorded(entered.line))

    def _recorded(self, line: str) -> Callable[[Receipt], None]:
        def then(receipt: Receipt) -> None:
            if receipt.saved:
                self._waiting.pop(line, None)
            elif line in self._waiting:
                self._waiting[line].problem = receipt.problem + " " + _("ctrl+f: save again")
            self._draw_record(self.meeting.session)

        return then

    def action_retry(self) -> None:
        """Try again to save the lines that wait."""
        for waiting in list(self._waiting.values()):
            if waiting.problem:
                waiting.problem = ""
                self._submit(waiting.half_line)
        self._draw_record(self.meeting.session)

    # The last line

    def action_edit(self) -> None:
        """Set the half line aside and bring the last recorded one back to change it."""
        session = self.meeting.session
        last = scribe_view.last_recorded(session)
        if last is None or self._editing is not None:
            return
        self._set_aside = self._half_line()
        self._editing = last
        self.line.value = notation.write(getattr(session, last[0])[last[1]], session)
        self.line.cursor_position = len(self.line.value)
        self._draw_line(session)

    def _rewrite(self, text: str) -> None:
        if self._editing is None:
            return
        table, number = self._editing
        session = self.meeting.session
        change = RewriteLine(
            table=table,
            number=number,
            text=text,
            where=scribe_view.where_of(session, table, number),
            today=local(self.meeting.now()).date(),
        )
        self.meeting.submit(change, self.report)
        self.action_back()

    def action_back(self) -> None:
        """Bring back the half line that was set aside; never clear what was typed."""
        if self._editing is None:
            self.record.back = 0
            return
        kept, self._set_aside, self._editing = self._set_aside or HalfLine(), None, None
        self._where, self._line_id = kept.where, kept.line
        self.line.value = kept.text
        self.line.cursor_position = len(kept.text)
        self._draw_line(self.meeting.session)

    def action_to_previous(self) -> None:
        """Move the last line to the question before its own."""
        session = self.meeting.session
        target = scribe_view.previous_question(session)
        if target is None:
            self.notify(_("There is no question before this one."), markup=False)
            return
        self.meeting.submit(MoveToQuestion(number=target[0], question=target[1]), self.report)

    # Beside the line

    def action_memo(self) -> None:
        """Send the line to the moderator as a note."""
        text = self.line.value.strip()
        if not text or self._editing is not None:
            self.notify(_("Type the note first, then send it with ctrl+r."), markup=False)
            return
        entered = self._half_line()
        self._where, self._line_id = None, ""
        self._waiting[entered.line] = Waiting(half_line=entered)
        self._clear()
        self.meeting.keep(HalfLine())
        self.meeting.submit(Tell(words=text, line=entered.line), self._recorded(entered.line))
        self._draw_record(self.meeting.session)

    def action_next(self) -> None:
        """On to the next question."""
        self.meeting.submit(GoNext(seen=standing(self.meeting.session)), self.report)

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        paused = place(self.meeting.session).paused
        self.meeting.submit(Resume() if paused else Pause(), self.report)

    def action_older(self) -> None:
        """Look back in the list."""
        self.record.older(self.record.page_entries())

    def action_newer(self) -> None:
        """On to the newest entries."""
        self.record.older(-self.record.page_entries())
