"""Every document that Spiegel writes itself, against a library that writes the same words bare.

    python tests/benchmarks/bench_documents.py [ROUNDS] [COLD]

Of the whole fictional meeting, of 100 and of 1,000 statements. All that LibreOffice makes of these
is left out. Medians of processor time, the order alternated; the worst stands last.

Read: of a session of which nothing is remembered, whose texts the rules that look for people read
before, as in a window that says on F6 or F7 what waits for an answer. New: they read none either.
The floor is `doc.add_paragraph` of python-docx for each line of the file; of csv, json, qdpx and
qdc for each statement; of the action plan, with as many actions, XlsxWriter for each cell, and
behind that python-docx for each row, which is slower. Aim 1.0.

Cold: `spiegel export FILE --kind KIND` as a new process, COLD times, of the meeting as it is and of
1,000 statements, against a new process that imports the same library and writes the same. Aim 2.0.

Large: a report of 10,000 statements, aim 1.0; and the web page of it when it is reckoned already,
against its statements escaped, a paragraph each, aim 3.0. After everything above.
"""

import gc
import html
import io
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from inspect import getsource
from itertools import count
from pathlib import Path
from typing import Any

import docx
import msgspec
from docx.oxml.ns import qn

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "domain")]

from export.personas import TOLD, agreed  # noqa: E402
from export.reported import many, meeting  # noqa: E402
from spiegel import clock  # noqa: E402
from spiegel.domain.personas.making import MakePersona, WriteSentence  # noqa: E402
from spiegel.domain.preparation.names import Person  # noqa: E402
from spiegel.domain.privacy.recognise import recognise  # noqa: E402
from spiegel.domain.report.action_rows import action_rows  # noqa: E402
from spiegel.domain.report.inside import for_readers  # noqa: E402
from spiegel.domain.report.kinds import ENVELOPES, KINDS  # noqa: E402
from spiegel.domain.report.parts import Report  # noqa: E402
from spiegel.domain.report.report import report_on  # noqa: E402
from spiegel.domain.session.session import Session, describe, put  # noqa: E402
from spiegel.domain.session.statements import Theme  # noqa: E402
from spiegel.export import labels  # noqa: E402
from spiegel.export.makers import maker  # noqa: E402
from spiegel.export.watching import Asker  # noqa: E402
from spiegel.export.web_page.report import render  # noqa: E402
from spiegel.i18n import translations  # noqa: E402
from spiegel.store.session.file import SessionFile  # noqa: E402

ROUNDS, COLD, AIM, COLD_AIM, PAGE_AIM = 7, 3, 1.0, 2.0, 3.0
T = translations("nl")
OWN = [key for key, kind in KINDS.items() if not kind.of]
PEOPLE = [Person(number=n, name=f"Ada {n}", address=("Akker 1", "1234 AB Dal")) for n in range(56)]
BARE = """
from __future__ import annotations
import io, json, sys
{source}
{name}(json.load(open(sys.argv[1])), sys.argv[2])
"""
ROUND = count()


def whole(size: int = 0, *, persona: bool = False) -> Session:
    """The fictional meeting, filled up to so many statements; persona: with one."""
    session = meeting()
    more = (s for s in many(size).statements.values() if s.number > len(session.statements))
    themes = (Theme(number=n, name=f"thema {n}") for n in (7, 8))
    session = put(session, *themes, *more)
    told = (WriteSentence(persona=1, field=f, words=w, hands=n) for f, w, n in TOLD)
    made = (MakePersona(title="Toos", ages=(60, 69)), *told)
    return agreed(session, *made) if persona else session


def planned(size: int) -> Session:
    """A meeting of so many actions, each on two statements of 200."""
    like = meeting().actions[1]
    actions = (
        msgspec.structs.replace(
            like,
            number=n,
            words=f"{like.words}, nummer {n}",
            statements=(n % 200 + 1, (7 * n) % 200 + 1),
            themes=(),
        )
        for n in range(1, size + 1)
    )
    return put(many(200), *actions)


