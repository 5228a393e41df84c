"""How words of a Word file look: what its styles, tables and marks make of them together."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.domain.accessibility.document import NO_LANGUAGE, WHITE, Role
from spiegel.importing.package import XmlElement
from spiegel.importing.word_colors import Colors
from spiegel.importing.wordml import CONTENTS, HEADING, chain, on, outline_level, value

_ROLES: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "title": Role.TITLE,
        "titel": Role.TITLE,
        "caption": Role.CAPTION,
        "bijschrift": Role.CAPTION,
        "table of figures": Role.CONTENTS,
        "contents heading": Role.CONTENTS,
        "definition term": Role.ITEM,
    }
)
"""What a style means, by its name in Word, LibreOffice or pandoc, in small letters."""
_USUAL: Final = 10.0
"""Points, where a file says nothing (ECMA-376, 17.3.2.38)."""
_FLAGS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "firstRow": 0x20,
        "lastRow": 0x40,
        "firstColumn": 0x80,
        "lastColumn": 0x100,
        "noHBand": 0x200,
        "noVBand": 0x400,
    }
)
_CONDITIONS: Final = (
    "wholeTable",
    "band1Vert",
    "band2Vert",
    "band1Horz",
    "band2Horz",
    "firstCol",
    "lastCol",
    "firstRow",
    "lastRow",
    "neCell",
    "nwCell",
    "seCell",
    "swCell",
)
"""Parts of a style of tables in the order in which one goes over the other (17.7.6)."""


class Letters(msgspec.Struct, frozen=True, kw_only=True):
    """How letters look, as far as one style or mark says so; None where it says nothing.

    behind: by shading or a marker pen. bidi: the language of words that read from the right.
    """

    bold: bool | None = None
    size: float | None = None
    color: str | None = None
    behind: str | None = None
    language: str | None = None
    bidi: str | None = None
    from_right: bool | None = None
    hidden: bool | None = None
    no_proof: bool | None = None

    def over(self, below: "Letters", *, toggles: bool = False) -> "Letters":
        """These on top of others. toggles: between two styles, bold on bold is not bold."""
        if self == _NOTHING:
            return below
        changes = {
            name: mine
            for name in self.__struct_fields__
            if (mine := getattr(self, name)) is not None
        }
        if toggles and self.bold is not None and below.bold is not None:
            changes["bold"] = self.bold != below.bold
        return msgspec.structs.replace(below, **changes)


_NOTHING: Final = Letters()


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What a paragraph is, as its style and its own marks say."""

    name: str = ""
    level: int = 0
    listed: bool = False
    behind: str = ""
    framed: bool = False
    bordered: bool = False

    @property
    def role(self) -> Role:
        """What it is marked as."""
        name = self.name.casefold()
        if CONTENTS.fullmatch(name):
            return Role.CONTENTS
        if name in _ROLES:
            return _ROLES[name]
        return Role.ITEM if self.listed and not self.level else Role.TEXT


class TableLook(msgspec.Struct, frozen=True, kw_only=True):
    """What a style of tables gives. letters, behind: by the condition under which it does."""

    letters: Mapping[str, Letters] = MappingProxyType({})
    behind: Mapping[str, str] = MappingProxyType({})
    bordered: bool = False


