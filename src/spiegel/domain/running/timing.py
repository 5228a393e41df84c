"""Time from recorded moments: elapsed, left, ahead or behind, projected end, ways to get back.

All spans are milliseconds. Nothing here ticks: each answer follows from the moments and `now`.
"""

from collections.abc import Hashable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Final, TypeVar

import msgspec

from spiegel.domain.running.poll_steps import USUAL, poll_steps
from spiegel.domain.running.running import Place, advance, place, question_states
from spiegel.domain.session.agenda import AnswerKind, Phase, PhaseKind, Question, Step
from spiegel.domain.session.instants import MINUTE, SECOND, Instant, after, span
from spiegel.domain.session.moments import Moment, MomentKind
from spiegel.domain.session.session import Session

K = TypeVar("K", bound=Hashable)

LAST_PART: Final = 5
"""The last fifth of a clock is "nearly over"."""
WORTH_SAYING: Final = 2 * MINUTE
"""Only from two minutes behind is it said how to get back: less mends itself."""
IN_ONE_DAY: Final = 12 * 60 * MINUTE
"""A part that took longer went on until another day, as when the makers read a persona later."""


class Pace(StrEnum):
    """The three states of time that are seen without reading."""

    ENOUGH = "enough"
    NEARLY = "nearly"
    OVER = "over"


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """How long something has run, and how long it may; milliseconds, planned 0 for no limit.

    used_up: all that was planned was taken away, so it is over, and not without a limit.
    """

    spent: int = 0
    planned: int = 0
    used_up: bool = False

    @property
    def limited(self) -> bool:
        """Whether it ends at some time."""
        return self.planned > 0 or self.used_up

    @property
    def left(self) -> int:
        """What is left; below zero it is overtime."""
        return self.planned - self.spent

    @property
    def pace(self) -> Pace:
        if not self.limited or self.left * LAST_PART > self.planned:
            return Pace.ENOUGH
        return Pace.NEARLY if self.left > 0 else Pace.OVER

    @property
    def next_second(self) -> int:
        """Milliseconds until another whole second is left: more than 0, at most 1000."""
        return self.left % SECOND or SECOND

    @property
    def part(self) -> float:
        """The share that is spent, 0.0 to 1.0."""
        return min(1.0, self.spent / self.planned) if self.planned else float(self.used_up)


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """From one moment to the next: where the meeting stood all that time."""

    where: Place
    start: Instant
    end: Instant

    @property
    def length(self) -> int:
        return span(self.start, self.end)


class Spent(msgspec.Struct, frozen=True, kw_only=True):
    """Milliseconds that ran, per phase, question, step, turn, listener's question.

    steps: by the key of the step and the question that it is of, None for one of the debrief.
    Pauses count in none of these; their sum is in `paused`.
    """

    phases: dict[int, int]
    questions: dict[int, int]
    steps: dict[tuple[int | None, str], int]
    turns: dict[tuple[int, str], int]
    asked: dict[int, int]
    paused: int


def stretches(session: Session, now: Instant) -> Iterator[Stretch]:
    """All stretches of the meeting so far, the last one until now."""
    past, where, start = _past(session)
    yield from past
    if start is not None and not where.ended:
        yield Stretch(where=where, start=start, end=now)


@lru_cache(maxsize=8)
def _past(session: Session) -> tuple[tuple[Stretch, ...], Place, Instant | None]:
    """The stretches that are over, and the place and start of the one that runs."""
    done: list[Stretch] = []
    where, start = Place(), None
    for moment in session.moments.values():
        if start is not None and not where.ended:
            done.append(Stretch(where=where, start=start, end=moment.at))
        where = advance(session, where, moment)
        if where.phase is not None or where.ended:
            start = moment.at
    return tuple(done), where, start


