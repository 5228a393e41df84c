"""What a person sees in a document: blocks of text in their order, and what was left out."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.i18n import N_, Translations

SHOWN: Final = 60
"""Characters of what was left out that are shown."""
_INDENT: Final = "   "
_DASHES: Final = str.maketrans({"\u2011": "-", "\u00ad": None, "\u00a0": " ", "\u202f": " "})
"""A hyphen that does not break is a hyphen, one that only breaks is none, a fixed space a space."""
_PRIVATE: Final = pattern("[\ue000-\uf8ff]")
"""Where symbol fonts put their pictures: what they show cannot be known without that font."""


class DamagedError(Exception):
    """A file that cannot be opened as the document that it seems to be."""


class LeftKind(StrEnum):
    """Why something that stands in the file is not read."""

    COMMENT = "comment"
    NOTE = "note"
    HIDDEN = "hidden"
    STRUCK = "struck"
    CONTENTS = "contents"
    SYMBOL = "symbol"
    UNREAD = "unread"


_SENTENCES: Final[Mapping[LeftKind, str]] = MappingProxyType(
    {
        LeftKind.COMMENT: N_("a comment is left out: {words}"),
        LeftKind.NOTE: N_("a note at the foot is left out: {words}"),
        LeftKind.HIDDEN: N_("hidden text is left out: {words}"),
        LeftKind.STRUCK: N_("what is struck through is left out: {words}"),
        LeftKind.CONTENTS: N_("the table of contents is left out"),
        LeftKind.SYMBOL: N_("a symbol that is no letter is left out at: {words}"),
        LeftKind.UNREAD: N_("this was not read: {words}"),
    }
)


class Left(msgspec.Struct, frozen=True):
    """Something that was left out: its words, or those beside it."""

    kind: LeftKind
    words: str = ""

    def explain(self, t: Translations) -> str:
        """What was left out, in a sentence."""
        words = self.words if len(self.words) <= SHOWN else self.words[: SHOWN - 1] + "…"
        return t.gettext(_SENTENCES[self.kind]).format(words=words)


class BlockKind(StrEnum):
    """What a block is in the document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NUMBERED = "numbered"
    BULLET = "bullet"
    ROW = "row"


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph, or a row of a table.

    words: with `\\n` where its author broke a line. level: of a heading from 1, of an item of a
    list from 0. cells: of a row, each with its paragraphs. stressed: wholly in bold letters.
    """

    kind: BlockKind
    words: str = ""
    level: int = 0
    cells: tuple[tuple[str, ...], ...] = ()
    stressed: bool = False


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A document as a person sees it."""

    blocks: tuple[Block, ...]
    left: tuple[Left, ...] = ()

    @property
    def text(self) -> str:
        """Its words in Markdown: headings, lists and tables as one would type them."""
        below = 1 if any(block.kind is BlockKind.TITLE for block in self.blocks) else 0
        written: list[str] = []
        before: Block | None = None
        for block in self.blocks:
            if before is not None and not _together(before, block):
                written.append("")
            written.extend(_lines(block, below))
            before = block
        return "\n".join(written)


def plain(words: str) -> str:
    """Words with the letters that a person sees: no soft hyphens, no fixed spaces, no symbols."""
    return _PRIVATE.sub("", words.translate(_DASHES))


def symbols(words: str) -> Iterator[Left]:
    """The signs of a symbol font in words that `plain` leaves out, named by what stands beside."""
    if _PRIVATE.search(words):
        yield Left(LeftKind.SYMBOL, plain(words).strip())


def rows(table: Sequence[Sequence[tuple[tuple[str, ...], int, int]]]) -> Iterator[Block]:
    """Rows of a table, each cell in its own column whatever was merged.

    A cell is its paragraphs, the columns and the rows that it takes. A table of one column is a
    frame around text, and gives its paragraphs.
    """
    placed = list(_placed(table))
    wide = max((len(row) for row in placed), default=0)
    for row in placed:
        if wide > 1:
            filled = (*row, *((),) * (wide - len(row)))
            yield Block(kind=BlockKind.ROW, cells=filled)
        else:
            for cell in row:
                yield from (Block(kind=BlockKind.PARAGRAPH, words=words) for words in cell)


def _placed(
    table: Sequence[Sequence[tuple[tuple[str, ...], int, int]]],
) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The cells of each row by column; what a merged cell covers is empty."""
    taken: dict[int, int] = {}
    for row in table:
        cells: list[tuple[str, ...]] = []
        begun: dict[int, int] = {}
        for words, wide, high in row:
            while taken.get(len(cells), 0):
                cells.append(())
            begun.update({len(cells) + column: high - 1 for column in range(wide) if high > 1})
            cells.extend((words, *((),) * (wide - 1)))
        taken = {column: left - 1 for column, left in taken.items() if left > 1} | begun
        yield tuple(cells)


def _together(before: Block, block: Block) -> bool:
    """Whether two blocks stand on lines one below the other, without an empty one between."""
    listed = (BlockKind.NUMBERED, BlockKind.BULLET)
    if block.kind in listed:
        return before.kind in listed
    return before.kind is BlockKind.ROW and block.kind is BlockKind.ROW


def _lines(block: Block, below: int) -> Iterator[str]:
    """A block as lines of Markdown; below: levels that a heading stands under the title."""
    first, *more = block.words.split("\n")
    match block.kind:
        case BlockKind.TITLE:
            yield "# " + " ".join((first, *more))
        case BlockKind.HEADING:
            yield "#" * min(block.level + below, 6) + " " + " ".join((first, *more))
        case BlockKind.NUMBERED | BlockKind.BULLET:
            indent = _INDENT * block.level
            yield indent + ("1. " if block.kind is BlockKind.NUMBERED else "-  ") + first
            yield from (indent + _INDENT + line for line in more)
        case BlockKind.ROW:
            high = max((len(cell) for cell in block.cells), default=0)
            for line in range(max(high, 1)):
                cells = (cell[line] if line < len(cell) else "" for cell in block.cells)
                yield "| " + " | ".join(_in_cell(cell) for cell in cells) + " |"
        case BlockKind.PARAGRAPH:
            if block.stressed and not more:
                yield f"**{first}**"
            else:
                yield from (first, *more)


def _in_cell(words: str) -> str:
    return words.replace("\n", " ").replace("|", "/")
