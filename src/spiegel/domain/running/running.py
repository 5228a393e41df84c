"""What runs now, and the changes of the running order: start, next, pause, extend, skip, return.

A change only records a moment; where the meeting stands follows from all moments in their order.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial, reduce
from typing import Any

import msgspec

from spiegel.domain.running.poll_steps import PollStep
from spiegel.domain.session.agenda import Phase, Question
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.moments import Moment, MomentKind, in_turn
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.i18n import Translations


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the meeting stands: what runs now.

    phase is None before the start. question: in a round. step: the key of a debrief step, or of a
    step of a question that is answered on devices.
    asked: the listener's question that was put last in this phase. turn: whose turn it is.
    """

    phase: Phase | None = None
    question: Question | None = None
    step: str = ""
    asked: int | None = None
    turn: str = ""
    paused: bool = False
    ended: bool = False


class QuestionState(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to a question: skipped (o twice), already discussed, or begun.

    broken_off: it was begun, and left to return to what came before it. Who goes back to a question
    that nobody put yet takes that up after all, and is done with the other one.
    """

    skipped: bool = False
    covered: bool = False
    begun: bool = False
    broken_off: bool = False

    @property
    def put(self) -> bool:
        """Whether it had its turn."""
        return self.begun and not (self.skipped or self.covered)

    @property
    def open(self) -> bool:
        """Whether it still waits for its turn, or for the rest of it."""
        return self.broken_off if self.put else not (self.skipped or self.covered)


@lru_cache(maxsize=8)
def place(session: Session) -> Place:
    """What runs now, from the moments since the last one that went somewhere."""
    since: list[Moment] = []
    for moment in reversed(session.moments.values()):
        since.append(moment)
        if moment.kind is MomentKind.END or _goes(session, moment):
            break
    return reduce(partial(advance, session), reversed(since), Place())


def advance(session: Session, now: Place, moment: Moment) -> Place:
    """The place after one more moment."""
    kind = moment.kind
    if _goes(session, moment):
        return _arrive(session, moment)
    if kind is MomentKind.END:
        return Place(ended=True)
    changes: dict[MomentKind, dict[str, Any]] = {
        MomentKind.PAUSE: {"paused": True},
        MomentKind.RESUME: {"paused": False},
        MomentKind.TURN: {"turn": moment.person},
        MomentKind.ASK: {"asked": moment.asked},
        MomentKind.STEP: {"step": moment.step},
    }
    return msgspec.structs.replace(now, **changes.get(kind, {}))


def _goes(session: Session, moment: Moment) -> bool:
    return moment.kind is MomentKind.GO and moment.phase in session.phases


def _arrive(session: Session, moment: Moment) -> Place:
    phase = session.phases[moment.phase or 0]
    question = session.questions.get(moment.question or 0)
    if question is not None and question.answer is not None:
        return Place(phase=phase, question=question, step=_reached(session, question, moment))
    step = phase.steps[0].key if phase.steps else ""
    return Place(phase=phase, question=question, step=step)


def _reached(session: Session, question: Question, arrival: Moment) -> str:
    """The step that a question had come to when somebody went to it: the first, or the last seen.

    A step is of the question that the last arrival before it went to.
    """
    steps = session.moments.index(_steps_by_arrival)
    return steps.get((question.number, arrival.number), PollStep.ASK)


@lru_cache(maxsize=8)
def question_states(session: Session) -> dict[int, QuestionState]:
    """What happened to each question, by number."""
    states = dict.fromkeys(session.questions, QuestionState())
    flags = {
        MomentKind.GO: {"begun": True, "skipped": False, "covered": False, "broken_off": False},
        MomentKind.SKIP: {"skipped": True},
        MomentKind.UNSKIP: {"skipped": False, "covered": False},
        MomentKind.COVERED: {"covered": True},
    }
    put_to_all = {poll.question for poll in session.polls.values()}
    here: Moment | None = None
    for moment in session.moments.values():
        if _goes(session, moment) or moment.kind is MomentKind.END:
            returns = moment.question not in states or states[moment.question].put
            if (
                here is not None
                and here.question in states
                and returns
                and _goes_back(session, here, moment)
            ):
                left = states[here.question]
                states[here.question] = msgspec.structs.replace(left, broken_off=True)
            here = moment
        if moment.kind in flags and moment.question in states:
            if moment.kind is MomentKind.GO and _only_read(session, moment.question, put_to_all):
                continue
            states[moment.question] = msgspec.structs.replace(
                states[moment.question], **flags[moment.kind]
            )
    return states


def _goes_back(session: Session, here: Moment, moment: Moment) -> bool:
    """Whether a moment goes from here to what comes before it in the running order."""
    phase, other = session.phases.get(here.phase or 0), session.phases.get(moment.phase or 0)
    if phase is None or other is None:
        return False
    if phase is not other:
        return _after(phase, other)
    questions = [question.number for question in session.questions_of(phase.number)]
    if here.question not in questions or moment.question not in questions:
        return False
    return questions.index(moment.question) < questions.index(here.question)


def _only_read(session: Session, question: int, put_to_all: set[int]) -> bool:
    """Whether a question on devices was come to and never opened: it still waits for its turn."""
    return session.questions[question].answer is not None and question not in put_to_all


def first_open(session: Session, questions: Iterable[Question]) -> Question | None:
    """The first of these questions that still waits for its turn."""
    states = question_states(session)
    return next((question for question in questions if states[question.number].open), None)


def _steps_by_arrival(moments: Mapping[int, Moment]) -> dict[tuple[int, int], str]:
    """The step that each question had come to at each arrival, by its number and the moment's."""
    reached: dict[int, str] = {}
    found: dict[tuple[int, int], str] = {}
    here: int | None = None
    for moment in moments.values():
        if moment.kind is MomentKind.GO:
            here = moment.question
            if here is not None and here in reached:
                found[here, moment.number] = reached[here]
        elif moment.kind is MomentKind.STEP and here is not None:
            reached[here] = moment.step
    return found


def following(session: Session) -> tuple[Phase | None, Question | None]:
    """The phase and question that come next; (None, None) when nothing does."""
    here = place(session)
    if here.phase is None:
        return _opening(session, None if here.ended else next(iter(session.agenda), None))
    if here.question is not None and not here.phase.asks:
        return here.phase, None
    if here.phase.asks:
        questions = session.questions_of(here.phase.number)
        index = questions.index(here.question) + 1 if here.question in questions else 0
        question = first_open(session, questions[index:])
        if question is not None:
            return here.phase, question
    later = [phase for phase in session.agenda if _after(phase, here.phase)]
    return _opening(session, next(iter(later), None))


def preceding(session: Session) -> tuple[Phase | None, Question | None]:
    """The phase and question just before this one; (None, None) at the very start."""
    here = place(session)
    if here.phase is None:
        last = session.agenda[-1] if here.ended and session.agenda else None
        return _closing(session, last)
    if here.question is not None and not here.phase.asks:
        return here.phase, None
    if here.question is not None:
        questions = session.questions_of(here.phase.number)
        index = questions.index(here.question)
        if index > 0:
            return here.phase, questions[index - 1]
    earlier = [phase for phase in session.agenda if _after(here.phase, phase)]
    return _closing(session, earlier[-1] if earlier else None)


def _after(phase: Phase, other: Phase) -> bool:
    return (phase.position, phase.number) > (other.position, other.number)


def _opening(session: Session, phase: Phase | None) -> tuple[Phase | None, Question | None]:
    """How a phase is entered: a round with its first question that is open."""
    if phase is None or not phase.asks:
        return phase, None
    questions = session.questions_of(phase.number)
    return phase, first_open(session, questions) or next(iter(questions), None)


def _closing(session: Session, phase: Phase | None) -> tuple[Phase | None, Question | None]:
    """How a phase is returned to: a round with its last question that was begun."""
    if phase is None or not phase.asks:
        return phase, None
    states = question_states(session)
    questions = session.questions_of(phase.number)
    begun = [question for question in questions if states[question.number].begun]
    return phase, next(reversed(begun or questions), None)


def record(session: Session, now: Instant, kind: MomentKind, **fields: object) -> Session:
    """The session with one more moment of this kind, not before the last one."""
    number, at = session.number("moments"), in_turn(session.moments, now)
    return put(session, Moment(number=number, at=at, kind=kind, **fields))  # type: ignore[arg-type]


class RunningChange(Change, frozen=True, kw_only=True):
    """A change of the running order; it is taken back only where the running order is led."""

    @property
    def leads(self) -> bool:
        return True


class Go(RunningChange, frozen=True, kw_only=True):
    """This phase, and in a round this question, runs from now; its clock goes on where it was.

    A round entered without a question begins with its first open one.
    """

    phase: int
    question: int | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("the step to another question or part")

    def apply(self, session: Session, now: Instant) -> Session:
        phase = session.phases.get(self.phase)
        if phase is None:
            raise Refusal
        question = self.question
        if question is None:
            opening = _opening(session, phase)[1]
            question = opening.number if opening else None
        elif question not in session.questions:
            raise Refusal
        return record(session, now, MomentKind.GO, phase=self.phase, question=question)


class GoNext(RunningChange, frozen=True, kw_only=True):
    """On to the next open question, or the next phase; after the last one the meeting is over.

    seen: the question or phase that ran when the key was pressed, so that two windows that both
    press next move one step, not two.
    """

    seen: tuple[int | None, int | None] | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("a step on in the running order")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.seen is not None and self.seen != standing(session):
            return session
        phase, question = following(session)
        if phase is None:
            return session if place(session).ended else record(session, now, MomentKind.END)
        number = question.number if question else None
        return record(session, now, MomentKind.GO, phase=phase.number, question=number)


def standing(session: Session) -> tuple[int | None, int | None]:
    """The numbers of the phase and question that run now, as `GoNext.seen` wants them."""
    here = place(session)
    return (
        here.phase.number if here.phase else None,
        here.question.number if here.question else None,
    )


class GoPrevious(RunningChange, frozen=True, kw_only=True):
    """Back to the question or phase before; its clock goes on where it was."""

    def name(self, t: Translations) -> str:
        return t.gettext("a step back in the running order")

    def apply(self, session: Session, now: Instant) -> Session:
        phase, question = preceding(session)
        if phase is None:
            return session
        number = question.number if question else None
        return record(session, now, MomentKind.GO, phase=phase.number, question=number)


class Pause(RunningChange, frozen=True, kw_only=True):
    """The clock stands still; minutes: how long the break is meant to take, 0 when not said."""

    minutes: int = 0

    def name(self, t: Translations) -> str:
        return t.gettext("pause")

    def apply(self, session: Session, now: Instant) -> Session:
        here = place(session)
        if here.paused or here.phase is None:
            return session
        return record(session, now, MomentKind.PAUSE, minutes=self.minutes)


class Resume(RunningChange, frozen=True, kw_only=True):
    """The clock goes on."""

    def name(self, t: Translations) -> str:
        return t.gettext("continue after the pause")

    def apply(self, session: Session, now: Instant) -> Session:
        return record(session, now, MomentKind.RESUME) if place(session).paused else session


class Extend(RunningChange, frozen=True, kw_only=True):
    """Minutes more (or, negative, less) for what runs now: the question, else the phase.

    Of a question that is answered on devices they are for the step that runs.
    """

    minutes: int

    def name(self, t: Translations) -> str:
        if self.minutes < 0:
            return t.ngettext("a minute less", "{count} minutes less", -self.minutes).format(
                count=-self.minutes
            )
        return t.ngettext("a minute more", "{count} minutes more", self.minutes).format(
            count=self.minutes
        )

    def apply(self, session: Session, now: Instant) -> Session:
        here = place(session)
        phase, question = standing(session)
        if phase is None:
            return session
        polled = here.question is not None and here.question.answer is not None
        return record(
            session,
            now,
            MomentKind.EXTEND,
            phase=phase,
            question=question,
            minutes=self.minutes,
            step=here.step if polled else "",
        )


class _AboutQuestion(RunningChange, frozen=True, kw_only=True):
    question: int

    def _note(self, session: Session, now: Instant, kind: MomentKind) -> Session:
        if self.question not in session.questions:
            raise Refusal
        return record(session, now, kind, question=self.question)


class Skip(_AboutQuestion, frozen=True, kw_only=True):
    """This question is dropped; it can be taken back or gone to after all."""

    def name(self, t: Translations) -> str:
        return t.gettext("skip a question")

    def apply(self, session: Session, now: Instant) -> Session:
        return self._note(session, now, MomentKind.SKIP)


class Unskip(_AboutQuestion, frozen=True, kw_only=True):
    """This question waits for its turn again."""

    def name(self, t: Translations) -> str:
        return t.gettext("put a question after all")

    def apply(self, session: Session, now: Instant) -> Session:
        return self._note(session, now, MomentKind.UNSKIP)


class Covered(_AboutQuestion, frozen=True, kw_only=True):
    """This question was already discussed under another one."""

    def name(self, t: Translations) -> str:
        return t.gettext("question already discussed")

    def apply(self, session: Session, now: Instant) -> Session:
        return self._note(session, now, MomentKind.COVERED)


class Turn(RunningChange, frozen=True, kw_only=True):
    """It is this person's turn; person is a code such as "D4"."""

    person: str

    def name(self, t: Translations) -> str:
        return t.gettext("turn of {person}").format(person=self.person)

    def apply(self, session: Session, now: Instant) -> Session:
        if place(session).turn == self.person:
            return session
        return record(session, now, MomentKind.TURN, person=self.person)


class Ask(RunningChange, frozen=True, kw_only=True):
    """This question of a listener is put to the clients now."""

    asked: int

    def name(self, t: Translations) -> str:
        return t.gettext("put a listener's question")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.asked not in session.listener_questions:
            raise Refusal
        return record(session, now, MomentKind.ASK, asked=self.asked)


class _AboutStep(RunningChange, frozen=True, kw_only=True):
    step: str

    def _note(self, session: Session, now: Instant, kind: MomentKind) -> Session:
        return record(session, now, kind, step=self.step)


class GoStep(_AboutStep, frozen=True, kw_only=True):
    """This step of the debrief begins."""

    def name(self, t: Translations) -> str:
        return t.gettext("step of the debrief")

    def apply(self, session: Session, now: Instant) -> Session:
        return self._note(session, now, MomentKind.STEP)


class Discussed(_AboutStep, frozen=True, kw_only=True):
    """This step was talked through and nothing was noted; the report says so."""

    def name(self, t: Translations) -> str:
        return t.gettext("discussed, not noted")

    def apply(self, session: Session, now: Instant) -> Session:
        return self._note(session, now, MomentKind.DISCUSSED)


class Forced(_AboutStep, frozen=True, kw_only=True):
    """Actions were opened although this step holds nothing; the report says so."""

    def name(self, t: Translations) -> str:
        return t.gettext("on to the actions anyway")

    def apply(self, session: Session, now: Instant) -> Session:
        return self._note(session, now, MomentKind.FORCED)


class End(RunningChange, frozen=True, kw_only=True):
    """The meeting is over."""

    def name(self, t: Translations) -> str:
        return t.gettext("end of the meeting")

    def apply(self, session: Session, now: Instant) -> Session:
        return session if place(session).ended else record(session, now, MomentKind.END)
