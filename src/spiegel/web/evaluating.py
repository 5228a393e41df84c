"""How the meeting was, said on a device: a form into the ballot box, and back to its own device.

A ticket in a cookie is all that a device has of it. The box has the form under a key that is made
of the ticket, so only this device finds its form again, to change it or to take it back; what is in
the box says nothing of devices, seats or order, and closing sorts it. The cookie says too that this
device sent in a form in an earlier opening, so that it is not asked twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Final

import msgspec

from spiegel.domain.capture.evaluating import MARKED, OPEN
from spiegel.domain.polls.box import NOBODY, Cast, form_key
from spiegel.domain.polls.evaluation import BOX, LONGEST, Filled, forms_asked, packed, unpacked
from spiegel.domain.session.evaluation import Form
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations
from spiegel.meeting.delivery import answered
from spiegel.meeting.port.ballots import Ballots
from spiegel.meeting.port.serving import Hitch
from spiegel.web.calls import Call, Routes
from spiegel.web.forms import Problem
from spiegel.web.news import News
from spiegel.web.replies import Reply, go, html, remember
from spiegel.web.room import Room
from spiegel.web.seats import Seats

Fields = Mapping[str, str]
_TICKET: Final = 32


class Where(msgspec.Struct, frozen=True):
    """Whose form it is, and where its pages are: on a device of one's own, or where it goes round.

    page: of the form. action: where it is sent. then: where one goes when it is kept.
    """

    ticket: str
    page: str = "/"
    action: str = "/evaluate"
    then: str = "/"


class EvaluatingPart:
    """cookie: by which a device keeps its ticket."""

    def __init__(self, room: Room, seats: Seats, ballots: Ballots, news: News, cookie: str) -> None:
        self._room, self._seats, self._ballots, self._news = room, seats, ballots, news
        self._cookie = cookie

    @property
    def routes(self) -> Routes:
        """What is asked of this part."""
        return {
            ("POST", "/evaluate"): self._write,
            ("POST", "/evaluate/back"): self._take_back,
        }

    def welcome(self, call: Call) -> Reply | None:
        """To the form, for who came with the code while the evaluation is open."""
        if self._room.session.info.evaluating is None:
            return None
        reply = go("/")
        if not self._ticket(call):
            if not self._seats.kept.door_open:
                page = self._room.pages.entrance.no_room(closed=True, back=False)
                return html(page, 403)
            ticket, _own, sent = self._kept(call)
            self._remember(reply, call, ticket or self._seats.ticket(), sent)
        return reply

    def knows(self, call: Call) -> bool:
        """Whether this device came with the code, now or when it took its seat."""
        return call.seat is not None or bool(self._ticket(call))

    async def page(self, call: Call) -> Reply:
        """Which form, the form, or that it is saved."""
        opened, pages = self._room.session.info.evaluating, self._room.pages.faces
        assert opened is not None
        ticket = self._ticket(call)
        if not ticket:
            reply = go("/")
            kept, _own, sent = self._kept(call)
            self._remember(reply, call, kept or self._seats.ticket(), sent)
            return reply
        filled = await self._find(ticket, opened)
        query = call.request.query
        if filled is not None and "change" not in query:
            return html(pages.saved(token=self._token(call, ticket, opened)))
        sent = self._kept(call)[2]
        if filled is None and sent and sent != _mark(opened):
            return html(pages.before())
        return self._form_page(call, Where(ticket), opened, filled)

    @property
    def open(self) -> bool:
        """Whether forms can be filled in."""
        return self._room.session.info.evaluating is not None

    async def sent(self, ticket: str) -> bool:
        """Whether there is a form of this ticket already."""
        opened = self._room.session.info.evaluating
        return opened is not None and await self._find(ticket, opened) is not None

    def blank(self, call: Call, where: Where) -> Reply:
        """A form on a laptop that goes round; nothing of who was before is on it."""
        opened = self._room.session.info.evaluating
        assert opened is not None
        return self._form_page(call, where, opened, None)

    def _form_page(self, call: Call, where: Where, opened: Instant, filled: Filled | None) -> Reply:
        asked = forms_asked(self._room.session)
        before = filled.form.value if filled is not None else ""
        form = _form(call.request.query.get("form", before), asked)
        if form is None:
            return html(self._room.pages.faces.who(asked, where.page))
        fields = _fields_of(filled) if filled is not None and filled.form is form else {}
        return self._page(call, where, opened, form, fields)

    def _page(
        self,
        call: Call,
        where: Where,
        opened: Instant,
        form: Form,
        fields: Fields,
        problems: Sequence[Problem] = (),
        status: int = 200,
    ) -> Reply:
        page = self._room.pages.faces.form(
            form,
            title=self._room.session.info.title,
            token=self._token(call, where.ticket, opened),
            opened=opened.utc,
            action=where.action,
            page=where.page,
            fields=fields,
            problems=problems,
            others=len(forms_asked(self._room.session)) > 1,
        )
        return html(page, status)

    async def _write(self, call: Call) -> Reply:
        """A form of a device that has its own ticket."""
        where, opened = Where(self._ticket(call)), self._room.session.info.evaluating
        reply = await self.take(call, where)
        if reply.status == HTTPStatus.SEE_OTHER and opened is not None:
            self._remember(reply, call, where.ticket, _mark(opened))
        return reply

    async def take(self, call: Call, where: Where) -> Reply:
        """A form comes in: it is on the disk, or its words are still in the form."""
        ticket, t = where.ticket, self._room.pages.t
        form = _form(call.field("form"), tuple(Form))
        opened = self._room.session.info.evaluating
        fields = _fields(call, form) if form is not None else {}
        if opened is None or call.number("opened") != opened.utc % 10**9:
            return html(self._room.pages.faces.late(form, fields, where.page), 409)
        if not ticket or form is None:
            return html(self._room.pages.stale(), 403)
        call.check_token(self._token(call, ticket, opened))
        filled, problems = read(form, fields, t)
        if problems:
            return self._page(call, where, opened, form, fields, problems, 422)
        if await self._full(ticket, opened):
            return html(self._room.pages.faces.enough(), 409)
        cast = Cast(form_key(ticket.encode(), opened), NOBODY, packed(filled))
        receipt = await answered(partial(self._ballots.cast, BOX, cast))
        if receipt.closed:
            return html(self._room.pages.faces.late(form, fields, where.page), 409)
        if not receipt.kept:
            self._news.arose(Hitch.DISK)
            words = t.gettext("Your form could not be saved. Try once more.")
            problems = [Problem(_first(form), words)]
            return self._page(call, where, opened, form, fields, problems, 503)
        self._news.over(Hitch.DISK)
        return go(where.then)

    async def _full(self, ticket: str, opened: Instant) -> bool:
        """Whether this would be one more form than there can be people."""
        if await answered(partial(self._ballots.count, BOX)) < self._seats.most:
            return False
        return await self._find(ticket, opened) is None

    async def _take_back(self, call: Call) -> Reply:
        """The form of this device goes, as long as the evaluation is open."""
        ticket, opened = self._ticket(call), self._room.session.info.evaluating
        if opened is None:
            return html(self._room.pages.faces.late(None, {}, "/"), 409)
        if not ticket:
            return html(self._room.pages.stale(), 403)
        call.check_token(self._token(call, ticket, opened))
        key = form_key(ticket.encode(), opened)
        receipt = await answered(partial(self._ballots.free, BOX, key, NOBODY))
        if receipt.closed:
            return html(self._room.pages.faces.late(None, {}, "/"), 409)
        if not receipt.kept:
            self._news.arose(Hitch.DISK)
            return html(self._room.pages.fault(), 503)
        reply = html(self._room.pages.faces.taken_back())
        self._remember(reply, call, ticket, "")
        return reply

    async def _find(self, ticket: str, opened: Instant) -> Filled | None:
        key = form_key(ticket.encode(), opened)
        given = await answered(partial(self._ballots.find, BOX, key))
        return unpacked(given) if given is not None else None

    # What a device keeps

    def _kept(self, call: Call) -> tuple[str, str, str]:
        """The ticket of a device, by what it is known as ours, and when it sent in a form."""
        ticket, own, sent = (*call.cookie(self._cookie).split("."), "", "", "")[:3]
        right = len(ticket) == _TICKET and ticket.isascii() and ticket.isalnum()
        return (ticket, own, sent) if right else ("", "", "")

    def _ticket(self, call: Call) -> str:
        """The ticket, when this server gave it; else nothing."""
        ticket, own, _sent = self._kept(call)
        return ticket if ticket and own == call.token("ticket", ticket) else ""

    def _remember(self, reply: Reply, call: Call, ticket: str, sent: str) -> None:
        remember(reply, self._cookie, f"{ticket}.{call.token('ticket', ticket)}.{sent}")

    def _token(self, call: Call, ticket: str, opened: Instant) -> str:
        return call.token("evaluate", ticket, opened.utc)


def _mark(opened: Instant) -> str:
    """By which a device knows in which opening it sent in its form."""
    return str(opened.utc)


def _form(name: str, asked: Sequence[Form]) -> Form | None:
    """The form of this name; the only one that is asked when there is one."""
    if len(asked) == 1:
        return asked[0]
    return next((form for form in asked if form.value == name), None)


def _first(form: Form) -> str:
    return f"mark-1-{MARKED[form][0].most}"


def _names(form: Form) -> Iterator[str]:
    yield from (f"mark-{at}" for at in range(1, len(MARKED[form]) + 1))
    yield from (f"words-{at}" for at in range(1, len(OPEN[form]) + 1))


def _fields(call: Call, form: Form) -> Fields:
    """What was filled in, as it may stand on a page again: every word of it."""
    return {name: clean(call.field(name)) for name in _names(form)}


def _fields_of(filled: Filled) -> Fields:
    """A form that was sent in, in its fields again."""
    values = (*(str(mark) if mark else "" for mark in filled.marks), *filled.words)
    return dict(zip(_names(filled.form), values, strict=False))


def read(form: Form, fields: Fields, t: Translations) -> tuple[Filled, list[Problem]]:
    """The form in the fields, and what is wrong with it."""
    problems: list[Problem] = []
    marks: list[int | None] = []
    for at, asked in enumerate(MARKED[form], 1):
        text = fields.get(f"mark-{at}", "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        marks.append(number if 1 <= number <= asked.most else None)
    words: list[str] = []
    for at in range(1, len(OPEN[form]) + 1):
        said = tidy(fields.get(f"words-{at}", ""))
        words.append(said if any(map(str.isalnum, said)) else "")
        if len(said) > LONGEST:
            told = t.gettext("Your words have {count} characters. At most {most}.")
            problem = told.format(count=len(said), most=LONGEST)
            problems.append(Problem(f"words-{at}", problem))
    filled = Filled(form, tuple(marks), tuple(words))
    if filled.empty and not problems:
        said = t.gettext("You filled in nothing yet. Choose one face or write something.")
        problems.append(Problem(_first(form), said, whole=True))
    return filled, problems
