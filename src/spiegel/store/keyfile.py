"""The key file of names (sleutelbestand): who is behind a code, encrypted, beside the session.

`NAME.sleutel` beside `NAME.spiegel`: a line that says what it is, and one that only its own
passphrase opens. The session knows nothing of it, so that who deletes it loses the names and
nothing else. It is written whole or not at all, and no part of it is kept anywhere.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.preparation.names import NOBODY, People, Person, in_order, unfit
from spiegel.store import disk, known
from spiegel.store.beside.folder import Sidecar
from spiegel.store.beside.locks import Lock
from spiegel.store.errors import (
    NamesDamagedError,
    NamesOfAnotherError,
    NewerError,
    NotReadableError,
    NotRemovedError,
    NotThereError,
    NotWrittenError,
)
from spiegel.store.journal.payload import ODD, Seal, Unreadable, encode
from spiegel.store.sealed.keys import Keys
from spiegel.store.sealed.sealing import Sealing

SUFFIX: Final = ".sleutel"
PROGRAM: Final = "spiegel names"
SCHEMA: Final = 1
LARGEST: Final = 1_000_000
"""Bytes of such a file; two hundred people take a twentieth of that."""
_SESSION: Final = ".spiegel"
_ROUND: Final = 4_096
"""Bytes to which what is closed is filled up: its length tells nothing of who is in it."""


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line. session: the id of the meeting whose people they are."""

    program: str
    schema: int
    session: str
    seal: Sealing


class _Preamble(msgspec.Struct, frozen=True):
    """What the first line of every version says."""

    program: str
    schema: int


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: tuple[Person, ...]


def place_of(session: Path) -> Path:
    """Where the key file of this session is, or would be."""
    return session.with_name(session.name.removesuffix(_SESSION) + SUFFIX)


def header_at(place: Path) -> Header:
    """What a key file is of. Raises StoreError, also when there is none."""
    return _split(place)[0]


def is_key_file(place: Path) -> bool:
    """Whether this is a key file, of whatever version and meeting, by its first line."""
    with suppress(OSError, *ODD):
        first = _bytes(place).partition(b"\n")[0]
        return msgspec.json.decode(first, type=_Preamble).program == PROGRAM
    return False


def stayed(session: Path, id_: str) -> Path | None:
    """Where the names of a meeting stayed when it got another name or folder by hand.

    Looked for in its folder, and beside each path where a session was known to be.
    """
    here = place_of(session)
    for place in (*_in_folder(session.parent), *map(place_of, known.paths())):
        if place != here and _is_of(place, id_):
            return place
    return None


def left_by(session: Path, ids: Iterable[str]) -> tuple[Path, ...]:
    """The key files of a meeting in its folder: its own, and those whose session is gone.

    ids: of the meeting, none when its file cannot be read; then only its own, by its name.
    """
    wanted, here = set(ids), place_of(session)
    return tuple(
        place
        for place in (here, *(place for place in _in_folder(session.parent) if place != here))
        if is_key_file(place)
        and (place == here or not place.with_suffix(_SESSION).exists())
        and (_id_of(place) in wanted if wanted and _id_of(place) else place == here)
    )


class KeyFile:
    """The names of one meeting, as who has the passphrase reads and changes them.

    session: the file of the meeting, as `resolved` gives it. id_: of the meeting. keys: open it;
    those of a file that is not there yet close it.
    """

    def __init__(self, session: Path, id_: str, keys: Keys) -> None:
        self.place = place_of(session)
        self._session, self._id, self._keys = session, id_, keys

    def read(self) -> People:
        """Who is in it. Raises StoreError; NotThereError when there is no such file."""
        return self._read()[0]

    def change(self, changed: Callable[[People], People], *, to: Keys | None = None) -> People:
        """Change who is in it, in one step; nobody is left: the file goes. Returns who is in it.

        It is made when it is not there. to: other keys to close it with. Raises StoreError; then
        it is as it was.
        """
        window = f"command-{os.getpid()}"
        sidecar = Sidecar(self._session)
        lock = Lock(sidecar.lock, subject=self.place, window=window, prepare=sidecar.prepare)
        try:
            with lock:
                return self._change(changed, to)
        finally:
            lock.close()

    def _change(self, changed: Callable[[People], People], to: Keys | None) -> People:
        try:
            before, seal = self._read()
        except NotThereError:
            before, seal = NOBODY, None
        people = in_order(changed(before).values())
        if people:
            if seal is None or to is not None:
                seal = (to or self._keys).new()
            self._write(people, seal)
        elif seal is not None:
            self._remove()
        return people

    def _read(self) -> tuple[People, Seal]:
        header, first, closed = _split(self.place)
        if header.session != self._id:
            raise NamesOfAnotherError(self.place)
        seal = self._keys.seal(self.place, header)
        try:
            content = msgspec.json.decode(seal.open(closed, first), type=_Content)
        except (Unreadable, *ODD) as error:
            raise NamesDamagedError(self.place) from error
        if any(unfit(one) is not None for one in content.people):
            raise NamesDamagedError(self.place)
        return in_order(content.people), seal

    def _write(self, people: People, seal: Seal) -> None:
        assert seal.parameters is not None
        header = Header(program=PROGRAM, schema=SCHEMA, session=self._id, seal=seal.parameters)
        first = encode(header)
        content = encode(_Content(tuple(people.values())))
        filled = content.ljust(-(-len(content) // _ROUND) * _ROUND)
        try:
            disk.clear_leftovers(self.place)
            closed = seal.close(filled, first.decode())
            disk.put_in_place(self.place, first + b"\n" + closed + b"\n")
        except OSError as error:
            raise NotWrittenError(self.place, error) from error

    def _remove(self) -> None:
        try:
            disk.clear_leftovers(self.place)
            self.place.unlink(missing_ok=True)
            disk.sync_folder(self.place.parent)
        except OSError as error:
            raise NotRemovedError(self.place, error) from error


def _split(place: Path) -> tuple[Header, str, bytes]:
    """The header of a key file, its line, and what is closed. Raises StoreError."""
    try:
        content = _bytes(place)
    except FileNotFoundError as error:
        raise NotThereError(place) from error
    except OSError as error:
        raise NotReadableError(place, error) from error
    first, ended, rest = content.partition(b"\n")
    try:
        preamble = msgspec.json.decode(first, type=_Preamble)
        if preamble.program == PROGRAM and preamble.schema > SCHEMA:
            raise NewerError(place, preamble.schema, SCHEMA)
        header = msgspec.json.decode(first, type=Header)
        words = first.decode()
    except ODD as error:
        raise NamesDamagedError(place) from error
    whole = ended and rest.endswith(b"\n") and rest.count(b"\n") == 1
    if not whole or header.program != PROGRAM or not header.seal.sound:
        raise NamesDamagedError(place)
    return header, words, rest[:-1]


def _bytes(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(LARGEST + 1)[:LARGEST]


def _in_folder(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(folder.glob(f"*{SUFFIX}"))


def _id_of(place: Path) -> str:
    """The meeting of a key file; empty when that cannot be read."""
    try:
        return header_at(place).session
    except (NamesDamagedError, NewerError, NotReadableError, NotThereError):
        return ""


def _is_of(place: Path, id_: str) -> bool:
    return bool(id_) and _id_of(place) == id_
