"""What is typed in place of a mark: lists, columns, room between paragraphs and letters."""

from collections.abc import Iterator, Sequence
from typing import Final

from spiegel.domain.accessibility.document import Paragraph, Role
from spiegel.domain.accessibility.findings import Fault, Finding, shortened
from spiegel.domain.accessibility.walk import Flow, Place, Spot, Walked
from spiegel.domain.patterns import pattern

_BULLET: Final = pattern(r"[•●○◦▪▫■□‣⁃➢➤✓✔][ \t\xa0]*\S")
_DASH: Final = pattern(r"[-–—*+o][ \t\xa0]+\S")
_NUMBER: Final = pattern(r"\(?(\d{1,2}|[a-zA-Z])[.)][ \t\xa0]+\S")
_TABS: Final = pattern(r"\S\t+(?=\S)")
_SPACES: Final = pattern(r"\S {4,}(?=\S)")
_SPACED: Final = pattern(r"(?<!\S)(?:[^\W\d_] ){4,}[^\W\d_](?!\S)")
_ITEMS: Final = 2
"""Lines with a dash or a number that are a list; one alone may be what somebody said."""
_SCATTERED: Final = 5
"""Single blank paragraphs that show that room is made with them throughout."""


def typed(walked: Walked) -> Iterator[Finding]:
    """What is typed in place of a mark, in the whole of a document."""
    blanks: list[tuple[Spot, int]] = []
    for flow in walked.flows:
        if flow.place is Place.EDGE:
            continue
        yield from _lists(flow)
        yield from _columns(flow)
        if flow.place is not Place.CELL:
            blanks += _blanks(flow)
    for spot, paragraph in walked.paragraphs(Place.EDGE):
        spaced = _SPACED.search(spot.words) if paragraph.role is not Role.CONTENTS else None
        if spaced is not None:
            about = {"words": shortened(spaced.group())}
            yield Finding(fault=Fault.LETTERS_SPACED, where=spot.where, about=about)
    count = sum(number for _spot, number in blanks)
    if count >= _SCATTERED or any(number > 1 for _spot, number in blanks):
        first = next((spot for spot, number in blanks if number > 1), blanks[0][0])
        yield Finding(fault=Fault.BLANK_LINES, where=first.where, about={"count": count})


def _lines(flow: Flow) -> list[tuple[Spot, str]]:
    """Lines of text under each other, each with its paragraph; other blocks are an empty line."""
    lines: list[tuple[Spot, str]] = []
    for spot in flow.spots:
        block = spot.block
        marked = not isinstance(block, Paragraph) or block.level or block.role is not Role.TEXT
        lines += [(spot, "" if marked else line) for line in spot.words.split("\n")]
    return lines


def _lists(flow: Flow) -> Iterator[Finding]:
    """Runs of lines that begin as items do, once for each run."""
    run: list[tuple[Spot, str]] = []
    for spot, line in (*_lines(flow), *_END):
        kind = _marker(line)
        if run and _goes_on(run[-1][1], kind):
            run.append((spot, kind))
            continue
        if _is_list(run):
            yield Finding(fault=Fault.LIST_TYPED, where=run[0][0].where)
        run = [(spot, kind)] if kind else []


def _marker(line: str) -> str:
    """The sign, or the number, with which a line begins as an item does."""
    line = line.lstrip()
    if _BULLET.match(line) or _DASH.match(line):
        return line[0]
    number = _NUMBER.match(line)
    return number.group(1) if number is not None else ""


def _goes_on(before: str, kind: str) -> bool:
    """Whether the item after one has the same sign, or the next number or letter."""
    if not before or not kind:
        return False
    if before.isdecimal() and kind.isdecimal():
        return int(kind) == int(before) + 1
    if before.isalpha() and kind.isalpha() and len(before + kind) == 2 and before != kind:
        return ord(kind) == ord(before) + 1
    return before == kind


def _is_list(run: Sequence[tuple[Spot, str]]) -> bool:
    if not run:
        return False
    first = run[0][1]
    return len(run) >= _ITEMS or bool(_BULLET.match(first + " x"))


def _columns(flow: Flow) -> Iterator[Finding]:
    """Lines one under the other with the same gaps in them: two with tabs twice, or with spaces."""
    run: list[Spot] = []
    for spot, line in (*_lines(flow), *_END):
        tabs, spaces = len(_TABS.findall(line)), len(_SPACES.findall(line))
        if tabs > 1 or spaces:
            run.append(spot)
            continue
        if len(run) > 1:
            yield Finding(fault=Fault.COLUMNS_TYPED, where=run[0].where)
        run = []


def _blanks(flow: Flow) -> Iterator[tuple[Spot, int]]:
    """Blank paragraphs between others, as many as stand together, each with what comes before."""
    count = 0
    before: Spot | None = None
    for spot in flow.spots:
        block = spot.block
        if isinstance(block, Paragraph) and _is_blank(block, spot.words):
            count += 1
            continue
        # Programs want one behind a table.
        if before is not None and not isinstance(before.block, Paragraph):
            count -= 1
        if count > 0 and before is not None:
            yield before, count
        before, count = spot, 0


def _is_blank(block: Paragraph, words: str) -> bool:
    seen = block.figures or block.boxes or block.breaks or block.bordered
    # A tab alone may be a line to write on, which is `bordered`.
    return not words.strip() and not seen and not block.level


_END: Final[tuple[tuple[Spot, str]]] = ((Spot(Paragraph(), "", ()), ""),)
