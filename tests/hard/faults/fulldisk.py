"""A disk without room, as the tests need it: really full, as far as this machine allows it."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol


class Disk(Protocol):
    """Where a session lies, and what takes its room away and gives it back."""

    folder: Path

    def fill(self, path: Path) -> None:
        """Leave no room for the file to grow."""
        ...

    def empty(self) -> None:
        """There is room again."""
        ...


class Limited:
    """No file of this process may become longer than the session is now (RLIMIT_FSIZE).

    Nor is the byte code kept of a module that is first imported meanwhile: Python 3.11 would keep
    what fits of it, and nothing that starts afterwards could load that module.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keeps_nothing = sys.dont_write_bytecode

    def fill(self, path: Path) -> None:
        """No more than twenty bytes fit."""
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        sys.dont_write_bytecode = True
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20, most))

    def empty(self) -> None:
        """No limit."""
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        sys.dont_write_bytecode = self._keeps_nothing


class Small:
    """A file system of its own in memory, which another file takes all room of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, path: Path) -> None:
        """Take every block that is left; what is begun of one is still the session's."""
        with self._filler.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(b"x" * 4_096):
                pass

    def empty(self) -> None:
        """Give all of it back."""
        self._filler.unlink(missing_ok=True)

    def read_only(self, on: bool) -> None:
        """Let nobody write on it, or everybody again. Raises CalledProcessError."""
        how = "remount,ro" if on else "remount,rw"
        subprocess.run(["mount", "-o", how, self.folder], check=True, capture_output=True)


@contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Small | None]:
    """A small file system in memory; None where this user, or this container, may mount none."""
    folder.mkdir()
    mounted = False
    if os.geteuid() == 0:
        with suppress(OSError):
            done = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder],
                capture_output=True,
                check=False,
            )
            mounted = done.returncode == 0
    try:
        yield Small(folder) if mounted else None
    finally:
        if mounted:
            # At once, or when the last file on it is closed.
            subprocess.run(["umount", "--lazy", folder], check=True)
