"""How high blocks of a Word file stand on its page: what must fit on one sheet is reckoned first.

No program lays the words out while we write. What is reckoned is a little too high rather than too
low; how wide words are: `looks`.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.export.word.house import MARGINS, PAGE
from spiegel.export.word.looks import Look, Looks, at, is_on, points, width_of
from spiegel.export.word.ooxml import NAMESPACES
from spiegel.export.word.package import DOCUMENT, LISTED, THEME_NAME, Package
from spiegel.export.word.tree import Element, parse_xml, qn

_WORD: Final = pattern(r"\n|\t|[^\s\xa0]+(?:\xa0[^\s\xa0]+)*|[^\S\n\t]+")
_BREAKS: Final[Mapping[str, str]] = MappingProxyType({"tab": "\t", "br": "\n"})
_TEXT: Final = r'<w:tab/>|<w:br/>|<w:t xml:space="preserve">[^<&\r]*</w:t>'
_WORDS: Final = pattern(r'<w:(?:(tab|br)/|t xml:space="preserve")>([^<]*)')
_RUN: Final = pattern(r'<w:r>(?:<w:rPr><w:rStyle w:val="([^"]*)"/></w:rPr>)?(.*?)</w:r>')
_PLAIN: Final = pattern(
    r'<w:p><w:pPr><w:pStyle w:val="([^"&]*)"/>(?:<w:pageBreakBefore/>)?'
    r'(<w:numPr><w:ilvl w:val="0"/><w:numId w:val="\d+"/></w:numPr>)?'
    r'(?:<w:spacing w:before="(\d+)"(?: w:after="(\d+)")?/>)?'
    r'(?:<w:outlineLvl w:val="\d"/>)?</w:pPr>'
    rf'((?:<w:r>(?:<w:rPr><w:rStyle w:val="[^"&]*"/></w:rPr>)?(?:{_TEXT})*</w:r>)*)</w:p>'
)
"""A paragraph of nothing but a style and runs, as most are that `ooxml` writes; its other marks say
nothing of how high it is, but for the space around it."""


class _Piece(msgspec.Struct, frozen=True):
    """Words of one look in a paragraph; a tab is "\\t", a line break "\\n"."""

    words: str
    look: Look


class _Measured(NamedTuple):
    """How high a paragraph or table is without the space around it, all in points.

    style: of a paragraph, nothing of a table. contextual: no space between two of its style.
    borders: what of it are those above and below, that paragraphs under each other have together.
    """

    high: float
    before: float = 0.0
    after: float = 0.0
    style: str = ""
    contextual: bool = False
    borders: float = 0.0


class Sheet:
    """The page of a Word file, whose last section is written in, and how its styles look."""

    def __init__(self, package: Package, looks: Looks | None = None) -> None:
        """looks: those of its styles, where they are known already."""
        if looks is None:
            looks = Looks(package.root("word/styles.xml"), lambda: package.root(THEME_NAME))
        settings = package.root("word/settings.xml")
        self.looks, self._package = looks, package
        self._adds = is_on(settings.find(".//" + at("doNotUseHTMLParagraphAutoSpacing")))
        self._measured: dict[str, tuple[_Measured, ...]] = {}
        self.width, self.room = self._page(package.root(DOCUMENT).find(at("body"))[-1])

    def holds(self, blocks: Iterable[str]) -> bool:
        """Whether these blocks of XML fit on one page."""
        return self.height(blocks, self.room) <= self.room

    def height(self, blocks: Iterable[str], most: float = math.inf) -> float:
        """How high these blocks of XML are together, in points.

        most: where they are higher than this, no more of them is measured.
        """
        return self._stacked((one for block in blocks for one in self._once(block)), most)

    def _once(self, block: str) -> tuple[_Measured, ...]:
        """What is in a block of XML, measured the first time that it is tried on a page.

        What stays with the next is as high as what does not.
        """
        block = block.replace("<w:keepNext/>", "")
        known = self._measured.get(block)
        if known is None:
            plain = _PLAIN.fullmatch(block)
            if plain is None:
                body = parse_xml(f"<w:body {NAMESPACES}>{block}</w:body>")
                known = tuple(self._flow(body, self.width))
            else:
                known = (self._plain(*plain.groups()),)
            self._measured[block] = known
        return known

    def _plain(
        self, style: str, number: str | None, before: str | None, after: str | None, runs: str
    ) -> _Measured:
        """A paragraph of plain runs, which needs no tree.

        number: of a list that it is in; before, after: the space around it.
        """
        look = self.looks.look(style)
        if number is not None:
            look = _listed(look)
        pieces = [
            _Piece(_BREAKS.get(mark, words), self.looks.look(style, run) if run else look)
            for run, inside in _RUN.findall(runs)
            for mark, words in _WORDS.findall(inside)
        ]
        found = _measured(pieces, look, style, self.width)
        if before is not None:
            found = found._replace(before=int(before) / 20)
        return found if after is None else found._replace(after=int(after) / 20)

    def line(self, style: str) -> float:
        """How high a paragraph of one line is in this style, without the space around it."""
        look = self.looks.look(style)
        return look.high(look.size)

    def cell_width(self, words: Iterable[str], table: str, style: str, run: str) -> float:
        """How wide a cell in a style of tables must be to hold each of these words, in points."""
        look, sides = self.looks.look(style, run), self.looks.cell_margins(table)[2]
        # one word of few letters may be wider than the average of its font
        return 1.07 * max(map(look.wide, words), default=0.0) + sides + look.left + look.right + 1

    def _page(self, section: Element) -> tuple[float, float]:
        """Width of its text, and the height that header and footer leave, in points."""
        size, margins = section.find(at("pgSz")), section.find(at("pgMar"))
        width = points(size, "w", PAGE[0])
        for side in ("left", "right", "gutter"):
            width -= abs(points(margins, side, MARGINS.get(side, 0)))
        room = points(size, "h", PAGE[1])
        for where, side in (("header", "top"), ("footer", "bottom")):
            edge = points(margins, side, MARGINS[side])
            parts = (
                self._package.led(DOCUMENT, mark.get(qn("r:id")))
                for mark in section.findall(at(f"{where}Reference"))
            )
            high = max((self._stacked(self._flow(part, width)) for part in parts), default=0.0)
            reach = points(margins, where, 720) + high if high and edge > 0 else 0.0
            room -= max(abs(edge), reach)
        return width, room

    def _flow(self, parent: Element, width: float) -> Iterator[_Measured]:
        """Its paragraphs and tables."""
        for block in _blocks(parent):
            if block.tag == at("tbl"):
                yield _Measured(self._table(block))
                continue
            style = _style(block)
            look, own = self.looks.look(style), block.find(at("pPr"))
            if block.find(at("pPr/numPr")) is not None:
                look = _listed(look)
            look = self.looks.changed(look, own)
            pieces = list(self._pieces(block, look, style))
            yield _measured(pieces, look, style, width, _pictures(block))

    def _stacked(self, measured: Iterable[_Measured], most: float = math.inf) -> float:
        """How high they are under each other, as far as they are read until they are too high."""
        whole = after = borders = 0.0
        last = ""
        for one in measured:
            before = one.before
            if one.contextual and one.style == last:
                before = after = 0.0
            gap = after + before if self._adds else max(after, before)
            whole += gap + one.high - (one.borders if one.borders == borders else 0.0)
            after, last, borders = one.after, one.style, one.borders
            if whole > most:
                break
        return whole + after

    def _pieces(self, block: Element, look: Look, style: str) -> Iterator[_Piece]:
        for mark in block.iter(at("t"), at("tab"), at("br")):
            run = mark.getparent()
            if run.tag != at("r"):
                continue
            own, properties = look, run.find(at("rPr"))
            if properties is not None:
                named = properties.find(at("rStyle"))
                own = self.looks.look(style, named.get(at("val"))) if named is not None else look
                own = self.looks.changed(own, properties)
            yield _Piece(_BREAKS.get(mark.tag.rpartition("}")[2], mark.text or ""), own)

    def _table(self, table: Element) -> float:
        style = table.find(at("tblPr/tblStyle"))
        up, down, sides = self.looks.cell_margins("" if style is None else style.get(at("val")))
        whole = 1.0
        for row in table.findall(at("tr")):
            heights = [0.0]
            for cell in row.findall(at("tc")):
                width = points(cell.find(at("tcPr/tcW")), "w", 0) - sides
                heights.append(self._stacked(self._flow(cell, max(width, 10.0))))
            whole += max(heights) + up + down + 0.75
        return whole


def _listed(look: Look) -> Look:
    """How the words of a paragraph look that names a list itself: where this has them begin."""
    return msgspec.structs.replace(look, left=LISTED / 20, first=0.0)


def _measured(
    pieces: Sequence[_Piece],
    look: Look,
    style: str,
    width: float,
    pictures: Iterable[float] = (),
) -> _Measured:
    """The lines of a paragraph, with its borders; pictures: how high those in it are."""
    high = look.high(max((piece.look.size for piece in pieces), default=look.size))
    over = sum(max(0.0, picture - high) for picture in pictures)
    whole = _lines(pieces, look, width) * high + over + look.borders
    return _Measured(whole, look.before, look.after, style, look.contextual, look.borders)


def _lines(pieces: Sequence[_Piece], look: Look, width: float) -> int:
    """How many lines these words take in a paragraph of this look."""
    end = max(width - look.right, look.left + 20.0)
    stops = sorted({*look.tabs, *([look.left] if look.first < 0 else [])})
    lines, place = 1, look.left + look.first
    for piece in pieces:
        broad, caps = piece.look.broad, piece.look.caps
        for word in _WORD.findall(piece.words):
            if word == "\n":
                lines, place = lines + 1, look.left
            elif word == "\t":
                place = next((s for s in stops if s > place), (place // 35.4 + 1) * 35.4)
            else:
                wide = width_of(word.upper() if caps else word) * broad
                if place + wide > end and not word.isspace():
                    if place > look.left:
                        lines, place = lines + 1, look.left
                    extra = math.ceil(wide / (end - look.left)) - 1
                    lines, wide = lines + extra, wide - extra * (end - look.left)
                place += wide
    return lines


def _pictures(block: Element) -> Iterator[float]:
    """How high each picture in a paragraph is, in points."""
    for inline in block.iter(qn("wp:inline")):
        for mark in inline.findall(qn("wp:extent")):
            yield int(mark.get("cy", "0")) / 12_700


def _blocks(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in (at("p"), at("tbl")):
            yield child
        elif child.tag in (at("sdt"), at("sdtContent")):
            yield from _blocks(child)


def _style(block: Element) -> str:
    mark = block.find(at("pPr/pStyle"))
    return "" if mark is None else str(mark.get(at("val")))
