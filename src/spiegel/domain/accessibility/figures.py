"""Pictures, charts and shapes: whether they say what they show."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from spiegel.domain.accessibility.document import Figure, FigureKind
from spiegel.domain.accessibility.findings import Fault, Finding, shortened
from spiegel.domain.accessibility.walk import Place, Walked
from spiegel.domain.patterns import pattern
from spiegel.i18n import N_

_FEW: Final = 10
"""Words of a document that is made of pictures."""
_NAMES: Final[Mapping[FigureKind, str]] = MappingProxyType(
    {
        FigureKind.PICTURE: N_("a picture"),
        FigureKind.CHART: N_("a chart"),
        FigureKind.DIAGRAM: N_("a diagram"),
        FigureKind.SHAPE: N_("a drawn shape"),
        FigureKind.OBJECT: N_("an embedded object"),
        FigureKind.WORD_ART: N_("words as a drawing"),
    }
)
_FILE: Final = pattern(
    r"(?:\S.*\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|heic|pdf|docx?|xlsx?)"
    r"|(?:[a-z]:\\|https?://|file:|/\w+/).*"
    r"|(?:image|img|picture|afbeelding|figuur|figure|foto|photo|shape|vorm|chart|grafiek|graphic"
    r"|graphics|diagram|text ?box|tekstvak|rechthoek|rectangle|dsc|screenshot|logo|object)"
    r"[\s_-]*\d*)",
    re.IGNORECASE | re.DOTALL,
)
"""An alternative text that names a file, or what any figure is called."""
_PROGRAM: Final = pattern(
    r"automatisch gegenereerd|automatically generated|ai-generated|met ai gegenereerd"
    r"|door ai gegenereerd",
    re.IGNORECASE,
)
_OF_WORDS: Final = pattern(
    r"\b(?:screenshots?|schermafbeelding(?:en)?|schermafdruk(?:ken)?|screen ?dumps?|scan (?:van|of)"
    r"|ingescande?|scanned)\b",
    re.IGNORECASE,
)


def figures(walked: Walked) -> Iterator[Finding]:
    """What is wrong with what is seen and not read.

    What stands above and below each page is left out: programs read it to nobody.
    """
    count = 0
    for spot, paragraph in walked.paragraphs(Place.EDGE):
        for figure in paragraph.figures:
            count += figure.kind is FigureKind.PICTURE and not figure.decorative
            found = fault_of(figure)
            if found is not None:
                fault, words = found
                yield Finding(
                    fault=fault,
                    where=spot.where,
                    about={"words": shortened(words)},
                    named={"figure": name_of(figure)},
                )
    if count and sum(len(spot.words.split()) for spot, _ in walked.paragraphs(Place.EDGE)) < _FEW:
        yield Finding(fault=Fault.SCAN)


def name_of(figure: Figure) -> str:
    """What a figure is called, to translate."""
    return _NAMES[figure.kind]


def fault_of(figure: Figure) -> tuple[Fault, str] | None:
    """What is wrong with what a figure says of itself, and which words; None for nothing."""
    if figure.kind is FigureKind.WORD_ART:
        return Fault.TEXT_AS_IMAGE, figure.alt
    if figure.decorative:
        return None
    alt = figure.alt.strip()
    if not alt:
        return Fault.ALT_MISSING, ""
    if _FILE.fullmatch(alt):
        return Fault.ALT_FILE_NAME, alt
    if _PROGRAM.search(alt):
        return Fault.ALT_BY_PROGRAM, alt
    if figure.kind is FigureKind.PICTURE and _OF_WORDS.search(alt):
        return Fault.TEXT_AS_IMAGE, alt
    return None
