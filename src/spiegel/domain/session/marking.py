"""Sentences of personas of which something went, and their personas, which are agreed no more."""

from collections.abc import Iterable

import msgspec

from spiegel.domain.session.personas import PersonaState, Sentence
from spiegel.domain.session.session import Session, put


def with_marked(session: Session, sentences: Iterable[Sentence]) -> Session:
    """The session with these sentences, of which something went.

    Makers who agreed to a persona agreed to what is not so any more: it is to be looked at again.
    """
    changed = tuple(sentences)
    return _again(put(session, *changed), {one.persona for one in changed if one.lost})


def marked_again(session: Session) -> Session:
    """The session in which no persona is agreed of which a sentence is marked."""
    marked = {one.persona for one in session.persona_sentences.values() if one.lost}
    return _again(session, marked)


def _again(session: Session, numbers: set[int]) -> Session:
    personas = (session.personas[n] for n in sorted(numbers) if n in session.personas)
    agreed = (one for one in personas if one.state is PersonaState.AGREED)
    return put(session, *(msgspec.structs.replace(one, state=PersonaState.AGAIN) for one in agreed))
