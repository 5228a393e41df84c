"""The kept past of a session: the file as it was before each day's first change, in `backups/`.

Copies are made, changed and removed by whoever holds the lock of the session.
"""

import datetime
import errno
import filecmp
import os
import shutil
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session
from spiegel.store import disk
from spiegel.store.errors import NotKeptError, NotWrittenError, StoreError
from spiegel.store.journal.anew import written_anew
from spiegel.store.journal.header import Header
from spiegel.store.journal.payload import Unreadable
from spiegel.store.journal.snapshot import read_file
from spiegel.store.sealed.keys import Keys

DAYS: Final = 10
"""Days of which the copy is kept."""
SUFFIX: Final = ".spiegel"
ROOM: Final = 256_000
"""Bytes that stay free for what is recorded today, beside those for compacting the file once."""

_LONGEST: Final = 180
"""Bytes of the session's own name in the name of a copy; most systems allow 255 for all of it."""
_NAME: Final = pattern(
    r".*-(?:(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<time>\d{6}))?|schema-(?P<schema>\d+))(?:-\d+)?"
)


class Kind(StrEnum):
    """Why a copy was kept: a new day, a newer Spiegel, a restore; other: by somebody's hand."""

    DAY = "day"
    OLDER = "older"
    REPLACED = "replaced"
    OTHER = "other"


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """One kept copy. day: of its name, None when it has none. time: of its name, as HHMMSS."""

    path: Path
    kind: Kind
    day: datetime.date | None = None
    time: str = ""
    size: int = 0


def copies(folder: Path) -> tuple[Copy, ...]:
    """The copies in a folder of kept copies, oldest first; none when it cannot be looked into."""
    try:
        return _copies(folder)
    except OSError:
        return ()


def local_day(now: Instant) -> datetime.date:
    """The day of an instant where this computer is."""
    utc = datetime.datetime.fromtimestamp(now.utc / 1000, tz=datetime.UTC)
    return utc.astimezone().date()


def _midnight(day: datetime.date) -> int:
    """The beginning of a day where this computer is, in milliseconds since 1970."""
    return int(datetime.datetime.combine(day, datetime.time()).astimezone().timestamp() * 1000)


