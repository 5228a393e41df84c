"""What a store promises of a session that a window has open; nothing above it knows which store.

A store that is not a file (of an organisation, in a database) stands beside `SessionFile` when it
keeps this and passes tests/store/test_contract.py; `spiegel.store.memory` is the shortest that
does. What only a file has, such as a folder beside it or another place to go on, is asked of the
file.
"""

from collections.abc import Iterable
from typing import Protocol

from spiegel.domain.polls.box import Cast
from spiegel.domain.polls.polls import Given
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.store.session.history import Told, Undone, Wanted


class BallotBox(Protocol):
    """Where answers are until their poll closes; `ClosePoll` is filled in from it.

    Each raises NotOpen when the poll is not the one that is open in the newest session, and
    StoreError.
    """

    def cast(self, poll: int, casts: Iterable[Cast]) -> None:
        """Put answers in, and return when they are kept; after an error none of them is."""
        ...

    def find(self, poll: int, key: bytes) -> Given | None:
        """The answer under this key; None when there is none."""
        ...

    def done(self, poll: int) -> frozenset[int]:
        """The seats that have answered, skips included."""
        ...

    def count(self, poll: int) -> int:
        """How many answers there are."""
        ...

    def free(self, poll: int, key: bytes, seat: int) -> None:
        """Take the answer under this key out: that seat has not answered."""
        ...


class OpenSession(Protocol):
    """A session that one window has open; use it from one thread at a time.

    window: the name of this window, its role first, such as "scribe-4711"; no other one has it.
    """

    window: str

    @property
    def session(self) -> Session:
        """The newest value that this window knows; may be asked for from any thread."""
        ...

    @property
    def ballots(self) -> BallotBox:
        """The box of the poll that is open."""
        ...

    def change(
        self, change: Change, seen: Session | None = None, *, at: Instant | None = None
    ) -> Session:
        """Apply a change to the newest value there is, and return when it is kept.

        seen: the session that the person was looking at, when that was not the newest one known
        here; where the change takes the place of something newer, that other window is told.
        at: when it happened, if it had to wait since.
        Raises Refusal when it cannot be made, and StoreError; then nothing was kept.
        """
        ...

    def follow(self) -> Session | None:
        """The session as others changed it since; None when they did not. Costs next to nothing.

        Raises StoreError when it cannot be followed any more.
        """
        ...

    def told(self) -> tuple[Told, ...]:
        """What other windows replaced of this window's, and what could not be kept, since last."""
        ...

    def final(self) -> bool:
        """Whether others made a change for good since the last time, once."""
        ...

    def undo(self, wanted: Wanted | None = None) -> Undone | None:
        """Take back the newest change of this window, or the newest of those wanted.

        A field goes back if it still holds what the change left there. Returns None when there is
        no such change. Raises Answered for the opening of a poll that people answered, and
        StoreError; then nothing was kept.
        """
        ...

    def redo(self, wanted: Wanted | None = None) -> Undone | None:
        """Make again what was taken back last. Returns and raises as `undo`."""
        ...

    def others(self) -> tuple[str, ...]:
        """The names of the other windows on this session, in order."""
        ...

    def close(self) -> None:
        """Leave the session. Never raises StoreError."""
        ...
