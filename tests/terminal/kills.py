"""`spiegel capture`, killed again and again: what was acknowledged must be there."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import filelock
import msgspec

from spiegel.domain.session.session import Session

AHEAD = 400
"""Lines sent in one go: fewer than a pipe holds, more than a run gets through."""
READ = Callable[[Path], Session]


class Tally(msgspec.Struct):
    """What a series of kills showed."""

    kills: int = 0
    in_a_write: int = 0
    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    unreadable: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, nothing was there twice, and the file could always be read."""
        return not (self.lost or self.twice or self.unreadable)


def kill_capture(
    path: Path, kills: int, *, read: READ, program: list[str], seed: int, lock: Path | None
) -> Tally:
    """Kill the program so many times while lines are streaming in, and look what is left.

    Every other kill comes at a random moment, after a stop in which it is seen whether the program
    holds the lock of its file; the others come the moment that the file is seen to change.
    """
    chance = random.Random(seed)
    tally, sent = Tally(), 0
    acknowledged: set[str] = set()
    for number in range(kills):
        waiting = [f"regel {n} in haast getypt" for n in range(sent + 1, sent + AHEAD + 1)]
        sent += AHEAD
        process = _started(path, program, waiting)
        _read_some(process, chance.randint(1, 30), waiting, acknowledged)
        if number % 2:
            _kill_at_change(process, path)
        else:
            tally.in_a_write += _kill_at_random(process, chance, lock)
        tally.kills += 1
        _read_rest(process, waiting, acknowledged)
        try:
            session = read(path)
        except Exception:  # noqa: BLE001 - whatever it is, the meeting is lost
            tally.unreadable += 1
            return tally
        words = [s.words for s in session.statements.values() if s.words.startswith("regel")]
        unsaid = set(words) - acknowledged
        tally.in_a_write += bool(number % 2 and unsaid)
        tally.lost += len(acknowledged - set(words))
        tally.twice += len(words) - len(set(words))
        acknowledged |= unsaid
        if not tally.sound:
            return tally
    tally.acknowledged = len(acknowledged)
    return tally


def _started(path: Path, program: list[str], lines: list[str]) -> "subprocess.Popen[bytes]":
    """The program with many lines at once, so that it never waits for one."""
    process = subprocess.Popen(
        [sys.executable, *program, "capture", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    text = "".join(f"D{n % 9 + 1}: {words}\n" for n, words in enumerate(lines))
    process.stdin.write(text.encode())
    process.stdin.flush()
    return process


def _read_some(
    process: "subprocess.Popen[bytes]", count: int, waiting: list[str], acknowledged: set[str]
) -> None:
    assert process.stdout is not None
    for _ in range(count):
        process.stdout.readline()
        acknowledged.add(waiting.pop(0))


def _read_rest(
    process: "subprocess.Popen[bytes]", waiting: list[str], acknowledged: set[str]
) -> None:
    """What the program had still said before it was killed."""
    assert process.stdin is not None
    assert process.stdout is not None
    for _line in process.stdout.read().splitlines():
        acknowledged.add(waiting.pop(0))
    process.stdin.close()
    process.stdout.close()


def _kill_at_random(
    process: "subprocess.Popen[bytes]", chance: random.Random, lock: Path | None
) -> bool:
    """Kill it within 2 ms; returns whether it was inside a write: it held the lock."""
    end = time.perf_counter() + chance.random() * 0.002
    while time.perf_counter() < end:
        pass
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
    inside = lock is not None and _held(lock)
    process.kill()
    process.wait()
    return inside


def _kill_at_change(process: "subprocess.Popen[bytes]", path: Path) -> None:
    """Kill it the moment its file is seen to change."""
    before = _stamp(path)
    end = time.perf_counter() + 5
    while _stamp(path) == before and time.perf_counter() < end:
        pass
    process.kill()
    process.wait()


def _stamp(path: Path) -> tuple[int, int]:
    seen = path.stat()
    return seen.st_size, seen.st_mtime_ns


def _held(lock: Path) -> bool:
    try:
        with filelock.FileLock(lock, timeout=0):
            return False
    except filelock.Timeout:
        return True
