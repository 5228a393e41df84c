"""The cover of a house style: which part of it that is, and its places to fill in.

A cover is a building block of Word's gallery of covers, or a first page with a control for the
title. Of the first all fixed words stay, for its maker put what varies into controls; of the second
pictures and filled controls stay, and no other word, since it may be the page of an earlier report.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.export.word.cleaning import drop, unwrap
from spiegel.export.word.ooxml import NAMESPACES, escape, text
from spiegel.export.word.tree import parse_xml, qn

Element = Any


class Cover(msgspec.Struct, frozen=True):
    """What a cover can say of this document; an empty one is left out."""

    title: str = ""
    kind: str = ""
    date: str = ""
    place: str = ""
    organisation: str = ""


_PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "title": "title",
        "titel": "title",
        "subject": "kind",
        "subtitle": "kind",
        "onderwerp": "kind",
        "ondertitel": "kind",
        "publishdate": "date",
        "publicatiedatum": "date",
        "date": "date",
        "datum": "date",
        "place": "place",
        "plaats": "place",
        "locatie": "place",
        "company": "organisation",
        "bedrijf": "organisation",
        "organisation": "organisation",
        "organisatie": "organisation",
    }
)


def filled(cover: Cover, name: str) -> str:
    """What stands in a place of this name, such as "Titel"; "" when that is nothing."""
    field = _PLACES.get(name.casefold().replace(" ", ""))
    return str(getattr(cover, field)) if field else ""


def take_cover(body: Element) -> list[Element]:
    """Take the cover out of a document: its elements, up to the end of its page."""
    blocks = [child for child in body if child.tag != qn("w:sectPr")]
    first = next((b for b in blocks if b.tag == qn("w:sdt") or _has_content(b)), None)
    if first is not None and _gallery(first) == "Cover Pages":
        return [first, *_closing(first)]
    page: list[Element] = []
    for block in blocks:
        page.append(block)
        if _ends_page(block):
            break
    else:
        return []
    if not any(_place(control) == "title" for block in page for control in block.iter(qn("w:sdt"))):
        return []
    for block in page:
        _without_loose_words(block)
    return [block for block in page if _has_content(block) or _ends_page(block)]


def _closing(block: Element) -> list[Element]:
    """The end of the section that the cover stands in, when that follows at once."""
    after = block.getnext()
    if after is None or after.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        return []
    for child in [child for child in after if child.tag != qn("w:pPr")]:
        after.remove(child)
    return [after]


def _has_content(block: Element) -> bool:
    found = block.iter(qn("w:t"), qn("w:drawing"), qn("w:pict"), qn("w:sdt"))
    return next(found, None) is not None


def _ends_page(block: Element) -> bool:
    breaks = any(mark.get(qn("w:type")) == "page" for mark in block.iter(qn("w:br")))
    return breaks or next(block.iter(qn("w:sectPr")), None) is not None


def ends_page(cover: list[Element]) -> bool:
    """Whether a page ends in these elements, so that what follows stands on the next."""
    return any(_ends_page(block) for block in cover)


def _without_loose_words(block: Element) -> None:
    """Only words in controls, and pictures, stay."""
    for words in list(block.iter(qn("w:t"), qn("w:instrText"), qn("w:sym"), qn("w:tab"))):
        inside = any(ancestor.tag == qn("w:sdt") for ancestor in words.iterancestors())
        if not inside and words.getparent().tag == qn("w:r"):
            drop(words)


def _gallery(control: Element) -> str:
    mark = control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return "" if mark is None else str(mark.get(qn("w:val"), ""))


def _place(control: Element) -> str:
    """Which field of a cover a control is for, or ""."""
    properties = control.find(qn("w:sdtPr"))
    if properties is None:
        return ""
    binding = properties.find(qn("w:dataBinding"))
    names = []
    if binding is not None:
        names.append(binding.get(qn("w:xpath"), "").rpartition("/")[2].rpartition(":")[2])
    for tag in ("alias", "tag"):
        mark = properties.find(qn(f"w:{tag}"))
        names.append("" if mark is None else mark.get(qn("w:val"), ""))
    for name in names:
        plain = name.partition("[")[0].casefold().replace(" ", "")
        if plain in _PLACES:
            return _PLACES[plain]
    return "date" if properties.find(qn("w:date")) is not None else ""


def fill_controls(root: Element, cover: Cover) -> None:
    """Fill the controls for what this document is, and take the others out."""
    for control in list(root.iter(qn("w:sdt"))):
        content = control.find(qn("w:sdtContent"))
        gallery, place = _gallery(control), _place(control)
        if content is None:
            drop(control)
        elif gallery == "Cover Pages":
            _properties(
                control,
                "<w:docPartObj><w:docPartGallery w:val='Cover Pages'/>"
                "<w:docPartUnique/></w:docPartObj>",
            )
        elif place and getattr(cover, place):
            _fill(content, getattr(cover, place))
            _properties(control, f'<w:alias w:val="{escape(place)}"/><w:text/>')
        elif not place and _holds(content, gallery):
            for child in list(content):
                control.addprevious(child)
            drop(control)
        else:
            _leave_cell(control, content)


def _holds(content: Element, gallery: str) -> bool:
    """Whether this is no place to fill, but something around other things."""
    inside = content.iter(qn("w:sdt"), qn("w:drawing"), qn("w:pict"))
    return bool(gallery) or next(inside, None) is not None


def _properties(control: Element, inside: str) -> None:
    old = control.find(qn("w:sdtPr"))
    if old is not None:
        control.remove(old)
    end = control.find(qn("w:sdtEndPr"))
    if end is not None:
        control.remove(end)
    control.insert(0, parse_xml(f"<w:sdtPr {NAMESPACES}>{inside}</w:sdtPr>"))


def _fill(content: Element, words: str) -> None:
    runs = list(content.iter(qn("w:r")))
    paragraphs = list(content.iter(qn("w:p")))
    for paragraph in paragraphs[1:]:
        drop(paragraph)
    look = runs[0].find(qn("w:rPr")) if runs else None
    for run in runs:
        drop(run)
    style = look.find(qn("w:rStyle")) if look is not None else None
    if style is not None:
        drop(style)  # mostly the grey of "click here"
    place = paragraphs[0] if paragraphs else content
    for link in list(place.iter(qn("w:hyperlink"))):
        unwrap(link)
    new = parse_xml(f"<w:p {NAMESPACES}><w:r>{text(words)}</w:r></w:p>")[0]
    if look is not None:
        new.insert(0, look)
    place.append(new)


def _leave_cell(control: Element, content: Element) -> None:
    """Take a control out; a cell of a table stays, without words."""
    for cell in content.findall(qn("w:tc")):
        for child in [child for child in cell if child.tag != qn("w:tcPr")]:
            cell.remove(child)
        control.addprevious(cell)
    drop(control)
