"""A meeting at any part of it, in which lines are captured."""

from domain.room import TODAY, after, later, phase, room
from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Where


def record(session: Session, *lines: str, spot: Where | None = None, minute: float = 1) -> Session:
    """The session after these lines, each where it belongs then."""
    for line in lines:
        change = RecordLine(text=line, where=spot or where(session), today=TODAY)
        session = change.apply(session, later(minute))
    return session


def running(key: str, question: int | None = None) -> Session:
    """The meeting in a phase."""
    session = room()
    return after(session, Go(phase=phase(session, key).number, question=question))
