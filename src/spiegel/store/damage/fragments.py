"""What is left of a damaged line: the whole objects in it, or else its fields one by one."""

import datetime
import json
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.session import TABLES, Info
from spiegel.store.journal.lines import HIGHEST, INFO_NUMBER, INFO_TABLE, TABLE_NAMES

_LOST: Final = "\ufffd"
_CONTROL: Final = pattern(r"[\x00-\x1f]")
_LINE: Final = pattern(r'\{"(?:at|by|name|over|docs|tables|gone)":')
_TABLE: Final = pattern(rf'"({"|".join(TABLE_NAMES)})":\{{')
_DOCUMENT: Final = pattern(r'"(\d{1,10})":\{"(?:number|id)":')
_AT: Final = pattern(r'\{"at":"([^"]*)"')
_LONGEST: Final = 16_000_000
"""Bytes of a line that are looked at: more than a whole session that lost all its line ends."""
_MOST_TRIES: Final = 1_000
"""Places in one line at which a beginning is looked for; what has more of them is none of ours."""


class Found(msgspec.Struct, frozen=True):
    """A document in a line, as JSON values; None is one that is gone.

    damaged: something of it was lost.
    """

    table: str
    number: int
    content: Any
    damaged: bool = False


class Fragment(msgspec.Struct, frozen=True, kw_only=True):
    """A line, or what is left of one.

    at: when it was written, in milliseconds since 1970; 0 when it does not say. compacted: it comes
    from a compacting. emptied: tables that were emptied before it. found: its documents. lost:
    how many more it named, which cannot be theirs.
    """

    at: int
    compacted: bool
    emptied: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()
    lost: int = 0


def fragments(raw: bytes) -> list[Fragment]:
    """What is left of a line: several when the ends between them were lost, or none."""
    text = _CONTROL.sub(_LOST, raw[:_LONGEST].decode("utf-8", "replace"))
    whole = [_fragment(line) for line in _lines(text)]
    if whole:
        return whole
    picked = tuple(_picked(text))
    if not picked:
        return []
    at = _AT.search(text)
    return [Fragment(at=_moment(at and at[1]), compacted=at is None, found=picked)]


def repeats(raw: bytes) -> bool:
    """Whether a name stands twice in one object of this line; readers of JSON keep the last."""
    repeated = False

    def look(pairs: list[tuple[str, Any]]) -> None:
        nonlocal repeated
        repeated = repeated or len(dict(pairs)) < len(pairs)

    try:
        json.loads(raw, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return True
    return repeated


class _Repeated(dict[str, Any]):
    """An object of JSON in which a name stands twice; pairs holds all there is."""

    pairs: list[tuple[str, Any]]


def _both(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        found = _Repeated(found)
        found.pairs = pairs
    return found


_decoder: Final = json.JSONDecoder(object_pairs_hook=_both)


def _lines(text: str) -> Iterator[dict[str, Any]]:
    """The whole objects in a text that begin as our lines do."""
    position = 0
    for _ in range(_MOST_TRIES):
        start = _LINE.search(text, position)
        if start is None:
            return
        try:
            found, position = _decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            position = start.end()
            continue
        yield found


def _fragment(line: dict[str, Any]) -> Fragment:
    gone = line.get("gone")
    emptied = [*gone] if isinstance(gone, list) else []
    found: list[Found] = []
    lost = 0
    for key in ("tables", "docs"):
        for table, documents in _pairs(line.get(key)):
            if key == "tables":
                emptied.append(table)
            for name, content in _pairs(documents):
                number = _number(table, name)
                if number is None:
                    lost += 1
                else:
                    found.append(Found(table, number, content, _is_damaged(content)))
    return Fragment(
        at=_moment(line.get("at")),
        compacted="at" not in line,
        emptied=tuple(table for table in emptied if table in TABLES),
        found=tuple(found),
        lost=lost,
    )


def _picked(text: str) -> Iterator[Found]:
    """The documents in a text that is no longer JSON, with the fields that can be told apart."""
    tables = list(_TABLE.finditer(text))
    ends = [*(table.start() for table in tables[1:]), len(text)]
    for table, table_end in zip(tables, ends, strict=False):
        kind = TABLES.get(table[1], Info)
        documents = list(_DOCUMENT.finditer(text, table.end(), table_end))
        starts = [document.start() for document in documents[1:]]
        for document, end in zip(documents, [*starts, table_end], strict=False):
            number = _number(table[1], document[1])
            if number is not None:
                fields = picked(text[document.start() : end], kind.__struct_fields__)
                yield Found(table[1], number, fields, damaged=True)


def picked(text: str, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of these names whose values can be read, in a text that need not be JSON."""
    fields: dict[str, Any] = {}
    for name in names:
        key = f'"{name}":'
        start = text.find(key)
        if start < 0:
            continue
        try:
            fields[name], _ = _decoder.raw_decode(text, start + len(key))
        except (ValueError, RecursionError):
            continue
    return fields


def _pairs(found: Any) -> list[tuple[str, Any]]:
    """What stands in an object, also what stands in it twice; nothing for what is no object."""
    if isinstance(found, _Repeated):
        return found.pairs
    return list(found.items()) if isinstance(found, dict) else []


def _is_damaged(content: Any) -> bool:
    """Whether a character of it was lost when it was read, or it is too deep for any of ours."""
    try:
        return _LOST in json.dumps(content, ensure_ascii=False)
    except RecursionError:
        return True


def _number(table: str, key: str) -> int | None:
    """The number that a document may have; None when there can be no such document."""
    if table not in TABLE_NAMES or not (key.isascii() and key.isdigit()) or len(key) > 10:
        return None
    highest = INFO_NUMBER if table == INFO_TABLE else HIGHEST
    return int(key) if 1 <= int(key) <= highest else None


def _moment(at: Any) -> int:
    try:
        return int(datetime.datetime.fromisoformat(at).timestamp() * 1000)
    except (TypeError, ValueError, OverflowError):
        return 0
