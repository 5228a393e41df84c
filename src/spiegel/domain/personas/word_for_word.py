"""Whether a sentence of a persona has the words of somebody who may not be quoted outside.

A card is made to be handed on, so there is one card, for readers in the organisation and outside.
"""

from collections.abc import Collection

from spiegel.domain.consent.audience import for_outside
from spiegel.domain.consent.gate import guarded
from spiegel.domain.consent.literal import Guarded, plain_words
from spiegel.domain.session.remembered import remembered
from spiegel.domain.session.session import Session


@remembered
def _guarded(session: Session) -> Guarded:
    return guarded(for_outside(session))


def is_literal(meetings: Collection[Session], words: str) -> bool:
    """Whether words repeat what somebody said in one of these who may not be quoted outside."""
    said = plain_words(words)
    return any(
        bool(kept.spans(words)) or said in kept.utterances for kept in map(_guarded, meetings)
    )
