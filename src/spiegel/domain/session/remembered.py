"""What follows from all of a meeting but its personas, reckoned again only when that changed.

A key on a sentence of a persona changes no statement, so what was said need not be read again. And
one statement that changes says nothing of the others: only its page is read again.
"""

from collections import deque
from collections.abc import Callable, Collection, Mapping
from functools import wraps
from operator import attrgetter, is_
from typing import Any, Final, TypeVar

from spiegel.domain.session.session import TABLES, Session
from spiegel.domain.session.statements import Statement

Found = TypeVar("Found")

_PERSONAS: Final = ("personas", "persona_sentences", "pictures")
_ALL_ELSE: Final[Callable[[Session], tuple[Any, ...]]] = attrgetter(
    "info", *(table for table in TABLES if table not in _PERSONAS)
)
_BUT_STATEMENTS: Final[Callable[[Session], tuple[Any, ...]]] = attrgetter(
    "info", *(table for table in TABLES if table not in (*_PERSONAS, "statements"))
)
_MEETINGS: Final = 8
"""So many at once: one that is open, and those that its personas rest on."""
_STATES: Final = 4
"""So many at once of what is made by page: that of a meeting, and of the same for other readers."""


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


def by_page(
    make: Callable[[Session, Collection[Statement]], Found],
) -> Callable[[Session], tuple[Found, ...]]:
    """What a function makes of the statements of each page; it may ask nothing of other statements.

    When nothing else changed it is asked again only of pages on which a statement did.
    """
    known: deque[tuple[tuple[Any, ...], Mapping[object, Found]]] = deque(maxlen=_STATES)
    _known.append(known)

    @wraps(make)
    def asked(session: Session) -> tuple[Found, ...]:
        parts = _BUT_STATEMENTS(session)
        alike = (pages for before, pages in reversed(tuple(known)) if all(map(is_, before, parts)))
        before: Mapping[object, Found] = next(alike, {})
        now = {
            page: before[page] if page in before else make(session, statements)
            for page, statements in session.statements.pages.items()
        }
        known.append((parts, now))
        return tuple(now.values())

    return asked
