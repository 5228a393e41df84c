"""A meeting whose session is in the memory of this process, to try a screen or a server on.

It is a meeting like any other as long as it is open; it leaves nothing behind, so there are no
documents of it and no other place to go on.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from spiegel.domain.preparation.names import Person
from spiegel.domain.session.session import Session
from spiegel.i18n import _
from spiegel.meeting.delivery import Deliver
from spiegel.meeting.live import LiveMeeting, Role
from spiegel.meeting.port.documents import MadeDocument, MadeDocuments, Written
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.meeting import Ways
from spiegel.meeting.port.withdrawals import Withdrawal
from spiegel.meeting.receipts import Answers
from spiegel.store.memory import PLACE, MemoryDrafts, SessionInMemory, SessionMemory
from spiegel.store.session.writer import NoTrail, Writer

if TYPE_CHECKING:
    from spiegel.domain.consent.perhaps import Place
    from spiegel.domain.session.taking_back import TakesBack
    from spiegel.meeting.port.names import OpenNames
    from spiegel.meeting.port.withdrawals import LookedInto
    from spiegel.meeting.serving import NoServer


def open_in_memory(
    memory: SessionMemory, *, role: Role, deliver: Deliver, rehearsal: bool = False
) -> LiveMeeting:
    """Open a window in a role; several may be open on one session.

    rehearsal: it is one, and says so on every screen.
    """
    beside = partial(BesideMemory, rehearsal=rehearsal)
    return LiveMeeting(memory.open(role), beside, deliver, memory.clock)


class BesideMemory:
    """What there is beside a session in memory (`Beside`): half lines, and no more."""

    path = PLACE
    sealed = False

    def __init__(self, opened: SessionInMemory, *, rehearsal: bool = False) -> None:
        self.rehearsal = rehearsal
        self.drafts = MemoryDrafts(opened)
        self.trail = NoTrail()

    def documents(self, _session: Session) -> "NoDocuments":
        """There are none."""
        return NoDocuments()

    def names(self, _session: Session) -> "NoNames":
        """There is no place for a file of them."""
        return NoNames()

    def rescue(self, writer: Writer[SessionInMemory], _answers: Answers) -> "NoRescue":
        """There is nowhere to go on."""
        return NoRescue(writer)

    def server(self, _deliver: Deliver) -> "NoServer":
        """No other program can open it."""
        from spiegel.meeting.serving import NoServer

        return NoServer()

    def withdrawals(self, _session: Session) -> "NoWithdrawals":
        """Nobody notes any for it."""
        return NoWithdrawals()

    def warnings(self) -> tuple[str, ...]:
        """Nothing: it is where nobody else writes."""
        return ()


class NoWithdrawals:
    """What `port.Withdrawals` promises, where no other meeting knows of this one."""

    any = False
    locked: tuple[Path, ...] = ()

    def look_into(self, _passphrase: str) -> "LookedInto":
        """There is none that could be locked. Raises NotDoneError."""
        raise NotDoneError(_not_kept())

    def waiting(self) -> tuple[Withdrawal, ...]:
        """None."""
        return ()

    def earlier(self, _change: "TakesBack") -> tuple[str, ...]:
        """Nothing is kept of how it stood."""
        return ()

    def perhaps(self, _change: "TakesBack") -> "tuple[Place, ...]":
        """No other meeting is looked into."""
        return ()

    def half_typed(self, _change: "TakesBack") -> "tuple[Place, ...]":
        """Nothing that is typed is kept anywhere."""
        return ()

    def told(self) -> None:
        """There is nothing to tell."""


class NoDocuments:
    """What `port.Documents` promises, where none can be noted and so none is made."""

    def look(self) -> MadeDocuments:
        """There are none."""
        return MadeDocuments()

    def noted(self) -> MadeDocuments:
        """There are none."""
        return MadeDocuments()

    def other_files(self) -> tuple[Path, ...]:
        """There are none."""
        return ()

    def make(self, *_what: object, **_how: object) -> Written:
        """Raises NotDoneError."""
        raise NotDoneError(_not_kept())

    def make_envelopes(self, people: Sequence[Person], folder: Path) -> Written:
        """Raises NotDoneError."""
        raise NotDoneError(_not_kept())

    def remake(self, document: MadeDocument) -> Written:
        """Raises NotDoneError."""
        raise NotDoneError(_not_kept())

    def remove(self, document: MadeDocument) -> None:
        """There is none to remove."""

    def points(self, path: Path) -> int:
        """Raises NotDoneError."""
        raise NotDoneError(_not_kept())

    def begin_anew(self) -> None:
        """There is no list of documents."""

    def private(self) -> tuple[MadeDocument, ...]:
        """There are none."""
        return ()

    def wipe_private(self, documents: Sequence[MadeDocument]) -> None:
        """There are none."""


class NoNames:
    """What `port.Names` promises, where none can be kept."""

    file = ""

    def look(self) -> bool:
        """There is none."""
        return False

    def unlock(self, passphrase: str) -> "OpenNames":
        """Raises NotDoneError."""
        raise NotDoneError(_not_kept())

    def begin(self, passphrase: str) -> "OpenNames":
        """Raises NotDoneError."""
        raise NotDoneError(_not_kept())

    def wipe(self) -> None:
        """There is none."""


class NoRescue:
    """What `port.Rescue` promises, for a session that goes nowhere."""

    def __init__(self, writer: Writer[SessionInMemory]) -> None:
        self._writer = writer

    def look(self, then: Callable[[Ways], None]) -> None:
        """There is no other place."""
        then(Ways(free=PLACE))

    def go_on(self, path: Path, then: Callable[[str], None], *, found: bool = False) -> None:
        """It cannot."""
        then(_not_kept())

    def anywhere(self, then: Callable[[str], None]) -> None:
        """It cannot."""
        then(_not_kept())

    def retry(self) -> None:
        """Make what waits now."""
        self._writer.retry()


def _not_kept() -> str:
    return _("This meeting is in memory only: nothing of it is kept.")
