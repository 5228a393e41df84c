"""Lines that were typed where letters are commands: they wait where somebody writes."""

from collections.abc import Callable
from functools import partial
from typing import Final

from spiegel.meeting.delivery import Deliver
from spiegel.meeting.draft import KeptLine
from spiegel.meeting.port.meeting import HalfLine

WRITERS: Final = {
    "moderator": ("scribe",),
    "scribe": (),
    "clock": ("scribe", "moderator"),
    "devices": (),
}
"""The roles in whose windows somebody writes, by the role of the window where it was typed."""


class StrayLines:
    """What `port.Strays` promises, kept beside the session with the half line.

    role: of this window. deliver: does a call on the thread that uses the meeting. others: the
    names of the other windows.
    """

    def __init__(self, kept: KeptLine, role: str, deliver: Deliver) -> None:
        self._kept = kept
        self._role = role
        self._deliver = deliver
        self._being_typed = ""
        self.others: Callable[[], tuple[str, ...]] = tuple
        self.changed: Callable[[], None] = lambda: None

    @property
    def lines(self) -> tuple[HalfLine, ...]:
        """Those that wait in this window, the oldest first."""
        return self._kept.strays

    @property
    def elsewhere(self) -> bool:
        """Whether another window is there in which somebody writes."""
        return self._writing() is not None

    def hold(self, line: HalfLine) -> None:
        """This is the line with its uuid now, still being typed; without words there is none."""
        self._being_typed = line.line
        self._kept.stray(line)
        self.changed()

    def take(self) -> HalfLine | None:
        """The oldest, which is somebody's own line from now on."""
        taken = self._kept.take_stray()
        self.changed()
        return taken

    def send(self) -> None:
        """All are whole, and go to the window in which somebody writes, if there is another."""
        self._being_typed = ""
        self._kept.keep()
        self.others_came()

    def others_came(self) -> None:
        """Other windows are there: what waits for one in which somebody writes goes there."""
        ready = (line for line in self.lines if line.line != self._being_typed)
        whole = tuple(line for line in ready if not line.secret)
        if whole and (window := self._writing()) is not None:
            self._kept.hand(window, whole, lambda sent: self._deliver(partial(self._sent, sent)))

    def look(self) -> None:
        """Look what other windows sent; may be called from any thread."""
        if self._role != "clock":
            self._kept.look(lambda lines: self._deliver(partial(self._received, lines)))

    def _writing(self) -> str | None:
        others = self.others()
        found = (
            name for role in WRITERS[self._role] for name in others if name.startswith(f"{role}-")
        )
        return next(found, None)

    def _sent(self, lines: frozenset[str]) -> None:
        self._kept.handed(lines)
        self.changed()

    def _received(self, lines: tuple[HalfLine, ...]) -> None:
        self._kept.received(lines)
        self.changed()
