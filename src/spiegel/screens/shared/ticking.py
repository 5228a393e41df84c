"""A screen with a clock on it: it looks again just when what it shows becomes another second."""

from typing import Final

from textual import events
from textual.timer import Timer

from spiegel.domain.running.timing import Clock
from spiegel.domain.session.instants import MINUTE, SECOND, Instant
from spiegel.domain.session.session import Session
from spiegel.screens.shared.base import MeetingScreen

SOONEST: Final = 0.02
"""Seconds between two looks at least, whatever a clock says."""


class TickingScreen(MeetingScreen):
    """A view of a session and of the time, which comes from recorded moments alone.

    The timer only says when to look: one that fires late, after a busy second or a night's sleep,
    shows what is right then. A screen that is not seen has none. A subclass draws in `show_time`.
    """

    _next_look: Timer | None = None

    def show_time(self, session: Session, now: Instant) -> Clock:
        """Draw what time changes, and return the clock whose seconds pass on this screen."""
        raise NotImplementedError

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """The time went on while another screen was seen."""
        super().on_screen_resume(event)
        self.tick()

    def tick(self) -> None:
        """Draw the time, now and when the second or the time of day is another."""
        session = self.session
        if session is None or not self.is_current:
            return
        now = self.meeting.now()
        shown = self.show_time(session, now)
        wait = min(shown.next_second, MINUTE - now.utc % MINUTE) + 1
        if self._next_look is not None:
            self._next_look.stop()
        self._next_look = self.set_timer(max(SOONEST, wait / SECOND), self.tick)
