"""What is answered to a request: which part of the site it is for, and what every page carries."""

import asyncio
import hashlib
import time
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from aiohttp import web

from spiegel import logbook
from spiegel.domain.patterns import pattern
from spiegel.domain.session.session import Change, Session
from spiegel.meeting.port.ballots import Ballots
from spiegel.meeting.port.meeting import Receipt
from spiegel.web import guard
from spiegel.web.answering import Answering
from spiegel.web.calls import Call, Refused
from spiegel.web.connections import Connections
from spiegel.web.evaluating import EvaluatingPart
from spiegel.web.expecting import Expecting
from spiegel.web.frame import FOLDER
from spiegel.web.joining import Joining
from spiegel.web.news import News
from spiegel.web.pages import SCRIPT, STYLE, Pages
from spiegel.web.replies import Reply, html
from spiegel.web.room import Room
from spiegel.web.seats import Seats
from spiegel.web.stage import Shows, reworded
from spiegel.web.turns import Turns
from spiegel.web.waiting import Told, Waiting

LOOKING: Final = 60.0
"""Seconds after its last request in which a device counts as looking at a page."""
_CODE: Final = pattern(r"/([A-Za-z]{4,6})(?:-([A-Za-z2-7]{8}))?")
_STATIC: Final[Mapping[str, tuple[str, str]]] = {
    "/style.css": (STYLE, "text/css"),
    "/script.js": (SCRIPT, "text/javascript"),
}


class Asked(Protocol):
    """The session as a server follows it; `AsyncMeeting` is one."""

    @property
    def session(self) -> Session: ...

    def submit(self, change: Change, then: Callable[[Receipt], None]) -> None: ...


