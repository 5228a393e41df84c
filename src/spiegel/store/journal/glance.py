"""Only the actions of a session file, read from its end: of many files in little time.

What stands there otherwise than Spiegel itself writes it is read whole, as `snapshot` does.
"""

import datetime
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.actions import Action
from spiegel.domain.session.fictional import is_fictional
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.store import disk
from spiegel.store.errors import NotASessionError, NotReadableError, NotThereError
from spiegel.store.journal.header import PROGRAM, SCHEMA
from spiegel.store.journal.lines import ODD
from spiegel.store.journal.snapshot import read_session
from spiegel.store.journal.tables import LAST
from spiegel.store.sealed.keys import NO_KEYS, Keys

Document = TypeVar("Document")
_HEAD: Final = 4_096
"""Bytes in which most headers end."""
_END: Final = 8_192
"""Bytes at the end of a file in which most actions stand."""
_LISTENERS, _ACTIONS = (f'"{table}":{{'.encode() for table in LAST)
"""What a line holds of which a document is of this table; in words it would be escaped."""
_COMPACTED: Final = b'{"docs":'
"""How a line begins that no change wrote; one of these tables goes on with its name."""
_OWN: Final = tuple(_COMPACTED + b"{" + table for table in (_LISTENERS, _ACTIONS))
_OTHERWISE: Final = (b'"tables":', b'"gone":[')
_CODE: Final = pattern(r"@?[Tt][0-9]{1,4}")
_CODED: Final = frozenset("@Tt")


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What a file tells of its actions. functions: those of listeners by code, where one owns one.

    sealed: it is encrypted, and nothing else is known.
    """

    title: str = ""
    date: datetime.date | None = None
    actions: tuple[Action, ...] = ()
    functions: dict[str, str] = {}
    sealed: bool = False
    fictional: bool = False


class _Head(msgspec.Struct, frozen=True):
    program: str
    schema: int
    kind: str = ""
    id: str = ""
    title: str = ""
    date: datetime.date | None = None
    created: Instant | None = None
    seal: msgspec.Raw = msgspec.Raw()


class _Function(msgspec.Struct, frozen=True, gc=False):
    number: int
    function: str = ""


class _Tables(msgspec.Struct, frozen=True, gc=False):
    actions: dict[int, Action | None] = {}
    listeners: dict[int, _Function | None] = {}


class _Line(msgspec.Struct, frozen=True, gc=False):
    docs: _Tables = _Tables()


_head: Final = msgspec.json.Decoder(_Head)
_lines: Final = msgspec.json.Decoder(list[_Line])


class _Otherwise(Exception):  # noqa: N818 - never leaves this module
    """The file is to be read whole."""


def glance(path: Path, *, keys: Keys = NO_KEYS) -> Glance:
    """The actions in a file; of an encrypted one with the keys alone.

    Raises as `snapshot.read_session` does.
    """
    try:
        found = _from_the_end(path)
    except _Otherwise:
        return _whole(path, keys)
    except FileNotFoundError as error:
        raise NotThereError(path) from error
    except OSError as error:
        raise NotReadableError(path, error) from error
    if found.sealed and keys is not NO_KEYS:
        return _whole(path, keys)
    return found


def _whole(path: Path, keys: Keys) -> Glance:
    session = read_session(path, keys=keys)
    info = session.info
    return Glance(
        title=info.title,
        date=info.date,
        actions=tuple(session.actions.values()),
        functions=_functions(session),
        fictional=is_fictional(info.id, info.created),
    )


def _functions(session: Session) -> dict[str, str]:
    return {listener.code: listener.function for listener in session.listeners.values()}


def _from_the_end(path: Path) -> Glance:
    """Raises OSError, NotASessionError, and _Otherwise for what cannot be read so."""
    descriptor = disk.open_to_read(path)
    try:
        size = os.fstat(descriptor).st_size
        first, newline, _rest = disk.read_at(descriptor, min(size, _HEAD), 0).partition(b"\n")
        if not newline:
            raise _Otherwise
        try:
            head = _head.decode(first)
        except ODD as error:
            raise NotASessionError(path) from error
        if head.program != PROGRAM or head.schema != SCHEMA or head.kind != "session":
            raise _Otherwise
        sealed = bool(bytes(head.seal))
        lines = [] if sealed else _last_lines(descriptor, size, len(first) + 1)
    finally:
        os.close(descriptor)
    tables = _decoded(lines) if lines else []
    actions = tuple(_there([table.actions for table in tables if table.actions]))
    functions: dict[str, str] = {}
    if any(one.owner[:1] in _CODED and _CODE.fullmatch(one.owner) for one in actions):
        people = _there([table.listeners for table in tables if table.listeners])
        functions = {f"T{one.number}": one.function for one in people}
    return Glance(
        title=head.title,
        date=head.date,
        actions=actions,
        functions=functions,
        sealed=sealed,
        fictional=is_fictional(head.id, head.created),
    )


def _last_lines(descriptor: int, size: int, begins: int) -> list[bytes]:
    """The lines with actions or listeners, in order; begins: where the first line does.

    Several that stand together may be one piece, with a comma between them.
    """
    length = _END
    while True:
        start = max(begins, size - length)
        end = disk.read_at(descriptor, size - start, start)
        if end and not end.endswith(b"\n"):
            raise _Otherwise
        lines = _own_lines(end, whole=start == begins)
        if lines is not None:
            return lines
        length *= 8


def _own_lines(end: bytes, *, whole: bool) -> list[bytes] | None:
    """These lines in a piece at the end of a file; None when they begin before it.

    Changes come last; before them the compacted part, which ends with the tables `LAST`.
    """
    changes: list[bytes] = []
    at = len(end) - 1
    while at >= 0:
        start = end.rfind(b"\n", 0, at) + 1
        if end.startswith(_COMPACTED, start):
            break
        if start == 0 and not whole:
            return None
        line = end[start:at]
        if any(sign in line for sign in _OTHERWISE):
            raise _Otherwise
        if _ACTIONS in line or _LISTENERS in line:
            changes.append(line)
        at = start - 1
    changes.reverse()
    compacted = b"\n" + end[:at] if whole else end[:at]
    found: list[bytes] = []
    for own in _OWN:
        first = compacted.find(b"\n" + own)
        # What stands before it is another table, or this piece may begin in the middle of these.
        if first > 0 and b"\n" not in compacted[:first]:
            return None
        if first >= 0:
            following = compacted.find(b"\n" + _OWN[-1], first) if own is not _OWN[-1] else -1
            piece = compacted[first + 1 : following if following >= 0 else None]
            found.append(piece.replace(b"\n", b","))
    if not found and not whole and _may_hold(compacted):
        return None
    return [*found, *changes]


def _may_hold(compacted: bytes) -> bool:
    """Whether a piece without the beginning of these tables may lie within one of them."""
    return b"\n" not in compacted


def _decoded(lines: list[bytes]) -> list[_Tables]:
    try:
        return [line.docs for line in _lines.decode(b"[%b]" % b",".join(lines))]
    except ODD as error:
        raise _Otherwise from error


def _there(changes: Iterable[Mapping[int, Document | None]]) -> list[Document]:
    """The documents that are there after these changes, in order of number."""
    numbered: dict[int, Document | None] = {}
    for change in changes:
        numbered.update(change)
    return [one for _number, one in sorted(numbered.items()) if one is not None]
