"""A meeting without an event loop: what its writer has to say waits until a test takes it."""

from queue import Empty, SimpleQueue

from spiegel.meeting.delivery import Call


class Inbox:
    """A `Deliver` whose calls wait until they are taken."""

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
