"""A Word file as a package: parts, what type they have, and which leads to which.

Also the empty document in Spiegel's own style, whose parts are written here and in `house`.
"""

import io
import zipfile
from typing import Final

import msgspec

from spiegel.export.word.house import COOL, MARGINS, PAGE, language_tag, styles
from spiegel.export.word.ooxml import BULLETS, NAMESPACES, TAB, escape
from spiegel.export.word.theme import FONTS, THEME

RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_FORMAT: Final = "application/vnd.openxmlformats-officedocument"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DOCUMENT: Final = "word/document.xml"


class Package:
    """Parts by their unique names; every part but the first is led to by another."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._led: dict[str, list[str]] = {}

    def add(self, name: str, content: str | bytes, kind: str = "") -> None:
        """A part; kind: such as "styles" for WordprocessingML, else a whole content type."""
        whole = content if isinstance(content, bytes) else (_DECLARATION + content).encode()
        self._parts[name] = whole
        self._types[name] = kind if "/" in kind else f"{_FORMAT}.wordprocessingml.{kind}+xml"

    def lead(self, source: str, kind: str, target: str, *, outside: bool = False) -> str:
        """Lead from a part (or "" for the package) to another; returns the id of this relation.

        kind: such as "styles". target: a part, or an address when it is outside.
        """
        led = self._led.setdefault(source, [])
        identifier = f"rId{len(led) + 1}"
        whole = kind if ":" in kind else f"{RELATION}/{kind}"
        place = f'{escape(target)}" TargetMode="External' if outside else f"/{target}"
        led.append(f'<Relationship Id="{identifier}" Type="{whole}" Target="{place}"/>')
        return identifier

    def put(self, name: str, content: str | bytes, kind: str, source: str = DOCUMENT) -> str:
        """Add a part of WordprocessingML and lead to it from another."""
        self.add(name, content, kind)
        return self.lead(source, kind, name)

    def pack(self) -> io.BytesIO:
        """The whole file."""
        defaults = (
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
        )
        types = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in self._types.items()
        )
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'{_DECLARATION}<Types xmlns="{_TYPES}">{defaults}{types}</Types>',
            )
            for source, led in self._led.items():
                folder, _, name = source.rpartition("/")
                archive.writestr(
                    f"{folder}/_rels/{name}.rels" if folder else "_rels/.rels",
                    f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}">'
                    f"{''.join(led)}</Relationships>",
                )
            for name, content in self._parts.items():
                archive.writestr(name, content)
        file.seek(0)
        return file


NUMBERING: Final = (
    f"<w:numbering {NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:pStyle w:val="{style}"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    f'<w:color w:val="{COOL}"/></w:rPr>'
    "</w:lvl></w:abstractNum>"
    f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{{abstract}}"/></w:num></w:numbering>'
)
"""A list of dots. style: the style of its paragraphs; abstract: a number that is still free."""

COUNTED: Final = (
    f"<w:numbering {NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr>'
    "</w:lvl></w:abstractNum>"
    '<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num></w:numbering>'
)
"""A numbered list. abstract, number: that are still free; start: the first number of it."""

SETTINGS: Final = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="{tag}"/>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
    'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
    'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
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
    words = f'<w:r><w:t xml:space="preserve">{escape(content.words)}</w:t></w:r>{gap}'
    return f"<w:ftr {NAMESPACES}>{page_number(content, style, words)}</w:ftr>"


def page_number(content: Footer, style: str, before: str = "") -> str:
    """A paragraph that says which page this is; before: runs in front of it."""
    page, of = escape(content.page), escape(content.of)

    def number(instruction: str) -> str:
        return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{before}'
        f'<w:r><w:t xml:space="preserve">{page} </w:t></w:r>{number("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> {of} </w:t></w:r>{number("NUMPAGES")}</w:p>'
    )


PAGE_LAYOUT: Final = (
    f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/>'
    f'<w:pgMar w:top="{MARGINS["top"]}" w:right="{MARGINS["right"]}" '
    f'w:bottom="{MARGINS["bottom"]}" w:left="{MARGINS["left"]}" w:header="567" '
    'w:footer="567" w:gutter="0"/>'
)


def begun() -> Package:
    """A package with the properties of the file, and a place for its document."""
    package = Package()
    package.lead("", "officeDocument", DOCUMENT)
    package.add("docProps/core.xml", _CORE, _CORE_TYPE)
    package.lead("", f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml")
    return package


def add_theme(package: Package, theme: str | bytes = THEME, fonts: str | bytes = FONTS) -> None:
    """The colours and fonts that styles can refer to."""
    package.add("word/theme/theme1.xml", theme, f"{_FORMAT}.theme+xml")
    package.lead(DOCUMENT, "theme", "word/theme/theme1.xml")
    package.put("word/fontTable.xml", fonts, "fontTable")


def empty_document(language: str, under: Footer) -> io.BytesIO:
    """An empty Word document in Spiegel's own style, without a word in it."""
    package = begun()
    package.put("word/styles.xml", styles(language), "styles")
    settings = SETTINGS.replace("{tag}", language_tag(language))
    package.put("word/settings.xml", settings, "settings")
    numbering = NUMBERING.format(abstract=0, style="ListBullet")
    package.put("word/numbering.xml", numbering, "numbering")
    footer = package.put("word/footer1.xml", footer_part(under), "footer")
    add_theme(package)
    section = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>{PAGE_LAYOUT}</w:sectPr>'
    )
    body = f"<w:document {NAMESPACES}><w:body>{section}</w:body></w:document>"
    package.add(DOCUMENT, body, "document.main")
    return package.pack()