def spent(session: Session, now: Instant) -> Spent:
    """How long everything has run until now."""
    total = Spent(phases={}, questions={}, steps={}, turns={}, asked={}, paused=0)
    paused = 0
    for stretch in stretches(session, now):
        here = stretch.where
        if here.phase is None:
            continue
        if here.paused:
            paused += stretch.length
            continue
        _add(total.phases, here.phase.number, stretch.length)
        if here.question is not None:
            _add(total.questions, here.question.number, stretch.length)
        if here.step:
            _add(total.steps, _step_key(here), stretch.length)
        if here.turn:
            _add(total.turns, (here.phase.number, here.turn), stretch.length)
        if here.asked is not None:
            _add(total.asked, here.asked, stretch.length)
    return msgspec.structs.replace(total, paused=paused)


def _add(totals: dict[K, int], key: K, length: int) -> None:
    totals[key] = totals.get(key, 0) + length


def minutes_of(session: Session, question: Question) -> float:
    """The planned minutes of a question; those without share what is left of their phase.

    One that is answered on devices takes what such a question usually does.
    """
    if question.minutes is not None:
        return question.minutes
    if question.answer is not None:
        return USUAL[question.answer.kind is AnswerKind.IDEAS]
    siblings = session.questions_of(question.phase)
    sharing = sum(other.minutes is None and other.answer is None for other in siblings)
    given = sum(
        minutes_of(session, other)
        for other in siblings
        if other.minutes is not None or other.answer is not None
    )
    return max(1.0, (session.phases[question.phase].minutes - given) / sharing)


def planned(session: Session, phase: Phase) -> int:
    """The planned length of a phase; a round takes what its questions take."""
    questions = session.questions_of(phase.number) if phase.asks else ()
    if not questions:
        return phase.minutes * MINUTE
    return sum(_planned_question(session, question) for question in questions)


def _planned_question(session: Session, question: Question) -> int:
    return round(minutes_of(session, question) * MINUTE)


class Extensions(msgspec.Struct, frozen=True):
    """Milliseconds added (or, negative, taken away) per phase, per question, and per step."""

    phases: dict[int, int]
    questions: dict[int, int]
    steps: dict[tuple[int | None, str], int]


