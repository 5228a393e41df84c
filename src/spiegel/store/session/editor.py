"""The changes of one window, made and taken back: the same wherever the session is kept."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import msgspec

from spiegel.domain.consent.typed import TakenOut, left_of_change, loses_words, taken_out
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.statements import Statement
from spiegel.domain.session.taking_back import TakesBack, half_typed
from spiegel.store.journal.lines import Fields, SessionLine, Stored
from spiegel.store.journal.tables import Difference, difference, overwritten, with_documents
from spiegel.store.session.ballots import Boxed, filled_in, moving_on
from spiegel.store.session.history import (
    History,
    LeftOut,
    Told,
    Undone,
    Wanted,
    WentHere,
    entry_of,
    taken_back,
)


class Arrival(msgspec.Struct, frozen=True):
    """A line of another window, and the documents it took the place of without having seen them."""

    line: SessionLine
    replaced: dict[tuple[str, int], Stored]


class Arrived(msgspec.Struct, frozen=True):
    """What others wrote.

    final: something in it cannot be undone, so no earlier word may come back. before: the session
    that this window knew until then.
    """

    session: Session
    arrivals: list[Arrival]
    final: bool
    before: Session | None = None


class Backend(Boxed, Protocol):
    """What keeps a session, as one window uses it: a file, or the memory of this process.

    It hands what others wrote to `Editor.arrived` before anything else is done with it.
    """

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
        """Keep these documents as one change, inside `writing`; `session` is then as others see it.

        over: fields in which they replace what this window's person had not seen. final: the change
        itself when it cannot be undone. Raises StoreError; then nothing was kept.
        """
        ...

    def wordings(self, of: Callable[[Statement], Iterable[str]]) -> tuple[str, ...]:
        """What of statements as they once stood is still kept; inside `writing`."""
        ...


class Editor:
    """What one window did to a session, and what it is told of others. clock: the instant."""

    def __init__(self, clock: Callable[[], Instant]) -> None:
        self._clock = clock
        self._told: list[Told] = []
        self._final = False
        self._taken: tuple[TakenOut, ...] = ()
        self.history = History()

    def change(
        self, kept: Backend, change: Change, seen: Session | None, at: Instant | None
    ) -> Session:
        """Make a change to the newest value. Raises Refusal and StoreError."""
        seen = seen or kept.session
        with kept.writing():
            before = kept.session
            now = self._clock()
            change = filled_in(change, kept)
            if isinstance(change, TakesBack):
                earlier = kept.wordings(change.wordings)
                change = msgspec.structs.replace(change, earlier=earlier)
            for taken in self._taken:
                # It was typed, or waited for the disk, while somebody took back words in it.
                left = left_of_change(change, taken, seen)
                if left is None or loses_words(change, left):
                    self._told.append(LeftOut(taken.codes, whole=left is None))
                if left is None:
                    return before
                change = left
            after = change.apply(before, at or now)
            documents = difference(before, after)
            # A withdrawal is for good even when there is nothing left to take out.
            if documents or change.in_copies is not None:
                with moving_on(kept, after, final=change.final):
                    kept.commit(
                        type(change).__name__,
                        now,
                        after,
                        documents,
                        over=overwritten(seen, before, documents),
                        final=change if change.final else None,
                    )
                if change.final:
                    self.history.clear()
                    found = half_typed(getattr(change, "quoted", ()), after.info.id)
                    self._take(before, after, getattr(change, "earlier", ()), found)
                else:
                    self.history.record(entry_of(change, now, before, documents))
        return kept.session

    def turn_back(self, kept: Backend, wanted: Wanted | None, *, redo: bool) -> Undone | None:
        """Take the newest change back, or (redo) make again what was taken back last.

        Raises Answered, FormStays and StoreError; then it is still to be taken back.
        """
        with kept.writing():
            entry = self.history.last(wanted, redo=redo)
            if entry is None:
                return None
            before = kept.session
            documents, stays = taken_back(entry, before)
            inverse = None
            if documents:
                name = f"{'redo' if redo else 'undo'} {type(entry.change).__name__}"
                after = with_documents(before, documents)
                with moving_on(kept, after):
                    kept.commit(name, self._clock(), after, documents)
                inverse = entry_of(entry.change, entry.at, before, documents)
            self.history.move(entry, inverse, redo=redo)
        return Undone(session=kept.session, change=entry.change, at=entry.at, kept=stays)

    def arrived(self, arrived: Arrived) -> None:
        """Hear what others wrote."""
        if arrived.final:
            self._final = True
            self.history.clear()
            taken = None
            if arrived.before is not None:
                taken = self._take(arrived.before, arrived.session)
            if taken is not None and not (taken.codes or taken.numbers):
                self._told.append(WentHere())
        for arrival in arrived.arrivals:
            now = self._clock()
            replaced = self.history.replaced_by(
                arrival.line, arrival.replaced, arrived.session, now
            )
            self._told.extend(replaced)

    def _take(
        self,
        before: Session,
        after: Session,
        earlier: Sequence[str] = (),
        found: Sequence[str] = (),
    ) -> TakenOut | None:
        """Remember what was taken out for good, for what was typed before."""
        taken = taken_out(before, after, earlier, found)
        if taken is not None:
            self._taken = (*self._taken, taken)
        return taken

    def tell(self, told: Told) -> None:
        """Hear what the person should know of what was done."""
        self._told.append(told)

    def told(self) -> tuple[Told, ...]:
        """All that was heard of since the last time, once."""
        told = tuple(self._told)
        self._told.clear()
        return told

    def final(self) -> bool:
        """Whether others made a change for good since the last time, once."""
        final, self._final = self._final, False
        return final

    def go_on_from(self, editor: "Editor") -> None:
        """This is the same window as that one, on the same session elsewhere."""
        self.history = editor.history
        self._told[:0] = editor.told()
        self._final = self._final or editor.final()
        self._taken = editor._taken
