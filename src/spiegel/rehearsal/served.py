"""A fictional session with the server that people answer on, on this laptop alone."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.serving import LOOPBACK, Serving, Stop
from spiegel.meeting.serving import PATIENCE, SessionServer
from spiegel.rehearsal.devices import Devices
from spiegel.store.session.file import SessionFile

LEAVE: Final = 10.0
"""Seconds in which the server must be gone when it was asked to end."""
_LOOK: Final = 0.02


@contextmanager
def served(path: Path, seats: int) -> Iterator[Serving]:
    """The pages of a session at any free port, as long as one is inside.

    seats: how many devices. Raises NotDoneError when they cannot be opened.
    """
    server = SessionServer(path, lambda call: call(), outlives=False)
    said: list[str] = []
    listens = threading.Event()

    def then(problem: str) -> None:
        said.append(problem)
        listens.set()

    server.start(then, address=LOOPBACK, port=0, seats=seats)
    listens.wait(2 * PATIENCE)
    serving = server.look()
    try:
        if serving is None:
            raise NotDoneError(said[0] if said else "")
        yield serving
    finally:
        server.ask(Stop())
        give_up = time.monotonic() + LEAVE
        while server.look() is not None and time.monotonic() < give_up:
            time.sleep(_LOOK)


@contextmanager
def with_devices(file: SessionFile) -> Iterator[Devices]:
    """The people of a script with devices in their hands, who answer this session.

    Raises NotDoneError when the server cannot be started.
    """
    info = file.session.info
    with (
        served(file.path, info.seats - info.paper) as serving,
        Devices(serving.link, file.ballots.cast) as devices,
    ):
        yield devices
