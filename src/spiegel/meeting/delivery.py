"""How a call gets from the thread that writes to the thread that uses a meeting, and is awaited.

A meeting belongs to one thread: that of a screen, of an event loop, or of a test. Its writer has a
thread of its own, and hands everything it has to say to a `Deliver`, which does it on the meeting's
thread, in order. The window of Textual has its own one (`Spiegel.deliver`).
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

Call = Callable[[], None]
Deliver = Callable[[Call], None]
"""Does a call on the thread that uses a meeting; itself it may be called on any thread."""


def on_loop(loop: asyncio.AbstractEventLoop) -> Deliver:
    """For a program of asyncio: each call is made on this loop, between its other callbacks."""

    def deliver(call: Call) -> None:
        loop.call_soon_threadsafe(call)

    return deliver


async def answered(ask: Callable[[Callable[[Answer], None]], None]) -> Answer:
    """What a callback is called with first; for whoever would rather await it, in a running loop.

    ask: is given the callback, such as `meeting.undo`.
    """
    answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    def then(given: Answer) -> None:
        # Nobody waits any more when the task was cancelled; and what waited is told twice.
        if not answer.done():
            answer.set_result(given)

    ask(then)
    return await answer
