"""Known-bad parts of a store, as others were really built; the hard tests must notice each.

A child process of a test imports this module before `mutations.from_environment()`.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import msgspec
import pytest

import mutations
from spiegel import export
from spiegel.meeting.receipts import Answers
from spiegel.store import disk
from spiegel.store.beside import locks
from spiegel.store.beside.locks import lock_descriptor
from spiegel.store.journal.header import Header
from spiegel.store.journal.journal import Journal
from spiegel.store.session import writer
from spiegel.store.session.live import LiveSession
from spiegel.store.session.waiting import Waiting

# What the disk says


@mutations.register("short-write-unnoticed")
def _short_write(patch: pytest.MonkeyPatch) -> None:
    """What `os.write` did not take is not written again."""

    def write_at(descriptor: int, data: bytes, offset: int) -> None:
        os.lseek(descriptor, offset, os.SEEK_SET)
        os.write(descriptor, data)

    patch.setattr(disk, "write_at", write_at)


@mutations.register("no-cut-after-error")
def _no_cut(patch: pytest.MonkeyPatch) -> None:
    """After an error the file is left as long as it became."""
    patch.setattr(disk, "cut", lambda descriptor, size: None)


@mutations.register("error-swallowed")
def _error_swallowed(patch: pytest.MonkeyPatch) -> None:
    """A full disk is nobody's business."""
    for name in ("write_at", "sync"):
        patch.setattr(disk, name, _quiet(getattr(disk, name)))


def _quiet(real: Callable[..., None]) -> Callable[..., None]:
    def call(*arguments: Any) -> None:
        with suppress(OSError):
            real(*arguments)

    return call


@mutations.register("not-synced")
def _not_synced(patch: pytest.MonkeyPatch) -> None:
    """A change is acknowledged while it is still in the memory of the system."""
    patch.setattr(disk, "sync", lambda descriptor: None)


@mutations.register("folder-not-synced")
def _folder_not_synced(patch: pytest.MonkeyPatch) -> None:
    """The name of a new file is not made to last."""
    patch.setattr(disk, "sync_folder", lambda folder: None)


# What comes in which order


@mutations.register("acknowledge-before-write")
def _acknowledge_before_write(patch: pytest.MonkeyPatch) -> None:
    """A line is written when the next one comes."""
    real = Journal.append
    held: dict[Journal, bytes] = {}

    def append(journal: Journal, payload: bytes) -> None:
        before = held.get(journal)
        held[journal] = payload
        if before is not None:
            real(journal, before)

    patch.setattr(Journal, "append", append)


