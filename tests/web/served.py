"""A server of a real session file on loopback, with the moderator's window on the same file."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from polling import session_with
from webroom import Device

from spiegel import clock
from spiegel.domain.session.session import Change, Session, describe
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.port.catalogue import NO_KEY, Key
from spiegel.meeting.port.serving import Serving
from spiegel.meeting.serving import Desk, SessionServer
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile
from spiegel.web.serve import Running


def made(
    path: Path,
    make: Callable[[Session], Session] = lambda session: session,
    keys: Keys = NO_KEYS,
    **info: object,
) -> Path:
    """A session file with questions for devices; make: what else is in it."""
    session = make(describe(session_with(), **info))
    SessionFile.create(path, session, clock=clock.now, window="test", keys=keys).close()
    return path


class Served:
    """A server that runs, the moderator's window on the same file, and devices."""

    def __init__(self, running: Running, moderator: AsyncMeeting, meeting: AsyncMeeting) -> None:
        self.running, self.moderator, self.meeting = running, moderator, meeting

    @property
    def window(self) -> SessionServer:
        return self.moderator.meeting.server

    @property
    def port(self) -> int:
        return self.running.port

    @property
    def seats(self):
        return self.running.seats

    def look(self) -> Serving:
        found = self.window.look()
        assert found is not None
        return found

    async def do(self, change: Change) -> None:
        """The moderator changes something, and the server has heard of it."""
        receipt = await self.moderator.change(change)
        assert receipt.saved, receipt.problem
        revision = receipt.session.revision
        while self.meeting.session.revision < revision:
            await asyncio.wait_for(self.meeting.newer(than=self.meeting.session), 5)
        await asyncio.sleep(0)

    async def ask(self, request: object) -> Serving:
        """A window asks something; what it sees afterwards."""
        self.window.ask(request)
        await self.running.attend()
        return self.look()


@asynccontextmanager
async def serving(
    path: Path,
    *,
    address: str = "127.0.0.1",
    names: tuple[str, ...] = (),
    key: Key = NO_KEY,
    **how: object,
) -> AsyncIterator[Served]:
    """A server that runs until the block ends."""
    meeting = AsyncMeeting.open(path, role="devices", key=key)
    moderator = AsyncMeeting.open(path, role="moderator", key=key)
    desk = Desk(path)
    running = Running(meeting, meeting.meeting.ballots, desk, **how)
    try:
        await running.listen(address, 0, names)
        yield Served(running, moderator, meeting)
    finally:
        await running.end()
        desk.end()
        await meeting.close(5)
        await moderator.close(5)


def phone(served: Served, host: str = "127.0.0.1") -> Device:
    """A device that finds the server there."""
    return Device(served, host=host)


class Started:
    """The server as a window starts it, a process of its own; where devices find it now."""

    def __init__(self, moderator: AsyncMeeting) -> None:
        self.moderator, self.port = moderator, 0

    async def begin(self) -> Serving:
        """Start it, for the first time or after it was killed; it listens."""
        said: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        server = self.moderator.meeting.server
        server.start(said.set_result, port=0)
        assert await asyncio.wait_for(said, 20) == ""
        found = server.look()
        assert found is not None
        self.port = found.port
        return found
