"""The words of a letter as somebody edits them, and as the pieces that a document is made of.

Plain lines, in the way of Markdown:

    # title                       ## heading
    - a line of a list            - [ ] a line to tick
    > what must not be missed     | a row | of a table |
    a field: [place]              _____ to fill in by hand
    --- a new page, and of what is for each person or each owner the beginning of that
    **bold**                      \\[ a bracket that is no field

What stands on one line stays on one line, and an empty line ends a paragraph. A line with nothing
but `_` is one to write on; a field alone on its line may bring a list or a table.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.words import lines_of


class Shape(StrEnum):
    """What a block of a letter is.

    said: words of one person, to read back; answer: boxes beside each other, of what stands above.
    cards: to cut out; quarters: four on a page, to read.
    break: what follows begins a page. sheet: the title of one of several sheets in a file.
    """

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TICK = "tick"
    NOTICE = "notice"
    TABLE = "table"
    CARDS = "cards"
    QUARTERS = "quarters"
    LINE = "line"
    SAID = "said"
    ANSWER = "answer"
    BREAK = "break"
    SHEET = "sheet"


class Piece(msgspec.Struct, frozen=True):
    """Words of one look.

    field: its name in place of words; given: what it brought. blank: somebody fills it in by hand.
    """

    words: str
    bold: bool = False
    field: bool = False
    blank: bool = False
    given: bool = False


Line = tuple[Piece, ...]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph with its lines, or a table with its rows, of which the first has the names.

    rows: of cells, each of lines. shares: how wide the columns are to each other; none is as wide
    as what stands in them. Of cards each row is one card.
    """

    shape: Shape
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[tuple[Line, ...], ...], ...] = ()
    shares: tuple[int, ...] = ()

    @property
    def field(self) -> str:
        """The name of the field that is all there is in it; empty when there is more."""
        if self.shape is not Shape.PARAGRAPH or len(self.lines) != 1:
            return ""
        only = [piece for piece in self.lines[0] if piece.field or piece.words.strip()]
        return only[0].words if len(only) == 1 and only[0].field else ""


def one_line(words: str, shape: Shape = Shape.PARAGRAPH, *, bold: bool = False) -> Block:
    """A block that is one line of these words."""
    return Block(shape=shape, lines=((Piece(words, bold=bold),),))


def table(names: Iterable[str], rows: Iterable[Iterable[str]], shares: tuple[int, ...]) -> Block:
    """A table with words alone in its cells, under the names of its columns."""
    head = tuple(((Piece(name, bold=True),),) for name in names)
    cells = (tuple(((Piece(cell),),) for cell in row) for row in rows)
    return Block(shape=Shape.TABLE, rows=(head, *cells), shares=shares)


