"""What a window may ask of one meeting.

A window is a screen, a server or a test: whoever uses a meeting. It does so on one thread, its own;
there it is called back too, with nothing of its own running meanwhile. `spiegel.meeting.delivery`
has how, for a program of asyncio and for one without an event loop.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Where
from spiegel.meeting.port.ballots import Ballots
from spiegel.meeting.port.catalogue import OtherMeetings
from spiegel.meeting.port.documents import Documents
from spiegel.meeting.port.names import Names
from spiegel.meeting.port.opinion import Opinion
from spiegel.meeting.port.serving import Server
from spiegel.meeting.port.sources import Sources
from spiegel.meeting.port.withdrawals import Withdrawals


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a change: the session it led to, or why it was not saved.

    problem: one or two sentences in the user's language, empty when it is on disk. waits: it is
    tried again by itself, and another receipt comes when it is on disk, or can never be.
    """

    change: Change
    session: Session | None = None
    problem: str = ""
    waits: bool = False

    @property
    def saved(self) -> bool:
        return not self.problem


class Undoing(msgspec.Struct, frozen=True, kw_only=True):
    """What undo or redo did.

    name: what was taken back or made again, empty when there was nothing. kept: fields that
    another window changed since, and that were left as they are. problem: why it was not saved.
    """

    name: str = ""
    kept: tuple[str, ...] = ()
    problem: str = ""


class HalfLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that is being typed: its words, where it belongs, and the uuid it will be saved by.

    form: the fields of a form that is half filled in, as plain values; the words say the same as
    well as one line can. secret: an answer on paper, which is held in this window's memory and kept
    nowhere.
    """

    text: str = ""
    where: Where | None = None
    line: str = ""
    form: Mapping[str, Any] | None = None
    secret: bool = False


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Other windows of one role; name: of the role, in the user's language."""

    role: str
    name: str
    count: int = 1


class Trouble(msgspec.Struct, frozen=True):
    """What is wrong with the session's file: in a few words, and in one or two sentences."""

    short: str
    words: str


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What is around a window beside the session itself.

    role: of this window. others: who else is there. trouble: with the file. waiting: what the disk
    refused and is tried again by itself, in words, in its order.
    """

    role: str = "moderator"
    others: tuple[Other, ...] = ()
    trouble: Trouble | None = None
    waiting: tuple[str, ...] = ()


class Way(msgspec.Struct, frozen=True):
    """A file in which the session goes on; others: who has it open."""

    path: Path
    others: tuple[Other, ...] = ()


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """Where a window can go on when the file is gone.

    found: files in which the session goes on, the likeliest first. free: a place for a copy.
    """

    found: tuple[Way, ...] = ()
    free: Path


class Rescue(Protocol):
    """What can be done when the file of a session was moved, replaced or deleted."""

    def look(self, then: Callable[[Ways], None]) -> None:
        """Look where this window can go on; `then` is called on the thread of whoever asks."""
        ...

    def go_on(self, path: Path, then: Callable[[str], None], *, found: bool = False) -> None:
        """Go on with a copy at this path, or (found) with the session's file that is there.

        What waits is saved there. `then` is told what went wrong, or nothing.
        """
        ...

    def retry(self) -> None:
        """Look at the file and save what waits now, not only in some seconds."""
        ...

    def anywhere(self, then: Callable[[str], None]) -> None:
        """Go on wherever it is possible: nobody is there to ask, and nothing may be lost.

        `then` is told what went wrong, or nothing.
        """
        ...


class Strays(Protocol):
    """Lines that somebody typed where letters are commands, in this window or another one.

    changed: called on the thread of whoever uses the meeting, when there are others, or fewer.
    """

    changed: Callable[[], None]

    @property
    def lines(self) -> tuple[HalfLine, ...]:
        """Those that wait in this window, the oldest first."""
        ...

    @property
    def elsewhere(self) -> bool:
        """Whether another window is there in which somebody writes."""
        ...

    def hold(self, line: HalfLine) -> None:
        """This is the line with its uuid now, without words there is none; it costs nothing."""
        ...

    def send(self) -> None:
        """All are whole: they go to the window in which somebody writes, if there is another."""
        ...

    def take(self) -> HalfLine | None:
        """The oldest, which is somebody's own line from now on."""
        ...


