"""A session of which the open question was answered, at the step of the groups."""

from polling import OPEN, answered, ideas, session_with

from spiegel.domain.polls.polls import GoPollStep
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import Session


def told(*words: str) -> Session:
    """The open question at the step of the groups, answered with these ideas."""
    session = Go(phase=4, question=OPEN).apply(session_with(), session_with().info.created)
    session = answered(session, OPEN, ideas(*((word,) for word in words)))
    return GoPollStep(question=OPEN, step="group").apply(session, session.info.created)
