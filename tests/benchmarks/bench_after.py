"""Every paper for after the day, against python-docx writing the same words without style.

    python tests/benchmarks/bench_after.py [ROUNDS] [COLD]

Of the whole fictional meeting, one file of each kind. Both sides in one run, on the same session,
in alternating order; medians of processor time. Ours is what `spiegel export` does in the process:
asking the gate, filling in, measuring what must fit a page, and saving. The floor is
`doc.add_paragraph` of each paragraph and cell. Aim 1.0.

Cold: `spiegel export FILE --kind KIND` as a new process, COLD times, against a new process that
imports the same library and writes the same words, both with their byte code kept. Processor time
of the process, medians. Aim 2.0.
"""

import gc
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).parents[1]))

from export.reported import meeting
from spiegel import clock
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.session.session import Session, describe
from spiegel.export.letters import LetterMaker
from spiegel.export.watching import Asker
from spiegel.i18n import translations
from spiegel.store.session.file import SessionFile

ROUNDS, COLD, AIM, COLD_AIM = 15, 9, 1.0, 2.0
KINDS = [key for key, paper in PAPERS.items() if paper.after]
T = translations("nl")
BARE = """
import json, sys
import docx
document = docx.Document()
for words in json.load(open(sys.argv[1])):
    document.add_paragraph(words)
document.save(sys.argv[2])
"""


ROUND = count()


def another(session: Session) -> Session:
    """The same meeting under another title, of which nothing is remembered."""
    return describe(session, title=f"{session.info.title} {next(ROUND)}")


def ours(session: Session, key: str) -> bytes:
    """The paper, as a file."""
    maker = LetterMaker(key)
    return maker.make(session, T, Asker())


def bare(words: list[str]) -> None:
    """The same words, one paragraph each, and nothing else."""
    document = docx.Document()
    for paragraph in words:
        document.add_paragraph(paragraph)
    document.save(io.BytesIO())


def words_in(made: bytes) -> list[str]:
    """The words of the paragraphs and cells of a file."""
    document = docx.Document(io.BytesIO(made))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [p.text for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return lines


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    gc.collect()
    start = time.process_time()
    work()
    return 1_000 * (time.process_time() - start)


def process(command: list[str]) -> float:
    """Milliseconds of processor time of a new process."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1_000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def compared(
    one: Callable[[], float], other: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """The medians of both, in alternating order; the first of each is not counted."""
    one(), other()
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        order = ((0, one), (1, other)) if number % 2 else ((1, other), (0, one))
        for place, side in order:
            times[place].append(side())
    return statistics.median(times[0]), statistics.median(times[1])


def main(rounds: int, cold: int) -> None:
    session = meeting()
    texts = {key: words_in(ours(session, key)) for key in KINDS}
    print(f"warm, {rounds} rounds, medians of processor time (aim {AIM}x)")
    for key in KINDS:
        own, floor = compared(
            lambda key=key: timed(partial(ours, another(session), key)),
            lambda key=key: timed(partial(bare, texts[key])),
            rounds,
        )
        print(f"  {key:24} {own:6.1f} ms, bare {floor:6.1f} ms: {own / floor:.2f}x")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        spiegel = [sys.executable, "-m", "spiegel"]
        file = _kept(place)
        print(f"cold, {cold} rounds, medians of processor time of a process (aim {COLD_AIM}x)")
        for key in KINDS:
            text = place / f"{key}.json"
            text.write_text(json.dumps(texts[key]))
            own, floor = compared(
                lambda key=key: process(
                    [*spiegel, "export", str(file), "--unchecked", "--kind", key, "--to", folder]
                ),
                lambda text=text: process(
                    [sys.executable, "-c", BARE, str(text), str(place / "bare.docx")]
                ),
                cold,
            )
            print(f"  {key:24} {own:6.0f} ms, bare {floor:6.0f} ms: {own / floor:.2f}x")


def _kept(folder: Path) -> Path:
    """The meeting as a file."""
    path = folder / "meeting.spiegel"
    SessionFile.create(path, meeting(), clock=clock.now, window="bench").close()
    return path


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    main(*(arguments + [ROUNDS, COLD][len(arguments) :]))
