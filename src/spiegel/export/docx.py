"""A Word file from pieces of XML: in Spiegel's own style, or in the house style of a template.

The one module that knows python-docx.
"""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from spiegel.domain.words import clean
from spiegel.export import house
from spiegel.export.errors import Stopped, TemplateError
from spiegel.export.ooxml import NAMESPACES, run
from spiegel.export.package import PAGE_OF_A4, Footer, empty_document, footer_part

Element = Any
"""An XML element of lxml, which comes without types."""
BLOCKS: Final = 200
"""After so many blocks it looks whether it was stopped, and tells how far it is."""
TITLE: Final = 255
"""A core property holds no more characters."""
_EMU_PER_TWENTIETH: Final = 635

NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Title": ("Title", "Titel"),
        "Heading1": ("heading 1", "Kop 1", "Überschrift 1"),
        "Heading2": ("heading 2", "Kop 2", "Überschrift 2"),
        "Heading3": ("heading 3", "Kop 3", "Überschrift 3"),
        "Heading4": ("heading 4", "Kop 4", "Überschrift 4"),
        "Quote": ("Quote", "Citaat", "Quotations", "Citaten"),
        "ListBullet": ("List Bullet", "Lijst opsom.teken", "Lijstopsomteken"),
        "TOCHeading": ("TOC Heading", "Kopvaninhoudsopgave", "Kop van inhoudsopgave"),
        "TOC1": ("toc 1", "Inhopg 1"),
        "TOC2": ("toc 2", "Inhopg 2"),
        "TOC3": ("toc 3", "Inhopg 3"),
        "Hyperlink": ("Hyperlink", "Internet Link"),
        "Footer": ("footer", "Voettekst"),
        "TableGrid": ("Table Grid", "Tabelraster", "Table", "Tabel"),
    }
)
"""The names under which a house style may hold each of our styles, best first."""


class WordFile:
    """One Word file while it is made.

    language: "nl" or "en". template: a house style; its styles, headers, footers and margins are
    used and its text is left out. Raises TemplateError when it is no Word document, OSError when
    it cannot be read.
    """

    def __init__(self, language: str, footer: Footer, template: Path | None = None) -> None:
        if template is None:
            self._document = docx.Document(empty_document(language, footer))
            self.styles: Mapping[str, str] = {role: role for role in house.STYLES}
            self.width = house.TEXT_WIDTH
        else:
            self._document = _open(template)
            self.styles = _House(self._document, language).roles
            self.width = _prepare(
                self._document, footer_part(footer, self.styles["Footer"], run(" · "))
            )

    def fill(
        self,
        blocks: Iterable[str],
        total: int,
        progress: Callable[[float], None],
        stopped: Callable[[], bool],
    ) -> None:
        """Add blocks of XML in their order; total: about how many there are, for the progress.

        Raises Stopped as soon as `stopped` says so.
        """
        pieces: list[str] = []
        for number, block in enumerate(blocks):
            if number % BLOCKS == 0:
                if stopped():
                    raise Stopped
                progress(min(1.0, number / max(1, total)))
            pieces.append(block)
        if stopped():
            raise Stopped
        # Parsed once and put in as a whole: moving elements between trees takes far longer.
        kept = [child for child in self._document.element if child.tag == qn("w:background")]
        section = self._document.element.body.find(qn("w:sectPr"))
        self._document.part._element = parse_xml(
            f"<w:document {NAMESPACES}>{''.join(child.xml for child in kept)}<w:body>"
            f"{''.join(pieces)}{section.xml if section is not None else ''}</w:body></w:document>"
        )
        progress(1.0)

    def describe(self, title: str, language: str, made: datetime.datetime) -> None:
        """The properties of the file: its title and language, and no author."""
        properties = self._document.core_properties
        properties.title = clean(title)[:TITLE]
        properties.language = house.language_tag(language)
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.subject = properties.keywords = properties.category = ""
        properties.content_status = properties.identifier = properties.version = ""
        properties.created = properties.modified = made
        properties.revision = 1

    def save(self) -> bytes:
        """The whole file."""
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()


_NO_DOCUMENT: Final = (
    ValueError,  # another kind of document, such as a spreadsheet
    KeyError,  # a part is missing
    SyntaxError,  # a part is not XML: lxml's error derives from this one
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,  # encrypted, or packed in a way that Python does not know
    OpcError,
    PythonDocxError,
)


def _open(template: Path) -> Document:
    content = io.BytesIO(template.read_bytes())
    try:
        return docx.Document(content)
    except _NO_DOCUMENT as error:
        raise TemplateError(template) from error


