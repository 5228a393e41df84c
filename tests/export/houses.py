"""Thirteen house styles as people have them, with words in each that must not travel."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

SECRET: Final = "Plantwoord"
"""Stands in every place that is nobody's business; in no place that a house style hands over."""
_W: Final = nsdecls("w")
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture() -> io.BytesIO:
    """A red dot as PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def _begun() -> docx.document.Document:
    document = docx.Document()
    document.core_properties.author = f"{SECRET} auteur"
    document.core_properties.comments = f"{SECRET} omschrijving"
    document.add_heading(f"{SECRET} kop", 1)
    document.add_paragraph(f"{SECRET} in de tekst")
    return document


def _saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def plain() -> bytes:
    return _saved(_begun())


def _renamed(names: Mapping[str, tuple[str, str]]) -> bytes:
    document = _begun()
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        new, identifier = names.get(name.get(qn("w:val")), ("", ""))
        if new:
            name.set(qn("w:val"), new)
        if identifier:
            style.set(qn("w:styleId"), identifier)
    return _saved(document)


def dutch_names() -> bytes:
    names = {"heading 1": "Kop 1", "heading 2": "Kop 2", "Title": "Titel", "Quote": "Citaat"}
    return _renamed({old: (new, new.replace(" ", "")) for old, new in names.items()})


def dutch_ids() -> bytes:
    return _renamed({f"heading {n}": ("", f"Kop{n}") for n in (1, 2, 3)})


def cover() -> bytes:
    document = _begun()

    def control(binding: str, words: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/{binding}[1]" '
            f'w:storeItemID="{{1}}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{SECRET} {words}'
            "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )

    block = parse_xml(
        f"<w:sdt {_W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Cover Pages'/>"
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
        "<w:p><w:r><w:t>Omslag van het huis</w:t></w:r></w:p>"
        f"{control('ns0:title', 'titel')}{control('ns0:creator', 'schrijver')}"
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p></w:sdtContent></w:sdt>'
    )
    document.element.body.insert(0, block)
    return _saved(document)


def letterhead() -> bytes:
    document = _begun()
    section = document.sections[0]
    section.header.paragraphs[0].add_run().add_picture(picture(), width=Cm(1))
    section.header.add_paragraph("Gemeente Elzerwoude")
    section.footer.paragraphs[0].text = "Postbus 1"
    field = parse_xml(
        f'<w:fldSimple {_W} w:instr=" FILENAME \\p "><w:r><w:t>{SECRET} pad</w:t></w:r>'
        "</w:fldSimple>"
    )
    section.footer.paragraphs[0]._p.append(field)
    return _saved(document)


def _rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def libre_office() -> bytes:
    """The relation to the properties as LibreOffice writes it, with a small letter."""

    def change(name: str, part: bytes) -> bytes:
        if name != "_rels/.rels":
            return part
        new = f"{_RELATION.replace('officeDocument', 'officedocument')}/metadata/core-properties"
        old = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
        return part.replace(old + b"core-properties", new.encode())

    return _rewritten(plain(), change)


def _without(names: set[str]) -> docx.document.Document:
    document = _begun()
    for style in list(document.styles.element.iter(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) in names:
            style.getparent().remove(style)
    return document


def pandoc() -> bytes:
    return _saved(_without({"List Bullet", "Table Grid", "Normal Table", "Quote"}))


def npm() -> bytes:
    document = _without({"List Bullet", "Default Paragraph Font", "toc 1", "TOC Heading"})
    return _saved(document)


def numbered() -> bytes:
    document = _begun()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{n + 1}"/><w:lvlText w:val="%1"/></w:lvl>'
        for n in (0, 1)
    )
    abstract = parse_xml(f'<w:abstractNum {_W} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.find(qn("w:num")).addprevious(abstract)
    numbering.append(parse_xml(f'<w:num {_W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in (0, 1):
        layout = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        layout.get_or_add_numPr().get_or_add_numId().val = 77
        layout.numPr.get_or_add_ilvl().val = level
    return _saved(document)


def landscape() -> bytes:
    document = _begun()
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    return _saved(document)


def _as(kind: str, content: bytes) -> bytes:
    old = f"{_TYPE}.document.main+xml".encode()
    return _rewritten(content, lambda _, part: part.replace(old, kind.encode()))


def dotx() -> bytes:
    return _as(f"{_TYPE}.template.main+xml", letterhead())


def dotm() -> bytes:
    document = _begun()
    _part(document, "vbaProject", "vbaProject.bin", f"{SECRET} macro".encode())
    return _as("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", _saved(document))


def _part(document: docx.document.Document, kind: str, name: str, content: bytes) -> None:
    part = Part(PackURI(f"/word/{name}"), "application/xml", content, document.part.package)
    document.part.relate_to(part, f"{_RELATION}/{kind}")


def private() -> bytes:
    """A report of last year: comment, picture, change, note, variable, own parts, template."""
    document = _begun()
    paragraph = document.add_paragraph("gewoon")
    document.add_comment(paragraph.runs, text=f"{SECRET} opmerking", author=f"{SECRET} naam")
    document.add_paragraph().add_run().add_picture(picture(), width=Cm(2))
    for kind in ("customXml", "glossaryDocument", "footnotes", "endnotes", "extended-properties"):
        _part(document, kind, f"{kind}.xml", f"<a>{SECRET} {kind}</a>".encode())
    change = f'w:id="9" w:author="{SECRET} wie" w:date="2026-01-01T00:00:00Z"'
    header = document.sections[0].header.paragraphs[0]
    header.text = "Kop van het huis"
    header._p.append(
        parse_xml(f"<w:del {_W} {change}><w:r><w:delText>{SECRET} weg</w:delText></w:r></w:del>")
    )
    header._p.append(parse_xml(f"<w:ins {_W} {change}><w:r><w:t> erbij</w:t></w:r></w:ins>"))
    layout = document.styles["Quote"].element.get_or_add_pPr()
    layout.append(parse_xml(f"<w:pPrChange {_W} {change}><w:pPr/></w:pPrChange>"))
    variables = OxmlElement("w:docVars")
    variables.append(parse_xml(f'<w:docVar {_W} w:name="x" w:val="{SECRET} waarde"/>'))
    document.settings.element.append(variables)
    document.part._settings_part.relate_to(
        f"file:///C:/{SECRET}.dotx", f"{_RELATION}/attachedTemplate", True
    )
    return _saved(document)


HOUSES: Final[Mapping[str, Callable[[], bytes]]] = MappingProxyType(
    {
        "gewoon.docx": plain,
        "namen.docx": dutch_names,
        "ids.docx": dutch_ids,
        "omslag.docx": cover,
        "briefpapier.docx": letterhead,
        "lo.docx": libre_office,
        "pandoc.docx": pandoc,
        "npm.docx": npm,
        "genummerd.docx": numbered,
        "liggend.docx": landscape,
        "sjabloon.dotx": dotx,
        "macro.dotm": dotm,
        "oud.docx": private,
    }
)


OFTEN: Final = ("lo.docx", "genummerd.docx", "sjabloon.dotx", "oud.docx")
"""The house styles in which most went wrong; the suite tries these, and CI the others too."""
EACH: Final = [
    name if name in OFTEN else pytest.param(name, marks=[pytest.mark.slow, pytest.mark.reckons])
    for name in HOUSES
]


def built(name: str, folder: Path) -> Path:
    """One of the house styles as a file."""
    path = folder / f"huis-{name}"
    path.write_bytes(HOUSES[name]())
    return path


def lying() -> docx.document.Document:
    """A house style whose pages lie on their side."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    return document


def crowded() -> docx.document.Document:
    """A house style with large wide letters, a logo of 5 cm above and four lines below."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Verdana"
    document.styles["Normal"].font.size = Pt(12)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].add_run().add_picture(picture(), width=Cm(5))
    section.footer.paragraphs[0].text = "Postbus 1\nElzerwoude\n0123\nhuis@example.org"
    return document


OTHERS: dict[str, Callable[[], docx.document.Document]] = {"dwars": lying, "vol": crowded}


def house(name: str | None, folder: Path) -> Path | None:
    """A house style as a file, one of `OTHERS` too; None for that of Spiegel."""
    if name is None or name in HOUSES:
        return built(name, folder) if name else None
    path = folder / f"{name}.docx"
    OTHERS[name]().save(str(path))
    return path
