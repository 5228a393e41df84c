"""Is a session file sound: all that is wrong with it, as findings; nothing is written."""

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import msgspec

from spiegel.domain.session.called import name_of
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations
from spiegel.store import disk
from spiegel.store.beside.folder import Sidecar, resolved
from spiegel.store.errors import (
    LockedError,
    NotReadableError,
    StoreError,
    WrongPassphraseError,
)
from spiegel.store.journal.header import SCHEMA, decode_header, header_at, opened
from spiegel.store.journal.lines import decode
from spiegel.store.journal.payload import Seal, Unreadable, is_whole, place_of
from spiegel.store.journal.references import dangling
from spiegel.store.journal.snapshot import read_session
from spiegel.store.journal.tables import Building
from spiegel.store.sealed.keys import MISPLACED, NO_KEYS, Keys
from spiegel.store.sealed.reach import Reach, counted

_SEARCHES: Final = 20
"""For so many lines of an encrypted file the whole file is searched for where they belong."""
_MOST: Final = 200
"""Findings in the lines of one file; rubbish may hold millions of lines."""
_LONGEST: Final = 100_000
"""Lines in a file up to which a line is searched for; a day of two scribes makes a few thousand."""
_BEYOND: Final = 200
"""Lines that may have been taken out of a file before those that are searched for."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is wrong in a session file. line: counts from 1; 0 when it is in no line."""

    line: int = 0

    def explain(self, t: Translations) -> str:
        """One sentence, which begins after "FILE:LINE: "."""
        raise NotImplementedError


class Unsound(Finding, frozen=True, kw_only=True):
    """The file as a whole cannot be read: none of ours, newer, empty, a folder."""

    error: StoreError

    def explain(self, t: Translations) -> str:
        return self.error.explain(t)


class Damage(Finding, frozen=True, kw_only=True):
    """A line that cannot be read; problem says what is odd in it."""

    problem: str

    def explain(self, t: Translations) -> str:
        problem = t.gettext(self.problem)
        return t.gettext("this line is damaged ({problem})").format(problem=problem)


class Moved(Finding, frozen=True, kw_only=True):
    """A line of an encrypted file that was written at another place: number."""

    number: int

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "this is line {number}: it was moved or repeated, or lines before it were taken out"
        ).format(number=self.number)


class CutOff(Finding, frozen=True, kw_only=True):
    """The file ends before this line, though it was saved."""

    def explain(self, t: Translations) -> str:
        return t.gettext("what was saved from here on is missing; the file ends too early")


class TornTail(Finding, frozen=True, kw_only=True):
    """The last line is not whole: a change that was never acknowledged; the next one drops it."""

    size: int

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "the last line was cut off while it was written; it was never reported as saved"
        )


class Further(Finding, frozen=True, kw_only=True):
    """More is wrong after this line than anybody would read."""

    def explain(self, t: Translations) -> str:
        return t.gettext("more is wrong from here on; it is not listed")


class Twice(Finding, frozen=True, kw_only=True):
    """One number stands for two documents of a table."""

    table: str
    number: int

    def explain(self, t: Translations) -> str:
        return t.gettext("{what} is there twice").format(what=name_of(self.table, self.number, t))


class Missing(Finding, frozen=True, kw_only=True):
    """A document names another one that is not there."""

    table: str
    number: int
    field: str
    target: str
    missing: int

    def explain(self, t: Translations) -> str:
        return t.gettext("{what} names {target}, which is not there").format(
            what=name_of(self.table, self.number, t),
            target=name_of(self.target, self.missing, t),
        )


def check(path: Path, *, keys: Keys = NO_KEYS) -> tuple[Finding, ...]:
    """All that is wrong with a session file, in order of line; nothing when it is sound.

    Raises NotThereError and NotReadableError, when there is nothing to look at, and LockedError and
    WrongPassphraseError, when it is encrypted.
    """
    path = resolved(path)
    try:
        header = header_at(path)
        seal = keys.seal(path, header)
        if header.schema != SCHEMA:
            return tuple(_names(read_session(path, keys=keys)))
        reach = Reach(Sidecar(path).reach).read()
        first, _, rest = _bytes_of(path).partition(b"\n")
        header = opened(decode_header(first), first, seal)
    except Unreadable as error:
        return (Damage(line=1, problem=error.problem),)
    except (NotReadableError, LockedError, WrongPassphraseError):
        raise
    except StoreError as error:
        return (Unsound(line=getattr(error, "line", 0), error=error),)
    lines = _Lines(rest, header.generation, seal)
    findings: list[Finding] = []
    if lines.torn:
        findings.append(TornTail(line=lines.count + 2, size=lines.torn))
    count = lines.count + 1
    if count < max(header.lines, counted(reach, seal, header.generation)):
        findings.append(CutOff(line=count + 1))
    found = _found_in(lines, header.last)
    findings.extend(islice(found, _MOST))
    findings.extend(Further(line=further.line) for further in islice(found, 1))
    return tuple(sorted(findings, key=lambda finding: (finding.line == 0, finding.line)))


