"""The one queue and one thread through which a window writes, and hears what others wrote."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any, Final, Generic, Protocol, TypeVar, cast

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.store.errors import StoreError
from spiegel.store.session.history import Told, Undone, Wanted
from spiegel.store.session.moving import Place
from spiegel.store.session.protocol import OpenSession
from spiegel.store.session.waiting import Job, Waiting

__all__ = [
    "Answered",
    "Failed",
    "Followed",
    "Found",
    "Moved",
    "Present",
    "Result",
    "Saved",
    "Troubled",
    "Undone",
    "Writer",
]

_log = logging.getLogger(__name__)

LOOK: Final = 0.1
"""Seconds between two looks at what others wrote, for a window that people look at."""
SOON: Final = 0.03
"""The same for one on which a room full of people waits: 33 looks take 0.6 % of a core."""
LOOK_AROUND: Final = 1.0
"""Seconds between two looks at who else is there."""
CLOSE_TIMEOUT: Final = 5.0


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A change is on the disk. told: what other windows replaced of this window's meanwhile.

    final: it, or what others did meanwhile, took something out for good.
    """

    ticket: int
    change: Change
    session: Session
    told: tuple[Told, ...] = ()
    final: bool = False


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A change (None: an undo, a redo, a move) was not made; nothing of it is on the disk.

    error: a Refusal, a StoreError (both explain themselves), or what went wrong in the change.
    waits: it is tried again by itself, and another result with this ticket says how it ended.
    """

    ticket: int
    change: Change | None
    error: Exception
    waits: bool = False


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """Others wrote: the session as it is now. told: what they replaced of this window's.

    final: they took something out for good.
    """

    session: Session
    told: tuple[Told, ...] = ()
    final: bool = False


class Troubled(msgspec.Struct, frozen=True, kw_only=True):
    """The session cannot be followed any more, as when it was moved; said once until it can again.

    A Followed says that it can.
    """

    error: StoreError


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """The window goes on with this one, which is the writer's now; ticket: 0 when by itself."""

    ticket: int
    opened: OpenSession
    session: Session


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Where the session goes on, the likeliest place first; free: where a copy can stand."""

    ticket: int
    places: tuple[Place, ...]
    free: Path


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What an errand asked of the store, or did in it without changing the session."""

    ticket: int
    answer: Any


class Present(msgspec.Struct, frozen=True):
    """Which other windows there are now, by name; said when it changes."""

    others: tuple[str, ...]


Result = Saved | Failed | Followed | Undone | Troubled | Moved | Found | Answered | Present

Opened = TypeVar("Opened", bound=OpenSession)
Errand = Callable[[Opened, int], Result]
"""Something that only this store can do: given what is open, and the ticket of its result."""


class Trail(Protocol[Opened]):
    """Where a session went, in a store in which it can go; all of it in the writer's thread."""

    def follow(self, opened: Opened, error: StoreError) -> Opened | None:
        """The same window where the session went, when this is why it cannot be followed."""
        ...

    def clear(self) -> None:
        """Remove what is left where it was; called about every second, and at the end."""
        ...


class NoTrail:
    """A session that stays where it is."""

    def follow(self, _opened: object, _error: StoreError) -> None:
        """It went nowhere."""

    def clear(self) -> None:
        """Nothing is left."""


class Jobs:
    """What is to be done, in order; any thread puts, one takes.

    Who waits is woken by one lock: a `Queue` has three, and each costs a room that waits for its
    answers a hand-over between two threads. Not `SimpleQueue`: broken off by a signal after its
    time, as after a stop, its wait never ends.
    """

    def __init__(self) -> None:
        self._jobs: deque[Job] = deque()
        self._news = threading.Lock()
        self._news.acquire()

    def put(self, job: Job) -> None:
        """One more, at the end."""
        self._jobs.append(job)
        # Locked no more: the one that takes was told already, and did not look yet.
        with suppress(RuntimeError):
            self._news.release()

    def get(self, timeout: float) -> Job:
        """The first; raises Empty when none comes within so many seconds."""
        while not self._jobs:
            if not self._news.acquire(timeout=timeout) and not self._jobs:
                raise Empty
        return self._jobs.popleft()


Take = Callable[[Jobs, float], Job | None]


def take(jobs: Jobs, seconds: float) -> Job | None:
    """The next job, or None when none came within so many seconds."""
    try:
        return jobs.get(timeout=seconds)
    except Empty:
        return None


