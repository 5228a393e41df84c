"""From lines to a session and back: what a change left behind, and a session after a line."""

import datetime
from collections.abc import Iterable, Mapping
from itertools import compress
from operator import is_not
from typing import Any, Final

from msgspec.structs import astuple

from spiegel.domain.session.session import TABLES, Document, Info, Session, continued
from spiegel.domain.session.table import Table
from spiegel.store.journal.lines import (
    INFO_NUMBER,
    INFO_TABLE,
    NOTHING,
    Fields,
    Line,
    SessionLine,
    Stored,
)
from spiegel.store.journal.payload import Unreadable
from spiegel.store.journal.tail import LAST

ORDER: Final = (*(table for table in TABLES if table not in LAST), *LAST)
"""The order of the tables in a compacted file."""
Difference = dict[str, dict[int, Stored | None]]
"""The documents that a change leaves behind, by table and number; None is one that is gone."""


def table_of(session: Session, table: str) -> Mapping[int, Stored]:
    """The documents of a table by number; `session` is the table of the one Info."""
    if table == INFO_TABLE:
        return {INFO_NUMBER: session.info}
    documents: Mapping[int, Stored] = getattr(session, table)
    return documents


def difference(before: Session, after: Session) -> Difference:
    """The documents that are others than before, and those that are gone.

    A document that is another object and says the same is no change: nobody could see it taken
    back.
    """
    changed: Difference = {}
    if after.info is not before.info and after.info != before.info:
        changed[INFO_TABLE] = {INFO_NUMBER: after.info}
    others = compress(Session.__struct_fields__, map(is_not, astuple(before), astuple(after)))
    for table in others:
        if table in TABLES and (documents := getattr(after, table).since(getattr(before, table))):
            changed[table] = documents
    return changed


def with_documents(session: Session, documents: Difference) -> Session:
    """The session with these documents left behind in it; its tables stay in order of number."""
    building = Building(session)
    for table, numbered in documents.items():
        building.put(table, numbered)
    return building.session()


def settled(
    before: Session, after: Session, documents: Difference, as_read: SessionLine | None
) -> Session:
    """The session after a change, exactly as every other window will read it."""
    if as_read is not None:
        read = {table: getattr(as_read.docs, table) for table in documents}
        if read != documents:
            after = with_documents(before, read)
    return continued(after, revision=before.revision + 1)


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
    """A session in the making: lines go in, and the tables are made of them at the end."""

    def __init__(self, start: Session | None, last: Mapping[str, int] | None = None) -> None:
        self._start = start
        self._info = start.info if start else None
        self._emptied: set[str] = set()
        self._changed: dict[str, dict[int, Stored | None]] = {}
        self._last = dict(start.last if start else last or {})
        self._lines = 0

    def get(self, table: str, number: int) -> Stored | None:
        """The document as it stands now."""
        if table == INFO_TABLE:
            return self._info
        changed = self._changed.get(table, {})
        return changed[number] if number in changed else self._before(table).get(number)

    def take(self, line: SessionLine) -> None:
        """Take in one line."""
        self._lines += 1
        for table in line.gone:
            self._empty(table)
        if line.tables is not NOTHING:
            for table, documents in line.tables.by_table():
                if table != INFO_TABLE:
                    self._empty(table)
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
        self._changed.setdefault(table, {}).update(documents)

    def session(self) -> Session:
        """What came of it; the very session it began with when nothing changed it.

        Raises Unreadable when no line said what the session is about.
        """
        if self._info is None:
            raise Unreadable("no line says what the meeting is about")
        tables: dict[str, Any] = {}
        for table, documents in self._changed.items():
            tables[table] = self._before(table).changed(documents)
            self._note_last(table)
        if self._start is None:
            return Session(info=self._info, last=self._last, revision=1, **tables)
        if not tables and self._info is self._start.info:
            return self._start
        return continued(
            self._start,
            info=self._info,
            last=self._last,
            revision=self._start.revision + max(1, self._lines),
            **tables,
        )

    def _empty(self, table: str) -> None:
        self._note_last(table)
        self._emptied.add(table)
        self._changed[table] = {}

    def _note_last(self, table: str) -> None:
        """Note what was given out, also of what went again."""
        last = max(self._changed.get(table, ()), default=0)
        if last > self._last.get(table, 0):
            self._last[table] = last

    def _before(self, table: str) -> Table[Any]:
        """What there is of a table without the lines that were taken in."""
        if self._start is None or table in self._emptied:
            return Table()
        before: Table[Any] = getattr(self._start, table)
        return before


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
        old: Table[Document] = getattr(before, table)
        new: Table[Document] = getattr(after, table)
        changed = new.since(old)
        same = same and not changed
        kept[table] = old.changed(changed)
    if same and after.last == before.last:
        return before
    return continued(after, **kept, revision=before.revision + 1)


def whole(session: Session) -> Iterable[Line]:
    """The lines of a compacted file: one document each, so that damage to one is damage to one.

    The documents of the tables `LAST` come last, where `journal.glance` reads them alone.
    """
    yield Line(docs={INFO_TABLE: {INFO_NUMBER: session.info}})
    for table in ORDER:
        for number, document in getattr(session, table).items():
            yield Line(docs={table: {number: document}})


def moment_of(utc: int) -> datetime.datetime:
    """When a line was written, for a person who reads the file; utc in milliseconds since 1970."""
    return datetime.datetime.fromtimestamp(utc / 1000, tz=datetime.UTC)
