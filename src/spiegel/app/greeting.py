"""What is said when a meeting was opened: of its file, of half lines, and what went elsewhere."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import App

from spiegel.app.notifications import Messages

if TYPE_CHECKING:
    from spiegel.meeting.live import LiveMeeting


def tell(
    app: App[Any],
    meeting: "LiveMeeting",
    messages: Messages,
    brought_back: Iterable[str],
    *,
    leads: bool,
) -> None:
    """Say all of it; what takes long is looked up meanwhile.

    brought_back: what is said of words that another window left. leads: this is the moderator's
    window, which also hears of other meetings.
    """
    for words in (*meeting.warnings(), *brought_back):
        messages.tell(words)
    if not leads:
        return
    if meeting.withdrawals.any:
        from spiegel.app.withdrawals import ask

        app.run_worker(ask(app, meeting, messages), group="withdrawals")
    if meeting.session.persona_sentences:
        from spiegel.app.sources import look_again, rests_elsewhere

        if rests_elsewhere(meeting):
            app.run_worker(look_again(meeting, messages), group="sources")
