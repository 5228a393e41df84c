"""The bytes of a session file: read what is new, append a line whole or not at all, compact."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from spiegel.store import disk
from spiegel.store.errors import (
    DamagedError,
    GoneError,
    NewerError,
    NotASessionError,
    NotReadableError,
    NotThereError,
    NotWrittenError,
    ReplacedError,
)
from spiegel.store.header import LONGEST, SCHEMA, Header, decode_header, schema_of
from spiegel.store.lines import OPEN, Seal, Unreadable, encode, is_whole, place_of


class Position(msgspec.Struct, frozen=True):
    """How far a file has been read, and how to see that it is still the same file.

    head and last: the bytes of the first and the last line. end: where the good lines end.
    count: lines up to there, the header included. torn: bytes follow that are no whole line.
    unended: the last line lacks its newline.
    """

    identity: tuple[int, int]
    head: bytes
    end: int
    last: bytes
    count: int
    torn: bool = False
    unended: bool = False


class News(msgspec.Struct, frozen=True):
    """What is new in a file: the lines after those already read, or (anew) all of them.

    lines: the number of each line in the file and what it says.
    """

    anew: bool
    header: Header
    lines: list[tuple[int, bytes]]
    position: Position


class Journal:
    """One session file on the disk. Who writes holds its lock and has caught up."""

    def __init__(self, path: Path, *, read_only: bool = False, seal: Seal = OPEN) -> None:
        self.path = path
        self.header: Header | None = None
        self._read_only = read_only
        self._seal = seal
        self._descriptor: int | None = None
        self._position: Position | None = None
        self._seen: tuple[int, ...] | None = None

    @property
    def count(self) -> int:
        """How many whole lines the file has, as far as it was read."""
        return self._position.count if self._position else 0

    def differs(self) -> bool:
        """Whether the file may hold something new, by its dates and size alone.

        Raises GoneError when it is no longer there.
        """
        return _signs(self._look()) != self._seen

    def catch_up(self, take: Callable[[News], None]) -> bool:
        """Hand what is new to `take`; when that raises, the same comes again the next time.

        Returns whether there was anything. Raises GoneError, ReplacedError, NotReadableError, and
        for the first line NotASessionError, NewerError and DamagedError.
        """
        found = self._look()
        try:
            news, descriptor = self._news(found)
        except OSError as error:
            raise NotReadableError(self.path, error) from error
        if news is None:
            self._seen = _signs(found)
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
        self._seen = _signs(found)
        self.header = news.header
        return True

    def append(self, payload: bytes) -> None:
        """Write one line, and return when it is on the disk.

        After any error the file is as it was. Raises NotWrittenError.
        """
        position, header = self._position, self.header
        if position is None or header is None:
            raise ValueError("a file is read before it is written")
        raw = self._seal.close(payload, place_of(header.generation, position.count + 1)) + b"\n"
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

    def rewrite(self, header: Header, payloads: Iterable[bytes]) -> None:
        """Put a whole new content in the place of the file in one step.

        header: with a new generation. Raises NotWrittenError; then the file is as it was.
        """
        data = content(header, payloads, self._seal)
        try:
            disk.clear_leftovers(self.path)
            self.rest()
            disk.put_in_place(self.path, data)
            self.rest(always=True)
            self._descriptor = disk.open_to_write(self.path)
            found = os.fstat(self._descriptor)
        except OSError as error:
            raise NotWrittenError(self.path, error) from error
        head, _, _ = data.partition(b"\n")
        self._position = Position(
            identity=(found.st_dev, found.st_ino),
            head=head + b"\n",
            end=len(data),
            last=data[data.rfind(b"\n", 0, -1) + 1 :],
            count=data.count(b"\n"),
        )
        self.header = header

    def rest(self, *, always: bool = False) -> None:
        """Let go of the file where an open file stands in the way of others, as on Windows."""
        if self._descriptor is not None and (always or not disk.KEEPS_OPEN):
            os.close(self._descriptor)
            self._descriptor = None

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
            found = os.fstat(descriptor)
            if (found.st_dev, found.st_ino) != position.identity:
                os.close(descriptor)
                raise GoneError(self.path)
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
        lines, position = self._split(tail, header.generation, position)
        return News(False, header, lines, position), descriptor

    def _all(self) -> tuple[News, int]:
        try:
            open_file = disk.open_to_read if self._read_only else disk.open_to_write
            descriptor = open_file(self.path)
        except IsADirectoryError as error:
            raise NotASessionError(self.path) from error
        try:
            found = os.fstat(descriptor)
            head, header = read_header(descriptor, self.path)
            rest = disk.read_at(descriptor, found.st_size - len(head), len(head))
            self._recognise(head, header, rest)
            start = Position(
                identity=(found.st_dev, found.st_ino),
                head=head,
                end=len(head),
                last=head,
                count=1,
            )
            lines, position = self._split(rest, header.generation, start)
            return News(True, header, lines, position), descriptor
        except BaseException:
            os.close(descriptor)
            raise

    def _recognise(self, head: bytes, header: Header, rest: bytes) -> None:
        """Whether this file is what became of the one that was read before.

        A compacting is done under the lock, so it holds all that was in the generation before it.
        Anything else that stands here now may lack what was saved.
        """
        before, position = self.header, self._position
        if before is None or position is None or self._read_only:
            return
        if header.id == before.id:
            if before.generation in header.follows:
                return
            start = position.end - len(position.last)
            if (
                header.generation == before.generation
                and (head + rest)[start : position.end] == position.last
            ):
                return
        raise ReplacedError(self.path)

    def _split(
        self, data: bytes, generation: str, position: Position
    ) -> tuple[list[tuple[int, bytes]], Position]:
        parts = data.split(b"\n")
        tail = parts.pop()
        unended = bool(tail) and self._is_line(tail, generation, position.count + len(parts) + 1)
        if unended:
            parts.append(tail)
        lines = [
            (number, self._unseal(raw, generation, number))
            for number, raw in enumerate(parts, start=position.count + 1)
        ]
        length = len(data) - (0 if unended else len(tail))
        newline = b"" if unended else b"\n"
        after = msgspec.structs.replace(
            position,
            end=position.end + length,
            last=parts[-1] + newline if parts else position.last,
            count=position.count + len(parts),
            torn=bool(tail) and not unended,
            unended=unended or (position.unended and not parts),
        )
        return lines, after

    def _is_line(self, raw: bytes, generation: str, number: int) -> bool:
        try:
            return is_whole(self._seal.open(raw, place_of(generation, number)))
        except Unreadable:
            return False

    def _unseal(self, raw: bytes, generation: str, number: int) -> bytes:
        try:
            return self._seal.open(raw, place_of(generation, number))
        except Unreadable as error:
            raise DamagedError(self.path, number, error.problem) from error


def _signs(found: os.stat_result) -> tuple[int, ...]:
    """What shows without opening a file that it is another one, or was written to."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def content(header: Header, payloads: Iterable[bytes], seal: Seal = OPEN) -> bytes:
    """The bytes of a compacted file."""
    lines = [encode(header)]
    for number, payload in enumerate(payloads, start=2):
        lines.append(seal.close(payload, place_of(header.generation, number)))
    return b"\n".join(lines) + b"\n"


def read_header(descriptor: int, path: Path) -> tuple[bytes, Header]:
    """The first line of a file, with its newline, and what it says.

    Raises NotASessionError, NewerError and DamagedError.
    """
    beginning = disk.read_at(descriptor, 65_536, 0)
    if b"\n" not in beginning:
        beginning += disk.read_at(descriptor, LONGEST, len(beginning))
    first, newline, _ = beginning.partition(b"\n")
    schema = schema_of(first)
    if schema is None:
        raise NotASessionError(path)
    if schema > SCHEMA:
        raise NewerError(path, schema, SCHEMA)
    try:
        return first + newline, decode_header(first)
    except Unreadable as error:
        raise DamagedError(path, 1, error.problem) from error
