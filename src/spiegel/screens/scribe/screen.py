"""Scribe: one line per statement at speaking speed; the input has the focus, always."""

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from spiegel.commands.scribe import NEXT
from spiegel.domain.capture.belonging import MoveBack, last_line, place_before
from spiegel.domain.capture.capture import RecordLine, RewriteLine, preview, where
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.notation.write import write
from spiegel.domain.running.running import Pause, Resume, place
from spiegel.domain.running.timing import Clock, timetable
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Where
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.scribe import view as scribe_view
from spiegel.screens.shared import around_view, recorded_view, time_view
from spiegel.screens.shared.desk import Desk
from spiegel.screens.shared.going_on import GoingOn, go_on
from spiegel.screens.shared.outbox import Outbox
from spiegel.screens.shared.sheets import PaperSheets
from spiegel.text import local_day, plain
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import StatusLine
from spiegel.widgets.record import RecordList, RecordRow
from spiegel.widgets.tally import Tallies, Tally


class ScribeScreen(GoingOn, screen="scribe"):
    """The scribe's screen: the list, the themes and people beside it, the desk under it."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "CaptureInput"
    CORNER = "#status"
    MOVES = frozenset(NEXT.keys)

    record = getters.query_one(RecordList)
    desk = getters.query_one(Desk)
    top = getters.query_one("#top", StatusLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.outbox = Outbox(meeting, self._draw_record)
        self.sheets = PaperSheets(
            meeting, lambda: self.desk.draw(), lambda text: self.desk.give_back(text)
        )
        self._listed = scribe_view.listed(meeting.session)

    def compose(self) -> ComposeResult:
        """Where we are on top; the list, themes and people; then the desk."""
        yield StatusLine(id="top")
        with Horizontal(id="body"):
            yield RecordList(self._entry, id="record")
            with Tallies(id="side"):
                yield Tally(_("Themes"), none=_("none yet: #name"), id="themes")
                yield Tally(_("Heard"), columns=3, id="people")
        yield Desk(
            self.meeting,
            self._means,
            lambda at: recorded_view.who(at.speakers),
            strays=True,
            sheets=self.sheets,
        )
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Take up what was being typed."""
        self.record.hint = scribe_view.first_line(self.meeting.session)
        self.desk.resume()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What was typed in the wrong window meanwhile is in the line now."""
        super().on_screen_resume(event)
        self.desk.resume()

    def show_session(self, session: Session) -> None:
        """Draw the list, the themes and who was heard."""
        self.sheets.follow()
        self._draw_record()
        self.query_one("#themes", Tally).counts = scribe_view.theme_counts(session)
        self.query_one("#people", Tally).show(*scribe_view.beside(session))
        self.query_one(Tallies).share()
        self.desk.draw()
        self.tick()

    def show_time(self, session: Session, now: Instant) -> Clock:
        """Draw the question and its clock; equal words are not painted again."""
        table = timetable(session, now)
        digits = time_view.digits(table, calm=False)
        words = scribe_view.place_words(session, None)
        if table.here.paused:
            words = " · ".join((_("PAUSE"), words))
        self.top.words = plain(words, "bold")
        self.top.end = scribe_view.clock_words(digits, around_view.private(self.meeting))
        return time_view.ticking(table)

    def _draw_record(self) -> None:
        # The list is painted again when it is seen, by then perhaps with a newer session at hand.
        self._listed = scribe_view.listed(self.meeting.session, self._listed)
        self.record.show(self._listed.keys, self.outbox.entries())

    def _entry(self, key: object) -> RecordRow:
        return scribe_view.entry(self._listed.session, key)

    def _means(self, text: str, at: Where) -> Content:
        if not text or self.desk.sheet:
            return self.sheets.words(text)
        session = self.meeting.session
        reading = preview(session, text, at, local_day(self.meeting.now()))
        return recorded_view.status(session, reading, paused=place(session).paused and bool(text))

    # Lines that are entered

    def on_desk_entered(self, message: Desk.Entered) -> None:
        """A line left the input: it stands under the list until it is on disk."""
        entered = message.half_line
        change = RecordLine(
            text=entered.text,
            where=entered.where or where(self.meeting.session),
            line=entered.line,
            today=local_day(self.meeting.now()),
        )
        self.record.back = 0
        if words := scribe_view.of_who_withdrew(self.meeting.session, change):
            self.notify(words, severity="warning", markup=False)
        self.outbox.send(entered, change)
        self.sheets.offer()

    async def action_record(self) -> None:
        """Enter by mouse."""
        await self.desk.line.action_submit()

    def action_memo(self) -> None:
        """Send the line to the moderator as a note."""
        if self.desk.editing or not self.desk.half_line.text.strip():
            self.notify(_("Type the note first, then send it with ctrl+r."), markup=False)
            return
        if self.desk.sheet:
            self.notify(_("An answer on paper goes to nobody: Enter puts it in."), markup=False)
            return
        entered = self.desk.take()
        self.outbox.send(entered, Tell(words=entered.text.strip(), line=entered.line))

    async def action_retry(self) -> None:
        """Try again to save the lines that wait; without a file, say what can be done."""
        if self.meeting.around.trouble is not None:
            await self.app.run_action("app.file")
        else:
            self.outbox.retry()

    # Lines that were typed elsewhere

    guarded = False

    def show_strays(self) -> None:
        """Say how many wait."""
        if self.is_mounted:
            self.desk.draw()

    def action_take_up(self) -> None:
        """The oldest of them comes into the line; while a recorded one is changed, the next one."""
        if not self.desk.unchanged:
            self.desk.take_up()
        elif not self._edit_beside(1):
            self.action_back()

    # Lines that are on disk

    def action_edit(self) -> None:
        """Set the half line aside and bring the last recorded one back to change it.

        Once more brings the one before, until something was changed in it.
        """
        if self.desk.editing and not self.desk.unchanged:
            self.notify(_("Enter keeps what you changed; Esc leaves it as it was."), markup=False)
        else:
            self._edit_beside(-1)

    def _edit_beside(self, step: int) -> bool:
        """Change the recorded line before or after this one; returns whether there is one."""
        session = self.meeting.session
        lines = scribe_view.listed(session, self._listed).lines
        here = self.desk.editing_key
        at = (lines.index(here) if here in lines else len(lines)) + step
        if not 0 <= at < len(lines):
            return False
        table, number = lines[at]
        self.desk.edit((table, number), write(getattr(session, table)[number], session))
        return True

    def on_desk_rewritten(self, message: Desk.Rewritten) -> None:
        """A recorded line was changed."""
        session = self.meeting.session
        table, number = message.key
        change = RewriteLine(
            table=table,
            number=number,
            text=message.text,
            before=message.before,
            where=scribe_view.where_of(session, table, number),
            today=local_day(self.meeting.now()),
        )
        self.outbox.change(message.text, change, self.report)

    def action_back(self) -> None:
        """Bring back the half line, and the newest lines."""
        self.desk.back()
        self.record.back = 0

    def action_to_previous(self) -> None:
        """Move the last line to the question or part before its own."""
        session = self.meeting.session
        last = last_line(session)
        there = place_before(session, getattr(session, last[0])[last[1]]) if last else None
        if last is None or there is None:
            self.notify(_("There is no question or part before this one."), markup=False)
            return
        self.meeting.submit(MoveBack(table=last[0], number=last[1]), self.report)
        name = recorded_view.place_name(session, there)
        self.notify(_("The last line now belongs to: {place}").format(place=name), markup=False)

    # The meeting and the list

    def action_next(self) -> None:
        """On to the next question; one that people answer on devices is led on F3 alone."""
        question = place(self.meeting.session).question
        if question is not None and question.answer is not None:
            self.notify(_("The moderator opens and closes this question (F3)."), markup=False)
            return
        go_on(self, self.meeting, self.report)

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        paused = place(self.meeting.session).paused
        self.meeting.submit(Resume() if paused else Pause(), self.report)

    def action_look(self, pages: int) -> None:
        """Look back in the list, or on to the newest entries."""
        self.record.older(pages * self.record.page_entries())
