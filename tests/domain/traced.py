"""Words that look like a person, said in the fictional meeting, and what the gate shows of them."""

from export.reported import START, meeting
from spiegel.domain.consent.gate import Shown, shown
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations

NL = translations("nl")


def with_words(*several: str, who: str = "D1") -> Session:
    """The fictional meeting with these words said as well."""
    new = (
        Statement(number=100 + n, at=START, words=words, speakers=(who,), themes=(1,))
        for n, words in enumerate(several)
    )
    return put(meeting(), *new)


def said(session: Session, number: int = 100) -> str:
    """What may be read of a statement; else why not."""
    ruling = shown(session, session.statements[number], NL)
    return ruling.words if isinstance(ruling, Shown) else f"({ruling.reason})"
