"""What opening three other meetings of 1,000 statements each costs, as sources of persona's.

Floor: reading the same three files bare, each into a session and nothing else, in the same run, the
order alternated, medians of 15 rounds of processor time, on a laptop on which nothing else was
opened. Ours finds them by their ids among ten
files and makes the rows that a screen of 24 lines shows of each. Aim: 1.3x. What it takes to make
all rows is printed beside it: they are made when somebody scrolls there. Run it as

    python tests/benchmarks/bench_personas.py [ROUNDS]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "domain")]

from capturing import running  # noqa: E402
from meetings import START  # noqa: E402

from spiegel.domain.personas.sources import heard  # noqa: E402
from spiegel.domain.session.session import describe, put  # noqa: E402
from spiegel.domain.session.statements import Statement  # noqa: E402
from spiegel.i18n import translations  # noqa: E402
from spiegel.meeting.catalogue import FolderCatalogue  # noqa: E402
from spiegel.store.journal.snapshot import read_session  # noqa: E402
from spiegel.store.session.live import write_new  # noqa: E402

ROUNDS, STATEMENTS, SOURCES, FILES, LINES = 15, 1_000, 3, 10, 24
NL = translations("nl")


def made(folder: Path) -> list[Path]:
    """Ten meetings, the first three with 1,000 statements."""
    paths = []
    for number in range(FILES):
        session = describe(running("cliëntronde", 1), id=f"meeting-{number}")
        said = (
            Statement(
                number=n,
                at=START,
                words=f"Toen ik belde duurde het {n} dagen voor iemand iets van zich liet horen.",
                speakers=(f"D{1 + n % 9}",),
                verbatim=n % 2 == 0,
                question=1 + n % 7,
                themes=(1 + n % 6,),
            )
            for n in range(1, (STATEMENTS if number < SOURCES else 3) + 1)
        )
        path = folder / f"meeting-{number}.spiegel"
        write_new(path, put(session, *said), START)
        paths.append(path)
    return paths


def took(what: Callable[[], None]) -> float:
    """Milliseconds of processor time."""
    begin = time.process_time()
    what()
    return 1_000 * (time.process_time() - begin)


def main(rounds: int) -> None:
    """Print both, and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        # A laptop that remembers no other meetings, whatever the one does that measures.
        os.environ["XDG_STATE_HOME"] = name
        paths = made(folder)[:SOURCES]
        ids = tuple(f"meeting-{number}" for number in range(SOURCES))

        def bare() -> None:
            for path in paths:
                assert len(read_session(path).statements) == STATEMENTS

        def ours(lines: int = LINES) -> None:
            for source in FolderCatalogue(folder).sources(ids, {}):
                assert source.session is not None
                assert len(list(islice(heard(source.session, NL), lines))) == lines

        times: dict[Callable[[], None], list[float]] = {bare: [], ours: []}
        for number in range(rounds):
            for what in (bare, ours) if number % 2 else (ours, bare):
                times[what].append(took(what))
        floor, opened = (statistics.median(measured) for measured in times.values())
        every = statistics.median(took(lambda: ours(STATEMENTS)) for _ in range(3))
    print(f"three sources of {STATEMENTS}: bare {floor:.1f} ms, opened {opened:.1f} ms")
    print(f"ratio: {opened / floor:.2f}x; with all rows {every / floor:.2f}x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
