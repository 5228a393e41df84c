"""The first visit of each screen of a meeting, against the second visit of the same screen.

    python tests/benchmarks/bench_visits.py

A visit ends with the last byte after the key, when nothing comes for a quarter of a second. Both
in one window, 15 windows; medians. The aim is that the first takes at most 1.5 times the second.
The first also makes the widgets of the screen, the second makes nothing.

What a screen imports is made ready while nobody presses a key (`app/preload.py`). A moderator opens
the meeting, looks at it and then goes somewhere: the first table is with such a pause of 4 s, the
second one without, when the first visit imports its screen too.
"""

import os
import select
import statistics
import tempfile
import time
from pathlib import Path

from bench_keys import meeting
from pseudo import Program, drain

from spiegel import clock
from spiegel.store.session.file import SessionFile

ROUNDS = 15
QUIET = 0.25
PAUSE = 4.0
"""Seconds in which a moderator looks at a meeting that was just opened."""
SCREENS = {
    "prepare": b"\x1bOQ",
    "scribe": b"\x1bOS",
    "debrief": b"\x1b[15~",
    "review": b"\x1b[17~",
    "report": b"\x1b[18~",
    "clock": b"\x1b[19~",
}
"""The keys F2 and F4 to F8; a window begins with the moderator's screen, F3."""


def visit(program: Program, key: bytes) -> float:
    """Seconds from the key until the last byte that it brings."""
    program.rest(QUIET)
    begin = last = time.perf_counter()
    os.write(program.master, key)
    wait = 5.0
    while select.select([program.master], [], [], wait)[0]:
        os.read(program.master, 65536)
        last, wait = time.perf_counter(), QUIET
    return last - begin


def measure(pause: float) -> None:
    """Print the visits that begin so many seconds after the meeting was opened."""
    visits: dict[str, list[tuple[float, float]]] = {name: [] for name in SCREENS}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            path = Path(folder) / f"{number}.spiegel"
            SessionFile.create(path, meeting(50), clock=clock.now, window="bench").close()
            program = Program(["-m", "spiegel", "open", str(path)], Path(folder))
            program.until(b"F1")
            drain([program], pause)
            once = {name: visit(program, key) for name, key in SCREENS.items()}
            for name, key in SCREENS.items():
                visits[name].append((once[name], visit(program, key)))
            program.end()
    print(f"{'':>8} {'first ms':>9} {'second ms':>10} {'ratio':>6}")
    for name, pairs in visits.items():
        first, second = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
        print(f"{name:>8} {first:>9.0f} {second:>10.0f} {first / second:>6.2f}")


def main() -> None:
    for pause in (PAUSE, 0.0):
        print(f"after {pause:.0f} s")
        measure(pause)


if __name__ == "__main__":
    main()
