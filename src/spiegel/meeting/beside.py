"""What a meeting has beside its session: half lines, documents, a place; another in each store."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from spiegel.i18n import current
from spiegel.meeting.draft import DraftStore
from spiegel.meeting.port.meeting import Rescue
from spiegel.meeting.receipts import Answers
from spiegel.meeting.recovery import FileRescue
from spiegel.store.beside.drafts import Drafts
from spiegel.store.beside.folder import elsewhere
from spiegel.store.session.file import SessionFile
from spiegel.store.session.recovery import NewName
from spiegel.store.session.writer import Trail, Writer

if TYPE_CHECKING:
    from spiegel.domain.session.session import Session
    from spiegel.meeting.delivery import Deliver
    from spiegel.meeting.documents import SessionDocuments
    from spiegel.meeting.names import SessionNames
    from spiegel.meeting.port.documents import Documents
    from spiegel.meeting.port.names import Names
    from spiegel.meeting.port.serving import Server
    from spiegel.meeting.port.withdrawals import Withdrawals
    from spiegel.meeting.serving import SessionServer
    from spiegel.meeting.withdrawals import FileWithdrawals


class Beside(Protocol):
    """What is beside a session that a window has open, in the store that has it.

    path: what stands for it in a sentence. sealed: it is encrypted. rehearsal: nothing is kept.
    drafts: where half lines are
    kept. trail: where it goes by itself.
    """

    @property
    def path(self) -> Path: ...

    @property
    def sealed(self) -> bool: ...

    @property
    def rehearsal(self) -> bool: ...

    @property
    def drafts(self) -> DraftStore: ...

    @property
    def trail(self) -> Trail[Any]: ...

    def documents(self, session: "Session") -> "Documents":
        """The documents of the session as it is now."""
        ...

    def names(self, session: "Session") -> "Names":
        """The names behind its codes."""
        ...

    def rescue(self, writer: Writer[Any], answers: Answers) -> Rescue:
        """What can be done when the session cannot be followed any more."""
        ...

    def server(self, deliver: "Deliver") -> "Server":
        """The server that people answer on; deliver: does a call on the thread of who asks."""
        ...

    def withdrawals(self, session: "Session") -> "Withdrawals":
        """Withdrawals in other meetings that this one does not know of yet."""
        ...

    def warnings(self) -> tuple[str, ...]:
        """What to say once at opening."""
        ...


class BesideFile:
    """What lies beside a session file."""

    def __init__(self, file: SessionFile) -> None:
        self._file = file
        self.path, self.sealed = file.path, file.sealed
        self.rehearsal = False
        self.drafts = Drafts(file.sidecar.folder, file.window, seal=file.seal)
        self.trail = NewName()

    def documents(self, session: "Session") -> "SessionDocuments":
        """The documents of the session as it is now."""
        from spiegel.meeting.documents import SessionDocuments

        return SessionDocuments(session, self._file.sidecar, self._file.seal)

    def names(self, session: "Session") -> "SessionNames":
        """The key file beside it."""
        from spiegel.meeting.names import SessionNames

        return SessionNames(self._file.path, session, self._file.keys)

    def rescue(self, writer: Writer[SessionFile], answers: Answers) -> FileRescue:
        """Going on in another place."""
        return FileRescue(writer, answers)

    def server(self, deliver: "Deliver") -> "SessionServer":
        """A process of its own, which is handed what opens the file."""
        from spiegel.meeting.serving import SessionServer

        return SessionServer(self._file.path, deliver, passphrase=self._file.keys.handed_over)

    def withdrawals(self, session: "Session") -> "FileWithdrawals":
        """Those that were noted while it was locked or not there."""
        from spiegel.meeting.withdrawals import FileWithdrawals

        return FileWithdrawals(session, self._file)

    def warnings(self) -> tuple[str, ...]:
        """The file lies where two machines may write it."""
        place = elsewhere(self.path)
        return (place.explain(current()),) if place is not None else ()
