"""The accessibility check of a report of 100, 1,000 and 5,000 statements.

    python tests/benchmarks/bench_check.py

The floor opens the same file with python-docx and reads the words of its paragraphs, without those
in tables. Processor time, 9 rounds (3 of the largest), the order alternated, medians.
"""

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).parents[1]))

from export.reported import many
from spiegel.domain.accessibility.check import check
from spiegel.export import export
from spiegel.i18n import translations
from spiegel.importing.word_marks import read_marks


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Print, for each size, both and their ratio."""
    for count in (100, 1_000, 5_000):
        with tempfile.TemporaryDirectory() as folder:
            path = export(many(count), "report", Path(folder), translations=translations("nl"))
            content = path.read_bytes()

        def checked(content: bytes = content) -> object:
            return check(read_marks(content))

        def read(content: bytes = content) -> object:
            return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]

        found: dict[str, list[float]] = {"checked": [], "read": []}
        for number in range(3 if count == 5_000 else 9):
            both = [("checked", checked), ("read", read)]
            for name, work in both if number % 2 else reversed(both):
                found[name].append(spent(work))
        ours, floor = (statistics.median(found[name]) for name in ("checked", "read"))
        print(
            f"{count:5,} statements: check {ours * 1000:.0f} ms, "
            f"python-docx reads {floor * 1000:.0f} ms, {ours / floor:.2f}x"
        )


if __name__ == "__main__":
    main()
