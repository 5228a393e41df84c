"""An OpenDocument text (.odt) as a person sees it."""

from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import Final

import msgspec
from lxml import etree

from spiegel.domain.patterns import pattern
from spiegel.importing.package import XmlElement, parts_of
from spiegel.importing.seen import (
    Block,
    BlockKind,
    DamagedError,
    Left,
    LeftKind,
    Seen,
    plain,
    rows,
    symbols,
)

_PREFIXES: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_NAMES: Final = {uri: prefix for prefix, uri in _PREFIXES.items()}
_CHAIN: Final = 20
"""Styles that stand on each other; more is a circle."""
_WHITE: Final = pattern(r"[ \t\r\n]+")
_MOST_SPACES: Final = 100
"""Repeated spaces, columns or rows that are taken literally; a file may say a million."""
_SILENT: Final = frozenset(
    (
        *("text:tracked-changes", "text:sequence-decls", "text:variable-decls", "office:forms"),
        *("text:user-field-decls", "text:placeholder", "office:annotation-end", "text:ruby-text"),
        *("draw:enhanced-geometry", "table:table-column", "table:table-columns", "table:shapes"),
        *("text:alphabetical-index", "text:illustration-index", "text:table-index"),
        *("text:list-level-style-number", "draw:object", "draw:object-ole", "draw:image"),
    )
)
"""What is no text that one reads, or says again what stands elsewhere."""
_BOXES: Final = frozenset(
    (
        *(
            "draw:frame",
            "draw:text-box",
            "draw:custom-shape",
            "draw:rect",
            "draw:g",
            "draw:ellipse",
        ),
        *("draw:line", "draw:a", "draw:polygon", "draw:path", "draw:caption"),
    )
)
"""What floats beside the text, with paragraphs of its own."""


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """What matters of a style, with what it takes over from the one that it stands on."""

    title: bool = False
    hidden: bool = False
    struck: bool = False
    bold: bool = False


class Styles(msgspec.Struct, frozen=True, kw_only=True):
    """Styles of a document, by family and name, and which levels of which lists are numbered."""

    by_name: Mapping[tuple[str, str], Style]
    numbered: frozenset[tuple[str, int]]


def read_opendocument(content: bytes) -> Seen:
    """What a person sees in an .odt. Raises DamagedError for bytes that are none."""
    parts = parts_of(content)
    if "content.xml" not in parts:
        raise DamagedError
    body = parts["content.xml"].find(f"{_name('office:body')}/{_name('office:text')}")
    if body is None:
        raise DamagedError
    roots = [parts[name] for name in ("styles.xml", "content.xml") if name in parts]
    reader = Reader(read_styles(roots))
    blocks = tuple(reader.blocks(body))
    return Seen(blocks=blocks, left=tuple(reader.left))


def _name(prefixed: str) -> str:
    prefix, name = prefixed.split(":")
    return f"{{{_PREFIXES[prefix]}}}{name}"


