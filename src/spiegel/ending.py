"""How the program ends: asked for, by a signal, or by a fault in itself."""

import asyncio
import signal
import sys
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual import work
from textual.app import App

from spiegel import logbook
from spiegel.i18n import _

if TYPE_CHECKING:
    from spiegel.meeting import LiveMeeting

QUIT_WITHIN: Final = 5.0
"""Seconds that quitting waits for the disk."""
KILLED_WITHIN: Final = 2.0
"""Seconds that a signal leaves for the disk."""


class EndingApp(App[None]):
    """An app that saves what waits before it ends, and restores the terminal however it ends."""

    meeting: "LiveMeeting | None" = None

    async def close_meeting(self, within: float) -> tuple[str, ...]:
        """Write what waits, for so many seconds at most, and name what could not be written."""
        meeting, self.meeting = self.meeting, None
        if meeting is None:
            return ()
        return await asyncio.to_thread(meeting.close, within)

    async def action_quit(self) -> None:
        """Save all and close; say what could not be saved."""
        unsaved = await self.close_meeting(QUIT_WITHIN)
        if unsaved:
            self.exit(return_code=1, message="\n".join((_("This is not saved:"), *unsaved)))
        else:
            self.exit()

    def listen_for_signals(self) -> None:
        """SIGTERM and a closed terminal end the program as quitting does, only faster."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end_by_signal, number)

    @work(exclusive=True)
    async def _end_by_signal(self, number: int) -> None:
        await self.close_meeting(KILLED_WITHIN)
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """Restore the terminal and say one sentence.

        Textual's own way prints a traceback with locals, and those hold words of the meeting.
        """
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.panic(Text(logbook.apology(error)))
