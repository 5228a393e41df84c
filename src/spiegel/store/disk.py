"""What the store asks of the disk: write whole or not at all, and only then say so."""

import errno
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
KEEPS_OPEN: Final = sys.platform != "win32"
"""Whether a file may stay open between two uses: on Windows an open file cannot be replaced."""

_BINARY: Final = getattr(os, "O_BINARY", 0)
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
"""So that what is no file, as a pipe that nobody writes to, keeps nobody waiting."""
_REPLACE_TRIES: Final = 100
_REPLACE_WAIT: Final = 0.02


def open_to_read(path: Path) -> int:
    """A descriptor to read from. Raises OSError."""
    return os.open(path, os.O_RDONLY | _AT_ONCE | _BINARY)


def open_to_write(path: Path) -> int:
    """A descriptor to read from and write to. Raises OSError."""
    return os.open(path, os.O_RDWR | _BINARY)


def create(path: Path) -> int:
    """A descriptor of a new private file. Raises FileExistsError, or another OSError."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE)


def create_or_open(path: Path) -> int:
    """A descriptor of a private file, new or not. Raises OSError."""
    return os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, PRIVATE_FILE)


def size_of(descriptor: int) -> int:
    """Bytes in an open file; asks the system less than `os.fstat`. Raises OSError."""
    return os.lseek(descriptor, 0, os.SEEK_END)


def read_at(descriptor: int, size: int, offset: int) -> bytes:
    """So many bytes from an offset; fewer at the end of the file."""
    if size <= 0:
        return b""
    data = read_once(descriptor, size, offset)
    while len(data) < size:
        part = read_once(descriptor, size - len(data), offset + len(data))
        if not part:
            break
        data += part
    return data


def read_once(descriptor: int, size: int, offset: int) -> bytes:
    """What the system gives at once of so many bytes: of a file on a disk all there is."""
    if sys.platform == "win32":
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, size)
    return os.pread(descriptor, size, offset)


def read_whole(path: Path) -> bytes:
    """All bytes of a file. Raises OSError."""
    descriptor = open_to_read(path)
    try:
        return read_at(descriptor, os.fstat(descriptor).st_size, 0)
    finally:
        os.close(descriptor)


def write_at(descriptor: int, data: bytes, offset: int) -> None:
    """Write all of it; a short write, as on a full disk, is followed by another one.

    Raises OSError, also when the system takes nothing and names no error.
    """
    left: bytes | memoryview = data
    while (written := _write_part(descriptor, left, offset)) < len(left):
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        left = memoryview(left)[written:]
        offset += written


def _write_part(descriptor: int, data: bytes | memoryview, offset: int) -> int:
    if sys.platform == "win32":
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.write(descriptor, data)
    return os.pwrite(descriptor, data, offset)


def sync(descriptor: int) -> None:
    """Wait until the file is on the disk itself. Raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync only reaches the drive's own memory.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def cut(descriptor: int, size: int) -> None:
    """Make the file this long. Raises OSError."""
    os.ftruncate(descriptor, size)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(source: Path, target: Path) -> None:
    """Put a file in the place of another in one step. Raises OSError.

    On Windows this fails while another process looks at the target: tried again for 2 seconds.
    """
    for _ in range(_REPLACE_TRIES if sys.platform == "win32" else 1):
        try:
            source.replace(target)
        except PermissionError:
            if sys.platform != "win32":
                raise
            time.sleep(_REPLACE_WAIT)
        else:
            return
    source.replace(target)


def new_beside(path: Path) -> Path:
    """The name under which the next content of a file is prepared, in the same folder."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def clear_leftovers(path: Path) -> None:
    """Remove what a killed process prepared for this file; the caller holds the file's lock."""
    for leftover in leftovers(path):
        with suppress(OSError):
            leftover.unlink()


def leftovers(path: Path) -> Iterable[Path]:
    """What was prepared for this file and did not take its place. Raises OSError."""
    prefix, suffix = f".{path.name}.", ".new"
    with os.scandir(path.parent) as entries:
        names = [e.name for e in entries if e.name.startswith(prefix) and e.name.endswith(suffix)]
    return [path.parent / name for name in names if name[len(prefix) : -len(suffix)].isdigit()]


def put_in_place(
    path: Path, data: bytes, *, over: bool = True, lasting: bool = True
) -> os.stat_result:
    """Write a private file that is there whole or not at all; returns what it is known by.

    over: take the place of a file of that name; otherwise raises FileExistsError and leaves it.
    lasting: wait until the name too is on the disk. Raises OSError; nothing half is left behind.
    """
    prepared = new_beside(path)
    with suppress(FileNotFoundError):
        prepared.unlink()
    descriptor = create(prepared)
    try:
        try:
            write_at(descriptor, data, 0)
            sync(descriptor)
            found = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        if over:
            replace(prepared, path)
        else:
            _take_free_name(prepared, path)
    except BaseException:
        with suppress(OSError):
            prepared.unlink()
        raise
    if lasting:
        try:
            sync_folder(path.parent)
        except OSError:
            if not over:
                _remove(path)
            raise
    return found


def _take_free_name(prepared: Path, path: Path) -> None:
    if sys.platform == "win32":
        # rename refuses an existing target there, which is what is wanted.
        prepared.rename(path)
        return
    try:
        os.link(prepared, path)
    except FileExistsError:
        raise
    except OSError:
        # A stick with FAT knows no links: take the name first, then fill it.
        os.close(create(path))
        try:
            prepared.replace(path)
        except OSError:
            _remove(path)
            raise
    else:
        _remove(prepared)


def _remove(path: Path) -> None:
    """Remove a file of ours, if the disk lets us."""
    with suppress(OSError):
        path.unlink()


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, with those above it. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
