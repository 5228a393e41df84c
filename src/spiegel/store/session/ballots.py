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
from spiegel.domain.polls.evaluation import BOX, CloseEvaluation, open_box
from spiegel.domain.polls.polls import Answered, ClosePoll, Given, NotOpen, form_of, open_poll
from spiegel.domain.session.agenda import AnswerKind
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

    def count(self, poll: int) -> int:
        """How many answers there are."""
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
            self._open(poll)
            self._kept.boxes.cast(poll, casts, ideas=_for_ideas(self._kept.session, poll))

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

    def count(self, poll: int) -> int:
        """How many answers there are. Raises NotOpen and StoreError."""
        with self._kept.writing():
            self._open(poll)
            return self._kept.boxes.count(poll)

    def free(self, poll: int, key: bytes, seat: int) -> None:
        """Take the answer under this key out. Raises NotOpen and StoreError."""
        with self._kept.writing():
            self._open(poll)
            self._kept.boxes.free(poll, key, seat)

    def _open(self, number: int) -> None:
        """Inside `writing`: go on only when this box is the one that is open. Raises NotOpen."""
        if open_box(self._kept.session) != number:
            tidy(self._kept)
            raise NotOpen


def filled_in(change: Change, kept: Boxed) -> Change:
    """The change with what only the store has: what closes gets what is in its box."""
    if isinstance(change, CloseEvaluation) and change.given is None:
        opened = open_box(kept.session) == BOX
        return CloseEvaluation(given=kept.boxes.answers(BOX) if opened else ())
    if not isinstance(change, ClosePoll) or change.given is not None:
        return change
    poll = open_poll(kept.session)
    if poll is None or poll.number != change.poll:
        return change
    return msgspec.structs.replace(change, given=kept.boxes.answers(poll.number))


def moving_on(kept: Boxed, after: Session, *, final: bool = False) -> AbstractContextManager[None]:
    """Keep within that the session goes on as `after`: its boxes go with it.

    A poll that opens has its box before anybody can answer it, so a full disk is told to whoever
    opens it; one that closed has none any more. Raises Answered when a poll that people answered
    would be gone, and FormStays when it would be answered in another way, as by undo. final: it may
    be, for words that are taken back leave an option too, and its answers stay.
    """
    if not final:
        keep_forms(kept.session, after)
    before = kept.session
    same = before.polls is after.polls and before.info.evaluating == after.info.evaluating
    return nullcontext() if same else _with_boxes(kept, after)


@contextmanager
def _with_boxes(kept: Boxed, after: Session) -> Iterator[None]:
    was, opens = open_box(kept.session), open_box(after)
    if was is not None and was != opens and _loses(kept, after, was):
        raise Answered
    if opens is not None and was != opens:
        kept.boxes.make(opens, ideas=_for_ideas(after, opens))
    try:
        yield
    finally:
        tidy(kept)


def tidy(kept: Boxed) -> None:
    """Destroy what a poll left that is not open, as when its window was killed while closing."""
    kept.boxes.clear(open_box(kept.session))


def _loses(kept: Boxed, after: Session, box: int) -> bool:
    """Whether answers would go with a box: of a poll that is gone, forms that are not taken in."""
    if box in after.polls:
        return False
    taken = len(after.evaluations) - len(kept.session.evaluations) if box == BOX else 0
    return len(kept.boxes.answers(box)) > taken


def _for_ideas(session: Session, box: int) -> bool:
    """Whether its answers are words, which may be long."""
    if box == BOX:
        return True
    try:
        return form_of(session, session.polls[box]).kind is AnswerKind.IDEAS
    except Refusal:
        return True
