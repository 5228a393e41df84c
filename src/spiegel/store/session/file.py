"""One session on the disk, as one window has it open: `OpenSession`, and what only a file has."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.taking_back import TakesBack
from spiegel.store.beside import locks
from spiegel.store.beside.folder import Sidecar, resolved
from spiegel.store.beside.windows import OwnWindow
from spiegel.store.catalogue.folder import Listed, sessions
from spiegel.store.catalogue.renaming import take_over
from spiegel.store.errors import OtherSessionError, ReplacedError, StoreError
from spiegel.store.journal.header import header_at
from spiegel.store.journal.payload import Seal
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.ballots import Ballots
from spiegel.store.session.editor import Editor
from spiegel.store.session.history import Told, Undone, Wanted
from spiegel.store.session.live import LiveSession, write_new
from spiegel.store.session.moving import BringAlong, Place, made_by
from spiegel.store.session.resealing import finish

if TYPE_CHECKING:
    from spiegel.domain.consent.elsewhere import Gone
    from spiegel.domain.consent.perhaps import Place as Quoting
    from spiegel.domain.session.taking_back import Quoted
    from spiegel.store.session.elsewhere import Elsewhere

Clock = Callable[[], Instant]
UNSEEN: Final = 5_000
"""Milliseconds before the file was lost in which another window may not have read a change."""


class SessionFile:
    """A session that one window has open; use it from one thread at a time.

    path: symlinks are followed. clock: the present instant. window: the role, such as "scribe";
    afterwards it is the name, such as "scribe-4711". read_only: makes no folder beside the file,
    takes no lock, writes nothing. keys: open it when it is encrypted. Raises StoreError:
    NotThereError, NotASessionError, NewerError, DamagedError, NotReadableError, NotWrittenError,
    BusyError, LockedError, WrongPassphraseError.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        window: str,
        read_only: bool = False,
        keys: Keys = NO_KEYS,
    ) -> None:
        self.path = resolved(Path(path))
        self.sidecar = Sidecar(self.path)
        self.window = window
        self.read_only = read_only
        self._clock = clock
        self._keys = keys
        self._editor = Editor(clock)
        self._lost_at = 0
        self._own: OwnWindow | None = None
        self._locked_out: tuple[Gone, tuple[Path, ...]] | None = None
        # Before anything is made beside the file: a wrong passphrase changes nothing at all.
        header = header_at(self.path)
        keys.seal(self.path, header)
        if not read_only:
            take_over(self.path, header.id)
            self._own = OwnWindow(self.sidecar, window)
            self.window = self._own.name
        try:
            self._live = LiveSession(
                self.path,
                clock=clock,
                window=self.window,
                read_only=read_only,
                arrived=self._editor.arrived,
                alone=lambda: not self.others(),
                tell=self._editor.tell,
                elsewhere=self._take_out_elsewhere,
                keys=keys,
            )
            if not read_only:
                finish(self._live, self.sidecar, keys)
                self._live.finish_closing()
        except BaseException:
            self._disappear()
            raise

    @classmethod
    def create(
        cls, path: Path, session: Session, *, clock: Clock, window: str, keys: Keys = NO_KEYS
    ) -> "SessionFile":
        """Make a file of a new session and open it; a file of that name is never replaced.

        keys: a passphrase makes it an encrypted one. Raises AlreadyThereError, NotWrittenError,
        DoesNotFitError.
        """
        write_new(Path(path), session, clock(), keys.new())
        return cls(path, clock=clock, window=window, keys=keys)

    @property
    def session(self) -> Session:
        """The newest value that this window knows."""
        return self._live.session

    @property
    def seal(self) -> Seal:
        """The seal of the file, for what is kept beside it."""
        return self._live.seal

    @property
    def keys(self) -> Keys:
        """What it was opened with."""
        return self._keys

    @property
    def sealed(self) -> bool:
        """Whether the file is encrypted."""
        return self.seal.parameters is not None

    def change(
        self, change: Change, seen: Session | None = None, *, at: Instant | None = None
    ) -> Session:
        """Apply a change to the newest value and return when it is on the disk.

        seen: the session that the person was looking at, when that was not the newest one known
        here; where the change takes the place of something newer, that other window is told.
        at: when it happened, if it had to wait since.
        Raises Refusal when it cannot be made, and StoreError; then nothing was written.
        """
        if isinstance(change, TakesBack):
            take_over(self.path, self.session.info.id, anywhere=True)
        return self._editor.change(self._live, change, seen, at)

    @property
    def ballots(self) -> Ballots:
        """The box of the poll that is open."""
        return Ballots(self._live)

    def _take_out_elsewhere(self, gone: "Gone", now: int) -> "Elsewhere":
        from spiegel.store.session.elsewhere import take_out

        found = take_out(self.path, gone, self._keys, self._open_other, now)
        self._locked_out = (gone, found.locked) if found.locked else None
        return found

    def _open_other(self, path: Path, keys: Keys) -> "SessionFile":
        return SessionFile(path, clock=self._clock, window="command", keys=keys)

    @property
    def locked_out(self) -> tuple[Path, ...]:
        """The meetings that what went here last was not looked for in: nobody gave a passphrase."""
        return self._locked_out[1] if self._locked_out is not None else ()

    def perhaps_in(self, path: Path, keys: Keys) -> "tuple[Quoting, ...]":
        """Where such a meeting may quote a few words of what went here last. Raises StoreError."""
        if self._locked_out is None:
            return ()
        from spiegel.domain.consent.perhaps import Quotations
        from spiegel.store.beside import drafts
        from spiegel.store.journal.snapshot import read_file

        read = read_file(path, keys=keys)
        typed = partial(drafts.half_typed, Sidecar(path), read.seal)
        return Quotations(self._locked_out[0]).places(read.session, typed)

    def take_out_of(self, path: Path, keys: Keys, quoted: "tuple[Quoted, ...]" = ()) -> None:
        """What went here last goes from such a meeting too. Raises StoreError.

        quoted: where a person found some of the words there besides.
        """
        if self._locked_out is None or path not in self.locked_out:
            return
        from spiegel.store.catalogue import withdrawn
        from spiegel.store.session.elsewhere import take_out_of

        gone, locked = self._locked_out
        found = msgspec.structs.replace(gone, quoted=quoted)
        take_out_of(path, found, keys, self._open_other)
        id_ = header_at(path).id
        about = (one for one in withdrawn.waiting(id_, path) if one.numbers == gone.numbers)
        withdrawn.done(id_, path, about)
        left = tuple(other for other in locked if other != path)
        self._locked_out = (gone, left) if left else None

    def follow(self) -> Session | None:
        """The session as others changed it since; None when they did not, or are just at it.

        Call it ten times a second. Raises StoreError when the file is gone or no longer sound.
        """
        try:
            changed = self._live.look()
        except StoreError:
            self._lost_at = self._lost_at or self._clock().utc
            raise
        self._lost_at = 0
        return self.session if changed else None

    def told(self) -> tuple[Told, ...]:
        """What other windows replaced of this window's, and what could not be kept, since last."""
        return self._editor.told()

    def final(self) -> bool:
        """Whether others made a change for good since the last time, once."""
        return self._editor.final()

    def undo(self, wanted: Wanted | None = None) -> Undone | None:
        """Take back the newest change of this window, or the newest of those wanted.

        Returns None when there is none. Raises StoreError; then nothing was written.
        """
        return self._editor.turn_back(self._live, wanted, redo=False)

    def redo(self, wanted: Wanted | None = None) -> Undone | None:
        """Make again what was taken back last. Returns and raises as `undo`."""
        return self._editor.turn_back(self._live, wanted, redo=True)

    def compact(self) -> None:
        """Write the file anew, so that it holds no earlier wording. Raises StoreError."""
        with self._live.writing():
            self._live.rewrite(self.session)

    def save_copy(self, path: Path) -> None:
        """Write the session as this window knows it to another file, never over one.

        The copy is encrypted if the session is, with the same passphrase.
        Raises AlreadyThereError and NotWrittenError.
        """
        finals = self._live.finals
        write_new(Path(path), self.session, self._clock(), self.seal, finals=finals)

    def others(self) -> tuple[str, ...]:
        """The names of the other windows on this session, such as "scribe-4711"."""
        return self._own.others() if self._own else locks.windows(self.sidecar.windows)

    def close(self) -> None:
        """Leave the session; the last window to leave compacts it. Never raises StoreError."""
        self._live.close(last=lambda: not self.others())
        self._disappear()

    def found_in(self, folders: Iterable[Path]) -> tuple[Place, ...]:
        """Where in these folders this session goes on: a file that was moved, or a copy.

        First those in which another window works, then those that hold all that this window knows.
        """
        places = [
            Place(entry.path, locks.windows(Sidecar(entry.path).windows))
            for folder in folders
            for entry in _readable(folder)
            if entry.header is not None
            and entry.header.id == self.session.info.id
            # The words of an encrypted session go to no file that everybody can read.
            and (entry.header.seal is not None or not self.sealed)
            and entry.path.resolve() != self.path
        ]
        found = [p for p in places if p.windows or self._live.goes_on_at(p.path)]
        return tuple(dict.fromkeys(sorted(found, key=lambda place: not place.windows)))

    def continued(self, path: Path, *, found: bool = False) -> "SessionFile":
        """This window on another file: a copy made here or (found) the session that is there.

        What can be taken back goes along. It is for when the file itself is gone: what others wrote
        last is in the copy as far as it can still be read, and what only this window knew is
        brought to a file that was found. Raises StoreError; then this one is still open.
        """
        if not found:
            self._live.read_what_is_left()
            self.save_copy(path)
        role = self.window.rpartition("-")[0]
        file = SessionFile(path, clock=self._clock, window=role, keys=self._keys)
        try:
            if found:
                if file.session.info.id != self.session.info.id:
                    raise OtherSessionError(path)
                if file.seal.parameters != self.seal.parameters:
                    raise ReplacedError(path)
                if file._live.finals != self._live.finals:
                    # As after a withdrawal that this window did not hear of: no word comes back.
                    self._editor.history.clear()
                if not self._live.goes_on_at(file.path):
                    made = made_by(
                        self._editor.history.touched(self._lost_at - UNSEEN), self.session
                    )
                    file.change(BringAlong(made=made))
            file._live.take_over_box(self.sidecar)
        except BaseException:
            file.close()
            raise
        file._editor.go_on_from(self._editor)
        self._live.leave()
        self._disappear()
        return file

    def _disappear(self) -> None:
        if self._own is not None:
            self._own.end()
            self._own = None


def _readable(folder: Path) -> list[Listed]:
    with suppress(StoreError):
        return sessions(folder)
    return []
