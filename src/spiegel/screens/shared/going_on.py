"""On to the next question or part, from any screen that has a key for it."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual import events, work

from spiegel.domain.running.running import GoNext, following, place, standing
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.ticking import TickingScreen
from spiegel.screens.shared.whole import WholeScreen

HELD: Final = 0.12
"""Seconds within which the same key is one that is held down; slow keyboards repeat in 0.1."""


class GoingOn(TickingScreen):
    """A screen with keys for the next question: one that stays pressed passes none by."""

    MOVES: ClassVar[frozenset[str]] = frozenset()
    """The keys that go on in the meeting, or back."""
    _moved: tuple[str, float] = ("", 0.0)

    def on_key(self, event: events.Key) -> None:
        """A key that is held down, or lies under a book, comes again and again."""
        (key, before), self._moved = self._moved, (event.key, event.time)
        if event.key == key and key in self.MOVES and event.time - before < HELD:
            event.stop()
            event.prevent_default()


def go_on(screen: WholeScreen, meeting: Meeting, report: Callable[[Receipt], None]) -> None:
    """Go on; after the last part that ends the meeting, and is asked first."""
    session = meeting.expected
    change = GoNext(seen=standing(session))
    if place(session).phase is None or following(session)[0] is not None:
        meeting.submit(change, report)
    else:
        _end(screen, meeting, change, report)


@work(exclusive=True, group="ending")
async def _end(
    screen: WholeScreen, meeting: Meeting, change: GoNext, report: Callable[[Receipt], None]
) -> None:
    asked = Confirm(
        _("End the meeting?"),
        _("This was the last part. ← goes back to it, also later."),
        _("Yes, it is over"),
        _("No, not yet"),
    )
    if await screen.app.push_screen_wait(asked):
        meeting.submit(change, report)
