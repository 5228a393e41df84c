"""How a call gets from the thread that writes to the thread that uses a meeting.

A meeting belongs to one thread: that of a screen, of an event loop, or of a test. Its writer has a
thread of its own, and hands everything it has to say to a `Deliver`, which does it on the meeting's
thread, in order. The window of Textual has its own one (`Spiegel.deliver`).
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

Call = Callable[[], None]
Deliver = Callable[[Call], None]
"""Does a call on the thread that uses a meeting; itself it may be called on any thread."""


def on_loop(loop: "AbstractEventLoop") -> Deliver:
    """For a program of asyncio: each call is made on this loop, between its other callbacks."""

    def deliver(call: Call) -> None:
        loop.call_soon_threadsafe(call)

    return deliver


class Inbox:
    """For a program without an event loop: a `Deliver` whose calls wait until they are taken."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[Call] = SimpleQueue()

    def __call__(self, call: Call) -> None:
        self._calls.put(call)

    def take(self, within: float = 0.0) -> bool:
        """Make the next call, on this thread; whether there was one within so many seconds."""
        try:
            call = self._calls.get(timeout=within) if within > 0 else self._calls.get_nowait()
        except Empty:
            return False
        call()
        return True
