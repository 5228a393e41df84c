"""What fourteen listeners wrote down before the meeting, and nobody saw."""

from meetings import at

from spiegel.domain.preparation.expectations import AddExpectations
from spiegel.domain.session.session import Session

SHEETS = [
    *[(("Wachttijd", "het duurt lang"), ("kosten", "eigen bijdrage"))] * 9,
    *[(("wachttijd", ""), ("taxi", ""))] * 3,
    *[(("kosten", "te duur"),)] * 2,
]


def written(session: Session, also: str = "") -> Session:
    """The session with the sheets of all fourteen; also: a theme on a fifteenth sheet."""
    for themes in [*SHEETS, *([((also, ""),)] if also else [])]:
        session = AddExpectations(themes=themes).apply(session, at(0))
    return session
