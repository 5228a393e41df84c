"""Several processes write to one session at the same time: nothing lost, no number twice."""

import subprocess
import sys
from pathlib import Path

import pytest
from tinychanges import words_of

from spiegel.store.damage import check
from spiegel.store.journal.snapshot import read_session

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tinychanges import Entitle, Say, Ticks
from spiegel.store.session.file import SessionFile

name, count = sys.argv[3], int(sys.argv[4])
file = SessionFile(Path(sys.argv[1]), clock=Ticks(), window=name)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    session = file.change(Say(words=f"{name} {number}"))
    assert list(session.statements.values())[-1].words == f"{name} {number}"
    print(session.last["statements"], flush=True)
    if number % 50 == 25:
        file.compact()
    if number % 10 == 5:
        undone = file.undo()
        assert f"{name} {number}" not in [s.words for s in undone.session.statements.values()]
        file.redo()
file.close()
"""


@pytest.mark.slow
@pytest.mark.reckons
def test_two_windows_of_two_processes_lose_nothing(path, scribe):
    scribe.close()
    count = 150
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, Path(__file__).parent, name, str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("scribe", "moderator")
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate() for process in processes]
    assert [error for _, error in answers] == ["", ""]
    numbers = [int(number) for out, _ in answers for number in out.split()]
    assert len(numbers) == len(set(numbers)) == 2 * count
    words = words_of(read_session(path))
    for name in ("scribe", "moderator"):
        mine = [one for one in words if one.startswith(name)]
        assert mine == [f"{name} {number}" for number in range(count)]
    assert check.check(path) == ()
    # The last to leave compacted; the header and one line for each document are left.
    assert path.read_bytes().count(b"\n") == 1 + 1 + 2 + 3 + 1 + 2 * count


DIES = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tinychanges import Say, Ticks
from spiegel.store import disk
from spiegel.store.session.file import SessionFile

file = SessionFile(Path(sys.argv[1]), clock=Ticks(), window="scribe")
file.change(Say(words="gezegd"))
disk.sync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
file.change(Say(words="nooit bevestigd"))
"""


@pytest.mark.slow
@pytest.mark.reckons
def test_a_window_that_is_killed_inside_a_write_blocks_nobody(path, moderator):
    dead = subprocess.run(
        [sys.executable, "-c", DIES, path, Path(__file__).parent], capture_output=True, check=False
    )
    assert (dead.returncode, dead.stderr) == (-9, b"")
    session = moderator.follow()
    assert words_of(session)[0] == "gezegd"
    assert all("-" in name and "scribe" in name for name in moderator.others())
    moderator.compact()
    assert check.check(path) == ()
