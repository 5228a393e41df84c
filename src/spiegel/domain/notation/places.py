"""Where lines belong: the places of a meeting, and who spoke last there."""

from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import Phase, PhaseKind, Question
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import ListenerQuestion, Remark, Statement, Where


def at_question(session: Session, question: Question) -> Where:
    """The place of the lines on a prepared question."""
    speakers = session.last_speakers(question.phase, question.number, None)
    return Where(phase=question.phase, question=question.number, speakers=speakers)


def at_phase(session: Session, phase: Phase, step: str = "", asked: int | None = None) -> Where:
    """The place of the lines of a phase, outside its prepared questions.

    step: the key of a debrief step; a step that takes no remarks gives way to the next that does.
    asked: the listener's question that was put; without one the last that was noted is open.
    """
    if phase.kind is PhaseKind.DEBRIEF:
        return Where(phase=phase.number, step=remark_step(phase, step))
    if phase.kind is PhaseKind.QUESTIONS:
        asked = asked if asked is not None else last_noted(session, phase)
        speakers = session.last_speakers(phase.number, None, asked)
        return Where(phase=phase.number, asked=asked, speakers=speakers)
    speakers = session.last_speakers(phase.number, None, None)
    return Where(phase=phase.number, speakers=speakers)


def remark_step(phase: Phase, step: str) -> str:
    """The step that a remark belongs to: this one, unless it takes none."""
    taking = [each.key for each in phase.steps if not each.quiet]
    known = [each.key for each in phase.steps]
    if step in taking or not taking:
        return step
    later = known[known.index(step) :] if step in known else known
    return next((key for key in later if key in taking), taking[0])


def last_noted(session: Session, phase: Phase) -> int | None:
    """The number of the listeners' question that was noted last in a phase and is put."""
    noted = (
        question.number
        for question in reversed(session.listener_questions.values())
        if question.phase == phase.number and not question.dropped
    )
    return next(noted, None)


def home(session: Session, document: Statement | ListenerQuestion | Remark | Action) -> Where:
    """The place that a document belongs to, as it is stored; nobody goes on there."""
    if isinstance(document, Action):
        phase = next((p for p in session.agenda if p.kind is PhaseKind.DEBRIEF), None)
        return Where(phase=phase.number if phase is not None else None)
    if isinstance(document, Statement):
        return Where(phase=document.phase, question=document.question, asked=document.answer_to)
    if isinstance(document, Remark):
        return Where(phase=document.phase, question=document.question, step=document.step)
    return Where(phase=document.phase)
