"""What an export left that was killed: found by a lock that went with its program, and removed.

Such a file or folder holds words, and no list of documents names it. Nothing is loaded here that
only an export needs.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_PREFIX, _SUFFIX = ".spiegel-", ".tmp"
_WORKROOM: Final = "spiegel-office-"
_BUSY: Final = "busy"
_ROOM: Final = 64_000_000
"""Bytes that have to be free where things are kept in memory; LibreOffice takes two million."""
_JUST_MADE: Final = 2.0
"""Seconds in which a file that was made may not be locked yet."""
_ENDING: Final = 2.0
"""Seconds in which a program that is ended is gone; longer nobody waits for it."""
_LEFT: Final = 600
"""Seconds after which a file is what a killed program left, where there are no such locks."""


@contextmanager
def unfinished(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file in a folder, to write and put in place; when that fails it does not stay."""
    clear(folder)
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        _lock(descriptor)
        try:
            yield file, Path(name)
        except BaseException:
            file.close()
            with suppress(OSError):
                Path(name).unlink()
            raise


@contextmanager
def workroom() -> Iterator[Path]:
    """A folder in which another program works; it goes with all that this one leaves there.

    In memory where this computer has such a place, so that its words are on no disk.
    """
    clear_workrooms()
    folder = Path(tempfile.mkdtemp(prefix=_WORKROOM, dir=_places()[0]))
    descriptor = os.open(folder / _BUSY, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        yield folder
    finally:
        os.close(descriptor)
        shutil.rmtree(folder, ignore_errors=True)


def clear(folder: Path) -> None:
    """Remove what is in a folder of an export that was killed."""
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            if _is_left(left):
                with suppress(OSError):
                    left.unlink()


def clear_workrooms() -> None:
    """Remove the folders of programs that were killed, and end what still works for one there."""
    for place in _places():
        with suppress(OSError):
            for folder in place.glob(f"{_WORKROOM}*"):
                if _is_left(folder / _BUSY):
                    _end_who_works_in(folder)
                    shutil.rmtree(folder, ignore_errors=True)


def _places() -> tuple[Path, ...]:
    """Where such folders are made: the first that has room, and where they can be too."""
    temporary = Path(tempfile.gettempdir())
    memory = Path(os.environ.get("XDG_RUNTIME_DIR") or temporary)
    try:
        roomy = memory.is_absolute() and shutil.disk_usage(memory).free > _ROOM
    except OSError:
        return (temporary,)
    both = (memory, temporary) if roomy else (temporary, memory)
    return tuple(dict.fromkeys(both))


def _lock(descriptor: int) -> bool:
    """Take the lock of a file as long as it is open; whether it was free, or there is none."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_left(path: Path) -> bool:
    """Whether nobody works at this file of ours any more."""
    try:
        about = path.stat()
        age = time.time() - about.st_mtime
        if sys.platform == "win32":
            return age > _LEFT
        if about.st_uid != os.getuid() or age < _JUST_MADE:
            return False
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return _lock(descriptor)
    finally:
        os.close(descriptor)


def _end_who_works_in(folder: Path) -> None:
    """End a LibreOffice whose profile is in this folder: whoever started it is gone.

    It begins with one process that starts another, and neither is gone at once: what still works
    would put back what is removed here.
    """
    end = time.monotonic() + _ENDING
    while (found := _working_in(folder)) and time.monotonic() < end:
        for process in found:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.01)


def _working_in(folder: Path) -> list[int]:
    said = str(folder).encode()
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError, ValueError):
            if said in process.read_bytes():
                found.append(int(process.parent.name))
    return found
