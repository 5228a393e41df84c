"""A session to oneself: its lock, while no window has it open."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spiegel.store.beside import locks
from spiegel.store.beside.folder import Sidecar
from spiegel.store.errors import OpenElsewhereError


@contextmanager
def alone(path: Path, sidecar: Sidecar) -> Iterator[None]:
    """Hold the lock of a session that nobody has open; the file itself need not be there.

    Raises OpenElsewhereError, BusyError, and NotWrittenError when there can be no lock.
    """
    check_nobody(path, sidecar)
    lock = locks.Lock(
        sidecar.lock, subject=path, window=f"command-{os.getpid()}", prepare=sidecar.prepare
    )
    try:
        with lock:
            # Once more: a window says that it is there before it asks for the lock.
            check_nobody(path, sidecar)
            yield
    finally:
        lock.close()


def check_nobody(path: Path, sidecar: Sidecar) -> None:
    """Raise OpenElsewhereError when a window has the session open."""
    windows = locks.windows(sidecar.windows)
    if windows:
        raise OpenElsewhereError(path, windows)