@lru_cache(maxsize=8)
def extensions(session: Session) -> Extensions:
    """The time that was added to what ran."""
    phases: dict[int, int] = {}
    questions: dict[int, int] = {}
    steps: dict[tuple[int | None, str], int] = {}
    for moment in session.moments.values():
        if moment.kind is not MomentKind.EXTEND or moment.phase is None:
            continue
        _add(phases, moment.phase, moment.minutes * MINUTE)
        if moment.question is not None:
            _add(questions, moment.question, moment.minutes * MINUTE)
        if moment.step:
            _add(steps, (moment.question, moment.step), moment.minutes * MINUTE)
    return Extensions(phases, questions, steps)


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How to get back on schedule; the moderator chooses, nothing is ever dropped by itself.

    drop: the optional questions that would make up for it, or all there are.
    each: whole minutes for each question that is left, 0 when that would be less than one.
    """

    drop: tuple[Question, ...] = ()
    each: int = 0


class Timetable(msgspec.Struct, frozen=True, kw_only=True):
    """All that the screens show of time at one instant; None where it does not apply.

    behind: milliseconds late, negative when ahead. clients_end, end: projected.
    """

    here: Place
    phase: Clock = Clock()
    question: Clock | None = None
    step: Clock | None = None
    turn: Clock | None = None
    asked: Clock | None = None
    pause: Clock | None = None
    elapsed: int = 0
    behind: int = 0
    clients_end: Instant | None = None
    end: Instant | None = None
    ways: Ways | None = None

    @property
    def main(self) -> Clock:
        """The clock that matters most: a step with minutes of a question that is answered on
        devices, else the question, else the step, else the phase."""
        if self.question is not None and self.step is not None and self.step.planned:
            return self.step
        return self.question or self.step or self.phase


def timetable(session: Session, now: Instant) -> Timetable:
    """The time at this instant."""
    here = place(session)
    if started(session) is None or here.phase is None:
        return Timetable(here=here, elapsed=_elapsed(session, now))
    ran = spent(session, now)
    pause = _pause(session, now) if here.paused else None
    clients_left, all_left = _remaining(session, here, ran, pause)
    clients_planned, all_planned = _planned_from(session)
    in_clients = clients_left > 0 or here.phase.with_clients
    elapsed = _elapsed(session, now)
    late = elapsed - _other_days(session, ran) + (clients_left if in_clients else all_left)
    behind = late - (clients_planned if in_clients else all_planned)
    return Timetable(
        here=here,
        phase=_phase_clock(session, here.phase, ran),
        question=_question_clock(session, here.question, ran),
        step=_step_clock(session, here, ran),
        turn=_turn_clock(here, ran),
        asked=_asked_clock(session, here, ran),
        pause=pause,
        elapsed=elapsed,
        behind=behind,
        clients_end=after(now, clients_left) if in_clients else None,
        end=after(now, all_left),
        ways=_ways(session, here, ran, behind),
    )


def _other_days(session: Session, ran: Spent) -> int:
    """How long nothing was done until another day, in parts that went on so long: nobody is late by
    that."""
    return sum(
        length - planned(session, session.phases[number])
        for number, length in ran.phases.items()
        if length > IN_ONE_DAY and number in session.phases
    )


def started(session: Session) -> Instant | None:
    """When the meeting began: the first time that a phase ran."""
    return next((m.at for m in session.moments.values() if m.kind is MomentKind.GO), None)


def _elapsed(session: Session, now: Instant) -> int:
    """From the first phase to the end, or until now.

    From moment to moment: a wall clock that was set adds nothing, also when a new boot came later.
    """
    length, last = _until_last(session)
    return length + (span(last, now) if last is not None and not place(session).ended else 0)


@lru_cache(maxsize=8)
def _until_last(session: Session) -> tuple[int, Instant | None]:
    """From the first phase to the last moment, and when that was."""
    start = started(session)
    ats = [moment.at for moment in session.moments.values()]
    since = ats[ats.index(start) :] if start is not None else []
    return sum(span(one, next_) for one, next_ in pairwise(since)), since[-1] if since else None


def _phase_clock(session: Session, phase: Phase, ran: Spent) -> Clock:
    added = extensions(session).phases.get(phase.number, 0)
    return _with_extra(ran.phases.get(phase.number, 0), planned(session, phase), added)


def _question_clock(session: Session, question: Question | None, ran: Spent) -> Clock | None:
    if question is None:
        return None
    added = extensions(session).questions.get(question.number, 0)
    whole = _planned_question(session, question)
    return _with_extra(ran.questions.get(question.number, 0), whole, added)


def _with_extra(ran: int, whole: int, added: int) -> Clock:
    return Clock(spent=ran, planned=max(0, whole + added), used_up=whole > 0 >= whole + added)


def _step_clock(session: Session, here: Place, ran: Spent) -> Clock | None:
    step = next((step for step in steps_at(session, here) if step.key == here.step), None)
    if step is None:
        return None
    key = _step_key(here)
    added = extensions(session).steps.get(key, 0)
    return _with_extra(ran.steps.get(key, 0), step.minutes * MINUTE, added)


def _step_key(here: Place) -> tuple[int | None, str]:
    return here.question.number if here.question else None, here.step


def steps_at(session: Session, here: Place) -> tuple[Step, ...]:
    """The steps of what runs there: of a question that is answered on devices, or of the phase."""
    if here.question is not None and here.question.answer is not None:
        return poll_steps(here.question, minutes_of(session, here.question))
    return here.phase.steps if here.phase else ()


def _turn_clock(here: Place, ran: Spent) -> Clock | None:
    if here.phase is None or here.phase.kind is not PhaseKind.TURNS or not here.turn:
        return None
    whole = here.phase.turn_seconds * SECOND
    return Clock(spent=ran.turns.get((here.phase.number, here.turn), 0), planned=whole)


def _asked_clock(session: Session, here: Place, ran: Spent) -> Clock | None:
    """The clock of the listener's question that is put: an equal share of the question round."""
    if here.phase is None or here.asked is None:
        return None
    count = sum(not question.dropped for question in session.listener_questions.values())
    share = planned(session, here.phase) // max(1, count)
    return Clock(spent=ran.asked.get(here.asked, 0), planned=share)


