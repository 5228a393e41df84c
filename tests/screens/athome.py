"""Home with meetings of a test: how they are kept, looked at and made."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from looking import until
from textual.pilot import Pilot
from textual.widgets import Input

from spiegel import clock
from spiegel.app.app import Spiegel
from spiegel.domain.session.session import Session
from spiegel.store.session.file import SessionFile


def keep(folder: Path, name: str, session: Session) -> Path:
    """A session in the folder."""
    path = folder / f"{name}.spiegel"
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    return path


@asynccontextmanager
async def home(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The program as it begins without a file."""
    app = Spiegel(folder=folder)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: getattr(app.screen, "_meetings", None) is not None)
        await pilot.pause()
        yield pilot
        await app.close_meeting(5)


def fill(pilot: Pilot[None], **values: str) -> None:
    for name, value in values.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = value
