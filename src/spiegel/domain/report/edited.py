"""Words of a document that somebody keeps in the place of what Spiegel proposes, as a letter is."""

from typing import Protocol

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.consent.gate import Reason, Withheld
from spiegel.domain.session.preparation import Letter
from spiegel.domain.session.session import Refusal, Session, drop, put
from spiegel.domain.session.words import clean
from spiegel.i18n import Translations


def edited(session: Session, paper: str) -> Letter | None:
    """The words of this meeting, when somebody wrote them. paper: its key among the letters."""
    found = (letter for letter in session.letters.values() if letter.paper == paper)
    return next(found, None)


def with_words(session: Session, paper: str, words: str, of: str) -> Session:
    """The meeting with these words. of: the digest of what was proposed when they were written."""
    edit = edited(session, paper)
    number = edit.number if edit is not None else session.number("letters")
    return put(session, Letter(number=number, paper=paper, words=clean(words).strip(), of=of))


def as_proposed(session: Session, paper: str) -> Session:
    """The meeting without own words. Raises Refusal where nobody wrote any."""
    edit = edited(session, paper)
    if edit is None:
        raise Refusal
    return drop(session, "letters", [edit.number])


def code_in(session: Session, words: str, t: Translations) -> str:
    """What to say of a code of a person in the words; empty when there is none."""
    if without_codes(session, words, t) != words:
        return t.gettext("A code of a person stands in it. Write it without.")
    return ""


class Stands(Protocol):
    """How such words stand now. withheld: why the gate lets them stand in no document, if so."""

    @property
    def withheld(self) -> Withheld | None: ...


def kept_out(stands: Stands, t: Translations) -> str:
    """Why they stand in no document, when it is not for an answer that F6 waits for; or nothing."""
    if stands.withheld is None or stands.withheld.reason in (Reason.RECOGNISABLE, Reason.NO_WORDS):
        return ""
    return stands.withheld.explain(t)