class Site:
    """The pages of a meeting.

    hosts: by which it may be asked. now: seconds of a clock that only goes on. news: for the
    windows on this laptop.
    """

    def __init__(
        self,
        meeting: Asked,
        ballots: Ballots,
        seats: Seats,
        hosts: guard.Hosts,
        *,
        waiting: Waiting | None = None,
        now: Callable[[], float] = time.monotonic,
        news: News | None = None,
    ) -> None:
        self._seats, self.hosts = seats, hosts
        self.waiting, self.news = waiting or Waiting(), news or News()
        self.connections: Connections | None = None
        self._now = now
        self._seen: dict[int, float] = {}
        session = meeting.session
        named = hashlib.sha256(session.info.id.encode()).hexdigest()[:8]
        self._cookie = f"spiegel-{named}"
        self._room = Room(session)
        self._expecting = Expecting(self._room, seats, meeting.submit)
        self._evaluating = EvaluatingPart(
            self._room, seats, ballots, self.news, f"{self._cookie}-form"
        )
        self.joining = Joining(
            self._room,
            seats,
            self.news,
            self._cookie,
            now,
            self._expecting.page,
            self._evaluating.welcome,
        )
        self._answering = Answering(self._room, ballots, seats, self.news)
        turns = Turns(
            self._room,
            seats,
            self.joining,
            self._answering,
            self._evaluating,
            self.news,
            f"{self._cookie}-turn",
        )
        self._static = {
            path: ((FOLDER / "static" / name).read_bytes(), kind)
            for path, (name, kind) in _STATIC.items()
        }
        self._routes = {
            ("GET", "/"): self._home,
            ("GET", "/wait"): self._wait,
            **self.joining.routes,
            **self._answering.routes,
            **self._expecting.routes,
            **self._evaluating.routes,
            **turns.routes,
        }

    def follow(self, session: Session) -> None:
        """The session is another one: devices that show something else are woken."""
        before = self._room.stage.poll
        if self._room.follow(session):
            if self._room.stage.poll != before:
                self._answering.begin_again()
            self.waiting.wake()

    async def free(self, number: int) -> None:
        """A seat is used no more, and its answer to the open question goes."""
        await self._answering.free(number)
        self.waiting.wake(number)

    @property
    def looking(self) -> int:
        """How many devices have a page open."""
        late = self._now() - LOOKING
        self._seen = {seat: at for seat, at in self._seen.items() if at > late}
        return len(self._seen.keys() | self.waiting.held)

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """The answer to a request, whatever it is."""
        transport, known = request.transport, False
        try:
            reply, known = await self._respond(request)
        except Refused as refused:
            reply = html(refused.page(self._room.pages), refused.status)
        except web.HTTPRequestEntityTooLarge:
            reply = html(self._room.pages.too_much(), 413)
        except (web.HTTPException, ValueError):
            reply = html(self._room.pages.stale(), 400)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - nobody in the room may see a traceback
            logbook.LOG.error("page %s", type(error).__qualname__)
            reply = html(self._room.pages.fault(), 500)
        finally:
            if self.connections is not None and transport is not None:
                self.connections.served(transport, known=known)
        return reply

    async def _respond(self, request: web.BaseRequest) -> tuple[Reply, bool]:
        """The answer, and whether it is to a device that has a seat."""
        if not self.hosts.knows(request.headers.get("Host", "")):
            raise Refused(Pages.missing, 421)
        fields: guard.Fields = {}
        if request.method == "POST":
            fields = await self._fields(request)
        elif request.can_read_body:
            raise Refused(Pages.stale, 400)
        if self.connections is not None and request.transport is not None:
            self.connections.heard(request.transport)
        cookie = guard.cookie(request.headers.get("Cookie", ""), self._cookie)
        seat = self._seats.of_cookie(cookie) if cookie else None
        if seat is not None:
            self._seen[seat.number] = self._now()
        call = Call(request, fields, seat, self._seats.kept.secret)
        return await self._routed(call), seat is not None

    async def _routed(self, call: Call) -> Reply:
        path, method = call.request.path, call.request.method
        if method == "HEAD":
            method = "GET"
        if method == "GET" and path in self._static:
            body, kind = self._static[path]
            return Reply(body, kind, lasting=True)
        if path == "/favicon.ico":
            return Reply(status=204)
        route = self._routes.get((method, path))
        if route is not None:
            return await route(call)
        if method == "GET" and (code := _CODE.fullmatch(path)):
            return self.joining.door(call, code[1], code[2] or "")
        raise Refused(Pages.missing, 404)

    async def _fields(self, request: web.BaseRequest) -> guard.Fields:
        if guard.from_elsewhere(request.headers, self.hosts):
            raise Refused(Pages.stale, 403)
        if request.content_type != guard.FORM_TYPE or "Content-Encoding" in request.headers:
            raise Refused(Pages.stale, 415)
        if (request.content_length or 0) > guard.BODY:
            raise Refused(Pages.too_much, 413)
        # Most come whole with their head; who is slow is cut by `Connections`.
        whole = request.content.is_eof()
        body = request.content.read_nowait() if whole else await request.read()
        if len(body) > guard.BODY:
            raise Refused(Pages.too_much, 413)
        return guard.read_fields(body)

    async def _home(self, call: Call) -> Reply:
        """What a device shows now."""
        seat, stage, pages = call.seat, self._room.stage, self._room.pages
        if stage.shows is Shows.EVALUATE and self._evaluating.knows(call):
            return await self._evaluating.page(call)
        if seat is None:
            return self.joining.stranger(call)
        who = self._answering.who(seat)
        match stage.shows:
            case Shows.ASK:
                change = "change" in call.request.query
                return html(await self._answering.page(call, seat, change=change))
            case Shows.OUTCOME:
                return html(pages.outcome(stage, who, self._room.outcome))
            case Shows.OVER:
                return html(pages.over(who))
        return html(pages.waiting(stage, who))

    async def _wait(self, call: Call) -> Reply:
        """Held until there is something else to show."""
        if call.seat is None:
            return Reply(b"stop", "text/plain", status=403)
        told, version = Told.NEW, call.request.query.get("v", "")
        if version == self._room.stage.version:
            told = await self.waiting.hold(call.seat.number)
        if told is Told.NEW and reworded(version, self._room.stage):
            told = Told.WORDS
        return Reply(told.encode(), "text/plain")
