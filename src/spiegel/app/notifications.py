"""What the program says in passing: each thing once at a time, and nothing before the room."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, Literal, Protocol

from textual.notifications import Notification

from spiegel.domain.session.instants import Instant
from spiegel.text import hour_minute

MOST: Final = 4
"""Notifications that are seen at once; of more, none that only informs."""
LONG: Final = 20.0
"""Seconds that a message of another window stays: nobody looks up at once."""
SAID: Final = 10.0
"""Seconds that a message about what can be seen stays."""
REMEMBERED: Final = 20
"""Messages that can be read again."""
ROOM: Final = "clock"
"""The mode that the whole room sees, and the role of a window that shows nothing else."""

Severity = Literal["information", "warning"]


def make_room(new: Notification, shown: Sequence[Notification]) -> tuple[Notification, ...]:
    """Which of those that are shown go away for a new one.

    What says the same does, and what only informed: of that, the newest counts.
    """
    gone = [one for one in shown if one.message == new.message]
    full = len(shown) - len(gone) >= MOST
    if new.severity == "information" or full:
        gone += [one for one in shown if one.severity == "information" and one not in gone]
    return tuple(gone)


class Show(Protocol):
    """As `App.notify` does."""

    def __call__(
        self, message: str, /, *, severity: Severity, timeout: float, markup: bool
    ) -> None: ...


class Messages:
    """What is said of the file and of other windows: remembered, and never before the room.

    On the room clock a message waits until another screen is seen, and a window that is only a room
    clock says nothing at all. mode: of the screen that is seen. now: while a meeting is open.
    """

    def __init__(
        self,
        role: str,
        *,
        mode: Callable[[], str],
        show: Show,
        now: Callable[[], Instant] | None = None,
    ) -> None:
        self._role = role
        self._mode = mode
        self._show = show
        self._now = now
        self._remembered: deque[str] = deque(maxlen=REMEMBERED)
        self._untold: list[str] = []

    @property
    def remembered(self) -> tuple[str, ...]:
        """The last messages with their times, the newest first."""
        return tuple(reversed(self._remembered))

    def tell(self, words: str, severity: Severity = "warning", *, seconds: float = SAID) -> None:
        """Say something when the room does not look on."""
        if self._role == ROOM:
            return
        if self._now is not None:
            self._remembered.append(f"{hour_minute(self._now())}  {words}")
            if self._mode() == ROOM:
                self._untold.append(words)
                return
        self._show(words, severity=severity, timeout=seconds, markup=False)

    def tell_untold(self) -> None:
        """Say what could not be said before the room; call it when another screen is seen."""
        untold, self._untold = self._untold, []
        for words in untold:
            self._show(words, severity="warning", timeout=LONG, markup=False)
