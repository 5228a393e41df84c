"""Which elements of self-direction a question is about, as a plan says it between brackets."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.session.elements import Element, in_order
from spiegel.domain.session.words import folded

_LABEL: Final = {"nl": "zelfregie", "en": "self-direction"}
_AND: Final = {"nl": "en", "en": "and"}
_NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "nl": ("eigenaarschap", "eigen kracht", "motivatie", "contacten"),
        "en": ("ownership", "own strength", "motivation", "contacts"),
    }
)
_KNOWN: Final = {
    name: element for names in _NAMES.values() for name, element in zip(names, Element, strict=True)
}
_SAYS: Final = pattern(
    r"(?:zelfregie|eigen regie|self[- ]direction)\s*[:=–-]?\s+(?P<names>.+)", re.IGNORECASE
)
_BETWEEN: Final = pattern(r"\s*(?:\+|&|(?<!\S)(?:en|and)(?!\S))\s*", re.IGNORECASE)


def read_elements(piece: str, *, goes_on: bool = False) -> tuple[Element, ...]:
    """The elements that a piece names; () when it says nothing of the kind.

    goes_on: what was before it named some, so that it can be a name alone.
    """
    found = _SAYS.fullmatch(piece.strip())
    if found is None and not goes_on:
        return ()
    names = found["names"] if found is not None else piece.strip()
    elements = [_KNOWN.get(folded(name)) for name in _BETWEEN.split(names) if name]
    return in_order(e for e in elements if e is not None) if all(elements) else ()


def names_self_direction(piece: str) -> bool:
    """Whether a piece begins as one that names elements does."""
    return _SAYS.fullmatch(piece.strip()) is not None


def written_elements(elements: Sequence[Element], language: str) -> str:
    """The same as it is written; language: "nl" or "en"."""
    names = dict(zip(Element, _NAMES[language], strict=True))
    *some, last = (names[element] for element in in_order(elements))
    listed = f"{', '.join(some)} {_AND[language]} {last}" if some else last
    return f"{_LABEL[language]}: {listed}"


def joined(first: Iterable[Element], *more: Iterable[Element]) -> tuple[Element, ...]:
    """Elements of several marks, each once."""
    return in_order([*first, *(element for each in more for element in each)])
