"""The persona in sight: which one it is, and what is done with it as a whole."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App

from spiegel.domain.personas.making import SetState
from spiegel.domain.preparation.retention import wiped_before
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.personas import Persona, PersonaState
from spiegel.i18n import _, current
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.personas.acting import Acting
from spiegel.screens.personas.asking import Asking
from spiegel.screens.personas.fields import Fields
from spiegel.screens.personas.picturing import Picturing
from spiegel.text import local_day


class Who:
    """The first persona, until another is chosen. What can be done with it is a method `do_...`.

    asking, app: give what asks. fields: say what is weak in it. report: is told what became of a
    change. another: is told when another persona is in sight.
    """

    def __init__(
        self,
        meeting: Meeting,
        asking: Asking,
        app: Callable[[], App[Any]],
        fields: Fields,
        report: Callable[[Receipt], None],
        another: Callable[[], None],
    ) -> None:
        self._meeting, self._asking, self._app, self._fields = meeting, asking, app, fields
        self._report, self._another = report, another
        self._picturing, self._acting = Picturing(app), Acting(meeting, app, report)
        self._number: int | None = None

    @property
    def persona(self) -> Persona | None:
        """Who it is; None when there is no persona yet."""
        personas = self._meeting.session.personas
        found = personas.get(self._number) if self._number is not None else None
        return found or next(iter(personas.values()), None)

    def can(self, verb: str) -> bool:
        """Whether this can be done now."""
        session = self._meeting.session
        match verb:
            case "new":
                return True
            case "other":
                return len(session.personas) > 1
            case "actions":
                return self.persona is not None and bool(session.actions)
            case _:
                return self.persona is not None

    def do(self, verb: str, *arguments: object) -> Awaitable[None] | None:
        """Do it, if it can be done; what is returned waits for answers."""
        if not self.can(verb):
            return None
        waits: Awaitable[None] | None = getattr(self, f"do_{verb}")(*arguments)
        return waits

    async def do_new(self) -> None:
        """A new persona, which comes in sight."""
        change = await self._asking.new()
        if change is not None:
            self._number = self._meeting.session.number("personas")
            self._meeting.submit(change, self._made)

    def _made(self, receipt: Receipt) -> None:
        self._report(receipt)
        self._another()

    def do_other(self) -> None:
        """The next persona."""
        numbers, persona = list(self._meeting.session.personas), self.persona
        if persona is not None:
            at = numbers.index(persona.number) + 1
            self._number = numbers[at % len(numbers)]
            self._another()

    async def do_edit(self) -> None:
        """Another name or age band."""
        persona = self.persona
        for change in await self._asking.other(persona) if persona is not None else ():
            self._meeting.submit(change, self._report)

    async def do_picture(self) -> None:
        """A picture that the group chose, or none any more."""
        persona = self.persona
        change = await self._picturing.ask(persona) if persona is not None else None
        if change is not None:
            self._meeting.submit(change, self._report)

    async def do_actions(self) -> None:
        """Which actions touch the persona."""
        if self.persona is not None:
            await self._acting.ask(self.persona)

    def do_state(self, state: str) -> None:
        """How far the persona is; the same once more: it is a draft."""
        persona = self.persona
        if persona is None:
            return
        wanted = PersonaState(state)
        if persona.state is wanted:
            wanted = PersonaState.DRAFT
        change = SetState(number=persona.number, state=wanted, again=persona.again)
        self._meeting.submit(change, self._report)
        if wanted is PersonaState.AGREED and (words := self._fields.to_look_at()):
            self._app().notify(words, severity="warning", timeout=10, markup=False)

    async def do_again(self) -> None:
        """The day to look at it again."""
        persona = self.persona
        today = local_day(self._meeting.now())
        change = await self._asking.again(persona, today) if persona is not None else None
        if change is None:
            return
        self._meeting.submit(change, self._report)
        gone = wiped_before(self._meeting.session, change.again)
        if gone is not None:
            words = _(
                "This meeting is wiped on {day}, before that. Choose an earlier day, or print the "
                "makers' sheet in time."
            ).format(day=date_words(gone, current()))
            self._app().notify(words, severity="warning", timeout=10, markup=False)
