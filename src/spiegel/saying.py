"""What the program says in passing: each thing once at a time, and never a pile of it."""

from typing import Final

from textual.app import App
from textual.notifications import Notify

MOST: Final = 4
"""Messages that are seen at once; of more, those that only inform make room."""


class SayingApp(App[None]):
    """An app whose messages do not cover the screen when a key is held down."""

    def on_notify(self, event: Notify) -> None:
        """Let what says the same make room, and then the oldest that only informed."""
        shown = list(self._notifications)
        same = [one for one in shown if one.message == event.notification.message]
        for one in same:
            self._unnotify(one, refresh=False)
        informing = [one for one in shown if one.severity == "information" and one not in same]
        for one in informing[: max(0, len(shown) - len(same) + 1 - MOST)]:
            self._unnotify(one, refresh=False)
