"""What a screen may ask of the running program: handed to it, never reached for."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from spiegel.domain.capture import Where
from spiegel.domain.instants import Instant
from spiegel.domain.session import Change, Session


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a change: the session it led to, or why it was not saved.

    problem: one or two sentences in the user's language, empty when it is on disk.
    """

    change: Change
    session: Session | None = None
    problem: str = ""

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
    """A line that is being typed: its words, where it belongs, and the uuid it will be saved by."""

    text: str = ""
    where: Where | None = None
    line: str = ""


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

    def now(self) -> Instant:
        """The present instant."""
        ...

    def submit(self, change: Change, then: Callable[[Receipt], None] | None = None) -> None:
        """Put a change in the queue; `then` is called on the screen's thread when it is done."""
        ...

    def undo(self, then: Callable[[Undoing], None], *, running: bool = False) -> None:
        """Take back this window's last change: of the running order, or of all else."""
        ...

    def redo(self, then: Callable[[Undoing], None], *, running: bool = False) -> None:
        """Make again what was taken back last: of the running order, or of all else."""
        ...

    @property
    def half_line(self) -> HalfLine:
        """The scribe's half-typed line."""
        ...

    def hold(self, half_line: HalfLine) -> None:
        """This is the half-typed line now; call it at each key, it costs nothing."""
        ...

    def keep(self) -> None:
        """Keep the half-typed line on disk; call it within 200 ms after the last key."""
        ...

    def export(
        self,
        kind: str,
        folder: Path,
        *,
        template: Path | None,
        progress: Callable[[float], None],
        stopped: Callable[[], bool],
    ) -> Path:
        """Write a document; slow, so call it in a thread.

        Raises OSError when it cannot be written, and `spiegel.export.Stopped` when it was stopped.
        """
        ...
