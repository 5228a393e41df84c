"""A server as a process: it opens the session, listens, follows, and does what windows ask."""

import asyncio
import errno
import ipaddress
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec
from aiohttp import web

from spiegel.domain.polls.box import PAPER
from spiegel.domain.polls.evaluation import CloseEvaluation
from spiegel.domain.session.session import Session, stage
from spiegel.i18n import _
from spiegel.i18n.refused import reason
from spiegel.logbook import LOG
from spiegel.meeting.addresses import addresses
from spiegel.meeting.asynchronous import AsyncMeeting
from spiegel.meeting.port.ballots import Ballots
from spiegel.meeting.port.catalogue import NO_KEY, Key
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.serving import (
    DEVICES,
    Door,
    FreeSeat,
    Hitch,
    NewCode,
    Request,
    Serving,
    Stop,
    TurnCodes,
)
from spiegel.meeting.port.serving import (
    Seats as MoreSeats,
)
from spiegel.meeting.serving import Desk, Kept
from spiegel.web.connections import Connections
from spiegel.web.guard import BODY, Hosts
from spiegel.web.news import News
from spiegel.web.seats import FullError, Seats
from spiegel.web.site import Site
from spiegel.web.stage import OVER

TICK: Final = 0.2
"""Seconds between two looks at what windows ask."""
LOOK_AT_NETWORK: Final = 2.0
"""Seconds between two looks whether this laptop still has its address."""
LEAVE: Final = 5.0
"""Seconds in which what waits for the disk may still be written at the end."""
_BACKLOG: Final = 1_024
_SECRET: Final = 32

Tell = Callable[[Serving], None]


def serve(
    path: Path,
    *,
    key: Key = NO_KEY,
    address: str,
    port: int,
    seats: int = 0,
    names: Iterable[str] = (),
    tell: Tell,
    lasts: Callable[[], None] | None = None,
) -> None:
    """Serve a session until a signal or a window ends it.

    seats: how many devices, 0 for as many as the session says. names: by which devices find this
    laptop beside its address; the first is what people are told to type. tell: is told how it
    stands when it listens, and each time that the address or the code is another one. lasts: it is
    served until this returns, at most; called in a thread of its own. Raises NotDoneError, and
    SealedError when it is encrypted.
    """
    asyncio.run(_serve(path, key, address, port, seats, tuple(names), tell, lasts))


async def _serve(
    path: Path,
    key: Key,
    address: str,
    port: int,
    seats: int,
    names: tuple[str, ...],
    tell: Tell,
    lasts: Callable[[], None] | None,
) -> None:
    meeting = AsyncMeeting.open(path, role="devices", key=key)
    try:
        desk = Desk(meeting.meeting.path)
        try:
            ballots = meeting.meeting.ballots
            running = Running(meeting, ballots, desk, seats=seats, tell=tell)
            try:
                await running.listen(address, port, names)
                await running.until_ended(lasts)
            finally:
                await running.end()
                if meeting.session.info.evaluating is not None:
                    # The key of its box may go with the power; a form that was saved may not.
                    await meeting.change(CloseEvaluation())
        finally:
            # Nobody has to come back to a seat after the meeting, nor to that of a rehearsal.
            desk.end(forget=lasts is not None or stage(meeting.session) in OVER)
    finally:
        await meeting.close(LEAVE)


def seats_of(session: Session, asked: int = 0) -> int:
    """How many devices may take part: as many as were asked for, else as the session says."""
    info = session.info
    people = info.seats - info.paper if info.seats else DEVICES
    return min(max(asked or people, 1), PAPER - 1)


