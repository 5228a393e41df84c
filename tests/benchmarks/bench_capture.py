"""What a line of `spiegel capture` costs in a session of 100 to 50,000 statements.

Run it by hand: python tests/benchmarks/bench_capture.py. Each line goes the whole way: read,
placed, recorded, on the disk, said to be. All sizes run in turns in one process, 15 rounds, the
order alternating; the medians are compared, with a bare append with fsync as the floor. The aim:
the cost of a line at 50,000 is at most 1.3 times that at 100, and what n lines cost grows with an
exponent of at most 1.05, in waiting and in processor time.
"""

import contextlib
import io
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_change import ROUNDS, clock, session_of

from spiegel import formats
from spiegel.cli.capture import Recorder
from spiegel.domain.language.decoding import Written
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import PhaseKind, Question
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Session, put
from spiegel.store.session.file import SessionFile

SIZES = (100, 1_000, 10_000, 50_000)
LINES = 10
"""In a burst; the small sessions may not grow by much while they are measured."""
MOST = 1.3
"""The cost at the largest size, in that at the smallest."""
EXPONENT = 1.05

Seconds = tuple[float, float]
"""Of waiting, and of processor time."""


def seconds_each(work: Callable[[int], None]) -> Seconds:
    """The time of one piece of work, over a burst of them."""
    start, busy = time.perf_counter(), time.process_time()
    for number in range(LINES):
        work(number)
    waited, worked = time.perf_counter() - start, time.process_time() - busy
    return waited / LINES, worked / LINES


def running(size: int) -> Session:
    """A meeting that runs, in its client round, in which so much was said."""
    session = new_session(
        formats.load("spiegelgesprek"),
        id_="benchmark",
        title="Wmo-toegang",
        created=clock(),
        participants=9,
        listeners=8,
    )
    phase = next(phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    asked = [
        Question(number=n, position=n, phase=phase.number, words=f"Vraag {n}?", minutes=8)
        for n in range(1, 8)
    ]
    said = session_of(size)
    session = put(session, *asked, *said.themes.values(), *said.statements.values())
    return Go(phase=phase.number).apply(session, clock())


def capturing(file: SessionFile) -> Callable[[int], None]:
    """Records a line as a person would have written it: another speaker each time, a theme."""
    recorder = Recorder(file, "lines", None, None)

    def one(number: int) -> None:
        words = (
            f"D{number % 9 + 1}: Ik moest acht weken wachten, en toen was het te laat #thema_2 -"
        )
        with contextlib.redirect_stdout(io.StringIO()):
            recorder.take(number + 1, Written(words))

    return one


def appending(path: Path) -> Callable[[int], None]:
    """Appends as many bytes as a line has, and waits for the disk."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    raw = b"x" * 369 + b"\n"

    def one(_number: int) -> None:
        os.write(descriptor, raw)
        os.fsync(descriptor)

    return one


def exponent(costs: dict[int, float]) -> float:
    """How the time of n lines grows with n, by the best straight line through the logarithms."""
    slope, _ = statistics.linear_regression(
        *zip(*((math.log(n), math.log(c)) for n, c in costs.items()), strict=True)
    )
    return 1 + slope


def main() -> int:
    """Print a line for each size; 1 when an aim is missed."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        files = {
            size: SessionFile.create(
                Path(name) / f"{size}.spiegel", running(size), clock=clock, window="capture"
            )
            for size in SIZES
        }
        works = {size: capturing(file) for size, file in files.items()}
        works[0] = appending(Path(name) / "bare")
        times: dict[int, list[Seconds]] = {size: [] for size in works}
        for number in range(ROUNDS):
            for size in sorted(works, reverse=number % 2 == 0):
                times[size].append(seconds_each(works[size]))
        for file in files.values():
            file.close()
    missed = False
    floor = statistics.median(waited for waited, _ in times.pop(0))
    for index, what in enumerate(("waiting", "processor time")):
        costs = {size: statistics.median(each[index] for each in times[size]) for size in SIZES}
        print(f"{what}:\nstatements   line ms   to the floor   to the first")
        for size, cost in costs.items():
            print(
                f"{size:10,} {cost * 1e3:9.3f} {cost / floor:14.2f} {cost / costs[SIZES[0]]:14.2f}"
            )
        last, grows = costs[SIZES[-1]] / costs[SIZES[0]], exponent(costs)
        print(f"at most {MOST} to the first; exponent {grows:.3f}, at most {EXPONENT}")
        missed = missed or last > MOST or grows > EXPONENT
    print(f"the floor, an append with fsync: {floor * 1e3:.3f} ms")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
