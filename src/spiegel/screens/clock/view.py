"""What the room clock says: the part or a card, who may speak, the time; never what was said."""

from spiegel.domain.running.poll_steps import PollStep
from spiegel.domain.running.reflection import CARDS, card_of
from spiegel.domain.running.running import place
from spiegel.domain.running.self_direction import name_of
from spiegel.domain.running.timing import Clock, Pace, Timetable, timetable
from spiegel.domain.session.agenda import Phase, PhaseKind, Question, Role
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current
from spiegel.meeting.port.serving import Serving
from spiegel.screens.clock.poll_view import evaluating, joining, poll_room
from spiegel.screens.clock.shown import RoomClock, minutes_left
from spiegel.screens.shared.time_view import resumes
from spiegel.text import countdown, shortened
from spiegel.widgets.bars import Bar

LONGEST_TITLE = 200
"""Characters of a title that a room can take in."""


def room(
    session: Session, now: Instant, *, calm: bool = False, serving: Serving | None = None
) -> RoomClock:
    """What the room sees now; calm: without digits, colours and hurry.

    serving: how the server stands on which people answer, None when none runs.
    """
    if session.info.room is not None:
        return RoomClock(words=session.info.room, blank=not session.info.room)
    if serving is not None and session.info.evaluating is not None:
        return RoomClock(joining=evaluating(serving))
    table = timetable(session, now)
    phase = table.here.phase
    if table.here.ended:
        return RoomClock(words=_("Thank you"))
    if serving is not None and _comes_in(session, table):
        return RoomClock(joining=joining(serving))
    if phase is None:
        return RoomClock(words=shortened(session.info.title, LONGEST_TITLE) or _("Welcome"))
    if table.here.paused or phase.kind is PhaseKind.PAUSE:
        return _pause(table, now)
    if session.info.reflecting and phase.kind is PhaseKind.DEBRIEF:
        return _reflection(session, phase)
    question = table.here.question
    if question is not None and question.answer is not None:
        return poll_room(session, question, table, serving)
    if question is not None and phase.cards:
        return _card(phase, question, table.main, calm=calm)
    if calm or not table.main.limited:
        return RoomClock(words=phase.name, who=who_speaks(phase))
    return _running(phase, table.main)


def polled(session: Session) -> bool:
    """Whether people take part on devices, or answer on them what is asked now."""
    question = place(session).question
    if session.info.evaluating is not None:
        return True
    return session.on_devices or (question is not None and question.answer is not None)


def _comes_in(session: Session, table: Timetable) -> bool:
    """Whether people still come in: before the start, and until a question to practise with was
    opened; in a meeting without a part for it, while the first question on devices is read aloud.
    """
    here, joins = table.here, next((p for p in session.agenda if p.kind is PhaseKind.JOIN), None)
    if here.ended or here.paused:
        return False
    if joins is None:
        asks = here.question is not None and here.question.answer is not None
        return asks and here.step == PollStep.ASK and not session.polls
    if here.phase is None or here.phase.position < joins.position:
        return here.phase is None or here.phase.kind is not PhaseKind.PAUSE
    return here.phase is joins and here.step in ("", PollStep.ASK)


def _pause(table: Timetable, now: Instant) -> RoomClock:
    clock = table.pause if table.here.paused else table.phase
    if clock is None or not clock.planned:
        return RoomClock(words=_("Break"))
    if clock.left <= 0:
        return RoomClock(words=_("We go on in a moment"))
    return RoomClock(heading=_("We go on at"), digits=resumes(table, now))


def _running(phase: Phase, clock: Clock) -> RoomClock:
    """A clock in its three states; the last one has words in place of digits, never overtime."""
    who = who_speaks(phase)
    rounding_off = _("we are rounding off")
    match clock.pace:
        case Pace.OVER:
            return RoomClock(heading=phase.name, words=rounding_off, who=who, pace=Pace.OVER)
        case Pace.NEARLY:
            state = rounding_off
        case _:
            state = minutes_left(clock)
    return RoomClock(
        heading=phase.name, digits=countdown(clock.left), who=who, state=state, pace=clock.pace
    )


def _card(phase: Phase, question: Question, clock: Clock, *, calm: bool) -> RoomClock:
    """The question that is talked about, large, under what it is about; the time in words only."""
    over = clock.pace is Pace.OVER
    state = _("we are rounding off") if over else minutes_left(clock)
    return RoomClock(
        heading=question.theme or phase.name,
        words=question.words,
        state="" if calm or not clock.limited else state,
    )


def _reflection(session: Session, phase: Phase) -> RoomClock:
    """The four reflection cards to choose from, or the one that the group chose."""
    chosen = session.info.card
    if chosen is None:
        return RoomClock(
            heading=_("Which card do we choose?"),
            bars=tuple(
                Bar(
                    number=str(number),
                    label=f"{name_of(card.element, current())}: {_(card.question)}",
                )
                for number, card in enumerate(CARDS, start=1)
            ),
        )
    card = card_of(chosen)
    return RoomClock(
        heading=name_of(chosen, current()), words=_(card.question), who=tuple(map(_, card.further))
    )


def who_speaks(phase: Phase) -> tuple[str, ...]:
    """Who may speak in a phase, and that the listeners listen when they are there."""
    clients, listeners = Role.CLIENTS in phase.speaks, Role.LISTENERS in phase.speaks
    if phase.kind is PhaseKind.QUESTIONS and clients and listeners:
        return (_("the listeners ask"), _("the participants answer"))
    if clients and listeners:
        return (_("everybody may speak"),)
    if clients:
        silent = Role.LISTENERS in phase.present
        return (_("the participants tell"), *([_("the listeners listen")] if silent else []))
    if phase.kind is PhaseKind.DEBRIEF and listeners:
        return (_("the listeners talk with each other"),)
    return ()
