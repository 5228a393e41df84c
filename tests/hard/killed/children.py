"""A forked process that works until it is killed, from outside or at a system call of its own."""

import ctypes
import os
import random
import select
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

Tell = Callable[[str], None]
Work = Callable[[Tell, int], None]
"""What a child does: it tells lines, and may look whether it is asked (a descriptor) to leave."""

SYSTEM_CALLS: Final = ("open", "write", "pwrite", "fsync", "replace", "ftruncate", "unlink", "link")
_DIE_WITH_PARENT: Final = 1


class Child:
    """A forked window, the pipe on which it tells, and how it is killed."""

    def __init__(self, work: Work) -> None:
        told, telling = os.pipe()
        asking, self._asked = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _live(work, telling, asking)
        os.close(telling)
        os.close(asking)
        self._told = told
        self._rest = b""
        self.lines: list[str] = []

    def hear(self, wanted: Callable[[str], bool], seconds: float = 30.0) -> bool:
        """Read until a line that is wanted; False when it ended or took longer."""
        end = time.monotonic() + seconds
        while True:
            while b"\n" in self._rest:
                line, _, self._rest = self._rest.partition(b"\n")
                self.lines.append(line.decode())
                if wanted(self.lines[-1]):
                    return True
            ready, _, _ = select.select([self._told], [], [], max(0.0, end - time.monotonic()))
            data = os.read(self._told, 65_536) if ready else b""
            if not data:
                return False
            self._rest += data

    def stop(self) -> None:
        """Let it stand still where it is."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)

    def kill(self) -> int:
        """Kill it, wait for its end and hear what it still said; the signal it died of."""
        os.kill(self.pid, signal.SIGKILL)
        return self.end()

    def end(self) -> int:
        """Wait until it has ended by itself; the signal it died of, 0 for none."""
        _, status = os.waitpid(self.pid, 0)
        self.hear(lambda line: False)
        os.close(self._told)
        os.close(self._asked)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0

    def ask_to_leave(self) -> None:
        """Let it end after what it is doing."""
        with suppress(BrokenPipeError):
            os.write(self._asked, b"!")


def _live(work: Work, telling: int, asking: int) -> None:
    """What a forked process does; it never comes back."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        # What the parent has open is none of a window's business.
        keep = sorted((0, 1, 2, telling, asking))
        for low, high in zip(keep, [*keep[1:], 256], strict=True):
            os.closerange(low + 1, high)
        write = os.write
        work(lambda line: _all(write, telling, line), asking)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def _all(write: Callable[[int, bytes], int], telling: int, line: str) -> None:
    data = line.encode() + b"\n"
    if write(telling, data) != len(data):
        raise OSError("the pipe is full")


class Deadly:
    """The n-th system call of a write ends this process: before it, after it, or half done."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self._left = number
        self._chance = chance
        self.armed = False
        for name in SYSTEM_CALLS:
            setattr(os, name, self._counted(name, getattr(os, name)))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if not self.armed:
                return real(*arguments, **named)
            self._left -= 1
            if self._left > 0:
                return real(*arguments, **named)
            if name in ("write", "pwrite") and self._chance.random() < 0.6:
                descriptor, data, *place = arguments
                real(descriptor, bytes(data)[: self._chance.randrange(len(data) + 1)], *place)
            elif self._chance.random() < 0.5:
                real(*arguments, **named)
            os.kill(os.getpid(), signal.SIGKILL)
            raise SystemExit

        return call
