"""A Word file as a package: parts, what type they have, and which leads to which.

Also the empty document in Spiegel's own style, whose parts are written here and in `house`.
"""

import datetime
import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from spiegel.export.packing import packing
from spiegel.export.word.house import COOL, MARGINS, PAGE, language_tag, styles
from spiegel.export.word.ooxml import BULLETS, NAMESPACES, TAB, escape
from spiegel.export.word.theme import FONTS, THEME
from spiegel.export.word.tree import Element, parse_xml, serialized

RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_FORMAT: Final = "application/vnd.openxmlformats-officedocument"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_USUAL: Final = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_EXTENSIONS: Final = {
    "xlsx": f"{_FORMAT}.spreadsheetml.sheet",
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "wmf": "image/x-wmf",
}
"""The types that go without saying for parts whose name ends so."""
DOCUMENT: Final = "word/document.xml"
THEME_NAME: Final = "word/theme/theme1.xml"


class _Relation(msgspec.Struct, frozen=True):
    """What a part leads to: a part by its name, or an address that is outside."""

    kind: str
    target: str
    outside: bool


class Package:
    """Parts by their unique names; every part but the first is led to by another."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._roots: dict[str, Element] = {}
        self._types: dict[str, str] = {}
        self._led: dict[str, dict[str, _Relation]] = {}

    def add(self, name: str, content: str | bytes, kind: str = "") -> None:
        """A part; kind: such as "styles" for WordprocessingML, else a whole content type."""
        whole = content if isinstance(content, bytes) else (_DECLARATION + content).encode()
        self._parts[name] = whole
        self._types[name] = kind if "/" in kind else f"{_FORMAT}.wordprocessingml.{kind}+xml"

    def lead(self, source: str, kind: str, target: str, *, outside: bool = False) -> str:
        """Lead from a part (or "" for the package) to another; returns the id of this relation.

        kind: such as "styles". target: a part, or an address when it is outside.
        """
        led = self._led.setdefault(source, {})
        identifier = f"rId{len(led) + 1}"
        whole = kind if ":" in kind else f"{RELATION}/{kind}"
        led[identifier] = _Relation(whole, target, outside)
        return identifier

    def put(self, name: str, content: str | bytes, kind: str, source: str = DOCUMENT) -> str:
        """Add a part of WordprocessingML and lead to it from another."""
        self.add(name, content, kind)
        return self.lead(source, kind, name)

    def root(self, name: str) -> Element:
        """The root of a part; what is changed in it is saved."""
        if name not in self._roots:
            self._roots[name] = parse_xml(self._parts[name])
        return self._roots[name]

    def rewrite(self, name: str, content: bytes) -> None:
        """Other content for a part."""
        self._parts[name] = _DECLARATION.encode() + content
        self._roots.pop(name, None)

    def led(self, source: str, identifier: str) -> Element:
        """The root of the part that another leads to by this id."""
        return self.root(self._led[source][identifier].target)

    def save(self) -> bytes:
        """The whole file: each part that is led to, behind the one that leads to it."""
        names = list(dict.fromkeys(self._reached("")))
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._written(names):
                archive.writestr(name, part, packing(part))
        return file.getvalue()

    def _written(self, names: Iterable[str]) -> Iterator[tuple[str, str | bytes]]:
        yield "[Content_Types].xml", self._content_types(names)
        yield "_rels/.rels", self._relations("")
        for name in names:
            root = self._roots.get(name)
            yield name, self._parts[name] if root is None else serialized(root)
            if name in self._led:
                folder, _, last = name.rpartition("/")
                yield f"{folder}/_rels/{last}.rels", self._relations(name)

    def _reached(self, source: str) -> Iterator[str]:
        for relation in self._led.get(source, {}).values():
            if not relation.outside:
                yield relation.target
                yield from self._reached(relation.target)

    def _content_types(self, names: Iterable[str]) -> str:
        usual = dict(_USUAL)
        each: list[str] = []
        for name in sorted(names):
            extension, kind = name.rpartition(".")[2], self._types[name]
            if _EXTENSIONS.get(extension) == kind:
                usual[extension] = kind
            else:
                each.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        defaults = (
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in sorted(usual.items())
        )
        return f'{_DECLARATION}<Types xmlns="{_TYPES}">{"".join((*defaults, *each))}</Types>'

    def _relations(self, source: str) -> str:
        folder = f"/{source}".rpartition("/")[0] or "/"
        led = (
            f'<Relationship Id="{identifier}" Type="{relation.kind}" Target="'
            + (
                f'{escape(relation.target)}" TargetMode="External"/>'
                if relation.outside
                else f'{posixpath.relpath(f"/{relation.target}", folder)}"/>'
            )
            for identifier, relation in self._led[source].items()
        )
        return f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}">{"".join(led)}</Relationships>'


LISTED: Final = 397
"""How far the words of a list stand from the edge, in twentieths of a point."""
NUMBERING: Final = (
    f"<w:numbering {NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:pStyle w:val="{style}"/><w:lvlText w:val="•"/>'
    f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{LISTED}" w:hanging="284"/></w:pPr>'
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
    f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{LISTED}" w:hanging="{LISTED}"/></w:pPr>'
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
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{properties}</cp:coreProperties>'
)
_CORE_NAME: Final = "docProps/core.xml"


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
    package.add(_CORE_NAME, _CORE.format(properties=""), _CORE_TYPE)
    package.lead("", f"{_RELATIONS}/metadata/core-properties", _CORE_NAME)
    return package


def describe(
    package: Package, title: str, language: str, made: datetime.datetime, mark: str = ""
) -> None:
    """The properties of the file: its title and language, and no author. mark: of this file."""
    properties = {
        "dc:title": title,
        "dc:language": language_tag(language),
        **dict.fromkeys(("dc:creator", "cp:lastModifiedBy", "dc:description", "dc:subject"), ""),
        **dict.fromkeys(("cp:keywords", "cp:category", "cp:contentStatus", "cp:version"), ""),
        "dc:identifier": mark,
    }
    told = "".join(f"<{name}>{escape(words)}</{name}>" for name, words in properties.items())
    for name in ("created", "modified"):
        told += (
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{made:%Y-%m-%dT%H:%M:%SZ}</dcterms:{name}>'
        )
    told += "<cp:revision>1</cp:revision>"
    package.add(_CORE_NAME, _CORE.format(properties=told), _CORE_TYPE)


def add_theme(package: Package, theme: str | bytes = THEME, fonts: str | bytes = FONTS) -> None:
    """The colours and fonts that styles can refer to."""
    package.add(THEME_NAME, theme, f"{_FORMAT}.theme+xml")
    package.lead(DOCUMENT, "theme", THEME_NAME)
    package.put("word/fontTable.xml", fonts, "fontTable")


def empty_document(language: str, under: Footer) -> Package:
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
    return package
