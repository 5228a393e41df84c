"""Preparing with every part filled: a key in each part of F2 to the first byte of its frame.

    python tests/benchmarks/bench_prepare.py

The floor is an empty app that paints a letter. Both programs run at the same time and get a key in
turn: an arrow, which marks another line of the part. 15 rounds, medians and ratios. The aim is
1.25.
"""

import statistics
import tempfile
from pathlib import Path

from pseudo import Program

from spiegel import clock
from spiegel.demo.meetings import WMO
from spiegel.demo.player import prepared, start_for
from spiegel.store.session.file import SessionFile

ROUNDS, KEYS = 15, 12
BARE = str(Path(__file__).with_name("bare.py"))
TAB = b"\t"
DOWN, UP = b"\x1b[B", b"\x1b[A"
PARTS = (
    *("day", "running order", "assignment", "participants", "listeners", "expectations"),
    *("checklist", "letters"),
)


def ratio(ours: Program, bare: Program) -> tuple[float, float]:
    """Median seconds of an arrow in ours, and of a letter in the bare app."""
    times: dict[Program, list[float]] = {ours: [], bare: []}
    for round_ in range(ROUNDS):
        sums = dict.fromkeys(times, 0.0)
        for number in range(KEYS):
            for program in (ours, bare) if round_ % 2 else (bare, ours):
                key = (DOWN, UP)[number % 2] if program is ours else b"a"
                sums[program] += program.key(key)
                program.rest()
        for program, seconds in sums.items():
            times[program].append(seconds / KEYS)
    return statistics.median(times[ours]), statistics.median(times[bare])


def at_the_first(ours: Program) -> None:
    """Go to the part of the day: F2 opens on the first one that lacks something."""
    for _ in range(len(PARTS) + 2):
        if b"stoel" in ours.seen:
            return
        ours.seen = b""
        ours.type(TAB)
        ours.rest(0.5)
    raise TimeoutError("F2 has no part of the day")


def measure(ours: Program, bare: Program) -> None:
    """Print a line for each part."""
    bare.until(b"BARE")
    ours.rest(1.0)
    at_the_first(ours)
    print(f"{'':>14} {'ours ms':>9} {'bare ms':>9} {'ratio':>7}")
    for part in PARTS:
        mine, floor = ratio(ours, bare)
        print(f"{part:>14} {mine * 1e3:>9.2f} {floor * 1e3:>9.2f} {mine / floor:>7.2f}")
        ours.type(TAB)
        ours.rest(0.5)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.spiegel"
        session = prepared(start_for(clock.now()), WMO)
        SessionFile.create(path, session, clock=clock.now, window="bench").close()
        ours = Program(["-m", "spiegel", "open", str(path)], Path(folder))
        bare = Program([BARE], Path(folder))
        try:
            measure(ours, bare)
        finally:
            ours.end()
            bare.end()


if __name__ == "__main__":
    main()
