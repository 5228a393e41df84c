"""The half-typed line: kept beside the session as it is typed, found again after a crash."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from spiegel.domain.consent.typed import Left, TakenOut, is_there, left_of, taken_out
from spiegel.domain.session.session import TABLES, Session
from spiegel.domain.session.statements import Where
from spiegel.store import disk
from spiegel.store.beside import locks
from spiegel.store.beside.folder import Sidecar
from spiegel.store.errors import NotWrittenError
from spiegel.store.journal.payload import ODD, OPEN, Seal, Unreadable, encode

_SUFFIX: Final = ".draft"


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line that is not in the session yet.

    text: as it was typed. line: the uuid that its document will carry. where: where it belongs, a
    msgspec struct when it is kept and plain JSON values when it is found again. form: the fields of
    a form that was half filled in, as plain JSON values. entered: Enter was pressed, and it was on
    its way to the disk. note: it is one for the moderator. stray: it was typed where letters are
    commands. about: of a form that waits beside the half line, what it is about. window: whose it
    was, filled in when it is found.
    """

    text: str
    line: str
    where: Any = None
    form: Any = None
    entered: bool = False
    note: bool = False
    stray: bool = False
    about: str = ""
    window: str = ""


class _Kept(msgspec.Struct, frozen=True):
    drafts: tuple[Draft, ...]


class Drafts:
    """The drafts of one window, in one file that is replaced whole.

    folder: the folder beside the session (`SessionFile.sidecar.folder`). window: the window's name
    (`SessionFile.window`). Call `keep` within 200 ms after the last key; it takes one fsync.
    """

    def __init__(self, folder: Path, window: str, *, seal: Seal = OPEN) -> None:
        self._folder = folder / "drafts"
        self._windows = folder / "windows"
        self._window = window
        self._seal = seal
        self._path = self._folder / f"{window}{_SUFFIX}"
        self._taken: list[Path] = []
        self._handed = 0
        self._fresh = True

    def keep(self, *drafts: Draft) -> None:
        """Keep these lines and no others. Raises NotWrittenError; then the last ones stand."""
        self._fresh = False
        self._write(self._path, drafts)

    def _write(self, path: Path, drafts: tuple[Draft, ...]) -> None:
        try:
            content = self._seal.close(encode(_Kept(drafts)), place_of_draft(path))
            if not self._folder.parents[1].is_dir():
                # Where the session's own folder is gone, none may come in its place.
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            disk.private_folder(self._folder)
            disk.put_in_place(path, content, lasting=False)
        except Unreadable as error:
            raise NotWrittenError(path, OSError(error.problem)) from error
        except OSError as error:
            raise NotWrittenError(path, error) from error

    def clear(self) -> None:
        """Nothing is half-typed any more, here or in what was adopted."""
        for path in (self._path, *self._taken):
            with suppress(OSError):
                path.unlink()
        self._taken.clear()

    def adopt(self, session: Session | None = None) -> tuple[Draft, ...]:
        """The drafts of windows that are gone, which become this window's own.

        Those whose line is in the session already are dropped. What is adopted stays on the disk
        until `keep` has it in the window's own file and `settle` is called, or `clear`.
        """
        known = lines_in(session) if session else frozenset()
        found: list[Draft] = []
        for path in self._orphans():
            drafts = self._take(path)
            found.extend(draft for draft in drafts if draft.text and draft.line not in known)
        return tuple(found)

    def hand(self, window: str, *drafts: Draft) -> None:
        """Give these lines to another window; when it is gone too, to whoever adopts its own.

        Raises NotWrittenError; then they are still this window's.
        """
        self._handed += 1
        path = self._folder / f"{window}+{self._window}~{self._handed}{_SUFFIX}"
        self._write(path, drafts)

    def received(self) -> tuple[Draft, ...]:
        """What other windows gave to this one since the last look; costs a look into a folder.

        It stays on the disk as what is adopted does.
        """
        prefix = f"{self._window}+"
        try:
            paths = sorted(self._folder.glob(f"{prefix}*{_SUFFIX}"), key=lambda path: path.name)
        except OSError:
            return ()
        given = [path for path in paths if path not in self._taken]
        return tuple(draft for path in given for draft in self._take(path))

    def settle(self) -> None:
        """What was adopted is in this window's own file now, or in the session, or not wanted."""
        for path in self._taken:
            with suppress(OSError):
                path.unlink()
        self._taken.clear()

    def _orphans(self) -> Iterable[Path]:
        try:
            paths = sorted(self._folder.iterdir(), key=lambda path: path.name)
        except OSError:
            return []
        left = [path for path in paths if self._is_left(path)]
        self._fresh = False
        for path in left:
            if path.suffix != _SUFFIX:
                # Prepared by a window that was killed before it could take the draft's place.
                with suppress(OSError):
                    path.unlink()
        return [path for path in left if path.suffix == _SUFFIX]

    def _is_left(self, path: Path) -> bool:
        # A file of our own name is of an earlier process that had our number.
        owner = owner_of(path)
        if owner == self._window:
            return self._fresh
        return not locks.is_present(self._windows, owner)

    def _take(self, path: Path) -> tuple[Draft, ...]:
        """Make a draft this window's own: of two windows that try, one gets it."""
        writer = _writer(path)
        mine = self._folder / f"{self._window}+{path.name}"
        try:
            path.rename(mine)
            content = self._seal.open(mine.read_bytes(), place_of_draft(path))
            kept = msgspec.json.decode(content, type=_Kept)
        except (OSError, Unreadable, *ODD):
            # Another window was quicker, or a disk error left what nobody can read.
            return ()
        self._taken.append(mine)
        return tuple(msgspec.structs.replace(draft, window=writer) for draft in kept.drafts)


