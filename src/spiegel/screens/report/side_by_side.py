"""Another meeting with the same questions beside this one: chosen, laid there, and seen."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from textual.app import App

from spiegel.domain.polls.compare import LayBeside, beside
from spiegel.i18n import _
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.report.side_by_side_panel import SideBySidePanel
from spiegel.screens.shared.choose_meeting import choose_meeting
from spiegel.screens.shared.passphrase import key_for


class SideBySide:
    """app: gives what shows the questions. run: does what waits for an answer. report: is told what
    became of a change.
    """

    def __init__(
        self,
        meeting: Meeting,
        app: Callable[[], App[Any]],
        run: Callable[[Coroutine[Any, Any, None]], object],
        report: Callable[[Receipt], None],
    ) -> None:
        self._meeting, self._app = meeting, app
        self._run, self._report = run, report

    async def look(self) -> None:
        """The meeting that was laid beside this one last, or one that is chosen now."""
        number = max(self._meeting.session.counterparts, default=0)
        await (self._see(number) if number else self._choose())

    async def _see(self, number: int) -> None:
        if await self._app().push_screen_wait(SideBySidePanel(self._meeting, number)) == "other":
            await self._choose()

    async def _choose(self) -> None:
        title = _("Which meeting beside this one?")
        meeting = self._meeting
        path = await choose_meeting(self._app(), meeting.others, title, meeting.path)
        if path is not None:
            await self.lay(path)

    async def lay(self, path: Path) -> None:
        """Lay another meeting beside this one, and show both."""
        key = await key_for(self._app(), self._meeting.others, path)
        if key is None:
            return
        try:
            own = self._meeting.session.info.id
            other = await asyncio.to_thread(self._meeting.others.beside, path, key, own)
        except NotDoneError as error:
            self._app().notify(str(error), severity="error", timeout=10, markup=False)
            return

        def laid(receipt: Receipt) -> None:
            self._report(receipt)
            kept = beside(self._meeting.session, other.session)
            if kept is not None and receipt.saved:
                self._run(self._see(kept.number))

        self._meeting.submit(LayBeside(other=other), laid)
