"""A house style: what of a template comes along, in a new file that holds nothing else.

The new file is built up from styles, lists, theme, fonts, one section's page, headers and footers,
and a cover; whatever else a template holds has no way in.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage

from spiegel.export.errors import TemplateError
from spiegel.export.word import cleaning, house
from spiegel.export.word.cover import Cover, ends_page, fill_controls, filled, take_cover
from spiegel.export.word.looks import points
from spiegel.export.word.ooxml import NAMESPACES, run
from spiegel.export.word.package import (
    DOCUMENT,
    PAGE_LAYOUT,
    SETTINGS,
    THEME_NAME,
    Footer,
    Package,
    add_theme,
    begun,
    footer_part,
    page_number,
)
from spiegel.export.word.roles import Roles
from spiegel.export.word.theme import FONTS, THEME
from spiegel.export.word.tree import parse_xml, qn, serialized

Element = Any
_NO_DOCUMENT: Final = (
    ValueError,  # another kind of document, such as a spreadsheet
    KeyError,  # a part is missing
    SyntaxError,  # a part is not XML: lxml's error derives from this one
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,  # encrypted, or packed in a way that Python does not know
    AttributeError,  # an element that must be there is not
    TypeError,  # nor one whose children are looked through
    EOFError,
    IndexError,
    OpcError,
    PythonDocxError,
)
_KEPT_SETTINGS: Final = ("mirrorMargins", "gutterAtTop", "evenAndOddHeaders")
_REFERENCES: Final = (qn("w:headerReference"), qn("w:footerReference"))
_PAGE: Final = ("pgSz", "pgMar", "pgBorders", "titlePg", "docGrid")
"""What a section hands over besides its headers and footers, in the order of the schema."""


class HouseStyle(msgspec.Struct, frozen=True):
    """A file without words in a house style.

    roles: its style for each of ours. width: of the text on a page, in 1/20 point.
    """

    package: Package
    roles: Mapping[str, str]
    width: int


def house_style(path: Path, language: str, under: Footer, cover: Cover | None) -> HouseStyle:
    """Read a template: .docx, .docm, .dotx or .dotm; macros do not come along.

    cover: what its cover says of this document; None leaves the cover out. Raises TemplateError
    when it is no Word document, OSError when it cannot be read.
    """
    content = io.BytesIO(path.read_bytes())
    try:
        return _Reading(OpcPackage.open(content), language, under, cover).made()
    except _NO_DOCUMENT as error:
        raise TemplateError(path) from error


class _Reading:
    def __init__(
        self, template: OpcPackage, language: str, under: Footer, cover: Cover | None
    ) -> None:
        self._main = _led(template, "officeDocument")
        self._root = parse_xml(self._main.blob)
        if self._root.tag != qn("w:document"):
            raise ValueError(self._root.tag)
        self._language = language
        self._under = under
        self._cover = cover
        self._package: Package = begun()
        self._pictures: dict[str, str] = {}
        self._headers: dict[str, str] = {}

    def made(self) -> HouseStyle:
        sections = _sections(self._root)
        body = self._root.find(qn("w:body"))
        cover = take_cover(body) if self._cover is not None else []
        chosen = _chosen([s for s in sections if not any(s[0] in b.iter() for b in cover)])
        chosen = chosen or sections[-1]
        width = _text_width(chosen[0])
        roles = self._styles(width)
        even = self._settings()
        self._theme()
        front = [self._cleaned_cover(block, sections) for block in cover]
        section = self._section(*chosen, roles["Footer"], even=even)
        document = parse_xml(f"<w:document {NAMESPACES}><w:body/></w:document>")
        background = self._root.find(qn("w:background"))
        if background is not None:
            plain = parse_xml(f"<w:body {NAMESPACES}><w:background/></w:body>")[0]
            for name, value in background.attrib.items():
                plain.set(name, value)
            document.insert(0, plain)
        if front and not ends_page(front):
            new = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            front.append(parse_xml(f"<w:body {NAMESPACES}>{new}</w:body>")[0])
        document[-1].extend([*front, section])
        self._package.add(DOCUMENT, serialized(document), "document.main")
        return HouseStyle(self._package, roles, width)

    def _styles(self, width: int) -> Mapping[str, str]:
        styles = self._part("styles", f"<w:styles {NAMESPACES}/>")
        numbering = self._part("numbering", f"<w:numbering {NAMESPACES}/>")
        for root in (styles, numbering):
            cleaning.clean_marks(root)
        roles = Roles(styles, numbering, self._language, width)
        self._put("word/styles.xml", styles, "styles")
        source = _led(self._main, "numbering", missing=True)
        self._carry(source, numbering, "word/numbering.xml")
        self._put("word/numbering.xml", numbering, "numbering")
        return roles.found

    def _part(self, kind: str, empty: str) -> Element:
        part = _led(self._main, kind, missing=True)
        return parse_xml(empty if part is None else part.blob)

    def _put(self, name: str, root: Element, kind: str) -> str:
        cleaning.settle(root)
        return self._package.put(name, serialized(root), kind)

    def _settings(self) -> bool:
        """The settings of ours, with those of the page and its age; whether pages differ."""
        theirs = self._part("settings", f"<w:settings {NAMESPACES}/>")
        tag = house.language_tag(self._language)
        ours = parse_xml(SETTINGS.replace("{tag}", tag))
        for name in reversed(_KEPT_SETTINGS):
            mark = theirs.find(qn(f"w:{name}"))
            if mark is not None:
                before = ours.find(qn("w:characterSpacingControl"))
                if name != "evenAndOddHeaders":
                    before = ours.find(qn("w:defaultTabStop"))
                before.addprevious(mark)
        for name in ("compat", "clrSchemeMapping"):
            mark = theirs.find(qn(f"w:{name}"))
            if mark is not None:
                cleaning.clean_marks(mark)
                ours.replace(ours.find(qn(f"w:{name}")), mark)
        self._put("word/settings.xml", ours, "settings")
        even = ours.find(qn("w:evenAndOddHeaders"))
        return even is not None and even.get(qn("w:val"), "1") not in ("0", "false", "off")

    def _theme(self) -> None:
        part = _led(self._main, "theme", missing=True)
        theme: str | bytes = THEME
        if part is not None:
            root = parse_xml(part.blob)
            self._carry(part, root, THEME_NAME)
            theme = serialized(root)
        fonts = self._part("fontTable", FONTS)
        for mark in list(fonts.iter()):
            if isinstance(mark.tag, str) and "}embed" in mark.tag:
                cleaning.drop(mark)
        cleaning.settle(fonts)
        add_theme(self._package, theme, serialized(fonts))

    def _cleaned_cover(self, block: Element, sections: list["_Section"]) -> Element:
        for own, inherited in sections:
            if any(own is mark for mark in block.iter(qn("w:sectPr"))):
                own.getparent().replace(own, self._section(own, inherited, ""))
        self._clean(block)
        self._carry(self._main, block, DOCUMENT, but=_REFERENCES)
        return block

    def _clean(self, root: Element) -> None:
        cover = self._cover or Cover(title=self._under.words)
        cleaning.clean_marks(root)
        cleaning.clean_fields(root, lambda name: filled(cover, name))
        fill_controls(root, cover)

    def _section(
        self, own: Element, references: "_References", footer: str, *, even: bool = False
    ) -> Element:
        """The page of a section, its headers and footers; footer: the style of a page number."""
        section = parse_xml(f"<w:body {NAMESPACES}><w:sectPr/></w:body>")[0]
        first = own.find(qn("w:titlePg")) is not None
        kinds = ["default", *(["first"] if first else []), *(["even"] if even else [])]
        for kind in kinds:
            found = [references.get((where, kind)) for where in ("header", "footer")]
            roots = [self._header(identifier) for identifier in found]
            if footer and kind != "first" and not any(map(_has_page, roots)):
                roots[1] = self._with_page(roots[1], footer)
            for where, root in zip(("header", "footer"), roots, strict=True):
                if root is not None:
                    reference = root if isinstance(root, str) else self._added(where, root)
                    new = f'<w:{where}Reference w:type="{kind}" r:id="{reference}"/>'
                    section.append(parse_xml(f"<w:body {NAMESPACES}>{new}</w:body>")[0])
        layout = parse_xml(f"<w:sectPr {NAMESPACES}>{PAGE_LAYOUT}</w:sectPr>")
        for name in _PAGE:
            mark = own.find(qn(f"w:{name}"))
            if mark is None:
                mark = layout.find(qn(f"w:{name}"))
            if mark is not None:
                section.append(parse_xml(serialized(mark)))
        return section

    def _header(self, identifier: str | None) -> Element | None:
        if identifier is None:
            return None
        part = self._main.rels[identifier].target_part
        root = parse_xml(part.blob)
        self._clean(root)
        root.set("part", identifier)
        return root

    def _added(self, where: str, root: Element) -> str:
        name = f"word/{where}{len(self._headers) + 1}.xml"
        identifier = root.attrib.pop("part", "")
        self._headers[name] = name
        if identifier:
            self._carry(self._main.rels[identifier].target_part, root, name)
        return self._put(name, root, where)

    def _with_page(self, root: Element | None, style: str) -> Element:
        if root is None:
            return parse_xml(footer_part(self._under, style, run(" · ")))
        new = page_number(self._under, style)
        root.append(parse_xml(f"<w:body {NAMESPACES}>{new}</w:body>")[0])
        return root

    def _carry(self, source: Any, root: Element, name: str, but: tuple[str, ...] = ()) -> None:
        """What a part leads to comes along when it is a picture inside, or a page on the web."""
        kept = list(root.iter(*but)) if but else []
        known = [dict(mark.attrib) for mark in kept]
        led: dict[str, str] = {}

        def carried(identifier: str) -> str:
            if identifier not in led:
                led[identifier] = self._led_anew(source, identifier, name)
            return led[identifier]

        places = [(mark, mark.getparent(), mark.getparent().index(mark)) for mark in kept]
        for mark, parent, _ in places:
            parent.remove(mark)
        cleaning.clean_relations(root, carried)
        for (mark, parent, place), attributes in zip(places, known, strict=True):
            mark.attrib.update(attributes)
            parent.insert(place, mark)

    def _led_anew(self, source: Any, identifier: str, name: str) -> str:
        relation = source.rels.get(identifier) if source is not None else None
        if relation is None:
            return ""
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external:
            address = relation.target_ref
            web = kind == "hyperlink" and cleaning.leads_to_web(address)
            return self._package.lead(name, "hyperlink", address, outside=True) if web else ""
        part = relation.target_part
        if kind != "image" or not part.content_type.startswith("image/"):
            return ""
        old = str(part.partname)
        if old not in self._pictures:
            extension = old.rpartition(".")[2].lower()
            self._pictures[old] = f"word/media/image{len(self._pictures) + 1}.{extension}"
            self._package.add(self._pictures[old], part.blob, part.content_type)
        return self._package.lead(name, "image", self._pictures[old])


_References = Mapping[tuple[str, str], str]
_Section = tuple[Element, _References]


def _led(source: Any, kind: str, *, missing: bool = False) -> Any:
    """The part that another leads to; the kind is compared without case, as programs write it."""
    for relation in source.rels.values():
        same = relation.reltype.casefold().endswith(f"/relationships/{kind}".casefold())
        if same and not relation.is_external:
            return relation.target_part
    if missing:
        return None
    raise KeyError(kind)


def _sections(root: Element) -> list[_Section]:
    """Every section with its headers and footers, those of the one before where it has none."""
    inherited: dict[tuple[str, str], str] = {}
    found: list[_Section] = []
    for section in list(root.iter(qn("w:sectPr"))):
        if section.getparent().tag == qn("w:sectPrChange"):
            continue
        for mark in section.iter(*_REFERENCES):
            where = "header" if mark.tag == _REFERENCES[0] else "footer"
            identifier = mark.get(f"{cleaning.R}id")
            inherited[where, mark.get(qn("w:type"), "default")] = identifier
        found.append((section, dict(inherited)))
    if not found:
        plain = parse_xml(f"<w:sectPr {NAMESPACES}>{PAGE_LAYOUT}</w:sectPr>")
        found.append((plain, {}))
    return found


def _chosen(sections: list[_Section]) -> _Section | None:
    """The first upright section with a header or footer, else the first upright one."""
    upright = [section for section in sections if _is_upright(section[0])]
    dressed = [section for section in upright if section[1]]
    return next(iter([*dressed, *upright, *sections]), None)


def _is_upright(section: Element) -> bool:
    size = section.find(qn("w:pgSz"))
    return size is None or _number(size, "w", 1) <= _number(size, "h", 1)


def _number(mark: Element | None, name: str, default: int) -> int:
    return abs(round(points(mark, name, default) * 20))


def _text_width(section: Element) -> int:
    """Of the text on a page, in twentieths of a point."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    across = [_number(margins, n, house.MARGINS.get(n, 0)) for n in ("left", "right", "gutter")]
    width = _number(size, "w", house.PAGE[0]) - sum(across)
    return width if width > 0 else house.TEXT_WIDTH


def _has_page(root: Element | None) -> bool:
    if root is None:
        return False
    said = [mark.get(qn("w:instr"), "") for mark in root.iter(qn("w:fldSimple"))]
    said += [mark.text or "" for mark in root.iter(qn("w:instrText"))]
    return any("PAGE" in words.upper().split() for words in said)
