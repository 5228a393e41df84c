"""Moderate: one glance tells the question, the time left, who is silent, what is next."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import msgspec
from textual import getters, work
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive

from spiegel.commands import Command
from spiegel.commands.moderate import (
    BEGIN,
    HIDE,
    IDEAS,
    NEXT,
    PAUSE,
    POLLS,
    PREVIOUS,
    RUNNING,
    SHOW_OUTCOME,
    SILENCE,
)
from spiegel.domain.running.running import (
    Ask,
    Extend,
    Go,
    GoPrevious,
    Pause,
    Resume,
    Skip,
    Turn,
    place,
)
from spiegel.domain.running.timing import Clock, timetable
from spiegel.domain.running.voices import turns_left
from spiegel.domain.session.agenda import Phase, PhaseKind, Question
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.polls import PollState
from spiegel.domain.session.session import Edit, Session
from spiegel.i18n import N_, _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.moderate import poll_view, view
from spiegel.screens.moderate.asks import asks, number_deed
from spiegel.screens.moderate.devices import Devices
from spiegel.screens.moderate.polls import PollLead
from spiegel.screens.moderate.questions import Questions
from spiegel.screens.moderate.room_panel import RoomPanel
from spiegel.screens.shared import around_view, time_view
from spiegel.screens.shared.going_on import GoingOn, go_on
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import Confirm, Notes
from spiegel.screens.shared.typing import Deed
from spiegel.text import hour_minute
from spiegel.widgets.card import Card
from spiegel.widgets.facts import Facts
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import StatusLine
from spiegel.widgets.phasebar import PhaseBar
from spiegel.widgets.timebox import Timebox
from spiegel.widgets.voicepanel import VoicePanel

_POLLS: Final = frozenset(command.action for command in POLLS)


async def ask_for_review(app: App[object]) -> None:
    """Review shows codes and quotations: it opens only when the participants are gone."""
    asked = Confirm(
        _("Open Review?"),
        _("It shows codes and quotations. Are the participants gone?"),
        _("Yes, open it"),
        _("No, not yet"),
    )
    if await app.push_screen_wait(asked):
        await app.run_action("app.go('review')")


class ModerateScreen(GoingOn, screen="moderate"):
    """The moderator's screen while the meeting runs."""

    CSS_PATH = "screen.tcss"
    LEADS = True
    CORNER = "#notice"
    MOVES = frozenset((*NEXT.keys, *PREVIOUS.keys))

    calm: reactive[bool] = reactive(False)
    """Silence: no colours, overtime or advice."""

    phases = getters.query_one(PhaseBar)
    card = getters.query_one(Card)
    timebox = getters.query_one(Timebox)
    facts = getters.query_one(Facts)
    notice = getters.query_one("#notice", StatusLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self._was_at: Phase | None = None
        self.polls = PollLead(meeting, lambda: self.app, self.report)
        self.devices = Devices(meeting, lambda: self.app, self.report)

    def compose(self) -> ComposeResult:
        """Phases on top, the question left, time and voices right."""
        yield PhaseBar()
        with Horizontal(id="body"):
            yield Card(id="card")
            with Vertical(id="side"):
                yield Timebox()
                yield Facts()
                yield VoicePanel(id="voices")
        yield VoicePanel(id="voices-below")
        yield StatusLine(id="notice")
        yield KeyBar(self.OWN_COMMANDS, label=self._label_now)

    def on_mount(self) -> None:
        """Fit what is in two places, and say that this screen is private."""
        self.phases.corner = around_view.private(self.meeting)
        self.query_one("#voices-below", VoicePanel).short = True

    def show_session(self, session: Session) -> None:
        """Draw what only changes with the session, then what changes with time."""
        self._open_review(place(session).phase)
        self.phases.phases = view.phase_marks(session)
        self.notice.words = view.notice_button(session)
        self.refresh_bindings()
        self.tick()

    def _open_review(self, phase: Phase | None) -> None:
        """The pause for cleaning up begins here: ask before codes and quotations are seen."""
        before, self._was_at = self._was_at, phase
        arrived = phase is not None and phase.review and before is not None and before != phase
        if arrived and self.is_current:
            self._ask_for_review()

    @work(exclusive=True, group="review")
    async def _ask_for_review(self) -> None:
        await ask_for_review(self.app)

    def show_time(self, session: Session, now: Instant) -> Clock:
        """Draw what time changes; equal values are not painted again."""
        table = timetable(session, now)
        self.phases.time = hour_minute(now)
        self.polls.count(self.tick)
        self.card.shown = view.card(session, now, self.polls.answered)
        self.set_class(poll_view.is_closed(session), "-outcome")
        self.timebox.value = time_view.digits(table, calm=self.calm)
        self.timebox.of = time_view.of(table, now)
        self.timebox.part = time_view.main_clock(table).part
        self.timebox.pace = time_view.pace(table, calm=self.calm)
        self.timebox.paused = table.here.paused
        self.facts.facts = view.facts(session, table, calm=self.calm)
        shown = view.voices_shown(session, now)
        for panel in self.query(VoicePanel):
            panel.shown = shown
            panel.calm = self.calm
        return time_view.ticking(table)

    def watch_calm(self, calm: bool) -> None:
        """Draw without colours, or with them again."""
        self.set_class(calm, "-calm")
        self.refresh_bindings()
        self.tick()

    def _label_now(self, command: Command) -> str:
        """What a key does now: it begins, or lets the clock go on, or ends silence."""
        here = place(self.meeting.session)
        if here.phase is None and command in RUNNING:
            return ""
        if here.phase is None and command is (NEXT if here.ended else PREVIOUS):
            return ""
        if command is NEXT and here.phase is None:
            return BEGIN
        if command in (SHOW_OUTCOME, IDEAS):
            poll = self.polls.to_show()
            shown = poll is not None and poll.state is PollState.SHOWN
            hides = shown and command is SHOW_OUTCOME
            return HIDE if hides else command.label if poll is not None else ""
        back = here.paused if command is PAUSE else command is SILENCE and self.calm
        return command.back if back else command.label

    def action_next(self) -> None:
        """On to the next step of a question on devices, or to the next question or part."""
        change = self.polls.coming()
        if change is None:
            go_on(self, self.meeting, self.report)
        else:
            self._ask(partial(self.polls.go_on, change))

    def action_show_outcome(self) -> None:
        """The outcome in the room, or not any more."""
        self._ask(self.polls.show_or_hide)

    def action_ideas(self) -> None:
        """Look through the ideas."""
        self._ask(self.polls.look_through)

    def action_put_again(self) -> None:
        """Put this question again."""
        self._ask(self.polls.put_again)

    def action_to_talk(self) -> None:
        """Talk it over, without the steps in between."""
        self.polls.to_talk()

    def action_weigh(self) -> None:
        """Let the professionals put the actions in order on their devices."""
        self.devices.weigh()

    @work
    async def action_choose(self) -> None:
        """Options from what was told, for people to choose from on their devices."""
        await self.devices.choose()

    @work
    async def action_devices(self) -> None:
        """The devices: begin, who is there, who still has to answer."""
        await self.devices.look()

    @work(exclusive=True, group="polls")
    async def _ask(self, asking: Callable[[], Awaitable[None]]) -> None:
        """Ask one thing at a time."""
        await asking()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is about questions on devices is there only when one runs."""
        if action in _POLLS and not self.devices.can(action):
            return False
        return super().check_action(action, parameters)

    def action_previous(self) -> None:
        """Back to the question or part before; not while people are answering this one."""
        if not self.polls.answering():
            self.meeting.submit(GoPrevious(), self.report)

    def action_pause(self, minutes: int = 0) -> None:
        """Stop the clock, or let it go on; with minutes a break that says when it is over."""
        paused = place(self.meeting.session).paused
        change = Resume() if paused and not minutes else Pause(minutes=minutes)
        self.meeting.submit(change, self.report)

    @work
    async def action_room(self) -> None:
        """What the screen for the room shows: nothing, a message, or the clock."""
        change = await self.app.push_screen_wait(
            RoomPanel(self.meeting.session, HalfForm(self.meeting.typed, "room message"))
        )
        if change is not None:
            self.meeting.submit(change, self.report)

    def action_extend(self, minutes: int) -> None:
        """Minutes more, or less."""
        self.meeting.submit(Extend(minutes=minutes), self.report)

    def action_silence(self) -> None:
        """Hide colours, overtime and advice, or show them again."""
        self.calm = not self.calm

    def action_skip(self) -> None:
        """Skip this question."""
        question = place(self.meeting.session).question
        if question is None:
            self.notify(_("There is no question here to skip."), markup=False)
        elif not self.polls.answering():
            self.meeting.submit(Skip(question=question.number), self.report)
            go_on(self, self.meeting, self.report)

    @work
    async def action_questions(self) -> None:
        """All questions; a choice goes to one, skips it or marks it as discussed.

        In a part that has some on devices, such as the debrief, they are those of that part.
        """
        session = self.meeting.session
        here = place(session).phase
        rounds = [p for p in session.agenda if p.kind is PhaseKind.ROUND]
        there = here in rounds or (here is not None and poll_view.on_devices(session, here))
        phase = here if there else next(iter(rounds), None)
        if phase is None:
            return
        rows = view.question_rows(session, phase.number)
        change = await self.app.push_screen_wait(Questions(session, rows))
        if change is not None and not (isinstance(change, Go) and self.polls.answering()):
            self.meeting.submit(change, self.report)

    @work
    async def action_memo(self) -> None:
        """Show the scribe's notes, or else what was parked, and put them away when they were read.

        Notes come first: they are for now.
        """
        session = self.meeting.session
        notes, parked = view.waiting_notes(session), view.parked(session)
        waiting = notes or parked
        if not waiting:
            words = _("There is no note from the scribe, and nothing is parked.")
            self.notify(words, markup=False)
            return
        title = _("Note from the scribe") if notes else _("Parked")
        away = _("Enter: read and away") if notes else _("Enter: dealt with and away")
        read = await self.app.push_screen_wait(Notes(title, view.note_words(waiting), away))
        if read:
            for remark in waiting:
                self.meeting.submit(
                    Edit(
                        table="remarks",
                        number=remark.number,
                        fields={"done": True},
                        label=N_("note read") if notes else N_("parked matter dealt with"),
                    ),
                    self.report,
                )

    def action_turn(self) -> None:
        """On to the next person, or to the next question of a listener."""
        session = self.meeting.session
        phase = place(session).phase
        if phase is None:
            return
        if phase.kind is PhaseKind.TURNS:
            for person in turns_left(session, phase)[:1]:
                self.meeting.submit(Turn(person=person.code), self.report)
        elif phase.kind is PhaseKind.QUESTIONS:
            asked = place(session).asked or 0
            later = [q for q in view.waiting_questions(session) if q.number > asked]
            for question in later[:1]:
                self.meeting.submit(Ask(asked=question.number), self.report)

    def action_not_put(self) -> None:
        """The listener's question that is shown is not put, and in no document."""
        asked = place(self.meeting.session).asked
        if asked is None:
            self.notify(
                _("x is for a question of a listener, in the question round; o skips a question."),
                markup=False,
            )
            return
        self.meeting.submit(
            Edit(
                table="listener_questions",
                number=asked,
                fields={"dropped": True},
                label=N_("question not put"),
            ),
            self.report,
        )

    # Letters

    guarded = True

    def deed(self, character: str, key: str) -> Deed | None:
        """A number goes to that question; all that leads the meeting waits for Enter."""
        if character.isdecimal():
            return number_deed(character, self._questions_here(), self._jump)
        found = super().deed(character, key)
        if found is None:
            return None
        if key.lower() == "z":
            return msgspec.structs.replace(found, takes_back=self.action_silence)
        words = asks(self.meeting.session, found.asks, self.meeting.now(), self.polls.to_show())
        return msgspec.structs.replace(found, asks=words)

    def _questions_here(self) -> list[Question]:
        phase = place(self.meeting.session).phase
        return list(self.meeting.session.questions_of(phase.number)) if phase is not None else []

    def _jump(self, question: Question) -> None:
        if not self.polls.answering():
            self.meeting.submit(Go(phase=question.phase, question=question.number), self.report)
