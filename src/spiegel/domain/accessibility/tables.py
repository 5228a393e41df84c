"""Tables: what their columns are, what is merged or nested, and those that only place words."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spiegel.domain.accessibility.document import Cell, Paragraph, Role, Table, inside
from spiegel.domain.accessibility.findings import Fault, Finding
from spiegel.domain.accessibility.walk import Flow, Walked

_TEXT: Final = 25
"""Words in a cell that are a text, and no value of a table."""


def tables(walked: Walked) -> Iterator[Finding]:
    """What is wrong with the tables of a document."""
    for flow, at, spot, table in walked.tables():
        where = spot.where
        if not any(p.words.strip() or p.figures for p in _paragraphs(table)):
            yield Finding(fault=Fault.TABLE_EMPTY, where=where)
            continue
        if any(isinstance(block, Table) for cell in _cells(table) for block in cell.blocks):
            yield Finding(fault=Fault.TABLE_NESTED, where=where)
        if not _is_data(table):
            if _stands_beside(table):
                yield Finding(fault=Fault.TABLE_LAYOUT, where=where)
            continue
        merged = _merged(table)
        if merged:
            yield Finding(fault=Fault.CELLS_MERGED, where=where, about={"count": merged})
        for finding in _header(table):
            yield Finding(fault=finding.fault, where=where, about=finding.about)
        if not table.title.strip() and not _has_caption(flow, at):
            yield Finding(fault=Fault.TABLE_UNTITLED, where=where)


def is_layout(table: Table) -> bool:
    """Whether a table only places words; a person must look whether they are read in order."""
    return not _is_data(table)


def _is_data(table: Table) -> bool:
    """Whether it has rows and columns to be read by; one row or column frames a text."""
    wide = max((len(row.cells) for row in table.rows), default=0)
    return table.looks and len(table.rows) > 1 and wide > 1


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row.cells


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    for cell in _cells(table):
        yield from inside(cell.blocks)


def _merged(table: Table) -> int:
    """Cells that take more than one column or row."""
    wide = sum(cell.wide > 1 and not cell.continues for cell in _cells(table))
    rows = [_columns(cells.cells) for cells in table.rows]
    high = sum(
        cell.continues and not above.get(column, Cell()).continues and cell.wide == 1
        for above, row in pairwise(rows)
        for column, cell in row.items()
    )
    return wide + high


def _columns(cells: tuple[Cell, ...]) -> dict[int, Cell]:
    """Cells by the column in which they begin."""
    found, column = {}, 0
    for cell in cells:
        found[column] = cell
        column += cell.wide
    return found


def _header(table: Table) -> Iterator[Finding]:
    """Whether the first row says what the columns are, in words."""
    if not table.rows[0].header:
        low = next((n for n, row in enumerate(table.rows, start=1) if row.header), 0)
        fault = Fault.HEADER_ROW_LOW if low else Fault.HEADER_ROW_MISSING
        yield Finding(fault=fault, about={"number": low} if low else {})
        return
    for number, cell in enumerate(table.rows[0].cells, start=1):
        said = any(p.words.strip() or p.figures for p in inside(cell.blocks))
        # The cell in the corner has nothing to name where the first column names the rows.
        if not said and not cell.continues and number > 1:
            yield Finding(fault=Fault.HEADER_BLANK, about={"number": number})


def _has_caption(flow: Flow, at: int) -> bool:
    beside = (*flow.spots[max(0, at - 1) : at], *flow.spots[at + 1 : at + 2])
    return any(
        isinstance(spot.block, Paragraph) and spot.block.role is Role.CAPTION for spot in beside
    )


def _stands_beside(table: Table) -> bool:
    """Whether texts of some length stand beside each other in a row."""
    return any(
        sum(
            sum(len(p.words.split()) for p in inside(cell.blocks)) >= _TEXT
            or any(p.level for p in inside(cell.blocks))
            for cell in row.cells
        )
        > 1
        for row in table.rows
    )
