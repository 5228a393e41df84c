"""What is kept beside a session, brought under its seal: no plain word beside an encrypted one."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from spiegel.store import disk
from spiegel.store.beside import exports
from spiegel.store.beside.drafts import place_of_draft
from spiegel.store.beside.folder import Sidecar, local_folder
from spiegel.store.errors import (
    DamagedError,
    LockedError,
    NotWrittenError,
    UnsealableError,
    WrongPassphraseError,
)
from spiegel.store.journal.header import decode_header, encoded, opened
from spiegel.store.journal.payload import Seal, Unreadable, is_whole, place_of
from spiegel.store.sealed.keys import Keys

_DRAFT: Final = ".draft"


def is_plain_left(sidecar: Sidecar) -> bool:
    """Whether something there can be read by anybody; it looks at the beginnings of files only."""
    copies = (_begins(path, b"\n") for path in _files(sidecar.backups))
    if any(b'"hidden":"' not in head for head in copies):
        return True
    notes = (path for path, _ in _notes(sidecar))
    return any(_begins(path, b"}").startswith(b"{") for path in notes)


def check_copies(sidecar: Sidecar) -> None:
    """Raise UnsealableError for a kept copy that is so damaged that it cannot be encrypted."""
    for path in _files(sidecar.backups):
        try:
            decode_header(_read(path).partition(b"\n")[0])
        except Unreadable as error:
            raise UnsealableError(path) from error


def reseal(sidecar: Sidecar, keys: Keys, before: Seal, seal: Seal) -> None:
    """Bring what is there under this seal; the caller holds the lock.

    keys: open the kept copies, each by its own header. before: the seal of all else. What neither
    opens is damaged or was encrypted with another passphrase, and stays as it is. Raises
    NotWrittenError.
    """
    for path, place in _notes(sidecar):
        _reseal_note(path, place, before, seal)
    for path in _files(sidecar.backups):
        _reseal_copy(path, keys, seal)


def clear_prepared(sidecar: Sidecar) -> None:
    """Remove what killed programs had prepared there; no window may be open."""
    here = local_folder(sidecar.subject)
    for folder in (sidecar.folder, sidecar.backups, sidecar.drafts, here):
        for path in folder.glob(".*.new"):
            with suppress(OSError):
                path.unlink()


def _files(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError):
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                yield path


def _notes(sidecar: Sidecar) -> Iterator[tuple[Path, str]]:
    """The files that are one JSON value under the seal of the session, and their places."""
    for path in _files(sidecar.drafts):
        if path.suffix == _DRAFT:
            yield path, place_of_draft(path)
    for path in exports.lists(sidecar):
        yield path, exports.PLACE


def _begins(path: Path, end: bytes) -> bytes:
    """The bytes of a file up to the first of these, or as many as will do."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(65_536).partition(end)[0]
    return b""


def _reseal_copy(path: Path, keys: Keys, seal: Seal) -> None:
    first, *rest = _read(path).split(b"\n")
    try:
        header = decode_header(first)
        if header.seal == seal.parameters:
            return
        before = keys.seal(path, header)
        header = opened(header, first, before)
        if rest and not _content(rest[-1], place_of(header.generation, len(rest) + 1), before):
            # Cut off while it was written, and never reported as saved.
            rest.pop()
        places = [place_of(header.generation, number) for number in range(2, len(rest) + 2)]
        lines = [
            seal.close(before.open(raw, place), place)
            for raw, place in zip(rest, places, strict=True)
        ]
        data = b"\n".join([encoded(header, seal), *lines]) + b"\n"
    except (Unreadable, DamagedError, LockedError, WrongPassphraseError):
        return
    found = path.stat()
    _write(path, data)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _reseal_note(path: Path, place: str, before: Seal, seal: Seal) -> None:
    raw = _read(path)
    if _content(raw, place, seal):
        return
    content = _content(raw, place, before)
    if content:
        _write(path, seal.close(content, place))


def _content(raw: bytes, place: str, seal: Seal) -> bytes:
    """What is closed here, if it is a JSON object under this seal; else nothing."""
    try:
        content = seal.open(raw, place)
    except Unreadable:
        return b""
    return content if is_whole(content) else b""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotWrittenError(path, error) from error


def _write(path: Path, data: bytes) -> None:
    try:
        disk.put_in_place(path, data)
    except OSError as error:
        raise NotWrittenError(path, error) from error
