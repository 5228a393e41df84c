"""The half-typed line of a window: held in memory at each key, kept on disk soon after."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import msgspec

from spiegel.domain.capture import RecordLine, Where
from spiegel.domain.session import Session
from spiegel.logbook import LOG
from spiegel.ports import HalfLine
from spiegel.store.drafts import Draft, Drafts
from spiegel.store.errors import StoreError


class KeptLine:
    """What the scribe typed and is not in the session yet: the half line, and lines on their way.

    Writing happens in a thread of its own; a disk that hangs must not stop the typing.
    """

    def __init__(self, drafts: Drafts) -> None:
        self.half_line = HalfLine()
        self._drafts = drafts
        self._entered: dict[str, Draft] = {}
        # Closing happens in a thread, so that a disk that hangs does not stop the screen.
        self._lock = Lock()
        self._closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="draft")

    def entered(self, change: RecordLine) -> None:
        """This line is on its way to the disk."""
        self._entered[change.line] = Draft(
            text=change.text, line=change.line, where=change.where, entered=True
        )

    def saved(self, change: RecordLine) -> None:
        """This line is there."""
        self._entered.pop(change.line, None)

    def keep(self) -> None:
        """Write it all beside the session."""
        half_line, drafts = self.half_line, list(self._entered.values())
        if half_line.text:
            drafts.append(Draft(text=half_line.text, line=half_line.line, where=half_line.where))
        with self._lock:
            if not self._closed:
                self._thread.submit(self._write, tuple(drafts))

    def _write(self, drafts: tuple[Draft, ...]) -> None:
        try:
            if drafts:
                self._drafts.keep(*drafts)
                self._drafts.settle()
            else:
                self._drafts.clear()
        except StoreError as error:
            # The words are on the screen; the same disk refuses the line itself and says so.
            LOG.warning("draft not kept %s", type(error).__name__)

    def adopt(self, session: Session) -> Iterator[RecordLine]:
        """Take over what a window that is gone had not saved.

        Gives back the lines to record: those that were entered, and of several half lines all but
        one, which becomes the half line of this window.
        """
        found = self._drafts.adopt(session)
        halves = [draft for draft in found if not draft.entered]
        for draft in halves[:1]:
            self.half_line = HalfLine(text=draft.text, where=_place(draft), line=draft.line)
        for draft in [draft for draft in found if draft.entered] + halves[1:]:
            yield RecordLine(text=draft.text, where=_place(draft), line=draft.line)

    def close(self) -> None:
        """Write what is held, and end the thread."""
        self.keep()
        with self._lock:
            self._closed = True
        self._thread.shutdown()


def _place(draft: Draft) -> Where:
    return msgspec.convert(draft.where or {}, Where)
