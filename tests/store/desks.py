"""A screen for the tests of the writer: it waits for results and decides when time passes."""

import threading
from queue import SimpleQueue

from spiegel.store.session import writer
from spiegel.store.session.recovery import NewName
from spiegel.store.session.writer import Writer


class Desk:
    """A screen that waits for its results, and decides when the writer looks around."""

    def __init__(self, file) -> None:
        self.results: SimpleQueue = SimpleQueue()
        self.looks: SimpleQueue = SimpleQueue()
        self.seconds = 0.0
        self.writer = Writer(
            file, self.results.put, take=self._take, now=lambda: self.seconds, trail=NewName()
        )

    def _take(self, jobs, seconds):
        """The next job; a look around only when the test asks for it."""
        assert seconds == 0.1
        while True:
            try:
                return jobs.get(timeout=0.001)
            except writer.Empty:
                if not self.looks.empty():
                    self.looks.get().set()
                    return None

    def look(self, times: int = 1) -> None:
        """Let the writer look around, and wait until it has."""
        for _ in range(times):
            for _ in range(2):
                looking = threading.Event()
                self.looks.put(looking)
                assert looking.wait(5)

    def next(self):
        return self.results.get(timeout=5)

    def none_left(self) -> bool:
        return self.results.empty()

    def wait(self, seconds: float) -> None:
        """Let so much time pass, and the writer look around."""
        self.seconds += seconds
        self.look()
