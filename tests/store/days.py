"""A clock that goes from day to day, and files of several days, for tests of the kept past."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tinychanges import Say, small_session

import mutations
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import describe
from spiegel.store.beside.backups import Backups
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile
from spiegel.store.session.live import LiveSession

HERE = ZoneInfo("Europe/Amsterdam")
FIRST = datetime.date(2026, 3, 12)


class Days:
    """A clock that stands at nine in the morning of a day, and goes on a second each time."""

    def __init__(self) -> None:
        self.utc = 0
        self.go_to(0)

    def go_to(self, day: int, hour: int = 9, minute: int = 0) -> datetime.date:
        """So many days after the first; returns that day."""
        date = FIRST + datetime.timedelta(days=day)
        at = datetime.datetime.combine(date, datetime.time(hour, minute), tzinfo=HERE)
        self.utc = int(at.timestamp() * 1000)
        return date

    def __call__(self) -> Instant:
        self.utc += 1_000
        return Instant(self.utc, "b0", 0)


def open_file(
    path: Path, clock: Days, window: str = "scribe", *, keys: Keys = NO_KEYS
) -> SessionFile:
    """A window on a session, which is made if it is not there."""
    if path.exists():
        return SessionFile(path, clock=clock, window=window, keys=keys)
    session = describe(small_session(), created=clock())
    return SessionFile.create(path, session, clock=clock, window=window, keys=keys)


def work(path: Path, clock: Days, *days: int, keys: Keys = NO_KEYS) -> None:
    """One statement on each of these days, by a window that is opened for it."""
    for day in days:
        clock.go_to(day)
        file = open_file(path, clock, keys=keys)
        file.change(Say(words=f"gezegd op dag {day}", speaker="D1"))
        file.close()


def kept(path: Path) -> list[str]:
    """The names of what is kept of a session."""
    return sorted(copy.name for copy in path.with_name(f".{path.name}.d").glob("backups/*"))


@mutations.register("copies-keep-their-words")
def _copies_keep_their_words(patch: pytest.MonkeyPatch) -> None:
    """A withdrawal does not touch the kept copies."""
    patch.setattr(Backups, "make_final", lambda self, change, now: None)


@mutations.register("file-before-its-copies")
def _file_before_its_copies(patch: pytest.MonkeyPatch) -> None:
    """A withdrawal is made to the file first, and to the kept copies when that is done."""
    made, rewritten = Backups.make_final, LiveSession.rewrite
    waiting = []

    def later(self, change, now):
        waiting.append((self, change, now))

    def rewrite(self, *arguments, **options):
        rewritten(self, *arguments, **options)
        while waiting:
            made(*waiting.pop())

    patch.setattr(Backups, "make_final", later)
    patch.setattr(LiveSession, "rewrite", rewrite)


@mutations.register("copy-not-waited-for")
def _copy_not_waited_for(patch: pytest.MonkeyPatch) -> None:
    """A copy that cannot be kept keeps the change from being made."""
    from spiegel.store.session import live as livesession

    patch.setattr(livesession, "NotKeptError", ZeroDivisionError)
