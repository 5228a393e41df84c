"""Session files for the tests of the store, closed again when a test is over."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from days import Days
from desks import Desk
from tinychanges import Ticks, small_session

from spiegel.store.beside.folder import Sidecar
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wmo.spiegel"


@pytest.fixture
def opened() -> Iterator[Callable[..., SessionFile]]:
    """Open a window on a session file; the first one makes it, encrypted if there are keys."""
    files: list[SessionFile] = []
    clock = Ticks()

    def window(
        path: Path, role: str = "scribe", *, read_only: bool = False, keys: Keys = NO_KEYS
    ) -> SessionFile:
        if path.exists():
            file = SessionFile(path, clock=clock, window=role, read_only=read_only, keys=keys)
        else:
            file = SessionFile.create(path, small_session(), clock=clock, window=role, keys=keys)
        files.append(file)
        return file

    yield window
    for file in files:
        file.close()


@pytest.fixture
def scribe(path: Path, opened: Callable[..., SessionFile]) -> SessionFile:
    return opened(path, "scribe")


@pytest.fixture
def moderator(path: Path, scribe: SessionFile, opened: Callable[..., SessionFile]) -> SessionFile:
    """A second window on the session that the scribe has open."""
    return opened(path, "moderator")


@pytest.fixture
def clock() -> Days:
    """Nine in the morning of the first day, until a test goes to another."""
    return Days()


@pytest.fixture
def folder(path: Path) -> Path:
    """Where copies of the session are kept."""
    return Sidecar(path).backups


@pytest.fixture
def desk(scribe: SessionFile) -> Iterator[Desk]:
    """The screen of the scribe, which waits for the writer of its window."""
    desk = Desk(scribe)
    yield desk
    desk.writer.close()
