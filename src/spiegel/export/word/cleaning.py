"""Takes out of a part of a house style what says who wrote it, when, and what it said before.

What stays: words, pictures and shapes of headers, footers and covers, the number of the page, and
links to the web.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from spiegel.domain.patterns import pattern
from spiegel.export.word.ooxml import NAMESPACES, run
from spiegel.export.word.tree import parse_xml, qn

Element = Any
"""An XML element of lxml, which comes without types."""
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EXTENSIONS: Final = pattern(
    r"\{http://schemas\.microsoft\.com/office/word/20\d\d/(?!wordprocessing(Shape|Group|Canvas|Ink))"
)
_GONE_NAMES: Final = (
    "del",
    "moveFrom",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "tblPrExChange",
    "numberingChange",
    "cellIns",
    "cellDel",
    "cellMerge",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
    "footnoteReference",
    "endnoteReference",
    "footnoteRef",
    "endnoteRef",
    "bookmarkStart",
    "bookmarkEnd",
    "proofErr",
    "permStart",
    "permEnd",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
    "altChunk",
    "subDoc",
    "object",
    "control",
    "contentPart",
    "movie",
    "rsid",
    "lastRenderedPageBreak",
    "smartTagPr",
    "customXmlPr",
    "docVars",
)
_GONE: Final = {qn(f"w:{name}") for name in _GONE_NAMES}
_UNWRAPPED: Final = {qn(f"w:{name}") for name in ("ins", "moveTo", "smartTag", "customXml")}
_PICTURES: Final = {qn("w:drawing"), qn("w:pict"), f"{_MC}AlternateContent"}
_FIELDS: Final = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"}
"""Fields whose result is of this file; others hold names, dates, paths and earlier words."""
_PATH: Final = pattern(r"[\\/]|\.\w{2,4}$")
_WEB: Final = pattern(r"(https?|mailto):", re.IGNORECASE)
TAILED: Final = {qn(f"w:{name}") for name in ("tc", "hdr", "ftr", "txbxContent")}
"""What must end with a paragraph."""


def drop(element: Element) -> None:
    """Take an element out, with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what is in an element in its place."""
    for child in list(element):
        element.addprevious(child)
    drop(element)


def clean_marks(root: Element) -> None:
    """No comments, changes, marks of place or of who wrote when, and no hidden words."""
    for element in list(root.iter()):
        if (
            not isinstance(element.tag, str)
            or element.tag in _GONE
            or _EXTENSIONS.match(element.tag)
        ):
            drop(element)
        elif element.tag in _UNWRAPPED:
            inside = element.getparent() is not None and element.getparent().tag == qn("w:rPr")
            drop(element) if inside else unwrap(element)
        else:
            _clean_attributes(element)
    for run_ in [mark.getparent().getparent() for mark in root.iter(qn("w:vanish"))]:
        if run_ is not None and run_.tag == qn("w:r"):
            drop(run_)


def _clean_attributes(element: Element) -> None:
    own = element.tag.rpartition("}")[2]
    for name in list(element.attrib):
        local = name.rpartition("}")[2]
        picture = own in ("docPr", "cNvPr", "imagedata", "shape", "rect", "group")
        if (
            local.startswith("rsid")
            or _EXTENSIONS.match(name)
            or (picture and local in ("title", "href"))
            or (picture and local in ("descr", "alt") and _PATH.search(element.get(name)))
        ):
            del element.attrib[name]
    if own in ("docPr", "cNvPr") and element.get("name"):
        element.set("name", f"Picture {element.get('id', '1')}")


def clean_fields(root: Element, filled: Callable[[str], str]) -> None:
    """Fields that are of this file stay, what can be filled is, the others go.

    filled: the words for the name of a property such as "title", or "".
    """
    for simple in list(root.iter(qn("w:fldSimple"))):
        name, argument = _instruction(simple.get(qn("w:instr"), ""))
        if name not in _FIELDS:
            words = filled(argument if name == "DOCPROPERTY" else name.casefold())
            if words:
                simple.addprevious(_run(words))
            drop(simple)
    for runs, instruction in list(_complex(root)):
        name, argument = _instruction(instruction)
        if name in _FIELDS or (name == "HYPERLINK" and _WEB.search(instruction)):
            continue
        words = filled(argument if name == "DOCPROPERTY" else name.casefold())
        if words:
            runs[0].addprevious(_run(words))
        for run_ in runs:
            _emptied(run_)
    for mark in list(root.iter(qn("w:ffData"), qn("w:fldData"))):
        drop(mark)


def _instruction(words: str) -> tuple[str, str]:
    pieces = words.replace('"', " ").split()
    return (pieces[0].upper() if pieces else "", pieces[1].casefold() if len(pieces) > 1 else "")


def _complex(root: Element) -> Iterator[tuple[list[Element], str]]:
    """The runs of every outermost field, and its instruction; one without an end is all marks."""
    depth = 0
    runs: list[Element] = []
    said: list[str] = []
    for element in root.iter(qn("w:r"), qn("w:fldChar"), qn("w:instrText")):
        if element.tag == qn("w:r"):
            if depth:
                runs.append(element)
            continue
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            if depth == 0:
                runs, said = [element.getparent()], []
            depth += 1
        elif kind == "end" and depth:
            depth -= 1
            if depth == 0:
                yield runs, "".join(said)
        elif kind is None and depth == 1:
            said.append(element.text or "")
    if depth:
        yield [r for r in runs if next(r.iter(qn("w:fldChar"), qn("w:instrText")), None)], ""


def _emptied(run_: Element) -> None:
    """A run without its words; a picture in it, such as a logo that a field put there, stays."""
    kept = [child for child in run_ if child.tag in _PICTURES or child.tag == qn("w:rPr")]
    if any(child.tag in _PICTURES for child in kept):
        for child in list(run_):
            if child not in kept:
                run_.remove(child)
    else:
        drop(run_)


def _run(words: str) -> Element:
    return parse_xml(f"<w:p {NAMESPACES}>{run(words)}</w:p>")[0]


def clean_relations(root: Element, carried: Callable[[str], str]) -> None:
    """What an element leads to comes along as `carried` decides: a new id, or "" for no."""
    for element in [e for e in root.iter() if any(n.startswith(R) for n in e.attrib)]:
        for name in [n for n in element.attrib if n.startswith(R)]:
            new = carried(element.get(name))
            if new:
                element.set(name, new)
            else:
                del element.attrib[name]
        if any(name.startswith(R) for name in element.attrib):
            continue
        if element.tag == qn("w:hyperlink"):
            unwrap(element)
        elif element.tag.endswith(("}hlinkClick", "}hlinkHover")):
            drop(element)
        else:
            drop(next((a for a in element.iterancestors() if a.tag in _PICTURES), element))


def settle(root: Element) -> None:
    """What must end with a paragraph does; what a program cannot know by its name goes."""
    for choice in list(root.iter(f"{_MC}Choice")):
        known = choice.nsmap
        if any(prefix not in known for prefix in (choice.get("Requires") or "").split()):
            drop(choice)
    for name in [n for n in root.attrib if n.startswith(_MC)]:
        del root.attrib[name]
    for element in [root, *root.iter(*TAILED)]:
        if element.tag in TAILED and (len(element) == 0 or element[-1].tag != qn("w:p")):
            element.append(parse_xml(f"<w:body {NAMESPACES}><w:p/></w:body>")[0])


def leads_to_web(address: str) -> bool:
    """Whether an address is a page or a mailbox, and no file on somebody's disk."""
    return _WEB.match(address) is not None
