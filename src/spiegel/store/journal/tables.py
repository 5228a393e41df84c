"""From lines to a session and back: what a change left behind, and a session after a line."""

import datetime
import operator
from collections.abc import Iterable, Mapping
from itertools import chain, compress, repeat
from typing import Any, Final

import msgspec

from spiegel.domain.session.session import TABLES, Document, Info, Session
from spiegel.store.journal.lines import (
    INFO_NUMBER,
    INFO_TABLE,
    NOTHING,
    Fields,
    Line,
    SessionLine,
    Stored,
    Unreadable,
)

Difference = dict[str, dict[int, Stored | None]]
"""The documents that a change leaves behind, by table and number; None is one that is gone."""

_NO_TABLE: Final[Mapping[int, Document]] = {}


def table_of(session: Session, table: str) -> Mapping[int, Stored]:
    """The documents of a table by number; `session` is the table of the one Info."""
    if table == INFO_TABLE:
        return {INFO_NUMBER: session.info}
    documents: Mapping[int, Stored] = getattr(session, table)
    return documents


def difference(before: Session, after: Session) -> Difference:
    """The documents that are others than before, and those that are gone.

    Tables that are the same object are not looked into; the others are compared by identity in C,
    which at 5,000 documents costs less than copying the file's last page to the disk. Of those that
    are other objects, the ones that say the same are no change: nobody could see it taken back.
    """
    changed: Difference = {}
    if after.info is not before.info and after.info != before.info:
        changed[INFO_TABLE] = {INFO_NUMBER: after.info}
    for table in TABLES:
        old: Mapping[int, Document] = getattr(before, table)
        new: Mapping[int, Document] = getattr(after, table)
        if new is not old:
            documents = {n: d for n, d in _changed_in(old, new).items() if d != old.get(n)}
            if documents:
                changed[table] = documents
    return changed


def _changed_in(
    old: Mapping[int, Document], new: Mapping[int, Document]
) -> dict[int, Stored | None]:
    # A list compares its items by identity first, in C: the quickest way to see that what changed
    # is only what came at the end, as when a statement is recorded.
    earlier, now = list(old.values()), list(new.values())
    if now[: len(earlier)] == earlier:
        return {document.number: document for document in now[len(earlier) :]}
    # Side by side: complete as long as nothing was taken out, because then what did not change
    # stands where it stood, or is looked at once more.
    moved = compress(new.items(), map(operator.is_not, now, chain(earlier, repeat(None))))
    changed: dict[int, Stored | None] = {
        number: document for number, document in moved if old.get(number) is not document
    }
    added = sum(number not in old for number in changed)
    if len(new) - len(old) == added:
        return changed
    changed = dict(compress(new.items(), map(operator.is_not, new.values(), map(old.get, new))))
    changed.update(dict.fromkeys(old.keys() - new.keys()))
    return changed


def with_documents(session: Session, documents: Difference) -> Session:
    """The session with these documents left behind in it; its tables stay in order of number."""
    building = Building(session)
    for table, numbered in documents.items():
        building.put(table, numbered)
    return building.session()


def overwritten(seen: Session, before: Session, documents: Difference) -> Fields:
    """The fields in which these documents take the place of what had not been seen yet."""
    if seen is before:
        return {}
    fields: Fields = {}
    for table, numbered in documents.items():
        was, stands = table_of(seen, table), table_of(before, table)
        for number, document in numbered.items():
            known, current = was.get(number), stands.get(number)
            if document is None or known is None or current is None or known is current:
                continue
            unseen = tuple(
                name
                for name in changed_fields(known, current)
                if getattr(document, name) != getattr(current, name)
            )
            if unseen:
                fields.setdefault(table, {})[number] = unseen
    return fields


def changed_fields(one: Stored, other: Stored) -> tuple[str, ...]:
    """The names of the fields in which two versions of a document differ."""
    return tuple(
        name
        for name in one.__struct_fields__
        if getattr(one, name) is not getattr(other, name)
        and getattr(one, name) != getattr(other, name)
    )


