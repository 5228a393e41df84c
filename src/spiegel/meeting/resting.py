"""A meeting as the others that its personas rest on are now: what went there counts as gone here.

A window marks it in the session when it opens; a document that is made later, or by a command that
opens no window, is made of this.
"""

from pathlib import Path

from spiegel.domain.report.kinds import Kind
from spiegel.domain.session.session import Session

_SENTENCES = "persona_sentences"


def as_others_are_now(session: Session, path: Path, kind: Kind | None = None) -> Session:
    """The session with what went elsewhere marked; nothing is written, here or there.

    path: of its file, beside which the others may lie. kind: of the document that is made of it;
    one in which no sentence of a persona stands needs nothing of it. What cannot be read, as an
    encrypted meeting, is left as it was known last.
    """
    if not session.persona_sentences or (kind is not None and not _tells(kind)):
        return session
    from spiegel.domain.personas.sources import other_meetings, read_again
    from spiegel.meeting.catalogue import FolderCatalogue

    ids = other_meetings(session)
    if not ids:
        return session
    for source in FolderCatalogue().sources(ids, {}, path):
        change = read_again(session, source.session) if source.session is not None else None
        if change is not None:
            session = change.apply(session, session.info.created)
    return session


def _tells(kind: Kind) -> bool:
    """Whether sentences of personas can stand in a document of this kind."""
    if kind.before or kind.paper:
        return False
    return not kind.holds or _SENTENCES in kind.holds
