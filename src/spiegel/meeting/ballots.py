"""The ballot box of a meeting: what is asked of it goes through the writer, answers in one go."""

import threading
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from spiegel.domain.polls.box import Cast
from spiegel.domain.polls.polls import Given, NotOpen
from spiegel.i18n import _, current
from spiegel.logbook import LOG
from spiegel.meeting.port.ballots import CastReceipt
from spiegel.meeting.receipts import Answers
from spiegel.store.errors import StoreError
from spiegel.store.session.protocol import BallotBox, OpenSession
from spiegel.store.session.writer import Answered, Writer

Value = TypeVar("Value")
Then = Callable[[CastReceipt], None]


class _Waiting(msgspec.Struct, frozen=True, eq=False):
    """An answer that is not in the box yet; then: who wants to know."""

    poll: int
    cast: Cast
    then: Then


class MeetingBallots:
    """What `port.Ballots` promises, of the session that a writer has open.

    Answers that come while the writer is busy wait, and are put in together when it is their turn:
    with one lock and one wait for the disk.
    """

    def __init__(self, writer: Writer[Any], answers: Answers) -> None:
        self._writer = writer
        self._answers = answers
        self._waiting: list[_Waiting] = []
        self._asked = False
        self._lock = threading.Lock()

    def cast(self, poll: int, cast: Cast, then: Then) -> None:
        """Put an answer in, or another one in its place; those that wait go in together."""
        with self._lock:
            self._waiting.append(_Waiting(poll, cast, then))
            asked, self._asked = self._asked, True
        if not asked:
            self._ask(self._put_in, _told)

    def find(self, poll: int, key: bytes, then: Callable[[Given | None], None]) -> None:
        """The answer under this key; None when there is none, or it cannot be looked for."""

        def look(opened: OpenSession) -> Given | None:
            return _or_else(None, lambda: opened.ballots.find(poll, key))

        self._ask(look, then)

    def done(self, poll: int, then: Callable[[frozenset[int]], None]) -> None:
        """The seats that have answered; none when the poll is not open."""

        def look(opened: OpenSession) -> frozenset[int]:
            return _or_else(frozenset(), lambda: opened.ballots.done(poll))

        self._ask(look, then)

    def count(self, poll: int, then: Callable[[int], None]) -> None:
        """How many answers there are; 0 when the box is not open."""

        def look(opened: OpenSession) -> int:
            return _or_else(0, lambda: opened.ballots.count(poll))

        self._ask(look, then)

    def free(self, poll: int, key: bytes, seat: int, then: Then) -> None:
        """Take the answer under this key out."""

        def take_out(opened: OpenSession) -> Exception | None:
            return _problem(lambda: opened.ballots.free(poll, key, seat))

        self._ask(take_out, lambda error: then(_receipt(error)))

    def _ask(self, ask: Callable[[OpenSession], Value], then: Callable[[Value], None]) -> None:
        def errand(opened: OpenSession, ticket: int) -> Answered:
            return Answered(ticket=ticket, answer=ask(opened))

        self._answers.ask(self._writer.do(errand), then)

    def _put_in(self, opened: OpenSession) -> list[tuple[_Waiting, Exception | None]]:
        """All that wait by now, in the writer's thread; each with what stood in its way."""
        with self._lock:
            taken, self._waiting, self._asked = self._waiting, [], False
        return [
            result
            for poll in dict.fromkeys(one.poll for one in taken)
            for result in _put_in(opened.ballots, poll, [one for one in taken if one.poll == poll])
        ]


def _put_in(
    box: BallotBox, poll: int, waiting: list[_Waiting]
) -> Iterable[tuple[_Waiting, Exception | None]]:
    error = _problem(lambda: box.cast(poll, [one.cast for one in waiting]))
    if isinstance(error, StoreError) and not error.passes and len(waiting) > 1:
        # One that cannot be kept does not stand in the way of the others.
        for one in waiting:
            yield from _put_in(box, poll, [one])
        return
    yield from ((one, error) for one in waiting)


def _told(results: list[tuple[_Waiting, Exception | None]]) -> None:
    for one, error in results:
        one.then(_receipt(error))


def _problem(do: Callable[[], None]) -> Exception | None:
    try:
        do()
    except Exception as error:  # noqa: BLE001 - told to whoever answered; the writer goes on
        if not isinstance(error, NotOpen):
            # Once for all that went in together: the log tells of no single answer.
            LOG.warning("answers were not kept: %s", type(error).__name__)
        return error
    return None


def _or_else(value: Value, look: Callable[[], Value]) -> Value:
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - who asked hears an answer all the same
        if not isinstance(error, NotOpen):
            LOG.warning("the ballot box was not read: %s", type(error).__name__)
        return value


def _receipt(error: Exception | None) -> CastReceipt:
    """What became of an answer, in the words of who uses the meeting."""
    if error is None:
        return CastReceipt()
    if isinstance(error, NotOpen):
        return CastReceipt(closed=True)
    if isinstance(error, StoreError):
        return CastReceipt(problem=error.explain(current()))
    return CastReceipt(problem=_("Not saved, because of a fault in Spiegel."))
