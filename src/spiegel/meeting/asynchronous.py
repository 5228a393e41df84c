"""A meeting for a program of asyncio, which awaits an answer and is not called with it."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self

from spiegel.domain.polls.box import Cast
from spiegel.domain.polls.polls import Given
from spiegel.domain.session.session import Change, Session
from spiegel.meeting.delivery import answered, on_loop
from spiegel.meeting.live import LiveMeeting, Role
from spiegel.meeting.port.ballots import Ballots, CastReceipt
from spiegel.meeting.port.catalogue import NO_KEY, Key
from spiegel.meeting.port.meeting import Receipt, Undoing


class AsyncMeeting:
    """A window without a screen, such as a server; use it on the loop on which it was opened.

    meeting: the same meeting as its port has it, for all that needs no waiting.
    """

    def __init__(self, meeting: LiveMeeting) -> None:
        self.meeting = meeting
        self._newer = asyncio.Event()
        meeting.on_session = self._wake

    @classmethod
    def open(cls, path: Path, *, role: Role, key: Key = NO_KEY) -> Self:
        """Open a session for a role, within a running loop. Raises NotDoneError."""
        deliver = on_loop(asyncio.get_running_loop())
        return cls(LiveMeeting.open(path, role=role, deliver=deliver, key=key))

    @property
    def session(self) -> Session:
        """The newest value."""
        return self.meeting.session

    async def change(self, change: Change) -> Receipt:
        """Make a change; returns when it is on the disk, cannot be, or waits for the disk."""
        return await answered(partial(self.meeting.submit, change))

    def submit(self, change: Change, then: Callable[[Receipt], None]) -> None:
        """Make a change; `then` is told what became of it, and once more after it had to wait."""
        self.meeting.submit(change, then)

    async def undo(self, *, running: bool = False) -> Undoing:
        """Take back this window's last change: of the running order, or of all else."""
        return await answered(partial(self.meeting.undo, running=running))

    async def redo(self, *, running: bool = False) -> Undoing:
        """Make again what was taken back last: of the running order, or of all else."""
        return await answered(partial(self.meeting.redo, running=running))

    async def newer(self, than: Session) -> Session:
        """The newest value as soon as it is another one than this, whoever changed it."""
        while self.session is than:
            self._newer.clear()
            await self._newer.wait()
        return self.session

    async def close(self, within: float) -> tuple[str, ...]:
        """Write what waits, for so many seconds at most; returns what could not be saved."""
        return await asyncio.to_thread(self.meeting.close, within)

    @property
    def ballots(self) -> "AsyncBallots":
        """The ballot box of the poll that is open."""
        return AsyncBallots(self.meeting.ballots)

    def _wake(self, _session: Session) -> None:
        self._newer.set()


class AsyncBallots:
    """What `port.Ballots` promises, awaited."""

    def __init__(self, ballots: Ballots) -> None:
        self._ballots = ballots

    async def cast(self, poll: int, cast: Cast) -> CastReceipt:
        """Put an answer in, or another one in its place; those that wait go in together."""
        return await answered(partial(self._ballots.cast, poll, cast))

    async def find(self, poll: int, key: bytes) -> Given | None:
        """The answer under this key, for whoever comes back; None when there is none."""
        return await answered(partial(self._ballots.find, poll, key))

    async def done(self, poll: int) -> frozenset[int]:
        """The seats that have answered, skips included; empty when the poll is not open."""
        return await answered(partial(self._ballots.done, poll))

    async def free(self, poll: int, key: bytes, seat: int) -> CastReceipt:
        """Take the answer under this key out: that seat has not answered."""
        return await answered(partial(self._ballots.free, poll, key, seat))
