"""What is answered to a request: the pages of one meeting, for who has a seat and who has none."""

import asyncio
import hashlib
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final, Protocol

from aiohttp import web

from spiegel import logbook
from spiegel.domain.polls.box import Cast, entry_key
from spiegel.domain.polls.polls import Given, form_of
from spiegel.domain.session.agenda import AnswerForm
from spiegel.domain.session.polls import Answer, Poll, PollState
from spiegel.domain.session.session import Refusal, Session
from spiegel.meeting.delivery import answered
from spiegel.meeting.port.ballots import Ballots, CastReceipt
from spiegel.meeting.port.serving import Hitch
from spiegel.web import forms, guard
from spiegel.web.connections import Connections
from spiegel.web.outcome import Shown, shown
from spiegel.web.pages import FOLDER, SCRIPT, STRANGER, STYLE, Pages, Who
from spiegel.web.seats import FullError, NoSeatError, Seat, Seats
from spiegel.web.stage import OnStage, Shows, on_stage
from spiegel.web.waiting import Waiting

LOOKING: Final = 60.0
"""Seconds after its last request in which a device counts as looking at a page."""
_A_DAY: Final = 86_400
_READING: Final = 10.0
_CODE: Final = re.compile(r"/([A-Za-z]{4,6})(?:-([A-Za-z2-7]{8}))?")
_POLICY: Final = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Server": "Spiegel",
}
_STATIC: Final[Mapping[str, tuple[str, str]]] = {
    "/style.css": (STYLE, "text/css"),
    "/script.js": (SCRIPT, "text/javascript"),
}


class Asked(Protocol):
    """The session as a server follows it; `AsyncMeeting` is one."""

    @property
    def session(self) -> Session: ...


class _Answered(Exception):  # noqa: N818 - an answer, not a fault
    """A request ends here, with this page."""

    def __init__(self, page: str, status: int = 200) -> None:
        super().__init__(status)
        self.page, self.status = page, status


