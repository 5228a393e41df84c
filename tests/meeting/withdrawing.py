"""A meeting in which one person is quoted in every field there is, before that person withdraws."""

import re

from export.everyfield import YES, bases, everywhere, literal, places
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Statement

WHO = 950
MARK = re.compile(r"zwo[a-j]{3}[klmnopr]")
"""Any word of theirs."""
KINDS_OF_PLACE = len(places())


def quoted(base: int):
    """A meeting in which one person said as many things as there are fields, each quoted in one."""
    session = bases()[base]
    at = Instant(utc=session.info.created.utc + 3_600_000)
    said = (
        Statement(number=5_000 + n, at=at, words=literal(n), verbatim=True, speakers=(f"D{WHO}",))
        for n in range(KINDS_OF_PLACE)
    )
    # The title is in the names of documents, and these are kept as long as the documents are there.
    session = everywhere(
        session,
        lambda n: f"Iemand zei: “{literal(n)}”.",
        lambda table, way: (table, way) != ("session", ("title",)),
    )
    return put(session, Participant(number=WHO, present=True, consent=YES), *said)