def _kind(element: XmlElement) -> str:
    """The name of an element with its prefix, or nothing for what is unknown here."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return f"{_NAMES.get(name.namespace, '?')}:{name.localname}"


def _get(element: XmlElement, attribute: str, otherwise: str = "") -> str:
    return str(element.get(_name(attribute), otherwise))


def _number(element: XmlElement, attribute: str) -> int:
    value = _get(element, attribute)
    return min(int(value), _MOST_SPACES) if value.isascii() and value.isdecimal() else 1


def _times(element: XmlElement, attribute: str) -> int:
    """How often a row or cell stands there: once inside a cell, or a small file would fill the
    memory, as each table in a table multiplies what is in it."""
    inside = next(element.iterancestors(_name("table:table-cell")), None) is not None
    return 1 if inside else _number(element, attribute)


def read_styles(roots: list[XmlElement]) -> Styles:
    """What the styles of these parts say; those of the text itself come last and count."""
    found: dict[tuple[str, str], XmlElement] = {}
    numbered: dict[tuple[str, int], bool] = {}
    for root in roots:
        for style in root.iter(_name("style:style")):
            found[(_get(style, "style:family"), _get(style, "style:name"))] = style
        for styles in root.iter(_name("text:list-style")):
            for level in styles:
                key = (_get(styles, "style:name"), _number(level, "text:level"))
                is_number = _kind(level) == "text:list-level-style-number"
                numbered[key] = is_number and bool(_get(level, "style:num-format"))
    return Styles(
        by_name={key: _style(found, key) for key in found},
        numbered=frozenset(key for key, ordered in numbered.items() if ordered),
    )


def _style(found: Mapping[tuple[str, str], XmlElement], key: tuple[str, str]) -> Style:
    chain: list[XmlElement] = []
    while key in found and len(chain) < _CHAIN:
        chain.append(found[key])
        key = (key[0], _get(found[key], "style:parent-style-name"))

    def first(attribute: str) -> str:
        for style in chain:
            for properties in style.iterchildren(_name("style:text-properties")):
                if properties.get(_name(attribute)) is not None:
                    return _get(properties, attribute)
        return ""

    return Style(
        title=any(_get(style, "style:name") == "Title" for style in chain),
        hidden=first("text:display") in ("none", "true"),
        struck=first("style:text-line-through-style") not in ("", "none"),
        bold=first("fo:font-weight") in ("bold", "700", "800", "900"),
    )


class Stretch(msgspec.Struct, frozen=True):
    """Words of a paragraph, and how they look; `typed` are spaces that its author typed."""

    words: str
    style: Style
    typed: bool = False


class Reader:
    """Walks through the text from top to bottom, and keeps what it leaves out."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.left: list[Left] = []

    def blocks(self, parent: XmlElement) -> Iterator[Block]:
        """The blocks inside a body, a section, a cell or a text box."""
        for element in parent:
            yield from self._block(element)

    def _block(self, element: XmlElement) -> Iterator[Block]:
        kind = _kind(element)
        if kind in ("text:p", "text:h"):
            yield from self._paragraph(element)
        elif kind == "text:list":
            yield from self._list(element, _get(element, "text:style-name"), 0)
        elif kind == "table:table":
            yield from rows(list(self._rows(element)))
        elif kind == "text:table-of-content":
            self.left.append(Left(LeftKind.CONTENTS))
        elif kind == "text:section" and _get(element, "text:display") == "none":
            self._leave(LeftKind.HIDDEN, "".join(element.itertext()))
        elif kind not in _SILENT:
            yield from self.blocks(element)

    def _leave(self, kind: LeftKind, words: str) -> None:
        words = " ".join(plain(words).split())
        if words:
            self.left.append(Left(kind, words))

    def _paragraph(
        self, element: XmlElement, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0
    ) -> Iterator[Block]:
        style = self._style("paragraph", element)
        boxes: list[XmlElement] = []
        stretches = list(_collapsed(self._stretches(element, style, boxes)))
        self._unseen(stretches)
        seen = [one for one in stretches if not (one.style.hidden or one.style.struck)]
        whole = "".join(one.words for one in seen)
        self.left.extend(symbols(whole))
        words = "\n".join(line.strip() for line in plain(whole).strip().split("\n"))
        if words:
            if style.title:  # also where it has a level of the outline
                kind, level = BlockKind.TITLE, 0
            elif _kind(element) == "text:h":
                kind, level = BlockKind.HEADING, _number(element, "text:outline-level")
            stressed = all(one.style.bold for one in seen if one.words.strip())
            yield Block(kind=kind, words=words, level=level, stressed=stressed)
        for box in boxes:
            yield from self.blocks(box)

    def _unseen(self, stretches: list[Stretch]) -> None:
        """Name what is hidden or struck through, what stands together as one."""
        for kind in (LeftKind.HIDDEN, LeftKind.STRUCK):
            words = ""
            for one in (*stretches, Stretch("", Style())):
                of_kind = one.style.hidden if kind is LeftKind.HIDDEN else one.style.struck
                if of_kind and not (kind is LeftKind.STRUCK and one.style.hidden):
                    words += one.words
                elif words:
                    self._leave(kind, words)
                    words = ""

    def _style(self, family: str, element: XmlElement) -> Style:
        key = (family, _get(element, "text:style-name"))
        return self.styles.by_name.get(key, Style())

    def _stretches(
        self, element: XmlElement, style: Style, boxes: list[XmlElement]
    ) -> Iterator[Stretch]:
        """The words in an element of a line and after each of its children, as they look."""
        if element.text:
            yield Stretch(element.text, style)
        for child in element:
            yield from self._inside(child, style, boxes)
            if child.tail:
                yield Stretch(child.tail, style)

    def _inside(
        self, child: XmlElement, style: Style, boxes: list[XmlElement]
    ) -> Iterator[Stretch]:
        kind = _kind(child)
        if kind == "text:s":
            yield Stretch(" " * _number(child, "text:c"), style, typed=True)
        elif kind == "text:tab":
            yield Stretch("\t", style, typed=True)
        elif kind == "text:line-break":
            yield Stretch("\n", style, typed=True)
        elif kind == "text:note":
            body = child.find(_name("text:note-body"))
            self._leave(LeftKind.NOTE, "".join(body.itertext()) if body is not None else "")
        elif kind == "office:annotation":
            paragraphs = child.iter(_name("text:p"))
            self._leave(LeftKind.COMMENT, " ".join("".join(p.itertext()) for p in paragraphs))
        elif kind in _BOXES:
            boxes.append(child)
        elif (
            kind == "loext:content-control" and _get(child, "loext:showing-place-holder") == "true"
        ):
            return
        elif kind in ("text:hidden-text", "text:hidden-paragraph"):
            yield from self._stretches(child, msgspec.structs.replace(style, hidden=True), boxes)
        elif kind == "text:span":
            own = self._style("text", child)
            both = Style(
                hidden=own.hidden or style.hidden,
                struck=own.struck or style.struck,
                bold=own.bold or style.bold,
            )
            yield from self._stretches(child, both, boxes)
        elif kind not in _SILENT:
            yield from self._stretches(child, style, boxes)

    def _list(self, element: XmlElement, style: str, level: int) -> Iterator[Block]:
        """Items of a list and of the lists in it; the first paragraph of an item has its sign."""
        ordered = (style, level + 1) in self.styles.numbered
        for item in element:
            kind = BlockKind.NUMBERED if ordered else BlockKind.BULLET
            signed = _kind(item) == "text:list-item"
            for child in item:
                if _kind(child) == "text:list":
                    own = _get(child, "text:style-name")
                    yield from self._list(child, own or style, level + 1)
                elif _kind(child) in ("text:p", "text:h") and signed:
                    yield from self._paragraph(child, kind, level)
                    signed = False
                else:
                    yield from self._block(child)

    def _rows(self, table: XmlElement) -> Iterator[list[tuple[tuple[str, ...], int, int]]]:
        for element in table:
            kind = _kind(element)
            if kind == "table:table-row":
                yield from repeat(
                    list(self._cells(element)), _times(element, "table:number-rows-repeated")
                )
            elif kind in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
                yield from self._rows(element)

    def _cells(self, row: XmlElement) -> Iterator[tuple[tuple[str, ...], int, int]]:
        """The cells that are there; those that a merged one covers are left to `rows`."""
        for cell in row.iterchildren(_name("table:table-cell")):
            wide = _number(cell, "table:number-columns-spanned")
            high = _number(cell, "table:number-rows-spanned")
            words = tuple(self._paragraphs(cell))
            yield from repeat((words, wide, high), _times(cell, "table:number-columns-repeated"))

    def _paragraphs(self, cell: XmlElement) -> Iterator[str]:
        for block in self.blocks(cell):
            if block.kind is BlockKind.ROW:
                yield from (" ".join(words) for words in block.cells if words)
            else:
                yield block.words


def _collapsed(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """White space of the file is one space, also where the look of the words changes in it; what
    an author typed more has elements of its own."""
    after_space = False
    for one in stretches:
        words = one.words
        if not one.typed:
            words = _WHITE.sub(" ", words)
            words = words.removeprefix(" ") if after_space else words
        if words:
            after_space = not one.typed and words.endswith(" ")
            yield msgspec.structs.replace(one, words=words)
