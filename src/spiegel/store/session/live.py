"""The newest value of a session and its file, kept in step: catch up, commit, compact."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from spiegel.domain.consent.typed import taken_out
from spiegel.domain.polls.evaluation import open_box
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.taking_back import TakesBack, half_typed
from spiegel.store import disk
from spiegel.store.beside import drafts, exports
from spiegel.store.beside.backups import Backups
from spiegel.store.beside.ballots import Boxes
from spiegel.store.beside.folder import Sidecar
from spiegel.store.errors import (
    AlreadyThereError,
    BusyError,
    DoesNotFitError,
    NotKeptError,
    NotWrittenError,
    ReadOnlyError,
    StoreError,
)
from spiegel.store.journal.anew import header_anew, written_anew
from spiegel.store.journal.header import SCHEMA
from spiegel.store.journal.lines import Fields, Line, SessionLine, Stored
from spiegel.store.journal.news import News
from spiegel.store.journal.payload import OPEN, Seal, Unreadable, encode
from spiegel.store.journal.snapshot import session_of
from spiegel.store.journal.storage import JournalStorage
from spiegel.store.journal.summary import certainly_shows_the_same, header_of, shown
from spiegel.store.journal.tables import (
    Building,
    Difference,
    moment_of,
    reuse,
    settled,
    table_of,
    whole,
)
from spiegel.store.journal.takeovers import Takeovers
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.ballots import tidy
from spiegel.store.session.editor import Arrival, Arrived
from spiegel.store.session.history import Told, WentElsewhere
from spiegel.store.session.wordings import Wordings, wordings

if TYPE_CHECKING:
    from spiegel.domain.consent.elsewhere import Gone
    from spiegel.store.session.elsewhere import Elsewhere

_HEADER_LOOKS: Final = 20
"""At ten looks a second, the header is looked at every two seconds; of a server, more often."""
_LOOK_PATIENCE: Final = 0.02
_CLOSE_PATIENCE: Final = 1.0


class LiveSession:
    """What one window knows of a session, and how it writes.

    arrived: called with what others wrote, before anything else is done with it. alone: whether no
    other window is there. tell: called with what a person should know. elsewhere: takes what goes
    for good out of other meetings.
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
        alone: Callable[[], bool] = lambda: False,
        tell: Callable[[Told], None] = lambda _told: None,
        elsewhere: "Callable[[Gone, int], Elsewhere | None]" = lambda _gone, _now: None,
        keys: Keys = NO_KEYS,
    ) -> None:
        self.path = path
        self._clock = clock
        self._window = window
        self._read_only = read_only
        self._arrived = arrived
        self._alone = alone
        self._tell, self._elsewhere = tell, elsewhere
        self._takeovers = Takeovers()
        self._met: list[Arrival] = []
        self._read_from: Session | None = None
        self._arriving = 0
        self._changes = 0
        self._looks = 0
        self._session: Session | None = None
        try:
            self._storage = JournalStorage(
                path, access_mode="r" if read_only else "r+", window=window, keys=keys
            )
        except OSError as error:
            raise NotWrittenError(path, error) from error
        self._journal = self._storage.journal
        self._backups = Backups(path, self._storage.sidecar.backups, keys)
        self._keys = keys
        self.boxes = Boxes(self._storage.sidecar)
        try:
            with self._reading() if read_only else self.writing():
                pass
        except BaseException:
            self._storage.close()
            raise

    @property
    def session(self) -> Session:
        """The newest value."""
        if self._session is None:
            raise ValueError("a file is read before its session is asked for")
        return self._session

    @property
    def finals(self) -> int:
        """How many changes there were that cannot be undone."""
        return self._journal.header.finals if self._journal.header else 0

    @property
    def seal(self) -> Seal:
        """The seal of the file, as it was read last."""
        return self._journal.seal

    def writing(self, patience: float | None = None) -> AbstractContextManager[None]:
        """The lock of the file, with all that others wrote taken in.

        Raises BusyError after `patience` seconds (5 when not given), and ReadOnlyError.
        """
        if self._read_only:
            raise ReadOnlyError(self.path)
        return _Writing(self._storage, self._absorb, patience)

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
        final: Change | None = None,
    ) -> None:
        """Write these documents as one change, inside `writing`, and return when they are safe.

        final: the change itself when it cannot be undone; then what it takes out is taken out of
        the kept copies and of what is half typed first, so that a program that is killed in between
        leaves a change that was not made yet.
        Raises DoesNotFitError and NotWrittenError; then nothing was written.
        """
        before, header = self.session, self._journal.header
        line = Line(
            at=moment_of(now.utc), by=self._window, name=name, docs=documents, over=over or {}
        )
        try:
            self._backups.keep_day(before, now)
        except NotKeptError as error:
            self._tell(error)
        if final or header is None or header.schema != SCHEMA:
            # In one step with what it means: no earlier word is left, or nothing was changed.
            _, as_read = self._storage.fitting(line)
            self._keep_older()
            in_copies = final.in_copies if final is not None else None
            if in_copies is not None:
                self._backups.make_final(in_copies, now)
            if final is not None:
                earlier = getattr(final, "earlier", ())
                if isinstance(final, TakesBack):
                    self._take_out_elsewhere(before, after, final, now)
                    if any(one.in_document for one in final.quoted):
                        # No rule tells which documents have so few words.
                        exports.words_went(self._storage.sidecar, self.seal)
                found = half_typed(getattr(final, "quoted", ()), after.info.id)
                taken = taken_out(before, after, earlier, found)
                if taken is not None:
                    drafts.take_out(self._storage.sidecar, self.seal, taken, after)
            self._takeovers.note(line)
            self.rewrite(settled(before, after, documents, as_read), final=final is not None)
            return
        as_read = self._storage.append(line)
        self._takeovers.note(line)
        self._session = after = settled(before, after, documents, as_read)
        self._changes += 1
        if not certainly_shows_the_same(after, before) and shown(header_of(after)) != shown(header):
            # The change itself is on the disk; what Home shows can wait for a better moment.
            with suppress(StoreError):
                self.rewrite(after)

    def _take_out_elsewhere(
        self, before: Session, after: Session, change: TakesBack, now: Instant
    ) -> None:
        from spiegel.domain.consent.elsewhere import gone_from
        from spiegel.domain.consent.typed import gone_for_good

        words = gone_for_good(before, after, change.earlier)
        gone = gone_from(before, after, words, change.quoted)
        if gone.words or gone.numbers:
            found = self._elsewhere(gone, now.utc)
            # Of those that are locked it is asked right after, while the words are known.
            if found is not None and (found.titles or found.plans or found.missing):
                self._tell(WentElsewhere(found.titles, found.plans, found.missing))

    def wordings(self, of: Wordings) -> tuple[str, ...]:
        """What of statements as they once stood in the file or a kept copy."""
        return wordings(self.path, self._storage.sidecar.backups, self._keys, of)

    def rewrite(self, session: Session, *, final: bool = False, seal: Seal | None = None) -> None:
        """Compact the file to this session, inside `writing`; seal: another one than before.

        Raises NotWrittenError; then the file is as it was.
        """
        if seal is not None:
            self._keep_older()
        before = self._journal.header
        header = msgspec.structs.replace(
            header_anew(session, self._clock(), before),
            finals=(before.finals if before else 0) + final,
        )
        # After a change that cannot be undone nothing of another window comes back anyway.
        news = (
            self._takeovers.lines(moment_of(self._clock().utc))
            if self._takeovers and not final
            else []
        )
        if news and self._alone():
            news = []
        lines = (encode(line) for line in (*whole(session), *news))
        self._journal.rewrite(header, lines, seal=seal)
        self._session = session
        self._changes = len(news)

    def finish_closing(self) -> None:
        """Destroy the ballot box that a window left which was killed while it closed the poll."""
        if self.boxes.left:
            with suppress(StoreError), self.writing():
                tidy(self)

    def take_over_box(self, former: Sidecar) -> None:
        """The ballot box that is open comes along from where the session was before."""
        if (box := open_box(self.session)) is not None:
            with suppress(StoreError), self.writing():
                self.boxes.bring(former, box)

    def read_what_is_left(self) -> None:
        """Take in what others wrote to a file that is gone from its place, if it can be read."""
        self._journal.read_what_is_left(self._absorb)

    def goes_on_at(self, path: Path) -> bool:
        """Whether the file at another place holds all that this window knows."""
        return self._journal.goes_on_at(path)

    def leave(self) -> None:
        """Let go of a file that is gone."""
        self._storage.close()

    def close(self, last: Callable[[], bool]) -> None:
        """Let go of the file; compacted when there is something to compact and `last` says so."""
        if not self._read_only:
            with suppress(StoreError), self.writing(_CLOSE_PATIENCE):
                if self._changes and last():
                    self.rewrite(self.session)
        self._storage.close()

    def _absorb(self, news: News) -> None:
        before, header = self._session, self._journal.header
        self._met, self._arriving = [], 0
        self._read_from = before if news.anew else None
        session = session_of(self.path, news, before, self._meet)
        if news.anew and before is not None:
            session = reuse(before, session)
        self._changes = self._arriving + (0 if news.anew else self._changes)
        final = header is not None and header.finals != news.header.finals
        self._session = session
        arrivals = [met for met in self._met if self._takeovers.note(met.line)]
        others = [arrival for arrival in arrivals if arrival.line.by != self._window]
        self._met, self._read_from = [], None
        self._arrived(Arrived(session, others, final, before))

    def _meet(self, building: Building, line: SessionLine) -> None:
        # A line that was compacted says no time.
        self._arriving += line.at is not None
        if not line.over:
            return
        replaced = {
            (table, number): document
            for table, numbered in line.over.items()
            for number in numbered
            if (document := self._known(building, table, number)) is not None
        }
        self._met.append(Arrival(line, replaced))

    def _known(self, building: Building, table: str, number: int) -> Stored | None:
        """The document before a line; of a file that is read anew, as this window knew it last."""
        if self._read_from is not None:
            return table_of(self._read_from, table).get(number)
        return building.get(table, number)

    def _keep_older(self) -> None:
        """Keep a file of an older schema as it was, before the first change to it."""
        header = self._journal.header
        if header is not None and header.schema != SCHEMA:
            self._backups.keep_older(header)


class _Writing:
    """Inside, this window holds the lock of its file and knows all that others wrote.

    Every change goes through it, and a generator would cost as much again as the lock.
    """

    def __init__(
        self, storage: JournalStorage, take: Callable[[News], None], patience: float | None
    ) -> None:
        self._storage = storage
        self._take = take
        self._patience = patience

    def __enter__(self) -> None:
        self._storage.lock.acquire(self._patience)
        try:
            self._storage.journal.catch_up(self._take)
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_error: object) -> None:
        self._storage.journal.rest()
        self._storage.lock.release()


def write_new(
    path: Path, session: Session, now: Instant, seal: Seal = OPEN, *, finals: int = 0
) -> None:
    """Write a session to a file that does not exist yet.

    finals: how many changes it knows that cannot be undone.

    Raises AlreadyThereError, NotWrittenError, DoesNotFitError.
    """
    try:
        disk.put_in_place(path, written_anew(session, now, None, seal, finals=finals), over=False)
    except Unreadable as error:
        raise DoesNotFitError(path, error.problem) from error
    except FileExistsError as error:
        raise AlreadyThereError(path) from error
    except OSError as error:
        raise NotWrittenError(path, error) from error
