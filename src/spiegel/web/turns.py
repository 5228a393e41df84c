"""The laptop that goes round: a one-time code, the question, and on to the next person."""

from spiegel.web.answering import Answering
from spiegel.web.calls import Call, Routes
from spiegel.web.evaluating import EvaluatingPart, Where
from spiegel.web.frame import STRANGER
from spiegel.web.joining import Joining
from spiegel.web.news import News
from spiegel.web.replies import Reply, go, html, remember
from spiegel.web.room import Room
from spiegel.web.seats import Seat, Seats


class Turns:
    """cookie: by which the laptop knows whose turn it is, until that person answered."""

    def __init__(
        self,
        room: Room,
        seats: Seats,
        joining: Joining,
        answering: Answering,
        evaluating: EvaluatingPart,
        news: News,
        cookie: str,
    ) -> None:
        self._room, self._seats, self._news, self._cookie = room, seats, news, cookie
        self._joining, self._answering = joining, answering
        self._evaluating = evaluating

    @property
    def routes(self) -> Routes:
        """What is asked of this part."""
        return {
            ("GET", "/turn"): self._first,
            ("POST", "/turn"): self._begin,
            ("POST", "/turn/join"): self._join,
            ("GET", "/turn/question"): self._question,
            ("POST", "/turn/answer"): self._answer,
            ("POST", "/turn/evaluate"): self._evaluate,
            ("GET", "/turn/done"): self._done,
        }

    async def _first(self, call: Call) -> Reply:
        room = self._room
        reply = html(room.pages.turn(call.token("turn"), open_=self._open))
        # Whoever was here before did not answer: the next one begins with an own code.
        reply.del_cookie(self._cookie, path="/turn")
        return reply

    async def _begin(self, call: Call) -> Reply:
        call.check("turn")
        room, wrong, status = self._room, "", 403
        t, seat = room.pages.t, None
        if self._joining.attempts.paused:
            wrong, status = t.gettext("Codes cannot be typed for a moment."), 429
        else:
            seat = self._seats.turn(call.field("code"))
            if seat is None:
                self._joining.failed()
                wrong = t.gettext("This code is not right. Look once more.")
            elif await self._evaluating.sent(_where(seat).ticket):
                wrong = t.gettext("This code was used for a form already.")
            elif room.stage.poll and await self._answering.given(call, room.stage.poll, seat):
                wrong = t.gettext("This code was used for this question already.")
        if wrong or seat is None:
            return html(room.pages.turn(call.token("turn"), wrong=wrong), status)
        reply = go("/turn/question")
        remember(reply, self._cookie, self._seats.cookie(seat), "/turn", age=None)
        return reply

    def _seat(self, call: Call) -> Seat | None:
        cookie = call.cookie(self._cookie)
        found = self._seats.of_cookie(cookie) if cookie else None
        return found if found is not None and found.turn else None

    async def _question(self, call: Call) -> Reply:
        seat = self._seat(call)
        if seat is None:
            return go("/turn")
        if self._evaluating.open:
            where = _where(seat)
            sent = await self._evaluating.sent(where.ticket)
            return go("/turn") if sent else self._evaluating.blank(call, where)
        if not self._seats.agreed(seat):
            return self._consent(call, seat)
        poll = self._room.open
        if poll is None or await self._answering.given(call, poll, seat):
            return go("/turn")
        page = self._room.pages.question(
            self._room.stage,
            STRANGER,
            token=self._answering.slip(call, seat, poll).token,
            fields={},
            action="/turn/answer",
            next_="/turn/done",
        )
        return html(page)

    def _consent(self, call: Call, seat: Seat, *, no_group: bool = False) -> Reply:
        page = self._room.pages.entrance.join(
            self._room.session.info,
            self._room.groups,
            token=call.token("turn-join", seat.token),
            ticket="",
            action="/turn/join",
            no_group=no_group,
            clients=self._room.with_clients,
        )
        return html(page)

    async def _join(self, call: Call) -> Reply:
        seat = self._seat(call)
        if seat is None:
            return go("/turn")
        call.check("turn-join", seat.token)
        group = self._joining.group_of(call)
        if group is None:
            return self._consent(call, seat, no_group=True)
        self._seats.agree(seat, group)
        self._news.changed()
        return go("/turn/question")

    async def _answer(self, call: Call) -> Reply:
        seat = self._seat(call)
        if seat is None or not self._seats.agreed(seat):
            return go("/turn")
        reply = await self._answering.take(
            call, seat, STRANGER, action="/turn/answer", next_="/turn/done"
        )
        if reply.status == 303:
            reply.del_cookie(self._cookie, path="/turn")
        return reply

    async def _evaluate(self, call: Call) -> Reply:
        """A form of whose turn it is; then the laptop goes on to the next person."""
        seat = self._seat(call)
        if seat is None:
            return go("/turn")
        reply = await self._evaluating.take(call, _where(seat))
        if reply.status == 303:
            reply.del_cookie(self._cookie, path="/turn")
        return reply

    @property
    def _open(self) -> bool:
        """Whether there is anything to answer now."""
        return self._room.open is not None or self._evaluating.open

    async def _done(self, _call: Call) -> Reply:
        return html(self._room.pages.pass_on())


def _where(seat: Seat) -> Where:
    """The form of somebody on the laptop: no other seat has its ticket."""
    return Where(seat.token.hex(), "/turn/question", "/turn/evaluate", "/turn/done")
