"""Words that somebody takes back in one meeting, where another one has them too.

A question can be copied from its report, an action can quote it, a sentence of a persona can rest
on it. What people of the other meeting said in their own words is theirs.
"""

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from spiegel.domain.consent.literal import QUOTED, RUN, guard, plain_words
from spiegel.domain.consent.repeated import (
    CUT,
    DETAILS,
    left_in,
    pointed_out,
    prepared_texts,
    theirs,
)
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.marking import with_marked
from spiegel.domain.session.personas import Elsewhere, Sentence
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.session import TABLES, Change, Document, Session, continued, put
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.taking_back import Quoted
from spiegel.i18n import Translations

_Said = TypeVar("_Said", Statement, Idea)


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """What went for good in a meeting. meeting: its id. numbers: of its statements.

    words: as they stood, nothing where nobody knows them any more. prepared: what was there before
    anybody said a word, and may stand in the next round too, although somebody read it aloud.
    quoted: where a person found some of them in other meetings besides.
    """

    meeting: str
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    prepared: tuple[str, ...] = ()
    quoted: tuple[Quoted, ...] = ()


class WithdrawnElsewhere(Change, frozen=True, kw_only=True):
    """Somebody took words back in another meeting: they go here too. Cannot be undone."""

    gone: Gone

    @property
    def final(self) -> bool:
        return True

    @property
    def earlier(self) -> tuple[str, ...]:
        """What is looked for in half-typed lines and letters."""
        return self.gone.words

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """What somebody pointed out, here or in other meetings."""
        return self.gone.quoted

    def name(self, t: Translations) -> str:
        return t.gettext("words withdrawn in another meeting")

    def apply(self, session: Session, now: Instant) -> Session:
        return without_gone(session, self.gone)


def gone_from(
    before: Session, after: Session, words: Iterable[str], quoted: Iterable[Quoted] = ()
) -> Gone:
    """What a change for good took out of a meeting, for others to take out too."""
    words = tuple(dict.fromkeys(filter(None, words)))
    held = guard(text for text in words if len(plain_words(text)) >= RUN)
    prepared = (text for text in prepared_texts(after) if held.runs_in(text))
    return Gone(
        meeting=after.info.id,
        numbers=tuple(n for n in before.statements if n not in after.statements),
        words=words,
        prepared=tuple(dict.fromkeys(prepared)),
        quoted=tuple(one for one in quoted if one.meeting),
    )


def rests_on(session: Session, meeting: str) -> bool:
    """Whether a meeting keeps anything of another one: of its personas, or laid beside it."""
    if session.info.earlier is not None and session.info.earlier.session == meeting:
        return True
    if any(side.session == meeting for side in session.counterparts.values()):
        return True
    sentences = session.persona_sentences.values()
    return any(found.session == meeting for one in sentences for found in one.elsewhere)


class Looked:
    """What looks for it in the texts of one meeting.

    Where that meeting rests on the other one the rule is that of a meeting itself. Anywhere else it
    takes six words in a row, which no two people say by chance.
    """

    def __init__(self, session: Session, gone: Gone) -> None:
        self._close = rests_on(session, gone.meeting)
        words = (w for w in gone.words if self._close or len(plain_words(w)) >= RUN)
        self._guarded = guard(words)
        self._prepared = frozenset(plain_words(text) for text in gone.prepared)

    def left(self, text: str) -> str:
        """What is left of a text; the same one when nothing went."""
        spans = self._guarded.spans(text) if self._close else self._guarded.runs_in(text)
        if not spans or (self._prepared and plain_words(text) in self._prepared):
            return text
        return self._guarded.cut(text, CUT, spans)

    def said(self, said: _Said) -> _Said:
        """What is left of what somebody said or wrote there: what they quote goes."""
        least = QUOTED if self._close else RUN
        spans = self._guarded.quoted_in(said.words, least)
        left = left_in(said, self.left, ("words",))
        if not spans:
            return left
        words = self._guarded.cut(said.words, CUT, spans)
        return msgspec.structs.replace(left, words=words)


class Glance:
    """Whether there is any need to read a meeting, from its file as one text; mostly there is none.

    What is held back in it as JSON stands there as it is, but for line ends and quotation marks.
    """

    def __init__(self, gone: Gone) -> None:
        self._meeting = gone.meeting
        long = [words for words in map(plain_words, gone.words) if len(words) >= RUN]
        self._guarded = guard(" ".join(words) for words in long)
        runs = self._guarded.runs
        # Each six words in a row have one of these in them; without accents it is quickly found.
        self._sure = all(word.isascii() for run in runs for word in run)
        self._rare = frozenset(max(run, key=len) for run in runs)

    def may_have(self, text: str) -> bool:
        """Whether it can have any of it."""
        if f'"{self._meeting}"' in text:
            return True
        if not self._rare:
            return False
        if self._sure:
            bare = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
            text = bare.encode("ascii", "ignore").decode()
            if not any(word in text for word in self._rare):
                return False
        for escape in ("\\n", "\\t", "\\r", '\\"'):
            text = text.replace(escape, " ")
        return bool(self._guarded.runs_in(text))


def without_gone(session: Session, gone: Gone) -> Session:
    """A meeting without what went in another one; the same object when it has none of it."""
    sentences = {one.number: one for one in _resting_on(session, gone)}
    looked = Looked(session, gone)
    found = pointed_out(gone.quoted, session.info.id)
    changed: list[Document] = []
    for table in TABLES if gone.words else ():
        for document in getattr(session, table).values():
            if isinstance(document, Statement):
                left: Document = looked.said(document)
            elif isinstance(document, Idea):
                left = looked.said(document)
            else:
                left = left_in(document, looked.left)
            if (table, document.number) in found:
                left = left_in(left, found[table, document.number], theirs(table, document))
            if left is not document and isinstance(left, Sentence):
                sentences[left.number] = msgspec.structs.replace(
                    sentences.get(left.number, left), words=left.words, lost=True
                )
            elif left is not document:
                changed.append(left)
    info = left_in(session.info, looked.left) if gone.words else session.info
    if DETAILS in found:
        info = left_in(info, found[DETAILS])
    after = put(session, *changed) if changed else session
    after = with_marked(after, sentences.values()) if sentences else after
    return after if info is session.info else continued(after, info=info)


def _resting_on(session: Session, gone: Gone) -> Iterable[Sentence]:
    """The sentences of personas that rested on a statement that went, without it and marked."""
    numbers = set(gone.numbers)
    for sentence in session.persona_sentences.values():
        elsewhere = tuple(_left(found, gone.meeting, numbers) for found in sentence.elsewhere)
        if elsewhere != sentence.elsewhere:
            elsewhere = tuple(one for one in elsewhere if one.statements or one.clusters)
            yield msgspec.structs.replace(sentence, elsewhere=elsewhere, lost=True)


def _left(found: Elsewhere, meeting: str, numbers: set[int]) -> Elsewhere:
    if found.session != meeting or numbers.isdisjoint(found.statements):
        return found
    left = tuple(number for number in found.statements if number not in numbers)
    return msgspec.structs.replace(found, statements=left)
