"""The letters and papers of a session as one Markdown file, to copy from."""

from collections.abc import Iterator

from spiegel.domain.letters.letter import Filled, every_letter
from spiegel.domain.letters.markup import BOX, Block, Line, Shape
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.session import Session
from spiegel.export.markdown import escape
from spiegel.i18n import Translations

_MARKS = {
    Shape.TITLE: "# ",
    Shape.SHEET: "# ",
    Shape.HEADING: "## ",
    Shape.ITEM: "- ",
    Shape.TICK: "- [ ] ",
    Shape.NOTICE: "> ",
}
_CLOSE = (Shape.ITEM, Shape.TICK)
"""What stands without an empty line between."""


def made(session: Session, t: Translations) -> bytes:
    """All that is not private, under each other, in UTF-8."""
    return said(session, t).encode()


def said(session: Session, t: Translations) -> str:
    """What it says, whenever it is made."""
    letters = (one for one in every_letter(session, t) if not KINDS[one.paper.key].private)
    return "\n---\n\n".join(map(said_by, letters))


def said_by(letter: Filled) -> str:
    """One of them as Markdown."""
    return blocks_as_text(letter.blocks)


def blocks_as_text(blocks: tuple[Block, ...]) -> str:
    """The blocks of a paper as Markdown."""
    return "\n".join(_lines(blocks)) + "\n"


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    before: Shape | None = None
    for block in blocks:
        if before is not None and not (before is block.shape and before in _CLOSE):
            yield ""
        yield from _block(block)
        before = block.shape


def _block(block: Block) -> Iterator[str]:
    if block.shape is Shape.LINE:
        yield r"\_" * 40
    elif block.shape is Shape.BREAK:
        yield "---"
    elif block.shape in (Shape.CARDS, Shape.QUARTERS):
        for row in block.rows:
            yield "- " + " · ".join(_words(line) for cell in row for line in cell)
    elif block.shape is Shape.TABLE:
        for at, row in enumerate(block.rows):
            cells = ("<br>".join(filter(None, map(_words, cell))) for cell in row)
            yield f"| {' | '.join(cells)} |"
            if at == 0:
                yield "|" + "---|" * len(row)
    else:
        mark = _MARKS.get(block.shape, "")
        under = "> " if block.shape is Shape.NOTICE else ""
        yield mark + f"\\\n{under}".join(map(_words, block.lines))


def _words(line: Line) -> str:
    said = (
        f"**{escape(piece.words)}**" if piece.bold and piece.words.strip() else escape(piece.words)
        for piece in line
    )
    return "".join(said).replace(BOX, "\\[ \\]")