BOX: Final = "☐"
"""To be ticked by hand."""
BLANK: Final = "_" * 24
"""To be filled in by hand."""
DASH: Final = "– "
"""Begins a line of a list inside a table."""
_PIECE: Final = pattern(
    r"\\(?P<plain>[\[\]*_\\])|(?P<box>\[ \])|\[(?P<field>[^\[\]\n|]*[^\W\d_][^\[\]\n|]*)\]"
    r"|(?P<bold>\*\*)|(?P<blank>_{4,})"
)
_MARKS: Final = {"# ": Shape.TITLE, "## ": Shape.HEADING, "> ": Shape.NOTICE}
_TICK: Final = pattern(r"[-*] \[ \]\s+")
_ITEM: Final = pattern(r"[-*•] \s*")
_WRITE_ON: Final = pattern(r"_{4,}")
_NEW_PAGE: Final = pattern(r"-{3,}")
_CELL: Final = pattern(r"(?<!\\)\|")
_UNDER_HEAD: Final = pattern(r"[\s|:-]*-[\s|:-]*")


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a letter. Any text will do."""
    found: list[Block] = []
    open_ = False
    for line in lines_of(text):
        bare = line.strip()
        block = _block(bare) if bare else None
        if block is None:
            open_ = False
        elif open_ and found and block.shape is found[-1].shape and _goes_on(block):
            found[-1] = _joined(found[-1], block)
        else:
            found.append(block)
            open_ = True
    return tuple(block for block in found if block.lines or block.rows or _is_bare(block))


def _is_bare(block: Block) -> bool:
    return block.shape in (Shape.LINE, Shape.BREAK)


def _goes_on(block: Block) -> bool:
    return block.shape in (Shape.PARAGRAPH, Shape.NOTICE, Shape.TABLE)


def _joined(one: Block, other: Block) -> Block:
    rows, lines = (*one.rows, *other.rows), (*one.lines, *other.lines)
    return msgspec.structs.replace(one, rows=rows, lines=lines)


def _block(line: str) -> Block:
    """The block that a line is, or is a line of."""
    if _WRITE_ON.fullmatch(line):
        return Block(shape=Shape.LINE)
    if _NEW_PAGE.fullmatch(line):
        return Block(shape=Shape.BREAK)
    if line.startswith("|"):
        if _UNDER_HEAD.fullmatch(line):
            return Block(shape=Shape.TABLE)
        cells = _CELL.split(line.strip("|"))
        return Block(shape=Shape.TABLE, rows=(tuple((pieces(c.strip()),) for c in cells),))
    if found := _TICK.match(line):
        return Block(shape=Shape.TICK, lines=(pieces(line[found.end() :]),))
    if found := _ITEM.match(line):
        return Block(shape=Shape.ITEM, lines=(pieces(line[found.end() :]),))
    for mark, shape in _MARKS.items():
        if line.startswith(mark):
            return Block(shape=shape, lines=(pieces(line.removeprefix(mark)),))
    return Block(shape=Shape.PARAGRAPH, lines=(pieces(line),))


def pieces(line: str) -> Line:
    """The pieces of one line, in order."""
    return tuple(_pieces(line))


def _pieces(line: str) -> Iterator[Piece]:
    bold, at, said = False, 0, ""
    for found in _PIECE.finditer(line):
        said += line[at : found.start()]
        at = found.end()
        if found["plain"] is not None:
            said += found["plain"]
            continue
        if found["box"] is not None:
            said += BOX
            continue
        if said:
            yield Piece(said, bold=bold)
            said = ""
        if found["bold"] is not None:
            bold = not bold
        elif found["blank"] is not None:
            yield Piece(found["blank"], bold=bold, blank=True)
        else:
            yield Piece(found["field"].strip(), bold=bold, field=True)
    said += line[at:]
    if said:
        yield Piece(said, bold=bold)


def fields_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The names of all fields, in order, as they were typed."""
    for block in blocks:
        rows = (line for row in block.rows for cell in row for line in cell)
        for line in (*block.lines, *rows):
            yield from (piece.words for piece in line if piece.field)


def plain(line: Line) -> str:
    """The words of a line alone."""
    return "".join(piece.words for piece in line)


def spoken(blocks: Iterable[Block], given: str | None = None) -> str:
    """What a reader reads, a block to a line with an empty one between: for checking its words.

    given: stands in place of what fields brought.
    """
    return "\n\n".join(filter(None, (_spoken(block, given) for block in blocks)))


def _spoken(block: Block, given: str | None) -> str:
    cells = (cell for row in block.rows for cell in row)
    lines = [_said(line, given) for part in (block.lines, *cells) for line in part]
    mark = {
        Shape.TITLE: "# ",
        Shape.SHEET: "# ",
        Shape.HEADING: "## ",
        Shape.ITEM: "- ",
        Shape.TICK: "- ",
    }
    return mark.get(block.shape, "") + "\n\n".join(filter(None, lines))


def _said(line: Line, given: str | None) -> str:
    return "".join(
        given if piece.given and given is not None else piece.words
        for piece in line
        if not piece.blank
    )
