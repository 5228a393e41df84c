"""Which documents were made of a session, so that they can go when the session goes.

One small file beside the session, under its seal. Nothing depends on it but `wipe`.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from spiegel.store import disk
from spiegel.store.errors import StoreError
from spiegel.store.lines import ODD, Seal, Unreadable, encode
from spiegel.store.locks import Lock
from spiegel.store.sidecar import Sidecar, local_folder

PLACE: Final = "exports"
"""Where the list stands, for its seal; the name of its file too."""
REMEMBERED: Final = 1_000
_PATIENCE: Final = 1.0


class Made(msgspec.Struct, frozen=True):
    """A document as it was written. path: absolute. digest: SHA-256 of its content."""

    path: str
    size: int
    digest: str


class State(StrEnum):
    """What became of a document: as it was made, changed since, or not a file any more."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class _List(msgspec.Struct, frozen=True):
    documents: tuple[Made, ...]


def note(sidecar: Sidecar, document: Path, seal: Seal) -> bool:
    """Note a document that was just made; returns whether that could be done.

    It is no error of an export when it cannot.
    """
    try:
        path = document.resolve(strict=True)
        content = disk.read_whole(path)
        made = Made(str(path), len(content), hashlib.sha256(content).hexdigest())
        lock = _lock(sidecar)
        try:
            with suppress(StoreError):
                # Without the lock two exports at one moment could lose one note; better than none.
                lock.acquire(_PATIENCE)
            place = place_of_list(sidecar)
            known = (one for one in _read(place, seal) or () if one.path != made.path)
            _write(place, (*known, made), seal)
        finally:
            lock.release()
            lock.close()
    except (OSError, Unreadable, RuntimeError):
        return False
    return True


def noted(sidecar: Sidecar, seal: Seal) -> tuple[Made, ...] | None:
    """The documents that were noted; None when a list is there that this seal does not open."""
    found: list[Made] = []
    for place in lists(sidecar):
        documents = _read(place, seal)
        if documents is None:
            return None
        found.extend(documents)
    return tuple({made.path: made for made in found}.values())


def lists(sidecar: Sidecar) -> Iterator[Path]:
    """The lists that are there."""
    for folder in (sidecar.folder, local_folder(sidecar.subject)):
        if (folder / PLACE).is_file():
            yield folder / PLACE


def place_of_list(sidecar: Sidecar) -> Path:
    """Where the list is kept.

    Beside the session when there is a folder beside it; an export alone makes none, and keeps its
    list on this computer.
    """
    folder = sidecar.folder if sidecar.folder.is_dir() else local_folder(sidecar.subject)
    return folder / PLACE


def state_of(made: Made) -> State:
    """What became of a document; links are not followed. Raises OSError when it cannot be seen."""
    path = Path(made.path)
    if path.is_symlink() or not path.is_file():
        return State.GONE
    if path.stat().st_size != made.size:
        return State.CHANGED
    same = hashlib.sha256(disk.read_whole(path)).hexdigest() == made.digest
    return State.SAME if same else State.CHANGED


def _lock(sidecar: Sidecar) -> Lock:
    def none_is_made() -> None:
        """An export makes no folder beside the session."""

    return Lock(sidecar.lock, subject=sidecar.subject, window="export-0", prepare=none_is_made)


def _read(place: Path, seal: Seal) -> tuple[Made, ...] | None:
    """What a list says; None when it cannot be read."""
    try:
        content = seal.open(disk.read_whole(place), PLACE)
        return msgspec.json.decode(content, type=_List).documents
    except FileNotFoundError:
        return ()
    except (OSError, Unreadable, *ODD):
        return None


def _write(place: Path, documents: tuple[Made, ...], seal: Seal) -> None:
    disk.private_folder(place.parent)
    disk.put_in_place(place, seal.close(encode(_List(documents[-REMEMBERED:])), PLACE))
