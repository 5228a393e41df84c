"""Words that are taken back for good, wherever else in a session somebody typed them over.

No list says where that can be: every text of every table is looked at, so one that is new is too.
What the people who stay said in their own words is theirs, and is not cut.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import msgspec

from spiegel.domain.consent.literal import QUOTED, RUN, TELLING, Guarded, guard, plain_words
from spiegel.domain.session.marking import with_marked
from spiegel.domain.session.people import UNKNOWN
from spiegel.domain.session.personas import Sentence
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.session import TABLES, Document, Session, continued, put
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.taking_back import Quoted

CUT: Final = "…"
"""Stands where words were."""
BEFOREHAND: Final = frozenset(
    {"phases", "questions", "tasks", "learning_questions", "expectations", "counterparts"}
)
"""What is mostly there before anybody says a word: a question that somebody read aloud stays."""
DETAILS: Final = ("session", 1)
"""By which the details of the meeting are known, as a table and a number."""
RETOLD: Final = frozenset({"actions", "letters", "themes", "clusters"})
"""What somebody types of what others said; anywhere else people can speak for themselves."""
_T = TypeVar("_T")
_Said = TypeVar("_Said", Statement, Idea)


def other_wordings(earlier: Sequence[str], session: Session) -> tuple[str, ...]:
    """Earlier wordings of what is taken back, but those of whoever stays.

    A wrong code may have been mended since.
    """
    if not earlier:
        return ()
    staying = {plain_words(said.words) for said in session.statements.values()}
    return tuple(words for words in earlier if plain_words(words) not in staying)


def mention_of(codes: Iterable[str]) -> re.Pattern[str]:
    """Where one of these codes stands in a text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(codes)})(?!\w)", re.IGNORECASE)


def spoken_inside(code: str) -> re.Pattern[str]:
    """What this person said inside a line of somebody else ("D3: ...")."""
    colon = r"\s?:(?![0-9])"
    return re.compile(
        rf"\s*(?<![\w@#]){code}{colon}(.*?)(?=(?<![\w@#])[dD][0-9]{{1,3}}{colon}|$)",
        re.IGNORECASE | re.DOTALL,
    )


def words_that_went(before: Session, after: Session, codes: Sequence[str]) -> tuple[str, ...]:
    """The words that a change for good took out; codes: of who withdrew by it."""
    gone: list[str] = []
    for number, said in before.statements.items():
        stays = after.statements.get(number)
        if stays is None:
            gone += (said.words, said.paraphrase)
        elif stays.words != said.words:
            for code in codes:
                gone += spoken_inside(code).findall(said.words)
    if codes:
        named = mention_of(codes)
        gone += (
            remark.words
            for number, remark in before.remarks.items()
            if number not in after.remarks
            and (named.search(remark.words) or not set(codes).isdisjoint(remark.people))
        )
    return tuple(words for words in gone if words.strip())


def not_repeated(session: Session, gone: Iterable[str], quoted: Iterable[Quoted] = ()) -> Session:
    """The session in which nothing that somebody typed repeats words that went.

    quoted: where a person found some of them besides.
    """
    words = tuple(gone)
    found = pointed_out(quoted)
    everywhere = guard(words)
    retold = guard(words, retold=True)
    beforehand = guard(text for text in words if len(plain_words(text)) >= RUN)
    changed: list[Document] = []
    for table in TABLES:
        if table in BEFOREHAND:
            cut = _in_what_was_prepared(beforehand)
        else:
            cut = _cutting(retold if table in RETOLD else everywhere)
        for document in getattr(session, table).values():
            said = isinstance(document, Statement | Idea)
            left = _said(document, everywhere) if said else document
            left = left_in(left, cut, THEIRS.get(table, ()))
            if (table, document.number) in found:
                left = left_in(left, found[table, document.number], theirs(table, document))
            if left is not document:
                # What is left of a sentence of a persona nobody read yet.
                lost = isinstance(left, Sentence)
                changed.append(msgspec.structs.replace(left, lost=True) if lost else left)
    info = left_in(session.info, _in_what_was_prepared(beforehand))
    if DETAILS in found:
        info = left_in(info, found[DETAILS])
    sentences = [one for one in changed if isinstance(one, Sentence)]
    session = with_marked(put(session, *changed), sentences)
    if info is not session.info:
        session = continued(session, info=info)
    # Who only asks what was repeated loads nothing with which a line is read.
    from spiegel.domain.capture.editing import without

    empty = (s for s in changed if isinstance(s, Statement) and s.words == CUT and _nobodys(s))
    return without(session, "statements", (said.number for said in empty))


def pointed_out(
    quoted: Iterable[Quoted], meeting: str = ""
) -> Mapping[tuple[str, int], Callable[[str], str]]:
    """What cuts the words that a person pointed out, by the document that has them."""
    found: dict[tuple[str, int], list[str]] = {}
    for one in quoted:
        if one.meeting == meeting:
            # A document has several texts, each of which was pointed out by itself.
            found.setdefault((one.table, one.number), []).extend(one.words)
    return {where: _cutting(guard((), pieces=pieces)) for where, pieces in found.items()}


