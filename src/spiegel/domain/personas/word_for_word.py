"""Whether a sentence of a persona has the words of somebody who may not be quoted."""

from collections.abc import Collection
from typing import Final

from spiegel.domain.consent.gate import guarded
from spiegel.domain.consent.literal import plain_words
from spiegel.domain.session.remembered import remembered
from spiegel.domain.session.session import Session

_guarded: Final = remembered(guarded)


def is_literal(meetings: Collection[Session], words: str) -> bool:
    """Whether words repeat what somebody said in one of these who may not be quoted."""
    said = plain_words(words)
    return any(
        bool(kept.spans(words)) or said in kept.utterances for kept in map(_guarded, meetings)
    )
