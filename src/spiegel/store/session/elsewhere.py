"""Words that somebody takes back, in the other meetings on this computer that have them too.

It is done before the withdrawal itself is, so that a program that is killed in between does all of
it again. What is encrypted, or cannot be reached or written now, is noted without a word
(`catalogue/withdrawn.py`), and said when it is opened.
"""

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

import msgspec

from spiegel.domain.consent.elsewhere import Glance, Gone, Looked, WithdrawnElsewhere, without_gone
from spiegel.domain.session.session import Change, Session
from spiegel.store import known
from spiegel.store.beside import drafts, exports
from spiegel.store.beside.backups import copies
from spiegel.store.beside.folder import Sidecar, resolved
from spiegel.store.catalogue import kept_plans, withdrawn
from spiegel.store.catalogue.folder import around, default_folder
from spiegel.store.catalogue.withdrawn import Withdrawn
from spiegel.store.errors import (
    LockedError,
    NotASessionError,
    NotThereError,
    NotWrittenError,
    StoreError,
    WrongPassphraseError,
)
from spiegel.store.journal.header import header_at
from spiegel.store.journal.payload import Seal
from spiegel.store.journal.snapshot import Read, read_file
from spiegel.store.sealed.keys import NO_KEYS, Keys

_PATIENCE: Final = 3.0
"""Seconds for trying the passphrase of this meeting on others; each takes a third of one."""


class Open(Protocol):
    """Another meeting, as it is changed."""

    @property
    def seal(self) -> Seal: ...
    def change(self, change: Change) -> Session: ...
    def close(self) -> None: ...


Opens = Callable[[Path, Keys], Open]
"""Opens another meeting to change it."""


class Elsewhere(msgspec.Struct, frozen=True):
    """In which other meetings words were taken out, by title.

    plans: of which running orders that are kept for other meetings, by name. missing: the names of
    what is not there, or cannot be written. locked: the meetings that another passphrase opens.
    """

    titles: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    locked: tuple[Path, ...] = ()


def take_out(path: Path, gone: Gone, keys: Keys, open_: Opens, now: int) -> Elsewhere:
    """Take it out of every other meeting on this computer.

    path: where it goes. keys: what that was opened with. open_: opens another one to change it.
    now: milliseconds since 1970. Raises NotWrittenError when it could not even be noted.
    """
    glance = Glance(gone)
    titles: list[str] = []
    waits: list[str] = []
    missing: list[str] = []
    locked: list[Path] = []
    give_up = time.monotonic() + _PATIENCE
    for other in _others(path):
        if not other.is_file():
            waits.append(known.mark(other))
            missing.append(other.stem)
            continue
        id_ = ""
        try:
            id_ = header_at(other).id
            if id_ == gone.meeting:
                continue
            used: Keys = NO_KEYS
            if header_at(other).seal is None:
                if not (_pointed_out(gone, id_) or any(map(glance.may_have, _texts_of(other)))):
                    continue
            elif time.monotonic() < give_up:
                used = keys
            titles += take_out_of(other, gone, used, open_)
        except (NotASessionError, NotThereError):
            continue
        except (LockedError, WrongPassphraseError):
            waits.append(id_)
            locked.append(other)
        except (StoreError, OSError):
            waits.append(id_ or known.mark(other))
            missing.append(other.stem)
    if waits:
        at = datetime.datetime.fromtimestamp(now / 1000, tz=datetime.UTC)
        about = Withdrawn(
            at=at, meeting=gone.meeting, numbers=gone.numbers, waits=tuple(dict.fromkeys(waits))
        )
        try:
            withdrawn.note(about)
        except OSError as error:
            raise NotWrittenError(path, error) from error
    plans = kept_plans.take_out(gone)
    return Elsewhere(tuple(titles), plans.names, (*missing, *plans.missing), tuple(locked))


def take_out_of(path: Path, gone: Gone, keys: Keys, open_: Opens) -> tuple[str, ...]:
    """Take it out of one other meeting; its title when that had any of it. Raises StoreError."""
    read = read_file(path, keys=keys)
    if not (_pointed_out(gone, read.session.info.id) or _has(path, read, gone, keys)):
        return ()
    file = open_(path, keys)
    try:
        exports.words_went(Sidecar(path), file.seal)
        file.change(WithdrawnElsewhere(gone=gone))
    finally:
        file.close()
    return (read.session.info.title or path.stem,)


def read_others(
    path: Path, keys: Keys, may_have: Callable[[str], bool]
) -> Iterator[tuple[Path, Read]]:
    """Every other meeting on this computer of which the file has what is looked for.

    may_have: from the file as one text, or what is half typed in it. keys: what may open those that
    are encrypted. What nothing opens, or cannot be read, is left out.
    """
    give_up = time.monotonic() + _PATIENCE
    for other in _others(path):
        with suppress(StoreError, OSError):
            sealed = header_at(other).seal is not None
            texts = _texts_at(other, Sidecar(other).drafts)
            if time.monotonic() < give_up if sealed else any(map(may_have, texts)):
                yield other, read_file(other, keys=keys)


def _others(path: Path) -> Iterator[Path]:
    """Every file of a meeting that this computer knows of, each once."""
    seen = {path}
    here = around(path.parent, deep=0).paths
    for found in (*here, *around(default_folder()).paths, *sorted(known.paths())):
        place = found
        with suppress(StoreError):
            place = resolved(found)
        if place not in seen:
            seen.add(place)
            yield place


def _texts_of(path: Path) -> Iterator[str]:
    """A file that is not encrypted, its kept copies and what is half typed in it, as they stand."""
    sidecar = Sidecar(path)
    yield from _texts_at(path, sidecar.backups, sidecar.drafts)


def _texts_at(path: Path, *folders: Path) -> Iterator[str]:
    yield _text(path)
    for folder in folders:
        with suppress(OSError):
            for found in folder.iterdir():
                yield _text(found)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _pointed_out(gone: Gone, meeting: str) -> bool:
    """Whether a person found some of the words in this meeting."""
    return any(one.meeting == meeting for one in gone.quoted)


def _has(path: Path, read: Read, gone: Gone, keys: Keys) -> bool:
    """Whether the meeting, a kept copy of it or what is half typed in it has words that went."""
    if without_gone(read.session, gone) is not read.session:
        return True
    looked, sidecar = Looked(read.session, gone), Sidecar(path)
    if drafts.has(sidecar, read.seal, lambda text: looked.left(text) != text):
        return True
    for copy in copies(sidecar.backups):
        with suppress(StoreError):
            kept = read_file(copy.path, keys=keys).session
            if without_gone(kept, gone) is not kept:
                return True
    return False