def _bytes_of(path: Path) -> bytes:
    try:
        descriptor = disk.open_to_read(path)
        try:
            return disk.read_at(descriptor, os.fstat(descriptor).st_size, 0)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise NotReadableError(path, error) from error


class _Lines:
    """The lines of a file after its header, unsealed one by one.

    count: how many whole ones there are. torn: how many bytes follow that are none.
    """

    def __init__(self, data: bytes, generation: str, seal: Seal) -> None:
        self.count = data.count(b"\n")
        self.torn = 0
        self._size = data.rfind(b"\n") + 1
        self._data = data
        self._generation = generation
        self._seal = seal
        self._shift = 0
        self._searches = 0
        if self._size < len(data):
            payload = self._at(data[self._size :], self.count + 2)
            if payload is not None and is_whole(payload):
                self._size, self.count = len(data), self.count + 1
            else:
                self.torn = len(data) - self._size

    def __iter__(self) -> Iterator[tuple[int, bytes | Finding]]:
        start = 0
        for number in range(2, self.count + 2):
            end = self._data.find(b"\n", start)
            raw = self._data[start : end if end >= 0 else self._size]
            payload = self._at(raw, number)
            yield number, self._odd(raw, number) if payload is None else payload
            start = end + 1

    def _at(self, raw: bytes, number: int) -> bytes | None:
        try:
            return self._seal.open(raw, place_of(self._generation, number))
        except Unreadable:
            return None

    def _odd(self, raw: bytes, number: int) -> Finding:
        """What became of a line: it was damaged, or it is the line of another place."""
        if self._at(raw, number + self._shift) is not None:
            return Moved(line=number, number=number + self._shift)
        if self._searches < _SEARCHES:
            self._searches += 1
            for other in range(2, min(self.count, _LONGEST) + _BEYOND):
                if self._at(raw, other) is not None:
                    self._shift = other - number
                    return Moved(line=number, number=other)
        return Damage(line=number, problem=MISPLACED)


def _found_in(lines: _Lines, last: dict[str, int]) -> Iterator[Finding]:
    building = Building(None, last)
    given: set[tuple[str, int]] = set()
    for number, raw in lines:
        if isinstance(raw, Finding):
            yield raw
            continue
        try:
            line = decode(raw)
        except Unreadable as error:
            yield Damage(line=number, problem=error.problem)
            continue
        for table, document in _repeated(raw):
            yield Twice(line=number, table=table, number=document)
        if line.at is None:
            # A compacted line gives a document for the first time; a change may give it again.
            numbers = [(table, n) for table, docs in line.docs.by_table() for n in docs]
            for table, document in given.intersection(numbers):
                yield Twice(line=number, table=table, number=document)
            given.update(numbers)
        building.take(line)
    try:
        session = building.session()
    except Unreadable as error:
        yield Damage(line=1, problem=error.problem)
    else:
        yield from _names(session)


def _names(session: Session) -> Iterator[Finding]:
    for found in dangling(session):
        yield Missing(
            table=found.table,
            number=found.number,
            field=found.field,
            target=found.target,
            missing=found.missing,
        )


def _repeated(raw: bytes) -> Iterator[tuple[str, int]]:
    """Numbers that one line gives to two documents of a table; JSON readers keep the last."""
    docs = dict(json.loads(raw, object_pairs_hook=_Pairs).pairs).get("docs")
    for table, documents in docs.pairs if isinstance(docs, _Pairs) else ():
        numbers = [key for key, _ in documents.pairs] if isinstance(documents, _Pairs) else []
        for number in {key for key in numbers if numbers.count(key) > 1}:
            yield table, int(number)


class _Pairs:
    """An object of JSON as it stands in the file, with what stands in it twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        self.pairs = pairs