class Typed(Protocol):
    """Words that were typed and are not in the session yet, and what went of them meanwhile."""

    @property
    def half_line(self) -> HalfLine:
        """The scribe's half-typed line."""
        ...

    def hold(self, half_line: HalfLine, about: str = "") -> None:
        """This is the half-typed line now; call it at each key, it costs nothing.

        about: it is no line of the scribe but a form that is half filled in, kept beside that line
        until it is held without words: "actions 3" for a document of a table, else any name.
        """
        ...

    def held(self, about: str) -> HalfLine:
        """What was left half filled in about this, without words when nothing was."""
        ...

    def left(self, words: str) -> str:
        """Words without those that were taken back for good since this window is there.

        A form that stood open then still has them.
        """
        ...

    @property
    def taken_back(self) -> int:
        """How often words were taken back for good since this window is there."""
        ...

    def left_of(self, half_line: HalfLine, since: int) -> HalfLine:
        """What is left of a line that was typed when words were taken back so often.

        It is what would be left of it as a recorded line: what others say in it stays.
        """
        ...

    def keep(self) -> None:
        """Keep the half-typed line and stray ones on disk; call it within 200 ms after a key."""
        ...


class Meeting(Protocol):
    """The meeting that the windows of this process show."""

    @property
    def session(self) -> Session:
        """The newest value."""
        ...

    @property
    def expected(self) -> Session:
        """The newest value, with the steps of the running order that are on their way to the disk.

        A line that is typed right after such a key belongs where the key leads, also when the
        disk is slow.
        """
        ...

    @property
    def path(self) -> Path:
        """The session's file."""
        ...

    @property
    def sealed(self) -> bool:
        """Whether the session is encrypted."""
        ...

    @property
    def rehearsal(self) -> bool:
        """Whether this is a rehearsal, of which nothing is kept."""
        ...

    def now(self) -> Instant:
        """The present instant; in a rehearsal by a clock that runs fast."""
        ...

    @property
    def around(self) -> Around:
        """Who else is there, and how the file is."""
        ...

    @property
    def ballots(self) -> Ballots:
        """The ballot box of the poll that is open."""
        ...

    @property
    def rescue(self) -> Rescue:
        """What can be done when the file is gone."""
        ...

    def submit(
        self,
        change: Change,
        then: Callable[[Receipt], None] | None = None,
        *,
        line: HalfLine | None = None,
        after_frame: bool = False,
    ) -> None:
        """Put a change in the queue; `then` is called when it is done, on the thread of who asks.

        line: what was typed for it, kept beside the session until it is on disk. What the disk
        refuses is tried again by itself, in order, unless it is a step in leading the meeting.
        after_frame: it is made when what its key marked is seen.
        """
        ...

    def undo(self, then: Callable[[Undoing], None], *, running: bool = False) -> None:
        """Take back this window's last change: of the running order, or of all else."""
        ...

    def redo(self, then: Callable[[Undoing], None], *, running: bool = False) -> None:
        """Make again what was taken back last: of the running order, or of all else."""
        ...

    @property
    def typed(self) -> Typed:
        """Words that were typed and are not in the session yet."""
        ...

    @property
    def strays(self) -> Strays:
        """Lines that were typed where letters are commands."""
        ...

    def at(self, moment: Instant) -> AbstractContextManager[None]:
        """What is submitted within happened at this moment, that of its key."""
        ...

    @property
    def others(self) -> OtherMeetings:
        """Other meetings, of which this one can take over what was prepared."""
        ...

    @property
    def sources(self) -> Sources:
        """The other meetings that sentences of personas rest on."""
        ...

    @property
    def withdrawals(self) -> Withdrawals:
        """Withdrawals in other meetings that this one does not know of yet."""
        ...

    @property
    def documents(self) -> Documents:
        """The documents of the session as it is now; ask anew each time."""
        ...

    @property
    def names(self) -> Names:
        """The names behind the codes, for who has their passphrase."""
        ...

    @property
    def opinion(self) -> Opinion:
        """Another program that looks for people in texts."""
        ...

    @property
    def server(self) -> Server:
        """The server that people answer on."""
        ...
