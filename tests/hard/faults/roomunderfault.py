"""Two windows on a session whose system calls fail, and what must hold whatever failed."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from systemcalls import Failing, How
from tinychanges import Say, Ticks, small_session, words_of

from spiegel.domain.session.session import Session
from spiegel.store.damage import check
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile

TRIED: Final[Counter[str]] = Counter()
"""How many operations were tried, and how many of their calls were made to fail."""


@pytest.fixture(scope="module")
def counts(request: pytest.FixtureRequest) -> Iterator[None]:
    """Lets CI print how much was tried in a module."""
    TRIED.clear()
    yield
    if request.config.getoption("mutate"):
        return
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(
            f"\n{TRIED['calls']} system calls made to fail, in {TRIED['operations']} operations:"
            " each operation was done or refused as a whole, and nothing was lost"
        )


class Room:
    """Two windows on one session in which something was said."""

    def __init__(self, folder: Path, keys: Keys = NO_KEYS) -> None:
        folder.mkdir()
        self.folder = folder
        self.path = folder / "wmo.spiegel"
        self.copy = folder / "kopie.spiegel"
        self.keys = keys
        self.clock = Ticks()
        self.scribe = SessionFile.create(
            self.path, small_session(), clock=self.clock, window="scribe", keys=keys
        )
        self.moderator = self.open("moderator")
        for words, speaker in (("een", "D1"), ("mijn buurman", "D2")):
            self.scribe.change(Say(words=words, speaker=speaker))
        self.moderator.follow()

    def open(self, role: str, *, read_only: bool = False) -> SessionFile:
        """One more window."""
        return SessionFile(
            self.path, clock=self.clock, window=role, read_only=read_only, keys=self.keys
        )

    def read(self) -> tuple[object, ...]:
        """What is in the file, to one who only reads it."""
        return gist(read_session(self.path, keys=self.keys))

    def leave(self) -> None:
        """Close what is open."""
        self.scribe.close()
        self.moderator.close()


def gist(session: Session) -> tuple[object, ...]:
    """What the operations below change of a session."""
    gone = [person.number for person in session.participants.values() if person.withdrawn]
    return (session.info.title, words_of(session), gone)


def speak(room: Room) -> None:
    """The other window writes something."""
    room.moderator.change(Say(words="van de ander"))


def goes_on(room: Room, found: tuple[object, ...], where: str) -> None:
    """Nobody waits for anybody, and the next changes are made."""
    title, words, gone = found
    room.moderator._live._storage.lock._patience = 0.1
    room.moderator.change(Say(words="nog iets"))
    session = room.scribe.change(Say(words="daarna"))
    assert gist(session) == (title, [*words, "nog iets", "daarna"], gone), where
    assert room.read() == gist(session), where
    assert gist(room.moderator.follow()) == gist(session), where
    assert check.check(room.path, keys=room.keys) == (), where
    room.leave()
    assert room.read() == gist(session), where


def in_turn(tmp_path: Path, how: How, attempt: Callable[[Path, int, How], Failing]) -> set[str]:
    """Make the calls of an attempt fail one after another, until none is left to fail.

    Returns the names of the calls that failed. Whatever happens, no file stays open.
    """
    failed: set[str] = set()
    TRIED["operations"] += 1

    def once(number: int, folder: str) -> Failing:
        before = open_files()
        failing = attempt(tmp_path / folder, number, how)
        assert open_files() == before, failing.calls
        failed.update({failing.failed} - {""})
        TRIED["calls"] += bool(failing.failed)
        return failing

    for number in range(1, 200):
        whole = once(number, str(number))
        if not whole.failed:
            break
    else:
        raise AssertionError("there is no end to it")
    assert number > 1
    for name in dict.fromkeys(whole.calls) if how is How.ONCE else ():
        # Two runs differ by a call now and then, so one can slip through between two numbers.
        for away in (0, 1, -1, 2, -2):
            if name not in failed:
                once(max(1, whole.calls.index(name) + 1 + away), f"{name}{away}")
    return failed


def open_files() -> int:
    """How many files this process has open, where the system tells."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0