def another(session: Session) -> Session:
    """The same meeting under another title, of which nothing is remembered."""
    return describe(session, title=f"{session.info.title}{next(ROUND)}")


def made(session: Session, key: str) -> bytes:
    """The document, as a window makes it."""
    if key == ENVELOPES.key:
        return labels.make(PEOPLE, "nl", T)
    return maker(key).make(for_readers(session, KINDS[key]), T, Asker())


def paragraphs(lines: Sequence[str], file: str | None = None) -> None:
    """A paragraph for each line, and nothing else."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(file or io.BytesIO())


def cells(rows: Sequence[Sequence[str]], file: str | None = None) -> None:
    """A cell for each word, and nothing else."""
    from xlsxwriter.workbook import Workbook

    book = Workbook(file or io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        for column, words in enumerate(row):
            sheet.write(place, column, words)
    book.close()


Floor = Callable[..., None]
LIBRARY: dict[Floor, str] = {paragraphs: "python-docx", cells: "XlsxWriter"}


def beside(write: Floor, what: Sequence[Any]) -> Sequence[str]:
    """Where the floor is that of a workbook, the lines of it for that of python-docx; else none."""
    return ["\t".join(row) for row in what] if write is cells else ()


def floor_of(key: str, session: Session) -> tuple[Floor, list[Any]]:
    """What writes the floor of a document, and what it writes: its lines, or words, or cells."""
    kind = KINDS.get(key, ENVELOPES)
    if kind.extension == ".xlsx":
        return cells, [[words for _, words in one.told(T)] for one in action_rows(session, T)]
    if kind.extension in (".csv", ".json", ".qdpx", ".qdc"):
        return paragraphs, [said.words for said in session.statements.values()]
    content = made(session, key)
    if kind.extension == ".docx":
        body = docx.Document(io.BytesIO(content)).element.body
        found = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]
    else:
        page = re.sub("(?s)<(style|svg).*?</\\1>|<[^>]*>", "", content.decode())
        found = html.unescape(page).splitlines()
    return paragraphs, [line for line in found if line.strip()]


def meeting_for(key: str, size: int) -> Session:
    """The meeting that a document is made of."""
    return planned(size) if key == "action-plan" and size else whole(size, persona="persona" in key)


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    gc.collect()
    start = time.process_time()
    work()
    return 1_000 * (time.process_time() - start)


def process(command: Sequence[str]) -> float:
    """Milliseconds of processor time of a new process, its byte code kept."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1_000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def medians(rounds: int, *sides: Callable[[], float]) -> list[float]:
    """Of each side, in alternating order; the first of each is not counted."""
    times: list[list[float]] = [[] for _ in sides]
    for number in range(rounds + 1):
        order = list(zip(sides, times, strict=True))
        for side, found in order if number % 2 else reversed(order):
            took = side()
            if number:
                found.append(took)
    return list(map(statistics.median, times))


def warm(size: int, rounds: int) -> Iterator[tuple[float, str]]:
    """Of each kind the ratio, and what is printed."""
    for key in (*OWN, ENVELOPES.key):
        session = meeting_for(key, size)
        write, what = floor_of(key, session)

        def read(key: str = key, session: Session = session) -> float:
            return spent(partial(made, another(session), key))

        def new(read: Callable[[], float] = read) -> float:
            recognise.cache_clear()
            return read()

        made(session, key)
        took, bare = medians(rounds, read, partial(spent, partial(write, what)))
        unread = statistics.median(new() for _ in range(rounds))

        def said(floor: float, library: str, took: float = took, unread: float = unread) -> str:
            return f"{floor:8.1f} ms {took / floor:6.2f} {unread / floor:6.2f}  {library}"

        line = f"{key:22} {took:8.1f} {unread:8.1f} {said(bare, LIBRARY[write])}"
        if lines := beside(write, what):
            slower = partial(spent, partial(paragraphs, lines))
            line += said(statistics.median(slower() for _ in range(rounds)), LIBRARY[paragraphs])
        yield took / bare, line


