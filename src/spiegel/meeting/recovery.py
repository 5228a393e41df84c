"""Going on elsewhere when the file of a session was moved, replaced or deleted."""

from collections.abc import Callable
from pathlib import Path

from spiegel.i18n import _
from spiegel.meeting.port.meeting import Ways
from spiegel.meeting.receipts import Answers
from spiegel.store.catalogue.folder import default_folder
from spiegel.store.session import recovery
from spiegel.store.session.file import SessionFile
from spiegel.store.session.writer import Writer


class FileRescue:
    """What `port.Rescue` promises, for the file that a writer has."""

    def __init__(self, writer: Writer[SessionFile], answers: Answers) -> None:
        self._writer = writer
        self._answers = answers

    def look(self, then: Callable[[Ways], None]) -> None:
        """Look where this window can go on; `then` is called on the thread of whoever asks."""
        self._answers.find(self._writer.do(recovery.find(*self._places())), then)

    def go_on(self, path: Path, then: Callable[[str], None], *, found: bool = False) -> None:
        """Go on with a copy at this path, or (found) with the session's file that is there."""
        self._answers.move(self._writer.do(recovery.move(path, found=found)), then)

    def retry(self) -> None:
        """Look at the file and save what waits now."""
        self._writer.retry()

    def anywhere(self, then: Callable[[str], None]) -> None:
        """Go on wherever it is possible: nobody is there to ask, and nothing may be lost."""
        self._answers.move(self._writer.do(recovery.rescue(*self._places())), then)

    def _places(self) -> tuple[str, tuple[Path, Path]]:
        """The name of a copy; and where to look: beside the session and in the usual folder."""
        path = self._writer.opened.path
        return f"{path.stem}-{_('copy')}{path.suffix}", (path.parent, default_folder())
