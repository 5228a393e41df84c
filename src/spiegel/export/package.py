"""An empty Word document in Spiegel's own style: its parts as XML, packed."""

import io
import zipfile
from typing import Final

import msgspec

from spiegel.export.house import COOL, MARGINS, PAGE, language_tag, styles
from spiegel.export.ooxml import NAMESPACES, TAB, escape

NUMBERING: Final = (
    f"<w:numbering {NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    f'<w:color w:val="{COOL}"/></w:rPr>'
    "</w:lvl></w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

_SETTINGS: Final = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="{tag}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)

_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType='
        f'"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("numbering", "numbering"),
            ("footer1", "footer"),
        )
    )
    + "</Types>"
)
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS_NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_PACKAGE_RELATIONS: Final = (
    f'<Relationships xmlns="{_RELATIONS_NAMESPACE}">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
    'metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS: Final = (
    f'<Relationships xmlns="{_RELATIONS_NAMESPACE}">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}/{kind}" Target="{target}.xml"/>'
        for n, (kind, target) in enumerate(
            (
                ("styles", "styles"),
                ("settings", "settings"),
                ("numbering", "numbering"),
                ("footer", "footer1"),
            ),
            start=1,
        )
    )
    + "</Relationships>"
)
_CORE: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)


class Footer(msgspec.Struct, frozen=True):
    """What stands under every page: words, and "page" 3 "of" 12; nothing that is needed."""

    words: str
    page: str
    of: str


def footer_part(content: Footer, style: str = "Footer", gap: str = TAB) -> str:
    """The footer part; style: the id of its paragraph style; gap: the run before the page."""
    page, of = escape(content.page), escape(content.of)

    def number(instruction: str) -> str:
        return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(content.words)}</w:t></w:r>{gap}'
        f'<w:r><w:t xml:space="preserve">{page} </w:t></w:r>{number("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> {of} </w:t></w:r>{number("NUMPAGES")}</w:p></w:ftr>'
    )


_PAGE_LAYOUT: Final = (
    f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/>'
    f'<w:pgMar w:top="{MARGINS["top"]}" w:right="{MARGINS["right"]}" '
    f'w:bottom="{MARGINS["bottom"]}" w:left="{MARGINS["left"]}" w:header="567" '
    'w:footer="567" w:gutter="0"/>'
)
SECTION: Final = (
    f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>{_PAGE_LAYOUT}</w:sectPr>'
)
PAGE_OF_A4: Final = f"<w:sectPr>{_PAGE_LAYOUT}</w:sectPr>"
"""A page for a template that says nothing of its page."""


def empty_document(language: str, under: Footer) -> io.BytesIO:
    """An empty Word document in Spiegel's own style, without a word in it."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "word/document.xml": (f"<w:document {NAMESPACES}><w:body>{SECTION}</w:body></w:document>"),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": styles(language),
        "word/settings.xml": _SETTINGS.replace("{tag}", language_tag(language)),
        "word/numbering.xml": NUMBERING,
        "word/footer1.xml": footer_part(under),
        "docProps/core.xml": _CORE,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, declaration + content)
    file.seek(0)
    return file
