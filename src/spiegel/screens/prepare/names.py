"""The names behind the codes: in sight after their passphrase, and gone when one leaves."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from textual.screen import Screen

from spiegel.domain.consent.attendance import clients_here
from spiegel.domain.preparation import names
from spiegel.domain.preparation.names import NOBODY, People, Person
from spiegel.domain.report.standing import not_noted
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.names import OpenNames
from spiegel.screens.shared.documents import not_written
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.passphrase import AskPassphrase, NewPassphrase
from spiegel.screens.shared.section import Section

T = TypeVar("T")


class NamesInSight:
    """The names that a part of the screen shows; nothing of them is kept but in their key file.

    section: where they are seen. What is typed about them waits nowhere when a form is left.
    """

    def __init__(self, section: Section) -> None:
        self._section = section
        self._open: OpenNames | None = None
        self._panel: Screen[Any] | None = None

    @property
    def open(self) -> bool:
        """Whether they are in sight."""
        return self._open is not None

    @property
    def people(self) -> People:
        """Who is in sight: nobody, unless they are open."""
        return self._open.people if self._open is not None else NOBODY

    def close(self) -> None:
        """Out of sight; the passphrase is asked again."""
        if self._open is not None:
            self._open = None
            self._section.draw()

    def left_for(self, screen: Screen[Any]) -> None:
        """Something else is seen now: they close, unless it is about them."""
        if screen is not self._panel:
            self.close()

    def close_for_clients(self) -> bool:
        """Out of sight when clients came into the room; returns whether they did that."""
        if self._open is None or not clients_here(self._section.session):
            return False
        self._open = None
        self._section.say(not_now())
        return True

    async def ask(self) -> None:
        """Open them with their passphrase; begin a key file when there is none."""
        if clients_here(self._section.session):
            self._section.say(not_now())
            return
        kept = self._section.meeting.names
        try:
            there = await asyncio.to_thread(kept.look)
        except NotDoneError as error:
            self._complain(str(error))
            return
        panel: AskPassphrase[OpenNames] | NewPassphrase[OpenNames]
        if there:
            panel = AskPassphrase(kept.file, kept.unlock)
        else:
            panel = NewPassphrase(_("Names behind the codes"), about(), kept.begin)
        opened = await self._over(panel)
        if opened is None or clients_here(self._section.session) or not self._section.display:
            return
        self._open = opened
        self._section.draw()
        if opened.withdrawn:
            self._section.say(gone(opened.withdrawn))

    async def edit(self, number: int) -> None:
        """The name, telephone and address of somebody."""
        opened, before = self._open, self.people.get(number)
        form = Form(_("D{number}, behind the code").format(number=number), _fields(before),
                    check=partial(_problem, number), advice=_("Only in the key file."))  # fmt: skip
        values = await self._over(form)
        if values is not None and opened is not None:
            await self._do(opened, partial(opened.put, _person(number, values)))

    async def remove(self, number: int) -> None:
        """Somebody goes out of the key file."""
        opened = self._open
        if opened is not None and number in opened.people:
            await self._do(opened, partial(opened.remove, number))

    async def write_envelopes(self) -> None:
        """Names and addresses on labels beside the session; says where, and who is not on them."""
        meeting, people = self._section.meeting, self.people
        chosen = names.envelopes(people, meeting.session)
        if not chosen:
            self._section.say(names.nobody_to_write_to(current()))
            return
        make = meeting.documents.make_envelopes
        try:
            written = await asyncio.to_thread(make, chosen, meeting.path.parent)
        except (NotDoneError, OSError) as error:
            self._complain(not_written(error))
            return
        said, missing = [str(written.path)], names.unaddressed(people, meeting.session)
        if missing:
            said.append(names.not_on_envelopes(missing, current()))
        self._section.notify("\n".join(said), title=_("Written"), timeout=10, markup=False)
        if not written.noted:
            self._complain(not_noted(current()))

    async def _do(self, opened: OpenNames, deed: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(deed)
        except NotDoneError as error:
            self._complain(str(error))
        if self._open is opened:
            self._section.draw()

    async def _over(self, panel: Screen[T]) -> T | None:
        """Show a panel over them, and leave them open under it."""
        self._panel = panel
        try:
            return await self._section.app.push_screen_wait(panel)
        finally:
            self._panel = None

    def _complain(self, words: str) -> None:
        self._section.notify(words, severity="error", timeout=10, markup=False)


async def take_out(section: Section, code: str) -> None:
    """Who withdrew goes out of the key file too, or it is said that it is still to be done."""
    kept = section.meeting.names
    try:
        if not await asyncio.to_thread(kept.look):
            return
    except NotDoneError as error:
        section.notify(str(error), severity="warning", timeout=10, markup=False)
        return
    panel: AskPassphrase[OpenNames] = AskPassphrase(
        kept.file,
        kept.unlock,
        title=_("If {code} is in the key file of names too").format(code=code),
        esc=_("Enter: take that name out too · Esc: not now"),
    )
    opened = await section.app.push_screen_wait(panel)
    if opened is None:
        words = _("Still to be done: open the names (k at participants), then {code} goes out.")
        section.notify(words.format(code=code), severity="warning", timeout=10, markup=False)
    else:
        section.say(gone(opened.withdrawn) if opened.withdrawn else _("Nobody had to go out."))


def about() -> str:
    """What a key file is, to who begins one."""
    return _(
        "Only if you need them. They go into a file of their own, which opens only with its own"
        " passphrase, and into nothing else. Who forgets it loses the names; the meeting stays."
    )


def not_now() -> str:
    """Why no name is shown."""
    return _("No names while participants are in the room.")


def gone(numbers: tuple[int, ...]) -> str:
    """Who was just taken out."""
    words = ngettext(
        "{codes} withdrew, and is taken out of the names.",
        "{codes} withdrew, and are taken out of the names.",
        len(numbers),
    )
    return words.format(codes=", ".join(f"D{number}" for number in numbers))


def _fields(before: Person | None) -> tuple[Field, ...]:
    return (
        Field(key="name", label=_("name"), value=before.name if before else ""),
        Field(
            key="telephone",
            label=_("telephone"),
            value=before.telephone if before else "",
            example="06-12345678",
        ),
        Field(
            key="address",
            label=_("address"),
            value="\n".join(before.address) if before else "",
            kind="list",
        ),
    )


def _person(number: int, values: Values) -> Person:
    return names.person(number, values["name"], values["telephone"], values["address"])


def _problem(number: int, values: Values) -> str:
    problem = names.unfit(_person(number, values))
    return names.explain(problem, current()) if problem is not None else ""
