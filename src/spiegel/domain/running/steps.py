"""The steps of the debrief: their order is part of the method, actions come last."""

from spiegel.domain.running.running import place
from spiegel.domain.session.agenda import Phase, PhaseKind, Step
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import RemarkKind


def debrief_phase(session: Session) -> Phase | None:
    """The phase in which the professionals talk afterwards, if the format has one."""
    return next((p for p in session.agenda if p.kind is PhaseKind.DEBRIEF), None)


def talking(session: Session) -> bool:
    """Whether the professionals talk among themselves now."""
    phase = place(session).phase
    return phase is not None and phase.kind is PhaseKind.DEBRIEF


def step_now(session: Session) -> Step | None:
    """The step that the debrief is in; the actions when the format or the meeting is past steps."""
    phase = debrief_phase(session)
    if phase is None:
        return None
    here = place(session)
    named = next((step for step in phase.steps if step.key == here.step), None)
    return named or action_step(phase)


def begun(session: Session) -> bool:
    """Whether the professionals talk now or have talked; without such a phase always."""
    return debrief_phase(session) is None or place(session).ended or talking(session)


def opened(session: Session) -> bool:
    """Whether statements may be seen: not before and during the first step that is talked about."""
    phase, step = debrief_phase(session), step_now(session)
    if phase is None or step is None:
        return True
    first = next((s for s in phase.steps if not s.quiet), step)
    return begun(session) and phase.steps.index(step) > phase.steps.index(first)


def action_step(phase: Phase) -> Step | None:
    """The step in which actions are made."""
    return next((step for step in phase.steps if step.actions), None)


def noted(session: Session, step: Step) -> bool:
    """Whether this step needs nothing more: a remark, no remarks wanted, or talked through."""
    return (
        step.quiet
        or step.actions
        or step.key in spoken_of(session)
        or step.key in marked(session, MomentKind.DISCUSSED)
    )


def spoken_of(session: Session) -> frozenset[str]:
    """The keys of the steps in which something was noted, or a plan was tested."""
    kinds = (RemarkKind.STEP, RemarkKind.TESTED)
    return frozenset(remark.step for kind in kinds for remark in session.remarks_of(kind))


def in_the_way(session: Session) -> tuple[Step, ...]:
    """The steps that still keep the actions closed, in order."""
    phase = debrief_phase(session)
    if phase is None:
        return ()
    forced = marked(session, MomentKind.FORCED)
    return tuple(s for s in phase.steps if not noted(session, s) and s.key not in forced)


def marked(session: Session, kind: MomentKind) -> frozenset[str]:
    """The keys of the steps that a moment of this kind was recorded for."""
    return frozenset(m.step for m in session.moments.values() if m.kind is kind)
