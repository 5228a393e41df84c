"""A session as the whole content of a file, written anew: no earlier wording is in it."""

import uuid

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.store.journal.header import Header, successor
from spiegel.store.journal.journal import content
from spiegel.store.journal.payload import Seal, encode
from spiegel.store.journal.summary import header_of
from spiegel.store.journal.tables import moment_of, whole


def header_anew(session: Session, now: Instant, before: Header | None) -> Header:
    """The header of a file with a new generation, which follows that of the header before."""
    header = successor(header_of(session), before, uuid.uuid4().hex)
    return msgspec.structs.replace(header, written=moment_of(now.utc))


def written_anew(
    session: Session, now: Instant, before: Header | None, seal: Seal, *, finals: int = 0
) -> bytes:
    """The bytes of such a file; finals: how many changes it knows that cannot be undone.

    Raises Unreadable for what could not be read back.
    """
    header = msgspec.structs.replace(header_anew(session, now, before), finals=finals)
    _, data = content(header, (encode(line) for line in whole(session)), seal)
    return data
