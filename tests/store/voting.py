"""People who answer a poll, each on an own seat with a token that nobody else has."""

import hashlib
from collections.abc import Iterable

from tinychanges import Ask

from spiegel.domain.polls.box import Cast, entry_key
from spiegel.domain.polls.polls import ClosePoll, Given, OpenPoll, ballots_of, open_poll
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer, Poll
from spiegel.domain.session.session import Session
from spiegel.store.session.protocol import OpenSession

AGREE = AnswerForm(kind=AnswerKind.AGREE)
IDEAS = AnswerForm(kind=AnswerKind.IDEAS, top=3)
SKIP = Given(SKIPPED)


def token(seat: int) -> bytes:
    """The secret of a seat."""
    return hashlib.sha256(b"token of seat %d" % seat).digest()[:16]


def key(seat: int, poll: Poll) -> bytes:
    """Where its answer to a poll stands."""
    return entry_key(token(seat), poll)


def value(number: int, group: str = "") -> Given:
    """An answer on a scale."""
    return Given(Answer(value=number), group)


def said(*ideas: str) -> Given:
    """An open answer."""
    return Given(Answer(ideas=ideas))


def cast(poll: Poll, seat: int, given: Given) -> Cast:
    """What a seat answers."""
    return Cast(key(seat, poll), seat, given)


def opened_poll(window: OpenSession, form: AnswerForm = AGREE) -> Poll:
    """A question is asked and opened."""
    number = window.change(Ask(form=form)).last["questions"]
    return now_open(window.change(OpenPoll(question=number)))


def now_open(session: Session) -> Poll:
    """The poll that is open."""
    poll = open_poll(session)
    assert poll is not None
    return poll


def answer(window: OpenSession, poll: Poll, given: Iterable[Given], first: int = 1) -> None:
    """So many seats answer at once, from this one on."""
    casts = [cast(poll, seat, one) for seat, one in enumerate(given, start=first)]
    window.ballots.cast(poll.number, casts)


def close(window: OpenSession, poll: Poll) -> Session:
    """The poll closes."""
    return window.change(ClosePoll(poll=poll.number))


def values(session: Session, poll: Poll) -> list[int | None]:
    """What is kept of answers on a scale, in the order in which it is kept."""
    return [ballot.answer.value for ballot in ballots_of(session, poll.number)]
