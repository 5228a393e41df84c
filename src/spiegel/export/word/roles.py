"""Which style of a house style plays the part of each of ours; what it lacks is added."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from spiegel.export.word import house
from spiegel.export.word.looks import points
from spiegel.export.word.ooxml import BULLETS, NAMESPACES
from spiegel.export.word.package import NUMBERING
from spiegel.export.word.tree import parse_xml, qn

Element = Any

NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Title": ("Title", "Titel"),
        "Heading1": ("heading 1", "Kop 1", "Überschrift 1"),
        "Heading2": ("heading 2", "Kop 2", "Überschrift 2"),
        "Heading3": ("heading 3", "Kop 3", "Überschrift 3"),
        "Heading4": ("heading 4", "Kop 4", "Überschrift 4"),
        "Quote": ("Quote", "Citaat", "Quotations", "Citaten"),
        "ListBullet": ("List Bullet", "Lijst opsom.teken", "Lijstopsomteken"),
        "TOC1": ("toc 1", "Inhopg 1"),
        "TOC2": ("toc 2", "Inhopg 2"),
        "TOC3": ("toc 3", "Inhopg 3"),
        "Hyperlink": ("Hyperlink", "Internet Link"),
        "Footer": ("footer", "Voettekst"),
        "TableGrid": ("Table Grid", "Tabelraster", "Table", "Tabel"),
        "DefaultParagraphFont": ("Default Paragraph Font",),
        "TableNormal": ("Normal Table", "Table Normal"),
        "NoList": ("No List",),
    }
)
"""The names under which a house style may hold each of our styles, best first."""
_SPACED_NAMES: Final = (
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
)
_SPACED: Final = tuple(qn(f"w:{name}") for name in _SPACED_NAMES)
"""What comes behind the tabs in the properties of a paragraph."""


class Roles:
    """The styles and lists of a template, made fit for our documents in place.

    width: of the text in twentieths of a point; the page numbers of the contents end there.
    """

    def __init__(self, styles: Element, numbering: Element, language: str, width: int) -> None:
        self._styles = styles
        self._numbering = numbering
        self._width = width
        self._ids = {style.get(qn("w:styleId")): style for style in self._all()}
        self._names = {self._name(style): style.get(qn("w:styleId")) for style in self._all()}
        self._base = next((s.get(qn("w:styleId")) for s in self._all() if _is_default(s)), "")
        self._mark_language(language)
        self.found: dict[str, str] = {}
        for role in house.STYLES:
            self.found[role] = self._find(role)
        self._heal()
        self._number()
        self._reach()
        self._level_title()
        self._plain_heads()

    def _all(self) -> list[Element]:
        return list(self._styles.findall(qn("w:style")))

    @staticmethod
    def _name(style: Element) -> tuple[str, str]:
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
        return self._add(role)

    def _add(self, role: str) -> str:
        identifier = role if role not in self._ids else f"Spiegel{role}"
        xml = house.STYLES[role].replace(f'w:styleId="{role}"', f'w:styleId="{identifier}"')
        kind = _kind(role)
        if any(s.get(qn("w:type")) == kind and s.get(qn("w:default")) for s in self._all()):
            xml = xml.replace(' w:default="1"', "")
        base = f'<w:basedOn w:val="{self._base}"/>' if self._base else ""
        xml = re.sub(r'<w:basedOn w:val="Normal"/>', base, xml)
        xml = re.sub(r'<w:basedOn w:val="TableNormal"/>', "", xml)
        quote = self.found.get("Quote", "")
        xml = xml.replace('<w:basedOn w:val="Quote"/>', f'<w:basedOn w:val="{quote}"/>')
        xml = re.sub(r'<w:next w:val="[^"]*"/>', "", xml)
        style = parse_xml(f"<w:styles {NAMESPACES}>{xml}</w:styles>")[0]
        self._styles.append(style)
        self._ids[identifier] = style
        return identifier

    def _heal(self) -> None:
        """No style refers to one that is not there."""
        marks = ("basedOn", "next", "link")
        for mark in list(self._styles.iter(*(qn(f"w:{name}") for name in marks))):
            if mark.get(qn("w:val")) not in self._ids:
                mark.getparent().remove(mark)

    def _number(self) -> None:
        """Our paragraphs have no number but their own; the list of dots has its dots.

        Chapters, themes and statements are numbered and cited by us: a second count beside it, of
        which the contents know nothing, would make 2.3 mean two things.
        """
        bullet = self.found["ListBullet"]
        theirs = self._abstract_of(bullet)
        plain = {
            identifier
            for role, identifier in self.found.items()
            if _kind(role) == "paragraph" and role not in ("Normal", "ListBullet")
        }
        for identifier in plain:
            if any(True for _ in self._numbered(identifier)):
                self._set_number(identifier, 0)
        for mark in list(self._numbering.iter(qn("w:pStyle"))):
            if mark.get(qn("w:val")) in plain or mark.get(qn("w:val")) not in self._ids:
                mark.getparent().remove(mark)
        self._add_bullets(bullet, theirs)
        self._set_number(bullet, BULLETS)

    def _numbered(self, identifier: str) -> Iterator[Element]:
        """The numbers that a style has, from itself and from those it is based on."""
        seen: set[str] = set()
        while identifier in self._ids and identifier not in seen:
            seen.add(identifier)
            style = self._ids[identifier]
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            if found is not None:
                yield found
            base = style.find(qn("w:basedOn"))
            identifier = "" if base is None else base.get(qn("w:val"), "")

    def _abstract_of(self, identifier: str) -> Element | None:
        """The template's own list of dots behind a style."""
        number = next(iter(self._numbered(identifier)), None)
        if number is None:
            return None
        for num in self._numbering.findall(qn("w:num")):
            if num.get(qn("w:numId")) == number.get(qn("w:val")):
                wanted = num.find(qn("w:abstractNumId")).get(qn("w:val"))
                for abstract in self._numbering.findall(qn("w:abstractNum")):
                    kind = abstract.find(f"{qn('w:lvl')}/{qn('w:numFmt')}")
                    dots = kind is not None and kind.get(qn("w:val")) == "bullet"
                    if abstract.get(qn("w:abstractNumId")) == wanted and dots:
                        return abstract
        return None

    def _add_bullets(self, style: str, theirs: Element | None) -> None:
        numbering = self._numbering
        for num in [n for n in numbering.findall(qn("w:num")) if _num(n) == BULLETS]:
            numbering.remove(num)
        abstracts = numbering.findall(qn("w:abstractNum"))
        used = [int(a.get(qn("w:abstractNumId"), "0")) for a in abstracts]
        free = max(used, default=-1) + 1
        new = parse_xml(NUMBERING.format(abstract=free, style=style))
        number = new[-1]
        if theirs is None:
            place = numbering.find(qn("w:num"))
            if place is None:
                numbering.append(new[0])
            else:
                place.addprevious(new[0])
        else:
            number[0].set(qn("w:val"), theirs.get(qn("w:abstractNumId")))
            self._name_level(theirs.find(qn("w:lvl")), style)
        last = numbering.findall(qn("w:num"))
        if last:
            last[-1].addnext(number)
        else:
            numbering.findall(qn("w:abstractNum"))[-1].addnext(number)

    @staticmethod
    def _name_level(level: Element, style: str) -> None:
        mark = level.find(qn("w:pStyle"))
        if mark is None:
            mark = level.makeelement(qn("w:pStyle"), {})
            before = [qn(f"w:{name}") for name in ("start", "numFmt", "lvlRestart")]
            at = max(i for i, child in enumerate(level) if child.tag in before)
            level.insert(at + 1, mark)
        mark.set(qn("w:val"), style)

    def _set_number(self, identifier: str, number: int) -> None:
        layout = self._layout(identifier)
        old = layout.find(qn("w:numPr"))
        new = parse_xml(f'<w:numPr {NAMESPACES}><w:numId w:val="{number}"/></w:numPr>')
        if old is not None:
            layout.replace(old, new)
            return
        before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
        names = [qn(f"w:{name}") for name in before]
        layout.insert(sum(1 for child in layout if child.tag in names), new)

    def _layout(self, identifier: str) -> Element:
        """The paragraph properties of a style, made where they were missing."""
        style = self._ids[identifier]
        layout = style.find(qn("w:pPr"))
        if layout is None:
            layout = style.makeelement(qn("w:pPr"), {})
            behind = [qn(f"w:{name}") for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")]
            place = next((child for child in style if child.tag in behind), None)
            if place is None:
                style.append(layout)
            else:
                place.addprevious(layout)
        return layout

    def _reach(self) -> None:
        """The page numbers of the contents stand in a column, also where the house has no tab."""
        for role in ("TOC1", "TOC2", "TOC3"):
            layout = self._layout(self.found[role])
            old = layout.find(qn("w:tabs"))
            if old is not None:
                if any(self._is_within(tab) for tab in old):
                    continue
                layout.remove(old)
            place = min(house.PAGES, self._width)
            tabs = parse_xml(
                f'<w:tabs {NAMESPACES}><w:tab w:val="right" w:pos="{place}"/></w:tabs>'
            )
            later = [i for i, child in enumerate(layout) if child.tag in _SPACED]
            layout.insert(min(later, default=len(layout)), tabs)

    def _level_title(self) -> None:
        """The title is the first heading, as in our own style: letters go on at level 2."""
        layout = self._layout(self.found["Title"])
        if layout.find(qn("w:outlineLvl")) is None:
            later = [
                qn(f"w:{name}") for name in ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
            ]
            behind = [place for place, child in enumerate(layout) if child.tag in later]
            level = parse_xml(f'<w:outlineLvl {NAMESPACES} w:val="0"/>')
            layout.insert(min(behind, default=len(layout)), level)

    def _plain_heads(self) -> None:
        """The first cell of a row heads it without another look, which would not be measured."""
        for part in list(self._styles.iter(qn("w:tblStylePr"))):
            if part.get(qn("w:type")) in ("firstCol", "nwCell", "swCell"):
                part.getparent().remove(part)

    def _is_within(self, tab: Element) -> bool:
        place = points(tab, "pos", 0) * 20
        return tab.get(qn("w:val")) in ("right", "end") and 0 < place <= self._width + 20

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


def _num(element: Element) -> int:
    return int(element.get(qn("w:numId"), "0"))


def _is_default(style: Element) -> bool:
    paragraph = style.get(qn("w:type"), "paragraph") == "paragraph"
    return paragraph and style.get(qn("w:default")) in ("1", "true", "on")


def _kind(role: str) -> str:
    match = re.search(r'w:type="(\w+)"', house.STYLES[role])
    return match[1] if match else "paragraph"
