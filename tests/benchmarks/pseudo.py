"""A program in a pseudo-terminal, timed: no terminal is emulated, only bytes are awaited."""

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

PATIENCE = 60.0


class Program:
    """A program under a pty of 120 x 40; `start` is the moment before it was started."""

    def __init__(self, arguments: Sequence[str], home: Path) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {
            **os.environ,
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "nl_NL.UTF-8",
            "LANGUAGE": "nl",
            "COLORTERM": "truecolor",
        }
        # An installed program has its bytecode beside it; a checkout may keep it too.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.seen = b""
        self.start = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)

    def until(self, text: bytes) -> float:
        """Seconds from the start until these bytes were drawn."""
        while text not in self.seen:
            self.seen += self._read(PATIENCE)
        return time.perf_counter() - self.start

    def key(self, key: bytes) -> float:
        """Seconds from a key press until the first byte that it brings to the screen."""
        self.rest()
        begin = time.perf_counter()
        os.write(self.master, key)
        self.seen += self._read(PATIENCE)
        return time.perf_counter() - begin

    def type(self, keys: bytes, *, rest: bool = True) -> None:
        """Press keys, and read what they bring to the screen."""
        self.rest()
        os.write(self.master, keys)
        if rest:
            self.seen += self._read(PATIENCE)
            self.rest()

    def rest(self, quiet: float = 0.03) -> None:
        """Read until nothing more comes."""
        while select.select([self.master], [], [], quiet)[0]:
            self.seen += os.read(self.master, 65536)

    def _read(self, wait: float) -> bytes:
        ready, _, _ = select.select([self.master], [], [], wait)
        if not ready:
            raise TimeoutError(self.seen[-500:])
        return os.read(self.master, 65536)

    def end(self) -> int:
        """Kill it; returns its peak memory in kB."""
        self.process.kill()
        _, _, usage = os.wait4(self.process.pid, 0)
        os.close(self.master)
        return usage.ru_maxrss


def drain(programs: Iterable[Program], seconds: float) -> None:
    """Let programs work for so many seconds, and throw away what they draw."""
    masters = [program.master for program in programs]
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        for master in select.select(masters, [], [], left)[0]:
            os.read(master, 65536)


def until_drawn(programs: Iterable[Program], by: Program, text: bytes) -> None:
    """Let programs work until one of them has drawn these bytes. Raises TimeoutError."""
    masters = {program.master: program for program in programs}
    drawn = b""
    end = time.monotonic() + PATIENCE
    while text not in drawn:
        if time.monotonic() > end:
            raise TimeoutError(text, drawn[-500:])
        for master in select.select(list(masters), [], [], 1.0)[0]:
            data = os.read(master, 65536)
            if masters[master] is by:
                drawn += data


def in_turn(ours: Program, bare: Program, pressed: Sequence[bytes], rounds: int, keys: int) -> None:
    """Print what a key takes in both, in ms, and the ratio; the bare app gets a letter for each.

    pressed: the keys of ours, one after the other, again and again. keys: of a round.
    """
    times: dict[Program, list[float]] = {ours: [], bare: []}
    for round_ in range(rounds):
        sums = {ours: 0.0, bare: 0.0}
        for number in range(keys):
            key = pressed[(round_ * keys + number) % len(pressed)]
            for program in (ours, bare) if round_ % 2 else (bare, ours):
                sums[program] += program.key(key if program is ours else b"a")
                program.rest()
        for program, seconds in sums.items():
            times[program].append(seconds / keys)
    mine, floor = statistics.median(times[ours]), statistics.median(times[bare])
    print(f"{mine * 1e3:>9.2f} {floor * 1e3:>9.2f} {mine / floor:>7.2f}", flush=True)
