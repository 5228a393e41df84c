"""A Word document as a person sees it.

Mammoth reads the package, the numbering and the symbol fonts. Where it reads something else than
what is seen, the XML is set right before: simple fields, text boxes without an older twin, hidden
and struck text, placeholders that nobody filled in, numbering and headings that a style brings.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import mammoth
import msgspec
from lxml import etree
from mammoth import documents
from mammoth.docx.dingbats import dingbats

from spiegel.importing.package import XmlElement, packed, parts_of
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
from spiegel.importing.wordml import (
    CONTENTS,
    HEADING,
    MC,
    VML,
    chain,
    is_document,
    on,
    outline_level,
    value,
)

_UNWRAPPED: Final = ("fldSimple", "dir", "bdo")
"""Elements around runs that say nothing of whether these are seen."""
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SYMBOLS: Final = 0xF000
"""Where Word puts the signs of a symbol font."""


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """What matters of a style, with what it takes over from the one that it stands on."""

    name: str = ""
    level: int | None = None
    hidden: bool = False
    struck: bool = False
    bold: bool = False
    list_number: str = ""
    list_level: str = "0"


def read_word(content: bytes) -> Seen:
    """What a person sees in a .docx. Raises DamagedError for bytes that are none."""
    parts = parts_of(content)
    main = next((name for name, root in parts.items() if is_document(root)), None)
    if main is None:
        raise DamagedError
    space = "{" + etree.QName(parts[main]).namespace + "}"
    styles = read_styles(parts, space)
    reader = Reader(styles)
    kept = {name: root for name, root in parts.items() if not _is_beside(root)}
    try:
        left = tuple(Normaliser(parts[main], space, styles).left())
        mammoth.convert_to_html(packed(kept), transform_document=reader.read)
    except Exception as error:
        # Of XML that Word would not write, both raise whatever their parts raise.
        raise DamagedError from error
    blocks = tuple(reader.blocks)
    return Seen(blocks=blocks, left=(*left, *reader.left, *_unread(parts[main], space, blocks)))


def _is_beside(root: XmlElement) -> bool:
    """Headers and footers: on every page, and part of none."""
    return etree.QName(root).localname in ("hdr", "ftr")


def read_styles(parts: Mapping[str, XmlElement], space: str) -> Mapping[str, Style]:
    """The styles of a document by their id; of those that stand on another what that one says."""
    roots = [root for root in parts.values() if root.tag == f"{space}styles"]
    found = {
        style.get(f"{space}styleId", ""): style
        for root in roots
        for style in root.iter(f"{space}style")
    }
    return {key: _style(found, key, space) for key in found}


def _style(found: Mapping[str, XmlElement], key: str, space: str) -> Style:
    styles = chain(found, key, space)

    def first(path: str) -> XmlElement:
        steps = "/".join(space + step for step in path.split("/"))
        return next((hit for one in styles if (hit := one.find(steps)) is not None), None)

    name = value(styles[0], "name", space)
    heading = HEADING.fullmatch(name)
    outline = first("pPr/outlineLvl")
    level = int(heading.group(1)) if heading else outline_level(outline, space)
    number, depth = first("pPr/numPr/numId"), first("pPr/numPr/ilvl")
    return Style(
        name=name,
        level=level,
        hidden=on(first("rPr/vanish"), space),
        struck=on(first("rPr/strike"), space) or on(first("rPr/dstrike"), space),
        bold=on(first("rPr/b"), space),
        list_number=number.get(f"{space}val", "") if number is not None else "",
        list_level=depth.get(f"{space}val", "0") if depth is not None else "0",
    )


class Normaliser:
    """Sets the XML of a document right to what is seen, and says what it took out."""

    def __init__(self, root: XmlElement, space: str, styles: Mapping[str, Style]) -> None:
        self.root = root
        self.space = space
        self.styles = styles

    def left(self) -> Iterator[Left]:
        """Do it, and give what was left out in the order of the document."""
        self._alternatives()
        self._text_boxes()
        self._placeholders()
        self._around()
        self._symbols()
        self._lists_of_styles()
        yield from self._contents()
        yield from self._unseen()

    def _all(self, *names: str) -> list[XmlElement]:
        return list(self.root.iter(*(self.space + name for name in names)))

    def _alternatives(self) -> None:
        """Of what is there twice, for newer and for older programs, the one that has words."""
        for both in reversed(list(self.root.iter(f"{MC}AlternateContent"))):
            older, newer = both.find(f"{MC}Fallback"), both.find(f"{MC}Choice")
            has_words = older is not None and next(older.iter(f"{self.space}t"), None) is not None
            _replace(both, older if has_words or newer is None else newer)

    def _text_boxes(self) -> None:
        """A text box of a drawing as one of the older kind, which is read."""
        for drawing in self._all("drawing"):
            boxes = list(drawing.iter(f"{self.space}txbxContent"))
            if boxes:
                picture = etree.Element(f"{self.space}pict")
                for box in boxes:
                    etree.SubElement(picture, f"{VML}textbox").append(box)
                drawing.getparent().replace(drawing, picture)

    def _placeholders(self) -> None:
        """The fields of a form that nobody filled in."""
        for control in self._all("sdt"):
            properties = control.find(f"{self.space}sdtPr")
            shown = (
                properties.find(f"{self.space}showingPlcHdr") if properties is not None else None
            )
            if on(shown, self.space):
                _remove(control)

    def _around(self) -> None:
        for element in reversed(self._all(*_UNWRAPPED)):
            _replace(element, element)
        for name, known in (("cr", "br"), ("ptab", "tab")):
            for element in self._all(name):
                element.tag = self.space + known

    def _symbols(self) -> None:
        """A sign of a symbol font that has no letter, as the sign that it is in that font."""
        for symbol in self._all("sym"):
            font = symbol.get(f"{self.space}font", "")
            code = int(symbol.get(f"{self.space}char", "0"), 16)
            if (font, code) not in dingbats and (font, code & 0xFF) not in dingbats:
                symbol.tag = f"{self.space}t"
                symbol.text = chr(_SYMBOLS | code & 0xFF)

    def _lists_of_styles(self) -> None:
        """The numbering that a style brings, on the paragraph itself."""
        for paragraph in self._all("p"):
            style = self._paragraph_style(paragraph)
            properties = paragraph.find(f"{self.space}pPr")
            if not style.list_number or properties is None:
                continue
            if properties.find(f"{self.space}numPr") is None:
                own = etree.SubElement(properties, f"{self.space}numPr")
                for name, value in (("ilvl", style.list_level), ("numId", style.list_number)):
                    etree.SubElement(own, self.space + name).set(f"{self.space}val", value)

    def _contents(self) -> Iterator[Left]:
        """A table of contents says all headings twice."""
        found = [p for p in self._all("p") if CONTENTS.fullmatch(self._paragraph_style(p).name)]
        for paragraph in found:
            for run in list(paragraph.iter(f"{self.space}r")):
                if run.find(f"{self.space}fldChar") is None:
                    _remove(run)
        if found:
            yield Left(LeftKind.CONTENTS)

    def _unseen(self) -> Iterator[Left]:
        """Hidden and struck text, a piece for each stretch of it."""
        for paragraph in self._all("p"):
            style = self._paragraph_style(paragraph)
            before: LeftKind | None = None
            words = ""
            for run in list(paragraph.iter(f"{self.space}r")):
                kind = self._unseen_kind(run, style)
                if kind is not before and before is not None and words.strip():
                    yield Left(before, plain(words).strip())
                words = "" if kind is not before else words
                before = kind
                if kind is not None:
                    words += "".join(text.text or "" for text in run.iter(f"{self.space}t"))
                    _remove_words(run, self.space)
            if before is not None and words.strip():
                yield Left(before, plain(words).strip())

    def _unseen_kind(self, run: XmlElement, paragraph: Style) -> LeftKind | None:
        properties = run.find(f"{self.space}rPr")
        if properties is None:
            style, own = Style(), {}
        else:
            style = self.styles.get(value(properties, "rStyle", self.space), Style())
            own = {etree.QName(child).localname: child for child in properties}
        if "vanish" in own:
            hidden = on(own["vanish"], self.space)
        else:
            hidden = style.hidden or paragraph.hidden
        if hidden:
            return LeftKind.HIDDEN
        direct = [own[name] for name in ("strike", "dstrike") if name in own]
        if direct:
            struck = any(on(one, self.space) for one in direct)
        else:
            struck = style.struck or paragraph.struck
        return LeftKind.STRUCK if struck else None

    def _paragraph_style(self, paragraph: XmlElement) -> Style:
        properties = paragraph.find(f"{self.space}pPr")
        if properties is None:
            return Style()
        return self.styles.get(value(properties, "pStyle", self.space), Style())


def _replace(element: XmlElement, by: XmlElement) -> None:
    """The children of one element in the place of another."""
    parent = element.getparent()
    place = parent.index(element)
    children = list(by)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)


def _remove(element: XmlElement) -> None:
    element.getparent().remove(element)


def _remove_words(run: XmlElement, space: str) -> None:
    """What is read of a run; marks of fields stay, or the field would have no end."""
    for name in ("t", "tab", "br", "sym", "noBreakHyphen", "softHyphen", "pict", "drawing"):
        for child in run.findall(space + name):
            run.remove(child)


class Reader:
    """The document that mammoth gives, as blocks."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self.styles = styles
        self.blocks: list[Block] = []
        self.left: list[Left] = []

    def read(self, document: Any) -> Any:
        """Take the blocks of a document; gives mammoth an empty one to convert."""
        for comment in document.comments:
            self._aside(LeftKind.COMMENT, comment.body)
        for note in _notes(document):
            self._aside(LeftKind.NOTE, note.body)
        self.blocks.extend(self._blocks(document.children))
        return documents.document([])

    def _aside(self, kind: LeftKind, body: Any) -> None:
        words = " ".join(filter(None, (_words(child).strip() for child in body)))
        if words:
            self.left.append(Left(kind, plain(words)))

    def _blocks(self, elements: Any) -> Iterator[Block]:
        loose: list[Any] = []
        for element in elements:
            if isinstance(element, documents.Paragraph | documents.Table):
                yield from self._loose(loose)
                loose.clear()
                if isinstance(element, documents.Paragraph):
                    yield from self._paragraph(element)
                else:
                    yield from rows([self._row(row) for row in element.children])
            else:
                loose.append(element)
        yield from self._loose(loose)

    def _loose(self, elements: list[Any]) -> Iterator[Block]:
        """Words that stand in no paragraph."""
        words = self._seen("".join(map(_words, elements)))
        if words:
            yield Block(kind=BlockKind.PARAGRAPH, words=words)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        words = self._seen("".join(map(_words, paragraph.children)))
        if not words:
            return
        style = self.styles.get(paragraph.style_id or "", Style())
        if style.name.casefold() == "title":
            yield Block(kind=BlockKind.TITLE, words=words)
        elif style.level is not None:
            yield Block(kind=BlockKind.HEADING, words=words, level=style.level)
        elif paragraph.numbering is not None:
            ordered = paragraph.numbering.is_ordered
            kind = BlockKind.NUMBERED if ordered else BlockKind.BULLET
            yield Block(kind=kind, words=words, level=int(paragraph.numbering.level_index))
        else:
            stressed = style.bold or _all_bold(paragraph)
            yield Block(kind=BlockKind.PARAGRAPH, words=words, stressed=stressed)

    def _row(self, row: Any) -> list[tuple[tuple[str, ...], int, int]]:
        return [
            (tuple(self._cell(cell.children)), cell.colspan, cell.rowspan) for cell in row.children
        ]

    def _cell(self, elements: Any) -> Iterator[str]:
        """The paragraphs of a cell, those of a table in it too."""
        for block in self._blocks(elements):
            if block.kind is BlockKind.ROW:
                yield from (" ".join(cell) for cell in block.cells if cell)
            else:
                yield block.words

    def _seen(self, words: str) -> str:
        self.left.extend(symbols(words))
        return "\n".join(line.strip() for line in plain(words).strip().split("\n"))


