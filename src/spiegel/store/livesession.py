"""The newest value of a session and its file, kept in step: catch up, commit, compact."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.instants import Instant
from spiegel.domain.session import Session
from spiegel.store import disk
from spiegel.store.errors import (
    AlreadyThereError,
    BusyError,
    DoesNotFitError,
    NotWrittenError,
    ReadOnlyError,
    StoreError,
)
from spiegel.store.header import (
    SCHEMA,
    Header,
    certainly_shows_the_same,
    header_of,
    shown,
    successor,
)
from spiegel.store.journal import News, content
from spiegel.store.lines import Fields, Line, SessionLine, Stored, Unreadable, encode
from spiegel.store.reading import session_of
from spiegel.store.storage import JournalStorage
from spiegel.store.tables import (
    Building,
    Difference,
    moment_of,
    reuse,
    table_of,
    whole,
    with_documents,
)

_HEADER_LOOKS: Final = 20
"""At ten looks a second, the header is looked at every two seconds."""
_LOOK_PATIENCE: Final = 0.02
_CLOSE_PATIENCE: Final = 1.0


class Arrival(msgspec.Struct, frozen=True):
    """A line of another window, and the documents it took the place of without having seen them."""

    line: SessionLine
    replaced: dict[tuple[str, int], Stored]


class Arrived(msgspec.Struct, frozen=True):
    """What came in from the file.

    final: something in it cannot be undone, so no earlier word may come back.
    """

    session: Session
    arrivals: list[Arrival]
    final: bool


class LiveSession:
    """What one window knows of a session, and how it writes.

    arrived: called with what others wrote, before anything else is done with it.
    Raises StoreError for a file that cannot be read.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], Instant],
        window: str,
        read_only: bool,
        arrived: Callable[[Arrived], None],
    ) -> None:
        self.path = path
        self._clock = clock
        self._window = window
        self._read_only = read_only
        self._arrived = arrived
        self._arrivals: list[Arrival] = []
        self._arriving = 0
        self._changes = 0
        self._looks = 0
        self._session: Session | None = None
        try:
            self._storage = JournalStorage(
                path, access_mode="r" if read_only else "r+", window=window
            )
        except OSError as error:
            raise NotWrittenError(path, error) from error
        self._journal = self._storage.journal
        with self._reading() if read_only else self.writing():
            pass

    @property
    def session(self) -> Session:
        """The newest value."""
        if self._session is None:
            raise ValueError("a file is read before its session is asked for")
        return self._session

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[None]:
        """The lock of the file, with all that others wrote taken in.

        Raises BusyError after `patience` seconds (5 when not given), and ReadOnlyError.
        """
        if self._read_only:
            raise ReadOnlyError(self.path)
        self._storage.lock.acquire(patience)
        try:
            self._journal.catch_up(self._absorb)
            yield
        finally:
            self._journal.rest()
            self._storage.lock.release()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        self._journal.catch_up(self._absorb)
        yield
        self._journal.rest()

    def look(self) -> bool:
        """Take in what others wrote, if it shows that they did and none is just writing.

        Returns whether the session is another one now. Raises StoreError.
        """
        self._looks += 1
        if not self._journal.differs() and self._looks % _HEADER_LOOKS:
            return False
        before = self.session
        try:
            # Under the lock, because a line that is just being written can still be taken back.
            with self._reading() if self._read_only else self.writing(_LOOK_PATIENCE):
                return self.session is not before
        except BusyError:
            return False

    def commit(
        self,
        name: str,
        now: Instant,
        after: Session,
        documents: Difference,
        *,
        over: Fields | None = None,
        final: bool = False,
    ) -> None:
        """Write these documents as one change, inside `writing`, and return when they are safe.

        Raises DoesNotFitError and NotWrittenError; then nothing was written.
        """
        before, header = self.session, self._journal.header
        line = Line(
            at=moment_of(now.utc), by=self._window, name=name, docs=documents, over=over or {}
        )
        if final or header is None or header.schema != SCHEMA:
            # In one step with what it means: no earlier word is left, or nothing was changed.
            _, as_read = self._storage.fitting(line)
            self._keep_older()
            self.rewrite(_settled(before, after, documents, as_read), final=final)
            return
        as_read = self._storage.append(line)
        self._session = after = _settled(before, after, documents, as_read)
        self._changes += 1
        if not certainly_shows_the_same(after, before) and shown(header_of(after)) != shown(header):
            # The change itself is on the disk; what Home shows can wait for a better moment.
            with suppress(StoreError):
                self.rewrite(after)

    def rewrite(self, session: Session, *, final: bool = False) -> None:
        """Compact the file to this session, inside `writing`. Raises NotWrittenError."""
        before = self._journal.header
        header = msgspec.structs.replace(
            _header(session, self._clock(), before),
            finals=(before.finals if before else 0) + final,
        )
        self._journal.rewrite(header, (encode(line) for line in whole(session)))
        self._session = session
        self._changes = 0

    def close(self, last: Callable[[], bool]) -> None:
        """Let go of the file; compacted when there is something to compact and `last` says so."""
        if not self._read_only:
            with suppress(StoreError), self.writing(_CLOSE_PATIENCE):
                if self._changes and last():
                    self.rewrite(self.session)
        self._storage.close()

    def _absorb(self, news: News) -> None:
        self._arrivals, self._arriving = [], 0
        before, header = self._session, self._journal.header
        session = session_of(self.path, news, before, self._meet)
        if news.anew and before is not None:
            session = reuse(before, session)
        self._changes = self._arriving + (0 if news.anew else self._changes)
        final = header is not None and header.finals != news.header.finals
        self._session = session
        self._arrived(Arrived(session, self._arrivals, final))

    def _meet(self, building: Building, line: SessionLine) -> None:
        # A line that was compacted says no time.
        self._arriving += line.at is not None
        if not line.over or line.by == self._window:
            return
        replaced = {
            (table, number): document
            for table, numbered in line.over.items()
            for number in numbered
            if (document := building.get(table, number)) is not None
        }
        self._arrivals.append(Arrival(line, replaced))

    def _keep_older(self) -> None:
        """Keep a file of an older schema as it was, before the first change to it."""
        header = self._journal.header
        if header is None or header.schema == SCHEMA:
            return
        folder = self._storage.sidecar.backups
        kept = folder / f"{self.path.stem}-schema-{header.schema}{self.path.suffix}"
        try:
            disk.private_folder(folder)
            shutil.copyfile(self.path, kept)
            kept.chmod(disk.PRIVATE_FILE)
        except OSError as error:
            raise NotWrittenError(kept, error) from error


