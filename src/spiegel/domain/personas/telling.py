"""What of a persona a document may show; decided here alone, by the rules of the gate."""

from collections.abc import Collection
from typing import Final

from spiegel.domain.consent.gate import Reason, Shown, Withheld, guarded, told
from spiegel.domain.consent.literal import plain_words
from spiegel.domain.personas.remembered import remembered
from spiegel.domain.personas.sources import not_usable
from spiegel.domain.session.personas import OWN_NAME, Sentence, nameless
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations

_guarded: Final = remembered(guarded)


def sentence_told(
    session: Session,
    sentence: Sentence,
    t: Translations | None = None,
    sources: Collection[Session] = (),
) -> Shown | Withheld:
    """What a card may show of a sentence, or why it may not.

    Not one of which something went, or that rests on what somebody said who does not take part; not
    the words of somebody who may not be quoted, here or in one of these other meetings; not what
    looks like a person and was not decided on. A code of somebody is replaced. sources: the other
    meetings that it rests on, as far as they were read.
    """
    if sentence.lost:
        return Withheld(Reason.LOST)
    if not_usable(session, sentence):
        return Withheld(Reason.NOT_TAKING_PART)
    if is_literal((session, *sources), sentence.words):
        return Withheld(Reason.STILL_LITERAL)
    persona = session.personas.get(sentence.persona)
    name = persona.name if persona is not None else ""
    ruling = told(session, nameless(sentence.words, name), t, general=False)
    if isinstance(ruling, Shown):
        return Shown(ruling.words.replace(OWN_NAME, name))
    return ruling


def is_literal(meetings: Collection[Session], words: str) -> bool:
    """Whether words repeat what somebody said in one of these who may not be quoted."""
    said = plain_words(words)
    return any(
        bool(kept.spans(words)) or said in kept.utterances for kept in map(_guarded, meetings)
    )
