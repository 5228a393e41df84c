"""Lines that were recorded, and what of them waits for somebody to look."""

from domain.room import TODAY, later, place, room
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.report.review import (
    queue,
)
from spiegel.domain.session.session import Session


def said(*lines: str, session: Session | None = None, at: str = "vraag 3") -> Session:
    """The room after these lines."""
    session = session or room()
    for line in lines:
        last = next(reversed(tuple(session.statements.values())), None)
        spot = place(session, at, " ".join(last.speakers) if last else "")
        session = RecordLine(text=line, where=spot, today=TODAY).apply(session, later(1))
    return session


def kinds(session: Session) -> list[str]:
    """What waits, in order."""
    return [f"{concern.kind} {concern.number}" for concern in queue(session)]
