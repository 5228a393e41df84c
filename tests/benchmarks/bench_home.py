"""Home with 1,000 meetings: its start against 10, and a key in the search against an empty app.

    python tests/benchmarks/bench_home.py

The start ends with the first byte of the answer to F1, as in bench_start. For the keys the
programs run at the same time and get each key in turn; the search and what it finds are painted at
once, so its first byte is the whole answer. Beside the wait stands the processor time of a key,
which another program on the machine does not lengthen (from /proc, so Linux only). Two searches:
one whose letters find what is on the screen already, and one whose digits find other rows each
time, none of them seen before. 15 rounds, medians and ratios. The aims are 1.2 for the start and
1.5 for the wait of a key.
"""

import statistics
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench_keys import meeting
from pseudo import Program

from spiegel import clock
from spiegel.domain.session.session import describe
from spiegel.store.session.file import SessionFile

ROUNDS = 15
BARE = str(Path(__file__).with_name("bare.py"))
F1 = b"\x1bOP"
SAME = (b"gesprek",) * 15
OTHER = tuple(str(number).encode() for number in range(105, 999, 60))
CLEAR = b"\x15"


def library(home: Path, count: int) -> None:
    """So many meetings in ten folders."""
    session = meeting(0)
    folder = home / ".local" / "share" / "spiegel" / "sessions"
    for number in range(count):
        place = folder / f"map {number % 10}"
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"gesprek {number}.spiegel"
        titled = describe(session, title=f"Gesprek {number}")
        SessionFile.create(path, titled, clock=clock.now, window="bench").close()


def start(arguments: list[str], first: bytes, home: Path) -> float:
    """Seconds until the first frame answered a key."""
    program = Program(arguments, home)
    frame = program.until(first)
    waited = program.key(F1)
    program.end()
    return frame + waited


def used(program: Program) -> float:
    """Milliseconds of processor time that a program has used, in all its threads."""
    tasks = Path(f"/proc/{program.process.pid}/task").glob("*/schedstat")
    return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e6


def keys(programs: dict[str, Program], searches: Iterable[bytes]) -> None:
    """Type these searches in all programs in turn, and print what a key takes."""
    waits: dict[str, list[float]] = {side: [] for side in programs}
    works: dict[str, list[float]] = {side: [] for side in programs}
    for round_, search in enumerate(searches):
        order = list(programs) if round_ % 2 else list(reversed(programs))
        for sign in search:
            for side in order:
                program = programs[side]
                program.rest()
                before = used(program)
                waits[side].append(program.key(bytes([sign])) * 1000)
                program.rest()
                works[side].append(used(program) - before)
        for side in order:
            programs[side].key(CLEAR)
            programs[side].rest(0.1)
    for name, rows in (("wait", waits), ("processor", works)):
        middle = {side: statistics.median(row) for side, row in rows.items()}
        words = (f"{side} {ms:.2f} ({ms / middle['bare']:.2f})" for side, ms in middle.items())
        print(f"  {name} ms: {', '.join(words)}")


def main() -> None:
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        homes = {"10": Path(few), "1,000": Path(many)}
        library(homes["10"], 10)
        library(homes["1,000"], 1_000)
        spiegel = ["-m", "spiegel"]
        starts: dict[str, list[float]] = {side: [] for side in homes}
        for round_ in range(ROUNDS + 1):
            for side in list(homes) if round_ % 2 else list(reversed(homes)):
                starts[side].append(start(spiegel, b"openen", homes[side]))
        low, high = (statistics.median(row[1:]) for row in starts.values())
        print(f"start s: 10 {low:.3f}, 1,000 {high:.3f} ({high / low:.2f})")
        programs = {"bare": Program([BARE], homes["10"])}
        programs["bare"].until(b"BARE")
        for side, home in homes.items():
            programs[side] = Program(spiegel, home)
            programs[side].until(b"openen")
            programs[side].rest(0.5)
        for name, searches in (("same rows", SAME), ("other rows", OTHER)):
            print(f"a key, {name}:")
            keys(programs, searches)
        for program in programs.values():
            program.end()


if __name__ == "__main__":
    main()