def left_of_draft(draft: Draft, taken: TakenOut) -> Draft | None:
    """What is left of what was typed, and of its form; None when no words are left in it."""
    where = msgspec.convert(draft.where or {}, Where)
    if draft.form is None and not draft.note and draft.where is not None:
        text = taken.line(draft.text, where)
        place = taken.goes_on(where)
        kept = draft.where if place is where else place
        return msgspec.structs.replace(draft, text=text, where=kept) if text else None
    text, form = left_of_form(draft.text, draft.form, taken.of_form(draft.about), draft.about)
    return msgspec.structs.replace(draft, text=text, form=form) if text else None


def left_of_form(text: str, form: Any, left: Left, about: str) -> tuple[str, Any]:
    """What is left of a form, and of the line that says the same."""
    form = left_of(form, left)
    text = left(text)
    if about and isinstance(form, dict) and "typed" in form:
        # It waits as long as there is a field that was typed in, also one that was emptied.
        text = (text or about) if form["typed"] else ""
    return (text, form) if text else ("", None)


def has(sidecar: Sidecar, seal: Seal, wanted: Callable[[str], bool]) -> bool:
    """Whether anything that any window left half typed is wanted; what cannot be read is not."""
    try:
        there = [p for p in sidecar.drafts.iterdir() if p.suffix == _SUFFIX]
    except OSError:
        return False
    for path in there:
        with suppress(OSError, Unreadable, *ODD):
            content = seal.open(path.read_bytes(), place_of_draft(path))
            for draft in msgspec.json.decode(content, type=_Kept).drafts:
                if any(map(wanted, _texts((draft.text, draft.form)))):
                    return True
    return False


def _texts(value: Any) -> Iterator[str]:
    """Each text in plain JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def take_out(
    sidecar: Sidecar, seal: Seal, before: Session, after: Session, earlier: Sequence[str] = ()
) -> None:
    """Take what a change took out for good out of all that any window left half typed.

    A window that lives does the same when it hears of it; one that is gone never does. What cannot
    be read is removed: nobody can say what is in it. Raises NotWrittenError; then it can be done
    again.
    """
    taken = taken_out(before, after, earlier)
    if taken is None:
        return
    try:
        there = sorted(sidecar.drafts.iterdir()) if sidecar.drafts.is_dir() else []
        for path in there:
            if path.suffix == _SUFFIX:
                _take_out(path, seal, taken, after)
            elif not locks.is_present(sidecar.windows, owner_of(path)):
                path.unlink(missing_ok=True)
    except OSError as error:
        raise NotWrittenError(sidecar.drafts, error) from error


def _take_out(path: Path, seal: Seal, taken: TakenOut, session: Session) -> None:
    try:
        content = seal.open(path.read_bytes(), place_of_draft(path))
        found = msgspec.json.decode(content, type=_Kept).drafts
    except FileNotFoundError:
        return
    except (Unreadable, *ODD):
        path.unlink(missing_ok=True)
        return
    kept = []
    for draft in found:
        one = left_of_draft(draft, taken)
        if one is not None and is_there(draft.about, session):
            kept.append(one)
    if not kept:
        path.unlink(missing_ok=True)
    elif kept != list(found):
        content = seal.close(encode(_Kept(tuple(kept))), place_of_draft(path))
        disk.put_in_place(path, content)


def place_of_draft(path: Path) -> str:
    """Where the drafts in this file stand, for their seal: with the window that wrote them."""
    return f"draft:{_writer(path)}"


def _writer(path: Path) -> str:
    """The window that wrote these drafts, whoever adopted them since."""
    return path.name.removesuffix(_SUFFIX).rpartition("+")[2]


def owner_of(path: Path) -> str:
    """The window whose draft this is: the one that adopted it last."""
    return path.name.lstrip(".").partition(_SUFFIX)[0].partition("+")[0]


def lines_in(session: Session) -> frozenset[str]:
    """The uuids of all submitted lines that are in a session."""
    return frozenset(
        line
        for table in TABLES
        for document in getattr(session, table).values()
        if (line := getattr(document, "line", ""))
    )
