"""Lines of a damaged session file put together again: what is whole, and parts of what is not."""

import uuid
from pathlib import Path
from typing import Any, Final

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Document, Info, Session, describe, put
from spiegel.store.damage.fragments import Found, Fragment, fragments, repeats
from spiegel.store.damage.mending import mended
from spiegel.store.errors import NotASessionError
from spiegel.store.journal.header import SCHEMA, Header
from spiegel.store.journal.lines import (
    HIGHEST,
    INFO_NUMBER,
    INFO_TABLE,
    SessionLine,
    Stored,
    decode,
)
from spiegel.store.journal.migrations import STEPS
from spiegel.store.journal.payload import Unreadable
from spiegel.store.journal.tables import ORDER, Building

_APART: Final = frozenset(
    {
        *("statements", "listener_questions", "remarks", "actions", "themes", "questions"),
        "persona_sentences",
    }
)
"""Tables in which two documents of one number are both kept; in the others the later one counts."""


class Gathering:
    """A session in the making, from lines that may be damaged.

    unread: the numbers of the lines that gave nothing. repaired: documents of which a part was left
    out.
    """

    def __init__(self, path: Path, header: Header | None) -> None:
        self.unread: list[int] = []
        self.repaired = 0
        self._path = path
        self._header = header
        self._schema = header.schema if header is not None else SCHEMA
        self._building = Building(None, header.last if header is not None else None)
        self._compacted: set[tuple[str, int]] = set()
        self._sound: set[tuple[str, int]] = set()
        self._apart: list[tuple[str, Document]] = []
        self._found = False
        self._place, self._changes = (-1, 0), False

    def take(self, raw: bytes, number: int | None) -> int:
        """Take what a line says; returns how many lines were in it, after their ends were lost.

        number: of the line, to note when it gives nothing; None when it need not give anything.
        """
        if not raw.strip():
            return 1
        line = self._whole(raw)
        if line is not None:
            self._changes = self._changes or line.at is not None
            for table, documents in line.docs.by_table():
                for given, document in documents.items():
                    if line.at is None and self._astray(table, given):
                        if number is not None:
                            self.unread.append(number)
                        continue
                    self._put(table, given, document, compacted=line.at is None)
                    if line.at is None:
                        self._sound.add((table, given))
            return 1
        parts = fragments(raw)
        taken = [self._take_fragment(part) for part in parts]
        if number is not None and not any(taken):
            self.unread.append(number)
        return len(parts)

    def _astray(self, table: str, number: int) -> bool:
        """Whether a whole line of a compacting came here from elsewhere in it, and was said there.

        A compacting gives each number once, table by table and in their order: of two that it gives
        the one counts that stands where it belongs.
        """
        place = ORDER.index(table) if table in ORDER else -1, number
        before, self._place = self._place, place
        once = table not in _APART and (table, number) in self._sound
        return once and place < before and not self._changes

    def session(self) -> Session:
        """The session that came of it. Raises NotASessionError when nothing did."""
        if not self._found:
            raise NotASessionError(self._path)
        if self._building.get(INFO_TABLE, INFO_NUMBER) is None:
            self._building.put(INFO_TABLE, {INFO_NUMBER: self._stand_in()})
        session = self._building.session()
        if not session.info.id:
            session = describe(session, id=self._stand_in().id)
        for table, document in self._apart:
            number = session.number(table)
            session = put(session, msgspec.structs.replace(document, number=number))
        return session

    def _whole(self, raw: bytes) -> SessionLine | None:
        """A line in which nothing is wrong, and which replaces no whole table."""
        if self._schema != SCHEMA:
            return None
        try:
            line = decode(raw)
        except Unreadable:
            return None
        return None if line.gone or b'"tables"' in raw or repeats(raw) else line

    def _take_fragment(self, part: Fragment) -> bool:
        """Take what is left of a line; returns whether that was anything, or nothing was lost."""
        for table in part.emptied:
            self._building.take(SessionLine(gone=(table,)))
        taken = [self._take_found(found, part) for found in part.found]
        if any(taken) and (part.lost or not all(taken)):
            self.repaired += 1
        return any(taken) or not (taken or part.lost)

    def _take_found(self, found: Found, part: Fragment) -> bool:
        if found.content is None:
            self._building.put(found.table, {found.number: None})
            return True
        found = self._at_its_number(found, compacted=part.compacted)
        if self._of_something_else(found, part):
            return False
        content = self._upgraded(found)
        document = mended(found.table, found.number, content, at=part.at, damaged=found.damaged)
        if document is None:
            return False
        self.repaired += document.changed
        fitted = self._filled_in(found, document.document, content, compacted=part.compacted)
        self._put(found.table, found.number, fitted, compacted=part.compacted)
        return True

    def _at_its_number(self, found: Found, *, compacted: bool) -> Found:
        """Of the two numbers that a damaged document may stand at, the one that it is of.

        It is a later version of the document it resembles. Where it resembles neither it is a new
        one, of the number that nobody has.
        """
        own = found.content.get("number") if isinstance(found.content, dict) else None
        if type(own) is not int or own == found.number or not 1 <= own <= HIGHEST:
            return found
        standing = self._resemblance(found, found.number, compacted=compacted)
        other = self._resemblance(found, own, compacted=compacted)
        number = own if other > standing else found.number
        return msgspec.structs.replace(found, number=number, damaged=True)

    def _resemblance(self, found: Found, number: int, *, compacted: bool) -> float:
        """How much of this there is in what stands at a number: 0 to 1, and -1 for another's."""
        there = self._building.get(found.table, number)
        if there is None:
            return 0
        before = msgspec.to_builtins(there)
        same = [before.get(name) == value for name, value in found.content.items()]
        # Nothing is given twice by a compacting, and the moment of a document never changes.
        another = compacted or before.get("at") != found.content.get("at")
        likeness = sum(same) / len(same)
        return likeness if likeness > 1 / 2 and not another else -1

    def _of_something_else(self, found: Found, part: Fragment) -> bool:
        """A compacting gives each number once: what a whole line said, no damaged one can say."""
        once = part.compacted and found.table not in _APART
        return once and (found.table, found.number) in self._sound

    def _filled_in(
        self, found: Found, document: Stored, content: Any, *, compacted: bool
    ) -> Stored:
        """What is left of a later version of a document, and of the one before what was lost.

        What a participant agreed to is never filled in: it may be the very thing that was taken
        back. A compacting gives each number once, so a damaged line that gives it again is the line
        of something else.
        """
        there = self._building.get(found.table, found.number)
        lines = {getattr(there, "line", ""), getattr(document, "line", "")} - {""}
        again = compacted and (found.table, found.number) in self._compacted
        if not found.damaged or there is None or len(lines) > 1:
            return document
        if again and found.table in _APART:
            return document
        read = set() if again else {name for name in content if name in there.__struct_fields__}
        read |= {"traceable", "consent", "withdrawn"}.intersection(there.__struct_fields__)
        return msgspec.structs.replace(there, **{name: getattr(document, name) for name in read})

    def _put(self, table: str, number: int, document: Stored | None, *, compacted: bool) -> None:
        there = self._building.get(table, number)
        if there is not None and document is not None and table in _APART:
            twice = compacted and (table, number) in self._compacted and document != there
            lines = {getattr(there, "line", ""), getattr(document, "line", "")} - {""}
            if (twice or len(lines) == 2) and not isinstance(there, Info):
                self._apart.append((table, there))
        if compacted:
            self._compacted.add((table, number))
        self._building.put(table, {number: document})
        self._found = True

    def _upgraded(self, found: Found) -> Any:
        """A document of an older schema as the present one would have it, if that can be done."""
        key = str(found.number)
        documents = {found.table: {key: found.content}}
        try:
            for schema in range(self._schema, SCHEMA):
                documents = STEPS[schema](documents)
            return documents[found.table][key]
        except (LookupError, TypeError, AttributeError, ValueError):
            return found.content

    def _stand_in(self) -> Info:
        """What the meeting is about, as far as the header says it."""
        header = self._header
        if header is None:
            return Info(id=str(uuid.uuid4()), title="", created=Instant(utc=0))
        return Info(
            id=header.id or str(uuid.uuid4()),
            title=header.title,
            organisation=header.organisation,
            date=header.date,
            created=header.created or Instant(utc=0),
        )
