"""What the people of a script answered, by the words of the question."""

from collections.abc import Mapping, Sequence

from spiegel.demo.meetings import Meeting, prepared
from spiegel.demo.player import Told, perform
from spiegel.demo.sheets import Sheet
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.polls import Answer, Poll
from spiegel.domain.session.session import Change, Session


def given_to(meeting: Meeting) -> Mapping[str, Sequence[Answer]]:
    """The answers to each question of a meeting, but what was said about groups of ideas."""
    session = prepared(meeting=meeting)
    heard = _Heard()

    def make(change: Change, now: Instant) -> Session:
        nonlocal session
        session = change.apply(session, now)
        return session

    perform(session, make, meeting.start, meeting, room=heard)
    return heard.answers


class _Heard(Told):
    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, list[Answer]] = {}

    def answer(self, session: Session, poll: Poll, given: tuple[Sheet, ...]) -> None:
        super().answer(session, poll, given)
        if not poll.clusters:
            words = session.questions[poll.question].words
            self.answers[words] = [sheet.answer for sheet in given]
