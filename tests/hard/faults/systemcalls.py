"""System calls that fail on demand: the n-th one of what is done inside `Failing`."""

import builtins
import errno
import os
import threading
from collections.abc import Callable
from enum import StrEnum
from types import TracebackType
from typing import Any, Final

import pytest

CALLS: Final = (
    *(
        "open",
        "pread",
        "read",
        "write",
        "pwrite",
        "fsync",
        "ftruncate",
        "replace",
        "rename",
        "link",
    ),
    *("unlink", "stat", "lstat", "fstat", "mkdir", "chmod", "scandir", "listdir", "readlink"),
)
"""All of the `os` module that the store comes to use, `pathlib` included."""


class How(StrEnum):
    """What goes wrong: one call, one write that takes half before the next is refused, or all."""

    ONCE = "once"
    HALF = "half"
    FROM_THEN_ON = "from then on"


class Failing:
    """Within it the n-th system call fails, as the disk of a laptop may; `calls` says what came.

    number: counted from 1; 0 only counts. how: see there. `failed` is the name of the call that
    was refused, empty while none was.
    """

    def __init__(self, number: int, how: How = How.ONCE) -> None:
        self.calls: list[str] = []
        self.failed = ""
        self._number = number
        self._how = how
        self._errno = errno.ENOSPC if number % 2 else errno.EIO
        self._halved = False
        self._counting = threading.Lock()
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> "Failing":
        for name in CALLS:
            # With a place or without one, it is a write.
            known = "write" if name == "pwrite" else name
            self._patch.setattr(os, name, self._counted(known, getattr(os, name)))
        self._patch.setattr(builtins, "open", self._counted("open", builtins.open))
        try:
            import fcntl
        except ImportError:
            return self
        self._patch.setattr(fcntl, "flock", self._counted("flock", fcntl.flock))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._patch.undo()

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            # Threads call at the same time: each call has its own number.
            with self._counting:
                self.calls.append(name)
                half = self._half(name)
                refused = not half and self._refused(name)
                if half or refused:
                    self.failed = self.failed or name
            if half:
                descriptor, data, *place = arguments
                return real(descriptor, bytes(data[: len(data) // 2]), *place)
            if refused:
                raise OSError(self._errno, os.strerror(self._errno))
            return real(*arguments, **named)

        return call

    def _half(self, name: str) -> bool:
        if self._how is not How.HALF or name != "write" or self._halved:
            return False
        self._halved = len(self.calls) >= self._number > 0
        return self._halved

    def _refused(self, name: str) -> bool:
        if self._how is How.HALF:
            # What is left of a line finds no room; nothing else goes wrong.
            if not self._halved or name != "write":
                return False
            self._halved, self._number = False, 0
            return True
        if self._how is How.ONCE:
            return len(self.calls) == self._number
        return 0 < self._number <= len(self.calls)
