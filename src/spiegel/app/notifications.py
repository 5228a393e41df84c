"""What the program says in passing: each thing once at a time, and never a pile of it."""

from typing import Final

from textual.app import App
from textual.notifications import Notify

MOST: Final = 4
"""Messages that are seen at once; of more, none that only informs."""


class SayingApp(App[None]):
    """An app whose messages do not cover the screen when a key is held down."""

    def on_notify(self, event: Notify) -> None:
        """Let what says the same make room, and what only informed: of that, the newest counts."""
        new, shown = event.notification, list(self._notifications)
        gone = [one for one in shown if one.message == new.message]
        full = len(shown) - len(gone) >= MOST
        if new.severity == "information" or full:
            gone += [one for one in shown if one.severity == "information" and one not in gone]
        for one in gone:
            self._unnotify(one, refresh=False)
