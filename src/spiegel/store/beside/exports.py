"""Which documents were made of a session: to name those that fall behind, and to wipe them all.

One small file beside the session, under its seal. It holds where a document is, sums over it and
numbers (see `domain.standing.Origin`), never a word.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

from spiegel.domain.report.standing import Origin
from spiegel.store import disk, known
from spiegel.store.beside.folder import Sidecar, local_folder
from spiegel.store.beside.locks import Lock
from spiegel.store.errors import StoreError
from spiegel.store.journal.payload import ODD, Seal, Unreadable, encode

PLACE: Final = "exports"
"""Where the list stands, for its seal; the name of its file too."""
_ASIDE: Final = "exports-unread"
"""The name of a list that cannot be read, once somebody said that it may go."""
REMEMBERED: Final = 1_000
_PATIENCE: Final = 1.0
_FOLDERS: Final = 100
"""Folders below others that are looked into, so that nobody waits for a whole disk."""


class Made(msgspec.Struct, frozen=True):
    """A document as it was written.

    path: absolute. digest: SHA-256 of its content. origin: what it was made from; None when an
    earlier Spiegel noted it.
    """

    path: str
    size: int
    digest: str
    origin: Origin | None = None


class State(StrEnum):
    """What became of a document: as it was made, changed since, or not a file any more."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class _List(msgspec.Struct, frozen=True):
    documents: tuple[Made, ...]


def note(sidecar: Sidecar, document: Path, seal: Seal, origin: Origin | None = None) -> bool:
    """Note a document that was just made; returns whether that could be done.

    It is no error of an export when it cannot. A list that cannot be read is never written over.
    """
    try:
        path = document.resolve(strict=True)
        content = disk.read_whole(path)
        made = Made(str(path), len(content), hashlib.sha256(content).hexdigest(), origin)
        with _locked(sidecar):
            place = place_of_list(sidecar)
            before = _read(place, seal)
            if before is None:
                return False
            _write(place, (*(one for one in before if one.path != made.path), made), seal)
    except (OSError, Unreadable, RuntimeError):
        return False
    return True


def forget(sidecar: Sidecar, path: Path, seal: Seal) -> bool:
    """A document is no longer known; returns whether that could be done."""
    return _all_changed(
        sidecar, seal, lambda before: tuple(one for one in before if one.path != str(path))
    )


def words_went(sidecar: Sidecar, seal: Seal) -> bool:
    """Words that were withdrawn go, and no rule tells from which documents: any can have them.

    Returns whether that could be noted.
    """
    return _all_changed(sidecar, seal, lambda before: tuple(map(_with_words_that_went, before)))


def _all_changed(
    sidecar: Sidecar, seal: Seal, change: Callable[[tuple[Made, ...]], tuple[Made, ...]]
) -> bool:
    """Whether all lists that are there could be changed."""
    try:
        with _locked(sidecar):
            for place in lists(sidecar):
                before = _read(place, seal)
                if before is None:
                    return False
                if (after := change(before)) != before:
                    _write(place, after, seal)
    except (OSError, Unreadable, RuntimeError):
        return False
    return True


def _with_words_that_went(made: Made) -> Made:
    if made.origin is None:
        return made
    origin = msgspec.structs.replace(made.origin, withdrawn=True)
    return msgspec.structs.replace(made, origin=origin)


def begin_anew(sidecar: Sidecar, seal: Seal) -> None:
    """Put lists that cannot be read aside, so that a new one can begin. Raises OSError."""
    with _locked(sidecar):
        for place in lists(sidecar):
            if _read(place, seal) is None:
                disk.replace(place, place.with_name(_ASIDE))
                disk.sync_folder(place.parent)


def noted(sidecar: Sidecar, seal: Seal) -> tuple[Made, ...] | None:
    """The documents that were noted; None when a list is there that this seal does not open."""
    found: list[Made] = []
    for place in lists(sidecar):
        documents = _read(place, seal)
        if documents is None:
            return None
        found.extend(documents)
    # A document can stand in two lists; the note that was made last is about the file of now.
    found.sort(key=lambda made: made.origin.at.utc if made.origin is not None else 0)
    return tuple({made.path: made for made in found}.values())


