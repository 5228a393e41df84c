"""Only the actions of a session file, read from its end: of many files in little time.

What stands there otherwise than Spiegel itself writes it is read whole, as `snapshot` does.
"""

import datetime
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.actions import Action, Outline
from spiegel.domain.session.fictional import is_fictional
from spiegel.domain.session.instants import Instant
from spiegel.store import disk
from spiegel.store.errors import NotASessionError, NotReadableError, NotThereError
from spiegel.store.journal.header import PROGRAM, SCHEMA
from spiegel.store.journal.payload import ODD
from spiegel.store.journal.tables import LAST
from spiegel.store.sealed.keys import NO_KEYS, Keys

_HEAD, _LONG_HEAD = 4_096, 65_536
"""Bytes in which most headers end, and in which those end that follow many others."""
_END, _OF_ACTION, _OF_LISTENER = 1_024, 512, 128
"""Bytes at the end of a file that are read first, and more for each of these that it may hold."""
_MORE: Final = 8
"""How many times as much is read when that was not enough."""
_LISTENERS, _ACTIONS = (f'"{table}":{{'.encode() for table in LAST)
"""What a line holds of which a document is of this table; in words it would be escaped."""
_COMPACTED: Final = b'{"docs":'
"""How a line begins that no change wrote: it holds one document."""
_LISTENER, _ACTION = (b"\n" + _COMPACTED + b"{" + named for named in (_LISTENERS, _ACTIONS))
"""How it begins for these tables, with the end of the line before it."""
_CLOSED: Final = len(b"}}}")
"""Bytes of it after that document."""
_OTHERWISE: Final = (b'"tables":', b'"gone":[')
_CODE: Final = pattern(r"@?T([1-9][0-9]{0,3})", re.IGNORECASE)


