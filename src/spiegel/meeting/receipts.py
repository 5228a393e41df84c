"""Who waits for what became of a change, an undo or a rescue; all on the meeting's own thread."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

from spiegel.domain.session.session import Change, Refusal
from spiegel.i18n import _, current
from spiegel.logbook import LOG
from spiegel.meeting.port.meeting import Other, Receipt, Undoing, Way, Ways
from spiegel.store.errors import StoreError, role_of
from spiegel.store.session.writer import Answered, Failed, Found, Moved, Saved, Undone

Then = Callable[[Receipt], None]
ORDER: Final = ("moderator", "scribe", "clock", "devices")
"""The roles as they are named."""


class Answers:
    """What is called when a ticket of the writer comes back. tell: for who did not ask."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._then: dict[int, Then] = {}
        self._then_undone: dict[int, Callable[[Undoing], None]] = {}
        self._then_moved: dict[int, Callable[[str], None]] = {}
        self._then_found: dict[int, Callable[[Ways], None]] = {}
        self._then_answered: dict[int, Callable[[Any], None]] = {}
        self._waiting: dict[int, str] = {}

    @property
    def waiting(self) -> tuple[str, ...]:
        """What the disk refused and is tried again, in words, in its order."""
        return tuple(self._waiting.values())

    def change(self, ticket: int, then: Then | None) -> None:
        """Somebody wants to know what becomes of a change, or nobody does."""
        if then is not None:
            self._then[ticket] = then

    def undo(self, ticket: int, then: Callable[[Undoing], None]) -> None:
        """Somebody wants to know what an undo or a redo did."""
        self._then_undone[ticket] = then

    def move(self, ticket: int, then: Callable[[str], None]) -> None:
        """Somebody wants to know whether the window goes on elsewhere."""
        self._then_moved[ticket] = then

    def find(self, ticket: int, then: Callable[[Ways], None]) -> None:
        """Somebody wants to know where the window can go on."""
        self._then_found[ticket] = then

    def ask(self, ticket: int, then: Callable[[Any], None]) -> None:
        """Somebody wants to know what the store answers."""
        self._then_answered[ticket] = then

    def answered(self, result: Answered) -> None:
        """The store answered."""
        self._then_answered.pop(result.ticket)(result.answer)

    def saved(self, result: Saved) -> None:
        """A change is on the disk."""
        self._waiting.pop(result.ticket, None)
        self._answer(result.ticket, Receipt(change=result.change, session=result.session))

    def undone(self, result: Undone) -> None:
        """An undo or a redo was made."""
        kept = tuple(kept.explain(current()) for kept in result.kept)
        then = self._then_undone.pop(result.ticket, None)
        if then is not None:
            then(Undoing(name=result.name(current()), kept=kept))

    def moved(self, result: Moved) -> None:
        """The window goes on elsewhere."""
        then = self._then_moved.pop(result.ticket, None)
        if then is not None:
            then("")

    def found(self, result: Found) -> None:
        """Where the window can go on."""
        then = self._then_found.pop(result.ticket, None)
        if then is not None:
            found = tuple(Way(place.path, by_role(place.windows)) for place in result.places)
            then(Ways(found=found, free=result.free))

    def failed(self, result: Failed) -> None:
        """Something was not done; it says what stood in the way."""
        LOG.warning("change failed %s", type(result.error).__name__)
        ticket, problem = result.ticket, _problem(result)
        if result.change is not None:
            if result.waits:
                self._waiting[ticket] = words_of(result.change)
            else:
                self._waiting.pop(ticket, None)
            receipt = Receipt(change=result.change, problem=problem, waits=result.waits)
            self._answer(ticket, receipt)
        elif ticket in self._then_moved:
            self._then_moved.pop(ticket)(problem)
        elif ticket in self._then_undone:
            self._then_undone.pop(ticket)(Undoing(problem=problem))

    def _answer(self, ticket: int, receipt: Receipt) -> None:
        then = self._then.get(ticket)
        if not receipt.waits:
            self._then.pop(ticket, None)
        if then is not None:
            then(receipt)
        elif receipt.problem:
            self._tell(receipt.problem)


def _problem(failed: Failed) -> str:
    """What stood in the way, in one or two sentences."""
    error = failed.error
    if failed.waits and isinstance(error, StoreError):
        text = _("Not saved yet: {reason}. Spiegel keeps trying.")
        return text.format(reason=error.in_short(current()))
    if isinstance(error, StoreError | Refusal):
        return error.explain(current())
    return _("Not saved, because of a fault in Spiegel. The words are still here.")


def words_of(change: Change) -> str:
    """What was typed for a change, or else what the change is called."""
    typed = getattr(change, "text", "") or getattr(change, "words", "")
    return typed if isinstance(typed, str) and typed else change.name(current())


def by_role(windows: Iterable[str]) -> tuple[Other, ...]:
    """The windows of these names, by role."""
    roles = Counter(window.rpartition("-")[0] for window in windows)
    known = [role for role in ORDER if role in roles]
    return tuple(
        Other(role=role, name=role_of(role, current()), count=roles[role])
        for role in (*known, *sorted(roles.keys() - set(ORDER)))
    )
