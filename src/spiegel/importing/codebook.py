"""A codebook of REFI-QDA (.qdc) as a list of themes."""

from collections.abc import Iterator
from typing import Final

from spiegel.domain.preparation.theme_list import Named, ThemeList, theme_list
from spiegel.importing.package import XmlElement, local, parsed
from spiegel.importing.seen import DamagedError

LARGEST: Final = 5_000_000
"""Bytes of a codebook; that of a large study has a tenth of it."""
BETWEEN: Final = " / "
"""Between headings that stand under each other."""


def read_codebook(content: bytes) -> ThemeList:
    """The codes that something can be coded with, under the headings that they stand in.

    Of any version of the format, and of programs that write its namespace otherwise. Raises
    DamagedError for what is no codebook, or has a document type: no codebook needs one, and it
    could fill the memory or fetch other files.
    """
    if len(content) > LARGEST:
        raise DamagedError
    root = parsed(content)
    if local(root) != "CodeBook":
        raise DamagedError
    found: list[Named] = []
    described = 0
    for codes in (child for child in root if local(child) == "Codes"):
        for code, under in _codes(codes, ""):
            described += any(
                local(child) == "Description" and (child.text or "").strip() for child in code
            )
            if code.get("isCodable", "true") not in ("false", "0"):
                found.append(Named(code.get("name") or "", under))
    return theme_list(found, described)


def _codes(parent: XmlElement, under: str) -> Iterator[tuple[XmlElement, str]]:
    """Each code below with the heading that it stands under, in the order of the file."""
    waiting = [(child, under) for child in reversed(parent) if local(child) == "Code"]
    while waiting:
        code, heading = waiting.pop()
        yield code, heading
        inside = BETWEEN.join(filter(None, (heading, code.get("name") or "")))
        waiting += [(child, inside) for child in reversed(code) if local(child) == "Code"]
