"""The devices in the hands of people: who takes part, and questions that are made on the day."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.app import App

from spiegel.commands.moderate import CHOOSE, DEVICES, IDEAS, WEIGH
from spiegel.domain.polls.asking_now import may_choose
from spiegel.domain.polls.polls import gives_ideas
from spiegel.domain.session.session import Change, EditInfo
from spiegel.i18n import _, current
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.moderate import devices_view, poll_view
from spiegel.screens.moderate.devices_panel import DevicesPanel
from spiegel.screens.shared.form import Form


class Devices:
    """app: gives what shows the questions. report: is told what became of a change."""

    def __init__(
        self,
        meeting: Meeting,
        app: Callable[[], App[Any]],
        report: Callable[[Receipt], None],
    ) -> None:
        self._meeting, self._app, self._report = meeting, app, report

    def can(self, action: str) -> bool:
        """Whether something about questions on devices can be done: most of it while one runs."""
        session = self._meeting.session
        if action == DEVICES.action:
            asked = any(question.answer is not None for question in session.questions.values())
            return asked or poll_view.weighing(session) is not None or may_choose(session)
        if action == WEIGH.action:
            return poll_view.may_weigh(session)
        if action == CHOOSE.action:
            return may_choose(session)
        question = poll_view.running(session)
        if action == IDEAS.action:
            form = question.answer if question is not None else None
            return form is not None and gives_ideas(form)
        return question is not None

    async def look(self) -> None:
        """Begin, who is there, who still has to answer; how many people answer."""
        while await self._app().push_screen_wait(DevicesPanel(self._meeting)) == "people":
            form = Form(
                _("People who answer"),
                devices_view.fields(self._meeting.session),
                check=devices_view.problem,
            )
            values = await self._app().push_screen_wait(form)
            if values is not None:
                await self._kept(EditInfo(fields=devices_view.described(values)))

    async def _kept(self, change: Change) -> None:
        """Make a change, and wait until what is shown next is of after it."""
        answered = asyncio.Event()

        def then(receipt: Receipt) -> None:
            self._report(receipt)
            answered.set()

        self._meeting.submit(change, then)
        await answered.wait()

    def weigh(self) -> None:
        """Let the professionals put the actions in order."""
        asking = poll_view.weighing(self._meeting.session)
        if asking is not None:
            self._meeting.submit(asking, self._report)
        else:
            words = _("There are fewer than two actions to put in order. F5 writes them down.")
            self._app().notify(words, markup=False)

    async def choose(self) -> None:
        """Let makers choose from what was told."""
        # What weighs personas is loaded where it is needed, and F3 opens without it.
        from spiegel.domain.personas.choosing import offered
        from spiegel.screens.moderate.choosing_panel import ChoosingPanel, not_offered

        found = offered(self._meeting.session, current())
        if len(found.options) < 2:
            why = not_offered(found.left_out) if found.left_out else ""
            words = _("Too little was told yet to choose from.")
            self._app().notify(f"{words} {why}".strip(), markup=False)
            return
        change = await self._app().push_screen_wait(ChoosingPanel(self._meeting, found))
        if change is not None:
            self._meeting.submit(change, self._report)
