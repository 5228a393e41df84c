"""All letters and papers at once, against python-docx writing the same words without style.

    python tests/benchmarks/bench_letters.py [ROUNDS]

14 files each: every paper of a spiegelgesprek, and the first three once more in words of its own.
Both sides in one run, on the same session, in alternating order; medians, the ratio, and the aim of
2.0. Ours includes filling in, measuring what must fit a page, and saving.
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
sys.path.insert(0, str(Path(__file__).parents[1] / "domain"))

from readymade import NOW, ready

from spiegel.domain.letters.letter import EditLetter, own_words
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.session.session import Session
from spiegel.export.letters import LetterMaker
from spiegel.export.watching import Asker
from spiegel.i18n import translations

ROUNDS, AIM = 15, 2.0
KINDS = (*PAPERS, *list(PAPERS)[:3])
T = translations("nl")


def session() -> Session:
    """A meeting of which all is known, with words of its own for three papers."""
    found = ready()
    for key in list(PAPERS)[:3]:
        words = own_words(found, PAPERS[key], T)
        found = EditLetter(paper=key, words=words).apply(found, NOW)
    return found


def ours(meeting: Session, _words: list[list[str]]) -> None:
    """Every paper as `spiegel export` makes it."""
    for kind in KINDS:
        LetterMaker(kind).make(meeting, T, Asker())


def bare(_meeting: Session, words: list[list[str]]) -> None:
    """The same words, one paragraph each, and nothing else."""
    for paragraphs in words:
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        document.save(io.BytesIO())


def words_in(meeting: Session) -> list[list[str]]:
    """Of each file the words of its paragraphs and cells, as ours has them."""
    found = []
    for kind in KINDS:
        made = LetterMaker(kind).make(meeting, T, Asker())
        document = docx.Document(io.BytesIO(made))
        lines = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            lines += [p.text for row in table.rows for cell in row.cells for p in cell.paragraphs]
        found.append(lines)
    return found


def timed(
    make: Callable[[Session, list[list[str]]], None], meeting: Session, words: list[list[str]]
) -> float:
    """Milliseconds for all files."""
    gc.collect()
    start = time.process_time()
    make(meeting, words)
    return 1_000 * (time.process_time() - start)


def main(rounds: int) -> None:
    meeting = session()
    words = words_in(meeting)
    times: dict[Callable[..., None], list[float]] = {ours: [], bare: []}
    for side in times:  # imports and caches are paid before the first round
        side(meeting, words)
    for number in range(rounds):
        pair = (ours, bare) if number % 2 else (bare, ours)
        for side in pair:
            times[side].append(timed(side, meeting, words))
    own, floor = (statistics.median(times[side]) for side in (ours, bare))
    print(f"{len(KINDS)} files, {rounds} rounds, order alternated; medians of processor time")
    print(f"letters {own:.1f} ms, bare {floor:.1f} ms: {own / floor:.2f}x (aim {AIM}x)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
