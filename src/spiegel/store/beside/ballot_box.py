"""The ballot box of one poll as a file: what people answered, until the poll closes.

One file of a fixed size, filled with random bytes when it is made and closed with a
random key of its own. The key lies outside the session's folder (`Sidecar.runtime`) and is
destroyed first when the poll closes; the file goes after it.

    4,096 bytes  where the key is, in plain, and how large a slot is
    4,096 bytes  a mark: 16 bytes, others each time that anything is written
  2x4,096 bytes  who is done, a bit for each of 1,024 seats; the newer of the two holds
  1,280 slots    an answer under its key, or random bytes, which look the same without the key

An answer goes to a free slot drawn at random, all slots are of one size and nothing in them says
when or in which turn they were written; so neither the order of the slots nor what is beside them
tells what came in together. Another answer under a key goes to another slot, with a number one
higher, and only when that is on the disk do random bytes take the place of the one before: a torn
write loses nothing that was acknowledged. Nothing grows, so a disk that is full by now takes
answers all the same (where a file is written in its own place: not on btrfs, ZFS or APFS).

The first mark is made of the key: a box in which nobody wrote yet is known by it, and need not be
looked through. It is other bytes on the disk before the first answer is.

What remains: who has the key too and looks while one seat is done, or looks twice and sees one bit
and one slot that are new, can put them together. That takes the memory or the disk of this laptop
while the poll is open. Blocks that an SSD, or such a file system, wrote aside hold earlier looks at
the file; they are closed with the key, and the key is gone.
"""

import errno
import hashlib
import hmac
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.polls.answers import LONGEST_IDEA, MOST_IDEAS
from spiegel.domain.polls.box import NOBODY, SEATS, Cast
from spiegel.domain.polls.polls import Given
from spiegel.i18n import N_
from spiegel.store import disk
from spiegel.store.errors import DoesNotFitError
from spiegel.store.sealed.cipher import MORE, Cipher, UnopenedError

SLOTS: Final = SEATS + 256
"""Answers that fit, with room for those that are replaced; they are 256 or more while each seat
has one answer."""
SMALL: Final = 1_024
"""Bytes of a slot for anything but ideas."""
LARGE: Final = MOST_IDEAS * LONGEST_IDEA * 4 + 656
"""Bytes of a slot in which the longest ideas fit, in any script."""

_PAGE: Final = 4_096
_MARK_AT: Final = _PAGE
_MARK: Final = 16
_STATES_AT: Final = (2 * _PAGE, 3 * _PAGE)
_SLOTS_AT: Final = 4 * _PAGE
_STATE: Final = struct.Struct(f">Q{SEATS // 8}s")
_HASHED: Final = 32
"""Bytes of the key of an answer."""
_ENTRY: Final = struct.Struct(f">{_HASHED}sIH")
_TOO_LONG: Final = N_("an answer is longer than may be")
_NO_SEAT: Final = N_("there is no such place")
_NOT_KEPT: Final = N_("an answer holds what cannot be kept")


class Head(msgspec.Struct, frozen=True):
    """What a box says in plain. key: the file of its key, absolute. slot: bytes of a slot."""

    key: str
    slot: int


class _Entry(msgspec.Struct, frozen=True):
    """Where the newest answer under a key stands, and the how-manieth it is."""

    slot: int
    version: int


def empty(key: Path, secret: bytes, *, ideas: bool) -> bytes:
    """A box in which nobody wrote yet. key: the file of its key; ideas: for long answers."""
    slot = LARGE if ideas else SMALL
    head = msgspec.json.encode(Head(str(key), slot)).ljust(_PAGE)
    room = os.urandom(_SLOTS_AT - _PAGE - _MARK + SLOTS * slot)
    return head + _first_mark(secret) + room