def _pause(session: Session, now: Instant) -> Clock:
    moment = _last_pause(session)
    if moment is None:
        return Clock()
    whole = tuple(stretches(session, now))
    paused = takewhile(lambda stretch: stretch.where.paused, reversed(whole))
    ran = sum(stretch.length for stretch in paused)
    return Clock(spent=ran, planned=moment.minutes * MINUTE)


def _last_pause(session: Session) -> Moment | None:
    pauses = (m for m in reversed(session.moments.values()) if m.kind is MomentKind.PAUSE)
    return next(pauses, None)


def _remaining(session: Session, here: Place, ran: Spent, pause: Clock | None) -> tuple[int, int]:
    """What is left of the clients' part and of the whole, with a break that was announced."""
    clients = whole = max(0, pause.left) if pause and pause.planned else 0
    current = here.phase
    if current is None:
        return 0, 0
    for phase in session.agenda:
        if phase.number != current.number and phase.position <= current.position:
            continue
        left = _left_of(session, phase, here, ran)
        whole += left
        clients += left if phase.with_clients else 0
    return clients, whole


def _left_of(session: Session, phase: Phase, here: Place, ran: Spent) -> int:
    questions = session.questions_of(phase.number) if phase.asks else ()
    if not questions:
        return max(0, _phase_clock(session, phase, ran).left)
    left = sum(_left_for(session, q, ran) for q in _waiting(session, phase, here))
    if here.question is not None and here.question.phase == phase.number:
        left += _left_for(session, here.question, ran)
    return left


def _left_for(session: Session, question: Question, ran: Spent) -> int:
    """What is left for a question; of one that was broken off the rest."""
    clock = _question_clock(session, question, ran)
    return max(0, clock.left) if clock else 0


def _waiting(session: Session, phase: Phase, here: Place) -> list[Question]:
    """The questions of a phase that are still to come; the one that runs, even if it is only read
    aloud so far, has a clock of its own."""
    states = question_states(session)
    return [
        q
        for q in session.questions_of(phase.number)
        if states[q.number].open and q != here.question
    ]


@lru_cache(maxsize=8)
def _planned_from(session: Session) -> tuple[int, int]:
    """The planned length of the clients' part and the whole, from the first phase that ran."""
    first = next((m.phase for m in session.moments.values() if m.kind is MomentKind.GO), None)
    opening = session.phases.get(first or 0)
    phases = [p for p in session.agenda if opening is None or p.position >= opening.position]
    whole = sum(planned(session, phase) for phase in phases)
    return sum(planned(session, phase) for phase in phases if phase.with_clients), whole


def _ways(session: Session, here: Place, ran: Spent, behind: int) -> Ways | None:
    """How to get back, once it is worth saying and there are questions left."""
    if behind < WORTH_SAYING or here.phase is None or not here.phase.asks:
        return None
    left = _waiting(session, here.phase, here)
    if not left:
        return None
    drop: list[Question] = []
    for question in reversed(left):
        if question.optional and sum(_left_for(session, q, ran) for q in drop) < behind:
            drop.insert(0, question)
    whole = sum(_left_for(session, question, ran) for question in left)
    return Ways(drop=tuple(drop), each=max(0, whole - behind) // len(left) // MINUTE)
