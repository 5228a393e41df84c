"""A room in which people answer: the pages on a loopback address, over a box in memory."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from spiegel.domain.polls.box import Cast
from spiegel.domain.polls.polls import ClosePoll, Given, OpenPoll, ShowPoll, open_poll
from spiegel.domain.session.session import Change, Session, describe
from spiegel.meeting.port.ballots import CastReceipt
from spiegel.meeting.port.meeting import Receipt
from spiegel.meeting.serving import Kept
from spiegel.web.connections import Connections
from spiegel.web.guard import BODY, Hosts
from spiegel.web.seats import Seats
from spiegel.web.site import Site
from spiegel.web.waiting import Waiting

HOST = "zaal.test"
SECOND = 60.0


class Box:
    """The ballot box as its port has it, in memory; `refuses` is what the disk says instead.

    looked: which were looked into.
    """

    def __init__(self) -> None:
        self.given: dict[bytes, Given] = {}
        self.seats: set[int] = set()
        self.poll: int | None = None
        self.refuses = ""
        self.looked: list[int] = []

    def cast(self, poll: int, cast: Cast, then: Callable[[CastReceipt], None]) -> None:
        if poll != self.poll:
            then(CastReceipt(closed=True))
        elif self.refuses:
            then(CastReceipt(problem=self.refuses))
        else:
            self.given[cast.key] = cast.given
            self.seats.add(cast.seat)
            then(CastReceipt())

    def find(self, poll: int, key: bytes, then: Callable[[Given | None], None]) -> None:
        then(self.given.get(key) if poll == self.poll else None)

    def done(self, poll: int, then: Callable[[frozenset[int]], None]) -> None:
        then(frozenset(self.seats) if poll == self.poll else frozenset())

    def count(self, poll: int, then: Callable[[int], None]) -> None:
        self.looked.append(poll)
        then(len(self.given) if poll == self.poll else 0)

    def free(self, poll: int, key: bytes, seat: int, then: Callable[[CastReceipt], None]) -> None:
        self.given.pop(key, None)
        self.seats.discard(seat)
        then(CastReceipt())


class Told:
    """The session as a server follows it, in memory."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.refuses, self.waits = "", False
        self.then: Callable[[Receipt], None] | None = None

    def submit(self, change: Change, then: Callable[[Receipt], None]) -> None:
        """Make a change; `refuses` is what the disk says instead, and whether that `waits`."""
        if self.refuses:
            self.then = then
            then(Receipt(change=change, problem=self.refuses, waits=self.waits))
            return
        self.session = change.apply(self.session, self.session.info.created)
        then(Receipt(change=change, session=self.session))


class Room:
    """The server of a meeting, with what the moderator does; `url` is where devices find it."""

    def __init__(self, session: Session, **how: object) -> None:
        self.meeting, self.box = Told(session), Box()
        self.kept = Kept(secret=b"s" * 32, meeting=session.info.id)
        self.how = how
        self.url = ""
        self.time = 1_000.0
        self.make_site()

    def make_site(self) -> None:
        """A server anew, with what the one before kept."""
        self.seats = Seats(self.kept, most=int(self.how.get("most", 200)))  # type: ignore[call-overload]
        span = float(self.how.get("span", SECOND))  # type: ignore[arg-type]
        self.site = Site(
            self.meeting,
            self.box,
            self.seats,
            Hosts(self.port, [HOST, "127.0.0.1"]),
            waiting=Waiting(lambda: span),
            now=lambda: self.time,
        )

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2]) if self.url else 0

    @property
    def session(self) -> Session:
        return self.meeting.session

    def do(self, change: Change) -> None:
        """A change of the moderator, as the server hears of it."""
        self.follow(change.apply(self.session, self.session.info.created))

    def follow(self, session: Session) -> None:
        self.meeting.session = session
        self.site.follow(session)

    def open(self, question: int, **how: bool) -> None:
        """The moderator opens a question."""
        session = OpenPoll(question=question, **how).apply(self.session, self.session.info.created)
        poll = open_poll(session)
        self.box.poll = poll.number if poll is not None else None
        self.box.given, self.box.seats = {}, set()
        self.follow(session)

    def close(self) -> None:
        """The moderator closes the question that is open; the box goes with it."""
        poll = open_poll(self.session)
        assert poll is not None
        given, self.box.poll = tuple(self.box.given.values()), None
        self.do(ClosePoll(poll=poll.number, given=given))

    def show(self) -> None:
        """The room sees what came of the last question."""
        self.do(ShowPoll(poll=max(self.session.polls), confirmed=True))

    def groups(self, *names: str) -> None:
        """There are groups of people to choose from."""
        self.follow(describe(self.session, groups=names))

    def restart(self) -> None:
        """The server was killed, and started again."""
        self.make_site()
        self.running.site = self.site

    async def somebody_waits(self) -> None:
        """A device has a page that waits for something new."""
        for _ in range(10_000):
            if self.site.waiting.held:
                return
            await asyncio.sleep(0)
        raise AssertionError("nobody waits")

    @property
    def answers(self) -> list[Given]:
        """What is in the box."""
        return list(self.box.given.values())


