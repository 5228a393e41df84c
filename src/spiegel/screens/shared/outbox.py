"""Lines on their way to the disk: each stays on the screen until it is there."""

import uuid
from collections.abc import Callable

import msgspec

from spiegel.domain.session.session import Change
from spiegel.domain.session.statements import Where
from spiegel.i18n import _
from spiegel.meeting.port.meeting import HalfLine, Meeting, Receipt, Typed
from spiegel.text import plain
from spiegel.widgets.record import RecordRow


class Waiting(msgspec.Struct):
    """A line that was entered and is not on disk yet: its words, its change, what went wrong.

    line: what was typed, and where. again: it is tried again by itself; otherwise only when
    somebody asks for it.
    """

    line: HalfLine
    change: Change
    problem: str = ""
    again: bool = False


class Outbox:
    """The lines that wait; `changed` is called whenever one comes, goes or fails."""

    def __init__(
        self, meeting: Meeting, changed: Callable[[], None], unsaved: Typed | None = None
    ) -> None:
        """unsaved: holds the half line that goes, when that is not the one of the scribe."""
        self.meeting = meeting
        self._changed = changed
        self._waiting: dict[str, Waiting] = {}
        self._unsaved = unsaved if unsaved is not None else meeting.typed
        self._taken_back = self._unsaved.taken_back

    def send(self, entered: HalfLine, change: Change) -> None:
        """Put a line in the queue, then let go of the half line that it was."""
        self._waiting[entered.line] = Waiting(entered, change)
        place = getattr(change, "where", entered.where)
        line = msgspec.structs.replace(entered, where=place)
        self.meeting.submit(change, self._sent(entered.line), line=line)
        self._unsaved.hold(HalfLine())
        self._unsaved.keep()
        self._changed()

    def change(self, words: str, change: Change, report: Callable[[Receipt], None]) -> None:
        """Put what was typed to change a recorded line in the queue; report: it can never be."""
        line = uuid.uuid4().hex
        self._waiting[line] = Waiting(HalfLine(text=words, where=Where()), change)
        sent = self._sent(line)

        def then(receipt: Receipt) -> None:
            if not (receipt.saved or receipt.waits):
                self._waiting.pop(line, None)
                report(receipt)
            sent(receipt)

        self.meeting.submit(change, then)
        self._changed()

    def retry(self) -> None:
        """Try now to save the lines that failed."""
        self.meeting.rescue.retry()
        for line, waiting in list(self._waiting.items()):
            if waiting.problem and not waiting.again:
                waiting.problem = ""
                self.meeting.submit(waiting.change, self._sent(line))
        self._changed()

    def entries(self) -> tuple[RecordRow, ...]:
        """The lines as they stand under the list; what they all wait for is said once."""
        self._without_what_was_taken_back()
        last = next((w for w in reversed(self._waiting.values()) if w.again), None)
        return tuple(
            RecordRow(
                who="…",
                words=waiting.line.text,
                meta=plain(waiting.problem, "$error")
                if waiting is last or not waiting.again
                else plain(""),
                pending=True,
            )
            for waiting in self._waiting.values()
            if waiting.line.text
        )

    def _without_what_was_taken_back(self) -> None:
        """Words that somebody takes back do not stand here until the rest of the line is saved."""
        since, self._taken_back = self._taken_back, self._unsaved.taken_back
        if since != self._taken_back:
            for waiting in self._waiting.values():
                waiting.line = self._unsaved.left_of(waiting.line, since)

    def _sent(self, line: str) -> Callable[[Receipt], None]:
        def then(receipt: Receipt) -> None:
            waiting = self._waiting.get(line)
            if receipt.saved:
                self._waiting.pop(line, None)
            elif waiting is not None:
                waiting.again = receipt.waits
                hint = _("ctrl+f: try now") if receipt.waits else _("ctrl+f: save again")
                waiting.problem = f"{receipt.problem} {hint}"
            self._changed()

        return then
