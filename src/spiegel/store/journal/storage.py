"""JournalStorage: a TinyDB storage that appends, and cannot leave half a change behind.

`TinyDB(path, storage=JournalStorage)` opens any session for queries, and any other tables too.
"""

import codecs
import datetime
import io
import json
import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec
from tinydb.storages import Storage

from spiegel.store import disk
from spiegel.store.beside.folder import Sidecar
from spiegel.store.beside.locks import Lock
from spiegel.store.errors import (
    DamagedError,
    DoesNotFitError,
    OlderError,
    OvertakenError,
    StoreError,
)
from spiegel.store.journal.header import PROGRAM, SCHEMA, Header, successor
from spiegel.store.journal.journal import Journal
from spiegel.store.journal.lines import Line, RawLine, SessionLine, decode, decode_raw
from spiegel.store.journal.news import News
from spiegel.store.journal.payload import Unreadable, encode
from spiegel.store.sealed.keys import NO_KEYS, Keys

Table = dict[str, bytes] | bytes
"""The documents of a table by number, or the whole of what is no table; as JSON."""
Tables = dict[str, Table]

_GONE: Final = b"null"
_WINDOW: Final = "tinydb"


class JournalStorage(Storage):
    """Tables of JSON documents in a session file, by TinyDB's public contract only.

    path: made when it is not there, empty and for its owner only, unless access_mode is "r".
    create_dirs: make the folders above it too. encoding: UTF-8, whatever the machine's own is.
    keys: open it when it is encrypted (`spiegel.store.sealed.keys.Passphrase`).
    Raises OSError as TinyDB's own storage does, and StoreError for what is odd in the file.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        create_dirs: bool = False,
        encoding: str = "utf-8",
        access_mode: str = "r+",
        *,
        window: str = _WINDOW,
        keys: Keys = NO_KEYS,
    ) -> None:
        super().__init__()
        if codecs.lookup(encoding).name != "utf-8":
            raise ValueError("a session file is always UTF-8")
        if access_mode not in ("r", "rb", "r+", "rb+"):
            raise ValueError("access_mode is r or r+")
        self._read_only = "+" not in access_mode
        place = Path(path)
        if not self._read_only:
            if create_dirs:
                place.parent.mkdir(parents=True, exist_ok=True)
            os.close(disk.create_or_open(place))
        self.path = place.resolve(strict=True)
        self.sidecar = Sidecar(self.path)
        self.lock = Lock(
            self.sidecar.lock,
            subject=self.path,
            window=window,
            prepare=self._prepare,
        )
        reach = self.sidecar.reach
        self.journal = Journal(self.path, reach=reach, read_only=self._read_only, keys=keys)
        self._reader = Journal(self.path, reach=reach, read_only=True, keys=keys)
        self._stored: Tables = {}
        self._base: Tables | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, or None when the file is empty. Raises StoreError."""
        self._look()
        self._base = _snapshot(self._stored)
        if self._reader.header is None:
            return None
        return {name: _decoded(table) for name, table in self._base.items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Append what differs from what was read last, and return when it is on the disk.

        What others wrote since then stays. Raises OvertakenError when they changed the very same
        documents, DoesNotFitError when a session cannot hold what is new, NotWrittenError when the
        disk refuses, TypeError and ValueError for what JSON cannot hold. Then nothing was written.
        """
        if self._read_only:
            raise io.UnsupportedOperation("not writable")
        wanted = {str(name): _encoded(table) for name, table in data.items()}
        with self.lock:
            self._look()
            # Nothing read before, or TinyDB's drop_tables, which does not read: all there is goes.
            base = self._base if wanted and self._base is not None else self._stored
            docs, tables, gone = _differences(base, wanted)
            self._check_not_overtaken(base, docs, (*tables, *gone))
            if self._reader.header is None:
                self._begin(wanted)
            elif docs or tables or gone:
                self.journal.catch_up(_know_the_place)
                self.append(
                    Line(
                        at=datetime.datetime.now(datetime.UTC),
                        by=_WINDOW,
                        name="write",
                        docs=docs,
                        tables=tables,
                        gone=tuple(gone),
                    )
                )
            self._base = None
            # It is saved; what cannot be looked at now is read before the next change.
            with suppress(OSError, StoreError):
                self._look()
                self._base = _snapshot(self._stored)
            self.journal.rest()

    def append(self, line: Line) -> SessionLine | None:
        """Append one change whose documents are known; the caller holds `lock` and has caught up.

        Returns it as every other window will read it; None when the file holds no session.
        Raises DoesNotFitError when it could not be read back, NotWrittenError, OlderError.
        """
        payload, as_read = self.fitting(line)
        if self.journal.header is not None and self.journal.header.schema != SCHEMA:
            raise OlderError(self.path)
        self.journal.append(payload)
        return as_read

    def fitting(self, line: Line) -> tuple[bytes, SessionLine | None]:
        """The bytes of a line, and how a session would read it back.

        Raises DoesNotFitError when it could not: what cannot be read is never written.
        """
        header = self.journal.header
        try:
            payload = encode(line)
            session = header is not None and header.kind == "session"
            return payload, decode(payload) if session else None
        except Unreadable as error:
            raise DoesNotFitError(self.path, error.problem) from error

    def compact(self) -> None:
        """Write tables anew, without the changes that led to them; a session does so by itself."""
        with self.lock:
            self._look()
            header = self._reader.header
            if header is not None and header.kind == "tables":
                self.journal.catch_up(_know_the_place)
                new = successor(header, header, uuid.uuid4().hex)
                self.journal.rewrite(new, (encode(line) for line in _lines(self._stored)))
            self.journal.rest()

    def close(self) -> None:
        """Let go of the file."""
        self._reader.rest(always=True)
        self.journal.rest(always=True)
        self.lock.close()

    def _prepare(self) -> None:
        """Make the folder for the lock; where the file itself is gone, none may come."""
        self.journal.differs()
        self.sidecar.prepare()

    def _begin(self, wanted: Tables) -> None:
        header = Header(program=PROGRAM, schema=SCHEMA, kind="tables", generation=uuid.uuid4().hex)
        self.journal.rewrite(header, (encode(line) for line in _lines(wanted)))

    def _look(self) -> None:
        """Read what is new in the file, without a lock: half a line does not count."""
        if self._reader.header is not None or self.path.stat().st_size:
            self._reader.catch_up(self._take)
            self._reader.rest()

    def _take(self, news: News) -> None:
        if news.anew:
            self._stored = {}
        read_tables(self.path, news.lines, self._stored)

    def _check_not_overtaken(
        self, base: Tables, docs: dict[str, dict[str, msgspec.Raw]], whole: Iterable[str]
    ) -> None:
        for name in whole:
            if self._stored.get(name) != base.get(name):
                raise OvertakenError(self.path, name, "")
        for name, numbered in docs.items():
            now, then = self._stored.get(name), base.get(name)
            for number in numbered:
                if _document(now, number) != _document(then, number):
                    raise OvertakenError(self.path, name, number)


def _know_the_place(news: News) -> None:
    """Take note of how far the file goes; what is in it was read already."""


def _snapshot(tables: Tables) -> Tables:
    return {
        name: table if isinstance(table, bytes) else dict(table) for name, table in tables.items()
    }


def read_tables(path: Path, lines: Iterable[tuple[int, bytes]], tables: Tables) -> Tables:
    """Lead tables on by these lines, their documents left as JSON. Raises DamagedError."""
    for number, payload in lines:
        try:
            _apply(tables, decode_raw(payload))
        except Unreadable as error:
            raise DamagedError(path, number, error.problem) from error
    return tables


def _apply(tables: Tables, line: RawLine) -> None:
    for name in line.gone:
        tables.pop(name, None)
    for name, content in line.tables.items():
        tables[name] = _table(bytes(content))
    for name, numbered in line.docs.items():
        table = tables.setdefault(name, {})
        if isinstance(table, bytes):
            raise Unreadable(f"{name} is no table")
        for number, document in numbered.items():
            raw = bytes(document)
            if raw == _GONE:
                table.pop(number, None)
            else:
                table[number] = raw


def _table(raw: bytes) -> Table:
    """A table, if this is one: an object of objects."""
    if not raw.startswith(b"{"):
        return raw
    documents = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    table = {number: bytes(document) for number, document in documents.items()}
    return table if all(document.startswith(b"{") for document in table.values()) else raw


def _decoded(table: Table) -> Any:
    if isinstance(table, bytes):
        return json.loads(table)
    return {number: json.loads(document) for number, document in table.items()}


def _encoded(table: Any) -> Table:
    # The standard library's JSON, because it refuses what msgspec would write down as null.
    return _table(_json(table))


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def _document(table: Table | None, number: str) -> bytes | None:
    return table.get(number) if isinstance(table, dict) else table


def _same(one: bytes | None, other: bytes) -> bool:
    """Whether two documents say the same; numbers and true are told apart, unlike by ==."""
    return one == other or (one is not None and _json(json.loads(one)) == other)


def _differences(
    base: Tables, wanted: Tables
) -> tuple[dict[str, dict[str, msgspec.Raw]], dict[str, msgspec.Raw], list[str]]:
    """What to write to come from one to the other: documents, whole tables, and tables to drop."""
    docs: dict[str, dict[str, msgspec.Raw]] = {}
    whole: dict[str, msgspec.Raw] = {}
    for name, new in wanted.items():
        old = base.get(name)
        if isinstance(new, bytes):
            if not (isinstance(old, bytes) and _same(old, new)):
                whole[name] = msgspec.Raw(new)
            continue
        if old is None and new:
            old = {}
        if not isinstance(old, dict) or not _in_order(old, new):
            whole[name] = msgspec.Raw(_joined(new))
            continue
        changed = {
            number: msgspec.Raw(document)
            for number, document in new.items()
            if not _same(old.get(number), document)
        }
        changed.update({number: msgspec.Raw(_GONE) for number in old if number not in new})
        if changed:
            docs[name] = changed
    return docs, whole, [name for name in base if name not in wanted]


def _in_order(old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    """Whether changing documents one by one leaves them in the order that is wanted."""
    stay = [number for number in old if number in new]
    return [*stay, *(number for number in new if number not in old)] == list(new)


def _joined(table: dict[str, bytes]) -> bytes:
    pairs = (_json(number) + b":" + document for number, document in table.items())
    return b"{" + b",".join(pairs) + b"}"


def _lines(tables: Tables) -> Iterable[Line]:
    """The lines of a compacted file: one document each, and what is no table whole."""
    for name, table in tables.items():
        if isinstance(table, bytes):
            yield Line(tables={name: msgspec.Raw(table)})
        elif not table:
            yield Line(tables={name: msgspec.Raw(b"{}")})
        else:
            for number, document in table.items():
                yield Line(docs={name: {number: msgspec.Raw(document)}})
