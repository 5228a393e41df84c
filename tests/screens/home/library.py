"""Home with meetings of a test: how they are kept, looked at and made."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from screens.seen import until
from spiegel import clock
from spiegel.app.app import Spiegel
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import folded
from spiegel.meeting.port.catalogue import MeetingSummary
from spiegel.store.session.file import SessionFile


def keep(folder: Path, name: str, session: Session) -> Path:
    """A session in the folder."""
    path = folder / f"{name}.spiegel"
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    return path


class Listing:
    """A catalogue in memory, for what is about the list and not about files.

    looked: is called in the thread that looks, when it knows what is there.
    """

    folder = place = Path("/bijeenkomsten")
    left = 0

    def __init__(self, *titles: str) -> None:
        self.there = [summary(title) for title in titles]
        self.looked: Callable[[], None] = lambda: None

    def meetings(self) -> tuple[MeetingSummary, ...]:
        found = tuple(self.there)
        self.looked()
        return found


def summary(title: str) -> MeetingSummary:
    """What is listed of a meeting of this title."""
    path = Listing.folder / f"{title}.spiegel"
    return MeetingSummary(path=path, title=title, sought=folded(title))


@asynccontextmanager
async def home(
    where: Path | Listing, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The program as it begins without a file, with the meetings of a folder or of a list."""
    app = Spiegel(folder=where if isinstance(where, Path) else None)
    if isinstance(where, Listing):
        app.catalogue = where
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: getattr(app.screen, "_meetings", None) is not None)
        await pilot.pause()
        yield pilot
        await app.close_meeting(5)


def fill(pilot: Pilot[None], **values: str) -> None:
    for name, value in values.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = value
