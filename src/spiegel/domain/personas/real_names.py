"""Names in a persona that somebody of these meetings has, or that look like somebody's."""

from collections.abc import Collection, Iterator

from spiegel.domain.consent.persona_names import (
    WORD,
    name_parts,
    parts_taken,
    taken_in,
)
from spiegel.domain.consent.traces import traces
from spiegel.domain.privacy.found import Kind
from spiegel.domain.session.personas import nameless
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import folded


def real_names(
    meetings: Collection[Session], name: str, known: Collection[str] = ()
) -> tuple[str, ...]:
    """The parts of a persona's name that somebody has who was there, or was spoken of.

    known: names of people that are kept elsewhere, as in a key file.
    """
    taken = {part for each in known for part in name_parts(each)}
    for session in meetings:
        taken |= taken_in(session, name)
    return tuple(name[start:end] for start, end in parts_taken(name, taken))


def names_in(
    session: Session, words: str, own_name: str, known: Collection[str] = ()
) -> Iterator[str]:
    """Names in a sentence, but for the persona's own."""
    text = nameless(words, own_name)
    taken = {part for each in known for part in name_parts(each)}
    for trace in traces(session, text):
        if trace.found.kind is Kind.NAME:
            yield text[trace.found.start : trace.found.end]
    yield from (word for word in WORD.findall(text) if folded(word) in taken and word[0].isupper())
