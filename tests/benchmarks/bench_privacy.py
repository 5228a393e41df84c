"""What the rules cost that look for people: loading them, and reading a text, new and known.

Floor of loading: a Python that has `re`, msgspec and the words of the program, in the same run, the
order alternated; of reading: lower-casing and splitting the same texts with `re`. Aim: loaded in
under 0.2 s and 20 MB. Run it as

    python tests/benchmarks/bench_privacy.py [ROUNDS]
"""

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "domain" / "privacy"
ROUNDS = 15
BARE = "import re, msgspec, spiegel.i18n"
RULES = f"{BARE}, spiegel.domain.privacy.recognise as r; r.recognise('Toen belde Anja mij.')"
MEASURE = """
import resource, time
begin = time.process_time()
{what}
used = time.process_time() - begin
print(1_000 * used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024)
"""


def loaded(what: str) -> tuple[float, float]:
    """Milliseconds of processor time and MB of a process that does this."""
    command = [sys.executable, "-c", MEASURE.format(what=what)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    milliseconds, megabytes = told.split()
    return float(milliseconds), float(megabytes)


def loading(rounds: int) -> None:
    """Print what loading the rules takes, above what is loaded anyway."""
    times: dict[str, list[tuple[float, float]]] = {BARE: [], RULES: []}
    for number in range(rounds):
        for what in (BARE, RULES) if number % 2 else (RULES, BARE):
            times[what].append(loaded(what))
    (bare, less), (ours, more) = (
        [statistics.median(column) for column in zip(*measured, strict=True)]
        for measured in times.values()
    )
    print(f"loading: {ours:.0f} ms, bare {bare:.0f} ms: {ours - bare:.0f} ms more")
    print(f"memory: {more:.1f} MB, bare {less:.1f} MB: {more - less:.1f} MB more")


def reading(rounds: int) -> None:
    """Print what reading a text takes that is new, and one that was read before."""
    from spiegel.domain.privacy.recognise import recognise

    lines = [line for each in sorted(CORPUS.glob("*.txt")) for line in each.read_text().split("\n")]
    new: list[float] = []
    known: list[float] = []
    floor: list[float] = []
    for _ in range(rounds):
        recognise.cache_clear()
        for times, read in (
            (new, recognise),
            (known, recognise),
            (floor, lambda line: re.findall(r"\w+", line.lower())),
        ):
            begin = time.process_time()
            for line in lines:
                read(line)
            times.append(1_000_000 * (time.process_time() - begin) / len(lines))
    ours, again, bare = map(statistics.median, (new, known, floor))
    print(f"reading a text: {ours:.0f} µs new, {again:.2f} µs known; splitting it {bare:.0f} µs")
    print(f"ratio: {ours / bare:.1f}x new, {again / bare:.2f}x known")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    loading(count)
    reading(count)