class Glance(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a file tells of its actions.

    title: that of the meeting, else the name of the file. functions: of the listeners who own one,
    by their code as it stands with that action. plain: no sign of its words had to be escaped, so
    that each stands on one line. sealed: it is encrypted, and nothing else is known.
    """

    path: Path
    title: str = ""
    date: datetime.date | None = None
    actions: tuple[Outline | Action, ...] = ()
    functions: dict[str, str] = {}
    plain: bool = False
    sealed: bool = False
    fictional: bool = False


_NO_SEAL: Final = msgspec.Raw()


class _Last(msgspec.Struct, frozen=True, gc=False):
    actions: int = 0
    listeners: int = 0


class _Head(msgspec.Struct, frozen=True, gc=False):
    program: str
    schema: int
    kind: str = ""
    id: str = ""
    title: str = ""
    date: datetime.date | None = None
    created: Instant | None = None
    last: _Last = _Last()
    seal: msgspec.Raw = _NO_SEAL


class _Function(msgspec.Struct, frozen=True, gc=False):
    function: str = ""


class _Outlines(msgspec.Struct, frozen=True, gc=False):
    actions: dict[int, Outline | None] = {}
    listeners: dict[int, _Function | None] | None = None


class _Actions(msgspec.Struct, frozen=True, gc=False):
    actions: dict[int, Action | None] = {}
    listeners: dict[int, _Function | None] | None = None


class _OutlinesLine(msgspec.Struct, frozen=True, gc=False):
    docs: _Outlines = _Outlines()


class _ActionsLine(msgspec.Struct, frozen=True, gc=False):
    docs: _Actions = _Actions()


_Decoder = msgspec.json.Decoder[_OutlinesLine] | msgspec.json.Decoder[_ActionsLine]
_head: Final = msgspec.json.Decoder(_Head)
_function: Final = msgspec.json.Decoder(_Function | None)
_outlines: Final = msgspec.json.Decoder(_OutlinesLine)
_actions: Final = msgspec.json.Decoder(_ActionsLine)


class _Otherwise(Exception):  # noqa: N818 - never leaves this module
    """The file is to be read whole."""


class _TooShort(Exception):  # noqa: N818 - never leaves this module
    """More is needed of the end of the file."""


def glance(path: Path, *, keys: Keys = NO_KEYS, whole: bool = False) -> Glance:
    """The actions in a file, or what a line says of them; of an encrypted one with the keys alone.

    whole: all that is known of each. Raises as `snapshot.read_session` does.
    """
    try:
        found = _from_the_end(path, _actions if whole else _outlines)
    except _Otherwise:
        return _read(path, keys)
    except FileNotFoundError as error:
        raise NotThereError(path) from error
    except OSError as error:
        raise NotReadableError(path, error) from error
    if found.sealed and keys is not NO_KEYS:
        return _read(path, keys)
    return found


def _read(path: Path, keys: Keys) -> Glance:
    """The same from the whole file."""
    from spiegel.store.journal.snapshot import read_session

    session = read_session(path, keys=keys)
    info, actions = session.info, tuple(session.actions.values())
    return Glance(
        path=path,
        title=info.title or path.stem,
        date=info.date,
        actions=actions,
        functions={
            one.owner: session.listeners[number].function
            for one in actions
            if (number := _listener(one.owner)[0]) in session.listeners
        },
        fictional=is_fictional(info.id, info.created),
    )


@cache
def _listener(owner: str) -> tuple[int, bytes]:
    """The number of the listener whose code this is, and how their line begins that no change
    wrote; 0 and nothing for no code. The same own actions everywhere."""
    code = _CODE.fullmatch(owner)
    return (int(code[1]), b'%b"%b":' % (_LISTENER, code[1].encode())) if code else (0, b"")


def _from_the_end(path: Path, decoder: "_Decoder") -> Glance:
    """Raises OSError, NotASessionError, and _Otherwise for what cannot be read so."""
    descriptor = disk.open_to_read(path)
    try:
        try:
            size = disk.size_of(descriptor)
        except OSError as error:  # a pipe, say: nothing that has an end
            raise NotASessionError(path) from error
        beginning = disk.read_at(descriptor, min(size, _HEAD), 0)
        begins = beginning.find(b"\n")
        if begins < 0:
            beginning = disk.read_at(descriptor, _LONG_HEAD, 0)
            begins = beginning.find(b"\n")
        if begins < 0:
            raise _Otherwise
        try:
            head = _head.decode(beginning[:begins])
        except ODD as error:
            raise NotASessionError(path) from error
        if head.program != PROGRAM or head.schema != SCHEMA or head.kind != "session":
            raise _Otherwise
        if head.seal is not _NO_SEAL:
            return Glance(path=path, sealed=True)
        last = head.last
        length = _END + _OF_ACTION * last.actions + _OF_LISTENER * last.listeners
        while True:
            start = max(begins, size - length)
            end = disk.read_at(descriptor, size - start, start)
            try:
                return _seen(path, head, end, decoder, whole=start == begins)
            except _TooShort:
                length *= _MORE
            except ODD as error:
                raise _Otherwise from error
    finally:
        os.close(descriptor)


def _seen(path: Path, head: _Head, end: bytes, decoder: "_Decoder", *, whole: bool) -> Glance:
    """What the end of a file tells; whole: it begins with the newline of the header.

    Raises _TooShort, _Otherwise, and what decoding raises.
    """
    stop, changes = _parted(end, whole=whole)
    last = end.rfind(_LISTENER, 0, stop)
    begins = end.index(b"\n", last + 1) if last >= 0 else _first(_ACTION, end, stop, whole=whole)
    content = end[begins + 1 : stop + 1] + changes
    lines = decoder.decode_lines(content)
    actions: dict[int, Outline | Action | None] = {}
    for line in lines:
        actions |= line.docs.actions
    if not actions and head.last.actions:
        raise _Otherwise
    if changes:
        actions = dict(sorted(actions.items()))
    there: tuple[Outline | Action, ...] = tuple(filter(None, actions.values()))
    changed = [one.docs.listeners for one in lines if one.docs.listeners] if changes else ()
    functions = _functions(there, changed, end, begins, whole=whole)
    return Glance(
        path=path,
        title=head.title or path.stem,
        date=head.date,
        actions=there,
        functions=functions,
        plain=b"\\" not in content,
        fictional=is_fictional(head.id, head.created),
    )


def _parted(end: bytes, *, whole: bool) -> tuple[int, bytes]:
    """Where the last line ends that no change wrote, and those behind it that matter here."""
    if end[-1:] != b"\n":
        raise _Otherwise
    changes: list[bytes] = []
    stop = len(end) - 1
    while stop > 0:
        start = end.rfind(b"\n", 0, stop) + 1
        if end.startswith(_COMPACTED, start):
            break
        if start == 0 and not whole:
            raise _TooShort
        line = end[start : stop + 1]
        if any(sign in line for sign in _OTHERWISE):
            raise _Otherwise
        if _ACTIONS in line or _LISTENERS in line:
            changes.append(line)
        stop = start - 1
    changes.reverse()
    return stop, b"".join(changes)


def _first(begin: bytes, end: bytes, stop: int, *, whole: bool) -> int:
    """Where the first line begins that begins so, or where it would.

    Raises _TooShort when no line before it is all there: that may be one of them too.
    """
    first = end.find(begin, 0, stop)
    if first < 0:
        first = stop
    if not whole and end.find(b"\n", 0, first) < 0:
        raise _TooShort
    return first


def _functions(
    actions: Iterable[Outline | Action],
    changed: "Iterable[dict[int, _Function | None]]",
    end: bytes,
    stop: int,
    *,
    whole: bool,
) -> dict[str, str]:
    """The functions of the listeners who own one: of what no change wrote each has a line before
    here.

    Raises _TooShort, and what decoding raises.
    """
    functions: dict[str, str] = {}
    numbered: dict[int, _Function | None] = {}
    for change in changed:
        numbered |= change
    for one in actions:
        number, begin = _listener(one.owner)
        if not number or one.owner in functions:
            continue
        if number in numbered:
            listener = numbered[number]
        else:
            start = end.rfind(begin, 0, stop)
            if start < 0:
                _first(_LISTENER, end, stop, whole=whole)
                continue
            closes = end.index(b"\n", start + 1) - _CLOSED
            listener = _function.decode(end[start + len(begin) : closes])
        if listener is not None:
            functions[one.owner] = listener.function
    return functions
