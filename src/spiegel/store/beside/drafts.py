"""The half-typed line: kept beside the session as it is typed, found again after a crash."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from spiegel.domain.consent.typed import Left, TakenOut, is_there, left_of
from spiegel.domain.session.session import TABLES, Session
from spiegel.domain.session.statements import Where
from spiegel.store import disk
from spiegel.store.beside import locks
from spiegel.store.beside.folder import Sidecar
from spiegel.store.errors import NotWrittenError
from spiegel.store.journal.payload import ODD, OPEN, Seal, Unreadable, encode

if TYPE_CHECKING:
    from spiegel.domain.consent.perhaps import HalfTyped

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
        self._last: tuple[tuple[Draft, ...], bytes] | None = None
        self._changed: tuple[tuple[Draft, ...], tuple[Draft, ...]] = ((), ())

    def keep(self, *drafts: Draft) -> None:
        """Keep these lines and no others. Raises NotWrittenError; then the last ones stand."""
        self._fresh = False
        self._see()
        self._last = (drafts, self._write(self._path, drafts))

    def cut_since(self, taken: TakenOut) -> tuple[str, ...]:
        """Words that a person pointed out in this window's drafts to whoever withdrew elsewhere.

        They stand nowhere but as what is missing now on the disk, besides what the rules took out.
        """
        from spiegel.domain.consent.repeated import cut_between

        self._see()
        changed, self._changed = self._changed, ((), ())
        now = {_known_by(draft): draft for draft in changed[1]}
        found: list[str] = []
        for draft in changed[0]:
            left, other = left_of_draft(draft, taken), now.get(_known_by(draft))
            if left is not None and other is not None:
                found += cut_between((left.text, left.form), (other.text, other.form))
        return tuple(dict.fromkeys(found))

    def _see(self) -> None:
        """Notice that a withdrawal in another window changed what was kept last."""
        last, self._last = self._last, None
        with suppress(OSError, Unreadable, *ODD):
            content = self._path.read_bytes()
            if last is not None and content != last[1]:
                self._changed = (last[0], _kept(content, self._path, self._seal))

    def _write(self, path: Path, drafts: tuple[Draft, ...]) -> bytes:
        try:
            content = self._seal.close(encode(_Kept(drafts)), place_of_draft(path))
            if not self._folder.parents[1].is_dir():
                # Where the session's own folder is gone, none may come in its place.
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            disk.private_folder(self._folder)
            disk.put_in_place(path, content, lasting=False)
            return content
        except Unreadable as error:
            raise NotWrittenError(path, OSError(error.problem)) from error
        except OSError as error:
            raise NotWrittenError(path, error) from error

    def clear(self) -> None:
        """Nothing is half-typed any more, here or in what was adopted."""
        self._see()
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
            drafts = _kept(mine.read_bytes(), path, self._seal)
        except (OSError, Unreadable, *ODD):
            # Another window was quicker, or a disk error left what nobody can read.
            return ()
        self._taken.append(mine)
        return tuple(msgspec.structs.replace(draft, window=writer) for draft in drafts)


def _known_by(draft: Draft) -> tuple[str, str, bool, bool]:
    return draft.about, draft.line, draft.entered, draft.stray


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
    drafts = _all(sidecar, seal)
    return any(wanted(text) for draft in drafts for text in _texts((draft.text, draft.form)))


def half_typed(sidecar: Sidecar, seal: Seal, taken: TakenOut) -> "Iterator[HalfTyped]":
    """What any window has half typed, as the rules leave it; what cannot be read is left out."""
    from spiegel.domain.consent.perhaps import HalfTyped

    for draft in _all(sidecar, seal):
        left = left_of_draft(draft, taken)
        if left is None:
            continue
        if left.form is None:
            where = None if left.note else msgspec.convert(left.where or {}, Where)
            yield HalfTyped((left.text,), left.about, where)
        else:
            typed = left.form.get("typed", left.form) if isinstance(left.form, dict) else left.form
            yield HalfTyped(tuple(_texts(typed)), left.about)


def _all(sidecar: Sidecar, seal: Seal) -> Iterator[Draft]:
    try:
        there = sorted(p for p in sidecar.drafts.iterdir() if p.suffix == _SUFFIX)
    except OSError:
        return
    for path in there:
        with suppress(OSError, Unreadable, *ODD):
            yield from _kept(path.read_bytes(), path, seal)


def _kept(content: bytes, path: Path, seal: Seal) -> tuple[Draft, ...]:
    return msgspec.json.decode(seal.open(content, place_of_draft(path)), type=_Kept).drafts


def _texts(value: Any) -> Iterator[str]:
    """Each text in plain JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def take_out(sidecar: Sidecar, seal: Seal, taken: TakenOut, after: Session) -> None:
    """Take what a change took out for good out of all that any window left half typed.

    A window that lives does the same when it hears of it; one that is gone never does. What cannot
    be read is removed: nobody can say what is in it. Raises NotWrittenError; then it can be done
    again.
    """
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
        found = _kept(path.read_bytes(), path, seal)
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
