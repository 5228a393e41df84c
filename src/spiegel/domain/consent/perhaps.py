"""Where somebody perhaps typed over a few words that are taken back: a person looks at each place.

Few words in a row are mostly chance, so no rule cuts them; whoever was there knows.
"""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from spiegel.domain.consent.elsewhere import Gone, gone_from, rests_on, without_gone
from spiegel.domain.consent.literal import few_in_a_row, in_a_row
from spiegel.domain.consent.repeated import BEFOREHAND, DETAILS, THEIRS, left_in, theirs
from spiegel.domain.consent.typed import TakenOut, gone_for_good, taken_out
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.session import TABLES, Document, Info, Session
from spiegel.domain.session.statements import Where
from spiegel.domain.session.taking_back import HALF_TYPED, Quoted, TakesBack


class Place(msgspec.Struct, frozen=True):
    """A text of a document, and where in it some of those words stand in a row.

    meeting, title: of the other meeting that it is in, empty for this one. said_by: who said it,
    for it is theirs then: it is shown, and stays.
    """

    table: str
    number: int
    text: str
    spans: tuple[tuple[int, int], ...]
    meeting: str = ""
    title: str = ""
    said_by: tuple[str, ...] = ()

    @property
    def quoted(self) -> Quoted:
        """These words, to go with what is taken back."""
        words = tuple(self.text[start:end] for start, end in self.spans)
        return Quoted(self.table, self.number, words, self.meeting)


class HalfTyped(msgspec.Struct, frozen=True):
    """What is left of something half typed, when the rules took out what they find.

    about: of a form, what it is about. where: of a line of the scribe, where it belongs.
    """

    texts: tuple[str, ...]
    about: str = ""
    where: Where | None = None


def perhaps_half_typed(
    session: Session, words: Iterable[str], found: Iterable[HalfTyped], *, sure: bool = False
) -> tuple[Place, ...]:
    """Where what is half typed may quote words that went; session: without them.

    sure: only what is hardly chance.
    """
    from spiegel.domain.consent.half_line import of_nobody

    few = _Few(words)
    places: list[Place] = []
    for half in found:
        strict = sure or half.about.partition(" ")[0] in BEFOREHAND
        for place in few.in_texts(HALF_TYPED, 0, half.texts, sure=strict):
            # What others say in a line is theirs.
            if half.where is None or of_nobody(session, place.text, half.where):
                places.append(place)
    return _sorted(places)


def perhaps_quoted(session: Session, change: TakesBack) -> tuple[Place, ...]:
    """What would be left after a change that takes words back, where it may still quote them.

    The longest come first, and last what people who stay said themselves. In that, and in what was
    mostly there before anybody spoke, only what is hardly chance counts.
    """
    after = change.apply(session, session.info.created)
    few = _Few(gone_for_good(session, after, change.earlier))
    return (*_sorted(few.places(after)), *_sorted(few.said(after)))


def gone_by(session: Session, change: TakesBack) -> Gone:
    """What such a change takes out of a meeting, before it is made."""
    after = change.apply(session, session.info.created)
    return gone_from(session, after, gone_for_good(session, after, change.earlier))


class Quotations:
    """What looks in other meetings for places that may quote what went in one."""

    def __init__(self, gone: Gone) -> None:
        self._gone = gone
        self._few = _Few(gone.words)

    def may_have(self, text: str) -> bool:
        """Whether a meeting can have any, from its file as one text."""
        near = f'"{self._gone.meeting}"' in text
        for escape in ("\\n", "\\t", "\\r", '\\"'):
            text = text.replace(escape, " ")
        return bool((self._few.any if near else self._few.sure).spans(text))

    def places(
        self, other: Session, typed: Callable[[TakenOut], Iterable[HalfTyped]]
    ) -> tuple[Place, ...]:
        """The places in this one; fewer words count where it keeps anything of the meeting.

        typed: what of all that is half typed there is left.
        """
        info, gone = other.info, self._gone
        if info.id == gone.meeting:
            return ()
        sure = not rests_on(other, gone.meeting)
        after = without_gone(other, gone)
        found = [*self._few.places(after, sure=sure)]
        taken = taken_out(other, after, gone.words)
        if taken is not None:
            found += perhaps_half_typed(after, gone.words, typed(taken), sure=sure)
        return _sorted(
            msgspec.structs.replace(one, meeting=info.id, title=info.title) for one in found
        )


class _Few:
    """What finds a few of these words in a row: any three, and what is hardly chance."""

    def __init__(self, words: Iterable[str]) -> None:
        words = tuple(words)
        self.any, self.sure = in_a_row(words), few_in_a_row(words)

    def places(self, session: Session, *, sure: bool = False) -> Iterator[Place]:
        """The places in a meeting; sure: everywhere only what is hardly chance."""
        yield from self.in_texts(*DETAILS, _texts(session.info), sure=True)
        for table in TABLES:
            strict = sure or table in BEFOREHAND
            for document in getattr(session, table).values():
                texts = _texts(document, theirs(table, document))
                yield from self.in_texts(table, document.number, texts, sure=strict)

    def in_texts(
        self, table: str, number: int, texts: Iterable[str], *, sure: bool
    ) -> Iterator[Place]:
        """Those of these texts; sure: only what is hardly chance."""
        for text in texts:
            spans = self.any.spans(text)
            if spans and (not sure or self.sure.spans(text)):
                yield Place(table, number, text, spans)

    def said(self, session: Session) -> Iterator[Place]:
        """What people of a meeting said themselves in some of the same words."""
        for table in THEIRS:
            for document in getattr(session, table).values():
                if theirs(table, document) and (spans := self.sure.spans(document.words)):
                    by = getattr(document, "speakers", (UNKNOWN,))
                    yield Place(table, document.number, document.words, spans, said_by=by)


def _texts(document: Document | Info, but: tuple[str, ...] = ()) -> list[str]:
    texts: list[str] = []

    def note(text: str) -> str:
        texts.append(text)
        return text

    left_in(document, note, but)
    return texts


def _sorted(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=_longest, reverse=True))


def _longest(place: Place) -> int:
    return max(end - start for start, end in place.spans)
