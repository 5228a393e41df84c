"""`spiegel actions` over 200 meetings, against reading their files bare.

    python tests/benchmarks/bench_actions.py [ROUNDS]

200 files of the fictional meeting as it ends, some 64 kB with seven actions each, all closed, and
each with a title and days of its own. Ours is all that the command does with them: finding the
actions, how each stands, sorting, and a line for each open one. The floor opens each file, reads
all its bytes, and closes it; beside it stands what it takes to decode the JSON of its lines, and
nothing more. All in one run, on files in the cache of the system, in alternating order; medians of
processor time, the ratios, the aim of 2.0.
"""

import argparse
import contextlib
import datetime
import io
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from spiegel import clock, demo
from spiegel.app import garbage
from spiegel.cli import actions as command
from spiegel.domain.session.session import describe, put
from spiegel.settings import Settings
from spiegel.store.session.file import SessionFile

ROUNDS, FILES, AIM = 15, 200, 2.0


def files(folder: Path) -> list[Path]:
    """The meetings, each with a title and days of its own."""
    played = demo.play()
    paths = [folder / f"{number}.spiegel" for number in range(FILES)]
    for number, path in enumerate(paths):
        later = datetime.timedelta(days=number)
        session = put(
            describe(played, id=str(uuid.uuid4()), title=f"{played.info.title} {number}"),
            *(replace(one, by=one.by + later) for one in played.actions.values() if one.by),
        )
        SessionFile.create(path, session, clock=clock.now, window="bench").close()
    return paths


def bare(paths: Sequence[Path]) -> None:
    """Every byte of each file."""
    for path in paths:
        path.read_bytes()


def decoded(paths: Sequence[Path]) -> None:
    """The JSON of each line."""
    for path in paths:
        for line in path.read_bytes().splitlines():
            msgspec.json.decode(line)


def ours(paths: Sequence[Path]) -> None:
    """What the command prints."""
    command._paths = lambda: tuple(paths)  # type: ignore[assignment]
    options = argparse.Namespace(files=[], owner=None, all=False, json=False)
    with contextlib.redirect_stdout(io.StringIO()), garbage.hardly():
        command.actions(options, Settings())


def timed(read: Callable[[Sequence[Path]], None], paths: Sequence[Path]) -> float:
    """Milliseconds for all files."""
    start = time.process_time()
    read(paths)
    return (time.process_time() - start) * 1000


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        paths = files(Path(folder))
        took: dict[str, list[float]] = {"bare": [], "decoded": [], "ours": []}
        for number in range(rounds + 1):
            pairs = [("bare", bare), ("decoded", decoded), ("ours", ours)]
            for name, read in pairs if number % 2 else reversed(pairs):
                spent = timed(read, paths)
                if number:
                    took[name].append(spent)
    middle = {name: statistics.median(times) for name, times in took.items()}
    print(f"{FILES} files: " + ", ".join(f"{name} {t:.1f} ms" for name, t in middle.items()))
    for floor in ("bare", "decoded"):
        print(f"ours over {floor}: {middle['ours'] / middle[floor]:.2f}, aim {AIM}")


if __name__ == "__main__":
    main()
