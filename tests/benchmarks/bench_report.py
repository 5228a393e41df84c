"""How long the Word report takes, against python-docx writing the same text without style.

Both sides in one run, on the same sessions, in alternating order; prints the median of each and
the ratio. The report includes all it needs: the gate, the debrief, links, tables, saving. Run it as

    python tests/benchmarks/bench_report.py [ROUNDS]
"""

import gc
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).parents[1]))

from export.reported import many
from spiegel.domain.session.session import Session, put
from spiegel.export import report
from spiegel.i18n import translations

SIZES = (100, 1_000, 10_000)
ROUNDS = 15


def bare(session: Session) -> None:
    """The same words, one paragraph each, and nothing else."""
    document = docx.Document()
    for statement in session.statements.values():
        document.add_paragraph(statement.words)
    document.save(io.BytesIO())


def whole(session: Session) -> None:
    """The report as `spiegel export` makes it, from a session that nobody looked at before."""
    report.make(
        put(session),
        translations("nl"),
        template=None,
        progress=lambda _: None,
        stopped=lambda: False,
    )


def timed(make: Callable[[Session], None], session: Session) -> float:
    """Milliseconds for one document."""
    gc.collect()
    start = time.perf_counter()
    make(session)
    return 1_000 * (time.perf_counter() - start)


def main(rounds: int) -> None:
    for side in (whole, bare):  # imports and caches are paid before the first round
        side(many(10))
    print(f"{rounds} rounds, order alternated; medians in ms")
    print(f"{'statements':>10} {'report':>9} {'bare':>9} {'ratio':>6} {'report/statement':>17}")
    for size in SIZES:
        session = many(size)
        ours: list[float] = []
        theirs: list[float] = []
        for number in range(rounds):
            pair = ((whole, ours), (bare, theirs))
            for side, times in pair if number % 2 else reversed(pair):
                times.append(timed(side, session))
        report_ms, bare_ms = statistics.median(ours), statistics.median(theirs)
        print(
            f"{size:>10,} {report_ms:>9.1f} {bare_ms:>9.1f} {report_ms / bare_ms:>6.2f} "
            f"{1_000 * report_ms / size:>14.1f} µs"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
