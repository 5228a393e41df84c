"""Notes beside the statements: what the scribe tells the moderator."""

from spiegel.domain.running.running import place
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session, put
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.domain.session.words import clean
from spiegel.i18n import Translations


class Tell(Change, frozen=True, kw_only=True):
    """A note of the scribe that the moderator sees; it is in no document.

    line: the uuid of the submitted line, so that a recovered one is never there twice.
    """

    words: str
    line: str = ""

    def name(self, t: Translations) -> str:
        return t.gettext("note to the moderator")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.line and any(remark.line == self.line for remark in session.remarks.values()):
            return session
        here = place(session)
        remark = Remark(
            number=session.number("remarks"),
            at=now,
            words=clean(self.words),
            kind=RemarkKind.MEMO,
            phase=here.phase.number if here.phase is not None else None,
            question=here.question.number if here.question is not None else None,
            line=self.line,
        )
        return put(session, remark)
