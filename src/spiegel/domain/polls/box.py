"""What goes into the ballot box while a poll is open: an answer, under a key only its giver has.

The box knows who has answered (a bit for each seat) and what was answered, and nothing that joins
the two.
"""

import hashlib
import hmac
from typing import Final

import msgspec

from spiegel.domain.polls.polls import Given
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.polls import Poll

SEATS: Final = 1024
"""Places that a box has, whoever takes part, so that its size tells nothing; they count from 1."""
PAPER: Final = 513
"""The first place for an answer on paper; devices have those before it."""

NOBODY: Final = 0
"""In the place of a seat, where not even that somebody is done is known."""


class Cast(msgspec.Struct, frozen=True):
    """One answer on its way into the box.

    key: 32 bytes, from `entry_key`; another answer under the same key replaces the one before.
    seat: 1 to SEATS, who is done with it; NOBODY where the box is not to know.
    """

    key: bytes
    seat: int
    given: Given


def entry_key(token: bytes, poll: Poll) -> bytes:
    """Where the answer of a seat stands in the box: only who has its token can tell.

    token: the secret of the seat, 16 bytes or more; the keys of two polls, or of two rounds of
    one, cannot be joined without it.
    """
    return hmac.new(token, b"%d/%d" % (poll.number, poll.round), hashlib.sha256).digest()


def form_key(token: bytes, opened: Instant) -> bytes:
    """Where the evaluation form of a device stands in the box; token: as of `entry_key`.

    opened: when the evaluation was, so that the keys of two openings cannot be joined.
    """
    return hmac.new(token, f"form/{opened.utc}".encode(), hashlib.sha256).digest()
