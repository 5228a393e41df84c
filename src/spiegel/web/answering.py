"""Answering: the question that is open as a form, an answer that comes in, a seat made free."""

import asyncio
from collections.abc import Sequence
from functools import partial

import msgspec

from spiegel.domain.polls.box import Cast, entry_key
from spiegel.domain.polls.polls import Given
from spiegel.domain.session.polls import Answer, Poll
from spiegel.meeting.delivery import answered
from spiegel.meeting.port.ballots import Ballots, CastReceipt
from spiegel.meeting.port.serving import Hitch
from spiegel.web import forms
from spiegel.web.calls import Call, Routes
from spiegel.web.frame import STRANGER, Who
from spiegel.web.news import News
from spiegel.web.replies import Reply, go, html
from spiegel.web.room import Room
from spiegel.web.seats import Seat, Seats


class Slip(msgspec.Struct, frozen=True):
    """What a seat needs to answer a round of a poll: for its form, and for the box."""

    token: str
    key: bytes


class Answering:
    """Answers of the question that is open, to the ballot box and back to their own seat."""

    def __init__(self, room: Room, ballots: Ballots, seats: Seats, news: News) -> None:
        self._room, self._ballots, self._seats, self._news = room, ballots, seats, news
        self._kept: dict[bytes, Given | None] = {}
        self._slips: dict[tuple[int, int, bytes], Slip] = {}
        self._all_known = False

    @property
    def routes(self) -> Routes:
        """What is asked of this part."""
        return {("POST", "/answer"): self._answer}

    def begin_again(self) -> None:
        """Another question is open, or none."""
        # Only one that was open already has answers that a server before this one took.
        self._kept, self._slips, self._all_known = {}, {}, True
        if self._room.open is not None:
            # Its box is looked into now: the first who answer would all wait for that.
            self._ballots.count(self._room.open.number, lambda _count: None)

    def who(self, seat: Seat) -> Who:
        """Whose page it is."""
        code = self._seats.return_code(seat)
        return Who(seat.number, f"{code[:3]} {code[3:]}")

    async def page(self, call: Call, seat: Seat, *, change: bool = False) -> str:
        """The question that is open as this seat sees it: its form, or what it answered."""
        room, who = self._room, self.who(seat)
        stage, poll, form = room.stage, room.stage.poll, room.stage.form
        assert poll is not None
        assert form is not None
        given = await self.given(call, poll, seat)
        if given is not None and not change:
            return room.pages.kept(stage, who, forms.said(form, given.answer, room.pages.t))
        fields = forms.fields_of(given.answer) if given is not None else {}
        return room.pages.question(
            stage, who, token=self.slip(call, seat, poll).token, fields=fields
        )

    async def given(self, call: Call, poll: Poll, seat: Seat) -> Given | None:
        """What this seat answered; the box is asked once, and only of a question that was open
        before this server was there.

        What came in since stands here by the key of the box until the question is closed: all at
        once ask for it right after they answered. Who is done is not asked: a server that was
        killed may have kept an answer, and not that its seat is done.
        """
        key = self.slip(call, seat, poll).key
        if key in self._kept or self._all_known:
            return self._kept.get(key)
        found = await answered(partial(self._ballots.find, poll.number, key))
        return self._kept.setdefault(key, found) if self._room.stage.poll == poll else found

    def slip(self, call: Call, seat: Seat, poll: Poll) -> Slip:
        """Made once: a device asks for its form, answers, and asks what it answered."""
        about = poll.number, poll.round, seat.token
        slip = self._slips.get(about)
        if slip is None:
            token = call.token("answer", seat.token, poll.number, poll.round)
            slip = self._slips[about] = Slip(token, entry_key(seat.token, poll))
        return slip

    async def _answer(self, call: Call) -> Reply:
        if call.seat is None:
            return html(self._room.pages.freed(), 403)
        return await self.take(call, call.seat, self.who(call.seat), action="/answer", next_="/")

    async def take(self, call: Call, seat: Seat, who: Who, *, action: str, next_: str) -> Reply:
        """An answer comes in: it is on the disk, or its words are still in the form."""
        number, round_ = call.number("poll"), call.number("round")
        stage, poll, pages = self._room.stage, self._room.open, self._room.pages
        form = stage.form
        if poll is None or form is None or (poll.number, poll.round) != (number, round_):
            call.check("answer", seat.token, number, round_)
            return self._late(call, number, who, next_)
        slip = self.slip(call, seat, poll)
        call.check_token(slip.token)

        def again(problems: Sequence[forms.Problem], status: int) -> Reply:
            fields = forms.shown_again(form, call.fields)
            how = {"token": slip.token, "action": action, "next_": next_}
            page = pages.question(stage, who, fields=fields, problems=problems, **how)
            return html(page, status)

        try:
            answer = forms.answer_of(form, call.fields, pages.t)
        except forms.NotAnAnswerError as wrong:
            return again(wrong.problems, 422)
        receipt = await self._cast(poll, seat, slip.key, answer)
        if receipt.closed:
            return self._late(call, number, who, next_)
        if not receipt.kept:
            words = pages.t.gettext("Your answer could not be saved. Try once more.")
            return again([forms.Problem(forms.first_field(form), words)], 503)
        return go(next_)

    async def _cast(self, poll: Poll, seat: Seat, key: bytes, answer: Answer) -> CastReceipt:
        """Put an answer in; it goes in also when the device is gone meanwhile."""
        given = Given(answer, seat.group if self._room.groups else "")
        future: asyncio.Future[CastReceipt] = asyncio.get_running_loop().create_future()

        def then(receipt: CastReceipt) -> None:
            self._was_cast(poll, key, given, receipt)
            if not future.done():
                future.set_result(receipt)

        self._ballots.cast(poll.number, Cast(key, seat.number, given), then)
        return await future

    def _was_cast(self, poll: Poll, key: bytes, given: Given, receipt: CastReceipt) -> None:
        if receipt.kept and self._room.stage.poll == poll:
            self._kept[key] = given
        if receipt.kept:
            self._news.over(Hitch.DISK)
        elif receipt.problem:
            self._news.arose(Hitch.DISK)

    def _late(self, call: Call, number: int, who: Who, next_: str) -> Reply:
        form = self._room.form_of(number)
        fields = forms.shown_again(form, call.fields) if form is not None else {}
        where = "/turn" if who is STRANGER else next_
        return html(self._room.pages.late(form, fields, who, next_=where), 409)

    async def free(self, number: int) -> None:
        """A seat is used no more, and its answer to the open question goes."""
        seat, poll = self._seats.free(number), self._room.open
        if poll is not None and seat is not None:
            key = entry_key(seat.token, poll)
            receipt = await answered(partial(self._ballots.free, poll.number, key, seat.number))
            self._kept.pop(key, None)
            if receipt.problem:
                self._news.arose(Hitch.DISK)
        elif poll is not None:
            done = await answered(partial(self._ballots.done, poll.number))
            if number in done:
                self._news.arose(Hitch.NOT_FREE)
        self._news.changed()
