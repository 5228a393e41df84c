"""What recording one statement costs, against a bare append of the same size with fsync.

Run it by hand: python tests/benchmarks/bench_change.py. Both sides run in turns in one process,
15 rounds each, the order alternating; the medians are compared. The aim is 2.0x up to 5,000
statements and 2.2x at 50,000.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Info, Session, put
from spiegel.domain.session.statements import Statement, Theme
from spiegel.i18n import Translations
from spiegel.store.session.file import SessionFile

AIMS = {100: 2.0, 1_000: 2.0, 5_000: 2.0, 50_000: 2.2}
"""The most that a change may cost, in bare appends, by the number of statements."""
ROUNDS = 15
CHANGES = 20
WORDS = "Ik moest acht weken wachten voordat iemand mij terugbelde, en toen was het al te laat."


class Record(Change, frozen=True, kw_only=True):
    """One more statement, as the scribe records it."""

    line: str

    def name(self, t: Translations) -> str:
        return "record"

    def apply(self, session: Session, now: Instant) -> Session:
        return put(session, statement(session.number("statements"), now, self.line))


def statement(number: int, at: Instant, line: str) -> Statement:
    """A statement of ordinary length, with all that a scribe gives it."""
    return Statement(
        number=number,
        at=at,
        words=WORDS,
        speakers=(f"D{number % 9 + 1}",),
        verbatim=number % 2 == 0,
        themes=(number % 8 + 1,),
        phase=4,
        question=number % 7 + 1,
        line=line,
    )


def clock() -> Instant:
    """The present instant, read as cheaply as a real clock is."""
    return Instant(time.time_ns() // 1_000_000, "b0", time.monotonic_ns() // 1_000_000)


def session_of(size: int) -> Session:
    """A session with so many statements."""
    session = Session(info=Info(id="benchmark", title="Wmo-toegang", created=clock()))
    themes = [Theme(number=n, name=f"thema {n}", confirmed=True) for n in range(1, 9)]
    statements = [statement(n, clock(), f"{n:032x}") for n in range(1, size + 1)]
    return put(session, *themes, *statements)


def seconds_each(work: Callable[[], None]) -> float:
    """The time of one piece of work, over a burst of them."""
    start = time.perf_counter()
    for _ in range(CHANGES):
        work()
    return (time.perf_counter() - start) / CHANGES


def measure(size: int, folder: Path) -> tuple[float, float, int]:
    """The median seconds of a change and of a bare append, and the bytes that each wrote."""
    file = SessionFile.create(
        folder / f"{size}.spiegel", session_of(size), clock=clock, window="scribe"
    )
    before = file.path.stat().st_size
    file.change(Record(line="0" * 32))
    length = file.path.stat().st_size - before
    raw = b"x" * (length - 1) + b"\n"
    descriptor = os.open(folder / f"{size}.bare", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)

    def change() -> None:
        file.change(Record(line="0" * 32))

    def append() -> None:
        os.write(descriptor, raw)
        os.fsync(descriptor)

    times: dict[Callable[[], None], list[float]] = {change: [], append: []}
    for number in range(ROUNDS):
        for work in (change, append) if number % 2 else (append, change):
            times[work].append(seconds_each(work))
    os.close(descriptor)
    file.close()
    return statistics.median(times[change]), statistics.median(times[append]), length


def main() -> int:
    """Print a line for each size; 1 when an aim is missed."""
    missed = False
    print("statements   bytes   change ms   append ms   ratio   aim")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        for size, aim in AIMS.items():
            change, append, length = measure(size, Path(name))
            ratio = change / append
            missed = missed or ratio > aim
            print(
                f"{size:10,} {length:7,} {change * 1e3:11.3f} {append * 1e3:11.3f}"
                f" {ratio:7.2f} {aim:5.1f}"
            )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
