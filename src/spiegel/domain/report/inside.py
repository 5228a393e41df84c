"""Inside and outside the organisation: who is quoted in which document, and what it says of it."""

from collections.abc import Iterable, Iterator
from typing import Final

from spiegel.domain.consent.audience import for_outside, keeps_inside, kept_inside
from spiegel.domain.consent.literal import guard
from spiegel.domain.report.kinds import Kind
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations

FOR_INSIDE: Final = N_("For inside the organisation")
"""What a file for another program calls that; to translate."""


def for_readers(session: Session, kind: Kind) -> Session:
    """The session as those who read a document of this kind may have it."""
    return for_outside(session) if kind.outside else session


def for_inside(session: Session, t: Translations) -> Iterator[str]:
    """What a document with everything that may be shown says of it, if it quotes such a person.

    It says neither who nor how many: among few people a number tells who said no.
    """
    if keeps_inside(session):
        yield _words(t)


def readers_words(session: Session, t: Translations, *, outside: bool) -> str:
    """For whom a report is, where not everybody may read it or has all of it; else nothing."""
    if outside:
        return t.gettext("for outside the organisation")
    return t.gettext("for inside the organisation") if keeps_inside(session) else ""


def quoting_for_inside(
    session: Session, texts: Iterable[str], t: Translations, used: Iterable[int] = ()
) -> Iterator[str]:
    """The same of a document that has only these texts; used: statements that stand in it."""
    if kept_inside(session, used) or _repeats_kept(session, set(texts)):
        yield _words(t)


def _repeats_kept(session: Session, texts: Iterable[str]) -> bool:
    """Whether one of these texts repeats a statement that is kept inside.

    Most repeat none at all: then nobody asks which of all statements are kept.
    """
    if for_outside(session) is session:
        return False
    all_said = guard(said.words for said in session.statements.values())
    repeating = [text for text in texts if all_said.spans(text)]
    if not repeating:
        return False
    kept = guard(session.statements[number].words for number in kept_inside(session))
    return any(map(kept.spans, repeating))


def _words(t: Translations) -> str:
    return t.gettext("For inside the organisation: not every quotation may go outside.")