def earlier(sidecar: Sidecar, seal: Seal, session: str, *, anywhere: bool) -> tuple[Made, ...]:
    """What was noted of this meeting, by its id, when its file had another name or place.

    Only of files that are not there any more: a copy keeps its own documents. anywhere: in other
    folders too, which can take long when one is on a network that does not answer.
    """
    found: dict[str, Made] = {}
    for folder in _left_behind(sidecar, anywhere=anywhere):
        for made in _read(folder / PLACE, seal) or ():
            if made.origin is not None and made.origin.session == session:
                found[made.path] = made
    return tuple(found.values())


def _left_behind(sidecar: Sidecar, *, anywhere: bool) -> Iterator[Path]:
    """The folders beside sessions that were moved or renamed, as far as this computer knows."""
    here = sidecar.subject.parent
    beside = (folder.with_name(folder.name[1:-2]) for folder in here.glob(".*.d"))
    for former in {*(known.paths() if anywhere else ()), *beside}:
        if former != sidecar.subject and not former.exists():
            yield from (Sidecar(former).folder, local_folder(former))


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


def place_of(made: Made, sidecar: Sidecar) -> Path:
    """Where a document is: where it was made, or beside the session when both were moved."""
    path = Path(made.path)
    moved = sidecar.subject.with_name(path.name)
    return moved if not path.exists() and moved.is_file() else path


def found_again(noted: Collection[Made], sidecar: Sidecar) -> Iterator[tuple[Made, Path]]:
    """Where else the very bytes of a document stand: renamed, moved or copied by somebody's hand.

    Looked for in the folders in which these were made and that of the session, those right below
    them, and where people put what they get or bring along: documents, downloads, the desktop.
    """
    by_size: dict[int, list[Made]] = {}
    for made in noted:
        by_size.setdefault(made.size, []).append(made)
    known = {place_of(made, sidecar) for made in noted}
    for path, size in _files(_around(noted, sidecar)):
        alike = by_size.get(size, ())
        if not alike or path in known:
            continue
        with suppress(OSError):
            digest = hashlib.sha256(disk.read_whole(path)).hexdigest()
            found = next((made for made in alike if made.digest == digest), None)
            if found is not None:
                yield found, path


def _around(noted: Iterable[Made], sidecar: Sidecar) -> Iterator[Path]:
    """The folders to look in, each once, and no more of them than one waits for."""
    own = (user_documents_path(), user_downloads_path(), user_desktop_path())
    made = (Path(one.path).parent for one in noted)
    folders = dict.fromkeys((sidecar.subject.parent, *made, *own))
    yield from folders
    looked = 0
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[0] == "." or not entry.is_dir(follow_symlinks=False):
                    continue
                if Path(entry.path) not in folders and looked < _FOLDERS:
                    looked += 1
                    yield Path(entry.path)


def _files(folders: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """The files in these folders, with their sizes; links are left out."""
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield Path(entry.path), entry.stat(follow_symlinks=False).st_size


def state_of(made: Made, path: Path | None = None) -> State:
    """What became of a document; links are not followed. Raises OSError when it cannot be seen.

    path: where it is, if not where it was made.
    """
    path = path or Path(made.path)
    if path.is_symlink() or not path.is_file():
        return State.GONE
    if path.stat().st_size != made.size:
        return State.CHANGED
    same = hashlib.sha256(disk.read_whole(path)).hexdigest() == made.digest
    return State.SAME if same else State.CHANGED


@contextmanager
def _locked(sidecar: Sidecar) -> Iterator[None]:
    """While the list is changed; without the lock one note could get lost, better than all."""

    def none_is_made() -> None:
        """An export makes no folder beside the session."""

    lock = Lock(sidecar.lock, subject=sidecar.subject, window="export-0", prepare=none_is_made)
    try:
        with suppress(StoreError):
            lock.acquire(_PATIENCE)
        yield
    finally:
        lock.release()
        lock.close()


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
