"""From a half action to one on disk: kept while it is typed, brought back when it was not saved."""

import datetime
from collections.abc import Callable

import msgspec
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from spiegel.domain.running.steps import action_step, debrief_phase
from spiegel.domain.session.actions import Action, ActionKind
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Where
from spiegel.meeting.port.meeting import HalfLine, Meeting, Receipt
from spiegel.screens.debrief import draft as drafts
from spiegel.screens.debrief.draft import ActionDraft
from spiegel.screens.debrief.editor import ActionEditor
from spiegel.screens.debrief.talk import HalfRemarks
from spiegel.screens.shared.half_form import KEEP_AFTER
from spiegel.screens.shared.outbox import Waiting
from spiegel.text import local_day


class Making(Vertical):
    """The editor of one action, with what becomes of it."""

    editor = getters.query_one(ActionEditor)

    class Changed(Message):
        """An action is being made, or no longer."""

    class Saved(Message):
        """An action is on disk; line: the uuid it was saved by."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def __init__(self, meeting: Meeting, report: Callable[[Receipt], None]) -> None:
        super().__init__(id="making")
        self.meeting = meeting
        self.report = report
        self.half_remarks = HalfRemarks(meeting.typed)
        self.active = False
        self.waiting: dict[str, Waiting] = {}
        self._afresh = ActionDraft()
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """The fields."""
        yield ActionEditor()

    @property
    def today(self) -> datetime.date:
        """The day by the clock of the meeting."""
        return local_day(self.meeting.now())

    @property
    def draft(self) -> ActionDraft:
        """What is filled in now, without words that were taken back for good while it was open."""
        draft = self.editor.draft
        told = {name: self.meeting.typed.left(getattr(draft, name)) for name in drafts.TOLD}
        return msgspec.structs.replace(draft, **told)

    def kept(self) -> ActionDraft | None:
        """A new action that was left half made."""
        return drafts.resumed(self.meeting.session, self.half_remarks.half_line, self.today)

    def kept_of(self, action: Action) -> ActionDraft | None:
        """What was typed in this action and not saved, on top of what it is now."""
        return drafts.taken_up(self.meeting.typed.held(_about(action.number)), action)

    def begin(self, draft: ActionDraft, kept: ActionDraft | None = None) -> None:
        """Make this action, or change it; kept: what was left half made of the same."""
        self.active = True
        self._afresh = draft
        waited = kept is not None
        self.editor.begin(kept or draft, self.meeting.session, self.today, waited=waited)
        self.post_message(self.Changed())

    def afresh(self) -> None:
        """Begin again with what is saved, or with a new action."""
        about = self._afresh.number
        if about is None:
            self.half_remarks.hold(HalfLine())
        else:
            self.meeting.typed.hold(HalfLine(), _about(about))
        self.meeting.typed.keep()
        self.begin(self._afresh)

    def leave(self) -> None:
        """Close it; what was typed waits until the same is made or changed again."""
        self.half_remarks.keep()
        self.active = False
        self.post_message(self.Changed())

    def kind(self) -> None:
        """The next kind."""
        self.editor.next_kind()

    def priority(self) -> None:
        """The next priority."""
        self.editor.next_priority()

    def save(self) -> None:
        """Save it; without words, or with a day that is none, it has to be mended first."""
        draft = self.draft
        if not draft.words.strip():
            self.screen.set_focus(self.editor.words)
            return
        if draft.kind is not ActionKind.DECLINE:
            for typed, field in (
                (draft.by, self.editor.by),
                (draft.first_check, self.editor.first_check),
            ):
                if drafts.not_a_day(typed, self.today):
                    self.screen.set_focus(field)
                    return
        session = self.meeting.session
        change = drafts.change(session, draft, self.today)
        if draft.number is not None:
            self.meeting.typed.hold(HalfLine(), _about(draft.number))
        self.leave()
        if change is None:
            return
        line = None
        if draft.number is None:
            line = drafts.half_line(session, draft, _at_actions(session), self.today)
        self.meeting.submit(change, lambda receipt: self._saved(receipt, draft), line=line)
        if draft.number is None and self.half_remarks.half_line.line == draft.line:
            self.half_remarks.hold(HalfLine())
            self.half_remarks.keep()

    def _saved(self, receipt: Receipt, draft: ActionDraft) -> None:
        """It is on disk; or it waits, and stands in the list; or what was typed comes back."""
        self.waiting.pop(draft.line, None)
        if receipt.saved:
            self.post_message(self.Saved(draft.line))
        elif receipt.waits:
            self.waiting[draft.line] = Waiting(
                HalfLine(text=draft.words), receipt.change, receipt.problem
            )
            self.post_message(self.Changed())
        else:
            self.report(receipt)
            if not self.active:
                self.begin(draft)

    def on_action_editor_typed(self, event: ActionEditor.Typed) -> None:
        """Keep what is half made, soon."""
        event.stop()
        draft = self.draft
        if not self.active:
            return
        session = self.meeting.session
        half = drafts.half_line(session, draft, _at_actions(session), self.today)
        if draft.number is None:
            self.half_remarks.hold(half)
        else:
            self.meeting.typed.hold(half, _about(draft.number))
        if self._keeping is None:
            self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    def on_action_editor_ready(self, event: ActionEditor.Ready) -> None:
        """Enter in the last field saves."""
        event.stop()
        self.save()

    def _keep(self) -> None:
        self._keeping = None
        self.half_remarks.keep()


def _at_actions(session: Session) -> Where:
    """The step of the actions, as the place of a half line."""
    phase = debrief_phase(session)
    step = action_step(phase) if phase is not None else None
    return Where(phase=phase.number if phase else None, step=step.key if step else "actions")


def _about(number: int) -> str:
    """What a changed action is kept by."""
    return f"actions {number}"
