"""What the readers of Word files know of its XML: what is read of it, and what is seen in it."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from spiegel.domain.patterns import pattern
from spiegel.importing.package import XmlElement

SPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""WordprocessingML as all programs write it, and as the strict form of the standard has it."""
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
HEADING: Final = pattern(r"heading (\d)", re.IGNORECASE)
CONTENTS: Final = pattern(r"toc (\d|heading)", re.IGNORECASE)
OFF: Final = ("0", "false", "off")
_DEEPEST: Final = 9
"""The outline level of body text, from 0."""
_CHAIN: Final = 20
"""Styles that stand on each other; more is a circle."""


def is_document(root: XmlElement) -> bool:
    """Whether a part is the text of a Word document."""
    name = etree.QName(root)
    return name.localname == "document" and name.namespace in SPACES


def chain(found: Mapping[str, XmlElement], key: str, space: str) -> list[XmlElement]:
    """A style and those that it stands on, itself first; nothing for one that is not there."""
    styles: list[XmlElement] = []
    while key in found and len(styles) < _CHAIN:
        styles.append(found[key])
        key = value(found[key], "basedOn", space)
    return styles


def outline_level(element: XmlElement, space: str) -> int | None:
    """The level of a heading from 1, of an outline level of Word; None for body text."""
    level = element.get(f"{space}val", "") if element is not None else ""
    return int(level) + 1 if level.isdecimal() and int(level) < _DEEPEST else None


def value(element: XmlElement, name: str, space: str) -> str:
    """What a child of an element says; empty when there is none."""
    child = element.find(space + name)
    return child.get(f"{space}val", "") if child is not None else ""


def on(element: XmlElement, space: str) -> bool:
    """Whether something that can be on or off is there, and on."""
    return element is not None and element.get(f"{space}val", "1") not in OFF


def chosen(both: XmlElement) -> Iterable[XmlElement]:
    """Of what is there twice, what newer programs show."""
    newer, older = both.find(f"{MC}Choice"), both.find(f"{MC}Fallback")
    found = newer if newer is not None and len(newer) else older
    return found if found is not None else ()