class Running:
    """A server that runs, within a loop. tell: as of `serve`."""

    def __init__(
        self,
        meeting: AsyncMeeting,
        ballots: Ballots,
        desk: Desk,
        *,
        seats: int = 0,
        tell: Tell = lambda _serving: None,
    ) -> None:
        self._meeting, self._desk, self._tell = meeting, desk, tell
        session = meeting.session
        kept = desk.kept()
        if kept is None or kept.meeting != session.info.id:
            kept = Kept(secret=secrets.token_bytes(_SECRET), meeting=session.info.id)
        self._kept = b""
        self.hosts = Hosts(0, ())
        self.seats = Seats(kept, most=seats_of(session, seats))
        self.site = Site(meeting, ballots, self.seats, self.hosts, news=News(self.keep))
        if self.seats.slips_before:
            self.site.news.hitches.add(Hitch.SLIPS)
        self._server = web.Server(
            self.site,
            request_factory=_request,
            handler_cancellation=True,
            access_log=None,
            logger=_Quiet(),
            keepalive_timeout=75.0,
        )
        self.connections = self.site.connections = Connections(self._server)
        self._listening: dict[str, asyncio.Server] = {}
        self._chosen = self.address = self.name = ""
        self.port = 0
        self._ended = asyncio.Event()
        self._told: tuple[str, str] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    # Listening

    async def listen(self, address: str, port: int, names: Iterable[str] = ()) -> None:
        """Listen there, and say so. Raises NotDoneError."""
        address = await self._resolved(address)
        await self._bind(address, port)
        self._chosen = address
        for name in names:
            self.hosts.add(name)
            self.name = self.name or name
        for do in (self._follow, self._attend, self._watch_network):
            self._tasks.add(asyncio.ensure_future(do()))
        self.show()

    async def _resolved(self, address: str) -> str:
        """The address itself, or that of a name which the network has for this laptop."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            loop = asyncio.get_running_loop()
            try:
                infos = await loop.getaddrinfo(address, None, family=socket.AF_INET)
            except (OSError, UnicodeError) as error:
                raise NotDoneError(_not_ours(address)) from error
            self.hosts.add(address)
            self.name = address
            return str(infos[0][4][0])
        if found.is_unspecified:
            raise NotDoneError(
                _("Choose one address of this laptop, so that only one network is served.")
            )
        return address

    async def _bind(self, address: str, port: int) -> None:
        if address in self._listening:
            self.address = address
            return
        loop = asyncio.get_running_loop()
        try:
            self._listening[address] = server = await loop.create_server(
                self.connections, address, port, backlog=_BACKLOG, family=socket.AF_INET
            )
        except OSError as error:
            raise NotDoneError(_why_not(error, address, port)) from error
        self.address, self.port = address, server.sockets[0].getsockname()[1]
        self.hosts.port = self.port
        self.hosts.add(address)
        if ipaddress.ip_address(address).is_loopback:
            self.hosts.add("localhost")

    async def until_ended(self, lasts: Callable[[], None] | None = None) -> None:
        """Wait for a signal, for a window that asks it to stop, or until `lasts` returns."""
        loop = asyncio.get_running_loop()
        if lasts is not None:
            threading.Thread(target=self._wait, args=(lasts, loop), daemon=True).start()
        for number in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, self._ended.set)
        await self._ended.wait()

    def _wait(self, lasts: Callable[[], None], loop: asyncio.AbstractEventLoop) -> None:
        lasts()
        with suppress(RuntimeError):
            # It ended meanwhile.
            loop.call_soon_threadsafe(self._ended.set)

    async def end(self) -> None:
        """Take no requests any more, and answer those that are there."""
        for task in self._tasks:
            task.cancel()
        for server in self._listening.values():
            server.close()
        self.site.waiting.wake()
        self._server.pre_shutdown()
        await self._server.shutdown(1.0)

    # The session, the windows and the network

    async def _follow(self) -> None:
        session = self._meeting.session
        while True:
            self.site.follow(session)
            if self._meeting.meeting.path != self._desk.path:
                with suppress(NotDoneError):
                    self._desk.go_to(self._meeting.meeting.path)
            session = await self._meeting.newer(than=session)

    async def _attend(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            await self.attend()

    async def attend(self) -> None:
        """Do what windows asked since, and tell them how it stands."""
        for request in self._desk.asked():
            await self._do(request)
        self.show()

    async def _do(self, request: Request) -> None:
        match request:
            case Stop():
                self._ended.set()
            case Door():
                self.seats.kept.door_open = request.open
            case NewCode():
                self.seats.new_code(long=self.site.joining.attempts.paused)
                self.site.joining.attempts.begin_again()
                self.site.news.over(Hitch.GUESSING)
            case FreeSeat():
                await self.site.free(request.seat)
                self.site.news.over(Hitch.FULL)
            case MoreSeats():
                self.seats.most = seats_of(self._meeting.session, request.seats)
                self.site.news.over(Hitch.FULL)
            case TurnCodes():
                try:
                    self.seats.more_turns(request.number)
                    self.site.news.over(Hitch.SLIPS)
                except FullError:
                    self.site.news.arose(Hitch.FULL)

    async def _watch_network(self) -> None:
        """A hotspot that was started again may give this laptop another address."""
        if ipaddress.ip_address(self._chosen).is_loopback:
            return
        while True:
            await asyncio.sleep(LOOK_AT_NETWORK)
            await self.look_at(await asyncio.to_thread(addresses))

    async def look_at(self, here: tuple[str, ...]) -> None:
        """These are the addresses of this laptop now."""
        news = self.site.news
        if self.address in here:
            news.over(Hitch.ADDRESS)
            return
        back = [known for known in self._listening if known in here]
        for address in (*back, *here):
            with suppress(NotDoneError):
                await self._bind(address, self.port)
                news.over(Hitch.ADDRESS)
                (news.over if address == self._chosen else news.arose)(Hitch.MOVED)
                self.show()
                return
        news.arose(Hitch.ADDRESS)
        self.show()

    def keep(self) -> None:
        """Keep what a server after this one must know, such as which numbers were given out."""
        kept = msgspec.json.encode(self.seats.kept)
        if kept == self._kept:
            return
        try:
            self._desk.keep(self.seats.kept)
            self._kept = kept
        except OSError as error:
            LOG.error("seats not kept: %s", error.errno)

    def show(self) -> None:
        """Tell the windows how it stands."""
        self.keep()
        serving = self.serving
        try:
            self._desk.show(serving)
        except OSError as error:
            LOG.error("pages not shown to windows: %s", error.errno)
        if (serving.link, serving.code) != self._told:
            self._told = serving.link, serving.code
            self._tell(serving)

    @property
    def serving(self) -> Serving:
        """How it stands."""
        seats, site = self.seats, self.site
        link = link_of(self.address, self.port, seats)
        return Serving(
            address=self.address,
            port=self.port,
            host=self.name,
            link=link,
            code=seats.code,
            joined=seats.begun,
            turns=seats.turns,
            seats=seats.most,
            looking=site.looking,
            door_open=seats.kept.door_open,
            turn_codes=seats.turn_codes,
            hitches=tuple(sorted(site.news.hitches)),
        )


def link_of(address: str, port: int, seats: Seats) -> str:
    """Where the QR code leads: the code is in it, with what nobody can guess."""
    host = address if port == 80 else f"{address}:{port}"
    return f"http://{host}/{seats.code}-{seats.pass_key}"


def rows_of(link: str) -> tuple[str, ...]:
    """A QR code as rows of "1" (dark) and "0"; a light edge of four is part of it."""
    # Only where somebody starts it at a terminal; windows draw their own.
    import segno

    made = segno.make(link, error="m", micro=False)
    return tuple(
        "".join("1" if dark else "0" for dark in row) for row in made.matrix_iter(border=4)
    )


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """A request with a small body, at most."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=BODY)


def _why_not(error: OSError, address: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        words = _("Another program listens on port {port} already. Choose another with --port.")
    elif error.errno in (errno.EADDRNOTAVAIL, socket.EAI_NONAME):
        return _not_ours(address)
    elif error.errno == errno.EACCES:
        words = _("Port {port} is not for programs like this one. Choose one from 1024 on.")
    else:
        words = _("Nobody can be reached at {address}, port {port}: {why}")
    return words.format(address=address, port=port, why=reason(error))


def _not_ours(address: str) -> str:
    return _("This laptop does not have the address {address}.").format(address=address)


class _Quiet:
    """What aiohttp would say of a request: nothing, since a request is about a person."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_args, **_more: None
