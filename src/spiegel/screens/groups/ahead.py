"""What is done in Groups, seen before it is on the disk: the next key finds the next idea."""

from collections.abc import Callable

from spiegel.domain.session.session import Change, Refusal, Session
from spiegel.meeting.port.meeting import Meeting, Receipt


class Ahead:
    """The session as it is with what was done here; the file and other windows decide.

    report: is told what became of a change. over: called when all of them are on the disk, or
    could not be.
    """

    def __init__(
        self, meeting: Meeting, report: Callable[[Receipt], None], over: Callable[[], None]
    ) -> None:
        self._meeting, self._report, self._over = meeting, report, over
        self.session = meeting.session
        self._under_way: list[Change] = []

    @property
    def busy(self) -> bool:
        """Whether something that was done here is not on the disk yet."""
        return bool(self._under_way)

    def follow(self, session: Session) -> None:
        """This is the newest session; what was done here since comes on top."""
        self.session = session
        for change in self._under_way:
            try:
                self.session = change.apply(self.session, self._meeting.now())
            except Refusal:
                continue

    def do(self, change: Change, *, after_frame: bool = False) -> None:
        """See what a change does, and put it in the queue. after_frame: as of `Meeting.submit`."""
        try:
            self.session = change.apply(self.session, self._meeting.now())
        except Refusal:
            pass
        else:
            self._under_way.append(change)
        self._meeting.submit(change, self._kept, after_frame=after_frame)

    def _kept(self, receipt: Receipt) -> None:
        """It is on the disk, or waits, or could not be."""
        if not receipt.waits:
            self._under_way = [each for each in self._under_way if each is not receipt.change]
        self._report(receipt)
        if not self._under_way:
            self._over()