class Box:
    """The box of a poll. raw: its first page, by which it is known. All of it raises OSError.

    What is where is remembered as long as the mark says that nobody wrote since; the answers
    themselves are not.
    """

    def __init__(
        self, poll: int, path: Path, raw: bytes, head: Head, key: bytes, subject: Path
    ) -> None:
        self.poll = poll
        self.path = path
        self.raw = raw
        self._size = head.slot
        self._key = key
        self._key_place = Path(head.key)
        self._cipher = Cipher(key)
        self._first_mark = _first_mark(key)
        self._subject = subject
        self._mark = b""
        self._number = 0
        self._seats = 0
        self._entries: dict[bytes, _Entry] = {}
        self._stale: set[int] = set()
        self._free: list[int] = []

    def _keep_key(self) -> None:
        """Put the key back where something tidied it away: another window needs it to close."""
        if not self._key_place.exists():
            disk.private_folder(self._key_place.parent)
            disk.put_in_place(self._key_place, self._key)

    def put(self, casts: tuple[Cast, ...]) -> bool:
        """Put in at most one answer under each key; False when this box is not there any more.

        A device waits for it, often alone, so what is asked of the disk is asked in one go: the
        box is opened once, and its first page read with the mark. Raises DoesNotFitError.
        """
        given = {cast.key: encoded(cast, self._size, self._subject) for cast in casts}
        try:
            descriptor = disk.open_to_write(self.path)
        except FileNotFoundError:
            return False
        try:
            beginning = disk.read_at(descriptor, _PAGE + _MARK, 0)
            if not beginning.startswith(self.raw):
                return False
            self._keep_key()
            self._look(descriptor, beginning[_MARK_AT:])
            while casts:
                room = len(self._free)
                if not room:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                self._put(descriptor, casts[:room], given)
                casts = casts[room:]
        except BaseException:
            self._mark = b""
            raise
        finally:
            os.close(descriptor)
        return True

    def _put(self, descriptor: int, casts: tuple[Cast, ...], given: dict[bytes, bytes]) -> None:
        slots = self._drawn(len(casts))
        before = {cast.key: self._entries.get(cast.key) for cast in casts}
        entries = {
            cast.key: _Entry(slot, known.version + 1 if known else 0)
            for cast, slot in zip(casts, slots, strict=True)
            for known in (before[cast.key],)
        }
        seats = self._seats
        for cast in casts:
            seats |= _bit(cast.seat)
        closed = {
            entry.slot: self._closed(key, given[key], entry) for key, entry in entries.items()
        }
        self._written(descriptor, closed, seats, dict.fromkeys(slots, b""))
        self._entries |= entries
        stale = [entry.slot for entry in before.values() if entry is not None]
        if stale or self._stale:
            self._stale.update(stale)
            self._blot(descriptor)

    def find(self, key: bytes) -> Given | None:
        with self._open(disk.open_to_read) as descriptor:
            self._look(descriptor)
            entry = self._entries.get(key)
            return self._given(self._read(descriptor, entry.slot), entry.slot) if entry else None

    def done(self) -> frozenset[int]:
        """Only the seats are read: a window asks it each second, and has no use for the answers."""
        with self._open(disk.open_to_read) as descriptor:
            known = disk.read_at(descriptor, _MARK, _MARK_AT) == self._mark
            state = (0, self._seats) if known else max(self._states(descriptor), default=(0, 0))
        return frozenset(n for n in range(1, SEATS + 1) if state[1] >> (n - 1) & 1)

    def count(self) -> int:
        with self._open(disk.open_to_read) as descriptor:
            self._look(descriptor)
            return len(self._entries)

    def free(self, key: bytes, seat: int) -> None:
        with self._open(disk.open_to_write) as descriptor:
            self._look(descriptor)
            entry = self._entries.get(key)
            # An earlier answer of theirs may stand there yet, after a kill.
            slots = sorted(self._stale | ({entry.slot} if entry is not None else set()))
            before = {slot: self._read(descriptor, slot) for slot in slots}
            blots = {slot: os.urandom(self._size) for slot in slots}
            self._written(descriptor, blots, self._seats & ~_bit(seat), before)
            self._entries.pop(key, None)
            self._stale.clear()
            self._free += slots

    def answers(self) -> list[Given]:
        with self._open(disk.open_to_read) as descriptor:
            self._look(descriptor)
            slots = [entry.slot for entry in self._entries.values()]
            found = (self._given(self._read(descriptor, slot), slot) for slot in slots)
            return [given for given in found if given is not None]

    @contextmanager
    def _open(self, open_file: Callable[[Path], int]) -> Iterator[int]:
        descriptor = open_file(self.path)
        try:
            yield descriptor
        except BaseException:
            self._mark = b""
            raise
        finally:
            os.close(descriptor)

    def _written(
        self, descriptor: int, slots: dict[int, bytes], seats: int, before: dict[int, bytes]
    ) -> None:
        """Write into slots, and who is done: first a new mark, so that a kill here is noticed.

        After an error it is as it was. before: what stood in the slots; b"" for nothing.
        """
        mark, number, seats_before = os.urandom(_MARK), self._number, self._seats
        disk.write_at(descriptor, mark, _MARK_AT)
        if self._mark == self._first_mark:
            # After a power cut nobody may take it for empty.
            disk.sync(descriptor)
        try:
            for run in _side_by_side(slots):
                self._write(descriptor, run[0], b"".join([slots[slot] for slot in run]))
            self._write_seats(descriptor, seats)
            disk.sync(descriptor)
        except BaseException:
            self._number, self._seats = number, seats_before
            with suppress(OSError):
                disk.write_at(descriptor, os.urandom(_PAGE), _STATES_AT[(number + 1) % 2])
            for slot, stood in before.items():
                with suppress(OSError):
                    self._write(descriptor, slot, stood or os.urandom(self._size))
            raise
        self._mark = mark

    def _blot(self, descriptor: int) -> None:
        """Random bytes over what was replaced; it is not waited for."""
        for slot in sorted(self._stale):
            with suppress(OSError):
                self._write(descriptor, slot, os.urandom(self._size))
                self._stale.discard(slot)
                self._free.append(slot)

    def _look(self, descriptor: int, mark: bytes = b"") -> None:
        """What is where, read anew when somebody wrote since. mark: when it was read already."""
        mark = mark or disk.read_at(descriptor, _MARK, _MARK_AT)
        if mark == self._mark:
            return
        self._number, self._seats = max(self._states(descriptor), default=(0, 0))
        self._entries, self._stale = {}, set()
        if mark != self._first_mark:
            self._look_through(disk.read_at(descriptor, SLOTS * self._size, _SLOTS_AT))
        used = self._stale.union(entry.slot for entry in self._entries.values())
        self._free = [slot for slot in range(SLOTS) if slot not in used]
        self._mark = mark

    def _look_through(self, data: bytes) -> None:
        """The answers that there are, and what was replaced and is there yet."""
        for slot in range(SLOTS):
            content = self._opened(data[slot * self._size : (slot + 1) * self._size], slot)
            if content is None:
                continue
            key, version, _length = _ENTRY.unpack_from(content)
            known = self._entries.get(key)
            if known is not None and known.version > version:
                self._stale.add(slot)
                continue
            if known is not None:
                self._stale.add(known.slot)
            self._entries[key] = _Entry(slot, version)

    def _states(self, descriptor: int) -> Iterator[tuple[int, int]]:
        for half, place in enumerate(_STATES_AT):
            with suppress(UnopenedError):
                raw = disk.read_at(descriptor, _STATE.size + MORE, place)
                number, bits = _STATE.unpack(self._cipher.open(raw, b"seats %d" % half))
                yield number, int.from_bytes(bits, "big")

    def _write_seats(self, descriptor: int, seats: int) -> None:
        """In the place of the older of the two."""
        number = self._number + 1
        content = _STATE.pack(number, seats.to_bytes(SEATS // 8, "big"))
        half = number % 2
        closed = self._cipher.close(content, b"seats %d" % half)
        disk.write_at(descriptor, closed, _STATES_AT[half])
        self._number, self._seats = number, seats

    def _drawn(self, count: int) -> list[int]:
        """So many of the free slots, each as likely as the others."""
        free, drawn = self._free, []
        for _ in range(count):
            # 64 bits over at most 1,280 slots: no slot is likelier by more than 1 in 10^16.
            at = int.from_bytes(os.urandom(8), "big") % len(free)
            free[at], free[-1] = free[-1], free[at]
            drawn.append(free.pop())
        return drawn

    def _closed(self, key: bytes, given: bytes, entry: _Entry) -> bytes:
        content = _ENTRY.pack(key, entry.version, len(given)) + given
        return self._cipher.close(content.ljust(self._size - MORE, b"\0"), b"slot %d" % entry.slot)

    def _opened(self, raw: bytes, slot: int) -> bytes | None:
        with suppress(UnopenedError):
            return self._cipher.open(raw, b"slot %d" % slot)
        return None

    def _given(self, raw: bytes, slot: int) -> Given | None:
        content = self._opened(raw, slot)
        if content is None:
            return None
        _key, _version, length = _ENTRY.unpack_from(content)
        given = content[_ENTRY.size : _ENTRY.size + length]
        # What a Spiegel of another version wrote in another way keeps no poll from closing.
        with suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(given, type=Given)
        return None

    def _read(self, descriptor: int, slot: int) -> bytes:
        return disk.read_at(descriptor, self._size, _SLOTS_AT + slot * self._size)

    def _write(self, descriptor: int, slot: int, data: bytes) -> None:
        disk.write_at(descriptor, data, _SLOTS_AT + slot * self._size)


def _side_by_side(slots: Iterable[int]) -> list[list[int]]:
    """Slots in their order, those that follow on each other together: to be written in one go."""
    runs: list[list[int]] = []
    for slot in sorted(slots):
        if runs and runs[-1][-1] == slot - 1:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return runs


def _bit(seat: int) -> int:
    """The bit of a seat among those that are done; none where no seat is known."""
    return 1 << (seat - 1) if seat != NOBODY else 0


def _first_mark(key: bytes) -> bytes:
    """The mark of a box in which nobody wrote yet; random bytes to who does not have its key."""
    return hmac.digest(key, b"nobody wrote yet", hashlib.sha256)[:_MARK]


def encoded(cast: Cast, slot: int, subject: Path) -> bytes:
    """What goes into a slot of so many bytes for an answer. Raises DoesNotFitError."""
    if not NOBODY <= cast.seat <= SEATS or len(cast.key) != _HASHED:
        raise DoesNotFitError(subject, _NO_SEAT)
    try:
        given = msgspec.msgpack.encode(cast.given)
    except (TypeError, ValueError) as error:
        raise DoesNotFitError(subject, _NOT_KEPT) from error
    if len(given) > slot - MORE - _ENTRY.size:
        raise DoesNotFitError(subject, _TOO_LONG)
    return given


def beginning(place: Path) -> bytes:
    """The first page of a box; nothing when there is none. Raises OSError."""
    try:
        descriptor = disk.open_to_read(place)
    except FileNotFoundError:
        return b""
    try:
        return disk.read_at(descriptor, _PAGE, 0)
    finally:
        os.close(descriptor)


def head_of(raw: bytes) -> Head | None:
    """What a first page says; None when it is none of ours."""
    with suppress(msgspec.DecodeError):
        head = msgspec.json.decode(raw, type=Head)
        return head if head.slot in (SMALL, LARGE) else None
    return None
