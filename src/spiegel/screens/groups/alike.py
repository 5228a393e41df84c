"""What looks like the marked idea: a quiet mark; nothing is done by itself."""

from collections.abc import Callable
from typing import Final, Protocol

from textual.timer import Timer

from spiegel.domain.polls.clusters import likely, similar
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.session import Session

RESTED: Final = 0.15
"""Seconds that an idea is marked until it is looked what is like it."""


class SetTimer(Protocol):
    """As `Widget.set_timer` does."""

    def __call__(self, delay: float, callback: Callable[[], None], /) -> Timer: ...


class Alike:
    """Ideas that look like the marked one, and groups in which it may belong.

    set_timer: of the screen. look: called when an idea is marked for a while.
    """

    def __init__(self, set_timer: SetTimer, look: Callable[[], None]) -> None:
        self._set_timer, self._look = set_timer, look
        self._resting: Timer | None = None
        self.ideas: frozenset[int] = frozenset()
        self.groups: frozenset[int] = frozenset()

    def moved(self) -> None:
        """Another idea is marked; it is looked at when it rests."""
        if self._resting is not None:
            self._resting.reset()
        else:
            self._resting = self._set_timer(RESTED, self._rested)

    def _rested(self) -> None:
        self._resting = None
        self._look()

    def find(self, session: Session, idea: Idea | None) -> bool:
        """What looks like this idea; whether that is something else than before."""
        found = frozenset[int](), frozenset[int]()
        if idea is not None:
            found = similar(session, idea), frozenset(likely(session, idea)) - {idea.cluster}
        changed = found != (self.ideas, self.groups)
        self.ideas, self.groups = found
        return changed