class Running:
    """What listens, whichever site is behind it now."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        return await self.site(request)


def _request(message, payload, protocol, writer, task):
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=BODY)


@asynccontextmanager
async def room_for(
    session: Session, *, patience: float = 10.0, **how: object
) -> AsyncIterator[Room]:
    """The pages of a session, on a port of loopback; patience: seconds until a request is whole."""
    room = Room(session, **how)
    room.running = Running(room.site)
    server = web.Server(
        room.running, request_factory=_request, handler_cancellation=True, access_log=None
    )
    strangers = int(how.get("strangers", 256))  # type: ignore[call-overload]
    room.connections = Connections(server, strangers=strangers, patience=patience)
    listening = await asyncio.get_running_loop().create_server(room.connections, "127.0.0.1", 0)
    room.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    room.site.hosts.port = room.port
    room.site.connections = room.connections
    try:
        yield room
    finally:
        listening.close()
        room.site.waiting.wake()
        server.pre_shutdown()
        await server.shutdown(0.2)


class Page:
    """What a device shows: the status, the HTML, and the fields of its form."""

    def __init__(self, status: int, html: str, headers: object, url: str) -> None:
        self.status, self.html, self.headers, self.url = status, html, headers, url

    @property
    def heading(self) -> str:
        return re.findall(r"<h1>(.*?)</h1>", self.html)[0]

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.html.partition("<main>")[2]))

    @property
    def hidden(self) -> dict[str, str]:
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.html))

    @property
    def action(self) -> str:
        return re.findall(r'<form action="([^"]*)"', self.html)[0]

    @property
    def version(self) -> str:
        return re.findall(r'data-version="(\w+)"', self.html)[0]


class Device:
    """A phone: it keeps its cookies, and comes from a name as phones do."""

    def __init__(self, room: Room, host: str = HOST) -> None:
        self.room, self.host = room, host
        self.client = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            connector=aiohttp.TCPConnector(resolver=_Here(), limit=0),
        )

    async def __aenter__(self) -> "Device":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.close()

    def at(self, path: str) -> str:
        return f"http://{self.host}:{self.room.port}{path}"

    async def get(self, path: str = "/", **how: object) -> Page:
        return await self.ask("GET", path, **how)

    async def ask(self, method: str, path: str, **how: object) -> Page:
        async with self.client.request(method, self.at(path), **how) as answer:
            text = await answer.text()
            return Page(answer.status, text, answer.headers, answer.url.path)

    async def post(self, path: str, fields: object, **how: object) -> Page:
        return await self.ask("POST", path, data=fields, **how)

    async def send(
        self, page: Page, fields: dict[str, object] | None = None, **how: object
    ) -> Page:
        """The form of this page, filled in so, with its button."""
        return await self.post(page.action, [*page.hidden.items(), *pairs(fields or {})], **how)

    async def arrive(self) -> Page:
        """Where the QR code leads."""
        seats = self.room.seats
        return await self.get(f"/{seats.code}-{seats.pass_key}")

    async def join(self, **fields: object) -> Page:
        """Take part, as the QR code leads there."""
        page = await self.arrive()
        return await self.send(page, fields) if "<form" in page.html else page

    async def answer(self, **fields: object) -> Page:
        """Fill in the question that this device shows."""
        return await self.send(
            await self.get("/?change=1"), {k.replace("_", "-"): v for k, v in fields.items()}
        )


def pairs(fields: dict[str, object]) -> list[tuple[str, str]]:
    return [
        (name, str(each))
        for name, value in fields.items()
        for each in (value if isinstance(value, list | tuple) else [value])
    ]


class _Here(aiohttp.abc.AbstractResolver):
    """Each name is this laptop."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[dict[str, object]]:
        return [
            {
                "hostname": host,
                "host": "127.0.0.1",
                "port": port,
                "family": 2,
                "proto": 0,
                "flags": 0,
            }
        ]

    async def close(self) -> None:
        pass
