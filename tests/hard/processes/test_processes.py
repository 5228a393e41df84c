"""Several windows write at once, each its own process: nothing lost, no number twice."""

import random
import signal
import subprocess
import time
from pathlib import Path

import badstore  # noqa: F401 - registers what `--mutate` swaps in
import pytest
from diligent import digest
from programs import ended, hear, started, tell
from tinychanges import Ticks, small_session, words_of

import mutations
from spiegel.store.damage import check
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile

pytestmark = pytest.mark.slow
NAMES = ("scribe", "moderator", "clock", "second")


def written_by(path: Path, windows: int, count: int, *, stops: int = 0) -> str:
    """So many windows make so many changes each; checks all that must hold afterwards.

    stops: how often one of them is stopped for a moment, wherever it is.
    """
    SessionFile.create(path, small_session(), clock=Ticks(), window="test").close()
    names = NAMES[:windows]
    processes = [started("diligent", path, name, count) for name in names]
    for process in processes:
        assert hear(process) == "ready"
    for process in processes:
        tell(process, "go")
    stop_now_and_then(processes, stops)
    numbers = [[hear(process) for _ in range(count + 1)] for process in processes]
    assert [said.pop() for said in numbers] == ["done"] * windows
    states = set()
    for process in processes:
        # One after another: who finds somebody at work looks again later.
        tell(process, "look")
        states.add(hear(process))
    given = [number for said in numbers for number in said]
    assert len(set(given)) == len(given) == windows * count, "a number was given twice"
    session = read_session(path)
    words = words_of(session)
    for name, said in zip(names, numbers, strict=True):
        mine = [one for one in words if one.startswith(name)]
        assert mine == [f"{name} {turn}" for turn in range(count)], f"not all of {name}"
        assert [session.statements[int(number)].words for number in said] == mine
        keys = [one.key for one in session.statements.values() if one.words.startswith(name)]
        assert keys == [turn % 10 == 3 for turn in range(count)]
    assert states == {digest(session)}, "not all see the same"
    assert check.check(path) == ()
    for process in processes:
        tell(process, "leave")
    for process in processes:
        assert ended(process) == []
    assert digest(read_session(path)) == digest(session)
    return (
        f"{windows} windows, {len(given)} statements with hundreds of edits, undos and compactings"
        " in between: none lost, no number twice"
    )


def stop_now_and_then(processes: list["subprocess.Popen[str]"], times: int) -> None:
    """Stop one of these windows for up to 0.2 s, again and again, and let it go on."""
    chance = random.Random(5)
    for _ in range(times):
        process = chance.choice(processes)
        process.send_signal(signal.SIGSTOP)
        time.sleep(chance.random() * 0.2)
        process.send_signal(signal.SIGCONT)
        time.sleep(chance.random() * 0.05)


@pytest.mark.mutation("lock-does-nothing", "stale-numbers")
def test_two_windows_of_a_thousand_changes_each_lose_nothing(tmp_path, counted):
    said = written_by(tmp_path / "wmo.spiegel", 2, mutations.rounds(1_000, 200))
    counted(said)


@pytest.mark.mutation("lock-does-nothing", "stale-numbers")
def test_four_windows_of_five_hundred_changes_each_lose_nothing(tmp_path, counted):
    said = written_by(tmp_path / "wmo.spiegel", 4, mutations.rounds(500, 100))
    counted(said)


@pytest.mark.mutation("lock-does-nothing", "stale-numbers")
def test_a_window_that_is_stopped_now_and_then_catches_up(tmp_path, counted):
    said = written_by(tmp_path / "wmo.spiegel", 3, mutations.rounds(500, 150), stops=25)
    counted(said)
