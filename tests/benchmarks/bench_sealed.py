"""What encryption costs: a recorded statement, and opening, against the same session in plain.

Run it by hand: python tests/benchmarks/bench_sealed.py. Both sides run in turns in one process, 15
rounds each, the order alternating; the medians are compared. The aim is 1.5x for a statement at
every size; at opening the key is derived once.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from bench_change import ROUNDS, Record, clock, seconds_each, session_of
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from spiegel.store.sealed.keys import NO_KEYS, Keys, Passphrase
from spiegel.store.session.file import SessionFile

AIM = 1.5
SIZES = (100, 1_000, 5_000)
OPENINGS = 5
WORDS = "vier rode fietsen vliegen"


def measured(work: dict[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of each measurement, all of them made in turns."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for number in range(rounds):
        for name in list(work) if number % 2 else reversed(list(work)):
            times[name].append(work[name]())
    return {name: statistics.median(values) for name, values in times.items()}


def statement(size: int, folder: Path, keys: Keys) -> dict[str, float]:
    """Seconds to record one statement in a plain and in an encrypted session of this size."""
    files = {
        name: SessionFile.create(
            folder / f"{name}-{size}.spiegel",
            session_of(size),
            clock=clock,
            window="scribe",
            keys=by,
        )
        for name, by in (("plain", NO_KEYS), ("sealed", keys))
    }

    def change(file: SessionFile) -> Callable[[], float]:
        return lambda: seconds_each(lambda: file.change(Record(line="0" * 32)))

    found = measured({name: change(file) for name, file in files.items()})
    for file in files.values():
        file.close()
    return found


def opening(size: int, folder: Path) -> tuple[dict[str, float], int]:
    """Seconds to open both, with a passphrase that was just typed; and how many keys it derived."""
    derived = 0

    def counting(**parameters: object) -> Scrypt:
        nonlocal derived
        derived += 1
        return Scrypt(**parameters)  # type: ignore[arg-type]

    def open_(name: str) -> Callable[[], float]:
        def work() -> float:
            keys = Passphrase(WORDS) if name == "sealed" else NO_KEYS
            start = time.perf_counter()
            file = SessionFile(
                folder / f"{name}-{size}.spiegel", clock=clock, window="scribe", keys=keys
            )
            took = time.perf_counter() - start
            file.close()
            return took

        return work

    def derive() -> float:
        start = time.perf_counter()
        Scrypt(salt=b"0" * 16, length=32, n=2**17, r=8, p=1).derive(WORDS.encode())
        return time.perf_counter() - start

    work = {"plain": open_("plain"), "sealed": open_("sealed"), "derivation": derive}
    with mock.patch("cryptography.hazmat.primitives.kdf.scrypt.Scrypt", counting):
        found = measured(work, OPENINGS)
    return found, derived // OPENINGS


def main() -> int:
    """Print a line for each size; 1 when an aim is missed."""
    missed = False
    keys = Passphrase(WORDS)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        print("statements   plain ms   sealed ms   ratio   aim")
        for size in SIZES:
            found = statement(size, folder, keys)
            ratio = found["sealed"] / found["plain"]
            missed = missed or ratio > AIM
            print(
                f"{size:10,} {found['plain'] * 1e3:10.3f} {found['sealed'] * 1e3:11.3f}"
                f" {ratio:7.2f} {AIM:5.1f}"
            )
        print("\nstatements   open plain ms   open sealed ms   one derivation ms   derivations")
        for size in SIZES:
            found, derived = opening(size, folder)
            missed = missed or derived != 1
            print(
                f"{size:10,} {found['plain'] * 1e3:15.1f} {found['sealed'] * 1e3:16.1f}"
                f" {found['derivation'] * 1e3:19.1f} {derived:13}"
            )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
