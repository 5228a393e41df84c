"""Names in a persona that somebody of these meetings has, or that look like somebody's."""

from collections.abc import Collection, Iterator
from typing import Final

from spiegel.domain.consent.traces import ABOUT_PERSONAS, Place, people_named, places, traces
from spiegel.domain.patterns import pattern
from spiegel.domain.personas.remembered import remembered
from spiegel.domain.privacy.found import Kind
from spiegel.domain.privacy.recognise import recognise
from spiegel.domain.session.agenda import PhaseKind
from spiegel.domain.session.personas import OWN_NAME, nameless
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import folded

_WORD: Final = pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BETWEEN: Final = "van de der den het ter ten te el al von la le in op 't"
_SMALL: Final = frozenset(_BETWEEN.split())


def real_names(
    meetings: Collection[Session], name: str, known: Collection[str] = ()
) -> tuple[str, ...]:
    """The parts of a persona's name that somebody has who was there, or was spoken of.

    known: names of people that are kept elsewhere, as in a key file.
    """
    taken = {part for each in known for part in _parts(each)}
    for session in meetings:
        taken |= people_named(session) | _spoken_of(session)
        spoken = (nameless(each, name).replace(OWN_NAME, "") for each in _noted(session))
        taken.update(part for each in spoken for part in _parts(each))
    return tuple(word for word in _WORD.findall(name) if folded(word) in taken and _tells(word))


def names_in(
    session: Session, words: str, own_name: str, known: Collection[str] = ()
) -> Iterator[str]:
    """Names in a sentence, but for the persona's own."""
    text = nameless(words, own_name)
    taken = {part for each in known for part in _parts(each)}
    for trace in traces(session, text):
        if trace.found.kind is Kind.NAME:
            yield text[trace.found.start : trace.found.end]
    yield from (word for word in _WORD.findall(text) if folded(word) in taken and word[0].isupper())


@remembered
def _spoken_of(session: Session) -> frozenset[str]:
    """The parts of names that were said, in small letters."""
    return frozenset(
        part
        for place in places(session)
        if place.table != "persona_sentences" and not _after_telling(session, place)
        for name in _names(place.text)
        for part in _parts(name)
    )


@remembered
def _noted(session: Session) -> tuple[str, ...]:
    """The names in what was noted and agreed when personas were there to be spoken of."""
    return tuple(
        name
        for place in places(session)
        if _after_telling(session, place)
        for name in _names(place.text)
    )


def _after_telling(session: Session, place: Place) -> bool:
    """Whether it is a remark from after the last round, or what came of it."""
    if place.table != "remarks":
        return place.table in ABOUT_PERSONAS
    part = session.phases.get(session.remarks[place.number].phase or 0)
    rounds = (each.position for each in session.agenda if each.kind is PhaseKind.ROUND)
    return part is None or part.position > max(rounds, default=0)


def _names(text: str) -> Iterator[str]:
    return (text[found.start : found.end] for found in recognise(text) if found.kind is Kind.NAME)


def _parts(name: str) -> Iterator[str]:
    return (folded(word) for word in _WORD.findall(name) if _tells(word))


def _tells(word: str) -> bool:
    return len(word) > 1 and folded(word) not in _SMALL