class Writer(Generic[Opened]):
    """Makes the changes of one window one after another in a thread, and follows in between.

    deliver: called in that thread with every result, in order; hand it on to the window's own
    thread there. take: how to wait for the next job. now: seconds of a clock that never goes back.
    around: called in that thread about every second in which there is nothing to do.
    trail: where the session goes by itself. look: seconds between two looks at what others wrote.
    The writer owns what is open from now on, and closes it when it is closed itself. `others` names
    the other windows, as they were seen last.
    """

    def __init__(
        self,
        opened: Opened,
        deliver: Callable[[Result], None],
        *,
        take: Take = take,
        now: Callable[[], float] = time.monotonic,
        around: Callable[[], None] = lambda: None,
        trail: Trail[Opened] | None = None,
        look: float = LOOK,
    ) -> None:
        self._opened = opened
        self._hand_over = _safely(deliver)
        self._take = take
        self._span = look
        self._now = now
        self._around = around
        self._trail: Trail[Opened] = trail or NoTrail()
        self._jobs = Jobs()
        self._lock = threading.Lock()
        self._tickets = 0
        self._unsaved: dict[int, Change] = {}
        self._waiting = Waiting(now)
        self.others = opened.others()
        self._looked_around = now()
        self._closing = False
        self._given_up = False
        self._shown = opened.session
        self._trouble = ""
        # A thread that waits for a lock must not keep a program alive that wants to end.
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def submit(
        self,
        change: Change,
        seen: Session | None = None,
        *,
        at: Instant | None = None,
        insists: bool = False,
        later: float = 0.0,
    ) -> int:
        """Put a change at the end of the queue; its ticket comes back with its result.

        seen: the session that the person was looking at, when not the newest one. at: when it
        happened, if that is not when it will be written. insists: when the disk refuses it, it
        waits until the disk takes it; those that insist stay in order. later: seconds in which it
        is not begun, nor what comes after it.
        """
        seen = seen or self._opened.session
        begin = self._now() + later if later else 0.0
        return self.put(
            Job("change", change=change, seen=seen, at=at, insists=insists, begin=begin)
        )

    def undo(self, wanted: Wanted | None = None) -> int:
        """Take back the newest change, of those wanted; the result is an Undone, or Failed."""
        return self.put(Job("undo", wanted=wanted))

    def redo(self, wanted: Wanted | None = None) -> int:
        """Make again what was taken back last; the result is an Undone, or Failed."""
        return self.put(Job("redo", wanted=wanted))

    def retry(self) -> int:
        """Look at the session and make what waits now; it has no result of its own."""
        return self.put(Job("retry"))

    def do(self, errand: Errand[Opened]) -> int:
        """Do what only this store can, in its turn; the result is what comes of it, or Failed."""
        return self.put(Job("errand", errand=errand))

    def close(self, timeout: float = CLOSE_TIMEOUT) -> tuple[Change, ...]:
        """Make what is queued, for at most so many seconds; returns what could not be saved."""
        self._closing = True
        self._jobs.put(Job("stop"))
        self._thread.join(timeout)
        self._given_up = True
        with self._lock:
            return tuple(self._unsaved.values())

    @property
    def opened(self) -> Opened:
        """What it writes to; only its place and names are anybody else's business."""
        return self._opened

    def put(self, job: Job) -> int:
        """Put a job at the end of the queue; its ticket comes back with its result."""
        with self._lock:
            self._tickets += 1
            job = msgspec.structs.replace(job, ticket=self._tickets)
            if job.change is not None:
                self._unsaved[job.ticket] = job.change
            self._jobs.put(job)
        return job.ticket

    def _work(self) -> None:
        while not self._given_up:
            job = self._take(self._jobs, self._span)
            if job is None:
                self._look()
            elif job.kind == "stop":
                break
            else:
                if job.begin:
                    time.sleep(max(0.0, job.begin - self._now()))
                self._do(job)
            # The session that its window saw can have words that went by it.
            del job
        self._try_again()
        self._opened.close()
        self._trail.clear()

    def _look(self) -> None:
        """Between two jobs: what did others write, who is there, and does the disk take it now."""
        self._follow()
        if self._waiting.due():
            self._try_again()
        if self._now() - self._looked_around >= LOOK_AROUND:
            self._looked_around = self._now()
            self._around()
            self._trail.clear()
            others = self._opened.others()
            if others != self.others:
                self.others = others
                self._hand_over(Present(others))

    def _do(self, job: Job) -> None:
        if job.kind == "retry":
            self._follow()
            self._try_again()
        elif job.insists and self._waiting:
            self._wait_behind(job)
        else:
            result = self._made(job)
            if isinstance(result, Failed) and result.waits:
                self._waiting.hold(job)
            self._settle(job, result)
            if isinstance(result, Saved | Moved):
                self._try_again()

    def _wait_behind(self, job: Job) -> None:
        """What was refused before is saved before, or none of it."""
        self._waiting.hold(job)
        if self._waiting.due(soon=True):
            self._try_again()
        error = self._waiting.error
        if job in self._waiting and error is not None:
            failed = Failed(ticket=job.ticket, change=job.change, error=error, waits=True)
            self._settle(job, failed)

    def _try_again(self) -> None:
        """Make what waits, in order, as far as the disk takes it."""
        while (job := self._waiting.first) is not None and not self._given_up:
            result = self._made(job)
            if isinstance(result, Failed) and result.waits:
                return
            self._waiting.passed()
            self._settle(job, result)

    def _made(self, job: Job) -> Result:
        """Do it, or say why not."""
        try:
            return self._result(job)
        except StoreError as error:
            waits = job.insists and error.passes
            if waits:
                self._waiting.refused(error)
            return Failed(ticket=job.ticket, change=job.change, error=error, waits=waits)
        except Exception as error:  # noqa: BLE001 - told to the person; later changes go on
            return Failed(ticket=job.ticket, change=job.change, error=error)

    def _settle(self, job: Job, result: Result) -> None:
        """Hand a result over; a change that waits is still to be saved."""
        # While closing nobody can try again: then what failed is among what `close` returns.
        if not (isinstance(result, Failed) and (self._closing or result.waits)):
            with self._lock:
                self._unsaved.pop(job.ticket, None)
        self._hand_over(result)
        if isinstance(result, Failed):
            self._hear()

    def _result(self, job: Job) -> Result:
        if job.errand is not None:
            result: Result = job.errand(self._opened, job.ticket)
            if isinstance(result, Moved):
                self._go_on_with(result.opened)
            return result
        if job.change is not None:
            session = self._opened.change(job.change, job.seen, at=job.at)
            self._shown = session
            others = self._opened.final()
            return Saved(
                ticket=job.ticket,
                change=job.change,
                session=session,
                told=self._opened.told(),
                final=others or job.change.final,
            )
        undone = (
            self._opened.redo(job.wanted) if job.kind == "redo" else self._opened.undo(job.wanted)
        )
        self._shown = self._opened.session
        undone = undone or Undone(session=self._shown)
        return msgspec.structs.replace(
            undone, ticket=job.ticket, told=self._opened.told(), final=self._opened.final()
        )

    def _go_on_with(self, opened: OpenSession) -> None:
        # It is of the same store as the one before.
        self._opened = cast(Opened, opened)
        self._shown, self._trouble = opened.session, ""

    def _follow(self) -> None:
        try:
            self._opened.follow()
        except StoreError as error:
            if self._followed_its_trail(error):
                return
            if self._trouble != repr(error):
                self._trouble = repr(error)
                self._hand_over(Troubled(error=error))
            return
        again, self._trouble = bool(self._trouble), ""
        self._hear(again=again)
        if again:
            self._try_again()

    def _followed_its_trail(self, error: StoreError) -> bool:
        """Go on by itself where the session went."""
        try:
            opened = self._trail.follow(self._opened, error)
        except StoreError:
            return False
        if opened is None:
            return False
        self._go_on_with(opened)
        self._hand_over(Moved(ticket=0, opened=opened, session=opened.session))
        self._try_again()
        return True

    def _hear(self, *, again: bool = False) -> None:
        """Hand over a session that no result has carried yet."""
        session = self._opened.session
        if again or session is not self._shown:
            self._shown = session
            final = self._opened.final()
            self._hand_over(Followed(session=session, told=self._opened.told(), final=final))


def _safely(deliver: Callable[[Result], None]) -> Callable[[Result], None]:
    def hand_over(result: Result) -> None:
        try:
            deliver(result)
        except Exception as error:  # noqa: BLE001 - a window that is closing stops no saving
            _log.warning("a result was not taken: %s", type(error).__name__)

    return hand_over
