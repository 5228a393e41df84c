"""The first line of a session file: what Home shows without reading on."""

import datetime
import os
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.stage import Stage
from spiegel.store import disk
from spiegel.store.errors import (
    DamagedError,
    NewerError,
    NotASessionError,
    NotReadableError,
    NotThereError,
)
from spiegel.store.journal.payload import ODD, Seal, Unreadable, encode
from spiegel.store.journal.tail import Tail
from spiegel.store.sealed.sealing import Sealing

PROGRAM: Final = "spiegel"
SCHEMA: Final = 24
"""The number of what a file may hold; any new field raises it, with a step in migrations.py."""
LONGEST: Final = 4_000_000
"""Bytes in which a header must end; a file without a line end there is none of ours."""
REMEMBERED: Final = 256
"""How many earlier generations a header names."""
MOST_LINES: Final = 1_000_000
"""No header counts more; a day of two scribes makes a few thousand, and a compacting fewer."""

_Lines = Annotated[int, msgspec.Meta(ge=0, le=MOST_LINES)]


class Header(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a file is, what Home shows of it, and what holds it together.

    kind: a session, or the tables of plain TinyDB. generation: new at each compacting; follows: the
    generations before it, newest first, so that a window knows a successor from a stranger.
    due: the first day that an action is due; task: that a task is. wipe: a day of its own on which
    all of it is wiped. aftercare: the codes of who is to be called.
    last: the last number given out per table when this was written. finals: how many changes that
    cannot be undone, such as withdrawals, there were. lines: how many lines the file had when it
    was written, this one included; 0 when nobody counted. tail: where its last tables stood then,
    None when it was encrypted. seal: how it is encrypted, None when it is not. hidden: of an
    encrypted file, all that tells of the meeting, until `opened` fills it in.
    """

    program: str
    schema: int
    kind: Literal["session", "tables"]
    generation: str
    id: str = ""
    title: str = ""
    organisation: str = ""
    date: datetime.date | None = None
    created: Instant | None = None
    written: datetime.datetime | None = None
    stage: Stage | None = None
    due: datetime.date | None = None
    task: datetime.date | None = None
    wipe: datetime.date | None = None
    aftercare: tuple[str, ...] = ()
    last: dict[str, int] = {}
    finals: int = 0
    follows: tuple[str, ...] = ()
    lines: _Lines = 0
    tail: Tail | None = None
    seal: Sealing | None = None
    hidden: str = ""


class Hidden(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the header of an encrypted file says to nobody without the passphrase."""

    title: str = ""
    organisation: str = ""
    aftercare: tuple[str, ...] = ()
    last: dict[str, int] = {}
    finals: int = 0
    lines: _Lines = 0
    tail: Tail | None = None


class _StrictHeader(Header, frozen=True, forbid_unknown_fields=True):
    """A header of this schema, which has no field that we do not know."""


class _Preamble(msgspec.Struct):
    """What the header of every version says."""

    program: str
    schema: int


_current: Final = msgspec.json.Decoder(_StrictHeader)
_older: Final = msgspec.json.Decoder(Header)
_preamble: Final = msgspec.json.Decoder(_Preamble)
_hidden: Final = msgspec.json.Decoder(Hidden)
_HIDDEN: Final = b',"hidden":"'


def schema_of(first: bytes) -> int | None:
    """The schema number in a first line; None when the line is none of ours."""
    try:
        preamble = _preamble.decode(first)
    except ODD:
        return None
    return preamble.schema if preamble.program == PROGRAM and preamble.schema > 0 else None


def decode_header(first: bytes) -> Header:
    """A header of this schema or of an older one. Raises Unreadable."""
    try:
        header: Header = (_current if schema_of(first) == SCHEMA else _older).decode(first)
    except ODD as error:
        raise Unreadable(str(error)) from error
    return header


def encoded(header: Header, seal: Seal) -> bytes:
    """The first line of a file with this seal, without its newline; binds the hidden to the rest.

    Raises Unreadable for what could not be read back.
    """
    header = msgspec.structs.replace(header, seal=seal.parameters, hidden="")
    if seal.parameters is None:
        return encode(header)
    hidden = msgspec.convert(header, Hidden, from_attributes=True)
    nothing = msgspec.structs.asdict(Hidden())
    plain = encode(msgspec.structs.replace(header, **nothing)).removesuffix(b"}")
    return plain + _HIDDEN + seal.close(encode(hidden), _place(plain)) + b'"}'


def opened(header: Header, first: bytes, seal: Seal) -> Header:
    """The header with what is hidden in its line. Raises Unreadable when any of it was changed."""
    if seal.parameters is None:
        return header
    plain, _, hidden = first.rstrip(b"\n").rpartition(_HIDDEN)
    content = seal.open(hidden.removesuffix(b'"}'), _place(plain))
    try:
        found = msgspec.structs.asdict(_hidden.decode(content))
    except ODD as error:
        raise Unreadable(str(error)) from error
    return msgspec.structs.replace(header, hidden="", **found)


def _place(plain: bytes) -> str:
    """Where the hidden part stands: right behind these very bytes."""
    return "header:" + plain.decode("utf-8", "surrogateescape")


def successor(header: Header, before: Header | None, generation: str) -> Header:
    """The header of a file that takes the place of one with the header before."""
    follows = (before.generation, *before.follows)[:REMEMBERED] if before else ()
    return msgspec.structs.replace(header, generation=generation, follows=follows)


def header_at(path: Path) -> Header:
    """The header of a session file, what is hidden in it left so. Raises as
    `snapshot.read_session` does."""
    try:
        if path.exists() and not path.is_file():
            raise NotASessionError(path)
        descriptor = disk.open_to_read(path)
    except FileNotFoundError as error:
        raise NotThereError(path) from error
    except OSError as error:
        raise NotReadableError(path, error) from error
    try:
        _, header = read_header(descriptor, path)
    except OSError as error:
        raise NotReadableError(path, error) from error
    finally:
        os.close(descriptor)
    if header.kind != "session":
        raise NotASessionError(path)
    return header


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
