"""Only the actions of a session file, read from its end: of many files in little time.

What stands there otherwise than Spiegel itself writes it is read whole, as `snapshot` does.
"""

import datetime
import errno
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
from spiegel.store.journal.tail import LAST, Tail, beginning, named
from spiegel.store.sealed.keys import NO_KEYS, Keys

_HEAD, _LONG_HEAD = 4_096, 65_536
"""Bytes in which most headers end, and in which those end that follow many others."""
_MOST: Final = 16_000_000
"""Bytes of listeners and actions that are read; a header that says more is spoiled."""
_LISTENERS, _ACTIONS = map(named, LAST)
_LISTENER, _ACTION = (b"\n" + beginning(table) for table in LAST)
"""How a line of these tables begins that no change wrote, with the end of the line before it."""
_CLOSED: Final = len(b"}}}")
"""Bytes of such a line after its document."""
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


class _Head(msgspec.Struct, frozen=True, gc=False):
    program: str
    schema: int
    kind: str = ""
    id: str = ""
    title: str = ""
    date: datetime.date | None = None
    created: Instant | None = None
    tail: Tail | None = None
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
            beginning = disk.read_at(descriptor, _HEAD, 0)
        except OSError as error:
            if error.errno == errno.ESPIPE:  # nothing that has places to read at
                raise NotASessionError(path) from error
            raise
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
        if head.tail is None:
            raise _Otherwise
        listeners, actions, stop = head.tail
        before = begins + listeners
        length = stop - listeners + 1
        if not listeners <= actions <= stop or length > _MOST:
            raise _Otherwise
        # One more is asked for. What ends where no change stood yet has none since then.
        end = disk.read_once(descriptor, length + 1, before)
        if len(end) != length:
            end = disk.read_at(descriptor, disk.size_of(descriptor) - before, before)
        try:
            return _seen(path, head, end, actions - listeners, length, decoder)
        except ODD as error:
            raise _Otherwise from error
    finally:
        os.close(descriptor)


def _seen(
    path: Path, head: _Head, end: bytes, begins: int, stop: int, decoder: "_Decoder"
) -> Glance:
    """What the end of a file tells, from the newline before its listeners.

    begins, stop: where in it the lines of actions do that no change wrote. Raises _Otherwise, and
    what decoding raises.
    """
    stands = (
        end[stop - 1 : stop] == b"\n"
        and end.startswith(_ACTION if begins < stop - 1 else b"\n", begins)
        and (not begins or end.startswith(_LISTENER))
    )
    if not stands:  # the file was changed by something else since
        raise _Otherwise
    changes = _changes(end, stop) if len(end) > stop else b""
    content = end[begins + 1 : stop] + changes
    lines = decoder.decode_lines(content)
    actions: dict[int, Outline | Action | None] = {}
    for line in lines:
        actions |= line.docs.actions
    if changes:
        actions = dict(sorted(actions.items()))
    there: tuple[Outline | Action, ...] = tuple(filter(None, actions.values()))
    changed = [one.docs.listeners for one in lines if one.docs.listeners] if changes else ()
    return Glance(
        path=path,
        title=head.title or path.stem,
        date=head.date,
        actions=there,
        functions=_functions(there, changed, end, begins),
        plain=b"\\" not in content,
        fictional=is_fictional(head.id, head.created),
    )


def _changes(end: bytes, stop: int) -> bytes:
    """The lines from there that matter here."""
    *lines, rest = end[stop:].split(b"\n")
    if rest or any(sign in line for line in lines for sign in _OTHERWISE):
        raise _Otherwise
    return b"".join([line + b"\n" for line in lines if _ACTIONS in line or _LISTENERS in line])


def _functions(
    actions: Iterable[Outline | Action],
    changed: "Iterable[dict[int, _Function | None]]",
    end: bytes,
    stop: int,
) -> dict[str, str]:
    """The functions of the listeners who own one: of what no change wrote each has a line before
    here. Raises what decoding raises."""
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
                continue
            closes = end.index(b"\n", start + 1) - _CLOSED
            listener = _function.decode(end[start + len(begin) : closes])
        if listener is not None:
            functions[one.owner] = listener.function
    return functions
