"""Enter in the scribe's line to the line painted with its number, against a bare Textual app.

    python tests/benchmarks/bench_enter.py

The number stands there when the line is on the disk. Both programs run at the same time and get a
line in turn. Prints the median of 15 rounds and the ratio, with 0, 1,000, 5,000 and 20,000
statements in the session. The aim is 4 at 5,000.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_keys import ROUNDS, meeting
from pseudo import Program

from spiegel import clock
from spiegel.store.session.file import SessionFile

SIZES = (0, 1_000, 5_000, 20_000)
LINES = 3
AIM = 4.0
BARE = str(Path(__file__).with_name("bare_list.py"))


def enter(program: Program, painted: bytes) -> float:
    """Type a line; seconds from Enter until these bytes are painted."""
    program.type(b"D3: ja")
    program.seen = b""
    begin = time.perf_counter()
    program.type(b"\r", rest=False)
    program.until(painted)
    return time.perf_counter() - begin


def measure(count: int, folder: Path) -> tuple[float, float]:
    """The median seconds of a line in ours and in the bare app."""
    path = folder / f"{count}.spiegel"
    SessionFile.create(path, meeting(count), clock=clock.now, window="bench").close()
    ours = Program(["-m", "spiegel", "open", str(path), "--role", "scribe"], folder)
    bare = Program([BARE], folder)
    ours.until(b"Thema")
    bare.until(b"BARE")
    shows: dict[Program, Callable[[int], bytes]] = {
        ours: lambda number: f"{count + number:>4} ".encode(),
        bare: lambda number: f"<{number}>".encode(),
    }
    times: dict[Program, list[float]] = {ours: [], bare: []}
    number = 0
    for round_ in range(ROUNDS):
        order = (ours, bare) if round_ % 2 else (bare, ours)
        sums = {ours: 0.0, bare: 0.0}
        for _ in range(LINES):
            number += 1
            for program in order:
                sums[program] += enter(program, shows[program](number))
        for program, seconds in sums.items():
            times[program].append(seconds / LINES)
    ours.end()
    bare.end()
    return statistics.median(times[ours]), statistics.median(times[bare])


def main() -> int:
    """Print a line for each size; 1 when the aim is missed."""
    missed = False
    print(f"{'statements':>10} {'ours ms':>9} {'bare ms':>9} {'ratio':>7}")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        for count in SIZES:
            ours, bare = measure(count, Path(folder))
            print(f"{count:>10} {ours * 1e3:>9.2f} {bare * 1e3:>9.2f} {ours / bare:>7.2f}")
            sys.stdout.flush()
            missed = missed or (count == 5_000 and ours / bare > AIM)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
