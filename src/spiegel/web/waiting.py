"""Requests that are held until there is something new: at most two a seat, some 55 seconds each."""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from typing import Final

HELD: Final = 55.0
JITTER: Final = 5.0
"""Seconds that a request is held, more or less by the other, so that not all come back at once."""
EACH: Final = 2
"""Requests of one seat that are held; one more stops the oldest."""


class Told(StrEnum):
    """What a held request is answered.

    new: ask for the page again. words: the page stays, with other words on it. again: nothing
    happened, so ask again. stop: another page of this seat waits, so do not come back.
    """

    NEW = "new"
    WORDS = "words"
    AGAIN = "again"
    STOP = "stop"


class Waiting:
    """The requests that are held now; span: seconds to hold one."""

    def __init__(self, span: Callable[[], float] | None = None) -> None:
        self._span = span or (lambda: HELD + random.uniform(-JITTER, JITTER))
        self._seats: dict[int, deque[asyncio.Future[Told]]] = {}

    @property
    def held(self) -> frozenset[int]:
        """The seats that have a page that waits."""
        return frozenset(self._seats)

    async def hold(self, seat: int) -> Told:
        """Wait until there is something new, it takes too long, or this seat has newer pages."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Told] = loop.create_future()
        held = self._seats.setdefault(seat, deque())
        if len(held) >= EACH:
            _tell(held.popleft(), Told.STOP)
        held.append(future)
        timer = loop.call_later(self._span(), _tell, future, Told.AGAIN)
        try:
            return await future
        finally:
            timer.cancel()
            self._forget(seat, future)

    def _forget(self, seat: int, future: asyncio.Future[Told]) -> None:
        held = self._seats.get(seat)
        if held is None:
            return
        if future in held:
            held.remove(future)
        if not held:
            del self._seats[seat]

    def wake(self, seat: int | None = None) -> None:
        """There is something new for all, or for one seat."""
        numbers = [*self._seats] if seat is None else [seat]
        for number in numbers:
            for future in self._seats.get(number, ()):
                _tell(future, Told.NEW)


def _tell(future: asyncio.Future[Told], told: Told) -> None:
    if not future.done():
        future.set_result(told)