class Backups:
    """The kept copies of one session, as one window looks after them.

    path: the session's file. folder: of its copies. keys: open the copies of an encrypted session.
    """

    def __init__(self, path: Path, folder: Path, keys: Keys) -> None:
        self._path = path
        self._folder = folder
        self._keys = keys
        self._today = range(0)

    def keep_day(self, session: Session, now: Instant) -> None:
        """Keep the file as it is before the first change of a day; once a day it costs anything.

        On the day that a meeting is made there is nothing older to keep, until it holds words.
        Raises NotKeptError, once a day: the change itself can still be made.
        """
        if now.utc in self._today:
            return
        day = local_day(now)
        self._today = range(_midnight(day), _midnight(day + datetime.timedelta(days=1)))
        if local_day(session.info.created) == day and not _holds_words(session):
            return
        place = self._folder / f"{_stem(self._path)}-{day.isoformat()}{SUFFIX}"
        try:
            if place.exists():
                return
            data = disk.read_whole(self._path)
            self._prepare(len(data))
            disk.put_in_place(place, data, over=False)
        except FileExistsError:
            return
        except OSError as error:
            raise NotKeptError(self._path, error) from error
        self._prune(place)

    def keep_older(self, header: Header) -> None:
        """Keep a file of an older schema as it is, before the first change to it.

        Raises NotWrittenError; then the change must not be made.
        """
        self._keep(f"schema-{header.schema}", self._path)

    def keep_replaced(self, now: Instant) -> Path | None:
        """Keep what stands at the place of the session, sound or not, before something else does.

        Returns where, which may be where it was kept before; None when there is nothing.
        Raises NotWrittenError.
        """
        if not self._path.is_file():
            return None
        for copy in copies(self._folder):
            with suppress(OSError):
                if copy.kind is Kind.REPLACED and filecmp.cmp(copy.path, self._path, shallow=False):
                    return copy.path
        utc = datetime.datetime.fromtimestamp(now.utc / 1000, tz=datetime.UTC)
        return self._keep(utc.astimezone().strftime("%Y-%m-%dT%H%M%S"), self._path)

    def make_final(self, change: Change, now: Instant) -> None:
        """Make a change that cannot be undone to each copy, so that none keeps an earlier word.

        Where it does not apply, as in a copy from before the person came, only earlier wordings go.
        A copy that cannot be read is removed: nobody can say what is in it. Raises NotWrittenError;
        then it can be made again, to those that had it too.
        """
        try:
            self._clear_leftovers()
            for copy in _copies(self._folder):
                data = self._after(copy.path, change, now)
                if data:
                    disk.put_in_place(copy.path, data)
                else:
                    copy.path.unlink(missing_ok=True)
                    disk.sync_folder(self._folder)
        except OSError as error:
            raise NotWrittenError(self._folder, error) from error

    def _after(self, path: Path, change: Change, now: Instant) -> bytes:
        """The content of a copy after a change; nothing when it cannot be read."""
        try:
            read = read_file(path, keys=self._keys)
            session = read.session
            with suppress(Refusal):
                session = change.apply(session, now)
            finals = read.header.finals + 1
            return written_anew(session, now, read.header, read.seal, finals=finals)
        except (StoreError, Unreadable):
            return b""

    def _keep(self, name: str, source: Path) -> Path:
        """Keep the bytes of a file under a name that is free, or that has these bytes already."""
        stem = f"{_stem(self._path)}-{name}"
        number = 1
        try:
            data = disk.read_whole(source)
            self._prepare(0)
            while True:
                place = self._folder / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}"
                number += 1
                with suppress(FileExistsError):
                    disk.put_in_place(place, data, over=False)
                    return place
                if disk.read_whole(place) == data:
                    return place
        except OSError as error:
            raise NotWrittenError(source, error) from error

    def _prepare(self, size: int) -> None:
        """The folder, with room for so many bytes and for the work of the day. Raises OSError."""
        disk.private_folder(self._folder)
        self._clear_leftovers()
        if size and shutil.disk_usage(self._folder).free < 2 * size + ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _clear_leftovers(self) -> None:
        """Remove what a killed process prepared here. Raises OSError."""
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name.startswith(".") and path.suffix == ".new":
                path.unlink(missing_ok=True)

    def _prune(self, newest: Path) -> None:
        """Remove the copies of days before the last ten."""
        days = [copy.path for copy in copies(self._folder) if copy.kind is Kind.DAY]
        # After a clock that was wrong, the newest is not the last by name.
        for path in [path for path in days if path != newest][: -(DAYS - 1)]:
            with suppress(OSError):
                path.unlink()


def _copies(folder: Path) -> tuple[Copy, ...]:
    """As `copies`. Raises OSError when there is a folder that cannot be looked into."""
    try:
        with os.scandir(folder) as entries:
            found = [_copy(entry) for entry in entries if _is_copy(entry)]
    except FileNotFoundError:
        return ()
    return tuple(sorted(found, key=_order))


def _holds_words(session: Session) -> bool:
    """Whether anything was said, asked, answered, noted or decided."""
    return bool(
        session.statements
        or session.remarks
        or session.listener_questions
        or session.actions
        or session.evaluations
        or session.persona_sentences
        or session.ideas
        or session.ballots
    )


def _stem(path: Path) -> str:
    """The session's own name in that of a copy, cut where it would be too long for a file."""
    return path.stem.encode("utf-8", "surrogateescape")[:_LONGEST].decode("utf-8", "ignore")


def _is_copy(entry: "os.DirEntry[str]") -> bool:
    ours = entry.name.endswith(SUFFIX) and not entry.name.startswith(".")
    return ours and entry.is_file(follow_symlinks=False)


def _copy(entry: "os.DirEntry[str]") -> Copy:
    path, size = Path(entry.path), entry.stat(follow_symlinks=False).st_size
    match = _NAME.fullmatch(path.stem)
    if match is None:
        return Copy(path=path, kind=Kind.OTHER, size=size)
    if match["schema"]:
        return Copy(path=path, kind=Kind.OLDER, size=size)
    try:
        day = datetime.date.fromisoformat(match["day"])
    except ValueError:
        return Copy(path=path, kind=Kind.OTHER, size=size)
    kind = Kind.REPLACED if match["time"] else Kind.DAY
    return Copy(path=path, kind=kind, day=day, time=match["time"] or "", size=size)


def _order(copy: Copy) -> tuple[object, ...]:
    return copy.day or datetime.date.min, copy.time, copy.path.name
