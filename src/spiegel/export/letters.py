"""A letter or paper as a Word file: its blocks, in the house style."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.letters.after import SHORTEST
from spiegel.domain.letters.fields import LEAST
from spiegel.domain.letters.letter import Filled, filled
from spiegel.domain.letters.markup import BOX, DASH, Block, Line, Piece, Shape, plain
from spiegel.domain.letters.papers import PAPERS, Each, Look
from spiegel.domain.patterns import pattern
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.wording import shortened
from spiegel.domain.session.session import Session
from spiegel.export import letters_text
from spiegel.export.watching import Asker
from spiegel.export.word.docx import WordFile
from spiegel.export.word.ooxml import (
    BULLETS,
    LINE,
    QUARTER,
    cards,
    item,
    keep_next,
    numbered,
    run,
    writing_line,
)
from spiegel.export.word.package import Footer
from spiegel.export.word.pen import Pen
from spiegel.i18n import Translations

_LISTS: Final = (Shape.ITEM, Shape.TICK)
_TABLED: Final = (Shape.TABLE, Shape.CARDS, Shape.QUARTERS)
_IN_CELL: Final = 198
"""How far the words of a list inside a table stand from its edge, in twentieths of a point."""
_WHOLE: Final = 0.7
"""A table that takes less of a page than this stays on one."""
_DAY: Final = pattern(r"(?<!\d)\d{1,2} [A-Za-z]{3,9} \d{4}(?!\d)")
"""A date in words, in any language that documents are in."""
_SURE: Final = 0.97
"""So much of a page is used when something must fit: rows that stay whole leave room at its end."""
_NO_ROWS: Final = 0.99
"""The same where there are none."""
_CLOSE: Final = 0.84
"""Lines that moved together take about so much of the room that they took before."""
_STEP: Final = 0.05
"""So much of a page each of `after.MEASURES` is shorter than the one before, more or less."""
_POSTERS: Final = ("SpiegelPoster", "SpiegelSmallPoster", "SpiegelTinyPoster", "ListBullet")
"""Styles of the lines of a poster, the largest first."""


class LetterBlocks:
    """The pieces of one paper in a file that is still empty."""

    def __init__(
        self,
        file: WordFile,
        list_style: str = "ListBullet",
        breaks: int | None = None,
        *,
        large: bool = False,
        words: str = "Normal",
        dense: bool = False,
        roles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """list_style: of the lines of a list. breaks: the place of the block that begins a page.

        large: its words are in large letters. words: else the style of these. dense: with less
        room around a heading. roles: styles in place of those of a letter.
        """
        self._file, self._list, self._breaks = file, list_style, breaks
        self._words, self._roles = "SpiegelLarge" if large else words, roles
        self._pen, self._dense = Pen(file), dense

    def blocks(self, blocks: Sequence[Block], title: str) -> Iterator[str]:
        """The whole paper, piece by piece; title: what a table in it is called."""
        stay = _staying(blocks)
        for at, block in enumerate(blocks):
            before = blocks[at - 1].shape if at else None
            breaks = at == self._breaks or before is Shape.BREAK
            if block.shape is Shape.BREAK:
                continue
            named, block = self._named(block)
            if named:
                yield named
            yield self._block(block, title, before, stays=at in stay, breaks=breaks)
        if blocks and blocks[-1].shape in _TABLED:
            yield self._pen.line("Normal", "")  # a Word file does not end with a table

    def _block(
        self, block: Block, title: str, before: Shape | None, *, stays: bool, breaks: bool
    ) -> str:
        pen, shape = self._pen, block.shape
        if shape is Shape.TABLE:
            return self._table(block, title)
        if shape is Shape.CARDS:
            names = [self._cell(cell, "SpiegelCard") for row in block.rows for cell in row]
            empty = pen.paragraph("SpiegelCard", "")
            return cards(names, self._file.width, title, empty=empty)
        if shape is Shape.QUARTERS:
            told = [self._cell(cell, "SpiegelQuarter") for row in block.rows for cell in row]
            return cards(told, self._file.width, title, height=QUARTER)
        if shape is Shape.LINE:
            return writing_line(pen.style(self._role("SpiegelWriteOn")), self._file.width)
        inside = LINE.join(self._runs(map(_unbroken, line)) for line in block.lines)
        if shape is Shape.TITLE:
            return pen.paragraph("Title", inside)
        if shape is Shape.SHEET:
            return pen.paragraph("Heading1", inside, keep_next=True, page_break=True)
        if shape is Shape.HEADING:
            close = self._dense
            return pen.paragraph("Heading2", inside, keep_next=True, page_break=breaks, close=close)
        if shape is Shape.SAID:
            said = self._role("SpiegelSaid")
            stays = said.endswith("Said")
            return pen.paragraph(said, inside, keep_next=stays, page_break=breaks)
        if shape is Shape.ANSWER:
            return pen.paragraph(self._role("SpiegelLarge"), inside, keep_next=True)
        if shape is Shape.NOTICE:
            return pen.paragraph(self._role("SpiegelNotice"), inside)
        if shape is Shape.TICK:
            return pen.paragraph("SpiegelTick", run(f"{BOX}\t"), inside, keep_next=stays)
        if shape is Shape.ITEM:
            return item(pen.style(self._list), inside, keep_next=stays)
        if _is_signed(block):
            return pen.paragraph("SpiegelWriteOn", inside)
        under = before in _TABLED
        style = "SpiegelUnder" if under else self._role(self._words)
        return pen.paragraph(style, inside, keep_next=_leads_on(block), page_break=breaks)

    def _named(self, block: Block) -> tuple[str, Block]:
        """The name over what is said under it in a frame, a heading for who hears the page; and the
        block without it. Nothing where it has no name, or this paper has no such frame.
        """
        role = f"{self._role('SpiegelSaid')}Name"
        if block.shape is not Shape.SAID or len(block.lines) < 2 or role not in self._file.styles:
            return "", block
        name, *said = block.lines
        made = self._pen.paragraph(role, self._runs(name), keep_next=True, level=3)
        return made, msgspec.structs.replace(block, lines=tuple(said))

    def _role(self, usual: str) -> str:
        return self._roles.get(usual, usual)

    def _runs(self, line: Iterable[Piece]) -> str:
        return "".join(map(self._run, line))

    def _run(self, piece: Piece) -> str:
        return self._pen.words(piece.words, "SpiegelStrong" if piece.bold else "")

    def _table(self, block: Block, title: str) -> str:
        pen, (head, *rows) = self._pen, block.rows
        shares = block.shares or [
            min(60, max(len(" ".join(map(plain, cell))) for cell in column)) + 6
            for column in zip(head, *rows, strict=True)
        ]
        names = [" ".join(map(plain, cell)) for cell in head]
        role = self._role("SpiegelCell") if block.shares else "Normal"
        cells = [[self._cell(cell, role) for cell in row] for row in rows]
        if len(cells) > 1:
            cells[-2] = [keep_next(cell) for cell in cells[-2]]
        whole = pen.table(shares, names, cells, title, together=len(cells))
        if self._file.sheet.height([whole]) <= _WHOLE * self._file.sheet.room:
            return whole
        return pen.table(shares, names, cells, title)

    def _cell(self, cell: tuple[Line, ...], role: str) -> str:
        return "".join(self._cell_line(line, role) for line in cell)

    def _cell_line(self, line: Line, role: str) -> str:
        """A line of a cell; one of a list is marked as such, for who hears it."""
        if not line or not line[0].words.startswith(DASH):
            return self._pen.paragraph(role, self._runs(line))
        first = msgspec.structs.replace(line[0], words=line[0].words.removeprefix(DASH))
        style = self._pen.style(role)
        return numbered(style, BULLETS, self._runs((first, *line[1:])), hanging=_IN_CELL)


def _unbroken(piece: Piece) -> Piece:
    """A piece in which no line is broken within a date."""
    words = _DAY.sub(lambda day: day[0].replace(" ", "\u00a0"), piece.words)
    return msgspec.structs.replace(piece, words=words)


def _staying(blocks: Sequence[Block]) -> set[int]:
    """The places of lines of a list that stay with the next, so that none ends a list alone.

    Not the first lines: where those move to the next page, LibreOffice leaves the heading behind.
    """
    shapes = [block.shape for block in blocks]
    return {
        at
        for at in range(2, len(shapes) - 1)
        if shapes[at] in _LISTS
        and shapes[at - 2 : at + 2] == [shapes[at]] * 4
        and shapes[at + 2 : at + 3] != [shapes[at]]
    }


def _is_signed(block: Block) -> bool:
    """Whether it is a line to fill in behind a word, as for a signature."""
    if len(block.lines) != 1 or not block.lines[0]:
        return False
    *before, last = block.lines[0]
    return last.blank and plain(tuple(before)).rstrip().endswith(":")


def _leads_on(block: Block) -> bool:
    """Whether what follows belongs to it, as the names do to a greeting."""
    return plain(block.lines[-1]).rstrip().endswith((",", ":"))


class LetterMaker:
    """Makes one kind of paper."""

    def __init__(self, kind: str) -> None:
        self._paper = PAPERS[kind]

    def make(self, session: Session, t: Translations, asker: Asker) -> bytes:
        """The paper as a Word file. Raises Stopped and TemplateError."""
        asker.go_on()
        now = datetime.datetime.now(datetime.UTC)
        today = now.astimezone().date()
        letter = filled(session, self._paper, t, made=today)
        file = WordFile(session.info.language, self._footer(letter, t), asker.template)
        blocks = list(self._fitting(session, letter, t, file, today))
        file.fill(blocks, len(blocks), asker)
        file.describe(letter.title, session.info.language, now)
        return file.save()

    def said(self, session: Session, t: Translations) -> str:
        """What it says, whenever it is made."""
        return letters_text.said_by(filled(session, self._paper, t))

    def days(self, session: Session, t: Translations) -> Iterable[datetime.date]:
        """The days of which it says whether they have passed; what was sent before is as it was."""
        return filled(session, self._paper, t).days if self._paper.after else ()

    def _footer(self, letter: Filled, t: Translations) -> Footer:
        private = t.gettext("PRIVATE, for the moderator only")
        if self._paper.each is Each.PERSON:
            private = t.gettext("PRIVATE, for the moderator and the person whose sheet it is")
        words = private if KINDS[self._paper.key].private else shortened(letter.title, 80)
        return Footer(words, t.gettext("page"), t.gettext("of"))

    def _fitting(
        self,
        session: Session,
        letter: Filled,
        t: Translations,
        file: WordFile,
        made: datetime.date,
    ) -> Iterator[str]:
        """The blocks, with as much detail or as large as its pages hold."""
        paper = self._paper
        if not paper.pages:
            whole = self._blocks(letter, file)
            if paper.look is Look.LETTER:
                whole = self._in_whole_sections(letter, whole, file)
            yield from whole
            return
        if paper.look is Look.SHORT:
            yield from self._in_short(session, letter, t, file, made)
            return
        blocks: list[str] = []
        for detail in range(LEAST + 1):
            if detail and paper.look is Look.HAND:
                letter = filled(session, paper, t, detail=detail, made=made)
            poster = _POSTERS[min(detail, len(_POSTERS) - 1)]
            blocks = self._blocks(letter, file, poster if paper.look is Look.POSTER else "")
            if file.sheet.height(blocks) <= _SURE * paper.pages * file.sheet.room:
                break
        hand = paper.look is Look.HAND
        yield from self._in_whole_sections(letter, blocks, file) if hand else blocks

    def _in_short(
        self,
        session: Session,
        letter: Filled,
        t: Translations,
        file: WordFile,
        made: datetime.date,
    ) -> list[str]:
        """The blocks of what is to be read in one go: as much as fits, all of it first.

        Lines move together before anything is left out. Each step says less than the one before,
        about so much of a page, so that the first one that fits is found in few.
        """
        most = _NO_ROWS * self._paper.pages * file.sheet.room
        blocks = self._blocks(letter, file)
        pages = file.sheet.height(blocks) / most
        if pages <= 1:
            return blocks

        @cache
        def close(detail: int) -> list[str]:
            said = filled(session, self._paper, t, detail=detail, made=made)
            return self._blocks(said, file, dense=True)

        low, high, detail = 0, SHORTEST, round((_CLOSE * pages - 1) / _STEP)
        while low < high:
            detail = min(max(low, detail), high - 1)
            pages = file.sheet.height(close(detail)) / most
            steps = max(1, int(abs(pages - 1) / _STEP))
            if pages <= 1:
                high, detail = detail, detail - steps
            else:
                low, detail = detail + 1, detail + steps
        return close(low)

    def _blocks(
        self,
        letter: Filled,
        file: WordFile,
        list_style: str = "",
        breaks: int | None = None,
        *,
        dense: bool = False,
    ) -> list[str]:
        """The blocks in its letters; what participants take home afterwards is in larger ones."""
        large = self._paper.look is Look.LARGE
        words = "SpiegelDense" if dense else "SpiegelReadable"
        words = words if KINDS[self._paper.key].outside else "Normal"
        usual = "SpiegelLarge" if large else "ListBullet" if words == "Normal" else words
        style = list_style or usual
        pieces = LetterBlocks(file, style, breaks, large=large, words=words, dense=dense)
        return list(pieces.blocks(letter.blocks, letter.title))

    def _in_whole_sections(self, letter: Filled, blocks: list[str], file: WordFile) -> list[str]:
        """The blocks of a letter; on two pages, what is under a heading stands on one of them.

        Where the first page would be less than half full, it goes on as it comes.
        """
        room, high = file.sheet.room, file.sheet.height
        if not room < high(blocks) <= 2 * room or len(blocks) != len(letter.blocks):
            return blocks
        headings = [at for at, block in enumerate(letter.blocks) if block.shape is Shape.HEADING]
        cut = max((at for at in headings if high(blocks[:at]) <= room), default=0)
        if high(blocks[:cut]) < room / 2 or high(blocks[cut:]) > room:
            return blocks
        return self._blocks(letter, file, breaks=cut)
