"""A question on devices in the middle of a part that has no prepared questions, as the debrief.

When it was talked over, the part goes on at the step where it was.
"""

from spiegel.domain.running.running import Go, RunningChange, place, record
from spiegel.domain.session.agenda import AnswerForm, PhaseKind, Question
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.session import Refusal, Session, put
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations


class AskNow(RunningChange, frozen=True, kw_only=True):
    """A question is added to the part that runs, and runs from now; it is not open yet.

    The step of that part is kept for when the question is over. Refused before the start, after
    the end and while another question on devices runs.
    """

    words: str
    answer: AnswerForm

    def name(self, t: Translations) -> str:
        return t.gettext("a question on devices")

    def apply(self, session: Session, now: Instant) -> Session:
        here = place(session)
        phase, words = here.phase, tidy(clean(self.words))
        if phase is None or not words or (here.question and here.question.answer):
            raise Refusal
        siblings = session.questions_of(phase.number)
        question = Question(
            number=session.number("questions"),
            position=siblings[-1].position + 1 if siblings else 1,
            phase=phase.number,
            words=words,
            answer=self.answer,
        )
        session = put(session, question)
        return Go(phase=phase.number, question=question.number).apply(session, now)


def may_choose(session: Session) -> bool:
    """Whether this is where makers choose from what was told: a part with cards, after another one.

    Not while a question on devices runs.
    """
    here = place(session)
    phase, question = here.phase, here.question
    if phase is None or (question is not None and question.answer is not None):
        return False
    told = (part for part in session.agenda if part.cards and part.position < phase.position)
    return phase.cards and phase.kind is PhaseKind.ROUND and any(told)


class BackToPart(RunningChange, frozen=True, kw_only=True):
    """The part goes on in which a question was put on devices, at the step where it was."""

    phase: int

    def name(self, t: Translations) -> str:
        return t.gettext("back to the part")

    def apply(self, session: Session, now: Instant) -> Session:
        step = _left(session, self.phase)
        session = Go(phase=self.phase).apply(session, now)
        if not step or place(session).step == step:
            return session
        return record(session, now, MomentKind.STEP, step=step)


def _left(session: Session, phase: int) -> str:
    """The step at which a part was left for a question; empty when it has no steps."""
    found, inside = "", False
    for moment in session.moments.values():
        if moment.kind is MomentKind.GO:
            inside = moment.phase == phase and moment.question is None
        elif moment.kind is MomentKind.STEP and inside:
            found = moment.step
    return found
