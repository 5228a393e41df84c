"""How the program ends: asked for, by a signal, or by a fault in itself."""

import asyncio
import select
import signal
import sys
from typing import TYPE_CHECKING, Any, Final, TextIO

from rich.text import Text
from textual import events, work

from spiegel import logbook
from spiegel.app.suspending import StoppingApp
from spiegel.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from spiegel.meeting.live import LiveMeeting, Role
    from spiegel.screens.shared.base import MeetingScreen
    from spiegel.screens.shared.panels import Panel

QUIT_WITHIN: Final = 5.0
"""Seconds that quitting waits for the disk."""
KILLED_WITHIN: Final = 2.0
"""Seconds that a signal leaves for the disk."""
TERMINAL_LOOK: Final = 2.0
"""Seconds between two looks whether the terminal is still there."""


class EndingApp(StoppingApp):
    """An app that saves what waits before it ends, and restores the terminal however it ends."""

    meeting: "LiveMeeting | None" = None
    role: "Role" = "moderator"
    _told_to_stay = False
    _asked_on: "MeetingScreen | Panel[Any] | None" = None
    """Where the line stands that asks whether to leave while the meeting runs."""

    async def close_meeting(self, within: float) -> tuple[str, ...]:
        """Write what waits, for so many seconds at most, and name what could not be written."""
        meeting, self.meeting = self.meeting, None
        if meeting is None:
            return ()
        return await asyncio.to_thread(meeting.close, within)

    async def keep_elsewhere(self) -> bool:
        """When the file is gone, go on in another place first; returns whether one may leave.

        When that fails too, the person is told, and may leave all the same the second time.
        """
        meeting = self.meeting
        if meeting is None or meeting.around.trouble is None or meeting.around.role == "clock":
            self._told_to_stay = False
            return True
        kept: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def then(problem: str) -> None:
            if not kept.done():
                kept.set_result(problem)

        meeting.rescue.anywhere(then)
        try:
            problem = await asyncio.wait_for(kept, QUIT_WITHIN)
        except TimeoutError:
            problem = _("The disk does not answer.")
        if not problem or self._told_to_stay:
            return True
        self._told_to_stay = True
        words = _("{problem} Nothing keeps this meeting any more; the same again leaves anyway.")
        self.notify(words.format(problem=problem), severity="error", timeout=20, markup=False)
        return False

    async def action_quit(self) -> None:
        """Save all and close; while the meeting runs, its moderator is asked first."""
        if not self._asks_to_leave():
            await self._leave()

    def _asks_to_leave(self) -> bool:
        """Open the line at the bottom, where a meeting runs that this window leads."""
        from spiegel.domain.running.running import place
        from spiegel.screens.shared import typing_view
        from spiegel.screens.shared.base import MeetingScreen
        from spiegel.screens.shared.panels import Panel

        seen = self.screen
        if self.meeting is None or self.role != "moderator":
            return False
        if place(self.meeting.session).phase is None or not isinstance(seen, MeetingScreen | Panel):
            return False
        self._asked_on = seen
        seen.say_below(typing_view.asking(_("The meeting still runs. Close Spiegel?")))
        return True

    async def answers(self, event: events.Event) -> bool:
        """Whether a key or click is the answer to that line: Enter leaves, any other stays."""
        asked = self._asked_on
        if asked is None or not isinstance(event, events.Key | events.Paste | events.MouseDown):
            return False
        self._asked_on = None
        if asked.is_attached:
            asked.say_below(None)
        key = event.key if isinstance(event, events.Key) else ""
        if key == "enter":
            await self._leave()
        return key in ("enter", "escape")

    async def _leave(self) -> None:
        """Save all and close; say what is not saved, and where all is when the file was gone."""
        if self.meeting is not None and self.meeting.around.trouble is not None:
            # Not while the app waits for this: it has to hear how the rescue went.
            self._quit_without_file(self.meeting)
        else:
            await self._quit(self.meeting)

    @work(exclusive=True)
    async def _quit_without_file(self, meeting: "LiveMeeting") -> None:
        place = meeting.path
        if await self.keep_elsewhere():
            await self._quit(meeting, place)

    async def _quit(self, meeting: "LiveMeeting | None", place: "Path | None" = None) -> None:
        unsaved = await self.close_meeting(QUIT_WITHIN)
        lines = [_("This is not saved:"), *unsaved] if unsaved else []
        if meeting is not None and place is not None and meeting.path != place:
            words = _("The file was gone. All that this window knew is in {path}.")
            lines.append(words.format(path=meeting.path))
        self.exit(return_code=1 if unsaved else 0, message="\n".join(lines) or None)

    def listen_for_signals(self) -> None:
        """SIGTERM and a closed terminal end the program as quitting does, only faster."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end_by_signal, number)
        self.listen_for_stops()
        if not self.is_headless:
            self.set_interval(TERMINAL_LOOK, self._look_at_terminal)

    def _look_at_terminal(self) -> None:
        """A terminal can go without a signal; a window that nobody sees must not stay open."""
        if sys.platform != "win32" and hung_up(sys.__stdin__):
            self._end_by_signal(signal.SIGHUP)

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


def hung_up(stream: TextIO | None) -> bool:
    """Whether the other side of a terminal is gone for good."""
    if sys.platform == "win32" or stream is None:
        return False
    poll = select.poll()
    poll.register(stream, 0)
    return any(found & select.POLLHUP for _stream, found in poll.poll(0))