def bare_command(write: Floor, words: Path) -> list[str]:
    """What writes the floor in a new process, of what stands in a file."""
    source = BARE.format(source=getsource(write), name=write.__name__)
    return [sys.executable, "-c", source, str(words), str(words.with_name("bare"))]


def cold(size: int, rounds: int) -> Iterator[tuple[float, str]]:
    """The same of the command."""
    with tempfile.TemporaryDirectory() as folder:
        for key in OWN:
            session, place = meeting_for(key, size), Path(folder) / key
            place.mkdir()
            file, words = place / "meeting.spiegel", place / "words.json"
            SessionFile.create(file, session, clock=clock.now, window="bench").close()
            write, what = floor_of(key, session)
            words.write_text(json.dumps(what))
            command = ["-m", "spiegel", "export", str(file), "--unchecked", "--kind", key]
            ours, floor = medians(
                rounds,
                partial(process, [sys.executable, *command, "--to", str(place)]),
                partial(process, bare_command(write, words)),
            )
            ratio = ours / floor
            line = f"{key:22} {ours:8.0f} {floor:8.0f} ms {ratio:6.2f}  {LIBRARY[write]}"
            if lines := beside(write, what):
                words.write_text(json.dumps(lines))
                slower = partial(process, bare_command(paragraphs, words))
                floor = statistics.median(slower() for _ in range(rounds))
                line += f"{floor:8.0f} ms {ours / floor:6.2f}  {LIBRARY[paragraphs]}"
            yield ratio, line


def bare_page(said: Report) -> None:
    """The statements of a report, a paragraph each, and nothing else."""
    lines = [
        f"<p>{html.escape(entry.words)}</p>"
        for group in said.themes.groups
        for theme in group.themes
        for part in theme.parts
        for entry in part.entries
    ]
    io.BytesIO().write("\n".join(lines).encode())


def page(said: Report) -> None:
    """The whole page of a report, as it is written."""
    io.BytesIO().write(b"\n".join(map(str.encode, filter(None, render(said, T)))))


def large(rounds: int) -> None:
    """Print how a report and a page of 10,000 statements stand to their floors."""
    session = many(10_000)
    lines = [said.words for said in session.statements.values()]

    def report() -> float:
        recognise.cache_clear()
        return spent(partial(made, another(session), "report"))

    ours, bare = medians(rounds, report, partial(spent, partial(paragraphs, lines)))
    print(f"report {ours:.0f} ms, python-docx {bare:.0f} ms: {ours / bare:.2f}x (aim {AIM})")
    said = report_on(session, T)
    ours, bare = medians(
        rounds, partial(spent, partial(page, said)), partial(spent, partial(bare_page, said))
    )
    print(f"page {ours:.1f} ms, bare {bare:.1f} ms: {ours / bare:.2f}x (aim {PAGE_AIM})")


def main(rounds: int, again: int) -> None:
    """Print the tables, the worst last."""
    for size in (100, 1_000):
        print(f"\nwarm, {size:,} statements, {rounds} rounds (aim {AIM})")
        print(f"{'':22} {'read':>8} {'new':>8} {'floor':>8}    {'read':>6} {'new':>6}")
        print(*(line for _, line in sorted(warm(size, rounds))), sep="\n")
    for size in (0, 1_000):
        print(f"\ncold, {size or len(meeting().statements):,} statements, {again} rounds", end=" ")
        print(f"(aim {COLD_AIM})\n{'':22} {'ours':>8} {'floor':>8}")
        print(*(line for _, line in sorted(cold(size, again))), sep="\n")
    print(f"\n10,000 statements, {rounds} rounds")
    large(rounds)


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    main(*(arguments + [ROUNDS, COLD][len(arguments) :]))
