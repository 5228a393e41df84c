"""A Word document with its marks, for the accessibility check: headings, languages, looks, order.

`word.py` gives the words that a person sees; this gives what programs that read aloud get. It needs
neither mammoth nor python-docx.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from spiegel.domain.accessibility.document import (
    NO_LANGUAGE,
    WHITE,
    Block,
    Box,
    Cell,
    Document,
    Figure,
    Link,
    Paragraph,
    Row,
    Run,
    Table,
)
from spiegel.domain.patterns import pattern
from spiegel.importing.package import XmlElement, local, parts_of
from spiegel.importing.seen import DamagedError
from spiegel.importing.word_colors import Colors
from spiegel.importing.word_drawn import Drawn, drawings, older_drawings
from spiegel.importing.word_looks import (
    Letters,
    Looks,
    behind_of,
    conditions,
    has_borders,
    language_of,
    look_flags,
    under_each_other,
)
from spiegel.importing.wordml import SPACES, chosen, is_document, on, value

_W: Final = "{" + SPACES[0] + "}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_AROUND: Final = frozenset(
    ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo", "subDoc")
)
"""Elements around what is seen that say nothing of it themselves."""
_LINK: Final = pattern(r"\s*HYPERLINK\s+(.*)", re.IGNORECASE | re.DOTALL)
_SWITCH: Final = pattern(r'(\\[lot])?\s*(?:"([^"]*)"|([^\s"\\]+))|(\\[a-z])')
_DEEPEST: Final = 40
"""Tables and boxes in each other; more is no document that somebody wrote."""


def read_marks(content: bytes, name: str = "") -> Document:
    """A .docx, .docm, .dotx or .dotm with its marks. name: of its file.

    Raises DamagedError for bytes that are none.
    """
    parts = _transitional(parts_of(content))
    main = next((part for part, root in parts.items() if is_document(root)), None)
    if main is None:
        raise DamagedError
    return _Reader(parts, main).document(name)


def _transitional(parts: Mapping[str, XmlElement]) -> Mapping[str, XmlElement]:
    """The parts with the names that all programs write, where a file has those of the standard."""
    if not any(etree.QName(root).namespace == SPACES[1] for root in parts.values()):
        return parts
    found = {}
    for name, root in parts.items():
        written = etree.tostring(root)
        for kind in (b"wordprocessingml/main", b"officeDocument/", b"drawingml/"):
            usual = kind.replace(b"/", b"/2006/", 1)
            usual = b"http://schemas.openxmlformats.org/" + usual
            written = written.replace(_STRICT + kind, usual)
        found[name] = etree.fromstring(written, etree.XMLParser(resolve_entities=False))
    return found


class _Field:
    """A field that began: what it is told to do, and the link that its words are."""

    def __init__(self) -> None:
        self.told = ""
        self.shown = False
        self.words: list[str] = []

    @property
    def link(self) -> Link | None:
        """The link, where it is one."""
        return _told_link(self.told, "".join(self.words))


def _told_link(told: str, words: str) -> Link | None:
    link = _LINK.fullmatch(told)
    if link is None:
        return None
    said = {"": "", "\\l": "", "\\o": "", "\\t": ""}
    for switch, quoted, bare, _lone in _SWITCH.findall(link.group(1)):
        said[switch] = said.get(switch) or quoted or bare
    place = said["\\l"]
    target = said[""] + (f"#{place}" if place else "")
    return Link(words=words, target=target, tip=said["\\o"])


class _Gathered:
    """What of a paragraph was read so far."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.links: list[Link] = []
        self.figures: list[Figure] = []
        self.boxes: list[Box] = []
        self.breaks = False
        self.open: list[list[str]] = []

    def say(self, words: str) -> None:
        """Words that are read, also those that stand for a figure, for the links around them."""
        for link in self.open:
            link.append(words)


class _Surroundings:
    """What is around a paragraph: layers of letters from a table, and what stands behind it."""

    def __init__(self, table: Letters, behind: str | None, deep: int = 0) -> None:
        self.table, self.behind, self.deep = table, behind, deep


