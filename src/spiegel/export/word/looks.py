"""How the styles of a Word file look, as far as it matters for the room that words take.

The fonts of a house style are seldom at hand. So widths are those of Arial, character by character,
times what the font is wider; a font that is not known is taken as wide as what programs put in its
place.
"""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.export.word.house import styles as own_styles
from spiegel.export.word.theme import THEME
from spiegel.export.word.tree import Element, parse_xml, qn

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
_MEASURE: Final = pattern(r"([+-]?[0-9]+(?:\.[0-9]+)?)(mm|cm|in|pt|pc|pi)?")
_UNITS: Final[Mapping[str, float]] = MappingProxyType(
    {"pt": 1.0, "pc": 12.0, "pi": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
)
"""Points in each unit that a measure may have (ISO 29500-1, 22.9.2.15)."""
_SAFE: Final = 1.015
"""What a line may turn out wider, for words are not broken just where we think."""


@cache
def at(path: str) -> str:
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


class Look(msgspec.Struct, frozen=True, dict=True):
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

    @cached_property
    def metrics(self) -> Font:
        """The widths and heights of its font."""
        return _font(self.font)

    @cached_property
    def broad(self) -> float:
        """How wide a letter of one point in Arial stands, in points."""
        font = self.metrics
        return self.size * (font.bold if self.bold else font.wide) * _SAFE

    def wide(self, words: str) -> float:
        """How wide words stand, in points."""
        return width_of(words.upper() if self.caps else words) * self.broad

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
def width_of(words: str) -> float:
    """How wide words stand in Arial, of letters of one point."""
    return sum(map(_character, words)) / 1_000


def _character(character: str) -> int:
    return _WIDTHS.get(character, 1_000 if character >= _IDEOGRAPH else _OTHER_WIDTH)


class Looks:
    """How the styles of one file look: those of its styles part, with the fonts of its theme."""

    def __init__(self, styles: Element, theme: Callable[[], Element]) -> None:
        """theme: the root of that part, which is asked for where a style names a font of it."""
        self._styles = {style.get(at("styleId")): style for style in styles.findall(at("style"))}
        self._defaults = styles.find(at("docDefaults"))
        self._root_of_theme = theme
        self._looks: dict[tuple[str, str], Look] = {}
        self._margins: dict[str, tuple[float, float, float]] = {}

    def look(self, style: str, run: str = "") -> Look:
        """How a paragraph style looks, with a style of a run on top."""
        key = (style, run)
        if key not in self._looks:
            base = self._looks.get((style, "")) or self._styled(self._default, style)
            self._looks[key] = self._styled(base, run) if run else base
        return self._looks[key]

    @cached_property
    def _theme(self) -> dict[str, str]:
        return _theme_fonts(self._root_of_theme())

    @cached_property
    def _default(self) -> Look:
        """How words look in no style, which every style begins with."""
        look = Look()
        if self._defaults is not None:
            for kind in ("rPr", "pPr"):
                found = self._defaults.find(at(f"{kind}Default/{kind}"))
                look = self.changed(look, found)
        return look

    def _styled(self, look: Look, identifier: str) -> Look:
        chain: list[Element] = []
        while identifier in self._styles and len(chain) < 20:
            style = self._styles[identifier]
            chain.insert(0, style)
            base = style.find(at("basedOn"))
            identifier = "" if base is None else base.get(at("val"), "")
        for style in chain:
            look = self.changed(self.changed(look, style.find(at("rPr"))), style.find(at("pPr")))
        return look

    def changed(self, look: Look, properties: Element | None) -> Look:
        """A look with what these properties of a paragraph or run say of it."""
        changes: dict[str, Any] = {}
        for mark in () if properties is None else properties:
            read = _READERS.get(mark.tag)
            if read is not None:
                changes |= read(mark, look)
        if font := changes.pop("theme", ""):
            changes["font"] = self._theme.get(font, "")
        return msgspec.structs.replace(look, **changes) if changes else look

    def cell_margins(self, style: str) -> tuple[float, float, float]:
        """Above, below, and both sides together, of the cells of a style of tables."""
        if style not in self._margins:
            found = {"top": 0.0, "bottom": 0.0, "left": 5.4, "right": 5.4}
            chain: list[Element] = []
            name = style
            while name in self._styles and len(chain) < 20:
                chain.insert(0, self._styles[name])
                base = chain[0].find(at("basedOn"))
                name = "" if base is None else base.get(at("val"), "")
            for one in chain:
                margins = one.find(at("tblPr/tblCellMar"))
                for mark in () if margins is None else margins:
                    side = mark.tag.rpartition("}")[2].replace("start", "left")
                    found[side.replace("end", "right")] = points(mark, "w", 0)
            self._margins[style] = found["top"], found["bottom"], found["left"] + found["right"]
        return self._margins[style]


@cache
def own_looks(language: str) -> Looks:
    """Of Spiegel's own style, which no document changes."""
    return Looks(parse_xml(own_styles(language)), lambda: parse_xml(THEME))


def points(mark: Element | None, name: str, default: float) -> float:
    """A length in twentieths of a point as points."""
    return amount(None if mark is None else mark.get(at(name)), default)


def amount(value: str | None, default: float, each: float = 20) -> float:
    """A measure in points: so many go in one, unless it has a unit of its own.

    default: where there is none, or what is no measure; in the same parts.
    """
    found = _MEASURE.fullmatch(value or "")
    if found is None:
        return default / each
    return float(found[1]) * (_UNITS[found[2]] if found[2] else 1 / each)


def is_on(mark: Element | None) -> bool:
    return mark is not None and mark.get(at("val"), "1") not in ("0", "false", "off")


def _theme_fonts(theme: Element) -> dict[str, str]:
    """The fonts for headings ("major") and text ("minor") of a theme."""
    return {
        kind: str(mark.get("typeface", ""))
        for kind in ("major", "minor")
        for mark in theme.iter(qn(f"a:{kind}Font"))
        for mark in mark.findall(qn("a:latin"))
    }


def _fonts(mark: Element, _: Look) -> dict[str, Any]:
    theme = mark.get(at("asciiTheme"), "")
    if theme:
        return {"theme": theme[:5]}
    name = mark.get(at("ascii"))
    return {"font": name} if name else {}


def _spacing(mark: Element, look: Look) -> dict[str, Any]:
    if mark.getparent().tag == at("rPr"):
        return {}
    found: dict[str, Any] = {
        name: points(mark, name, 0)
        for name in ("before", "after")
        if mark.get(at(f"{name}")) is not None
    }
    line = mark.get(at("line"))
    if line is not None:
        rule = mark.get(at("lineRule"), "auto")
        found |= {"rule": rule, "line": amount(line, 240, 240 if rule == "auto" else 20)}
    return found


def _indents(mark: Element, look: Look) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, other in (("left", "start"), ("right", "end")):
        for key in (name, other):
            if mark.get(at(f"{key}")) is not None:
                found[name] = points(mark, key, 0)
    if mark.get(at("hanging")) is not None:
        found["first"] = -points(mark, "hanging", 0)
    elif mark.get(at("firstLine")) is not None:
        found["first"] = points(mark, "firstLine", 0)
    return found


def _borders(mark: Element, _: Look) -> dict[str, Any]:
    """Lines above and below, with their distance to the words."""
    found = [mark.find(at(f"{side}")) for side in ("top", "bottom")]
    return {
        "borders": sum(
            amount(side.get(at("space")), 0, 1) + amount(side.get(at("sz")), 0, 8)
            for side in found
            if side is not None and side.get(at("val")) not in ("nil", "none")
        )
    }


def _tabs(mark: Element, look: Look) -> dict[str, Any]:
    places = [points(tab, "pos", 0) for tab in mark if tab.get(at("val")) != "clear"]
    return {"tabs": (*look.tabs, *places)}


_READERS: Final[Mapping[str, Callable[[Element, Look], dict[str, Any]]]] = MappingProxyType(
    {
        at("sz"): lambda mark, _: {"size": amount(mark.get(at("val")), 20, 2)},
        at("b"): lambda mark, _: {"bold": is_on(mark)},
        at("caps"): lambda mark, _: {"caps": is_on(mark)},
        at("rFonts"): _fonts,
        at("spacing"): _spacing,
        at("ind"): _indents,
        at("pBdr"): _borders,
        at("tabs"): _tabs,
        at("contextualSpacing"): lambda mark, _: {"contextual": is_on(mark)},
    }
)
"""What each property of a paragraph or run says of its look."""