def _notes(document: Any) -> Iterator[Any]:
    """Foot and end notes that the text refers to, in its order."""
    for reference in _all_of(document.children, documents.NoteReference):
        yield document.notes.resolve(reference)


def _all_of(elements: Any, kind: type[Any]) -> Iterator[Any]:
    for element in elements:
        if isinstance(element, kind):
            yield element
        yield from _all_of(getattr(element, "children", ()), kind)


def _words(element: Any) -> str:
    """The words of an element of a line, with `\\n` for a line that its author broke."""
    if isinstance(element, documents.Text):
        return str(element.value)
    if isinstance(element, documents.Tab):
        return "\t"
    if isinstance(element, documents.Break):
        return "\n" if element.break_type == "line" else " "
    return "".join(map(_words, getattr(element, "children", ())))


def _all_bold(paragraph: Any) -> bool:
    runs = [run for run in _all_of(paragraph.children, documents.Run) if _words(run).strip()]
    return bool(runs) and all(run.is_bold for run in runs)


def _unread(root: XmlElement, space: str, blocks: tuple[Block, ...]) -> Iterator[Left]:
    """Words that stand in the document to be seen, and in no block: nothing is lost in silence."""
    whole = "".join(
        "".join((block.words, *(words for cell in block.cells for words in cell)))
        for block in blocks
    )
    removed = (f"{space}del", f"{space}moveFrom")
    for text in root.iter(f"{space}t"):
        words = plain(text.text or "").strip()
        if words and words not in whole and next(text.iterancestors(*removed), None) is None:
            yield Left(LeftKind.UNREAD, words)
    for formula in root.iter(f"{_MATH}oMath"):
        words = plain(" ".join(text.text or "" for text in formula.iter(f"{_MATH}t"))).strip()
        if words:
            yield Left(LeftKind.UNREAD, words)
