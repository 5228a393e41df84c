"""Lines on their way to the disk: each stays on the screen until it is there."""

from collections.abc import Callable

import msgspec

from spiegel.domain.session import Change
from spiegel.i18n import _
from spiegel.ports import HalfLine, Meeting, Receipt
from spiegel.text import plain
from spiegel.widgets.record import Entry


class Waiting(msgspec.Struct):
    """A line that was entered and is not on disk yet: its words, its change, what went wrong."""

    words: str
    change: Change
    problem: str = ""


class Outbox:
    """The lines that wait; `changed` is called whenever one comes, goes or fails."""

    def __init__(self, meeting: Meeting, changed: Callable[[], None]) -> None:
        self.meeting = meeting
        self._changed = changed
        self._waiting: dict[str, Waiting] = {}

    def send(self, entered: HalfLine, change: Change) -> None:
        """Put a line in the queue, then let go of the half line that it was."""
        self._waiting[entered.line] = Waiting(entered.text, change)
        self.meeting.submit(change, self._sent(entered.line))
        self.meeting.hold(HalfLine())
        self.meeting.keep()
        self._changed()

    def retry(self) -> None:
        """Try again to save the lines that failed."""
        for line, waiting in list(self._waiting.items()):
            if waiting.problem:
                waiting.problem = ""
                self.meeting.submit(waiting.change, self._sent(line))
        self._changed()

    def entries(self) -> tuple[Entry, ...]:
        """The lines as they stand under the list."""
        return tuple(
            Entry(who="…", words=line.words, meta=plain(line.problem, "$error"), pending=True)
            for line in self._waiting.values()
        )

    def _sent(self, line: str) -> Callable[[Receipt], None]:
        def then(receipt: Receipt) -> None:
            if receipt.saved:
                self._waiting.pop(line, None)
            elif line in self._waiting:
                self._waiting[line].problem = f"{receipt.problem} {_('ctrl+f: save again')}"
            self._changed()

        return then
