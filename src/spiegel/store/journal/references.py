"""Which documents name others, so that undo takes nothing away that is still named."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

import msgspec

from spiegel.domain.session.session import Session
from spiegel.domain.session.table import Table
from spiegel.store.journal.lines import Stored
from spiegel.store.journal.tables import Difference, table_of


class Reference(msgspec.Struct, frozen=True):
    """A field that names documents of another table, by number or (people) by code."""

    field: str
    target: str


_PARTICIPANT: Final = "D"
_LISTENER: Final = "T"
_PEOPLE: Final = {_PARTICIPANT: "participants", _LISTENER: "listeners"}

_PHASE: Final = Reference("phase", "phases")
_QUESTION: Final = Reference("question", "questions")
_PERSONA: Final = Reference("persona", "personas")
_POLL: Final = Reference("poll", "polls")
_THEMES: Final = Reference("themes", "themes")
_LEARNING: Final = Reference("serves", "learning_questions")

NAMED: Final[dict[str, tuple[Reference, ...]]] = {
    "questions": (_PHASE, _LEARNING, Reference("about", "statements")),
    "learning_questions": (Reference("listener", "listeners"),),
    "expectations": (Reference("heard_as", "themes"),),
    "statements": (
        _THEMES,
        _PHASE,
        _QUESTION,
        Reference("answer_to", "listener_questions"),
        Reference("speakers", "people"),
    ),
    "listener_questions": (_PHASE, Reference("listener", "people")),
    "remarks": (_PHASE, _QUESTION, _PERSONA, Reference("people", "people")),
    "actions": (
        Reference("statements", "statements"),
        Reference("clusters", "clusters"),
        Reference("touches", "personas"),
        _THEMES,
    ),
    "polls": (_QUESTION, Reference("clusters", "clusters")),
    "ballots": (_POLL,),
    "ideas": (_POLL, Reference("cluster", "clusters")),
    "clusters": (_QUESTION,),
    "personas": (Reference("picture", "pictures"),),
    "persona_sentences": (
        _PERSONA,
        Reference("statements", "statements"),
        Reference("clusters", "clusters"),
    ),
    "moments": (
        _PHASE,
        _QUESTION,
        Reference("asked", "listener_questions"),
        Reference("person", "people"),
    ),
}
"""The fields of each table that name documents elsewhere; `people` stands for both kinds."""


class Dangling(msgspec.Struct, frozen=True):
    """A document names another one that is not there."""

    table: str
    number: int
    field: str
    target: str
    missing: int


def names(table: str, document: Stored) -> Iterator[tuple[str, str, int]]:
    """What a document names: the field, the table, and the number there."""
    for reference in NAMED.get(table, ()):
        value = getattr(document, reference.field)
        if value is None:
            continue
        for single in _flat(value):
            if reference.target != "people":
                yield reference.field, reference.target, single
            elif single[:1] in _PEOPLE and single[1:].isascii() and single[1:].isdigit():
                yield reference.field, _PEOPLE[single[0]], int(single[1:])


def _flat(value: Any) -> Iterator[Any]:
    """Each name in a field that has one, some, or some for each of its parts."""
    if not isinstance(value, tuple):
        yield value
        return
    for each in value:
        yield from _flat(each)


def dangling(session: Session) -> Iterator[Dangling]:
    """Every name of something that is not there."""
    for table in NAMED:
        for number, document in table_of(session, table).items():
            yield from dangling_of(session, table, number, document)


def dangling_of(session: Session, table: str, number: int, document: Stored) -> Iterator[Dangling]:
    """What one document names that is not there."""
    for field, target, missing in names(table, document):
        if missing not in table_of(session, target):
            yield Dangling(table, number, field, target, missing)


def still_named(session: Session, documents: Difference) -> set[tuple[str, int]]:
    """Of the documents that would go, those that a document that stays still names."""
    going = {
        (table, number)
        for table, numbered in documents.items()
        for number, document in numbered.items()
        if document is None
    }
    found: set[tuple[str, int]] = set()
    for table in NAMED:
        changed = documents.get(table, {})
        tabled: Table[Any] = getattr(session, table)
        for number, document in changed.items():
            if document is not None and number in tabled:
                found.update(going.intersection(_named(table, document)))
        for namers in tabled.indexes(_NAMERS[table]):
            found.update(one for one in going if any(n not in changed for n in namers.get(one, ())))
    return found


Namers = dict[tuple[str, int], list[int]]
"""The numbers of the documents that name a document, by its table and number."""


def _named(table: str, document: Stored) -> set[tuple[str, int]]:
    return {(target, number) for _, target, number in names(table, document)}


def _namers(table: str, documents: Mapping[int, Any]) -> Namers:
    found: Namers = {}
    for number, document in documents.items():
        for one in _named(table, document):
            found.setdefault(one, []).append(number)
    return found


_NAMERS: Final = {table: partial(_namers, table) for table in NAMED}
"""One index a table, made once, so that a page knows it again."""