class Looks:
    """The styles of one file."""

    def __init__(self, styles: XmlElement | None, colors: Colors, space: str) -> None:
        self.colors, self._space = colors, space
        found = () if styles is None else styles.iterchildren(f"{space}style")
        self._styles = {style.get(f"{space}styleId", ""): style for style in found}
        self._defaults: dict[str, str] = {}
        for key, style in self._styles.items():
            if style.get(f"{space}default", "0") in ("1", "true", "on"):
                self._defaults.setdefault(style.get(f"{space}type", "paragraph"), key)
        path = f"{space}docDefaults/{space}rPrDefault/{space}rPr"
        default = None if styles is None else styles.find(path)
        self.default = Letters(size=_USUAL) if default is None else self._first(default)
        self._letters: dict[tuple[str, bool], Letters] = {}
        self._layouts: dict[str, Layout] = {}
        self._tables: dict[str, TableLook] = {}

    @property
    def language(self) -> str:
        """The language of all that has none of its own; empty when none is set."""
        return self.of_style("").over(self.default).language or ""

    def _first(self, default: XmlElement) -> Letters:
        return self.letters(default).over(Letters(size=_USUAL))

    def letters(self, properties: XmlElement | None) -> Letters:
        """What properties of a run say."""
        if properties is None or not len(properties):
            return _NOTHING
        space, said = self._space, dict[str, Any]()
        for mark in properties:
            read = _READERS.get(mark.tag.rpartition("}")[2]) if isinstance(mark.tag, str) else None
            if read is not None:
                read(said, mark, self.colors, space)
        return Letters(**said) if said else _NOTHING

    def of_style(self, key: str, *, character: bool = False) -> Letters:
        """What a style says of letters; the default one for an empty key."""
        kept = self._letters.get((key, character))
        if kept is None:
            kind = "character" if character else "paragraph"
            name = key if key in self._styles else self._defaults.get(kind, "")
            kept = _NOTHING
            for style in reversed(chain(self._styles, name, self._space)):
                kept = self.letters(style.find(f"{self._space}rPr")).over(kept)
            self._letters[key, character] = kept
        return kept

    def layout(self, key: str) -> Layout:
        """What a style says of a paragraph."""
        kept = self._layouts.get(key)
        if kept is None:
            name = key if key in self._styles else self._defaults.get("paragraph", "")
            styles = chain(self._styles, name, self._space)
            kept = Layout()
            for style in reversed(styles):
                kept = self.laid_out(style.find(f"{self._space}pPr"), kept)
                called = value(style, "name", self._space)
                heading = HEADING.fullmatch(called)
                level = int(heading.group(1)) if heading is not None else kept.level
                kept = msgspec.structs.replace(kept, name=called, level=level)
            self._layouts[key] = kept
        return kept

    def laid_out(self, properties: XmlElement | None, below: Layout) -> Layout:
        """A layout with what properties of a paragraph say on top."""
        if properties is None or not len(properties):
            return below
        space, said = self._space, dict[str, Any]()
        for mark in properties:
            match mark.tag.rpartition("}")[2] if isinstance(mark.tag, str) else "":
                case "outlineLvl":
                    said["level"] = outline_level(mark, space) or 0
                case "numPr":
                    number = value(mark, "numId", space)
                    # 0 takes a number away; a level alone leaves the one that the style gives.
                    said["listed"] = number != "0" if number else below.listed
                case "shd":
                    said["behind"] = self.colors.shading(mark)
                case "framePr":
                    said["framed"] = mark.get(f"{space}dropCap", "none") == "none"
                case "pBdr":
                    said["bordered"] = has_borders(mark, space)
                case "tabs":
                    led = (tab.get(f"{space}leader") not in (None, "none") for tab in mark)
                    said["bordered"] = said.get("bordered", below.bordered) or any(led)
        return msgspec.structs.replace(below, **said) if said else below

    def table(self, key: str) -> TableLook:
        """What a style of tables says."""
        kept = self._tables.get(key)
        if kept is None:
            kept = self._tables[key] = self._read_table(key)
        return kept

    def _read_table(self, key: str) -> TableLook:
        space = self._space
        name = key if key in self._styles else self._defaults.get("table", "")
        letters: dict[str, Letters] = {}
        behind: dict[str, str] = {}
        bordered = False
        for style in reversed(chain(self._styles, name, space)):
            conditions = [("wholeTable", style)]
            conditions += [
                (part.get(f"{space}type", ""), part)
                for part in style.iterchildren(f"{space}tblStylePr")
            ]
            for condition, part in conditions:
                said = self.letters(part.find(f"{space}rPr"))
                letters[condition] = said.over(letters.get(condition, _NOTHING))
                for path in (f"{space}tblPr/{space}shd", f"{space}tcPr/{space}shd"):
                    shade = part.find(path)
                    if shade is not None:
                        behind[condition] = self.colors.shading(shade)
            bordered |= has_borders(style.find(f"{space}tblPr/{space}tblBorders"), space)
        return TableLook(letters=letters, behind=behind, bordered=bordered)


