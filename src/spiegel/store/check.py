"""Is a session file sound: all that is wrong with it, as findings; nothing is written."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from spiegel.domain.session import Session
from spiegel.i18n import Translations
from spiegel.store import disk
from spiegel.store.errors import NotReadableError, StoreError
from spiegel.store.header import SCHEMA
from spiegel.store.history import name_of
from spiegel.store.lines import Unreadable, decode, is_whole
from spiegel.store.reading import header_at, read_session
from spiegel.store.references import dangling
from spiegel.store.sidecar import resolved
from spiegel.store.tables import Building


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
        return t.gettext("this line is damaged ({problem})").format(problem=self.problem)


class TornTail(Finding, frozen=True, kw_only=True):
    """The last line is not whole: a change that was never acknowledged; the next one drops it."""

    size: int

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "the last line was cut off while it was written; it was never reported as saved"
        )


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


def check(path: Path) -> tuple[Finding, ...]:
    """All that is wrong with a session file, in order of line; nothing when it is sound.

    Raises NotThereError and NotReadableError, when there is nothing to look at.
    """
    path = resolved(path)
    try:
        header = header_at(path)
        if header.schema != SCHEMA:
            return tuple(_names(read_session(path)))
        data = _bytes_of(path)
    except NotReadableError:
        raise
    except StoreError as error:
        return (Unsound(line=getattr(error, "line", 0), error=error),)
    _, *rest = data.split(b"\n")
    tail = rest.pop() if rest else b""
    findings: list[Finding] = []
    if tail and is_whole(tail):
        rest.append(tail)
    elif tail:
        findings.append(TornTail(line=len(rest) + 2, size=len(tail)))
    findings.extend(_lines(rest, header.last))
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


def _lines(lines: list[bytes], last: dict[str, int]) -> Iterator[Finding]:
    building = Building(None, last)
    given: set[tuple[str, int]] = set()
    for number, raw in enumerate(lines, start=2):
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
