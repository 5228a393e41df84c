"""What follows from all of a meeting but its personas, reckoned again only when that changed.

A key on a sentence of a persona changes no statement, so what was said need not be read again.
"""

from collections import deque
from collections.abc import Callable
from functools import wraps
from operator import attrgetter, is_
from typing import Any, Final, TypeVar

from spiegel.domain.session.session import TABLES, Session

Found = TypeVar("Found")

_PERSONAS: Final = ("personas", "persona_sentences", "pictures")
_ALL_ELSE: Final[Callable[[Session], tuple[Any, ...]]] = attrgetter(
    "info", *(table for table in TABLES if table not in _PERSONAS)
)
_MEETINGS: Final = 8
"""So many at once: one that is open, and those that its personas rest on."""


def same_but_personas(one: Session, other: Session) -> bool:
    """Whether nothing but personas was worked on between these two."""
    return all(map(is_, _ALL_ELSE(one), _ALL_ELSE(other)))


_known: Final[list[deque[tuple[tuple[Any, ...], Any]]]] = []


def forget_meetings() -> None:
    """Nothing is remembered any more, as when somebody took words back."""
    for known in _known:
        known.clear()


def remembered(make: Callable[[Session], Found]) -> Callable[[Session], Found]:
    """A function that is asked again for the same meeting with other personas knows the answer."""
    known: deque[tuple[tuple[Any, ...], Found]] = deque(maxlen=_MEETINGS)
    _known.append(known)

    @wraps(make)
    def asked(session: Session) -> Found:
        parts = _ALL_ELSE(session)
        for before, found in tuple(known):
            if all(map(is_, before, parts)):
                return found
        found = make(session)
        known.append((parts, found))
        return found

    return asked
