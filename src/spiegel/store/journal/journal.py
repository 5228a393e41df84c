"""The bytes of a session file: read what is new, append a line whole or not at all, compact."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from spiegel.store import disk
from spiegel.store.errors import (
    CutOffError,
    DamagedError,
    GoneError,
    NotASessionError,
    NotReadableError,
    NotThereError,
    NotWrittenError,
    ReplacedError,
    StoreError,
)
from spiegel.store.journal.header import (
    SCHEMA,
    Header,
    encoded,
    opened,
    read_header,
)
from spiegel.store.journal.news import News, Position
from spiegel.store.journal.payload import OPEN, Seal, Unreadable, is_whole, place_of
from spiegel.store.journal.tail import tail_of
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.sealed.reach import Reach, counted


class Journal:
    """One session file on the disk. Who writes holds its lock and has caught up.

    keys: open it when it is encrypted. reach: where it is kept how far such a file goes.
    """

    def __init__(
        self, path: Path, *, reach: Path, read_only: bool = False, keys: Keys = NO_KEYS
    ) -> None:
        self.path = path
        self.header: Header | None = None
        self.seal: Seal = OPEN
        self._read_only = read_only
        self._keys = keys
        self._reach = Reach(reach)
        self._descriptor: int | None = None
        self._position: Position | None = None
        self._seen: os.stat_result | None = None

    @property
    def count(self) -> int:
        """How many whole lines the file has, as far as it was read."""
        return self._position.count if self._position else 0

    def differs(self) -> bool:
        """Whether the file may hold something new, by its dates and size alone.

        Raises GoneError when it is no longer there.
        """
        found = self._look()
        return self._seen is None or _signs(found) != _signs(self._seen)

    def catch_up(self, take: Callable[[News], None]) -> bool:
        """Hand what is new to `take`; when that raises, the same comes again the next time.

        Returns whether there was anything. Raises GoneError, ReplacedError, NotReadableError, for
        the first line NotASessionError, NewerError and DamagedError, and what its keys raise.
        """
        found = self._look()
        try:
            news, descriptor = self._news(found)
        except OSError as error:
            raise NotReadableError(self.path, error) from error
        if news is None:
            self._seen = found
            return False
        try:
            take(news)
        except BaseException:
            if descriptor != self._descriptor:
                os.close(descriptor)
            raise
        if descriptor != self._descriptor:
            self.rest(always=True)
            self._descriptor = descriptor
        self._position = news.position
        self._seen = found
        self.header = news.header
        return True

    def read_what_is_left(self, take: Callable[[News], None]) -> None:
        """Hand over what others wrote to a file that is gone from its place, if it can be read.

        A file that was renamed or deleted stays readable for who has it open.
        """
        if self._descriptor is None:
            return
        with suppress(OSError, StoreError):
            news, descriptor = self._news(os.fstat(self._descriptor))
            if news is not None and descriptor == self._descriptor:
                take(news)
                self._position = news.position

    def append(self, payload: bytes) -> None:
        """Write one line, and return when it is on the disk.

        After any error the file is as it was. Raises NotWrittenError.
        """
        position, header = self._position, self.header
        if position is None or header is None:
            raise ValueError("a file is read before it is written")
        raw = self.seal.close(payload, place_of(header.generation, position.count + 1)) + b"\n"
        start = b"\n" if position.unended else b""
        try:
            descriptor = self._open(position)
            if position.torn:
                disk.cut(descriptor, position.end)
            try:
                disk.write_at(descriptor, start + raw, position.end)
                disk.sync(descriptor)
            except BaseException:
                with suppress(OSError):
                    disk.cut(descriptor, position.end)
                raise
        except OSError as error:
            raise NotWrittenError(self.path, error) from error
        self._position = Position(
            identity=position.identity,
            head=position.head,
            end=position.end + len(start) + len(raw),
            last=raw,
            count=position.count + 1,
        )
        if self.seal.parameters is not None:
            self._reach.note(self.seal, header.generation, self._position.count)

    def rewrite(
        self, header: Header, payloads: Iterable[bytes], *, seal: Seal | None = None
    ) -> None:
        """Put a whole new content in the place of the file in one step.

        header: with a new generation. seal: another one than before. Raises NotWrittenError; then
        the file is as it was.
        """
        seal = seal or self.seal
        header, data = content(header, payloads, seal)
        try:
            disk.clear_leftovers(self.path)
            self.rest()
            found = disk.put_in_place(self.path, data, lasting=False)
            try:
                disk.sync_folder(self.path.parent)
            except OSError:
                self._put_back()
                raise
        except OSError as error:
            raise NotWrittenError(self.path, error) from error
        # What is open is the old file. The new one is opened when it is needed: that may fail.
        self.rest(always=True)
        head, _, _ = data.partition(b"\n")
        self._position = Position(
            identity=(found.st_dev, found.st_ino),
            head=head + b"\n",
            end=len(data),
            last=data[data.rfind(b"\n", 0, -1) + 1 :],
            count=data.count(b"\n"),
        )
        self.header, self.seal = header, seal

    def _put_back(self) -> None:
        """Take back a new content, because nobody knows whether it would outlast a power cut.

        Windows, where the old file is not open any more, has no such doubt.
        """
        with suppress(OSError):
            before = b""
            if self._descriptor is not None:
                size = os.fstat(self._descriptor).st_size
                before = disk.read_at(self._descriptor, size, 0)
            disk.put_in_place(self.path, before, lasting=False)

    def rest(self, *, always: bool = False) -> None:
        """Let go of the file where an open file stands in the way of others, as on Windows."""
        if self._descriptor is not None and (always or not disk.KEEPS_OPEN):
            with suppress(OSError):
                # A stick that was pulled out reports it here once more.
                os.close(self._descriptor)
            self._descriptor = None
        self._reach.rest(always=always)

    def _look(self) -> os.stat_result:
        try:
            return self.path.stat()
        except FileNotFoundError as error:
            raise (GoneError if self._position else NotThereError)(self.path) from error
        except OSError as error:
            raise NotReadableError(self.path, error) from error

    def _open(self, position: Position) -> int:
        if self._descriptor is None:
            descriptor = (disk.open_to_read if self._read_only else disk.open_to_write)(self.path)
            try:
                found = os.fstat(descriptor)
                if (found.st_dev, found.st_ino) != position.identity:
                    raise GoneError(self.path)
            except BaseException:
                os.close(descriptor)
                raise
            self._descriptor = descriptor
        return self._descriptor

    def _news(self, found: os.stat_result) -> tuple[News | None, int]:
        position, header = self._position, self.header
        if (
            position is None
            or header is None
            or (found.st_dev, found.st_ino) != position.identity
            or found.st_size < position.end
            # What an older Spiegel wrote is brought up to date as a whole.
            or header.schema != SCHEMA
        ):
            return self._all()
        descriptor = self._open(position)
        start = position.end - len(position.last)
        data = disk.read_at(descriptor, found.st_size - start, start)
        head = disk.read_at(descriptor, len(position.head), 0)
        if head != position.head or not data.startswith(position.last):
            return self._all()
        tail = data[len(position.last) :]
        if not tail and not position.torn:
            return None, descriptor
        if position.unended and tail.startswith(b"\n"):
            tail = tail[1:]
            position = msgspec.structs.replace(position, end=position.end + 1, unended=False)
        lines, position = self._split(tail, header.generation, position, self.seal)
        return News(False, header, lines, position), descriptor

    def _all(self) -> tuple[News, int]:
        reach = self._reach.read()
        try:
            open_file = disk.open_to_read if self._read_only else disk.open_to_write
            descriptor = open_file(self.path)
        except IsADirectoryError as error:
            raise NotASessionError(self.path) from error
        try:
            found = os.fstat(descriptor)
            head, header = read_header(descriptor, self.path)
            seal = self._keys.seal(self.path, header)
            header = _opened(self.path, head, header, seal)
            rest = disk.read_at(descriptor, found.st_size - len(head), len(head))
            self._recognise(head, header, rest)
            start = Position(
                identity=(found.st_dev, found.st_ino),
                head=head,
                end=len(head),
                last=head,
                count=1,
            )
            lines, position = self._split(rest, header.generation, start, seal)
            if seal.parameters is not None:
                # Of lines that were taken out, the place is named, not that the file is short.
                lines = iter(list(lines))
            if position.count < max(header.lines, counted(reach, seal, header.generation)):
                raise CutOffError(self.path, position.count + 1)
            self.seal = seal
            return News(True, header, lines, position), descriptor
        except BaseException:
            os.close(descriptor)
            raise

    def _recognise(self, head: bytes, header: Header, rest: bytes) -> None:
        """Whether this file is what became of the one that was read before.

        A compacting is done under the lock, so it holds all that was in the generation before it.
        Anything else that stands here now may lack what was saved.
        """
        position = self._position
        if self.header is None or position is None or self._read_only:
            return
        start = position.end - len(position.last)
        if not self._goes_on(header, (head + rest)[start : position.end]):
            raise ReplacedError(self.path)

    def _goes_on(self, header: Header, last: bytes) -> bool:
        """Whether such a file, with this where the last line stood, holds all that was read."""
        before, position = self.header, self._position
        if before is None or position is None:
            return False
        if header.id != before.id or header.seal != before.seal:
            return False
        same = header.generation == before.generation and last == position.last
        return same or before.generation in header.follows

    def goes_on_at(self, path: Path) -> bool:
        """Whether the file at another place holds all that was read here, as when it was moved."""
        position = self._position
        try:
            descriptor = disk.open_to_read(path)
        except OSError:
            return False
        try:
            _, header = read_header(descriptor, path)
            length = len(position.last) if position else 0
            start = position.end - length if position else 0
            return self._goes_on(header, disk.read_at(descriptor, length, start))
        except (OSError, StoreError):
            return False
        finally:
            os.close(descriptor)

    def _split(
        self, data: bytes, generation: str, position: Position, seal: Seal
    ) -> tuple[Iterator[tuple[int, bytes]], Position]:
        """The lines of what was read, one by one: rubbish may hold millions of them."""
        end = data.rfind(b"\n") + 1
        tail, count = data[end:], position.count + data.count(b"\n")
        last = data[data.rfind(b"\n", 0, end - 1) + 1 : end] if end else position.last
        unended = bool(tail) and _is_line(tail, place_of(generation, count + 1), seal)
        if unended:
            end, last, count = len(data), tail, count + 1
        after = msgspec.structs.replace(
            position,
            end=position.end + end,
            last=last,
            count=count,
            torn=bool(tail) and not unended,
            unended=unended or (position.unended and count == position.count),
        )
        return self._lines(data, end, generation, position.count + 1, seal), after

    def _lines(
        self, data: bytes, size: int, generation: str, number: int, seal: Seal
    ) -> Iterator[tuple[int, bytes]]:
        start = 0
        while start < size:
            end = data.find(b"\n", start)
            end = size if end < 0 else end
            yield number, self._unsealed(data[start:end], generation, number, seal)
            start, number = end + 1, number + 1

    def _unsealed(self, raw: bytes, generation: str, number: int, seal: Seal) -> bytes:
        try:
            return seal.open(raw, place_of(generation, number))
        except Unreadable as error:
            raise DamagedError(self.path, number, error.problem) from error


def _signs(found: os.stat_result) -> tuple[int, ...]:
    """What shows without opening a file that it is another one, or was written to."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _is_line(raw: bytes, place: str, seal: Seal) -> bool:
    try:
        return is_whole(seal.open(raw, place))
    except Unreadable:
        return False


def _opened(path: Path, head: bytes, header: Header, seal: Seal) -> Header:
    try:
        return opened(header, head, seal)
    except Unreadable as error:
        raise DamagedError(path, 1, error.problem) from error


def content(header: Header, payloads: Iterable[bytes], seal: Seal) -> tuple[Header, bytes]:
    """The header and the bytes of a compacted file. Raises Unreadable."""
    lines = [
        seal.close(payload, place_of(header.generation, number))
        for number, payload in enumerate(payloads, start=2)
    ]
    closed = seal.parameters is not None
    tail = tail_of(lines) if header.kind == "session" and not closed else None
    header = msgspec.structs.replace(header, lines=len(lines) + 1, tail=tail, seal=seal.parameters)
    return header, b"\n".join([encoded(header, seal), *lines]) + b"\n"
