"""The language check of a letter of 400 words, and loading it.

    python tests/benchmarks/bench_language.py

The floor splits the same letter into sentences and words with `re`, and counts them. 15 rounds,
the order alternated, medians. The issue asks at most 25 ms for a letter, and at most 60 ms for
loading. Processor time; each round has other words, so that nothing is remembered from before.
"""

import re
import statistics
import subprocess
import sys
import time

ROUNDS, WORDS = 15, 400
LOAD = """
import time
begun = time.process_time()
from spiegel.domain.language.check import check
check("Indien u komt, bel ons.")
print(time.process_time() - begun)
"""
FLOOR = """
import time
begun = time.process_time()
import msgspec, re, datetime, unicodedata, calendar, spiegel.i18n
print(time.process_time() - begun)
"""
LINES = (
    "Indien u in aanmerking wilt komen voor hulp, wordt uw aanvraag{n} door een collega bekeken.",
    "Wij bellen u over 2 weken omdat wij willen weten of u komt.",
    "De huishoudelijke hulp en de mantelzorger{n} praten met de gemeente.",
    "Het gesprek is op dinsdag 8 december van 14.00 tot 15.30 uur in het buurthuis.",
    "U zou het formulier{n} moeten kunnen retourneren aan dhr. De Vries.",
)


def letter(round_: int) -> str:
    """A letter of some 400 words, of which one in fifteen is in no other round."""
    found: list[str] = []
    while sum(len(line.split()) for line in found) < WORDS:
        found.append(LINES[len(found) % len(LINES)].format(n=f"nr{chr(97 + round_)}{len(found)}"))
    return " ".join(found)


def floor(text: str) -> dict[str, int]:
    """Splits and counts, and looks at nothing."""
    counts: dict[str, int] = {}
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        for word in re.findall(r"\w+(?:[-'.]\w+)*", sentence):
            counts[word.lower()] = counts.get(word.lower(), 0) + 1
    return counts


def loading(program: str) -> float:
    """Seconds that a new process takes to load, as it says itself; the median."""
    seconds = (
        float(
            subprocess.run(
                [sys.executable, "-c", program], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(ROUNDS)
    )
    return statistics.median(seconds)


def main() -> None:
    from spiegel.domain.language.check import check

    check(letter(25))
    times: dict[str, list[float]] = {"check": [], "floor": []}
    for round_ in range(ROUNDS):
        text = letter(round_)
        works = [("check", check), ("floor", floor)]
        for name, work in works if round_ % 2 else works[::-1]:
            begun = time.process_time()
            work(text)  # type: ignore[operator]
            times[name].append(time.process_time() - begun)
    ours, bare = (statistics.median(times[name]) for name in ("check", "floor"))
    words, ratio = len(letter(0).split()), ours / bare
    print(f"{words} words: {ours * 1e3:.2f} ms, floor {bare * 1e3:.2f} ms, {ratio:.1f}x")
    whole, bare = loading(LOAD), loading(FLOOR)
    print(
        f"loading: {whole * 1e3:.1f} ms, of which {bare * 1e3:.1f} ms for msgspec and Python itself"
    )


if __name__ == "__main__":
    main()