class Building:
    """A session in the making: lines go in, and the tables are copied only when they change."""

    def __init__(self, start: Session | None, last: Mapping[str, int] | None = None) -> None:
        self._start = start
        self._info = start.info if start else None
        self._tables: dict[str, dict[int, Any]] = {}
        self._last = dict(start.last if start else last or {})
        self._disordered: set[str] = set()
        self._lines = 0

    def get(self, table: str, number: int) -> Stored | None:
        """The document as it stands now."""
        if table == INFO_TABLE:
            return self._info
        document: Stored | None = self._current(table).get(number)
        return document

    def take(self, line: SessionLine) -> None:
        """Take in one line."""
        self._lines += 1
        for table in line.gone:
            self._tables[table] = {}
        if line.tables is not NOTHING:
            for table, documents in line.tables.by_table():
                if table != INFO_TABLE:
                    self._tables[table] = {}
                self.put(table, documents)
        for table, documents in line.docs.by_table():
            self.put(table, documents)

    def put(self, table: str, documents: Mapping[int, Stored | None]) -> None:
        """Take in documents of one table; None takes one out."""
        if table == INFO_TABLE:
            info = documents.get(INFO_NUMBER)
            if isinstance(info, Info):
                self._info = info
            return
        mine = self._own(table)
        last = self._last.get(table, 0)
        for number, document in documents.items():
            if document is None:
                mine.pop(number, None)
            else:
                if number <= last and number not in mine:
                    self._disordered.add(table)
                mine[number] = document
            last = max(last, number)
        if last:
            self._last[table] = last

    def session(self) -> Session:
        """What came of it; the very session it began with when nothing changed it.

        Raises Unreadable when no line said what the session is about.
        """
        if self._info is None:
            raise Unreadable("no line says what the meeting is about")
        for table in self._disordered:
            self._tables[table] = dict(sorted(self._tables[table].items()))
        if self._start is None:
            return Session(info=self._info, last=self._last, revision=1, **self._tables)
        if not self._tables and self._info is self._start.info:
            return self._start
        return msgspec.structs.replace(
            self._start,
            info=self._info,
            last=self._last,
            revision=self._start.revision + max(1, self._lines),
            **self._tables,
        )

    def _current(self, table: str) -> Mapping[int, Any]:
        if table in self._tables:
            return self._tables[table]
        return getattr(self._start, table) if self._start else _NO_TABLE

    def _own(self, table: str) -> dict[int, Any]:
        if table not in self._tables:
            self._tables[table] = dict(self._current(table))
        return self._tables[table]


def reuse(before: Session, after: Session) -> Session:
    """The session after, with the objects of the one before wherever they are equal.

    After the whole file was read again, `is` still tells what changed. The session before itself
    comes back when nothing did.
    """
    kept: dict[str, Any] = {}
    same = after.info == before.info
    if same:
        kept["info"] = before.info
    for table in TABLES:
        old: Mapping[int, Document] = getattr(before, table)
        new: Mapping[int, Document] = getattr(after, table)
        mixed = {
            number: earlier if (earlier := old.get(number)) == document else document
            for number, document in new.items()
        }
        unchanged = len(mixed) == len(old) and not _changed_in(old, mixed)
        same = same and unchanged
        kept[table] = old if unchanged else mixed
    if same and after.last == before.last:
        return before
    return msgspec.structs.replace(after, **kept, revision=before.revision + 1)


def whole(session: Session) -> Iterable[Line]:
    """The lines of a compacted file: one document each, so that damage to one is damage to one."""
    yield Line(docs={INFO_TABLE: {INFO_NUMBER: session.info}})
    for table in TABLES:
        for number, document in getattr(session, table).items():
            yield Line(docs={table: {number: document}})


def moment_of(utc: int) -> datetime.datetime:
    """When a line was written, for a person who reads the file; utc in milliseconds since 1970."""
    return datetime.datetime.fromtimestamp(utc / 1000, tz=datetime.UTC)
