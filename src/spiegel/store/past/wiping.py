"""A session with all that belongs to it, removed for good.

In this order, so that whoever is killed in between can do it again and finish: the documents, while
the list of them is still there; then the file; then what is kept beside it, by which it is still
known, the lists and the lock last.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from spiegel.store import disk, keyfile, known
from spiegel.store.beside import ballots, exports
from spiegel.store.beside.backups import copies
from spiegel.store.beside.exports import Made, State
from spiegel.store.beside.folder import Sidecar, local_folder, located
from spiegel.store.catalogue.folder import SUFFIX, sessions
from spiegel.store.errors import (
    NotASessionError,
    NotReadableError,
    NotRemovedError,
    NotThereError,
    StoreError,
)
from spiegel.store.journal.header import Header, header_at, schema_of
from spiegel.store.journal.payload import OPEN
from spiegel.store.sealed.keys import Keys
from spiegel.store.session.alone import alone

_LAST: Final = (exports.PLACE, "lock")
"""What stays in the folder until all else is gone: by the lock the next try knows the session."""


class Belongings(msgspec.Struct, frozen=True, kw_only=True):
    """All that belongs to a session, as far as is known.

    path: of its file, which need not be there. files: its key file of names, the file, what was
    prepared for both, and the link by which it was named. names: the key files among them. kept,
    drafts, others: the files in folders, which go too. same, changed, gone: the documents that were
    made of it, as they were made, changed since, or not where they were. locked: a list of
    documents is there that cannot be read. relatives: other files of the same meeting, which stay,
    and names that it had before. id: of the session, empty when nothing says it.
    """

    path: Path
    files: tuple[Path, ...]
    names: tuple[Path, ...]
    folders: tuple[Path, ...]
    kept: tuple[Path, ...]
    drafts: tuple[Path, ...]
    others: tuple[Path, ...]
    same: tuple[Made, ...]
    changed: tuple[Made, ...]
    gone: tuple[Made, ...]
    locked: bool
    relatives: tuple[Path, ...]
    id: str = ""


def belongings(named: Path, *, keys: Keys) -> Belongings:
    """What belongs to a session; nothing is touched.

    named: the file as the person names it; it may be gone already, when a folder beside it is left.
    Raises NotThereError, NotASessionError and NotReadableError.
    """
    path = located(named)
    sidecar = Sidecar(path)
    folders = _folders(path)
    _check_ours(path, folders)
    headers = tuple(_headers(path, sidecar))
    # First of all: they are what may least be left when somebody stops halfway.
    names = keyfile.left_by(path, {header.id for header in headers if header.id})
    made = _documents(path, sidecar, headers, keys)
    by_state: dict[State, list[Made]] = {state: [] for state in State}
    for document in made or ():
        by_state[_state(document)].append(document)
    inside = [file for folder in folders for file in _files(folder)]
    kept = tuple(file for file in inside if file.parent.name == sidecar.backups.name)
    drafts = tuple(file for file in inside if file.parent.name == sidecar.drafts.name)
    return Belongings(
        path=path,
        files=(*names, *_own_files(named, path)),
        names=names,
        folders=folders,
        kept=kept,
        drafts=drafts,
        others=tuple(file for file in inside if file not in {*kept, *drafts}),
        same=tuple(by_state[State.SAME]),
        changed=tuple(by_state[State.CHANGED]),
        gone=tuple(by_state[State.GONE]),
        locked=made is None,
        relatives=tuple(_relatives(path, headers)),
        id=next((header.id for header in headers if header.id), ""),
    )


def elsewhere(found: Belongings) -> tuple[Made, ...]:
    """The very documents in another place: somebody copied, renamed or moved them.

    It looks through folders, also the user's own, and is slow.
    """
    noted = (*found.same, *found.changed, *found.gone)
    copies = exports.found_again(noted, Sidecar(found.path))
    return tuple(msgspec.structs.replace(made, path=str(path)) for made, path in copies)


def wipe(found: Belongings, *, changed: bool = False, copies: Iterable[Made] = ()) -> None:
    """Remove what was found, while no window is open; changed: documents that were changed too.

    copies: those that are elsewhere and go as well.

    Raises OpenElsewhereError and BusyError, then everything is still there; and NotRemovedError,
    then it can be done again and goes on.
    """
    sidecar = Sidecar(found.path)
    with alone(found.path, sidecar):
        for made in copies:
            _remove_document(made, found.path, changed=False)
        for made in (*found.same, *(found.changed if changed else ())):
            _remove_document(made, found.path, changed=changed)
        # Once more: something may have been prepared since it was looked for.
        names = keyfile.place_of(found.path)
        for path in (*_leftovers(names), *_leftovers(found.path), *found.files):
            _remove(path)
        _sync(found.path.parent)
        folders = _folders(found.path)
        _destroy_answers(found.path, folders)
        for folder in folders:
            _remove_all(folder, but=_LAST)
    # Without the lock, because on Windows a file that is open cannot be removed. No window can
    # come in between: there is no file any more that it could open.
    for folder in folders:
        for name in _LAST:
            _remove(folder / name)
        _remove_all(folder)
        _sync(folder.parent)
    known.forget(found.path)


def wipe_names(found: Belongings) -> int:
    """Remove the key files of names alone, without their passphrase; returns how many went.

    Raises NotRemovedError.
    """
    there = [path for path in found.names if path.exists()]
    for path in (*there, *_leftovers(keyfile.place_of(found.path))):
        _remove(path)
    _sync(found.path.parent)
    return len(there)


def wipe_private(found: Belongings, *, changed: bool = False, copies: Iterable[Made] = ()) -> int:
    """Remove the documents with codes, times or names; returns how many went.

    changed: also those that somebody changed since. copies: as of `wipe`. Raises NotRemovedError.
    """
    there = private_among((*copies, *found.same, *(found.changed if changed else ())))
    for made in there:
        _remove_document(made, found.path, changed=changed)
    return len(there)


def private_among(documents: Iterable[Made]) -> tuple[Made, ...]:
    """Those of the documents that are private."""
    return tuple(made for made in documents if made.origin is not None and made.origin.private)


def _check_ours(path: Path, folders: tuple[Path, ...]) -> None:
    """Raise unless there is a session here, or what was left of one."""
    if path.is_dir():
        raise NotASessionError(path)
    if any(_is_ours(folder) for folder in folders):
        return
    if not path.is_file():
        raise NotThereError(path)
    with suppress(OSError), path.open("rb") as file:
        if schema_of(file.readline(65_536)) is not None:
            return
    raise NotASessionError(path)


def _folders(path: Path) -> tuple[Path, ...]:
    """The folders beside a session, wherever it lay when they were made."""
    places = (path.with_name(f".{path.name}.d"), local_folder(path))
    return tuple(place for place in places if place.is_dir() and not place.is_symlink())


def _is_ours(folder: Path) -> bool:
    """Whether Spiegel made this folder: by what is in it, or because a wipe has just emptied it."""
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise NotReadableError(folder, error) from error
    return not names or not names.isdisjoint({"lock", "backups", exports.PLACE})


def _own_files(named: Path, path: Path) -> Iterator[Path]:
    yield from _leftovers(keyfile.place_of(path))
    yield from _leftovers(path)
    if path.is_file():
        yield path
    if named.is_symlink():
        yield named.absolute()


def _leftovers(path: Path) -> tuple[Path, ...]:
    try:
        return tuple(disk.leftovers(path))
    except OSError:
        return ()


def _headers(path: Path, sidecar: Sidecar) -> Iterator[Header]:
    """The headers of the file and of its kept copies, as far as they can be read."""
    for place in (path, *(copy.path for copy in reversed(copies(sidecar.backups)))):
        with suppress(StoreError):
            yield header_at(place)


def _documents(
    path: Path, sidecar: Sidecar, headers: Iterable[Header], keys: Keys
) -> tuple[Made, ...] | None:
    """The documents that were noted, where they are now; None when nothing opens a list of them."""
    for header in headers:
        with suppress(StoreError):
            seal = keys.seal(path, header)
            made = exports.noted(sidecar, seal)
            if made is not None:
                before = exports.earlier(sidecar, seal, header.id, anywhere=True)
                return tuple(_where_it_is(one, sidecar) for one in (*before, *made))
    return exports.noted(sidecar, OPEN)


def _where_it_is(made: Made, sidecar: Sidecar) -> Made:
    return msgspec.structs.replace(made, path=str(exports.place_of(made, sidecar)))


def _state(made: Made) -> State:
    try:
        return exports.state_of(made)
    except OSError:
        return State.CHANGED


def _relatives(path: Path, headers: Iterable[Header]) -> Iterator[Path]:
    """Other files in the folder that are the same meeting: copies, or what was rescued.

    Also a name that it had before it was moved, when what was kept beside it there is still there.
    """
    ids = {header.id for header in headers if header.id}
    with suppress(StoreError):
        for entry in sessions(path.parent):
            if entry.header is not None and entry.header.id in ids and entry.path != path:
                yield entry.path
    for folder in sorted(path.parent.glob(f".*{SUFFIX}.d")):
        former = folder.with_name(folder.name[1:-2])
        if former == path or former.exists():
            continue
        with suppress(StoreError):
            if any(header_at(copy.path).id in ids for copy in copies(folder / "backups")):
                yield former


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder; links are files, and lead nowhere."""
    for name, _folders_in, files in os.walk(folder):
        yield from (Path(name) / file for file in sorted(files))


