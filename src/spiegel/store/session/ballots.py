"""The ballot box of the poll that is open: what may be put in it, and what becomes of it.

All of it under the lock of the session, with all that others wrote known: there the newest session
says whether a poll is open. So nobody answers a poll that is closed, and no answer comes between
the reading of the box and the change by which the poll closes.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

import msgspec

from spiegel.domain.polls.box import Cast
from spiegel.domain.polls.polls import Answered, ClosePoll, Given, NotOpen, form_of, open_poll
from spiegel.domain.session.agenda import AnswerKind
from spiegel.domain.session.polls import Poll
from spiegel.domain.session.session import Change, Refusal, Session, keep_forms


class Boxes(Protocol):
    """What keeps answers until a poll closes; used inside `Boxed.writing`. Raises StoreError."""

    def make(self, poll: int, *, ideas: bool) -> None:
        """An empty box for this poll; ideas: for long answers."""
        ...

    def cast(self, poll: int, casts: Iterable[Cast], *, ideas: bool) -> None:
        """Put answers in, all of them or (an error) none; a box that was lost is made anew."""
        ...

    def find(self, poll: int, key: bytes) -> Given | None:
        """The answer under this key."""
        ...

    def done(self, poll: int) -> frozenset[int]:
        """The seats that are done with it."""
        ...

    def free(self, poll: int, key: bytes, seat: int) -> None:
        """Take the answer under this key out: that seat is not done."""
        ...

    def answers(self, poll: int) -> tuple[Given, ...]:
        """All that was answered, in an order that says nothing."""
        ...

    def clear(self, but: int | None) -> None:
        """Destroy all boxes, but for that of one poll. Never raises."""
        ...


class Boxed(Protocol):
    """A session with its ballot boxes, as one window uses it."""

    @property
    def session(self) -> Session:
        """The newest value that this window knows."""
        ...

    @property
    def boxes(self) -> Boxes:
        """The boxes that are kept beside it."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Nobody else writes as long as one is inside, and all that others wrote is known there."""
        ...


class Ballots:
    """What a window may do with the box of the poll that is open (`protocol.BallotBox`)."""

    def __init__(self, kept: Boxed) -> None:
        self._kept = kept

    def cast(self, poll: int, casts: Iterable[Cast]) -> None:
        """Put answers in, with one wait for the disk. Raises NotOpen and StoreError."""
        with self._kept.writing():
            ideas = _for_ideas(self._kept.session, self._open(poll))
            self._kept.boxes.cast(poll, casts, ideas=ideas)

    def find(self, poll: int, key: bytes) -> Given | None:
        """The answer under this key. Raises NotOpen and StoreError."""
        with self._kept.writing():
            self._open(poll)
            return self._kept.boxes.find(poll, key)

    def done(self, poll: int) -> frozenset[int]:
        """The seats that are done, skips included. Raises NotOpen and StoreError."""
        with self._kept.writing():
            self._open(poll)
            return self._kept.boxes.done(poll)

    def free(self, poll: int, key: bytes, seat: int) -> None:
        """Take the answer under this key out. Raises NotOpen and StoreError."""
        with self._kept.writing():
            self._open(poll)
            self._kept.boxes.free(poll, key, seat)

    def _open(self, number: int) -> Poll:
        """The poll, inside `writing`; NotOpen when it is not the one that is open."""
        poll = open_poll(self._kept.session)
        if poll is None or poll.number != number:
            tidy(self._kept)
            raise NotOpen
        return poll


def filled_in(change: Change, kept: Boxed) -> Change:
    """The change with what only the store has: a poll that closes gets what is in its box."""
    if not isinstance(change, ClosePoll) or change.given is not None:
        return change
    poll = open_poll(kept.session)
    if poll is None or poll.number != change.poll:
        return change
    return msgspec.structs.replace(change, given=kept.boxes.answers(poll.number))


def moving_on(kept: Boxed, after: Session) -> AbstractContextManager[None]:
    """Keep within that the session goes on as `after`: its boxes go with it.

    A poll that opens has its box before anybody can answer it, so a full disk is told to whoever
    opens it; one that closed has none any more. Raises Answered when a poll that people answered
    would be gone, and FormStays when it would be answered in another way, as by undo.
    """
    keep_forms(kept.session, after)
    return nullcontext() if kept.session.polls is after.polls else _with_boxes(kept, after)


@contextmanager
def _with_boxes(kept: Boxed, after: Session) -> Iterator[None]:
    was, opens = open_poll(kept.session), open_poll(after)
    if was is not None and was.number not in after.polls and kept.boxes.answers(was.number):
        raise Answered
    if opens is not None and (was is None or was.number != opens.number):
        kept.boxes.make(opens.number, ideas=_for_ideas(after, opens))
    try:
        yield
    finally:
        tidy(kept)


def tidy(kept: Boxed) -> None:
    """Destroy what a poll left that is not open, as when its window was killed while closing."""
    poll = open_poll(kept.session)
    kept.boxes.clear(poll.number if poll is not None else None)


def _for_ideas(session: Session, poll: Poll) -> bool:
    """Whether its answers are ideas, which may be long."""
    try:
        return form_of(session, poll).kind is AnswerKind.IDEAS
    except Refusal:
        return True
