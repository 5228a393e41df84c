"""A question on devices that quotes somebody who withdraws."""

import msgspec
from meetings import START
from polling import OPEN

from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import Statement

WORDS = "ik moest acht lange weken op een brief met kwikzilver wachten"
"""What somebody said who withdraws."""


def quoted(session):
    """A question that quotes what D1 said, copied from a report."""
    asked = session.questions[OPEN]
    asked = msgspec.structs.replace(asked, words=f"Iemand zei: {WORDS}. Wat helpt?")
    said = Statement(number=1, at=START, words=WORDS, speakers=("D1",))
    return put(session, asked, said, Participant(number=1))