def _destroy_answers(path: Path, folders: Iterable[Path]) -> None:
    """The ballot boxes go, each after its key, which is in no folder beside the session."""
    sidecar = Sidecar(path)
    try:
        for folder in folders:
            ballots.destroy_boxes(folder / sidecar.ballots.name)
        ballots.destroy_keys(sidecar.runtime)
    except OSError as error:
        raise NotRemovedError(path, error) from error
    # Nobody serves a session that no window has open: what a server left goes too.
    _remove_all(sidecar.runtime)


def _remove_document(made: Made, subject: Path, *, changed: bool) -> None:
    """Remove a document, unless it became something else since it was shown."""
    path = Path(made.path)
    state = _state(made)
    if state is State.GONE or (state is State.CHANGED and not changed) or path == subject:
        return
    _remove(path)
    _sync(path.parent)


def _remove_all(folder: Path, but: Iterable[str] = ()) -> None:
    """Remove what is in a folder, and the folder unless something stays. Raises NotRemovedError."""
    stays = set(but)
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.name in stays:
                continue
            if entry.is_dir(follow_symlinks=False):
                _remove_all(Path(entry.path))
            else:
                _remove(Path(entry.path))
        if not stays:
            folder.rmdir()
    except FileNotFoundError:
        return
    except OSError as error:
        raise NotRemovedError(folder, error) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotRemovedError(path, error) from error


def _sync(folder: Path) -> None:
    """Wait until what was removed is gone from the disk too; no error of the removal itself."""
    with suppress(OSError):
        disk.sync_folder(folder)