def _prepare(document: Document, footer: str) -> int:
    """Take the text out of a template, keep its page; returns the width of the text.

    A page number is added where the template has no footer at all. Questions that Word would ask
    when the file is opened, and the picture of the template's own first page, go.
    """
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    if body.find(qn("w:sectPr")) is None:
        body.append(parse_xml(f"<w:body {NAMESPACES}>{PAGE_OF_A4}</w:body>")[0])
    for setting in list(document.settings.element.iter(qn("w:updateFields"))):
        setting.getparent().remove(setting)
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype.endswith("metadata/thumbnail")]:
        del relations[key]
    section = document.sections[-1]
    if not section.different_first_page_header_footer and _without_footer(body):
        part = section.footer
        part.is_linked_to_previous = False
        for child in list(part._element):
            part._element.remove(child)
        part._element.extend(list(parse_xml(footer.encode())))
    return _text_width(section)


def _without_footer(body: "Element") -> bool:
    return next(body.iter(qn("w:footerReference")), None) is None


def _text_width(section: object) -> int:
    values = [getattr(section, name) for name in ("page_width", "left_margin", "right_margin")]
    page, left, right = (value if value is not None else 0 for value in values)
    width = int(page - left - right) // _EMU_PER_TWENTIETH
    return width if width > 0 else house.TEXT_WIDTH


class _House:
    """The styles of a template, and those of ours that it lacks added to it."""

    def __init__(self, document: Document, language: str) -> None:
        self._styles = document.styles.element
        self._ids = {style.get(qn("w:styleId")) for style in self._all()}
        self._names = {self._name(style): style.get(qn("w:styleId")) for style in self._all()}
        self._base = next((s.get(qn("w:styleId")) for s in self._all() if _is_default(s)), "")
        self._mark_language(language)
        self.roles: dict[str, str] = {role: self._find(role) for role in house.STYLES}

    def _all(self) -> list["Element"]:
        return list(self._styles.findall(qn("w:style")))

    @staticmethod
    def _name(style: "Element") -> tuple[str, str]:
        name = style.find(qn("w:name"))
        value = "" if name is None else name.get(qn("w:val"), "")
        return style.get(qn("w:type"), "paragraph"), value.casefold().replace(" ", "")

    def _find(self, role: str) -> str:
        """The id of the style for one of ours: the template's own one, else ours is added."""
        if role == "Normal":
            return self._base or self._add(role)
        kind = _kind(role)
        for name in NAMES.get(role, ()):
            found = self._names.get((kind, name.casefold().replace(" ", "")))
            if found:
                return str(found)
        if role in ("DefaultParagraphFont", "TableNormal", "NoList"):
            return role
        return self._add(role)

    def _add(self, role: str) -> str:
        identifier = role if role not in self._ids else f"Spiegel{role}"
        xml = house.STYLES[role].replace(f'w:styleId="{role}"', f'w:styleId="{identifier}"')
        xml = xml.replace(' w:default="1"', "")
        base = f'<w:basedOn w:val="{self._base}"/>' if self._base else ""
        xml = re.sub(r'<w:basedOn w:val="Normal"/>', base, xml)
        xml = re.sub(r'<w:basedOn w:val="TableNormal"/>|<w:numPr>.*?</w:numPr>', "", xml)
        xml = re.sub(r'<w:next w:val="[^"]*"/>', "", xml)
        self._styles.append(parse_xml(f"<w:styles {NAMESPACES}>{xml}</w:styles>")[0])
        self._ids.add(identifier)
        return identifier

    def _mark_language(self, language: str) -> None:
        """The words are in the language of the session, whatever the template was written in."""
        tag = house.language_tag(language)
        for mark in self._styles.iter(qn("w:lang")):
            mark.set(qn("w:val"), tag)
        if next(self._styles.iter(qn("w:lang")), None) is None:
            defaults = parse_xml(
                f"<w:docDefaults {NAMESPACES}><w:rPrDefault><w:rPr>"
                f'<w:lang w:val="{tag}"/></w:rPr></w:rPrDefault></w:docDefaults>'
            )
            existing = self._styles.find(
                f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
            )
            if existing is not None:
                existing.append(next(defaults.iter(qn("w:lang"))))
            elif self._styles.find(qn("w:docDefaults")) is None:
                self._styles.insert(0, defaults)


def _is_default(style: "Element") -> bool:
    paragraph = style.get(qn("w:type"), "paragraph") == "paragraph"
    return paragraph and style.get(qn("w:default")) in ("1", "true", "on")


def _kind(role: str) -> str:
    match = re.search(r'w:type="(\w+)"', house.STYLES[role])
    return match[1] if match else "paragraph"
