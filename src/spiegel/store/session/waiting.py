"""Changes that the disk refused and that wait, in their order, until it takes them."""

from collections import deque
from collections.abc import Callable
from typing import Any, Final, Literal

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.store.errors import StoreError
from spiegel.store.session.history import Wanted

AGAIN: Final = 3.0
"""Seconds between two tries."""
SOON: Final = 0.3
"""Seconds after which a new change is reason enough for another try."""


class Job(msgspec.Struct, frozen=True):
    """Something for the writer to do.

    change: seen is the session that the person was looking at, and it happened at this instant
    (None: when it is written); when it insists and the disk refuses it, it waits until the disk
    takes it. undo, redo: the newest change, of those wanted. errand: what only this store can do.
    retry: look at the session and make what waits now (nothing). begin: by the clock of the
    writer, not to be begun before.
    """

    kind: Literal["change", "undo", "redo", "errand", "retry", "stop"]
    ticket: int = 0
    change: Change | None = None
    seen: Session | None = None
    at: Instant | None = None
    wanted: Wanted | None = None
    insists: bool = False
    errand: Callable[[Any, int], Any] | None = None
    begin: float = 0.0


class Waiting:
    """The refused changes of a window. None overtakes another: what was said first stands first.

    now: seconds of a clock that never goes back.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._jobs: deque[Job] = deque()
        self._tried = 0.0
        self.error: StoreError | None = None

    def __bool__(self) -> bool:
        return bool(self._jobs)

    def __contains__(self, job: Job) -> bool:
        return job in self._jobs

    @property
    def first(self) -> Job | None:
        """The one to be tried next."""
        return self._jobs[0] if self._jobs else None

    def hold(self, job: Job) -> None:
        """Let a change wait behind the others."""
        self._jobs.append(job)

    def refused(self, error: StoreError) -> None:
        """The disk still takes nothing, for this reason."""
        self.error = error
        self._tried = self._now()

    def passed(self) -> None:
        """The first one is on the disk, or can never be."""
        self._jobs.popleft()

    def due(self, *, soon: bool = False) -> bool:
        """Whether it is time to try the first one again; soon: there is a new reason to."""
        return bool(self._jobs) and self._now() - self._tried >= (SOON if soon else AGAIN)
