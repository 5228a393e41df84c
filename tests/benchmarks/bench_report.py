"""How long the report takes, against writing the same text without style: in Word, as a page.

Both sides in one run, on the same sessions, in alternating order; prints the medians of processor
time and the ratio. The report includes all it needs: the gate, the debrief, links, tables, saving.
Of the web page, rendering a report that is reckoned already stands against its statements as bare
paragraphs, escaped, in a file. Run it as

    python tests/benchmarks/bench_report.py [ROUNDS]
"""

import gc
import html
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import docx

sys.path.insert(0, str(Path(__file__).parents[1]))

from export.reported import many
from spiegel.domain.privacy.recognise import recognise
from spiegel.domain.report.parts import Report
from spiegel.domain.report.report import report_on
from spiegel.domain.session.session import Session, put
from spiegel.export import report
from spiegel.export.watching import Asker
from spiegel.export.web_page import report as web_page
from spiegel.i18n import translations

SIZES = (100, 1_000, 10_000)
ROUNDS = 15
Source = TypeVar("Source", Session, Report)


def bare(session: Session) -> None:
    """The same words, one paragraph each, and nothing else."""
    document = docx.Document()
    for statement in session.statements.values():
        document.add_paragraph(statement.words)
    document.save(io.BytesIO())


def whole(session: Session) -> None:
    """The report as `spiegel export` makes it, from a session that nobody looked at before.

    No text of it was read before either by the rules that look for people.
    """
    recognise.cache_clear()
    report.make(put(session), translations("nl"), Asker())


def bare_page(said: Report) -> None:
    """The statements of a report, one paragraph each, and nothing else."""
    lines = [
        f"<p>{html.escape(entry.words)}</p>"
        for group in said.themes.groups
        for theme in group.themes
        for part in theme.parts
        for entry in part.entries
    ]
    io.BytesIO().write("\n".join(lines).encode())


def page(said: Report) -> None:
    """The whole page of a report."""
    pieces = [piece.encode() for piece in web_page.render(said, translations("nl"))]
    io.BytesIO().write(b"\n".join(pieces))


def timed(make: Callable[[Source], None], session: Source) -> float:
    """Milliseconds of processor time for one document."""
    gc.collect()
    start = time.process_time()
    make(session)
    return 1_000 * (time.process_time() - start)


def compared(
    ours: Callable[[Source], None], bare: Callable[[Source], None], source: Source, rounds: int
) -> tuple[float, float]:
    """Medians of both in milliseconds, the order alternated."""
    mine: list[float] = []
    theirs: list[float] = []
    for number in range(rounds):
        pair = ((ours, mine), (bare, theirs))
        for side, times in pair if number % 2 else reversed(pair):
            times.append(timed(side, source))
    return statistics.median(mine), statistics.median(theirs)


def main(rounds: int) -> None:
    for side in (whole, bare):  # imports and caches are paid before the first round
        side(many(10))
    print(f"{rounds} rounds, order alternated; medians of processor time in ms")
    print(f"{'statements':>10} {'report':>9} {'bare':>9} {'ratio':>6} {'report/statement':>17}")
    for size in SIZES:
        session = many(size)
        report_ms, bare_ms = compared(whole, bare, session, rounds)
        print(
            f"{size:>10,} {report_ms:>9.1f} {bare_ms:>9.1f} {report_ms / bare_ms:>6.2f} "
            f"{1_000 * report_ms / size:>14.1f} µs"
        )
    print(f"{'statements':>10} {'page':>9} {'bare':>9} {'ratio':>6} {'page/statement':>17}")
    for size in SIZES:
        said = report_on(many(size), translations("nl"))
        page_ms, bare_ms = compared(page, bare_page, said, rounds)
        print(
            f"{size:>10,} {page_ms:>9.1f} {bare_ms:>9.1f} {page_ms / bare_ms:>6.2f} "
            f"{1_000 * page_ms / size:>14.1f} µs"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
