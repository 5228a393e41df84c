"""On to the next question or part, from any screen that has a key for it."""

from collections.abc import Callable

from textual import work

from spiegel.domain.running.running import GoNext, following, place, standing
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.whole import WholeScreen


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
