"""Word files as the programs of this world write them, from the part of them that matters."""

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("styles", "numbering", "comments", "footnotes", "endnotes", "header1", "footer1")

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in [
        ("Standaard", "Normal", ""),
        ("Titel", "Title", ""),
        ("Kop1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Kop2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Tussenkop", "Tussenkop", '<w:basedOn w:val="Kop2"/>'),
        ("Opsomming", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'),
        ("Verborgen", "Verborgen", "<w:rPr><w:vanish/></w:rPr>"),
    ]
)
_LEVELS = {"1": ("decimal", "%1."), "2": ("bullet", "•")}
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level in range(3)
    )
    + "</w:abstractNum>"
    for number, (form, text) in _LEVELS.items()
) + "".join(
    f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in _LEVELS
)


def run(words: str, more: str = "") -> str:
    """Words in one run; more: its properties."""
    properties = f"<w:rPr>{more}</w:rPr>" if more else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(
    *pieces: str, style: str = "", number: int = 0, level: int = 0, more: str = ""
) -> str:
    """A paragraph of words or of XML; number: 1 a numbered list, 2 one with bullets."""
    content = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{content}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is words or XML."""
    drawn = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in drawn)}</w:tbl>"


def content_control(content: str, *, placeholder: bool = False) -> str:
    """A field of a form in Word, in a line or around paragraphs."""
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    return f"<w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(result: str, code: str = " REF onderwerp ") -> str:
    """A complex field with what it shows."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + mark.format("separate")
        + run(result)
        + mark.format("end")
    )


def text_box(content: str, *, fallback: bool = True) -> str:
    """A text box as Word 2010 and later writes it: once for itself, once for older ones."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    new = (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"{inside}"
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    other = f"<mc:Fallback>{old}</mc:Fallback>" if fallback else ""
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{new}</mc:Choice>{other}'
        "</mc:AlternateContent></w:r>"
    )


def word_bytes(body: str, **parts: str) -> bytes:
    """A .docx with this body; parts: the inside of other parts, such as comments."""
    roots = {"header1": "hdr", "footer1": "ftr"}
    inside = {"styles": STYLES, "numbering": NUMBERING, **parts}
    present = [name for name in _PARTS if name in inside]
    kinds = {"header1": "header", "footer1": "footer"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kinds.get(name, name)}+xml"/>'
        for name in present
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_KIND}/{kinds.get(name, name)}" Target="{name}.xml"/>'
        for name in present
    )
    packages = "http://schemas.openxmlformats.org/package/2006"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{packages}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f"{types}</Types>",
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
            f'Type="{_KIND}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{packages}/relationships">{relations}</Relationships>',
        )
        file.writestr(
            "word/document.xml",
            f"<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        )
        for name in present:
            root = roots.get(name, name)
            file.writestr(f"word/{name}.xml", f"<w:{root} {_NAMES}>{inside[name]}</w:{root}>")
    return content.getvalue()


def word_file(path: Path, body: str, **parts: str) -> Path:
    """A .docx at a path."""
    path.write_bytes(word_bytes(body, **parts))
    return path
