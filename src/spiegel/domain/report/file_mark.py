"""The mark by which a file that comes back is known to be of this meeting."""

import hashlib
from typing import Final

from spiegel.domain.session.session import Session

_FOR: Final = b"spiegel: a file that comes back"


def mark_of(session: Session) -> str:
    """A mark of the session that is always the same, 32 letters and digits.

    Not the id itself: that is the key of the order in which statements stand, and who knows it can
    reckon the order of speaking. The id does not follow from the mark.
    """
    return hashlib.blake2b(session.info.id.encode(), person=_FOR[:16], digest_size=16).hexdigest()