def write_new(path: Path, session: Session, now: Instant) -> None:
    """Write a session to a file that does not exist yet.

    Raises AlreadyThereError, NotWrittenError, DoesNotFitError.
    """
    try:
        data = content(_header(session, now, None), (encode(line) for line in whole(session)))
        disk.put_in_place(path, data, over=False)
    except Unreadable as error:
        raise DoesNotFitError(path, error.problem) from error
    except FileExistsError as error:
        raise AlreadyThereError(path) from error
    except OSError as error:
        raise NotWrittenError(path, error) from error


def _header(session: Session, now: Instant, before: Header | None) -> Header:
    header = successor(header_of(session), before, uuid.uuid4().hex)
    return msgspec.structs.replace(header, written=moment_of(now.utc))


def _settled(
    before: Session, after: Session, documents: Difference, as_read: SessionLine | None
) -> Session:
    """The session after a change, exactly as every other window will read it."""
    read = dict(as_read.docs.by_table()) if as_read else {}
    in_order = all(
        document is None or number > before.last.get(table, 0) or number in table_of(before, table)
        for table, numbered in documents.items()
        for number, document in numbered.items()
    )
    if not in_order or any(read[table] != numbered for table, numbered in documents.items()):
        after = with_documents(before, read)
    return msgspec.structs.replace(after, revision=before.revision + 1)
