"""What every device shows now: it follows from the session, and is the same for all of a group."""

import hashlib
from enum import StrEnum
from typing import Final

import msgspec

from spiegel.domain.polls.polls import form_of, open_poll
from spiegel.domain.running.running import place
from spiegel.domain.session.agenda import AnswerForm
from spiegel.domain.session.polls import Poll, PollState
from spiegel.domain.session.session import Refusal, Session, stage
from spiegel.domain.session.stage import Stage


class Shows(StrEnum):
    """wait: nothing is asked. ask: a question is open. closed: it is, and nothing is shown yet.
    outcome: what the room sees. over: the meeting is. evaluate: how it was, is asked."""

    WAIT = "wait"
    ASK = "ask"
    CLOSED = "closed"
    OUTCOME = "outcome"
    OVER = "over"
    EVALUATE = "evaluate"


class OnStage(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown. version: changes whenever a device has to show something else, in its second
    half when that is no more than other words on the same page.

    words: of the question. poll, form: what is answered or was.
    """

    shows: Shows
    version: str
    words: str = ""
    poll: Poll | None = None
    form: AnswerForm | None = None


_AND: Final = "_"
"""Between the halves of a version."""
OVER: Final = (Stage.REVIEW, Stage.PRESENTED)
"""How far a meeting is when nobody answers any more."""


def on_stage(session: Session) -> OnStage:
    """What every device shows now."""
    current = open_poll(session)
    if current is not None:
        return _about(session, current, Shows.ASK)
    if session.info.evaluating is not None:
        return _made(Shows.EVALUATE, session.info.evaluating.utc)
    if stage(session) in OVER or _left(session):
        return _made(Shows.OVER)
    question = place(session).question
    last = next(
        (p for p in reversed(session.polls.values()) if question and p.question == question.number),
        None,
    )
    if last is None:
        return _made(Shows.WAIT)
    shown = last.state is PollState.SHOWN
    return _about(session, last, Shows.OUTCOME if shown else Shows.CLOSED)


def _left(session: Session) -> bool:
    """Whether those who answer have left: what they gave is looked through, or that is done."""
    here = place(session).phase
    reviews = [phase.position for phase in session.agenda if phase.review]
    return here is not None and bool(reviews) and here.position >= min(reviews)


def _about(session: Session, poll: Poll, shows: Shows) -> OnStage:
    try:
        form = form_of(session, poll)
    except Refusal:
        return _made(Shows.WAIT)
    held = [idea.number for idea in session.ideas.values() if idea.held]
    words = session.questions[poll.question].words
    names = [c.name for c in session.clusters.values() if c.question == poll.question]
    made = _made(shows, poll.number, poll.round, poll.state, form, held, said=(words, names))
    return msgspec.structs.replace(made, words=words, poll=poll, form=form)


def reworded(version: str, stage: OnStage) -> bool:
    """Whether a page of this version is still the right one, but for its words.

    Somebody took some back, or they were typed over. The page stays, with all that is half typed
    in it, and gets the other words.
    """
    same = version.partition(_AND)[0] == stage.version.partition(_AND)[0]
    return same and version != stage.version


def _made(shows: Shows, *about: object, said: object = ()) -> OnStage:
    halves = ((shows, *about), said)
    sums = (hashlib.sha256(repr(half).encode()).hexdigest()[:16] for half in halves)
    return OnStage(shows=shows, version=_AND.join(sums))