@mutations.register("write-in-place-compacting")
def _write_in_place(patch: pytest.MonkeyPatch) -> None:
    """A file is emptied and filled again, as TinyDB's own storage does."""

    def put_in_place(path: Path, data: bytes, **options: bool) -> os.stat_result:
        descriptor = disk.create_or_open(path)
        try:
            disk.cut(descriptor, 0)
            disk.write_at(descriptor, data[: len(data) // 2], 0)
            disk.write_at(descriptor, data[len(data) // 2 :], len(data) // 2)
            disk.sync(descriptor)
            return os.fstat(descriptor)
        finally:
            os.close(descriptor)

    patch.setattr(disk, "put_in_place", put_in_place)


@mutations.register("export-in-place")
def _export_in_place(patch: pytest.MonkeyPatch) -> None:
    """A document is written where it will stand, so that half of one can stand there."""

    def write_whole(path: Path, content: bytes, *, private: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = disk.create_or_open(path)
        try:
            disk.cut(descriptor, 0)
            disk.write_at(descriptor, content, 0)
        finally:
            os.close(descriptor)

    patch.setattr(export, "write_whole", write_whole)


@mutations.register("torn-line-not-dropped")
def _torn_line_stays(patch: pytest.MonkeyPatch) -> None:
    """The next line is written behind what a killed process left of its own."""
    real = Journal.append

    def append(journal: Journal, payload: bytes) -> None:
        position = journal._position
        if position is not None and position.torn:
            size = journal.path.stat().st_size
            journal._position = msgspec.structs.replace(position, end=size, torn=False)
        real(journal, payload)

    patch.setattr(Journal, "append", append)


@mutations.register("numbers-used-twice")
def _numbers_used_twice(patch: pytest.MonkeyPatch) -> None:
    """A compacted file forgets which numbers were given out: the next is one above the highest."""
    real = Journal.rewrite

    def rewrite(journal: Journal, header: Header, *arguments: Any, **named: Any) -> None:
        real(journal, msgspec.structs.replace(header, last={}), *arguments, **named)

    patch.setattr(Journal, "rewrite", rewrite)


# Who may write


@mutations.register("lock-does-nothing")
def _lock_does_nothing(patch: pytest.MonkeyPatch) -> None:
    """Everybody gets the lock."""
    patch.setattr(locks, "lock_descriptor", lambda descriptor, blocking: True)


@mutations.register("lock-never-released")
def _lock_by_existence(patch: pytest.MonkeyPatch) -> None:
    """Who finds a file has to wait: it outlives a process that was killed."""
    taken: dict[int, Path] = {}

    def take(descriptor: int, blocking: bool) -> bool:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.name != "lock":
            return lock_descriptor(descriptor, blocking=blocking)
        try:
            os.close(disk.create(path.with_name("held")))
        except FileExistsError:
            return False
        taken[descriptor] = path.with_name("held")
        return True

    def release(descriptor: int) -> None:
        taken.pop(descriptor).unlink()

    patch.setattr(locks, "lock_descriptor", take)
    patch.setattr(locks, "unlock_descriptor", release)


@mutations.register("lock-kept-after-error")
def _lock_kept(patch: pytest.MonkeyPatch) -> None:
    """A change that fails does not let go of the lock."""

    @contextmanager
    def writing(live: LiveSession, patience: float | None = None) -> Iterator[None]:
        live._storage.lock.acquire(patience)
        live._journal.catch_up(live._absorb)
        yield
        live._storage.lock.release()

    patch.setattr(LiveSession, "writing", writing)


@mutations.register("lock-waits-for-ever")
def _lock_waits(patch: pytest.MonkeyPatch) -> None:
    """A window that hangs makes all others hang (eight seconds here, not for ever)."""
    real = locks.Lock.acquire

    def acquire(lock: locks.Lock, patience: float | None = None) -> None:
        real(lock, 8.0)

    patch.setattr(locks.Lock, "acquire", acquire)


@mutations.register("holder-not-named")
def _holder_not_named(patch: pytest.MonkeyPatch) -> None:
    """Nobody knows who keeps the others waiting."""
    patch.setattr(locks.Lock, "_holder", lambda lock: "")


@mutations.register("stale-numbers")
def _stale_numbers(patch: pytest.MonkeyPatch) -> None:
    """A change is made to what the window knew, not to what others wrote since."""

    @contextmanager
    def writing(live: LiveSession, patience: float | None = None) -> Iterator[None]:
        live._storage.lock.acquire(patience)
        try:
            if live._session is None:
                live._journal.catch_up(live._absorb)
            else:
                live._journal.catch_up(lambda news: None)
            yield
        finally:
            live._storage.lock.release()

    patch.setattr(LiveSession, "writing", writing)


@mutations.register("full-disk-is-no-error")
def _full_disk_is_no_error(patch: pytest.MonkeyPatch) -> None:
    """Only a lack of room is passed over in silence."""
    real = disk.write_at

    def write_at(descriptor: int, data: bytes, offset: int) -> None:
        try:
            real(descriptor, data, offset)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EFBIG):
                raise

    patch.setattr(disk, "write_at", write_at)


# What the window does with it


@mutations.register("refused-line-forgotten")
def _refused_line_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What the disk refused is told, and never tried again."""
    patch.setattr(Waiting, "hold", lambda waiting, job: None)
    patch.setattr(Waiting, "passed", lambda waiting: None)


@mutations.register("told-nobody")
def _told_nobody(patch: pytest.MonkeyPatch) -> None:
    """Nobody hears that a line was refused."""
    patch.setattr(Answers, "failed", lambda answers, result: None)


@mutations.register("broken-off-for-ever")
def _broken_off_for_ever(patch: pytest.MonkeyPatch) -> None:
    """A window waits in a way that a signal can make endless."""
    patch.setattr(writer, "Jobs", SimpleQueue)
