"""The screens of a meeting: which there are, which comes first, and which of two F5 is."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from spiegel.app.notifications import ROOM

if TYPE_CHECKING:
    from spiegel.domain.session.session import Session
    from spiegel.meeting.live import LiveMeeting, Role
    from spiegel.screens.shared.base import MeetingScreen

SCREENS: Final = (
    *("prepare", "moderate", "scribe", "groups", "debrief", "review", "report", "clock"),
    *("followup", "personas"),
)
"""The modes of a meeting; each is the name of a module in `screens`."""
OPENS_WITH: Final = {
    "prepare": "prepare",
    "running": "moderate",
    "debrief": "debrief",
    # Review shows codes and quotations: it is never seen without being asked for.
    "review": "moderate",
    "presented": "report",
}
"""The screen for each stage of a meeting."""


def make_screen(name: str, meeting: "LiveMeeting") -> "MeetingScreen":
    """The screen of a mode; its module is imported when it is first seen."""
    module = import_module(f"spiegel.screens.{name}.screen")
    made: MeetingScreen = getattr(module, f"{name.capitalize()}Screen")(meeting)
    return made


class Screens:
    """role: of this window. fit: makes a new one look as the others. share_f5: is told when F5
    becomes Groups (True), or the debrief.
    """

    def __init__(
        self,
        role: "Role",
        fit: Callable[["MeetingScreen"], object],
        share_f5: Callable[[bool], None],
    ) -> None:
        self._role, self._fit, self._share_f5 = role, fit, share_f5
        self.made: dict[str, MeetingScreen] = {}
        self.grouped = False
        """Whether there is something to put in groups."""
        self.groups_first = False
        """Whether F5 is Groups now."""

    @property
    def names(self) -> tuple[str, ...]:
        """Those that this window may show: a room clock never shows anything else."""
        return ("clock",) if self._role == ROOM else SCREENS

    def there(self, name: str) -> bool:
        """Whether one can go to it now."""
        return name in self.names and (self.grouped or name != "groups")

    def first(self, meeting: "LiveMeeting") -> str:
        """The one to begin with."""
        if self._role != "moderator":
            return self._role
        from spiegel.domain.session.session import stage

        return OPENS_WITH[stage(meeting.session)]

    def make(self, name: str, meeting: "LiveMeeting") -> "MeetingScreen":
        """One that is first seen."""
        made = self.made[name] = make_screen(name, meeting)
        self._fit(made)
        return made

    def follow(self, session: "Session | None") -> None:
        """F5 is Groups as long as ideas come before the debrief; else it is the debrief."""
        from spiegel.domain.polls.polls import asks_ideas, groups_first

        self.grouped = session is not None and asks_ideas(session)
        first = session is not None and groups_first(session)
        if first is not self.groups_first:
            self.groups_first = first
            self._share_f5(first)
