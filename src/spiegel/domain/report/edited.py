"""Words of a document that somebody keeps in the place of what Spiegel proposes, as a letter is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.consent.gate import Reason, Shown, Withheld, told
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.preparation import IN_SHORT, WORD_LIST, Letter
from spiegel.domain.session.session import Change, Refusal, Session, drop, put
from spiegel.domain.session.words import clean
from spiegel.i18n import N_, Translations

_NAMES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        IN_SHORT: (N_("report in short"), N_("report in short as proposed")),
        WORD_LIST: (N_("list of words"), N_("list of words as proposed")),
    }
)
"""What undo calls it to keep words, and to have them as proposed again."""


def kept_words(session: Session, paper: str) -> Letter | None:
    """The words of this meeting, when somebody wrote them. paper: its key among the letters."""
    found = (letter for letter in session.letters.values() if letter.paper == paper)
    return next(found, None)


class KeepWords(Change, frozen=True, kw_only=True):
    """Other words than were proposed. of: the digest of what was proposed when they were written.

    Who writes a report in short retells what others said; who explains a word does not.
    """

    paper: str
    words: str
    of: str

    @property
    def retells(self) -> bool:
        return self.paper == IN_SHORT

    def name(self, t: Translations) -> str:
        return t.gettext(_NAMES[self.paper][0])

    def apply(self, session: Session, now: Instant) -> Session:
        edit = kept_words(session, self.paper)
        number = edit.number if edit is not None else session.number("letters")
        words = clean(self.words).strip()
        return put(session, Letter(number=number, paper=self.paper, words=words, of=self.of))


class ProposeAgain(Change, frozen=True, kw_only=True):
    """They are as Spiegel proposes them again. Raises Refusal where nobody wrote any."""

    paper: str

    def name(self, t: Translations) -> str:
        return t.gettext(_NAMES[self.paper][1])

    def apply(self, session: Session, now: Instant) -> Session:
        edit = kept_words(session, self.paper)
        if edit is None:
            raise Refusal
        return drop(session, "letters", [edit.number])


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """How such words stand now.

    words: of this meeting, else as proposed. digest: of what is proposed now. shown: what of the
    words may stand in a document. own: somebody wrote them. changed: something else is proposed
    since; lacking: which of that is not in them, where it can be said. withheld: why they stand in
    no document, if they do not.
    """

    paper: str
    words: str
    proposed: str
    digest: str
    shown: str
    own: bool = False
    changed: bool = False
    lacking: tuple[str, ...] = ()
    withheld: Withheld | None = None

    def rewritten(self, words: str) -> Change | None:
        """What keeps these words; None where nobody changed any, and nothing has to be said of it.

        This is how it stood when they were opened. What the meeting became meanwhile was not read:
        a proposal of then is nobody's own words, and own words are of what was proposed then.
        """
        words = words.strip()
        if not words or words == self.proposed.strip():
            return ProposeAgain(paper=self.paper) if self.own else None
        if words == self.words.strip() and not self.changed:
            return None
        return KeepWords(paper=self.paper, words=words, of=self.digest)

    def kept_out(self, t: Translations) -> str:
        """Why they stand in no document, when it is not for an answer that F6 waits for."""
        why = self.withheld
        if why is None or why.reason in (Reason.RECOGNISABLE, Reason.NO_WORDS):
            return ""
        return why.explain(t)


def stands(session: Session, paper: str, proposed: str, digest: str, t: Translations) -> Edited:
    """How the words of a paper stand to what is proposed now."""
    own = kept_words(session, paper)
    if own is None:
        return Edited(paper=paper, words=proposed, proposed=proposed, digest=digest, shown=proposed)
    ruling = told(session, own.words, t, general=False)
    return Edited(
        paper=paper,
        words=own.words,
        proposed=proposed,
        digest=digest,
        shown=ruling.words if isinstance(ruling, Shown) else "",
        own=True,
        changed=own.of != digest,
        withheld=ruling if isinstance(ruling, Withheld) else None,
    )


def code_in(session: Session, words: str, t: Translations) -> str:
    """What to say of a code of a person in the words; empty when there is none."""
    if without_codes(session, words, t) != words:
        return t.gettext("A code of a person stands in it. Write it without.")
    return ""
