"""How a window ends: asked for, or by a signal; what waits is saved first."""

import asyncio
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from textual import events
from textual.screen import Screen

from spiegel.app.notifications import ROOM
from spiegel.commands import everywhere
from spiegel.commands.keys import key_name
from spiegel.domain.session.fictional import is_fictional
from spiegel.i18n import _, ngettext
from spiegel.meeting.delivery import answered

if TYPE_CHECKING:
    from spiegel.meeting.live import LiveMeeting, Role
    from spiegel.screens.shared.base import MeetingScreen
    from spiegel.screens.shared.panels import Panel

QUIT_WITHIN: Final = 5.0
"""Seconds that quitting waits for the disk."""
KILLED_WITHIN: Final = 2.0
"""Seconds that a signal leaves for the disk."""


class Window(Protocol):
    """What is asked of the window that ends."""

    @property
    def role(self) -> "Role": ...
    @property
    def meeting(self) -> "LiveMeeting | None": ...
    async def close_meeting(self, within: float) -> tuple[str, ...]:
        """Write what waits, for so many seconds at most, and name what could not be written."""
        ...

    def exit(self, *, return_code: int, message: str | None = None) -> None: ...
    def notify(
        self, message: str, *, severity: Literal["error"], timeout: float, markup: bool
    ) -> None: ...
    def run_worker(self, work: Callable[[], Any], *, group: str, exclusive: bool) -> object: ...


class Shutdown:
    """Ends a window: saves what waits, and asks first when the meeting still runs."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._told_to_stay = False
        self._asked_on: MeetingScreen | Panel[Any] | None = None
        """Where the line stands that asks whether to leave while the meeting runs."""

    def listen(self) -> None:
        """SIGTERM and a closed terminal end the program as quitting does, only faster."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.by_signal, number)

    def by_signal(self, number: int) -> None:
        """End as fast as can be."""
        self._work(partial(self._end_by_signal, number))

    def _work(self, ends: Callable[[], Any]) -> None:
        """Do it beside the app, in the place of another way to end that is not done yet."""
        self._window.run_worker(ends, group="leaving", exclusive=True)

    async def _end_by_signal(self, number: int) -> None:
        await self._window.close_meeting(KILLED_WITHIN)
        self._window.exit(return_code=128 + number)

    async def quit(self, seen: Screen[Any]) -> None:
        """Save all and end; while the meeting runs, its moderator is asked first.

        seen: the screen that says what is asked.
        """
        if not self._asks(seen):
            await self._leave()

    def _asks(self, seen: Screen[Any]) -> bool:
        """Open the line at the bottom, where a meeting runs that this window leads."""
        from spiegel.domain.running.running import place
        from spiegel.screens.shared import typing_view
        from spiegel.screens.shared.base import MeetingScreen
        from spiegel.screens.shared.panels import Panel

        meeting = self._window.meeting
        if meeting is None or self._window.role != "moderator":
            return False
        if place(meeting.session).phase is None or not isinstance(seen, MeetingScreen | Panel):
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

    async def keep_elsewhere(self) -> bool:
        """When the file is gone, go on in another place first; returns whether one may leave.

        When that fails too, or the disk refuses what waits, the person is told, and may leave all
        the same the second time.
        """
        meeting = self._window.meeting
        if meeting is None or meeting.around.role == ROOM:
            return True
        if meeting.around.trouble is None:
            return self._may_lose(meeting.around.waiting)
        try:
            problem = await asyncio.wait_for(answered(meeting.rescue.anywhere), QUIT_WITHIN)
        except TimeoutError:
            problem = _("The disk does not answer.")
        if not problem or self._told_to_stay:
            return True
        self._told_to_stay = True
        words = _("{problem} Nothing keeps this meeting any more; the same again leaves anyway.")
        words = words.format(problem=problem)
        self._window.notify(words, severity="error", timeout=20, markup=False)
        return False

    def _may_lose(self, waiting: tuple[str, ...]) -> bool:
        """Whether one may leave without what the disk refuses: the first time it is said."""
        if not waiting or self._told_to_stay:
            self._told_to_stay = False
            return True
        self._told_to_stay = True
        words = ngettext(
            "{count} thing is not saved yet: the disk refuses it. {key} tries again. The same key"
            " as now leaves without it.",
            "{count} things are not saved yet: the disk refuses them. {key} tries again. The same"
            " key as now leaves without them.",
            len(waiting),
        ).format(count=len(waiting), key=key_name(everywhere.FILE.keys[0]))
        self._window.notify(words, severity="error", timeout=20, markup=False)
        return False

    async def _leave(self) -> None:
        """Save all and close; say what is not saved, and where all is when the file was gone."""
        meeting = self._window.meeting
        if meeting is not None and (meeting.around.trouble or meeting.around.waiting):
            # Not while the app waits for this: it has to hear how the rescue went.
            self._work(partial(self._leave_without_file, meeting))
        else:
            await self._close(meeting)

    async def _leave_without_file(self, meeting: "LiveMeeting") -> None:
        place = meeting.path
        if await self.keep_elsewhere():
            await self._close(meeting, place)

    def _is_served(self, meeting: "LiveMeeting | None") -> bool:
        """Whether devices go on taking part when the window of the moderator is gone."""
        if meeting is None or self._window.role != "moderator":
            return False
        info = meeting.session.info
        # The pages of an example that is rehearsed end with it.
        return not is_fictional(info.id, info.created) and meeting.server.look() is not None

    async def _close(self, meeting: "LiveMeeting | None", place: Path | None = None) -> None:
        served = self._is_served(meeting)
        unsaved = await self._window.close_meeting(QUIT_WITHIN)
        lines = [_("This is not saved:"), *unsaved] if unsaved else []
        if meeting is not None and place is not None and meeting.path != place:
            words = _("The file was gone. All that this window knew is in {path}.")
            lines.append(words.format(path=meeting.path))
        if served:
            words = _(
                "The pages are still open: devices can take part without this window. To stop them,"
                " open the meeting again and press d on F3."
            )
            lines.append(words)
        self._window.exit(return_code=1 if unsaved else 0, message="\n".join(lines) or None)
