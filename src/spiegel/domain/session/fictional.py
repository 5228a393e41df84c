"""The fictional meeting that comes with Spiegel: its ids, by which it is known wherever it lies."""

import uuid
from typing import Final

from spiegel.domain.session.instants import MINUTE, Instant

MADE: Final = -60 * MINUTE
"""When its file is made, from the start of the meeting."""
_DERIVED: Final = "5"
"""The version that a uuid names, when it is derived from something; those of others are random."""
_FAMILY: Final = uuid.UUID("6f6c2c1e-3a53-5d0b-9d0a-5a1f0f6e7c11")
"""What the ids of all of them are derived from, so that the same start gives the same ids."""


def id_of(start: int, name: str = "session") -> str:
    """The id of the meeting, or of something in it; start: its start in milliseconds since 1970."""
    return str(uuid.uuid5(_FAMILY, f"{start} {name}"))


def is_fictional(id_: str, created: Instant | None) -> bool:
    """Whether a session with this id, made at this instant, is the fictional meeting."""
    derived = id_[14:15] == _DERIVED
    return derived and created is not None and id_ == id_of(created.utc - MADE)
