"""A session that is kept in the memory of this process, for windows of this process: gone with it.

The same rules as of a file hold, by the same code: what a change may be, what undo takes back, who
is told. It is what a screen is tried on, and the shortest store that keeps `OpenSession`.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.consent.typed import TakenOut
from spiegel.domain.polls.box import NOBODY, Cast
from spiegel.domain.polls.polls import Given
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.store.beside.ballot_box import LARGE, SMALL, encoded
from spiegel.store.beside.drafts import Draft, lines_in
from spiegel.store.errors import DoesNotFitError
from spiegel.store.journal.lines import Fields, Line, SessionLine, Stored, decode
from spiegel.store.journal.payload import Unreadable, encode
from spiegel.store.journal.tables import Difference, moment_of, settled, table_of
from spiegel.store.session.ballots import Ballots
from spiegel.store.session.editor import Arrival, Arrived, Editor
from spiegel.store.session.history import Told, Undone, Wanted
from spiegel.store.session.wordings import Wordings

PLACE: Final = Path("memory")
"""What stands for the file in a sentence about it."""


class SessionMemory:
    """A session and its windows; they may each be used from a thread of their own."""

    def __init__(self, session: Session, *, clock: Callable[[], Instant]) -> None:
        self.clock = clock
        self.session = session
        self.lock = threading.RLock()
        self.boxes = MemoryBoxes()
        self.windows: dict[str, _Kept] = {}
        self.drafts: dict[str, tuple[Draft, ...]] = {}
        self.given: dict[str, tuple[Draft, ...]] = {}
        self._numbers = count(1)

    def open(self, role: str) -> "SessionInMemory":
        """Open a window in a role, such as "scribe"; its name is then "scribe-1"."""
        with self.lock:
            return SessionInMemory(self, f"{role}-{next(self._numbers)}")


class SessionInMemory:
    """A session that one window has open (`OpenSession`); use it from one thread at a time."""

    def __init__(self, memory: SessionMemory, window: str) -> None:
        self.window = window
        self.memory = memory
        self._editor = Editor(memory.clock)
        self._kept = memory.windows[window] = _Kept(memory, window, self._editor.arrived)

    @property
    def session(self) -> Session:
        """The newest value that this window knows."""
        return self._kept.session

    @property
    def ballots(self) -> Ballots:
        """The box of the poll that is open."""
        return Ballots(self._kept)

    def change(
        self, change: Change, seen: Session | None = None, *, at: Instant | None = None
    ) -> Session:
        """Apply a change to the newest value. Raises Refusal and DoesNotFitError."""
        return self._editor.change(self._kept, change, seen, at)

    def follow(self) -> Session | None:
        """The session as others changed it since; None when they did not."""
        before = self.session
        with self._kept.writing():
            return self.session if self.session is not before else None

    def told(self) -> tuple[Told, ...]:
        """What other windows replaced of this window's, since last."""
        return self._editor.told()

    def final(self) -> bool:
        """Whether others made a change for good since the last time, once."""
        return self._editor.final()

    def undo(self, wanted: Wanted | None = None) -> Undone | None:
        """Take back the newest change of this window, or the newest of those wanted."""
        return self._editor.turn_back(self._kept, wanted, redo=False)

    def redo(self, wanted: Wanted | None = None) -> Undone | None:
        """Make again what was taken back last."""
        return self._editor.turn_back(self._kept, wanted, redo=True)

    def others(self) -> tuple[str, ...]:
        """The names of the other windows on this session, in order."""
        with self.memory.lock:
            return tuple(sorted(name for name in self.memory.windows if name != self.window))

    def close(self) -> None:
        """Leave the session."""
        with self.memory.lock:
            self.memory.windows.pop(self.window, None)


