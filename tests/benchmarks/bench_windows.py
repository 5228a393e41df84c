"""What another window costs: how long until it shows what was written, and what it adds to a write.

    python tests/benchmarks/bench_windows.py [SAMPLES]

First the delay, with a moderator's, two scribes' and a clock's window on one session, each its own
process in a pseudo-terminal: Enter in one to the words in another, and the arrow of the moderator
to the question on the scribe's screen; against a bare app that appends a line to a file and another
that looks at the file every 100 ms. All sides take turns, the order alternating; the median, the
95th percentile, and the ratio of each to the floor's. The aim is 250 ms for the 95th percentile.

Then a change to a session with 1,000 statements while 1, 2 and 4 windows have it open, the others
in processes of their own that follow ten times a second; against a bare append with fsync, and
against one window.
"""

import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from bench_change import Record, session_of
from bench_change import clock as instant
from bench_keys import meeting
from pseudo import Program, drain, until_drawn

from spiegel import clock
from spiegel.domain.session.session import Session, put
from spiegel.store.session.file import SessionFile
from spiegel.store.session.writer import LOOK

SAMPLES = 60
AIM = 0.250
STATEMENTS = 300
PAIR = str(Path(__file__).with_name("bare_pair.py"))
STAGGER = 0.037
"""Seconds by which each sample comes later in the 100 ms between two looks than the one before."""
WINDOWS = (1, 2, 4)
ROUNDS, CHANGES = 15, 20
SIZE = 1_000


def with_questions(session: Session, count: int) -> Session:
    """The meeting with so many questions, whose words are found in what is drawn."""
    question = session.questions[1]
    return put(
        session,
        *(
            msgspec.structs.replace(question, number=n, position=n, words=asked(n))
            for n in range(1, count + 1)
        ),
    )


def asked(number: int) -> str:
    """The words of a question."""
    return f"vraagwoord{number:04}x"


class Delays:
    """The windows of one session, and the bare pair."""

    def __init__(self, folder: Path, samples: int) -> None:
        path, lines = folder / "samen.spiegel", folder / "lines.txt"
        session = with_questions(meeting(STATEMENTS), samples + 1)
        SessionFile.create(path, session, clock=clock.now, window="bench").close()
        roles = {"moderator": "moderator", "scribe": "scribe", "second": "scribe", "clock": "clock"}
        self.windows = {
            name: Program(["-m", "spiegel", "open", str(path), "--role", role], folder)
            for name, role in roles.items()
        } | {verb: Program([PAIR, verb, str(lines)], folder) for verb in ("write", "look")}
        first = (asked(1), "Thema", "Thema", "▄", "BARE", "BARE")
        for program, words in zip(self.windows.values(), first, strict=True):
            program.until(words.encode())
        self.sides: dict[str, Callable[[int], float]] = {
            "bare pair": self.line,
            "a statement": self.statement,
            "a question": self.question,
        }

    def _send(self, name: str, keys: bytes) -> None:
        os.write(self.windows[name].master, keys)

    def _arrives(self, name: str, key: bytes, into: str, words: str) -> float:
        everybody = tuple(self.windows.values())
        drain(everybody, 0.3)
        start = time.perf_counter()
        self._send(name, key)
        until_drawn(everybody, self.windows[into], words.encode())
        return time.perf_counter() - start

    def line(self, number: int) -> float:
        """Seconds from Enter in the one bare app to the line in the other."""
        self._send("write", f"regel{number:04}x".encode())
        return self._arrives("write", b"\r", "look", f"regel{number:04}x")

    def statement(self, number: int) -> float:
        """Seconds from Enter of one scribe to the words in another scribe's window."""
        self._send("scribe", f"D3: uitspraak{number:04}x -".encode())
        return self._arrives("scribe", b"\r", "second", f"uitspraak{number:04}x")

    def question(self, number: int) -> float:
        """Seconds from the moderator's arrow to the question on the scribe's screen."""
        # The same arrow so soon would be one that is held down: it and PgDn take turns.
        key = b"\x1b[6~" if number % 2 else b"\x1b[C"
        return self._arrives("moderator", key, "scribe", asked(number + 2))


def delays(samples: int) -> bool:
    """Measure and print the delays; returns whether the aim was met."""
    with tempfile.TemporaryDirectory() as folder:
        measured = Delays(Path(folder), samples)
        drain(measured.windows.values(), 2)
        taken: dict[str, list[float]] = {name: [] for name in measured.sides}
        for number in range(samples):
            names = list(taken) if number % 2 else list(reversed(taken))
            for name in names:
                drain(measured.windows.values(), number * STAGGER % 0.1 + 0.001)
                taken[name].append(measured.sides[name](number))
        for program in measured.windows.values():
            program.end()
    print(f"{samples} samples of each, order alternated; ms until it is drawn in the other window")
    print(f"{'':>12} {'median':>7} {'ratio':>6} {'95 %':>7} {'ratio':>6}")
    floor = _percentiles(taken["bare pair"])
    for name, times in taken.items():
        median, most = _percentiles(times)
        print(
            f"{name:>12} {median * 1e3:>7.0f} {median / floor[0]:>6.2f}"
            f" {most * 1e3:>7.0f} {most / floor[1]:>6.2f}"
        )
    return all(_percentiles(times)[1] <= AIM for times in taken.values())


def _percentiles(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def follow(path: Path) -> None:
    """Another window: it looks ten times a second until its input is closed."""
    file = SessionFile(path, clock=instant, window="scribe")
    print("open", flush=True)
    while not select.select([0], [], [], LOOK)[0]:
        file.follow()
    file.close()


def started(path: Path) -> "subprocess.Popen[bytes]":
    """A process with another window on this session."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--follow", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def changes(folder: Path) -> None:
    """Measure and print what a change costs with several windows open."""
    files = {}
    others = []
    for count in WINDOWS:
        path = folder / f"{count}.spiegel"
        session = session_of(SIZE)
        files[count] = SessionFile.create(path, session, clock=instant, window="scribe")
        others += [started(path) for _ in range(count - 1)]
    before = files[1].path.stat().st_size
    files[1].change(Record(line="0" * 32))
    raw = b"x" * (files[1].path.stat().st_size - before - 1) + b"\n"
    descriptor = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append() -> None:
        os.write(descriptor, raw)
        os.fsync(descriptor)

    works: dict[str, Callable[[], object]] = {"bare append": append}
    for count, file in files.items():
        works[f"{count} open"] = lambda file=file: file.change(Record(line="0" * 32))  # type: ignore[misc]
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(ROUNDS):
        for name in list(works) if number % 2 else list(reversed(works)):
            for _ in range(CHANGES):
                start = time.perf_counter()
                works[name]()
                times[name].append(time.perf_counter() - start)
    for other in others:
        other.communicate()
    os.close(descriptor)
    for file in files.values():
        file.close()
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"\n{ROUNDS} rounds of {CHANGES} changes, {SIZE:,} statements; ms a change, medians")
    print(f"{'':>12} {'ms':>7} {'/append':>8} {'/1 open':>8} {'95 %':>7}")
    for name, median in medians.items():
        print(
            f"{name:>12} {median * 1e3:>7.3f} {median / medians['bare append']:>8.2f}"
            f" {median / medians['1 open']:>8.2f} {_percentiles(times[name])[1] * 1e3:>7.3f}"
        )


def main(samples: int) -> int:
    met = delays(samples)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        changes(Path(folder))
    return int(not met)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--follow"]:
        follow(Path(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES))
