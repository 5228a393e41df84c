"""A scribe who enters lines, as a screen does: each stays there until it is on the disk."""

import time
from collections.abc import Callable
from pathlib import Path

from meeting.inbox import Inbox
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.session.statements import Where
from spiegel.meeting.live import LiveMeeting
from spiegel.meeting.port.meeting import HalfLine, Receipt


class Screen:
    """The lines that were entered on an open session, and what its person was told of each.

    waiting: what is still to be seen. problems: what was last said of a line that was refused.
    saved: the lines that are on the disk, in the order in which that was said.
    """

    def __init__(self, path: Path) -> None:
        self._inbox = Inbox()
        self.meeting = LiveMeeting.open(path, role="moderator", deliver=self._inbox)
        self.waiting: dict[str, str] = {}
        self.problems: dict[str, str] = {}
        self.saved: list[str] = []

    def enter(self, words: str) -> None:
        """Enter a line."""
        where = Where()
        line = HalfLine(text=f"D1: {words}", where=where, line=words)
        change = RecordLine(text=line.text, where=where, line=line.line)
        self.waiting[words] = line.text

        def then(receipt: Receipt) -> None:
            if receipt.saved:
                del self.waiting[words]
                self.saved.append(words)
            else:
                self.problems[words] = receipt.problem

        self.meeting.submit(change, then, line=line)

    def wait(self, until: Callable[[], bool], seconds: float) -> None:
        """Take what the writer says, until this is so; it must be within so many seconds."""
        end = time.monotonic() + seconds
        while not until():
            if not self._inbox.take(within=end - time.monotonic()):
                told, saved = len(self.problems), len(self.saved)
                raise AssertionError(f"told of {told}, saved {saved} in {seconds} s")

    def leave(self) -> tuple[str, ...]:
        """Close the session; what could not be saved."""
        return self.meeting.close(5)
