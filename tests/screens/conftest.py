"""The app as the command line makes it, with a meeting that runs: in memory, or on a real file."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from meetings import meeting, round_of
from textual.pilot import Pilot

from screens.pages import Pages
from spiegel import clock
from spiegel.app.app import Spiegel
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import Session
from spiegel.meeting.live import LiveMeeting
from spiegel.meeting.memory import open_in_memory
from spiegel.screens.shared import going_on, typing
from spiegel.store.memory import PLACE, SessionMemory
from spiegel.store.session.file import SessionFile


@pytest.fixture(autouse=True)
def _quick_hands(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key stands alone after some hundredths of a second, but where the test is about that."""
    if "held_down" not in request.node.name:
        monkeypatch.setattr(going_on, "HELD", 0.0)
    about_typing = request.module.__name__.rpartition(".")[2] in (
        "test_typing",
        "test_typed_astray",
    )
    if not (about_typing or "typed_astray" in request.node.name):
        monkeypatch.setattr(typing, "BEFORE", 0.02)
        monkeypatch.setattr(typing, "AFTER", 0.01)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    """The pages that a window on a meeting in memory starts."""
    pages = Pages()
    monkeypatch.setattr("spiegel.meeting.memory.BesideMemory.server", lambda _self, _deliver: pages)
    return pages


@pytest.fixture
def session_file(tmp_path: Path) -> Callable[[Session], Path]:
    """Writes a session to a file of its own."""

    def write(session: Session) -> Path:
        path = tmp_path / "gesprek.spiegel"
        SessionFile.create(path, session, clock=clock.now, window="test").close()
        return path

    return write


@pytest.fixture
def running() -> Session:
    """A meeting in the first question of the client round, begun just now."""
    session = meeting()
    return Go(phase=round_of(session).number).apply(session, clock.now())


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> Callable[[Session], Path]:
    """Keeps a session in memory, where a window that opens its path finds it."""
    kept: dict[Path, SessionMemory] = {}
    open_file = LiveMeeting.open

    def open_(path: Path, **how: Any) -> LiveMeeting:
        if path not in kept:
            return open_file(path, **how)
        return open_in_memory(kept[path], role=how["role"], deliver=how["deliver"])

    def keep(session: Session) -> Path:
        kept[PLACE] = SessionMemory(session, clock=clock.now)
        return PLACE

    monkeypatch.setattr(LiveMeeting, "open", open_)
    return keep


@pytest.fixture
def on_disk() -> None:
    """The session of this test is in a file; see `open_app`."""


@pytest.fixture
def open_app(request: pytest.FixtureRequest):
    """Opens a session as the command line does: `async with open_app(session) as pilot`.

    It is in memory, which spares a test the disk; one that is about files uses `on_disk`.
    """
    place = request.getfixturevalue(
        "session_file" if "on_disk" in request.fixturenames else "in_memory"
    )

    @asynccontextmanager
    async def open_(
        session: Session, *, size: tuple[int, int] = (80, 24), show: str = "", **options: object
    ) -> AsyncIterator[Pilot[None]]:
        # At once: another screen that is made first and not looked at costs a third of a test.
        app = Spiegel(path=place(session), show=show, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot
            await app.close_meeting(5)

    return open_
