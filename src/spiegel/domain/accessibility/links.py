"""Links: whether their words say where they lead."""

import re
from collections.abc import Iterator
from typing import Final

from spiegel.domain.accessibility.document import Link
from spiegel.domain.accessibility.findings import Fault, Finding, shortened
from spiegel.domain.accessibility.walk import Spot, Walked
from spiegel.domain.patterns import pattern

_VAGUE: Final = frozenset(
    [
        "hier",
        "klik hier",
        "klik",
        "klik op deze link",
        "deze link",
        "link",
        "via deze link",
        "via deze website",
        "meer",
        "lees meer",
        "lees verder",
        "lees hier meer",
        "lees hier verder",
        "meer informatie",
        "meer lezen",
        "meer info",
        "info",
        "verder",
        "website",
        "deze website",
        "deze pagina",
        "pagina",
        "download",
        "downloaden",
        "bekijk",
        "bekijk hier",
        "ga naar",
        "kijk hier",
        "zie hier",
        "here",
        "click here",
        "click",
        "this link",
        "link here",
        "more",
        "read more",
        "read on",
        "more information",
        "more info",
        "learn more",
        "this page",
        "this website",
        "page",
        "go to",
        "see here",
        "details",
        "continue",
    ]
)
_ADDRESS: Final = pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HOST: Final = pattern(r"[\w-]+(?:\.[\w-]+)+/?", re.IGNORECASE)
"""The name of a site alone, which people say too."""


def links(walked: Walked) -> Iterator[Finding]:
    """What is wrong with the words of links."""
    targets: dict[str, dict[str, Spot]] = {}
    for spot, paragraph in walked.paragraphs():
        for link in paragraph.links:
            finding = _wrong(link, spot)
            if finding is not None:
                yield finding
            elif link.words.strip() and link.target:
                # What is beside the words tells two apart as well.
                said = " ".join(f"{link.words} {link.tip}".split()).casefold()
                targets.setdefault(said, {}).setdefault(link.target.rstrip("/"), spot)
    for said, places in targets.items():
        if len(places) > 1 and not said.isdecimal():
            about: dict[str, str | float] = {"words": shortened(said), "count": len(places)}
            where = next(iter(places.values())).where
            yield Finding(fault=Fault.LINK_AMBIGUOUS, where=where, about=about)


def _wrong(link: Link, spot: Spot) -> Finding | None:
    words = " ".join(link.words.split())
    bare = words.casefold().strip(" .:>»›→…\"'“”()[]")
    if not words:
        # Of a link inside the document nothing is seen or read where it has no words.
        if not link.target or link.target.startswith("#"):
            return None
        about = {"target": shortened(link.target)}
        return Finding(fault=Fault.LINK_EMPTY, where=spot.where, about=about)
    if bare in _VAGUE and not link.tip:
        return Finding(fault=Fault.LINK_VAGUE, where=spot.where, about={"words": shortened(words)})
    if _ADDRESS.fullmatch(words) and not _HOST.fullmatch(words):
        about = {"words": shortened(words)}
        return Finding(fault=Fault.LINK_ADDRESS, where=spot.where, about=about)
    return None
