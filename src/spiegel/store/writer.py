"""The one queue and one thread through which a window writes, and hears what others wrote."""

import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final, Literal

import msgspec

from spiegel.domain.session import Change, Session
from spiegel.store.errors import StoreError
from spiegel.store.history import Overtaken, Undone, Wanted
from spiegel.store.sessionfile import SessionFile

__all__ = [
    "Failed",
    "Followed",
    "Result",
    "Saved",
    "Troubled",
    "Undone",
    "Writer",
]

_log = logging.getLogger(__name__)

LOOK: Final = 0.1
"""Seconds between two looks at what others wrote."""
CLOSE_TIMEOUT: Final = 5.0


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A change is on the disk. told: what other windows replaced of this window's meanwhile."""

    ticket: int
    change: Change
    session: Session
    told: tuple[Overtaken, ...] = ()


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A change (None: an undo or a redo) was not made; nothing of it is on the disk.

    error: a Refusal, a StoreError (both explain themselves), or what went wrong in the change.
    """

    ticket: int
    change: Change | None
    error: Exception


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """Others wrote: the session as it is now. told: what they replaced of this window's."""

    session: Session
    told: tuple[Overtaken, ...] = ()


class Troubled(msgspec.Struct, frozen=True, kw_only=True):
    """The file cannot be followed any more, as when it was moved; said once until it can again."""

    error: StoreError


Result = Saved | Failed | Followed | Undone | Troubled


class _Job(msgspec.Struct, frozen=True):
    kind: Literal["change", "undo", "redo", "compact", "stop"]
    ticket: int = 0
    change: Change | None = None
    seen: Session | None = None
    wanted: Wanted | None = None


Jobs = SimpleQueue[_Job]
Take = Callable[[Jobs, float], _Job | None]


def take(jobs: Jobs, seconds: float) -> _Job | None:
    """The next job, or None when none came within so many seconds."""
    try:
        return jobs.get(timeout=seconds)
    except Empty:
        return None


class Writer:
    """Makes the changes of one window one after another in a thread, and follows in between.

    deliver: called in that thread with every result, in order; hand it on to the screen's own
    thread there. take: how to wait for the next job. The writer owns the file from now on, and
    closes it when it is closed itself.
    """

    def __init__(
        self, file: SessionFile, deliver: Callable[[Result], None], *, take: Take = take
    ) -> None:
        self._file = file
        self._deliver = deliver
        self._take = take
        self._jobs: Jobs = SimpleQueue()
        self._lock = threading.Lock()
        self._tickets = 0
        self._unsaved: dict[int, Change] = {}
        self._closing = False
        self._given_up = False
        self._shown = file.session
        self._trouble = ""
        # A thread that waits for a lock must not keep a program alive that wants to end.
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def submit(self, change: Change, seen: Session | None = None) -> int:
        """Put a change at the end of the queue; its ticket comes back with its result.

        seen: the session that the person was looking at, when not the newest one.
        """
        return self._put(_Job("change", change=change, seen=seen or self._file.session))

    def undo(self, wanted: Wanted | None = None) -> int:
        """Take back the newest change, of those wanted; the result is an Undone, or Failed."""
        return self._put(_Job("undo", wanted=wanted))

    def redo(self, wanted: Wanted | None = None) -> int:
        """Make again what was taken back last; the result is an Undone, or Failed."""
        return self._put(_Job("redo", wanted=wanted))

    def compact(self) -> int:
        """Write the file anew without earlier wordings; Followed or Failed tells how it went."""
        return self._put(_Job("compact"))

    def close(self, timeout: float = CLOSE_TIMEOUT) -> tuple[Change, ...]:
        """Make what is queued, for at most so many seconds; returns what could not be saved."""
        self._closing = True
        self._jobs.put(_Job("stop"))
        self._thread.join(timeout)
        self._given_up = True
        with self._lock:
            return tuple(self._unsaved.values())

    def _put(self, job: _Job) -> int:
        with self._lock:
            self._tickets += 1
            job = msgspec.structs.replace(job, ticket=self._tickets)
            if job.change is not None:
                self._unsaved[job.ticket] = job.change
            self._jobs.put(job)
        return job.ticket

    def _work(self) -> None:
        while not self._given_up:
            job = self._take(self._jobs, LOOK)
            if job is None:
                self._follow()
            elif job.kind == "stop":
                break
            else:
                self._do(job)
        self._file.close()

    def _do(self, job: _Job) -> None:
        result: Result
        try:
            result = self._result(job)
        except Exception as error:  # noqa: BLE001 - told to the person; later changes go on
            result = Failed(ticket=job.ticket, change=job.change, error=error)
        # While closing nobody can try again: then what failed is among what `close` returns.
        if not (self._closing and isinstance(result, Failed)):
            with self._lock:
                self._unsaved.pop(job.ticket, None)
        self._hand_over(result)
        if isinstance(result, Failed):
            self._hear()

    def _result(self, job: _Job) -> Result:
        if job.change is not None:
            session = self._file.change(job.change, job.seen)
            self._shown = session
            return Saved(
                ticket=job.ticket, change=job.change, session=session, told=self._file.told()
            )
        if job.kind == "compact":
            self._file.compact()
            self._shown = self._file.session
            return Followed(session=self._shown, told=self._file.told())
        undone = self._file.redo(job.wanted) if job.kind == "redo" else self._file.undo(job.wanted)
        self._shown = self._file.session
        undone = undone or Undone(session=self._shown, redone=job.kind == "redo")
        return msgspec.structs.replace(undone, ticket=job.ticket, told=self._file.told())

    def _follow(self) -> None:
        try:
            self._file.follow()
        except StoreError as error:
            if self._trouble != repr(error):
                self._trouble = repr(error)
                self._hand_over(Troubled(error=error))
            return
        self._hear(again=bool(self._trouble))
        self._trouble = ""

    def _hear(self, *, again: bool = False) -> None:
        """Hand over a session that no result has carried yet."""
        session = self._file.session
        if again or session is not self._shown:
            self._shown = session
            self._hand_over(Followed(session=session, told=self._file.told()))

    def _hand_over(self, result: Result) -> None:
        try:
            self._deliver(result)
        except Exception as error:  # noqa: BLE001 - a screen that is closing stops no saving
            _log.warning("a result was not taken: %s", type(error).__name__)