class Site:
    """The pages of a meeting.

    hosts: by which it may be asked. now: seconds of a clock that only goes on. changed: called when
    the windows should know: somebody joined, a code was guessed at.
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
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._meeting, self._ballots = meeting, ballots
        self.seats, self.hosts = seats, hosts
        self.waiting = waiting or Waiting()
        self.attempts = guard.Attempts()
        self.connections: Connections | None = None
        self.hitches: set[Hitch] = set()
        self._now, self._changed = now, changed
        self._done: set[int] | None = None
        self._seen: dict[int, float] = {}
        self._kept: dict[bytes, Given] = {}
        self._session = meeting.session
        self._stage = on_stage(self._session)
        self._reckoned: tuple[Session | None, Shown] = None, Shown()
        self._pages = Pages(self._session.info.language)
        named = hashlib.sha256(self._session.info.id.encode()).hexdigest()[:8]
        self._cookie, self._turn_cookie = f"spiegel-{named}", f"spiegel-{named}-turn"
        self._static = {
            path: ((FOLDER / "static" / name).read_bytes(), kind)
            for path, (name, kind) in _STATIC.items()
        }
        self._routes: Mapping[tuple[str, str], Callable[[Any], Awaitable[Any]]] = {
            ("GET", "/"): self._home,
            ("GET", "/wait"): self._wait,
            ("POST", "/join"): self._join,
            ("POST", "/answer"): self._answer,
            ("GET", "/return"): self._return_page,
            ("POST", "/return"): self._return,
            ("GET", "/turn"): self._turn_page,
            ("POST", "/turn"): self._turn,
            ("POST", "/turn/join"): self._turn_join,
            ("GET", "/turn/question"): self._turn_question,
            ("POST", "/turn/answer"): self._turn_answer,
            ("GET", "/turn/done"): self._turn_done,
        }
        self._count_done()

    # The session goes on

    def follow(self, session: Session) -> None:
        """The session is another one: devices that show something else are woken."""
        before, self._session = self._stage, session
        if session.info.language != self._pages.language:
            self._pages = Pages(session.info.language)
        self._stage = on_stage(session)
        if self._stage.version == before.version:
            return
        if self._stage.poll != before.poll:
            self._kept = {}
            if self._stage.shows is Shows.ASK:
                self._done = None
                self._count_done()
        if before.shows is Shows.ASK and before.poll is not None:
            self._log_closed(session, before.poll)
        self.waiting.wake()

    @staticmethod
    def _log_closed(session: Session, poll: Poll) -> None:
        closed = session.polls.get(poll.number)
        if closed is not None and closed.round == poll.round and closed.state is not PollState.OPEN:
            logbook.LOG.info(
                "poll %d.%d closed: %d took part, %d skipped",
                *(closed.number, closed.round, closed.took_part, closed.skipped),
            )

    def _count_done(self) -> None:
        """Ask the box who answered already: a server before this one may have taken answers."""
        stage = self._stage
        if stage.shows is not Shows.ASK or stage.poll is None:
            return
        poll = stage.poll

        def then(done: frozenset[int]) -> None:
            if self._stage.poll == poll:
                self._done = (self._done or set()) | done

        self._ballots.done(poll.number, then)

    @property
    def looking(self) -> int:
        """How many devices have a page open."""
        late = self._now() - LOOKING
        self._seen = {seat: at for seat, at in self._seen.items() if at > late}
        return len(self._seen.keys() | self.waiting.held)

    # A request

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """The answer to a request, whatever it is."""
        transport, known = request.transport, False
        try:
            response, known = await self._respond(request)
        except _Answered as ended:
            response = self._html(ended.page, ended.status)
        except web.HTTPRequestEntityTooLarge:
            response = self._html(self._pages.too_much(), 413)
        except (web.HTTPException, ValueError):
            response = self._html(self._pages.stale(), 400)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - nobody in the room may see a traceback
            logbook.LOG.error("page %s", type(error).__qualname__)
            response = self._html(self._pages.fault(), 500)
        finally:
            if self.connections is not None and transport is not None:
                self.connections.served(transport, known=known)
        response.headers.update({k: v for k, v in _HEADERS.items() if k not in response.headers})
        return response

    async def _respond(self, request: web.BaseRequest) -> tuple[web.StreamResponse, bool]:
        if not self.hosts.knows(request.headers.get("Host", "")):
            raise _Answered(self._pages.missing(), 421)
        fields: guard.Fields = {}
        if request.method == "POST":
            fields = await self._fields(request)
        elif request.can_read_body:
            raise _Answered(self._pages.stale(), 400)
        if self.connections is not None and request.transport is not None:
            self.connections.heard(request.transport)
        seat = self._seat_of(request, self._cookie)
        if seat is not None:
            self._seen[seat.number] = self._now()
        call = _Call(request, fields, seat)
        method = "GET" if request.method == "HEAD" else request.method
        found = self._static.get(request.path) if method == "GET" else None
        if found is not None:
            body, kind = found
            headers = {"Cache-Control": "max-age=600"}
            made = web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)
            return made, seat is not None
        if request.path == "/favicon.ico":
            return web.Response(status=204), seat is not None
        route = self._routes.get((method, request.path))
        if route is None and method == "GET" and (code := _CODE.fullmatch(request.path)):
            return self._door(call, code[1], code[2] or ""), seat is not None
        if route is None:
            raise _Answered(self._pages.missing(), 404)
        made = await route(call)
        return made, seat is not None

    async def _fields(self, request: web.BaseRequest) -> guard.Fields:
        if guard.from_elsewhere(request.headers, self.hosts):
            raise _Answered(self._pages.stale(), 403)
        if request.content_type != guard.FORM_TYPE or "Content-Encoding" in request.headers:
            raise _Answered(self._pages.stale(), 415)
        if (request.content_length or 0) > guard.BODY:
            raise _Answered(self._pages.too_much(), 413)
        body = await asyncio.wait_for(request.read(), _READING)
        return guard.read_fields(body)

    def _html(self, page: str, status: int = 200) -> web.Response:
        return web.Response(text=page, status=status, content_type="text/html")

    @staticmethod
    def _go(where: str) -> web.Response:
        return web.Response(status=303, headers={"Location": where})

    def _seat_of(self, request: web.BaseRequest, name: str) -> Seat | None:
        cookie = guard.cookie(request.headers.get("Cookie", ""), name)
        return self.seats.of_cookie(cookie) if cookie else None

    def _token(self, *about: object) -> str:
        return guard.form_token(self.seats.kept.secret, *about)

    def _check(self, call: "_Call", *about: object) -> None:
        if not guard.is_token(call.field("token"), self._token(*about)):
            raise _Answered(self._pages.stale(), 403)

    def _who(self, seat: Seat) -> Who:
        code = self.seats.return_code(seat)
        return Who(seat.number, f"{code[:3]} {code[3:]}")

    # Who has no seat yet

    def _groups(self) -> tuple[str, ...]:
        groups = self._session.info.groups
        return groups if len(groups) > 1 else ()

    def _failed(self) -> None:
        self.attempts.failed(self._now())
        if self.attempts.paused and Hitch.GUESSING not in self.hitches:
            self.hitches.add(Hitch.GUESSING)
            self._changed()

    def _door(self, call: "_Call", code: str, key: str) -> web.Response:
        """Who comes with a code, from the QR code or typed."""
        if call.seat is not None:
            return self._go("/")
        if not (key and self.seats.admits_link(code, key)):
            if self.attempts.paused:
                return self._html(self._pages.code(paused=True), 429)
            if not self.seats.admits(code):
                self._failed()
                return self._html(self._pages.code(wrong=True), 403)
        return self._joining()

    def _joining(self, *, ticket: str = "", no_group: bool = False) -> web.Response:
        if not self.seats.kept.door_open:
            return self._html(self._pages.no_room(closed=True), 403)
        ticket = ticket or self.seats.ticket()
        token = self._token("join", self.seats.code, ticket)
        page = self._pages.join(
            self._session.info, self._groups(), token=token, ticket=ticket, no_group=no_group
        )
        return self._html(page)

    async def _join(self, call: "_Call") -> web.Response:
        if call.seat is not None:
            return self._go("/")
        ticket = call.field("ticket")
        self._check(call, "join", self.seats.code, ticket)
        group = self._group(call)
        if group is None:
            return self._joining(ticket=ticket, no_group=True)
        try:
            seat = self.seats.join(group, ticket=ticket)
        except NoSeatError as refused:
            full = isinstance(refused, FullError)
            if full:
                self.hitches.add(Hitch.FULL)
                self._changed()
            return self._html(self._pages.no_room(closed=not full), 403)
        self._changed()
        return self._seated(seat)

    def _group(self, call: "_Call") -> str | None:
        """The group that was chosen, empty where there is none to choose; None when it was not."""
        groups = self._groups()
        if not groups:
            return ""
        number = call.number("group")
        return groups[number - 1] if 1 <= number <= len(groups) else None

    def _seated(self, seat: Seat) -> web.Response:
        response = self._go("/")
        response.set_cookie(
            self._cookie,
            self.seats.cookie(seat),
            max_age=_A_DAY,
            path="/",
            httponly=True,
            samesite="Lax",
        )
        return response

    async def _return_page(self, _call: "_Call") -> web.Response:
        page = self._pages.returning(self._token("return"), paused=self.attempts.paused)
        return self._html(page)

    async def _return(self, call: "_Call") -> web.Response:
        self._check(call, "return")
        token = self._token("return")
        if self.attempts.paused:
            return self._html(self._pages.returning(token, paused=True), 429)
        seat = self.seats.returning(call.field("code"))
        if seat is None:
            self._failed()
            return self._html(self._pages.returning(token, wrong=True), 403)
        return self._seated(seat)

    # Who has a seat

    async def _home(self, call: "_Call") -> web.Response:
        seat = call.seat
        if seat is None:
            if guard.cookie(call.request.headers.get("Cookie", ""), self._cookie):
                response = self._html(self._pages.freed())
                response.del_cookie(self._cookie, path="/")
                return response
            code = call.request.query.get("code")
            if code is not None:
                return self._door(call, code, "")
            return self._html(self._pages.code(paused=self.attempts.paused))
        return self._html(await self._page(seat, change="change" in call.request.query))

    async def _page(self, seat: Seat, *, change: bool = False) -> str:
        stage, who = self._stage, self._who(seat)
        match stage.shows:
            case Shows.ASK:
                return await self._asking(stage, seat, who, change=change)
            case Shows.OUTCOME:
                return self._pages.outcome(stage, who, self._outcome)
            case Shows.OVER:
                return self._pages.over(who)
        return self._pages.waiting(stage, who)

    @property
    def _outcome(self) -> Shown:
        """What is shown of the question, reckoned once for all devices."""
        known, found = self._reckoned
        if known is not self._session:
            found = shown(self._session, self._stage, self._pages.t)
            self._reckoned = self._session, found
        return found

    async def _asking(self, stage: OnStage, seat: Seat, who: Who, *, change: bool) -> str:
        poll, form = stage.poll, stage.form
        assert poll is not None
        assert form is not None
        given = await self._given(poll, seat)
        if given is not None and not change:
            return self._pages.kept(stage, who, forms.said(form, given.answer, self._pages.t))
        fields = forms.fields_of(form, given.answer) if given is not None else {}
        token = self._token("answer", seat.token, poll.number, poll.round)
        return self._pages.question(stage, who, token=token, fields=fields)

    async def _given(self, poll: Poll, seat: Seat) -> Given | None:
        """What this seat answered; it is asked for only where it did, to a server before this one.

        What came in since stands here by the key of the box until the question is closed: all at
        once ask for it right after they answered.
        """
        key = entry_key(seat.token, poll)
        if key in self._kept:
            return self._kept[key]
        if self._done is not None and seat.number not in self._done:
            return None
        return await answered(partial(self._ballots.find, poll.number, key))

    async def _wait(self, call: "_Call") -> web.Response:
        """Held until there is something else to show."""
        if call.seat is None:
            return web.Response(text="stop", status=403)
        told = "new"
        if call.request.query.get("v") == self._stage.version:
            told = await self.waiting.hold(call.seat.number)
        return web.Response(text=told)

    async def _answer(self, call: "_Call") -> web.Response:
        seat = call.seat
        if seat is None:
            return self._html(self._pages.freed(), 403)
        return await self._take(call, seat, self._who(seat), action="/answer", next_="/")

    async def _take(
        self, call: "_Call", seat: Seat, who: Who, *, action: str, next_: str
    ) -> web.Response:
        """An answer comes in: it is on the disk, or its words are still in the form."""
        number, round_ = call.number("poll"), call.number("round")
        self._check(call, "answer", seat.token, number, round_)
        stage = self._stage
        poll, form = stage.poll, stage.form
        is_open = poll is not None and (poll.number, poll.round) == (number, round_)
        if stage.shows is not Shows.ASK or not is_open or poll is None or form is None:
            return self._late(call, number, who, next_)
        token = self._token("answer", seat.token, number, round_)
        again = partial(self._pages.question, stage, who, token=token, action=action, next_=next_)
        kept_fields = forms.shown_again(form, call.fields)
        try:
            answer = forms.answer_of(form, call.fields, self._pages.t)
        except forms.NotAnAnswerError as wrong:
            return self._html(again(fields=kept_fields, problems=wrong.problems), 422)
        receipt = await self._cast(poll, seat, answer)
        if receipt.closed:
            return self._late(call, number, who, next_)
        if not receipt.kept:
            words = self._pages.t.gettext("Your answer could not be saved. Try once more.")
            problems = [forms.Problem(forms.first_field(form), words)]
            return self._html(again(fields=kept_fields, problems=problems), 503)
        return self._go(next_)

    async def _cast(self, poll: Poll, seat: Seat, answer: Answer) -> CastReceipt:
        """Put an answer in; it goes in also when the device is gone meanwhile."""
        given = Given(answer, seat.group if self._groups() else "")
        key = entry_key(seat.token, poll)
        future: asyncio.Future[CastReceipt] = asyncio.get_running_loop().create_future()

        def then(receipt: CastReceipt) -> None:
            self._was_cast(poll, seat, key, given, receipt)
            if not future.done():
                future.set_result(receipt)

        self._ballots.cast(poll.number, Cast(key, seat.number, given), then)
        return await future

    def _was_cast(
        self, poll: Poll, seat: Seat, key: bytes, given: Given, receipt: CastReceipt
    ) -> None:
        if receipt.kept and self._stage.poll == poll:
            self._kept[key] = given
            if self._done is not None:
                self._done.add(seat.number)
        before = set(self.hitches)
        if receipt.kept:
            self.hitches.discard(Hitch.DISK)
        elif receipt.problem:
            self.hitches.add(Hitch.DISK)
        if before != self.hitches:
            self._changed()

    def _late(self, call: "_Call", number: int, who: Who, next_: str) -> web.Response:
        form = self._form_of(number)
        fields = forms.shown_again(form, call.fields) if form is not None else {}
        where = "/" if next_ == "/" else "/turn"
        return self._html(self._pages.late(form, fields, who, next_=where), 409)

    def _form_of(self, number: int) -> AnswerForm | None:
        """The form of a poll that was; None when it is gone with its question."""
        poll = self._session.polls.get(number)
        try:
            return form_of(self._session, poll) if poll is not None else None
        except Refusal:
            return None

    async def free(self, number: int) -> None:
        """A seat is used no more, and its answer to the open question goes."""
        seat = self.seats.free(number)
        poll = self._stage.poll if self._stage.shows is Shows.ASK else None
        if poll is not None and (self._done is None or number in self._done):
            if seat is None:
                self.hitches.add(Hitch.NOT_FREE)
            else:
                key = entry_key(seat.token, poll)
                self._kept.pop(key, None)
                receipt = await answered(partial(self._ballots.free, poll.number, key, seat.number))
                if receipt.kept and self._done is not None:
                    self._done.discard(number)
        self.waiting.wake(number)
        self._changed()

    # The laptop that goes round

    async def _turn_page(self, _call: "_Call") -> web.Response:
        response = self._html(
            self._pages.turn(self._token("turn"), open_=self._stage.shows is Shows.ASK)
        )
        # Whoever was here before did not answer: the next one begins with an own code.
        response.del_cookie(self._turn_cookie, path="/turn")
        return response

    async def _turn(self, call: "_Call") -> web.Response:
        self._check(call, "turn")
        t, wrong, status = self._pages.t, "", 403
        seat = None
        if self.attempts.paused:
            wrong, status = t.gettext("Codes cannot be typed for a moment."), 429
        else:
            seat = self.seats.turn(call.field("code"))
            if seat is None:
                self._failed()
                wrong = t.gettext("This code is not right. Look once more.")
            elif self._stage.poll is not None and await self._given(self._stage.poll, seat):
                wrong = t.gettext("This code was used for this question already.")
        if wrong or seat is None:
            page = self._pages.turn(self._token("turn"), wrong=wrong)
            return self._html(page, status)
        response = self._go("/turn/question")
        response.set_cookie(
            self._turn_cookie,
            self.seats.cookie(seat),
            path="/turn",
            httponly=True,
            samesite="Lax",
        )
        return response

    def _turn_seat(self, call: "_Call") -> Seat | None:
        found = self._seat_of(call.request, self._turn_cookie)
        return found if found is not None and found.turn else None

    async def _turn_question(self, call: "_Call") -> web.Response:
        seat = self._turn_seat(call)
        if seat is None:
            return self._go("/turn")
        if not self.seats.agreed(seat):
            return self._turn_consent(seat)
        stage = self._stage
        poll = stage.poll
        if stage.shows is not Shows.ASK or poll is None or await self._given(poll, seat):
            return self._go("/turn")
        token = self._token("answer", seat.token, poll.number, poll.round)
        page = self._pages.question(
            stage, STRANGER, token=token, fields={}, action="/turn/answer", next_="/turn/done"
        )
        return self._html(page)

    def _turn_consent(self, seat: Seat, *, no_group: bool = False) -> web.Response:
        page = self._pages.join(
            self._session.info,
            self._groups(),
            token=self._token("turn-join", seat.token),
            ticket="",
            action="/turn/join",
            no_group=no_group,
        )
        return self._html(page)

    async def _turn_join(self, call: "_Call") -> web.Response:
        seat = self._turn_seat(call)
        if seat is None:
            return self._go("/turn")
        self._check(call, "turn-join", seat.token)
        group = self._group(call)
        if group is None:
            return self._turn_consent(seat, no_group=True)
        self.seats.agree(seat, group)
        self._changed()
        return self._go("/turn/question")

    async def _turn_answer(self, call: "_Call") -> web.Response:
        seat = self._turn_seat(call)
        if seat is None or not self.seats.agreed(seat):
            return self._go("/turn")
        response = await self._take(call, seat, STRANGER, action="/turn/answer", next_="/turn/done")
        if response.status == 303:
            response.del_cookie(self._turn_cookie, path="/turn")
        return response

    async def _turn_done(self, _call: "_Call") -> web.Response:
        return self._html(self._pages.pass_on())


class _Call:
    """A request with its fields, and the seat of its device."""

    def __init__(self, request: web.BaseRequest, fields: guard.Fields, seat: Seat | None) -> None:
        self.request, self.fields, self.seat = request, fields, seat

    def field(self, name: str) -> str:
        """The last value of a field, or nothing."""
        return self.fields.get(name, [""])[-1]

    def number(self, name: str) -> int:
        """A field as a whole number, 0 when it is none."""
        text = self.field(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
