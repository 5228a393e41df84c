"""Cold start of Home, until its first frame has answered a key, against a bare Textual app.

    python tests/benchmarks/bench_start.py

F1 is pressed as soon as the first frame is there; the time ends with the first byte of the answer.
Both sides in turn, the order alternating, 15 rounds; medians and ratios. The aims are 1.3 for the
time and 1.15 for the peak memory. The library holds 20 sessions.
"""

import statistics
import tempfile
from pathlib import Path

from bench_keys import meeting
from pseudo import Program

from spiegel import clock
from spiegel.store.session.file import SessionFile

ROUNDS = 15
BARE = str(Path(__file__).with_name("bare.py"))
F1 = b"\x1bOP"


def one(arguments: list[str], first: bytes, home: Path) -> tuple[float, float, int]:
    """Seconds to the first frame, seconds until it answered a key, and peak memory in kB."""
    program = Program(arguments, home)
    frame = program.until(first)
    program.seen = b""
    waited = program.key(F1)
    return frame, frame + waited, program.end()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library = home / ".local" / "share" / "spiegel" / "sessions"
        library.mkdir(parents=True)
        for number in range(20):
            path = library / f"gesprek {number}.spiegel"
            SessionFile.create(path, meeting(50), clock=clock.now, window="bench").close()
        sides = {
            "spiegel": (["-m", "spiegel"], b"openen"),
            "bare": ([BARE], b"BARE"),
        }
        rows: dict[str, list[tuple[float, float, int]]] = {"spiegel": [], "bare": []}
        for arguments, first in sides.values():
            one(arguments, first, home)  # compiles what is not compiled yet
        for round_ in range(ROUNDS):
            names = list(sides) if round_ % 2 else list(reversed(sides))
            for name in names:
                rows[name].append(one(*sides[name], home))
    print(f"{'':>8} {'first frame s':>14} {'answered s':>11} {'memory MB':>10}")
    medians = {}
    for name, measured in rows.items():
        columns = [statistics.median(column) for column in zip(*measured, strict=True)]
        medians[name] = columns
        print(f"{name:>8} {columns[0]:>14.3f} {columns[1]:>11.3f} {columns[2] / 1024:>10.1f}")
    ratios = [ours / bare for ours, bare in zip(medians["spiegel"], medians["bare"], strict=True)]
    print(f"{'ratio':>8} {ratios[0]:>14.2f} {ratios[1]:>11.2f} {ratios[2]:>10.2f}")


if __name__ == "__main__":
    main()
