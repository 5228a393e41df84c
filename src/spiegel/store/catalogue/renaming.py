"""A session gets another name in its folder, with all that is kept beside it.

In this order, so that whoever is killed in between can do it again and finish: a note beside the
new name of what is going on; what is kept beside the session, which is still found by its old name;
its key file of names; then the file. Windows that have it open keep their locks and half lines
where they were, read there where the file went, and go on with it by themselves.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

from spiegel.store import disk, keyfile, known
from spiegel.store.beside import exports, locks
from spiegel.store.beside.backups import copies
from spiegel.store.beside.drafts import owner_of
from spiegel.store.beside.folder import Sidecar, local_folder, resolved
from spiegel.store.catalogue.folder import SUFFIX
from spiegel.store.errors import AlreadyThereError, NotWrittenError, StoreError
from spiegel.store.journal.header import header_at

GOING: Final = "renaming"
"""Beside the new name, as long as it is going on: the old one."""
GONE_TO: Final = "renamed"
"""Beside the old name, as long as a window is open: the new one."""
_STAY: Final = frozenset({"lock", "windows", GOING, GONE_TO})
_LONGEST: Final = 1_000


def rename(named: Path, name: str) -> Path:
    """Give a session this file name, in the folder where it is; returns its new path.

    Raises AlreadyThereError, BusyError, NotThereError; and NotWrittenError, after which it can be
    done again and goes on.
    """
    old = resolved(named)
    new = old.with_name(name)
    if new == old:
        return old
    try:
        _check_free(old, new)
        here = Sidecar(old)
        lock = locks.Lock(
            here.lock, subject=old, window=f"command-{os.getpid()}", prepare=here.prepare
        )
        try:
            with lock:
                _bring(old, new)
                _bring_names(old, new)
                watched = bool(locks.windows(here.windows))
                if watched:
                    disk.put_in_place(here.folder / GONE_TO, os.fsencode(name))
                _check_free(old, new)
                old.rename(new)
                disk.sync_folder(new.parent)
        finally:
            lock.close()
        for folder in _places(new):
            (folder / GOING).unlink(missing_ok=True)
    except OSError as error:
        raise NotWrittenError(old, error) from error
    known.note(new)
    known.forget(named.absolute())
    known.forget(old)
    clear(old)
    return new


def gone_to(path: Path) -> Path | None:
    """Where the file that a window has open was renamed to; None when that was not done here."""
    note = _read(Sidecar(path).folder / GONE_TO)
    new = path.with_name(note) if note and Path(note).name == note else None
    return new if new is not None and new.is_file() else None


def take_over(path: Path, meeting: str, *, anywhere: bool = False) -> None:
    """What was kept beside a former name of a session, when somebody renamed or moved it by hand.

    Nobody looks there any more: not a withdrawal, nor who asks which documents were made. A former
    name is known by its kept copies. meeting: the id of the session. anywhere: also where it was in
    other folders, which is looked for at first too. Never raises: what is not brought now, as while
    a window still uses it, is the next time.
    """
    for old in _former(path, anywhere=anywhere):
        with suppress(OSError, StoreError):
            here = Sidecar(old)
            if not _is_of(here, meeting) or locks.windows(here.windows):
                continue
            lock = locks.Lock(
                here.lock,
                subject=old,
                window=f"command-{os.getpid()}",
                prepare=here.prepare,
                patience=0,
            )
            try:
                with lock:
                    for source in _places(old):
                        _move_in(source, Sidecar(path))
            finally:
                lock.close()
            clear(old)


def _former(path: Path, *, anywhere: bool) -> Iterator[Path]:
    """Paths where no session is any more, but what was kept beside it; anywhere: as `take_over`."""
    with suppress(OSError):
        anywhere = anywhere or not Sidecar(path).folder.is_dir()
        names = os.listdir(path.parent)  # noqa: PTH208 - a name each is all that is asked
        here = (n for n in names if n[0] == "." and n.endswith(f"{SUFFIX}.d"))
        elsewhere = known.paths() if anywhere else ()
        for old in chain((path.with_name(name[1:-2]) for name in here), elsewhere):
            beside = old.with_name(f".{old.name}.d")
            if old != path and not os.path.lexists(old) and beside.is_dir():
                yield old


def _is_of(sidecar: Sidecar, meeting: str) -> bool:
    for copy in copies(sidecar.backups):
        with suppress(StoreError):
            return header_at(copy.path).id == meeting
    return False


def _move_in(source: Path, there: Sidecar) -> None:
    """Move what is kept in such a folder to the one of a session, which may have its own already.

    A second list of documents is kept on this computer, as one is that an export alone made.
    """
    for file in _files_to_bring(source, ()):
        inside = there.folder / file.relative_to(source).parent
        if file.name == exports.PLACE and os.path.lexists(inside / file.name):
            inside = local_folder(there.subject)
            if os.path.lexists(inside / file.name):
                continue
        disk.private_folder(there.folder)
        disk.private_folder(inside)
        file.rename(_free(inside / file.name))
        disk.sync_folder(inside)


def clear(old: Path) -> bool:
    """Remove what is left beside the old name, once no window needs it; returns whether it is gone.

    Never raises.
    """
    folder = Sidecar(old).folder
    if old.exists() or locks.windows(folder / "windows") or any(_files_to_bring(folder, ())):
        return False
    with suppress(OSError):
        for name in ("lock", GONE_TO):
            (folder / name).unlink(missing_ok=True)
    for place in _places(old):
        for inner in ("windows", "drafts", "backups", "ballots", "."):
            with suppress(OSError):
                (place / inner).rmdir()
    return True


def _check_free(old: Path, new: Path) -> None:
    """Raise AlreadyThereError when something has the new name, or was kept beside it."""
    # On a disk without capitals the other name may be the very file.
    if os.path.lexists(new) and not new.samefile(old):
        raise AlreadyThereError(new)
    here, there = keyfile.place_of(old), keyfile.place_of(new)
    if os.path.lexists(there) and keyfile.is_key_file(here) and not there.samefile(here):
        raise AlreadyThereError(there)
    for folder in _places(new):
        if _read(folder / GOING) != old.name and any(_files_to_bring(folder, ())):
            raise AlreadyThereError(folder)


def _bring(old: Path, new: Path) -> None:
    """Move what is kept beside the old name to the new one, but for what living windows use."""
    here = Sidecar(old)
    for source, target in zip(_places(old), _places(new), strict=True):
        moving = tuple(_files_to_bring(source, locks.windows(here.windows)))
        if not moving:
            continue
        disk.private_folder(target)
        disk.put_in_place(target / GOING, os.fsencode(old.name))
        for file in moving:
            inside = target / file.relative_to(source).parent
            disk.private_folder(inside)
            file.rename(_free(inside / file.name))
            disk.sync_folder(inside)


def _bring_names(old: Path, new: Path) -> None:
    """The key file gets the other name too; whose names another file holds is not ours."""
    names = keyfile.place_of(old)
    if keyfile.is_key_file(names):
        names.rename(keyfile.place_of(new))
        disk.sync_folder(new.parent)


def _places(path: Path) -> tuple[Path, Path]:
    """The folders in which something may be kept, wherever the session lay when it was."""
    return path.with_name(f".{path.name}.d"), local_folder(path)


def _files_to_bring(folder: Path, living: Iterable[str]) -> Iterator[Path]:
    """What is kept in such a folder: the list of documents last, by which a wipe knows them."""
    found = [Path(where) / file for where, _, files in os.walk(folder) for file in files]
    for file in sorted(found, key=lambda file: (file.name == exports.PLACE, file)):
        inside = file.relative_to(folder)
        if inside.parts[0] in _STAY:
            continue
        if inside.parts[0] == "drafts" and owner_of(file) in living:
            continue
        yield file


def _free(path: Path) -> Path:
    """This path, or one beside it that no file has: what was kept meanwhile stays too."""
    others = (path.with_stem(f"{path.stem}-{number}") for number in range(2, _LONGEST))
    return next(place for place in (path, *others) if not os.path.lexists(place))


def _read(note: Path) -> str:
    try:
        return os.fsdecode(note.read_bytes()[:_LONGEST])
    except OSError:
        return ""