def look_flags(look: XmlElement | None, space: str) -> frozenset[str]:
    """Which conditions of its style a table asks for, with noHBand and noVBand."""
    if look is None:
        return frozenset()
    bits = look.get(f"{space}val", "")
    try:
        number = int(bits, 16)
    except ValueError:
        number = 0
    return frozenset(
        name
        for name, bit in _FLAGS.items()
        if (on_off := look.get(space + name)) in ("1", "true", "on")
        or (on_off is None and number & bit)
    )


def conditions(
    flags: frozenset[str], row: int, rows: int, column: int, columns: int
) -> tuple[str, ...]:
    """Which parts of a style of tables hold for a cell, those that go over others last."""
    first, last = row == 0 and "firstRow" in flags, row == rows - 1 and "lastRow" in flags
    left = column == 0 and "firstColumn" in flags
    right = column == columns - 1 and "lastColumn" in flags
    holds = {"wholeTable"}
    if "noHBand" not in flags and not first and not last:
        holds.add(f"band{1 + (row - ('firstRow' in flags)) % 2}Horz")
    if "noVBand" not in flags and not left and not right:
        holds.add(f"band{1 + (column - ('firstColumn' in flags)) % 2}Vert")
    named = {"firstRow": first, "lastRow": last, "firstCol": left, "lastCol": right}
    holds |= {name for name, so in named.items() if so}
    return tuple(name for name in _CONDITIONS if name in holds)


def has_borders(borders: XmlElement | None, space: str) -> bool:
    """Whether there is a line that is seen; lines to cut along, which are dashed, are none."""
    return borders is not None and any(
        side.get(f"{space}val") not in (None, "nil", "none", "dashed") for side in borders
    )


def behind_of(*layers: str | None) -> str | None:
    """What is seen behind words: the first layer with a colour; None where one cannot be told."""
    for layer in layers:
        if layer is None or layer:
            return layer
    return WHITE


def _bold(said: dict[str, Any], mark: XmlElement, _colors: Colors, space: str) -> None:
    said["bold"] = on(mark, space)


def _size(said: dict[str, Any], mark: XmlElement, _colors: Colors, space: str) -> None:
    half = mark.get(f"{space}val", "")
    if half.replace(".", "", 1).isdecimal():
        said["size"] = float(half) / 2


def _color(said: dict[str, Any], mark: XmlElement, colors: Colors, _space: str) -> None:
    said["color"] = colors.of(mark)


def _highlight(said: dict[str, Any], mark: XmlElement, colors: Colors, space: str) -> None:
    color = colors.highlight(mark.get(f"{space}val", ""))
    if color:
        said["behind"] = color


def _shading(said: dict[str, Any], mark: XmlElement, colors: Colors, _space: str) -> None:
    # A marker pen goes over shading, whichever of the two comes first.
    said.setdefault("behind", colors.shading(mark))


def _language(said: dict[str, Any], mark: XmlElement, _colors: Colors, space: str) -> None:
    for name, key in (("val", "language"), ("bidi", "bidi")):
        tag = mark.get(space + name)
        if tag is not None:
            said[key] = "" if tag == "x-none" else tag


def _from_right(said: dict[str, Any], mark: XmlElement, _colors: Colors, space: str) -> None:
    said["from_right"] = on(mark, space)


def _hidden(said: dict[str, Any], mark: XmlElement, _colors: Colors, space: str) -> None:
    said["hidden"] = on(mark, space)


def _no_proof(said: dict[str, Any], mark: XmlElement, _colors: Colors, space: str) -> None:
    said["no_proof"] = on(mark, space)


_READERS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "b": _bold,
        "sz": _size,
        "color": _color,
        "highlight": _highlight,
        "shd": _shading,
        "lang": _language,
        "rtl": _from_right,
        "vanish": _hidden,
        "noProof": _no_proof,
    }
)


def language_of(letters: Letters) -> str:
    """The language of letters; NO_LANGUAGE where nobody is to look at their spelling."""
    if letters.no_proof:
        return NO_LANGUAGE
    return (letters.bidi if letters.from_right else letters.language) or ""


def under_each_other(layers: Iterable[Letters]) -> Letters:
    """Layers of styles, the lowest first."""
    whole = _NOTHING
    for layer in layers:
        whole = layer.over(whole)
    return whole
