"""What listeners expect, written on a device before the meeting: a sheet, and never whose it is.

No seat and no cookie comes with it: whoever has the code may write. A ticket in the form, known in
the memory of this server alone, makes that a double tap gives one sheet.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from spiegel.domain.preparation.expectations import (
    LONGEST,
    ON_PAGE,
    AddExpectations,
    may_be_written,
    sheets,
)
from spiegel.domain.preparation.recruiting import listeners_who_come
from spiegel.domain.session.session import Change
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations
from spiegel.meeting.port.meeting import Receipt
from spiegel.web import guard
from spiegel.web.calls import Call, Routes
from spiegel.web.forms import Problem
from spiegel.web.replies import Reply, html
from spiegel.web.room import Room
from spiegel.web.seats import Seats

REMEMBERED: Final = 512
"""Tickets of sheets that are remembered: more than people who listen to any meeting."""

Themes = tuple[tuple[str, str], ...]
Submit = Callable[[Change, Callable[[Receipt], None]], None]


class _Sheet:
    """A sheet on its way: on the disk, waiting for it, or refused for good.

    mark: by which the same words are known again.
    """

    def __init__(self, submit: Submit, themes: Themes) -> None:
        self.kept = self.refused = False
        self.mark = _mark(themes)
        self._told = asyncio.Event()
        submit(AddExpectations(themes=themes), self._then)

    def _then(self, receipt: Receipt) -> None:
        self.kept = receipt.saved
        self.refused = not receipt.saved and not receipt.waits
        self._told.set()

    async def told(self) -> None:
        """Wait until something is known of it."""
        await self._told.wait()


class Expecting:
    """submit: makes a change, and tells what became of it, more than once while the disk waits."""

    def __init__(self, room: Room, seats: Seats, submit: Submit) -> None:
        self._room, self._seats, self._submit = room, seats, submit
        self._sheets: OrderedDict[str, _Sheet] = OrderedDict()

    @property
    def routes(self) -> Routes:
        """What is asked of this part."""
        return {("POST", "/expect"): self._write}

    def page(self, call: Call) -> Reply:
        """The form, for who came with the code; why there is none."""
        closed = self._closed()
        return closed if closed is not None else self._form(call, self._seats.ticket())

    def _closed(self) -> Reply | None:
        """Why nothing can be written, if so."""
        session, pages = self._room.session, self._room.pages
        if not may_be_written(session):
            return html(pages.sheets.too_late(), 409)
        if not self._seats.kept.door_open:
            return html(pages.entrance.no_room(closed=True, back=False), 403)
        if sheets(session) >= (len(listeners_who_come(session)) or self._seats.most):
            return html(pages.sheets.all_wrote(), 409)
        return None

    def _form(
        self,
        call: Call,
        ticket: str,
        problems: Sequence[Problem] = (),
        *,
        status: int = 200,
        waits: bool = False,
    ) -> Reply:
        token = call.token("expect", self._seats.code, ticket)
        page = self._room.pages.sheets.expecting(
            self._room.session.info,
            token=token,
            ticket=ticket,
            fields=_fields(call),
            problems=problems,
            waits=waits,
        )
        return html(page, status)

    async def _write(self, call: Call) -> Reply:
        ticket, t = call.field("ticket"), self._room.pages.t
        call.check("expect", self._seats.code, ticket)
        themes, problems = read(call.fields, t)
        sheet = self._sheets.get(ticket)
        if sheet is None:
            closed = self._closed()
            if closed is not None:
                return closed
            if problems:
                return self._form(call, ticket, problems, status=422)
            # What the disk refuses is tried again by itself, so a ticket is sent in once.
            sheet = self._sheets[ticket] = _Sheet(self._submit, themes)
            while len(self._sheets) > REMEMBERED:
                self._sheets.popitem(last=False)
        await sheet.told()
        if sheet.kept:
            # Who went back and wrote more must not read that it is saved.
            same = sheet.mark == _mark(themes)
            pages = self._room.pages
            return (
                html(pages.sheets.written()) if same else html(pages.sheets.written_before(), 409)
            )
        if sheet.refused:
            self._sheets.pop(ticket, None)  # two taps are refused together
        words = t.gettext("It is not saved yet. Try once more.")
        problem = Problem("theme-1", words)
        return self._form(call, ticket, [problem], status=503, waits=not sheet.refused)


def _mark(themes: Themes) -> bytes:
    return hashlib.sha256(repr(themes).encode()).digest()


def read(fields: guard.Fields, t: Translations) -> tuple[Themes, list[Problem]]:
    """The themes in a form, each with a few words or none, and what is wrong with them."""
    themes: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for number in range(1, ON_PAGE + 1):
        theme, words = (tidy(clean(_last(fields, f"{name}-{number}"))) for name in LONGEST)
        problems += _too_long(number, theme, words, t)
        if not any(map(str.isalnum, theme)):
            theme = ""
        if words and not theme:
            said = t.gettext("Give theme {number} a name too.").format(number=number)
            problems.append(Problem(f"theme-{number}", said))
        if theme:
            themes.append((theme, words))
    if not themes and not problems:
        problems.append(Problem("theme-1", t.gettext("You wrote nothing yet. Write one theme.")))
    return tuple(themes), problems


def _too_long(number: int, theme: str, words: str, t: Translations) -> Iterator[Problem]:
    for (name, most), text in zip(LONGEST.items(), (theme, words), strict=True):
        if len(text) > most:
            said = t.gettext("Theme {number} has {count} characters. It may have {most}.")
            if name == "words":
                said = t.gettext("The words with {number} have {count} characters. At most {most}.")
            problem = said.format(number=number, count=len(text), most=most)
            yield Problem(f"{name}-{number}", problem)


def _last(fields: guard.Fields, name: str) -> str:
    return fields.get(name, [""])[-1]


def _fields(call: Call) -> dict[str, str]:
    """What was filled in, as it may stand on a page again: every word of it."""
    names = (f"{name}-{number}" for number in range(1, ON_PAGE + 1) for name in LONGEST)
    return {name: clean(call.field(name)) for name in names}