def cut_pieces(before: Session, after: Session) -> tuple[str, ...]:
    """What was cut out of texts in between: what stood where `CUT` stands now."""
    found: dict[str, None] = {}
    for table in TABLES:
        was = getattr(before, table)
        for number, document in getattr(after, table).since(was).items():
            if document is not None and number in was:
                found.update(dict.fromkeys(cut_between(was[number], document)))
    found.update(dict.fromkeys(cut_between(before.info, after.info)))
    return tuple(found)


def cut_between(old: Any, new: Any) -> Iterator[str]:
    """What was cut out of the texts of a value, of which this other one is left."""
    for was, left in _texts_of(old, new):
        yield from _cut_out_of(was, left)


def _texts_of(old: Any, new: Any) -> Iterator[tuple[str, str]]:
    """Each text of one value beside that of the other, where both have it."""
    if old is new:
        return
    if isinstance(old, str) and isinstance(new, str):
        yield old, new
    elif isinstance(old, msgspec.Struct) and type(old) is type(new):
        for name in old.__struct_fields__:
            yield from _texts_of(getattr(old, name), getattr(new, name))
    elif isinstance(old, tuple | list) and type(old) is type(new) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from _texts_of(one, other)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in old.keys() & new.keys():
            yield from _texts_of(old[key], new[key])


def _cut_out_of(old: str, new: str) -> Iterator[str]:
    """What stood in a text where a `CUT` stands now; nothing when more was changed in it."""
    at, pieces = 0, new.split(CUT)
    for number, piece in enumerate(pieces):
        start = old.find(piece, at) if number < len(pieces) - 1 or not piece else old.rfind(piece)
        if start < at:
            return
        if number and len(plain_words(old[at:start])) >= TELLING:
            yield old[at:start]
        at = start + len(piece)
    if len(pieces) > 1 and not pieces[-1] and len(plain_words(old[at:])) >= TELLING:
        yield old[at:]


THEIRS: Final[Mapping[str, tuple[str, ...]]] = {"statements": ("words",), "ideas": ("words",)}
"""Words that somebody said, and did not type over; of those of a statement see `_said`."""


def theirs(table: str, document: Document) -> tuple[str, ...]:
    """The fields of a document in which people who stay speak for themselves."""
    if isinstance(document, Statement) and _nobodys(document):
        return ()
    return THEIRS.get(table, ())


def prepared_texts(session: Session) -> Iterator[str]:
    """Every text that is mostly there before anybody says a word, letters too."""
    tables = (*BEFOREHAND, "letters", "listeners", "participants")
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    left_in(session.info, note)
    for table in tables:
        for document in getattr(session, table).values():
            left_in(document, note)
    return filter(None, found)


def _cutting(guarded: Guarded) -> Callable[[str], str]:
    """What cuts words that went; a text without them stays the same object."""
    return lambda text: guarded.cut(text, CUT) if guarded.spans(text) else text


def _in_what_was_prepared(guarded: Guarded) -> Callable[[str], str]:
    """As `_cutting`, but a text that was read aloud, so repeated whole, stays."""

    def cut(text: str) -> str:
        spans = guarded.runs_in(text)
        return guarded.cut(text, CUT, spans) if spans and not guarded.holds(text) else text

    return cut


def _said(said: _Said, guarded: Guarded) -> _Said:
    """What others said: what they quoted goes; where nobody is known to have said it, all of it.

    An idea is of somebody who answered, though nobody knows of whom.
    """
    if isinstance(said, Statement) and _nobodys(said):
        spans = guarded.spans(said.words)
    else:
        spans = guarded.quoted_in(said.words, least=QUOTED)
    if not spans:
        return said
    words = guarded.cut(said.words, CUT, spans)
    return msgspec.structs.replace(said, words=words if plain_words(words) else CUT)


def _nobodys(said: Statement) -> bool:
    """Whether nobody is known who said it."""
    return not set(said.speakers) - {UNKNOWN}


def left_in(value: _T, cut: Callable[[str], str], but: tuple[str, ...] = ()) -> _T:
    """What is left of a value when all texts in it are cut; the same object when nothing went."""
    found: Any = value
    if isinstance(value, str):
        found = cut(value) if type(value) is str else value  # a choice is no text
    elif isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in but}
        left = {name: new for name, old in fields.items() if (new := left_in(old, cut)) is not old}
        found = msgspec.structs.replace(value, **left) if left else value
    elif isinstance(value, tuple | list):
        kept = type(value)(left_in(one, cut) for one in value)
        found = kept if any(a is not b for a, b in zip(kept, value, strict=True)) else value
    elif isinstance(value, Mapping):
        held = {key: left_in(one, cut) for key, one in value.items()}
        found = held if any(held[key] is not one for key, one in value.items()) else value
    return found  # type: ignore[no-any-return]
