"""Reading session files without touching anything: a header, a whole session, what is new."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from spiegel.domain.session.session import Session
from spiegel.store.beside.folder import Sidecar, resolved
from spiegel.store.errors import (
    DamagedError,
)
from spiegel.store.journal.header import SCHEMA, Header, header_at
from spiegel.store.journal.journal import Journal
from spiegel.store.journal.lines import SessionLine, decode
from spiegel.store.journal.news import News
from spiegel.store.journal.payload import Seal, Unreadable
from spiegel.store.journal.tables import Building
from spiegel.store.sealed.keys import NO_KEYS, Keys

Meet = Callable[[Building, SessionLine], None]
"""What looks at each line just before it is taken in."""


def read_session(path: Path, *, keys: Keys = NO_KEYS) -> Session:
    """The session in a file, as `show`, `check` and `export` need it; nothing is written or locked.

    Raises StoreError: NotThereError, NotASessionError, NewerError, DamagedError, NotReadableError,
    and what the keys raise: LockedError, WrongPassphraseError.
    """
    return read_file(path, keys=keys).session


class Read(msgspec.Struct, frozen=True):
    """A whole file as it was read: its header, what is hidden in it opened, and its seal."""

    header: Header
    session: Session
    seal: Seal


def read_file(path: Path, *, keys: Keys = NO_KEYS, meet: Meet | None = None) -> Read:
    """All there is in a session file. Raises as `read_session` does."""
    path = resolved(path)
    header_at(path)
    journal = Journal(path, reach=Sidecar(path).reach, read_only=True, keys=keys)
    found: list[News] = []
    try:
        journal.catch_up(found.append)
    finally:
        journal.rest(always=True)
    (news,) = found
    return Read(news.header, session_of(path, news, None, meet), journal.seal)


def session_of(path: Path, news: News, before: Session | None, meet: Meet | None = None) -> Session:
    """The session after what is new in its file; before is None when that is all of it.

    Raises DamagedError with the number of the first line that cannot be read.
    """
    if news.header.schema < SCHEMA:
        # An older file brings TinyDB along, which nothing else here needs.
        from spiegel.store.journal.migrations import migrated

        return migrated(path, news.header, news.lines)
    building = Building(None if news.anew else before, news.header.last)
    for number, payload in news.lines:
        try:
            line = decode(payload)
        except Unreadable as error:
            raise DamagedError(path, number, error.problem) from error
        if meet is not None:
            meet(building, line)
        building.take(line)
    try:
        return building.session()
    except Unreadable as error:
        raise DamagedError(path, 1, error.problem) from error
