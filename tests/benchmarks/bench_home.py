"""Home with 1,000 meetings: its start against 10, and a key in the search against an empty app.

    python tests/benchmarks/bench_home.py

The start ends with the first byte of the answer to F1, as in bench_start; all sides in turn, 15
rounds, medians and ratios. The aims are 1.2 for the start and 1.5 for the key.
"""

import statistics
import tempfile
from pathlib import Path

from bench_keys import meeting
from pseudo import Program

from spiegel import clock
from spiegel.domain.session import describe
from spiegel.store.sessionfile import SessionFile

ROUNDS = 15
BARE = str(Path(__file__).with_name("bare.py"))
F1 = b"\x1bOP"
KEYS = b"gesprek 1"


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


def key(arguments: list[str], first: bytes, home: Path) -> float:
    """Milliseconds from a key of a search until it is painted, the median of nine."""
    program = Program(arguments, home)
    program.until(first)
    program.rest(0.3)
    waited = [program.key(bytes([sign])) for sign in KEYS]
    program.end()
    return statistics.median(waited) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        library(Path(few), 10)
        library(Path(many), 1_000)
        spiegel = ["-m", "spiegel"]
        starts = {"10": (spiegel, b"openen", Path(few)), "1,000": (spiegel, b"openen", Path(many))}
        keys = {"bare": ([BARE], b"BARE", Path(few)), "1,000": (spiegel, b"1000 bij", Path(many))}
        for name, sides, measure in (("start s", starts, start), ("key ms", keys, key)):
            rows: dict[str, list[float]] = {side: [] for side in sides}
            for how in sides.values():
                measure(*how)
            for round_ in range(ROUNDS):
                for side in list(sides) if round_ % 2 else list(reversed(sides)):
                    rows[side].append(measure(*sides[side]))
            low, high = (statistics.median(rows[side]) for side in sides)
            first, second = sides
            print(f"{name}: {first} {low:.3f}, {second} {high:.3f}, ratio {high / low:.2f}")


if __name__ == "__main__":
    main()
