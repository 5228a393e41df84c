"""How high blocks of a Word file stand on its page: what must fit on one sheet is reckoned first.

No program lays the words out while we write, and the fonts of a house style are seldom at hand. So
widths are those of Arial, character by character, times what the font is wider; a font that is not
known is taken as wide as what programs put in its place. What is reckoned is a little too high
rather than too low.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.export.word.house import MARGINS, PAGE
from spiegel.export.word.ooxml import NAMESPACES
from spiegel.export.word.package import DOCUMENT, THEME_NAME, Package
from spiegel.export.word.tree import parse_xml, qn

Element = Any

_WIDTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        character: width
        for width, characters in {
            191: "'",
            222: "ijl‘’",
            278: " !,./:;I[\\]ft\xa0·ÌÍÎÏìíîï",
            333: "()-`r“”",
            355: '"•',
            389: "*",
            500: "Jcksvxyzçýÿšž",
            584: "+<=>~",
            611: "FTZß",
            667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËŠŽÝ",
            722: "CDHNRUwÇÑÙÚÛÜ",
            778: "GOQÒÓÔÕÖØ",
            833: "Mm",
            889: "%",
            944: "W",
            1_000: "—…@ÆŒ",
        }.items()
        for character in characters
    }
)
"""Thousandths of the size, of Arial (the metrics of Liberation Sans, which are the same)."""
_OTHER_WIDTH: Final = 556
_IDEOGRAPH: Final = "\u1100"
"""From here on characters are taken as wide as they are high."""
_SAFE: Final = 1.015
"""What a line may turn out wider, for words are not broken just where we think."""
_WORD: Final = pattern(r"\n|\t|[^\s\xa0]+(?:\xa0[^\s\xa0]+)*|[^\S\n\t]+")
_BREAKS: Final[Mapping[str, str]] = MappingProxyType({"tab": "\t", "br": "\n"})
_TEXT: Final = r'<w:tab/>|<w:br/>|<w:t xml:space="preserve">[^<&\r]*</w:t>'
_WORDS: Final = pattern(r'<w:(?:(tab|br)/|t xml:space="preserve")>([^<]*)')
_RUN: Final = pattern(r'<w:r>(?:<w:rPr><w:rStyle w:val="([^"]*)"/></w:rPr>)?(.*?)</w:r>')
_PLAIN: Final = pattern(
    r'<w:p><w:pPr><w:pStyle w:val="([^"&]*)"/>(?:<w:numPr><w:ilvl w:val="0"/>'
    r'<w:numId w:val="\d+"/></w:numPr>)?</w:pPr>'
    rf'((?:<w:r>(?:<w:rPr><w:rStyle w:val="[^"&]*"/></w:rPr>)?(?:{_TEXT})*</w:r>)*)</w:p>'
)
"""A paragraph of nothing but a style and runs, as most are that `ooxml` writes."""


@cache
def _at(path: str) -> str:
    """A path of elements, or an attribute, of WordprocessingML as lxml names it."""
    return "/".join(qn(f"w:{name}") for name in path.split("/"))


class Font(msgspec.Struct, frozen=True):
    """wide, bold: how much wider than Arial, plain and bold. high: a line, in sizes."""

    wide: float
    bold: float
    high: float


_FONTS: Final[Mapping[str, Font]] = MappingProxyType(
    {
        "arial": Font(1.0, 1.065, 1.15),
        "helvetica": Font(1.0, 1.065, 1.15),
        "liberation sans": Font(1.0, 1.065, 1.15),
        "arial narrow": Font(0.83, 0.88, 1.15),
        "times new roman": Font(0.93, 0.97, 1.15),
        "liberation serif": Font(0.93, 0.97, 1.15),
        "courier new": Font(1.36, 1.36, 1.14),
        "cambria": Font(1.16, 1.29, 1.18),
        "segoe ui": Font(1.16, 1.29, 1.34),
        "open sans": Font(1.16, 1.29, 1.37),
        "noto sans": Font(1.16, 1.29, 1.37),
        "poppins": Font(1.2, 1.29, 1.5),
    }
)
_ANY_FONT: Final = Font(1.16, 1.29, 1.22)
"""As wide as DejaVu, that LibreOffice takes for a font that is not there; as high as Calibri."""


class Look(msgspec.Struct, frozen=True):
    """How a paragraph or run looks; all lengths in points, line in lines or in points by rule."""

    size: float = 10.0
    font: str = ""
    bold: bool = False
    caps: bool = False
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    rule: str = "auto"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    borders: float = 0.0
    contextual: bool = False
    tabs: tuple[float, ...] = ()

    @property
    def metrics(self) -> Font:
        """The widths and heights of its font."""
        return _font(self.font)

    @property
    def broad(self) -> float:
        """How wide a letter of one point in Arial stands, in points."""
        font = self.metrics
        return self.size * (font.bold if self.bold else font.wide) * _SAFE

    def wide(self, words: str) -> float:
        """How wide words stand, in points."""
        return _width(words.upper() if self.caps else words) * self.broad

    def high(self, size: float) -> float:
        """How high a line is whose largest letters have this size, in points."""
        natural = size * self.metrics.high
        if self.rule == "exact":
            return self.line
        return max(natural, self.line) if self.rule == "atLeast" else natural * self.line


@cache
def _font(name: str) -> Font:
    return _FONTS.get(name.casefold(), _ANY_FONT)


@cache
def _width(words: str) -> float:
    return sum(map(_character, words)) / 1_000


def _character(character: str) -> int:
    return _WIDTHS.get(character, 1_000 if character >= _IDEOGRAPH else _OTHER_WIDTH)


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

    def __init__(self, package: Package) -> None:
        styles, settings = package.root("word/styles.xml"), package.root("word/settings.xml")
        self._styles = {style.get(_at("styleId")): style for style in styles.findall(_at("style"))}
        self._defaults = styles.find(_at("docDefaults"))
        self._package = package
        self._adds = _is_on(settings.find(".//" + _at("doNotUseHTMLParagraphAutoSpacing")))
        self._looks: dict[tuple[str, str], Look] = {}
        self._margins: dict[str, tuple[float, float, float]] = {}
        self._measured: dict[str, tuple[_Measured, ...]] = {}
        self.width, self.room = self._page(package.root(DOCUMENT).find(_at("body"))[-1])

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
                known = (self._plain(plain[1], plain[2]),)
            self._measured[block] = known
        return known

    def _plain(self, style: str, runs: str) -> _Measured:
        """A paragraph of plain runs, which needs no tree."""
        look = self.look(style)
        pieces = [
            _Piece(_BREAKS.get(mark, words), self.look(style, run) if run else look)
            for run, inside in _RUN.findall(runs)
            for mark, words in _WORDS.findall(inside)
        ]
        return _measured(pieces, look, style, self.width)

    def line(self, style: str) -> float:
        """How high a paragraph of one line is in this style, without the space around it."""
        look = self.look(style)
        return look.high(look.size)

    @cached_property
    def _theme(self) -> dict[str, str]:
        return _theme_fonts(self._package.root(THEME_NAME))

    def cell_width(self, words: Iterable[str], table: str, style: str, run: str) -> float:
        """How wide a cell in a style of tables must be to hold each of these words, in points."""
        look, sides = self.look(style, run), self._cell_margins(table)[2]
        # one word of few letters may be wider than the average of its font
        return 1.07 * max(map(look.wide, words), default=0.0) + sides + look.left + look.right + 1

    def look(self, style: str, run: str = "") -> Look:
        """How a paragraph style looks, with a style of a run on top."""
        key = (style, run)
        if key not in self._looks:
            base = self._looks.get((style, "")) or self._styled(self._default, style)
            self._looks[key] = self._styled(base, run) if run else base
        return self._looks[key]

    def _page(self, section: Element) -> tuple[float, float]:
        """Width of its text, and the height that header and footer leave, in points."""
        size, margins = section.find(_at("pgSz")), section.find(_at("pgMar"))
        width = _points(size, "w", PAGE[0])
        for side in ("left", "right", "gutter"):
            width -= abs(_points(margins, side, MARGINS.get(side, 0)))
        room = _points(size, "h", PAGE[1])
        for where, side in (("header", "top"), ("footer", "bottom")):
            edge = _points(margins, side, MARGINS[side])
            parts = (
                self._package.led(DOCUMENT, mark.get(qn("r:id")))
                for mark in section.findall(_at(f"{where}Reference"))
            )
            high = max((self._stacked(self._flow(part, width)) for part in parts), default=0.0)
            reach = _points(margins, where, 720) + high if high and edge > 0 else 0.0
            room -= max(abs(edge), reach)
        return width, room

    @cached_property
    def _default(self) -> Look:
        """How words look in no style, which every style begins with."""
        look = Look()
        if self._defaults is not None:
            for kind in ("rPr", "pPr"):
                found = self._defaults.find(_at(f"{kind}Default/{kind}"))
                look = self._with(look, found)
        return look

    def _styled(self, look: Look, identifier: str) -> Look:
        chain: list[Element] = []
        while identifier in self._styles and len(chain) < 20:
            style = self._styles[identifier]
            chain.insert(0, style)
            base = style.find(_at("basedOn"))
            identifier = "" if base is None else base.get(_at("val"), "")
        for style in chain:
            look = self._with(self._with(look, style.find(_at("rPr"))), style.find(_at("pPr")))
        return look

    def _with(self, look: Look, properties: Element | None) -> Look:
        """A look with what these properties of a paragraph or run say of it."""
        changes: dict[str, Any] = {}
        for mark in () if properties is None else properties:
            read = _READERS.get(mark.tag)
            if read is not None:
                changes |= read(mark, look)
        if font := changes.pop("theme", ""):
            changes["font"] = self._theme.get(font, "")
        return msgspec.structs.replace(look, **changes) if changes else look

    def _flow(self, parent: Element, width: float) -> Iterator[_Measured]:
        """Its paragraphs and tables."""
        for block in _blocks(parent):
            if block.tag == _at("tbl"):
                yield _Measured(self._table(block))
                continue
            style = _style(block)
            look = self._with(self.look(style), block.find(_at("pPr")))
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
        for mark in block.iter(_at("t"), _at("tab"), _at("br")):
            run = mark.getparent()
            if run.tag != _at("r"):
                continue
            own, properties = look, run.find(_at("rPr"))
            if properties is not None:
                named = properties.find(_at("rStyle"))
                own = self.look(style, named.get(_at("val"))) if named is not None else look
                own = self._with(own, properties)
            yield _Piece(_BREAKS.get(mark.tag.rpartition("}")[2], mark.text or ""), own)

    def _table(self, table: Element) -> float:
        style = table.find(_at("tblPr/tblStyle"))
        up, down, sides = self._cell_margins("" if style is None else style.get(_at("val")))
        whole = 1.0
        for row in table.findall(_at("tr")):
            heights = [0.0]
            for cell in row.findall(_at("tc")):
                width = _points(cell.find(_at("tcPr/tcW")), "w", 0) - sides
                heights.append(self._stacked(self._flow(cell, max(width, 10.0))))
            whole += max(heights) + up + down + 0.75
        return whole

    def _cell_margins(self, style: str) -> tuple[float, float, float]:
        """Above, below, and both sides together, of the cells of a style of tables."""
        if style not in self._margins:
            found = {"top": 0.0, "bottom": 0.0, "left": 5.4, "right": 5.4}
            chain: list[Element] = []
            name = style
            while name in self._styles and len(chain) < 20:
                chain.insert(0, self._styles[name])
                base = chain[0].find(_at("basedOn"))
                name = "" if base is None else base.get(_at("val"), "")
            for one in chain:
                margins = one.find(_at("tblPr/tblCellMar"))
                for mark in () if margins is None else margins:
                    side = mark.tag.rpartition("}")[2].replace("start", "left")
                    found[side.replace("end", "right")] = _points(mark, "w", 0)
            self._margins[style] = found["top"], found["bottom"], found["left"] + found["right"]
        return self._margins[style]


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
                wide = _width(word.upper() if caps else word) * broad
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
        if child.tag in (_at("p"), _at("tbl")):
            yield child
        elif child.tag in (_at("sdt"), _at("sdtContent")):
            yield from _blocks(child)


def _style(block: Element) -> str:
    mark = block.find(_at("pPr/pStyle"))
    return "" if mark is None else str(mark.get(_at("val")))


def _points(mark: Element | None, name: str, default: float) -> float:
    """A length in twentieths of a point as points."""
    value = None if mark is None else mark.get(_at(f"{name}"))
    return (default if value is None else float(value)) / 20


def _is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get(_at("val"), "1") not in ("0", "false", "off")


def _theme_fonts(theme: Element) -> dict[str, str]:
    """The fonts for headings ("major") and text ("minor") of a theme."""
    return {
        kind: str(mark.get("typeface", ""))
        for kind in ("major", "minor")
        for mark in theme.iter(qn(f"a:{kind}Font"))
        for mark in mark.findall(qn("a:latin"))
    }


def _fonts(mark: Element, _: Look) -> dict[str, Any]:
    theme = mark.get(_at("asciiTheme"), "")
    if theme:
        return {"theme": theme[:5]}
    name = mark.get(_at("ascii"))
    return {"font": name} if name else {}


def _spacing(mark: Element, look: Look) -> dict[str, Any]:
    if mark.getparent().tag == _at("rPr"):
        return {}
    found: dict[str, Any] = {
        name: _points(mark, name, 0)
        for name in ("before", "after")
        if mark.get(_at(f"{name}")) is not None
    }
    line = mark.get(_at("line"))
    if line is not None:
        rule = mark.get(_at("lineRule"), "auto")
        found |= {"rule": rule, "line": float(line) / (240 if rule == "auto" else 20)}
    return found


def _indents(mark: Element, look: Look) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, other in (("left", "start"), ("right", "end")):
        for key in (name, other):
            if mark.get(_at(f"{key}")) is not None:
                found[name] = _points(mark, key, 0)
    if mark.get(_at("hanging")) is not None:
        found["first"] = -_points(mark, "hanging", 0)
    elif mark.get(_at("firstLine")) is not None:
        found["first"] = _points(mark, "firstLine", 0)
    return found


def _borders(mark: Element, _: Look) -> dict[str, Any]:
    """Lines above and below, with their distance to the words."""
    found = [mark.find(_at(f"{side}")) for side in ("top", "bottom")]
    return {
        "borders": sum(
            float(side.get(_at("space"), "0")) + float(side.get(_at("sz"), "0")) / 8
            for side in found
            if side is not None and side.get(_at("val")) not in ("nil", "none")
        )
    }


def _tabs(mark: Element, look: Look) -> dict[str, Any]:
    places = [_points(tab, "pos", 0) for tab in mark if tab.get(_at("val")) != "clear"]
    return {"tabs": (*look.tabs, *places)}


_READERS: Final[Mapping[str, Callable[[Element, Look], dict[str, Any]]]] = MappingProxyType(
    {
        _at("sz"): lambda mark, _: {"size": float(mark.get(_at("val"), "20")) / 2},
        _at("b"): lambda mark, _: {"bold": _is_on(mark)},
        _at("caps"): lambda mark, _: {"caps": _is_on(mark)},
        _at("rFonts"): _fonts,
        _at("spacing"): _spacing,
        _at("ind"): _indents,
        _at("pBdr"): _borders,
        _at("tabs"): _tabs,
        _at("contextualSpacing"): lambda mark, _: {"contextual": _is_on(mark)},
    }
)
"""What each property of a paragraph or run says of its look."""
