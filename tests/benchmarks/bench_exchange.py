"""How long files for other programs take, against a library that writes the same text bare.

    python tests/benchmarks/bench_exchange.py [ROUNDS]

The action plan of 100 and 1,000 actions against XlsxWriter that writes the same cells one after
the other; statements (.csv, .json) and the project and codebook of REFI-QDA, of 1,000 statements,
against python-docx with a paragraph each: the aim is 1.0. Both sides in one run, the order
alternated; medians of processor time. Then the command from a cold start against a process that
imports the library and no more: 2.0.
"""

import gc
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import msgspec
from xlsxwriter.workbook import Workbook

sys.path.insert(0, str(Path(__file__).parents[1]))

from export.reported import many, meeting
from spiegel import clock
from spiegel.domain.report.action_rows import action_rows
from spiegel.domain.session.session import Session, put
from spiegel.export import export
from spiegel.export.makers import maker
from spiegel.i18n import translations
from spiegel.store.session.file import SessionFile

ROUNDS = 15
T = translations("nl")
NEVER = {"template": None, "progress": lambda _: None, "stopped": lambda: False}
LIBRARY = {"action-plan": "xlsxwriter"}


def planned(count: int) -> Session:
    """A meeting of so many actions, each on two statements of 200."""
    session = many(200)
    like = meeting().actions[1]
    return put(
        session,
        *(
            msgspec.structs.replace(
                like,
                number=n,
                words=f"{like.words}, nummer {n}",
                statements=(n % 200 + 1, (7 * n) % 200 + 1),
                themes=(),
            )
            for n in range(1, count + 1)
        ),
    )


def bare_cells(session: Session) -> Callable[[], None]:
    """The same cells with XlsxWriter."""
    rows = [[words for _, words in one.told(T)] for one in action_rows(session, T)]

    def write() -> None:
        book = Workbook(io.BytesIO(), {"in_memory": True})
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            for column, words in enumerate(row):
                sheet.write(place, column, words)
        book.close()

    return write


def bare_words(session: Session) -> Callable[[], None]:
    """The same words with python-docx, a paragraph each."""

    def write() -> None:
        document = docx.Document()
        for statement in session.statements.values():
            document.add_paragraph(statement.words)
        document.save(io.BytesIO())

    return write


def compared(
    name: str, ours: Callable[[], object], bare: Callable[[], object], rounds: int
) -> None:
    """Print the medians of both and the ratio."""
    times: dict[Callable[[], object], list[float]] = {ours: [], bare: []}
    for side in times:
        side()
    for number in range(rounds):
        for side in (ours, bare) if number % 2 else (bare, ours):
            gc.collect()
            start = time.process_time()
            side()
            times[side].append(1_000 * (time.process_time() - start))
    own, floor = (statistics.median(times[side]) for side in (ours, bare))
    print(f"{name:<28} {own:8.1f} ms  bare {floor:8.1f} ms  {own / floor:.2f}x")


def cold(command: list[str]) -> float:
    """Milliseconds of processor time of a process."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1_000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main(rounds: int) -> None:
    print(f"{rounds} rounds, order alternated; medians of processor time")
    for count in (100, 1_000):
        session = planned(count)
        made = maker("action-plan")
        compared(
            f"action plan of {count:,}",
            lambda session=session, made=made: made.make(put(session), T, **NEVER),
            bare_cells(session),
            rounds,
        )
    session = many(1_000)
    for kind in ("csv", "json", "qdpx", "qdc"):
        made = maker(kind)
        compared(
            f"{kind} of 1,000 statements",
            lambda made=made: made.make(put(session), T, **NEVER),
            bare_words(session),
            rounds,
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gesprek.spiegel"
        SessionFile.create(path, meeting(), clock=clock.now, window="bench").close()
        export(meeting(), "csv", Path(folder), translations=T)
        for kind in ("action-plan", "csv", "json", "qdpx", "qdc"):
            ours = [sys.executable, "-m", "spiegel", "export", str(path), "--kind", kind]
            bare = [sys.executable, "-c", f"import {LIBRARY.get(kind, 'docx')}"]
            times = [(cold(ours), cold(bare)) for _ in range(max(3, rounds // 3))]
            own, floor = (statistics.median(side) for side in zip(*times, strict=True))
            print(
                f"{'cold ' + kind:<28} {own:8.1f} ms  bare {floor:8.1f} ms  {own / floor:.2f}x"
                f" (import {LIBRARY.get(kind, 'docx')})"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
