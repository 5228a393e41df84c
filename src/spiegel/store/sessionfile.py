"""One session on the disk, as one window has it open: change, follow, undo, compact."""

from collections.abc import Callable
from pathlib import Path

from spiegel.domain.instants import Instant
from spiegel.domain.session import Change, Session
from spiegel.store import locks
from spiegel.store.errors import NotWrittenError
from spiegel.store.history import (
    Entry,
    History,
    Overtaken,
    Undone,
    Wanted,
    entry_of,
    taken_back,
)
from spiegel.store.livesession import Arrival, Arrived, LiveSession, write_new
from spiegel.store.reading import header_at
from spiegel.store.sidecar import Sidecar, resolved
from spiegel.store.tables import difference, overwritten, table_of, with_documents

Clock = Callable[[], Instant]


class SessionFile:
    """A session that one window has open; use it from one thread at a time.

    path: symlinks are followed. clock: the present instant. window: the role, such as "scribe";
    afterwards it is the name, such as "scribe-4711". read_only: makes no folder beside the file,
    takes no lock, writes nothing. Raises StoreError: NotThereError, NotASessionError, NewerError,
    DamagedError, NotReadableError, NotWrittenError, BusyError.
    """

    def __init__(self, path: Path, *, clock: Clock, window: str, read_only: bool = False) -> None:
        self.path = resolved(Path(path))
        self.sidecar = Sidecar(self.path)
        self.window = window
        self.read_only = read_only
        self._clock = clock
        self._history = History()
        self._told: list[Overtaken] = []
        self._presence: locks.Presence | None = None
        header_at(self.path)
        if not read_only:
            self._appear(window)
        try:
            self._live = LiveSession(
                self.path,
                clock=clock,
                window=self.window,
                read_only=read_only,
                arrived=self._arrived,
            )
        except BaseException:
            self._disappear()
            raise

    @classmethod
    def create(cls, path: Path, session: Session, *, clock: Clock, window: str) -> "SessionFile":
        """Make a file of a new session and open it; a file of that name is never replaced.

        Raises AlreadyThereError, NotWrittenError, DoesNotFitError.
        """
        write_new(Path(path), session, clock())
        return cls(path, clock=clock, window=window)

    @property
    def session(self) -> Session:
        """The newest value that this window knows."""
        return self._live.session

    def change(self, change: Change, seen: Session | None = None) -> Session:
        """Apply a change to the newest value and return when it is on the disk.

        seen: the session that the person was looking at, when that was not the newest one known
        here; where the change takes the place of something newer, that other window is told.
        Raises Refusal when it cannot be made, and StoreError; then nothing was written.
        """
        seen = seen or self.session
        with self._live.writing():
            before = self.session
            now = self._clock()
            after = change.apply(before, now)
            documents = difference(before, after)
            # A withdrawal is for good even when there is nothing left to take out.
            if documents or change.final:
                self._live.commit(
                    type(change).__name__,
                    now,
                    after,
                    documents,
                    over=overwritten(seen, before, documents),
                    final=change.final,
                )
                if change.final:
                    self._history.clear()
                else:
                    self._history.record(entry_of(change, now, before, documents))
        return self.session

    def follow(self) -> Session | None:
        """The session as others changed it since; None when they did not, or are just at it.

        Call it ten times a second. Raises StoreError when the file is gone or no longer sound.
        """
        return self.session if self._live.look() else None

    def told(self) -> tuple[Overtaken, ...]:
        """What other windows replaced of this window's, since this was asked last."""
        told = tuple(self._told)
        self._told.clear()
        return told

    def undo(self, wanted: Wanted | None = None) -> Undone | None:
        """Take back the newest change of this window, or the newest of those wanted.

        Returns None when there is none. Raises StoreError; then nothing was written.
        """
        return self._turn_back(wanted, redo=False)

    def redo(self, wanted: Wanted | None = None) -> Undone | None:
        """Make again what was taken back last. Returns and raises as `undo`."""
        return self._turn_back(wanted, redo=True)

    def undoable(self, wanted: Wanted | None = None, *, redo: bool = False) -> Entry | None:
        """The change that the next undo (or redo) is about, so that it can be named."""
        return self._history.last(wanted, redo=redo)

    def compact(self) -> None:
        """Write the file anew, so that it holds no earlier wording. Raises StoreError."""
        with self._live.writing():
            self._live.rewrite(self.session)

    def save_copy(self, path: Path) -> None:
        """Write the session as this window knows it to another file, never over one.

        Raises AlreadyThereError and NotWrittenError.
        """
        write_new(Path(path), self.session, self._clock())

    def others(self) -> tuple[str, ...]:
        """The names of the other windows on this session, such as "scribe-4711"."""
        return tuple(name for name in locks.windows(self.sidecar.windows) if name != self.window)

    def close(self) -> None:
        """Leave the session; the last window to leave compacts it. Never raises StoreError."""
        self._live.close(last=lambda: not self.others())
        self._disappear()

    def _turn_back(self, wanted: Wanted | None, *, redo: bool) -> Undone | None:
        with self._live.writing():
            entry = self._history.last(wanted, redo=redo)
            if entry is None:
                return None
            before = self.session
            documents, kept = taken_back(entry, before)
            inverse = None
            if documents:
                name = f"{'redo' if redo else 'undo'} {type(entry.change).__name__}"
                after = with_documents(before, documents)
                self._live.commit(name, self._clock(), after, documents)
                inverse = entry_of(entry.change, entry.at, before, documents)
            self._history.move(entry, inverse, redo=redo)
        return Undone(
            session=self.session, change=entry.change, at=entry.at, kept=kept, redone=redo
        )

    def _arrived(self, arrived: Arrived) -> None:
        if arrived.final:
            self._history.clear()
        for arrival in arrived.arrivals:
            self._note_overtaken(arrival, arrived.session)

    def _note_overtaken(self, arrival: Arrival, session: Session) -> None:
        line = arrival.line
        for (table, number), before in arrival.replaced.items():
            after = table_of(session, table).get(number)
            if after is None:
                continue
            names = line.over[table][number]
            overtaken = self._history.overtaken(table, number, names, before, after, line.by)
            if overtaken:
                self._history.take_over(overtaken, self._clock(), after)
                self._told.extend(overtaken)

    def _appear(self, role: str) -> None:
        self.sidecar.prepare()
        try:
            self.window, self._presence = locks.appear(self.sidecar.windows, role)
        except OSError as error:
            raise NotWrittenError(self.path, error) from error

    def _disappear(self) -> None:
        if self._presence is not None:
            self._presence.end()
            self._presence = None
