"""A document as who listens to it gets it: words with their marks, tables, figures, in order.

It knows no file format; a reader in `importing/` makes it of one, and tests make it by hand.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

WHITE: Final = "FFFFFF"
NO_LANGUAGE: Final = "zxx"
"""The mark of what is in no language, such as code (BCP 47)."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Words of one look.

    size: in points. color: six hex digits, empty where the program chooses black or white by what
    stands behind. behind: six hex digits; None when it cannot be told. language: a tag of BCP 47
    such as "nl-NL", empty when none is set.
    """

    words: str
    bold: bool = False
    size: float = 11.0
    color: str = ""
    behind: str | None = WHITE
    language: str = ""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """words: what is read aloud of it, with the alternative text of a picture in it.

    target: an address, or a place in the document after #. tip: what is said beside the words.
    """

    words: str
    target: str = ""
    tip: str = ""


class FigureKind(StrEnum):
    """What is seen and not read."""

    PICTURE = "picture"
    CHART = "chart"
    DIAGRAM = "diagram"
    SHAPE = "shape"
    OBJECT = "object"
    WORD_ART = "word art"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is seen. alt: its alternative text. decorative: marked as saying nothing.

    floating: it stands beside the order of the text.
    """

    kind: FigureKind = FigureKind.PICTURE
    alt: str = ""
    decorative: bool = False
    floating: bool = False


class Role(StrEnum):
    """What a paragraph is marked as; a heading has a level besides."""

    TEXT = "text"
    TITLE = "title"
    ITEM = "item"
    CAPTION = "caption"
    CONTENTS = "contents"


class Box(msgspec.Struct, frozen=True):
    """A text box. floating: it stands beside the order of the text."""

    blocks: "tuple[Paragraph | Table, ...]"
    floating: bool = False


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph. level: of a heading, from 1; 0 for all else. breaks: a page ends in it.

    framed: in a frame that is put in a place of the page. bordered: it has lines around it or in
    it, such as one to write on.
    """

    runs: tuple[Run, ...] = ()
    level: int = 0
    role: Role = Role.TEXT
    links: tuple[Link, ...] = ()
    figures: tuple[Figure, ...] = ()
    boxes: tuple[Box, ...] = ()
    framed: bool = False
    bordered: bool = False
    breaks: bool = False

    @property
    def words(self) -> str:
        """Its words; `\\n` and `\\t` are breaks of a line and tabs."""
        return "".join(run.words for run in self.runs)


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell. wide: in columns. continues: it is the lower part of a merged one."""

    blocks: "tuple[Paragraph | Table, ...]" = ()
    wide: int = 1
    continues: bool = False


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row. header: marked as one that says what the columns are."""

    cells: tuple[Cell, ...] = ()
    header: bool = False


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table. title: its alternative title and description.

    looks: it is seen to be a table, by lines, shading or a style for its first row or column; one
    that has none of these only puts words in a place.
    """

    rows: tuple[Row, ...] = ()
    title: str = ""
    looks: bool = True


Block = Paragraph | Table


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document. name: of its file. language: that of all that has none of its own.

    notes: at the foot or the end. edges: what stands above and below each page.
    """

    name: str = ""
    title: str = ""
    language: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    edges: tuple[Block, ...] = ()


def inside(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """All paragraphs of blocks in the order of reading, those of tables and boxes too."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from inside(cell.blocks)
        else:
            yield block
            for box in block.boxes:
                yield from inside(box.blocks)
