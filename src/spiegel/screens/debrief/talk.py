"""The steps before the actions: what is asked, what was noted, and a line to note it on."""

from collections.abc import Hashable
from typing import Final

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from spiegel.domain.capture.capture import RecordLine, preview
from spiegel.domain.report.mirror import Seen
from spiegel.domain.running.steps import debrief_phase, opened, step_now
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Where
from spiegel.meeting.port.meeting import HalfLine, Meeting, Typed
from spiegel.screens.debrief import told as debrief_told
from spiegel.screens.debrief import view as debrief_view
from spiegel.screens.shared import recorded_view
from spiegel.screens.shared.desk import Desk
from spiegel.screens.shared.outbox import Outbox
from spiegel.screens.shared.sheets import PaperSheets
from spiegel.text import local_day, plain
from spiegel.widgets.browse import Browse, Row, typed
from spiegel.widgets.digits import BigDigits

REMARK: Final = "debrief"
"""What a half remark is about while a half line of the scribe waits."""


class HalfRemarks:
    """What was typed and is not kept, as the line of the debrief sees it: never half a statement.

    The whole room looks on; and a half line that waits in the scribe's screen is left as it is: the
    half remark is kept beside it. typed: all that was typed in this window.
    """

    def __init__(self, typed: Typed) -> None:
        self._typed = typed
        self.held, self.left, self.left_of = typed.held, typed.left, typed.left_of
        self.keep = typed.keep

    @property
    def taken_back(self) -> int:
        """How often words were taken back for good."""
        return self._typed.taken_back

    @property
    def _about(self) -> str:
        """Where the half remark is kept."""
        kept = self._typed.half_line
        foreign = bool(kept.text) and (kept.where is None or not kept.where.step)
        return REMARK if foreign or self._typed.held(REMARK).text else ""

    @property
    def half_line(self) -> HalfLine:
        """The half remark, if there is one."""
        return self._typed.held(REMARK) if self._about else self._typed.half_line

    def hold(self, half_line: HalfLine, about: str = "") -> None:
        """This is the half remark now."""
        self._typed.hold(half_line, about or self._about)


class Talk(Vertical):
    """One step: its question, the remarks, the statements once they are open, and the line."""

    remarks = getters.query_one("#remarks", Browse)
    statements = getters.query_one("#told", Browse)
    desk = getters.query_one(Desk)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(id="talk")
        self.meeting = meeting
        self.half_remarks = HalfRemarks(meeting.typed)
        self.sheets = PaperSheets(
            meeting, lambda: self.desk.draw(), lambda text: self.desk.give_back(text)
        )
        self.outbox = Outbox(meeting, self._draw_remarks, self.half_remarks)

    def compose(self) -> ComposeResult:
        """The question on top, remarks and statements under it, the line at the bottom."""
        yield Static("", id="asked")
        yield BigDigits(id="quiet-time")
        with Horizontal(id="said"):
            yield Browse(self._remark, pointer=False, id="remarks")
            yield Browse(self._statement, indent=4, id="told")
        yield Desk(
            self.meeting,
            self._means,
            lambda _at: "",
            sheets=self.sheets,
            unsaved=self.half_remarks,
        )

    def on_mount(self) -> None:
        """Nothing here is walked through but the statements."""
        self.remarks.can_focus = self.statements.can_focus = False

    def draw(self, session: Session) -> None:
        """Draw this step."""
        self.sheets.follow()
        step = step_now(session)
        quiet = step is not None and step.quiet
        self.set_class(quiet, "-quiet")
        open_ = opened(session)
        self.set_class(open_, "-opened")
        self.query_one("#asked", Static).update(plain(debrief_view.asked(session), "bold"))
        self.remarks.hint = debrief_view.nothing_noted(session)
        self._draw_remarks()
        self.statements.show(debrief_told.all_keys(session) if open_ else [])
        self.desk.draw()

    @property
    def mirrored(self) -> Seen | None:
        """The theme of the mirror under the cursor, where it is seen."""
        key = self.statements.key
        if not self.statements.display or not isinstance(key, tuple):
            return None
        return debrief_told.mirrored(self.meeting.session, key)

    def show_statements(self) -> None:
        """Show what was told in place of the remarks, or the remarks again."""
        self.toggle_class("-reading")
        self.screen.refresh_bindings()

    def read(self, entries: int) -> None:
        """Walk through what was told while the line keeps the focus."""
        self.statements.action_move(entries)
        self.screen.refresh_bindings()

    def retry(self) -> None:
        """Try again to save the remarks that wait."""
        self.outbox.retry()

    def show_time(self, digits: str) -> None:
        """What is left of the step, large while everybody writes in silence."""
        self.query_one(BigDigits).value = digits

    def _draw_remarks(self) -> None:
        numbers = [remark.number for remark in debrief_view.remarks(self.meeting.session)]
        waiting = range(len(self.outbox.entries()))
        keys = [*(("remark", n) for n in numbers), *(("waiting", n) for n in waiting)]
        self.remarks.show(keys, at=keys[-1] if keys else None)

    def _remark(self, key: Hashable) -> Row:
        assert isinstance(key, tuple)
        table, number = key
        if table == "waiting":
            entry = self.outbox.entries()[number]
            meta = (entry.meta,) if entry.meta.plain else ()
            return Row(gutter=plain("…"), words=typed(entry.words, "$muted italic"), meta=meta)
        remark = self.meeting.session.remarks.get(number)
        return debrief_view.remark_row(self.meeting.session, remark) if remark else Row()

    def _statement(self, key: Hashable) -> Row:
        assert isinstance(key, tuple)
        return debrief_told.statement_row(self.meeting.session, key)

    # The line

    def _place(self, at: Where | None) -> Where:
        """Where a remark belongs: the step in which it was begun, also after the end."""
        if at is not None and at.step:
            return at
        session = self.meeting.expected
        phase, step = debrief_phase(session), step_now(session)
        return Where(phase=phase.number if phase else None, step=step.key if step else "")

    def _means(self, text: str, at: Where) -> Content:
        if not text or self.desk.sheet:
            return self.sheets.words(text)
        session, today = self.meeting.session, local_day(self.meeting.now())
        reading = preview(session, text, self._place(at), today)
        return recorded_view.status(session, reading, paused=False)

    def on_desk_entered(self, message: Desk.Entered) -> None:
        """A remark left the line: it stands under the others until it is on disk."""
        entered: HalfLine = message.half_line
        change = RecordLine(
            text=entered.text,
            where=self._place(entered.where),
            line=entered.line,
            today=local_day(self.meeting.now()),
        )
        self.outbox.send(entered, change)
        self.sheets.offer()
