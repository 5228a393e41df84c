"""Names of personas, which are nobody's: one that somebody of this meeting has is asked about.

Any other name stands as it is, also where the rules that look for people would take it for one.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Final

from spiegel.domain.consent.traces import (
    ABOUT_PERSONAS,
    Place,
    Trace,
    alike,
    here,
    people_named,
    places,
    traces,
    verdict_on,
)
from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.found import Found, Kind
from spiegel.domain.privacy.recognise import recognise
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.personas import OWN_NAME, Persona, nameless
from spiegel.domain.session.remembered import remembered
from spiegel.domain.session.session import Session
from spiegel.domain.session.verdicts import Choice
from spiegel.domain.session.words import folded

WORD: Final = pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BETWEEN: Final = "van de der den het ter ten te el al von la le in op 't"
_SMALL: Final = frozenset(_BETWEEN.split())
_OF_PERSONAS: Final = ("personas", "persona_sentences")


def taken_in(session: Session, name: str) -> frozenset[str]:
    """The parts of names that somebody has who was there, or was spoken of, in small letters.

    name: of a persona, that is spoken of where it is there already.
    """
    spoken_of, noted = _names_there(session)
    others = (nameless(each, name).replace(OWN_NAME, "") for each in noted)
    return (
        people_named(session) | spoken_of | frozenset(chain.from_iterable(map(name_parts, others)))
    )


@remembered
def _names_there(session: Session) -> tuple[frozenset[str], tuple[str, ...]]:
    """The parts of names that were said, in small letters, and the names in what was noted and
    agreed when personas were there to be spoken of."""
    spoken_of: set[str] = set()
    noted: list[str] = []
    for place in places(session):
        names = () if place.table in _OF_PERSONAS else _names(place.text)
        if names and _after_telling(session, place):
            noted += names
        else:
            spoken_of.update(chain.from_iterable(map(name_parts, names)))
    return frozenset(spoken_of), tuple(noted)


def _after_telling(session: Session, place: Place) -> bool:
    """Whether it is a remark from after the last round, or what came of it."""
    if place.table != "remarks":
        return place.table in ABOUT_PERSONAS
    part = session.phases.get(session.remarks[place.number].phase or 0)
    rounds = (each.position for each in session.agenda if each.kind is PhaseKind.ROUND)
    return part is None or part.position > max(rounds, default=0)


def _names(text: str) -> Sequence[str]:
    found = recognise(text)
    return [text[one.start : one.end] for one in found if one.kind is Kind.NAME] if found else ()


def name_parts(name: str) -> Iterator[str]:
    """The words of a name that tell whose it is, in small letters."""
    return (folded(word) for word in WORD.findall(name) if tells(word))


def tells(word: str) -> bool:
    """Whether a word of a name tells whose it is."""
    return len(word) > 1 and folded(word) not in _SMALL


def parts_taken(name: str, taken: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Where in a name parts stand that somebody has."""
    found = ((one.span(), one[0]) for one in WORD.finditer(name))
    return tuple(span for span, word in found if folded(word) in taken and tells(word))


def name_trace(session: Session, persona: Persona) -> Trace | None:
    """What in the name of a persona is that of somebody of this meeting; None for nothing.

    Of a name that somebody in another meeting has nobody knows here which part it is: all of it.
    """
    name = persona.name
    spans = parts_taken(name, taken_in(session, name))
    if persona.taken and name:
        spans = ((0, len(name)),)
    if not spans:
        return None
    found = Found(spans[0][0], spans[-1][1], Kind.NAME)
    return Trace(found, verdict_on(session, name, found))


def stays(session: Session, persona: Persona) -> bool:
    """Whether somebody said in Review that the name of a persona stays."""
    trace = name_trace(session, persona)
    verdict = trace.verdict if trace is not None else None
    return verdict is not None and verdict.choice is Choice.KEEP


def traced(session: Session, but: str = "") -> Iterator[tuple[Place, tuple[Trace, ...]]]:
    """Every text that a document may show, with what in it seems to point to a person.

    but: a table that is not looked at.
    """
    for place in places(session, but):
        yield place, traces(session, place.text, personas=place.table in ABOUT_PERSONAS)
    for persona in session.personas.values():
        trace = name_trace(session, persona)
        if trace is not None:
            yield Place("personas", persona.number, "name", persona.name), (trace,)


def decidable(session: Session) -> frozenset[str]:
    """The digests of all that something may be decided about."""
    return frozenset(
        chain.from_iterable(
            (here(session, place.text, words), alike(session, words))
            for place, found in traced(session)
            for trace in found
            for words in (place.text[trace.found.start : trace.found.end],)
        )
    )