class _Reader:
    def __init__(self, parts: Mapping[str, XmlElement], main: str) -> None:
        self._parts, self._main = parts, main
        self._colors = Colors(self._related("theme"), _W)
        self._looks = Looks(self._related("styles"), self._colors, _W)
        self._targets: Mapping[str, str] = {}
        self._fields: list[_Field] = []
        self._letters: dict[tuple[Letters, str, str], Letters] = {}
        settings = self._related("settings")
        shown = settings is not None and on(settings.find(f"{_W}displayBackgroundShape"), _W)
        background = parts[main].find(f"{_W}background")
        page = self._colors.of(background, "color") if background is not None and shown else ""
        self._page = page or WHITE

    def document(self, name: str) -> Document:
        """The whole of it."""
        core = next((r for r in self._parts.values() if local(r) == "coreProperties"), None)
        title = core.find("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
        body = self._parts[self._main].find(f"{_W}body")
        if body is None:
            raise DamagedError
        return Document(
            name=name,
            title=(title.text or "") if title is not None else "",
            language=self._looks.language,
            blocks=self._of_part(self._main, body),
            notes=tuple(self._of_notes()),
            edges=tuple(self._of_parts("hdr", "ftr")),
        )

    def _relations(self, part: str) -> Iterable[XmlElement]:
        folder, _slash, file = part.rpartition("/")
        relations = self._parts.get(f"{folder}/_rels/{file}.rels")
        return relations if relations is not None else ()

    def _related(self, kind: str) -> XmlElement | None:
        """The part of a kind that the text itself names: others may lie in the file as well."""
        for relation in self._relations(self._main):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = relation.get("Target", "")
                folder = posixpath.dirname(self._main)
                place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                return self._parts.get(place)
        return None

    def _of_part(self, part: str, root: XmlElement) -> tuple[Block, ...]:
        self._targets = {
            relation.get("Id", ""): relation.get("Target", "") for relation in self._relations(part)
        }
        self._fields.clear()
        return tuple(self._blocks(root, _Surroundings(Letters(), self._page)))

    def _of_parts(self, *names: str) -> Iterator[Block]:
        for part, root in self._parts.items():
            if root.tag in [_W + name for name in names]:
                yield from self._of_part(part, root)

    def _of_notes(self) -> Iterator[Block]:
        for part, root in self._parts.items():
            for note in root if root.tag in (f"{_W}footnotes", f"{_W}endnotes") else ():
                if note.get(f"{_W}type", "normal") == "normal":
                    yield from self._of_part(part, note)

    # Blocks

    def _blocks(self, parent: XmlElement, around: _Surroundings) -> Iterator[Block]:
        for child in parent:
            name = local(child)
            if name == "p":
                yield self._paragraph(child, around)
            elif name == "tbl":
                yield self._table(child, around)
            elif name == "sdt":
                content = child.find(f"{_W}sdtContent")
                if content is not None:
                    yield from self._blocks(content, around)
            elif name in _AROUND:
                yield from self._blocks(child, around)
            elif name == "AlternateContent":
                yield from self._blocks(chosen(child), around)

    def _paragraph(self, element: XmlElement, around: _Surroundings) -> Paragraph:
        properties = element.find(f"{_W}pPr")
        style = value(properties, "pStyle", _W) if properties is not None else ""
        layout = self._looks.laid_out(properties, self._looks.layout(style))
        behind = layout.behind or around.behind
        gathered = _Gathered()
        for field in self._fields:
            field.words.append(" ")
        self._inline(element, gathered, style, around, behind)
        section = properties is not None and properties.find(f"{_W}sectPr") is not None
        return Paragraph(
            runs=tuple(_joined(gathered.runs)),
            level=layout.level,
            role=layout.role,
            links=tuple(gathered.links),
            figures=tuple(gathered.figures),
            boxes=tuple(gathered.boxes),
            framed=layout.framed,
            bordered=layout.bordered,
            breaks=gathered.breaks or section,
        )

    def _inline(
        self,
        parent: XmlElement,
        gathered: _Gathered,
        style: str,
        around: _Surroundings,
        behind: str | None,
    ) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                self._run(child, gathered, style, around, behind)
            elif name == "hyperlink":
                anchor = child.get(f"{_W}anchor", "")
                target = self._targets.get(child.get(f"{_RELATED}id", ""), "")
                target += f"#{anchor}" if anchor else ""
                words: list[str] = []
                gathered.open.append(words)
                self._inline(child, gathered, style, around, behind)
                gathered.open.pop()
                tip = child.get(f"{_W}tooltip", "")
                gathered.links.append(Link(words="".join(words), target=target, tip=tip))
            elif name == "fldSimple":
                words = []
                gathered.open.append(words)
                self._inline(child, gathered, style, around, behind)
                gathered.open.pop()
                link = _told_link(child.get(f"{_W}instr", ""), "".join(words))
                if link is not None:
                    gathered.links.append(link)
            elif name == "sdt":
                shown = child.find(f"{_W}sdtPr/{_W}showingPlcHdr")
                content = child.find(f"{_W}sdtContent")
                # The field of a form that nobody filled in says nothing.
                if content is not None and not on(shown, _W):
                    self._inline(content, gathered, style, around, behind)
            elif name in _AROUND:
                self._inline(child, gathered, style, around, behind)
            elif name == "AlternateContent":
                self._inline(chosen(child), gathered, style, around, behind)
            elif name in ("oMath", "oMathPara"):
                formula = "".join(text.text or "" for text in child.iter("{*}t"))
                gathered.runs.append(Run(words=formula, language=NO_LANGUAGE))

    def _run(
        self,
        element: XmlElement,
        gathered: _Gathered,
        style: str,
        around: _Surroundings,
        behind: str | None,
    ) -> None:
        properties = element.find(f"{_W}rPr")
        letters = self._look(properties, style, around.table)
        said = ""
        for child in element:
            said += self._content(child, gathered, around)
        if not said or letters.hidden:
            return
        for field in self._fields:
            if field.shown:
                field.words.append(said)
        gathered.say(said)
        gathered.runs.append(
            Run(
                words=said,
                bold=bool(letters.bold),
                size=letters.size or 0.0,
                color=letters.color or "",
                behind=behind_of(letters.behind or "", behind),
                language=language_of(letters),
            )
        )

    def _look(self, properties: XmlElement | None, style: str, table: Letters) -> Letters:
        named = value(properties, "rStyle", _W) if properties is not None else ""
        key = (table, style, named)
        kept = self._letters.get(key)
        if kept is None:
            kept = table.over(self._looks.default)
            kept = self._looks.of_style(style).over(kept, toggles=table.bold is not None)
            if named:
                own = self._looks.of_style(named, character=True)
                kept = own.over(kept, toggles=True)
            self._letters[key] = kept
        if properties is None or len(properties) == (1 if named else 0):
            return kept
        return self._looks.letters(properties).over(kept)

    def _content(self, child: XmlElement, gathered: _Gathered, around: _Surroundings) -> str:
        """The words of a child of a run; figures and boxes go beside them."""
        match local(child):
            case "t":
                return child.text or ""
            case "tab" | "ptab":
                return "\t"
            case "br":
                if child.get(f"{_W}type", "textWrapping") != "textWrapping":
                    gathered.breaks = True
                    return ""
                return "\n"
            case "cr":
                return "\n"
            case "noBreakHyphen":
                return "-"
            case "sym":
                return "•"
            case "fldChar":
                self._field(child, gathered)
            case "instrText" if self._fields:
                self._fields[-1].told += child.text or ""
            case "drawing":
                self._drawn(drawings(child, self._colors, around.behind), gathered, around)
            case "pict" | "object":
                self._drawn(older_drawings(child, around.behind), gathered, around)
            case "AlternateContent":
                return "".join(self._content(one, gathered, around) for one in chosen(child))
        return ""

    def _field(self, mark: XmlElement, gathered: _Gathered) -> None:
        kind = mark.get(f"{_W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            link = self._fields.pop().link
            if link is not None:
                gathered.links.append(link)

    def _drawn(self, drawn: Iterable[Drawn], gathered: _Gathered, around: _Surroundings) -> None:
        """What is drawn: the words of its boxes, and the figure."""
        for one in drawn:
            for text, behind in one.texts:
                blocks = self._boxed(text, around, behind)
                gathered.boxes.append(Box(blocks, floating=one.floating))
            if one.figure is not None:
                gathered.say(one.said)
                gathered.figures.append(one.figure)

    def _boxed(
        self, text: XmlElement, around: _Surroundings, behind: str | None
    ) -> tuple[Block, ...]:
        if around.deep >= _DEEPEST:
            raise DamagedError
        # The fields of a box are its own.
        fields, self._fields = self._fields, []
        blocks = tuple(self._blocks(text, _Surroundings(Letters(), behind, around.deep + 1)))
        self._fields = fields
        return blocks

    # Tables

    def _table(self, element: XmlElement, around: _Surroundings) -> Table:
        if around.deep >= _DEEPEST:
            raise DamagedError
        properties = element.find(f"{_W}tblPr")
        style = value(properties, "tblStyle", _W) if properties is not None else ""
        look = self._looks.table(style)
        mark = properties.find(f"{_W}tblLook") if properties is not None else None
        flags = look_flags(mark, _W)
        shade = self._shade(properties) or ""
        rows = list(_all(element, "tr"))
        cells = [list(_all(row, "tc")) for row in rows]
        columns = max(map(len, cells), default=0)
        bordered = look.bordered or has_borders(
            properties.find(f"{_W}tblBorders") if properties is not None else None, _W
        )
        read: list[Row] = []
        shaded = bool(shade)
        for at, row in enumerate(rows):
            header = row.find(f"{_W}trPr/{_W}tblHeader")
            found: list[Cell] = []
            for place, cell in enumerate(cells[at]):
                own = cell.find(f"{_W}tcPr")
                held = conditions(flags, at, len(rows), place, columns)
                letters = under_each_other(
                    look.letters[name] for name in held if name in look.letters
                )
                behind = ""
                for name in held:
                    behind = look.behind.get(name, "") or behind
                mine = self._shade(own)
                behind = (behind if mine is None else mine) or shade
                shaded = shaded or bool(behind)
                if own is not None:
                    bordered = bordered or has_borders(own.find(f"{_W}tcBorders"), _W)
                inner = _Surroundings(letters, behind or around.behind, around.deep + 1)
                found.append(
                    Cell(
                        blocks=tuple(self._blocks(cell, inner)),
                        wide=_number(value(own, "gridSpan", _W)) if own is not None else 1,
                        continues=_continues(own),
                    )
                )
            read.append(Row(cells=tuple(found), header=on(header, _W)))
        named = (
            [value(properties, name, _W) for name in ("tblCaption", "tblDescription")]
            if (properties is not None)
            else []
        )
        return Table(
            rows=tuple(read),
            title=" ".join(filter(None, named)),
            looks=bordered or shaded or bool({"firstRow", "firstColumn"} & flags),
        )

    def _shade(self, properties: XmlElement | None) -> str | None:
        """What shading puts there; empty where it was taken away, None where nothing is said."""
        mark = properties.find(f"{_W}shd") if properties is not None else None
        return self._colors.shading(mark) if mark is not None else None


def _all(parent: XmlElement, name: str) -> Iterator[XmlElement]:
    """Rows of a table or cells of a row, those in controls too, and not those that were removed."""
    for child in parent:
        kind = local(child)
        if kind == name:
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif kind == "sdt":
            content = child.find(f"{_W}sdtContent")
            yield from _all(content, name) if content is not None else ()
        elif kind in _AROUND:
            yield from _all(child, name)


def _continues(properties: XmlElement | None) -> bool:
    merged = properties.find(f"{_W}vMerge") if properties is not None else None
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _number(words: str) -> int:
    return max(1, int(words)) if words.isdecimal() and len(words) < 5 else 1


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Runs of one look as one: programs cut words for reasons of their own."""
    before: Run | None = None
    for run in runs:
        if before is not None and _alike(before, run):
            before = Run(
                words=before.words + run.words,
                bold=before.bold,
                size=before.size,
                color=before.color,
                behind=before.behind,
                language=before.language,
            )
            continue
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield before


def _alike(one: Run, other: Run) -> bool:
    return (one.bold, one.size, one.color, one.behind, one.language) == (
        other.bold,
        other.size,
        other.color,
        other.behind,
        other.language,
    )
