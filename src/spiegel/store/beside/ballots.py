"""The ballot boxes beside a session: made, asked, and destroyed with their keys, the keys first.

The key of a box lies outside the session's folder (`Sidecar.runtime`). What is in a box, and what
it does not tell, is written in `ballot_box.py`.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.polls.box import Cast
from spiegel.domain.polls.polls import Given
from spiegel.store import disk
from spiegel.store.beside.ballot_box import Box, beginning, empty, head_of
from spiegel.store.beside.folder import Sidecar
from spiegel.store.errors import NotReadableError, NotWrittenError
from spiegel.store.sealed.cipher import KEY

_SUFFIX: Final = ".box"
_KEY_NAME: Final = pattern(r"[0-9a-f]{32}\.key|\.[0-9a-f]{32}\.key\.\d+\.new")
"""A key, or one that a killed program prepared."""


class Boxes:
    """The boxes beside one session, of which one is in use: that of the poll that is open.

    All of it is done by whoever holds the lock of the session. Raises NotReadableError and
    NotWrittenError.
    """

    def __init__(self, sidecar: Sidecar) -> None:
        self._sidecar = sidecar
        self._known: Box | None = None

    def make(self, poll: int, *, ideas: bool) -> None:
        """An empty box for this poll, in the place of any that is there; ideas: for long ones."""
        place, folder = self._place(poll), self._sidecar.runtime
        key = folder / f"{os.urandom(16).hex()}.key"
        try:
            if place.exists():
                _remove(place)
            for private in (folder.parent, folder, self._sidecar.folder, place.parent):
                disk.private_folder(private)
            secret = os.urandom(KEY)
            disk.put_in_place(key, secret, over=False)
            disk.put_in_place(place, empty(key, secret, ideas=ideas))
        except OSError as error:
            raise NotWrittenError(self._sidecar.subject, error) from error

    def cast(self, poll: int, casts: Iterable[Cast], *, ideas: bool) -> None:
        """Put answers in, in one go; then all of them are on the disk, or (an error) none is.

        A box that is not there, or whose key was lost with the power, is made. Raises
        DoesNotFitError too.
        """
        # The last under a key holds.
        newest = tuple({cast.key: cast for cast in casts}.values())
        try:
            known = self._known
            if known is not None and known.poll == poll and known.put(newest):
                return
            box = self._box(poll)
            if box is None:
                self.make(poll, ideas=ideas)
                box = self._box(poll)
            if box is not None:
                box.put(newest)
        except OSError as error:
            raise NotWrittenError(self._sidecar.subject, error) from error

    def find(self, poll: int, key: bytes) -> Given | None:
        """The answer under this key."""
        with self._reading():
            box = self._box(poll)
            return box.find(key) if box is not None else None

    def done(self, poll: int) -> frozenset[int]:
        """The seats that are done with it."""
        with self._reading():
            box = self._box(poll)
            return box.done() if box is not None else frozenset()

    def count(self, poll: int) -> int:
        """How many answers there are."""
        with self._reading():
            box = self._box(poll)
            return box.count() if box is not None else 0

    def free(self, poll: int, key: bytes, seat: int) -> None:
        """Take the answer under this key out: that seat is not done. On the disk, or an error."""
        with self._writing():
            box = self._box(poll)
            if box is not None:
                box.free(key, seat)

    def answers(self, poll: int) -> tuple[Given, ...]:
        """All that was answered, in an order that says nothing."""
        with self._reading():
            box = self._box(poll)
            found = box.answers() if box is not None else []
        return tuple(sorted(found, key=msgspec.json.encode))

    def clear(self, but: int | None) -> None:
        """Destroy all boxes with their keys, but for that of one poll.

        Never raises: what the disk does not let go is tried again by who comes next.
        """
        kept = self._place(but) if but is not None else None
        if self._known is not None and self._known.path != kept:
            self._known = None
        with suppress(OSError):
            destroy_boxes(self._sidecar.ballots, but=kept)
            destroy_keys(self._sidecar.runtime, but=kept)

    @property
    def left(self) -> bool:
        """Whether there is any box, or what a kill left of one."""
        with suppress(OSError):
            return self._sidecar.ballots.is_dir() or bool(_keys(self._sidecar.runtime))
        return False

    def bring(self, former: Sidecar, poll: int) -> None:
        """Take over the box of a poll from beside the session's former place, if it has one.

        Never raises: where it cannot be brought, people are asked again.
        """
        here, there = self._place(poll), former.ballots / self._place(poll).name
        with suppress(OSError):
            if here.exists() or not there.exists():
                return
            disk.private_folder(self._sidecar.folder)
            disk.private_folder(here.parent)
            try:
                disk.replace(there, here)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                disk.put_in_place(here, disk.read_whole(there))
                there.unlink()

    def _place(self, poll: int) -> Path:
        return self._sidecar.ballots / f"{poll}{_SUFFIX}"

    def _box(self, poll: int) -> Box | None:
        """The box of a poll, if there is one that can be opened. Raises OSError."""
        known = self._known if self._known is not None and self._known.poll == poll else None
        place = known.path if known is not None else self._place(poll)
        raw = beginning(place)
        if known is not None and known.raw == raw:
            return known
        head = head_of(raw)
        if head is None:
            return None
        try:
            key = disk.read_whole(Path(head.key))
        except FileNotFoundError:
            return None
        if len(key) != KEY:
            return None
        self._known = Box(poll, place, raw, head, key, self._sidecar.subject)
        return self._known

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise NotWrittenError(self._sidecar.subject, error) from error

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise NotReadableError(self._sidecar.subject, error) from error


def destroy_boxes(folder: Path, *, but: Path | None = None) -> None:
    """Remove the boxes in a folder, each after its key; but: not this one. Raises OSError."""
    for path in _files(folder):
        if path != but:
            _remove(path)
    with suppress(OSError):
        folder.rmdir()


def destroy_keys(folder: Path, *, but: Path | None = None) -> None:
    """Destroy the keys of boxes in a runtime folder, in which others keep things too.

    but: not that of this box. Raises OSError.
    """
    kept = head_of(beginning(but)) if but is not None else None
    for path in _keys(folder):
        if kept is None or path != Path(kept.key):
            _destroy_key(path)


def _remove(box: Path) -> None:
    head = head_of(beginning(box))
    if head is not None:
        _destroy_key(Path(head.key))
    box.unlink(missing_ok=True)
    disk.sync_folder(box.parent)


def _destroy_key(path: Path) -> None:
    """Other bytes over a key, and then no file. A box may not lead to any file but a key."""
    if _KEY_NAME.fullmatch(path.name) is None:
        return
    try:
        descriptor = disk.open_to_write(path)
    except FileNotFoundError:
        return
    try:
        if os.fstat(descriptor).st_size <= KEY:
            disk.write_at(descriptor, os.urandom(KEY), 0)
            disk.sync(descriptor)
    finally:
        os.close(descriptor)
    path.unlink(missing_ok=True)
    disk.sync_folder(path.parent)


def _files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if not entry.is_dir()]
    except OSError:
        return []


def _keys(folder: Path) -> list[Path]:
    return [path for path in _files(folder) if _KEY_NAME.fullmatch(path.name)]
