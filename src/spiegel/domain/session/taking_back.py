"""A change by which somebody takes words back, for good."""

from collections.abc import Iterable
from typing import Final

import msgspec

from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Statement

HALF_TYPED: Final = "half-typed"
"""Stands for a table where words are in no document yet, but in a line or form of a window."""


class Quoted(msgspec.Struct, frozen=True):
    """Words in one document that somebody looked at: they quote what is taken back, and go too.

    table: or `HALF_TYPED`; then they go wherever they are half typed. meeting: the id of the other
    meeting in which they stand, empty for this one.
    """

    table: str
    number: int
    words: tuple[str, ...]
    meeting: str = ""

    @property
    def in_document(self) -> bool:
        """Whether a document of this meeting has them, of which papers are made."""
        return not self.meeting and self.table != HALF_TYPED


def half_typed(quoted: Iterable[Quoted], meeting: str) -> tuple[str, ...]:
    """The words that somebody found in what is half typed in the meeting with this id."""
    here = (one for one in quoted if one.table == HALF_TYPED and one.meeting in ("", meeting))
    return tuple(words for one in here for words in one.words)


class TakesBack(Change, frozen=True, kw_only=True):
    """Somebody takes words back; it cannot be undone.

    earlier: other wordings of them, as the store found them in the file and in what is kept of it.
    quoted: where a person found them quoted in so few words that no rule tells.
    """

    earlier: tuple[str, ...] = ()
    quoted: tuple[Quoted, ...] = ()

    @property
    def final(self) -> bool:
        return True

    def wordings(self, said: Statement) -> Iterable[str]:
        """What of a statement, as it stood once, is taken back by this."""
        raise NotImplementedError

    def done_in(self, session: Session) -> bool:
        """Whether there is nothing left to take back, as when another window did it."""
        raise NotImplementedError
