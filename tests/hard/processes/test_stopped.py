"""A window that is stopped, even inside a write, or dies there: the others hardly notice."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import badstore  # noqa: F401 - registers what `--mutate` swaps in
import pytest
from enteredlines import Screen
from programs import ended, hear, started, tell
from tinychanges import Say, Ticks, small_session, words_of

import mutations
from spiegel import i18n
from spiegel.store.damage import check
from spiegel.store.errors import BusyError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile
from spiegel.store.session.writer import LOOK

pytestmark = pytest.mark.slow
LONGEST = 5.5
"""Seconds: five of waiting, and what a busy machine adds."""


class Hanging:
    """A window of another process that stands still somewhere."""

    def __init__(self, path: Path, where: str) -> None:
        self.process = started("stopping", path, where, "scribe")
        self.name = hear(self.process)
        tell(self.process, "go")
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)

    def go_on(self) -> None:
        """Let it finish what it was at."""
        self.process.send_signal(signal.SIGCONT)
        assert hear(self.process) == "saved"

    def sees(self) -> list[str]:
        """What it shows after a look at the file; it leaves then."""
        tell(self.process, "look")
        words = hear(self.process).split("; ")
        assert ended(self.process) == []
        return words

    def die(self) -> None:
        """kill -9, where it stands; if it is still there."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SessionFile]:
    """The window of the moderator, which goes on."""
    path = tmp_path / "wmo.spiegel"
    file = SessionFile.create(path, small_session(), clock=Ticks(), window="moderator")
    yield file
    file.close()


@pytest.fixture
def hang(room: SessionFile) -> Iterator[Callable[[str], Hanging]]:
    """Makes windows on the same session that stand still, and lets none of them stand for ever."""
    windows: list[Hanging] = []

    def hang(where: str) -> Hanging:
        windows.append(Hanging(room.path, where))
        return windows[-1]

    yield hang
    for window in windows:
        window.die()


@pytest.mark.mutation("lock-waits-for-ever", match="longer than five seconds")
@pytest.mark.mutation("holder-not-named", match="the holder")
@pytest.mark.parametrize("where", ["sync", "replace"])
def test_a_window_stopped_inside_a_write_blocks_nobody_longer_than_five_seconds(room, hang, where):
    room.change(Say(words="vooraf"))
    hanging = hang(where)
    began = time.monotonic()
    with pytest.raises(BusyError) as raised:
        room.change(Say(words="wacht"))
    seconds = time.monotonic() - began
    assert seconds <= LONGEST, "longer than five seconds"
    assert raised.value.holder == hanging.name, "the holder"
    said = raised.value.explain(i18n.translations("nl"))
    assert "verslaglegger" in said
    assert str(hanging.process.pid) in said
    began = time.monotonic()
    for _ in range(5):
        with pytest.raises(BusyError):
            room.change(Say(words="wacht"))
        assert room.follow() is None
    assert time.monotonic() - began <= 3.0, "each further change waits as long again"
    hanging.go_on()
    mine = [] if where == "replace" else ["van wie stilstond"]
    assert words_of(room.change(Say(words="wacht"))) == ["vooraf", *mine, "wacht"]
    assert hanging.sees() == ["vooraf", *mine, "wacht"]
    assert words_of(read_session(room.path)) == ["vooraf", *mine, "wacht"]
    assert check.check(room.path) == ()


def test_a_window_stopped_between_two_changes_holds_nobody_up_and_catches_up(room, hang):
    hanging = hang("nothing")
    began = time.monotonic()
    words = [f"intussen {number}" for number in range(50)]
    for one in words:
        room.change(Say(words=one))
    room.compact()
    assert time.monotonic() - began < LONGEST
    hanging.go_on()
    assert hanging.sees() == [*words, "van wie stilstond"]
    assert words_of(read_session(room.path)) == [*words, "van wie stilstond"]


@pytest.mark.mutation("lock-never-released")
@pytest.mark.parametrize("where", ["sync", "replace"])
def test_a_window_that_dies_inside_a_write_is_not_even_noticed(room, hang, where):
    room.change(Say(words="vooraf"))
    for turn in range(5):
        hanging = hang(where)
        hanging.die()
        began = time.monotonic()
        room.change(Say(words=f"erna {turn}"))
        assert time.monotonic() - began < 1.0
        assert room.others() == ()
    mine = [one for one in words_of(read_session(room.path)) if one != "van wie stilstond"]
    assert mine == ["vooraf", *(f"erna {turn}" for turn in range(5))]
    assert check.check(room.path) == ()


def test_a_screen_is_told_who_keeps_it_waiting_and_saves_it_all_afterwards(room, hang):
    i18n.set_language("nl")
    screen = Screen(room.path)
    hanging = hang("sync")
    lines = [f"regel {number}" for number in range(20)]
    for line in lines:
        screen.enter(line)
    # The first waits five seconds, the others behind it a moment each.
    screen.wait(lambda: len(screen.problems) == 20, LONGEST + 5)
    for problem in screen.problems.values():
        assert "verslaglegger" in problem
        assert str(hanging.process.pid) in problem
    assert screen.saved == []
    hanging.go_on()
    screen.wait(lambda: len(screen.saved) == 20, 10)
    assert screen.saved == lines
    assert screen.leave() == ()
    assert hanging.sees() == ["van wie stilstond", *lines]


def test_a_stopped_process_is_stopped(room, hang):
    """What the tests above rest on: it does nothing at all until it may go on."""
    hanging = hang("sync")
    with pytest.raises(subprocess.TimeoutExpired):
        hanging.process.wait(0.1)


@pytest.mark.mutation("broken-off-for-ever", match="nothing")
def test_a_window_whose_wait_was_broken_off_while_it_stood_still_looks_again(room):
    # It may just be looking instead of waiting, and then there is nothing to break off.
    for _ in range(mutations.rounds(1, 12)):
        process = started("waking", room.path, "scribe")
        hear(process)
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        process.send_signal(signal.SIGUSR1)
        end = time.monotonic() + 3 * LOOK
        while time.monotonic() < end:
            room.change(Say(words="terwijl het stilstond"))
        process.send_signal(signal.SIGCONT)
        room.change(Say(words="daarna"))
        tell(process, "daarna")
        assert hear(process) == "daarna"
        assert ended(process) == []
