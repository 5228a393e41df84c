"""Several windows on one meeting, each a program in a pseudo-terminal of its own."""

import os
import select
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from spiegel.domain.session.session import Session
from spiegel.store.journal.snapshot import read_session
from terminal import KEYS, PATIENCE, Terminal


class Windows:
    """Programs side by side. All are read all the time: a full terminal would hold one up."""

    def __init__(self, session: Path, home: Path) -> None:
        self.session, self.home = session, home
        self.open: dict[str, Terminal] = {}

    def __enter__(self) -> "Windows":
        return self

    def __exit__(self, *exception: object) -> None:
        for terminal in self.open.values():
            terminal.__exit__(*exception)

    def start(self, name: str, role: str, columns: int = 100, rows: int = 30) -> None:
        """One more window of a role."""
        if name in self.open:
            self.open[name].__exit__()
        self.open[name] = Terminal(
            *("open", self.session, "--role", role), columns=columns, rows=rows, home=self.home
        )

    def send(self, name: str, *keys: str) -> None:
        """Press keys in one of them."""
        self.open[name].send(*keys)

    def wait(self, name: str, seen: str | Callable[[str], bool]) -> str:
        """Read them all until a text is on the screen of one (or a condition on it holds)."""
        terminal = self.open[name]
        condition = seen if callable(seen) else lambda text: seen in text
        end = time.monotonic() + PATIENCE
        while not condition(terminal.text):
            if time.monotonic() > end:
                raise AssertionError(f"not seen in time by the {name}: {seen!r}\n{terminal.text}")
            if terminal.process.poll() is not None:
                raise AssertionError(f"the {name} ended: {terminal.text}")
            self._read(0.05)
        return terminal.text

    def until(self, holds: Callable[[Session], object]) -> Session:
        """Read them all until the file says so."""
        end = time.monotonic() + PATIENCE
        while not holds(session := read_session(self.session)):
            assert time.monotonic() < end, "not in the file in time"
            self._read(0.05)
        return session

    def rest(self, seconds: float) -> None:
        """Let them work, and read what they draw."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def delay(self, name: str, key: str, other: str, words: str) -> float:
        """Seconds from a key in one of them until another has sent these words to its terminal.

        What is sent is drawn afterwards, so that drawing it here takes no time from anybody.
        """
        looked_at = self.open[other]
        taken: list[tuple[Terminal, bytes]] = []
        sent, wanted = b"", words.encode()
        start = time.perf_counter()
        os.write(self.open[name].master, KEYS.get(key, key.encode()))
        while wanted not in sent:
            for terminal in self._ready(0.05):
                taken.append((terminal, data := terminal.take()))
                sent += data if terminal is looked_at else b""
            if time.perf_counter() - start > PATIENCE:
                raise AssertionError(f"{words!r} never came to the {other}")
        took = time.perf_counter() - start
        for terminal, data in taken:
            terminal.draw(data)
        return took

    def _read(self, wait: float) -> None:
        for terminal in self._ready(wait):
            terminal.read(0)

    def _ready(self, wait: float) -> list[Terminal]:
        alive = {t.master: t for t in self.open.values() if t.process.poll() is None}
        return [alive[master] for master in select.select(list(alive), [], [], wait)[0]]


def summary(delays: dict[str, list[float]]) -> str:
    """A line for each kind of delay, and one for all: how many, median and 95th percentile."""
    every = [delay for some in delays.values() for delay in some]
    rows = [f"{'':>28} {'samples':>7} {'median':>7} {'95 %':>7} ms"]
    for name, some in {**delays, "all": every}.items():
        most = statistics.quantiles(some, n=20)[-1]
        rows.append(
            f"{name:>28} {len(some):>7} {statistics.median(some) * 1e3:>7.0f} {most * 1e3:>7.0f}"
        )
    return "\n".join(rows)
