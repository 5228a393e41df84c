"""The second opinion: what another program takes for a person where the own rules see nobody.

The session keeps nothing of it but verdicts. What was decided once is looked for by its digest
from then on (`traces`), and so waits again where it stands in other words.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.consent.traces import Place, places, runs, traces
from spiegel.domain.consent.verdicts import Finding, is_shown
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.privacy.places import LARGE
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import folded

_KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "persoon": Kind.NAME,
        "patient": Kind.NAME,
        "locatie": Kind.PLACE,
        "ziekenhuis": Kind.PLACE,
        "zorginstelling": Kind.PLACE,
        "telefoonnummer": Kind.TELEPHONE,
        "emailadres": Kind.EMAIL,
        "leeftijd": Kind.AGE,
        "bsn": Kind.BSN,
    }
)
"""What it calls them. Any date, web address and number gives nobody away."""
_LONGEST: Final = 6
"""Words in a row; what is longer is no name."""


class Seen(msgspec.Struct, frozen=True):
    """A stretch of a text that it took for something; tag: its own word for that."""

    start: int
    end: int
    tag: str


def asked(session: Session) -> tuple[Place, ...]:
    """The texts that it is to look at: all that a report would show, each text once."""
    found: dict[str, Place] = {}
    for place in places(session):
        if place.text not in found and is_shown(session, place):
            found[place.text] = place
    return tuple(found.values())


def more(session: Session, seen: Mapping[str, Sequence[Seen]]) -> tuple[Finding, ...]:
    """What of it the own rules did not find, wherever those words stand. seen: by text."""
    counts: dict[int, dict[str, Kind]] = {}
    for text, found in seen.items():
        for one in found:
            told = _told(text, one)
            if told is not None:
                count, words, kind = told
                counts.setdefault(count, {})[words] = kind
    return waiting(
        session,
        tuple(
            Finding(place, one, second=count)
            for place in places(session)
            if counts and is_shown(session, place)
            for one, count in _standing(place.text, counts)
        ),
    )


def waiting(session: Session, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that still stand there and of which nothing is known to the session yet."""
    if not found:
        return ()
    there = set(places(session))
    known = " ".join((session.info.title, session.info.place, session.info.organisation))
    return tuple(
        one
        for one in found
        if one.place in there
        and (one.found.kind is not Kind.PLACE or one.words.casefold() not in known.casefold())
        and not any(
            trace.found.start < one.found.end and one.found.start < trace.found.end
            for trace in traces(session, one.place.text)
        )
    )


def _told(text: str, one: Seen) -> tuple[int, str, Kind] | None:
    """How many words it is, these words, and their kind; None when they say nothing."""
    kind = _KINDS.get(one.tag)
    inside = [(s, e) for s, e in runs(text, 1) if s < one.end and one.start < e]
    if kind is None or not 0 < len(inside) <= _LONGEST:
        return None
    words = folded(text[inside[0][0] : inside[-1][1]])
    if kind is Kind.PLACE and words in LARGE:
        return None
    return len(inside), words, kind


def _standing(text: str, counts: Mapping[int, Mapping[str, Kind]]) -> Iterator[tuple[Found, int]]:
    """Where these words stand in a text; of two that overlap the longer ones count."""
    taken: list[tuple[int, int]] = []
    for count in sorted(counts, reverse=True):
        for start, end in runs(text, count):
            kind = counts[count].get(folded(text[start:end]))
            if kind is not None and all(end <= s or e <= start for s, e in taken):
                taken.append((start, end))
                yield Found(start, end, kind), count
