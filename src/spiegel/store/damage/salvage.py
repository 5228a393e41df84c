"""What can still be read of a damaged session file: every line that decodes, in order.

The damaged file is only looked at. What is saved goes to a new file beside it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.session.session import Session
from spiegel.store import disk
from spiegel.store.beside.backups import copies
from spiegel.store.beside.folder import Sidecar, resolved
from spiegel.store.damage.connecting import connected
from spiegel.store.damage.damaged_header import header_in, opened_as_far_as_can_be
from spiegel.store.damage.gathering import Gathering
from spiegel.store.errors import DamagedError, NotASessionError, NotReadableError, StoreError
from spiegel.store.journal.header import Header, header_at
from spiegel.store.journal.payload import OPEN, Seal, Unreadable, place_of
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.sealed.reach import Reach, counted
from spiegel.store.sealed.sealing import Sealing

_SHIFT: Final = 200
"""So far from its place a line of an encrypted file is looked for, where others were lost."""
_LONGEST: Final = 100_000
"""Lines of an encrypted file, and lines of another that give nothing, after which no more is tried.

Rubbish may hold millions of lines; a day of two scribes makes a few thousand.
"""
_MOST_PEOPLE: Final = 99
"""The highest code of a person that is believed when no header says how many there were."""


class Salvaged(msgspec.Struct, frozen=True, kw_only=True):
    """What could be read of a file.

    lines: how many it had after its header, as far as is known. unread: the numbers in the file of
    those that gave nothing. repaired: documents of which a part was left out. seal: of the file.
    """

    session: Session
    header: Header | None
    seal: Seal
    lines: int
    unread: tuple[int, ...]
    repaired: int

    @property
    def read(self) -> int:
        """How many lines gave something."""
        return self.lines - len(self.unread)


def salvage(path: Path, *, keys: Keys = NO_KEYS) -> Salvaged:
    """Read what can be read of a file; nothing is written.

    Raises NotASessionError when that is nothing at all, NewerError for a file of a newer Spiegel,
    NotThereError, NotReadableError, and what the keys raise.
    """
    path = resolved(path)
    if path.exists() and not path.is_file():
        raise NotASessionError(path)
    try:
        first, _, rest = disk.read_whole(path).partition(b"\n")
    except OSError as error:
        raise NotReadableError(path, error) from error
    header = header_in(path, first)
    if header is not None and header.kind != "session":
        raise NotASessionError(path)
    gathering = Gathering(path, header)
    if header is not None and header.seal is not None:
        header, seal = _unlocked(path, header, keys)
        header = opened_as_far_as_can_be(header, first, seal)
        lines = rest.removesuffix(b"\n").split(b"\n", _LONGEST)
        count = _take_sealed(path, gathering, lines, header, seal)
    else:
        seal = OPEN
        count = _take_open(gathering, first, rest, header)
    return _salvaged(gathering, header, seal, count)


def _salvaged(gathering: Gathering, header: Header | None, seal: Seal, count: int) -> Salvaged:
    unread = tuple(gathering.unread)
    session = gathering.session()
    most = _MOST_PEOPLE
    if header is not None and header.last:
        # Whoever came after the header was written came in a line.
        most = max(session.last.get(table, 0) for table in ("participants", "listeners"))
        most += len(unread)
    session, cut = connected(session, people=most)
    return Salvaged(
        session=session,
        header=header,
        seal=seal,
        lines=count - (header is not None),
        unread=unread,
        repaired=gathering.repaired + cut,
    )


def _take_open(gathering: Gathering, first: bytes, rest: bytes, header: Header | None) -> int:
    """Take the lines of a file that is not encrypted; returns how many lines it had."""
    # Where the line end behind the header was lost, a line stands in the header's own.
    joined = gathering.take(first, 1 if header is None else None) - (header is None)
    number = 1
    for number, raw in _lines(rest):
        joined += max(0, gathering.take(raw, number) - 1)
        if len(gathering.unread) > _LONGEST:
            break
    there = number + max(0, joined)
    count = max(there, header.lines if header is not None else 0)
    gathering.unread.extend(range(there + 1, count + 1))
    return count


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines behind the header with their numbers, without those in which nothing stands."""
    number, end = 2, 0
    for line in re.finditer(rb"[^\n]+", data):
        number += data.count(b"\n", end, line.start())
        end = line.end()
        yield number, line[0]
    if data.endswith(b"\n\n"):
        yield number + data.count(b"\n", end) - 1, b""


def _take_sealed(
    path: Path, gathering: Gathering, rest: list[bytes], header: Header, seal: Seal
) -> int:
    """Take the lines of an encrypted file, each at the place it was written for."""
    found = dict(_unsealed(rest, header.generation, seal))
    reach = counted(Reach(Sidecar(path).reach).read(), seal, header.generation)
    count = max(len(rest) + 1, header.lines, reach, *found)
    for number in range(2, count + 1):
        if number in found:
            gathering.take(found[number], number)
        else:
            gathering.unread.append(number)
    return count


def _unsealed(rest: list[bytes], generation: str, seal: Seal) -> Iterator[tuple[int, bytes]]:
    """The lines that open, with the number that each was written for."""
    expected = 2
    for number, raw in enumerate(rest, start=2):
        near = (place for step in range(1, _SHIFT) for place in (number + step, number - step))
        for place in (expected, number, *near):
            try:
                payload = seal.open(raw, place_of(generation, place))
            except Unreadable:
                continue
            yield place, payload
            expected = place + 1
            break


def _unlocked(path: Path, header: Header, keys: Keys) -> tuple[Header, Seal]:
    """The seal of a file; where its own parameters are damaged, a kept copy may have the same."""
    try:
        return header, keys.seal(path, header)
    except DamagedError:
        for parameters in _kept_parameters(path):
            known = msgspec.structs.replace(header, seal=parameters)
            return known, keys.seal(path, known)
        raise


def _kept_parameters(path: Path) -> Iterator[Sealing]:
    """How the kept copies of a file are encrypted, newest first."""
    for copy in reversed(copies(Sidecar(path).backups)):
        with suppress(StoreError):
            parameters = header_at(copy.path).seal
            if parameters is not None and parameters.sound:
                yield parameters
