"""Bringing back a kept copy, or what can still be read of a damaged file.

What stands in the way is kept first, sound or not, and nothing is ever written over.
"""

from contextlib import suppress
from pathlib import Path

import msgspec

from spiegel.domain.polls.evaluation import open_box
from spiegel.domain.polls.polls import closed_unanswered
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.store import disk
from spiegel.store.beside.backups import Backups, Copy
from spiegel.store.beside.ballots import Boxes
from spiegel.store.beside.folder import Sidecar
from spiegel.store.damage.salvage import Salvaged
from spiegel.store.errors import (
    DoesNotFitError,
    NotASessionError,
    NotWrittenError,
    StoreError,
)
from spiegel.store.journal.anew import written_anew
from spiegel.store.journal.payload import Seal, Unreadable
from spiegel.store.journal.snapshot import Read, read_file
from spiegel.store.sealed.keys import Keys
from spiegel.store.session.alone import alone


class Restored(msgspec.Struct, frozen=True):
    """What came back.

    replaced: where what stood in its place is kept; None if nothing did. closed: a poll was open
    then, and is closed without answers.
    """

    session: Session
    replaced: Path | None
    closed: bool


def restore(path: Path, copy: Copy, *, now: Instant, keys: Keys) -> Restored:
    """Put a kept copy in the place of a session, in one step, while no window has it open.

    A poll that was open then is closed without answers: they were in no copy.
    path: as `sidecar.located` gives it. Raises StoreError, such as OpenElsewhereError, or
    DamagedError for a copy that cannot be read; then what stood there still does.
    """
    sidecar = Sidecar(path)
    with alone(path, sidecar):
        if path.is_dir():
            raise NotASessionError(path)
        read = read_file(copy.path, keys=keys)
        there = _there(path, keys)
        session = closed_unanswered(_with_last(read.session, there), now)
        finals = max(one.header.finals for one in (read, there) if one is not None) + 1
        # An encrypted file is never followed by one that everybody can read.
        sealed = there is not None and there.seal.parameters is not None
        seal = there.seal if there is not None and sealed else read.seal
        # It follows nothing: no window may take it for what became of the file that it knew.
        data = _bytes(path, session, now, seal=seal, finals=finals)
        replaced = Backups(path, sidecar.backups, keys).keep_replaced(now)
        try:
            disk.clear_leftovers(path)
            disk.put_in_place(path, data)
        except OSError as error:
            raise NotWrittenError(path, error) from error
        Boxes(sidecar).clear(None)
    return Restored(session, replaced, closed=open_box(read.session) is not None)


def save_salvaged(path: Path, salvaged: Salvaged, name: str, *, now: Instant) -> Path:
    """Write what could be read of a file to a new one beside it, and return where.

    name: what is added to the name of the file, such as "rescued". Encrypted as the file is.
    Raises NotWrittenError and DoesNotFitError.
    """
    # The ballot box stays with the damaged file.
    session = closed_unanswered(salvaged.session, now)
    data = _bytes(path, session, now, seal=salvaged.seal, finals=0)
    stem, number = f"{path.stem}-{name}", 1
    while True:
        place = path.with_name(f"{stem}{f'-{number}' if number > 1 else ''}{path.suffix}")
        number += 1
        try:
            with suppress(FileExistsError):
                disk.put_in_place(place, data, over=False)
                return place
        except OSError as error:
            raise NotWrittenError(place, error) from error


def _there(path: Path, keys: Keys) -> Read | None:
    """What stands there now, when it can be read."""
    try:
        return read_file(path, keys=keys)
    except StoreError:
        return None


def _with_last(session: Session, there: Read | None) -> Session:
    """The session, in which no number is given out again that was used since."""
    if there is None or there.session.info.id != session.info.id:
        return session
    known = there.session.last
    last = {
        table: max(session.last.get(table, 0), known.get(table, 0))
        for table in (*session.last, *known)
    }
    return msgspec.structs.replace(session, last=last)


def _bytes(path: Path, session: Session, now: Instant, *, seal: Seal, finals: int) -> bytes:
    try:
        return written_anew(session, now, None, seal, finals=finals)
    except Unreadable as error:
        raise DoesNotFitError(path, error.problem) from error
