"""Connections of strangers: a small pool, in which who is slow or idle makes room for who is not.

Known seats are never limited in number; a request that does not come whole in time ends any.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Protocol

STRANGERS: Final = 256
"""Connections of devices that have no seat yet, open at the same time."""
PATIENCE: Final = 10.0
"""Seconds in which a request must have come whole, and a new connection its first one."""


class Inner(Protocol):
    """What does the talking on a connection; aiohttp's handler is one."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None: ...
    def connection_lost(self, exc: BaseException | None) -> None: ...
    def data_received(self, data: bytes) -> None: ...
    def eof_received(self) -> None: ...
    def pause_writing(self) -> None: ...
    def resume_writing(self) -> None: ...


class Connections:
    """All connections of a server, by their transports."""

    def __init__(
        self,
        make: Callable[[], Inner],
        *,
        strangers: int = STRANGERS,
        patience: float = PATIENCE,
    ) -> None:
        self._make = make
        self._most = strangers
        self.patience = patience
        self._all: dict[object, Connection] = {}
        self._strangers: OrderedDict[Connection, None] = OrderedDict()
        self._awaited: dict[Connection, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def __call__(self) -> "Connection":
        """One more; what `loop.create_server` wants."""
        return Connection(self, self._make())

    def __len__(self) -> int:
        return len(self._all)

    @property
    def strangers(self) -> int:
        """How many are of devices without a seat."""
        return len(self._strangers)

    def heard(self, transport: object) -> None:
        """A request came whole on it."""
        if (connection := self._all.get(transport)) is not None:
            connection.heard()

    def served(self, transport: object, *, known: bool) -> None:
        """A request was answered; known: it is of a seat."""
        if (connection := self._all.get(transport)) is not None:
            connection.served()
            if known:
                self._strangers.pop(connection, None)
            elif connection in self._strangers:
                self._strangers.move_to_end(connection)

    def opened(self, connection: "Connection", transport: object) -> None:
        """A connection begins: of a stranger, as long as nothing else is known."""
        self._all[transport] = connection
        self._strangers[connection] = None
        if len(self._strangers) > self._most:
            idle = next((one for one in self._strangers if not one.busy), None)
            if idle is not None:
                idle.cut()

    def closed(self, connection: "Connection", transport: object) -> None:
        """It is gone."""
        self._all.pop(transport, None)
        self._strangers.pop(connection, None)
        self.heard_whole(connection)

    def awaits(self, connection: "Connection") -> None:
        """A request must have come whole on it before the patience is over.

        All have the same patience, so who began first is first in the row: one timer does.
        """
        if connection in self._awaited:
            return
        loop = asyncio.get_running_loop()
        self._awaited[connection] = loop.time() + self.patience
        if self._timer is None:
            self._timer = loop.call_later(self.patience, self._cut_late)

    def heard_whole(self, connection: "Connection") -> None:
        """It did, or it need not any more."""
        self._awaited.pop(connection, None)

    def _cut_late(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = None
        now = loop.time()
        for connection, until in [*self._awaited.items()]:
            if until > now:
                self._timer = loop.call_at(until, self._cut_late)
                return
            connection.cut()


class Connection(asyncio.Protocol):
    """One connection, watched; all that is said on it is handed on."""

    def __init__(self, all_: Connections, inner: Inner) -> None:
        self._all, self._inner = all_, inner
        self._transport: asyncio.Transport | None = None
        self.busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        self._all.opened(self, transport)
        self._inner.connection_made(transport)
        self._all.awaits(self)

    def data_received(self, data: bytes) -> None:
        if not self.busy:
            self._all.awaits(self)
        self._inner.data_received(data)

    def eof_received(self) -> None:
        self._inner.eof_received()

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: BaseException | None) -> None:
        self._all.closed(self, self._transport)
        self._inner.connection_lost(exc)

    def heard(self) -> None:
        """The request that was waited for is whole."""
        self.busy = True
        self._all.heard_whole(self)

    def served(self) -> None:
        """It was answered."""
        self.busy = False

    def cut(self) -> None:
        """End it, whatever is still on its way."""
        self._all.heard_whole(self)
        if self._transport is not None:
            self._transport.abort()