class _Kept:
    """The memory as one window uses it (`Backend`)."""

    def __init__(
        self, memory: SessionMemory, window: str, arrived: Callable[[Arrived], None]
    ) -> None:
        self.session = memory.session
        self.boxes = memory.boxes
        self._memory = memory
        self._window = window
        self._arrived = arrived
        self._unheard: list[Arrival] = []
        self._final = False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The lock of the session, with all that others wrote taken in."""
        with self._memory.lock:
            before, self.session = self.session, self._memory.session
            if self._unheard or self._final:
                arrivals, final = self._unheard, self._final
                self._unheard, self._final = [], False
                self._arrived(Arrived(self.session, arrivals, final, before))
            yield

    def commit(
        self,
        name: str,
        now: Instant,
        after: Session,
        documents: Difference,
        *,
        over: Fields | None = None,
        final: Change | None = None,
    ) -> None:
        """Keep these documents, as they would be read back. Raises DoesNotFitError."""
        line = Line(
            at=moment_of(now.utc), by=self._window, name=name, docs=documents, over=over or {}
        )
        as_read = _as_read(line)
        before = self.session
        self.session = self._memory.session = settled(before, after, documents, as_read)
        replaced = _replaced(before, over or {})
        arrival = Arrival(as_read, replaced) if replaced else None
        for window in self._memory.windows.values():
            if window is not self:
                window.hear(arrival, final=final is not None)

    def wordings(self, of: Wordings) -> tuple[str, ...]:
        """Nothing is kept of what stood here before."""
        return ()

    def hear(self, arrival: Arrival | None, *, final: bool) -> None:
        """What another window just wrote, for when this one looks; the caller holds the lock."""
        self._unheard += [arrival] if arrival is not None else []
        self._final = self._final or final


def _as_read(line: Line) -> SessionLine:
    try:
        return decode(encode(line))
    except Unreadable as error:
        raise DoesNotFitError(PLACE, error.problem) from error


def _replaced(before: Session, over: Fields) -> dict[tuple[str, int], Stored]:
    """The documents that a change takes the place of without its person having seen them."""
    return {
        (table, number): document
        for table, numbered in over.items()
        for number in numbered
        if (document := table_of(before, table).get(number)) is not None
    }


class MemoryBoxes:
    """The ballot boxes of a session in memory (`Boxes`), by poll; the caller holds its lock."""

    def __init__(self) -> None:
        self._given: dict[int, dict[bytes, Given]] = {}
        self._seats: dict[int, set[int]] = {}

    def make(self, poll: int, *, ideas: bool) -> None:
        """An empty box."""
        self._given[poll], self._seats[poll] = {}, set()

    def cast(self, poll: int, casts: Iterable[Cast], *, ideas: bool) -> None:
        """Put answers in, as a file would keep them. Raises DoesNotFitError; then none is kept."""
        casts = tuple(casts)
        for cast in casts:
            encoded(cast, LARGE if ideas else SMALL, PLACE)
        if poll not in self._given:
            self.make(poll, ideas=ideas)
        self._given[poll] |= {cast.key: cast.given for cast in casts}
        self._seats[poll] |= {cast.seat for cast in casts} - {NOBODY}

    def find(self, poll: int, key: bytes) -> Given | None:
        """The answer under this key."""
        return self._given.get(poll, {}).get(key)

    def done(self, poll: int) -> frozenset[int]:
        """The seats that are done with it."""
        return frozenset(self._seats.get(poll, ()))

    def count(self, poll: int) -> int:
        """How many answers there are."""
        return len(self._given.get(poll, {}))

    def free(self, poll: int, key: bytes, seat: int) -> None:
        """Take an answer out."""
        self._given.get(poll, {}).pop(key, None)
        self._seats.get(poll, set()).discard(seat)

    def answers(self, poll: int) -> tuple[Given, ...]:
        """All that was answered, in an order that says nothing."""
        return tuple(sorted(self._given.get(poll, {}).values(), key=msgspec.json.encode))

    def clear(self, but: int | None) -> None:
        """Forget all boxes but that of one poll."""
        for poll in self._given.keys() - {but}:
            del self._given[poll], self._seats[poll]


class MemoryDrafts:
    """The half-typed lines of one window, as `spiegel.store.beside.drafts.Drafts` has them."""

    def __init__(self, opened: SessionInMemory) -> None:
        self._memory = opened.memory
        self._window = opened.window

    def keep(self, *drafts: Draft) -> None:
        """Keep these lines and no others."""
        with self._memory.lock:
            self._memory.drafts[self._window] = drafts

    def clear(self) -> None:
        """Nothing is half-typed any more."""
        self.keep()

    def adopt(self, session: Session | None = None) -> tuple[Draft, ...]:
        """The drafts of windows that are gone, but for those whose line is in the session."""
        known = lines_in(session) if session else frozenset()
        with self._memory.lock:
            gone = sorted(self._memory.drafts.keys() - self._memory.windows.keys())
            found = tuple(draft for window in gone for draft in self._taken(window))
        return tuple(draft for draft in found if draft.text and draft.line not in known)

    def hand(self, window: str, *drafts: Draft) -> None:
        """Give these lines to another window; when it is gone too, to whoever adopts its own."""
        named = tuple(msgspec.structs.replace(draft, window=self._window) for draft in drafts)
        with self._memory.lock:
            given = self._memory.given
            given[window] = (*given.get(window, ()), *named)

    def received(self) -> tuple[Draft, ...]:
        """What other windows gave to this one since the last look."""
        with self._memory.lock:
            return self._memory.given.pop(self._window, ())

    def cut_since(self, _taken: TakenOut) -> tuple[str, ...]:
        """Nobody looks into them."""
        return ()

    def settle(self) -> None:
        """What was adopted is this window's own: nothing of it is anywhere else."""

    def _taken(self, window: str) -> tuple[Draft, ...]:
        own = self._memory.drafts.pop(window)
        named = (msgspec.structs.replace(draft, window=window) for draft in own)
        return (*named, *self._memory.given.pop(window, ()))
