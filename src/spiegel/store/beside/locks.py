"""Locks between processes that vanish with their holder, also after kill -9.

They are locks on descriptors that stay open: opening the lock file again for each change would cost
as much as half an append. On Windows they are those of `filelock`; elsewhere the one call of the
system that it would make, without a library that costs a command a twentieth of its time.
"""

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from spiegel.store import disk
from spiegel.store.errors import BusyError, NotWrittenError

if sys.platform == "win32":
    from filelock import lock_descriptor, unlock_descriptor
else:
    import fcntl

    def lock_descriptor(descriptor: int, *, blocking: bool) -> bool:
        """Take the lock of an open file; whether it was free. Raises OSError."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if blocking else fcntl.LOCK_NB))
        except OSError as error:
            # Some file systems say EACCES when somebody else has it.
            if error.errno in (errno.EACCES, errno.EAGAIN):
                return False
            raise
        return True

    def unlock_descriptor(descriptor: int) -> None:
        """Let go of it. Raises OSError."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)


PATIENCE: Final = 5.0
"""Seconds to wait for the lock of a file."""
IMPATIENCE: Final = 0.2
"""Seconds to wait again after waiting in vain, so that a queue of changes is not stuck for long."""
_POLL: Final = 0.002
_NOTE: Final = 64
_TRIES: Final = 50


class Lock:
    """The one lock of a session file; its holder leaves its name in the lock file.

    subject: the file that is locked, for messages. window: the name to leave, such as
    "scribe-4711". prepare: makes the folder of the lock file when it is not there.
    """

    def __init__(
        self,
        path: Path,
        *,
        subject: Path,
        window: str,
        prepare: Callable[[], None],
        patience: float = PATIENCE,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = path
        self._subject = subject
        self._note = f"\n{window}\n".encode()[:_NOTE].ljust(_NOTE)
        self._prepare = prepare
        self._patience = patience
        self._pause = pause
        self._in_vain = False
        self._descriptor: int | None = None
        self._opened: os.stat_result | None = None

    def __enter__(self) -> "Lock":
        self.acquire()
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()

    def acquire(self, patience: float | None = None) -> None:
        """Wait for the lock, at most `patience` seconds.

        Raises BusyError with the name of the holder, and NotWrittenError when there can be no lock.
        """
        remember = patience is None
        if patience is None:
            patience = min(IMPATIENCE, self._patience) if self._in_vain else self._patience
        try:
            if self._take():
                self._in_vain = False
                return
            give_up = time.monotonic() + patience
            while time.monotonic() < give_up:
                self._pause(_POLL)
                if self._take():
                    self._in_vain = False
                    return
            self._in_vain = self._in_vain or remember
            holder = self._holder()
        except OSError as error:
            raise NotWrittenError(self._subject, error) from error
        raise BusyError(self._subject, holder, patience)

    def release(self) -> None:
        """Let go of the lock; the lock file stays, for the next holder."""
        if self._descriptor is not None:
            try:
                unlock_descriptor(self._descriptor)
            except OSError:
                # Closing it lets go as well, and nobody may be kept out.
                self.close()

    def close(self) -> None:
        """Let go for good."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _take(self) -> bool:
        if self._descriptor is None:
            self._descriptor = self._open()
            self._opened = None
        if not lock_descriptor(self._descriptor, blocking=False):
            return False
        try:
            # Asked once: what is open stays the same file, whatever happens to its name.
            self._opened = self._opened or os.fstat(self._descriptor)
            found = _is_at(self._opened, self._path)
        except OSError:
            # Who gives up must not keep the others out.
            self.close()
            raise
        if not found:
            # Somebody removed the folder beside the session: a lock on what is gone keeps nobody
            # out, so take the one that everybody finds.
            self.close()
            return False
        # A holder without a name still holds; the disk that refuses it may take the change.
        with suppress(OSError):
            # Not at byte 0: on Windows that byte is the lock, and nobody else may read it.
            disk.write_at(self._descriptor, self._note, 1)
        return True

    def _open(self) -> int:
        try:
            return disk.create_or_open(self._path)
        except FileNotFoundError:
            self._prepare()
            return disk.create_or_open(self._path)

    def _holder(self) -> str:
        if self._descriptor is None:
            return ""
        try:
            note = disk.read_at(self._descriptor, _NOTE, 1)
        except OSError:
            return ""
        return note.decode("utf-8", "replace").strip()


class Presence:
    """A lock that a window keeps as long as it lives, so that others can see it is there."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def is_seen(self) -> bool:
        """Whether others find it. Raises OSError."""
        return _is_at(os.fstat(self._descriptor), self._path)

    def show(self) -> None:
        """Be found again, when somebody removed the lock file. Raises OSError."""
        disk.private_folder(self._path.parent)
        descriptor = disk.create_or_open(self._path)
        if lock_descriptor(descriptor, blocking=False):
            descriptor, self._descriptor = self._descriptor, descriptor
        os.close(descriptor)

    def end(self) -> None:
        """The window is gone: nobody finds it any more."""
        with suppress(OSError):
            if self.is_seen():
                self._path.unlink()
        with suppress(OSError):
            os.close(self._descriptor)


def appear(folder: Path, role: str) -> tuple[str, Presence]:
    """Take the lock of a new window with this role: its name ("scribe-4711") and its presence.

    Raises OSError when there can be no such lock.
    """
    for attempt in range(1, _TRIES):
        name = f"{role}-{os.getpid()}" if attempt == 1 else f"{role}-{os.getpid()}.{attempt}"
        path = folder / f"{name}.lock"
        descriptor = disk.create_or_open(path)
        try:
            locked = lock_descriptor(descriptor, blocking=False)
            mine = locked and _is_at(os.fstat(descriptor), path)
        except BaseException:
            os.close(descriptor)
            raise
        if mine:
            return name, Presence(path, descriptor)
        # A second window of this process has the name, or somebody is just looking whether it is
        # free: the next name is as good.
        os.close(descriptor)
    raise OSError(errno.EAGAIN, "no window lock is free")


def is_present(folder: Path, window: str) -> bool:
    """Whether the window of this name lives; what a dead one left is removed.

    Of one that cannot be asked we do not know that it is gone, so it counts as there.
    """
    path = folder / f"{window}.lock"
    try:
        descriptor = disk.open_to_write(path)
    except OSError as error:
        return not isinstance(error, FileNotFoundError)
    try:
        if not lock_descriptor(descriptor, blocking=False):
            return True
        with suppress(OSError):
            path.unlink()
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def windows(folder: Path, *, but: str = "") -> tuple[str, ...]:
    """The names of the windows that live, in order; without one that is not asked about."""
    try:
        names = sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".lock"))  # noqa: PTH208
    except OSError:
        return ()
    return tuple(name for name in names if name != but and is_present(folder, name))


def _is_at(opened: os.stat_result, path: Path) -> bool:
    """Whether the file that was opened is the one that others find at the path."""
    try:
        return os.path.samestat(opened, path.stat())
    except FileNotFoundError:
        return False
