"""Taking part: from a code to a seat, and back to it from another browser or device."""

from collections.abc import Callable

from spiegel.domain.preparation.expectations import by_pages
from spiegel.meeting.port.serving import Hitch
from spiegel.web import guard
from spiegel.web.calls import Call, Routes
from spiegel.web.news import News
from spiegel.web.replies import Reply, go, html, remember
from spiegel.web.room import Room
from spiegel.web.seats import FullError, NoSeatError, Seat, Seats


class Joining:
    """cookie: by which a device keeps its seat. now: seconds of a clock that only goes on.

    expecting: the page for who comes with the code before a meeting in which nobody takes a seat.
    evaluating: where they go while the evaluation is open; None when it is not.
    """

    def __init__(
        self,
        room: Room,
        seats: Seats,
        news: News,
        cookie: str,
        now: Callable[[], float],
        expecting: Callable[[Call], Reply],
        evaluating: Callable[[Call], Reply | None],
    ) -> None:
        self._room, self._seats, self._news = room, seats, news
        self._expecting, self._evaluating = expecting, evaluating
        self._cookie, self._now = cookie, now
        self.attempts = guard.Attempts()

    @property
    def routes(self) -> Routes:
        """What is asked of this part."""
        return {
            ("POST", "/join"): self._join,
            ("GET", "/return"): self._return_page,
            ("POST", "/return"): self._return,
        }

    def failed(self) -> None:
        """A wrong code was typed."""
        self.attempts.failed(self._now())
        if self.attempts.paused:
            self._news.arose(Hitch.GUESSING)

    def group_of(self, call: Call) -> str | None:
        """The group that was chosen, empty where there is none to choose; None when it was not."""
        groups = self._room.groups
        if not groups:
            return ""
        number = call.number("group")
        return groups[number - 1] if 1 <= number <= len(groups) else None

    def stranger(self, call: Call) -> Reply:
        """Who has no seat, at the first page."""
        pages = self._room.pages
        if call.cookie(self._cookie):
            reply = html(pages.freed())
            reply.del_cookie(self._cookie, path="/")
            return reply
        code = call.request.query.get("code")
        if code is not None:
            return self.door(call, code)
        return self._code(paused=self.attempts.paused)

    def door(self, call: Call, code: str, key: str = "") -> Reply:
        """Who comes with a code, from the QR code or typed."""
        if call.seat is not None:
            return go("/")
        if not (key and self._seats.admits_link(code, key)):
            if self.attempts.paused:
                return self._code(429, paused=True)
            if not self._seats.admits(code):
                self.failed()
                return self._code(403, wrong=True)
        evaluates = self._evaluating(call)
        if evaluates is not None:
            return evaluates
        return self._expecting(call) if self._expects else self._joining(call)

    @property
    def _expects(self) -> bool:
        return by_pages(self._room.session)

    def _code(self, status: int = 200, **how: bool) -> Reply:
        """Where a code is typed."""
        return html(self._room.pages.entrance.code(back=not self._expects, **how), status)

    def _joining(self, call: Call, *, ticket: str = "", no_group: bool = False) -> Reply:
        room = self._room
        if not self._seats.kept.door_open:
            return html(room.pages.entrance.no_room(closed=True), 403)
        ticket = ticket or self._seats.ticket()
        token = call.token("join", self._seats.code, ticket)
        page = room.pages.entrance.join(
            room.session.info,
            room.groups,
            token=token,
            ticket=ticket,
            no_group=no_group,
            clients=room.with_clients,
        )
        return html(page)

    async def _join(self, call: Call) -> Reply:
        if call.seat is not None:
            return go("/")
        ticket = call.field("ticket")
        call.check("join", self._seats.code, ticket)
        group = self.group_of(call)
        if group is None:
            return self._joining(call, ticket=ticket, no_group=True)
        try:
            seat = self._seats.join(group, ticket=ticket)
        except NoSeatError as refused:
            full = isinstance(refused, FullError)
            if full:
                self._news.arose(Hitch.FULL)
            return html(self._room.pages.entrance.no_room(closed=not full), 403)
        self._news.changed()
        return self._seated(seat)

    def _seated(self, seat: Seat) -> Reply:
        reply = go("/")
        remember(reply, self._cookie, self._seats.cookie(seat))
        return reply

    async def _return_page(self, call: Call) -> Reply:
        page = self._room.pages.entrance.returning(
            call.token("return"), paused=self.attempts.paused
        )
        return html(page)

    async def _return(self, call: Call) -> Reply:
        call.check("return")
        pages, token = self._room.pages, call.token("return")
        if self.attempts.paused:
            return html(pages.entrance.returning(token, paused=True), 429)
        seat = self._seats.returning(call.field("code"))
        if seat is None:
            self.failed()
            return html(pages.entrance.returning(token, wrong=True), 403)
        return self._seated(seat)
