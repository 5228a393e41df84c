"""Where somebody perhaps typed over a few words that are taken back: a person looks at each place.

Few words in a row are mostly chance, so no rule cuts them; whoever was there knows.
"""

from collections.abc import Iterator

import msgspec

from spiegel.domain.consent.literal import Guarded, in_a_row
from spiegel.domain.consent.repeated import BEFOREHAND, THEIRS, left_in
from spiegel.domain.consent.typed import gone_for_good
from spiegel.domain.session.session import TABLES, Document, Session
from spiegel.domain.session.taking_back import Quoted, TakesBack


class Place(msgspec.Struct, frozen=True):
    """A text of a document, and where in it some of those words stand in a row."""

    table: str
    number: int
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def quoted(self) -> Quoted:
        """These words, to go with what is taken back."""
        return Quoted(self.table, self.number, tuple(self.text[a:b] for a, b in self.spans))


def perhaps_quoted(session: Session, change: TakesBack) -> tuple[Place, ...]:
    """What would be left after a change that takes words back, where it may still quote them.

    The longest come first. What people said themselves is theirs, and what was there before anybody
    spoke is no quotation.
    """
    after = change.apply(session, session.info.created)
    same = in_a_row(gone_for_good(session, after))
    places = [
        Place(table, document.number, text, spans)
        for table in TABLES
        if table not in BEFOREHAND
        for document in getattr(after, table).values()
        for text, spans in _found(document, same, THEIRS.get(table, ()))
    ]
    return tuple(sorted(places, key=_longest, reverse=True))


def _found(
    document: Document, same: Guarded, but: tuple[str, ...]
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    texts: list[str] = []

    def note(text: str) -> str:
        texts.append(text)
        return text

    left_in(document, note, but)
    return ((text, spans) for text in texts if (spans := same.spans(text)))


def _longest(place: Place) -> int:
    return max(end - start for start, end in place.spans)
