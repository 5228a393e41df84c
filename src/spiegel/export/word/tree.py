"""XML of a Word file as a tree: read, written, and what its elements are called.

lxml alone does that. python-docx, which takes a cold command a fifth of its time, reads house
styles and nothing else.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final
from xml.parsers.expat import ParserCreate

from lxml import etree

Element = Any
"""An XML element of lxml, which comes without types."""

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }
)
_PARSER: Final = etree.XMLParser(remove_blank_text=True, resolve_entities=False)


@cache
def qn(name: str) -> str:
    """A name such as "w:p" as lxml has it."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def parse_xml(xml: str | bytes) -> Element:
    """The root of this XML, without the space between elements. Raises SyntaxError."""
    return etree.fromstring(xml, _PARSER)


def serialized(root: Element) -> bytes:
    """A part of a file, from its root."""
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


def written(element: Element) -> str:
    """An element as it can stand inside another."""
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def well_formed(xml: bytes) -> None:
    """Be sure that this is XML, without a tree of it. Raises ExpatError."""
    ParserCreate().Parse(xml, True)
