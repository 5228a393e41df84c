"""What a document says of the words in it that could point to a person."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from spiegel.domain.consent.verdicts import Finding, decided, open_findings
from spiegel.domain.privacy.found import general
from spiegel.domain.report.inside import for_readers
from spiegel.domain.report.kinds import Kind
from spiegel.domain.report.wording import listed
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations

NOT_LOOKED_AT: Final = N_("Made before everything was looked at")
"""What a file for another program calls that it was made without an answer; to translate."""


def waiting(session: Session, kind: Kind) -> tuple[Finding, ...]:
    """What no document of this kind is made before, but by a choice that it states.

    A document with codes is for the moderator alone; what is made before the day holds nothing
    that anybody said.
    """
    return () if kind.private or kind.before else open_findings(for_readers(session, kind))


def unasked(session: Session, kind: Kind, says: Callable[[], str]) -> tuple[str, ...]:
    """What waits for an answer, and stands all the same in what is made before the day.

    says: gives what such a document says.
    """
    found = open_findings(session) if kind.before and not kind.private else ()
    text = says() if found else ""
    return tuple(dict.fromkeys(one.words for one in found if one.words in text))


def unasked_words(found: Iterable[str], t: Translations) -> str:
    """That such a paper holds what looks like a person, and where that is settled."""
    words = t.gettext("It holds what looks like a person: {words}. Review (F6) asks about it.")
    return words.format(words=", ".join(found))


def unanswered_words(count: int, t: Translations) -> str:
    """That something waits for an answer, and what happens without one."""
    return t.ngettext(
        "{count} place where a person could be recognised waits for an answer in Review.",
        "{count} places where a person could be recognised wait for an answer in Review.",
        count,
    ).format(count=count)


def not_looked_at(session: Session, t: Translations) -> Iterator[str]:
    """That it was made before all was looked at, by the choice of who made it."""
    waiting = len(open_findings(session))
    if waiting:
        yield t.ngettext(
            "This document was made before {count} place was looked at where a person could be "
            "recognised. Nothing of it stands here: it was left out, or put in general words.",
            "This document was made before {count} places were looked at where a person could be "
            "recognised. Nothing of them stands here: they were left out, or put in general words.",
            waiting,
        ).format(count=waiting)


def place_count(session: Session, t: Translations) -> str:
    """How many places were not looked at, in two words; empty when all were."""
    waiting = len(open_findings(session))
    if not waiting:
        return ""
    return t.ngettext("{count} place", "{count} places", waiting).format(count=waiting)


def notes(session: Session, t: Translations) -> Iterator[str]:
    """What was replaced, by kind; what stays; and whether something was not looked at."""
    yield from not_looked_at(session, t)
    replaced, kept = decided(session)
    if replaced:
        words = t.gettext("Replaced so that it is harder to recognise somebody: {what}.")
        yield words.format(what=listed([f"{general(k, t)} ({n})" for k, n in replaced.items()], t))
    if kept:
        yield t.ngettext(
            "{count} place that could point to a person stays, for a reason that was noted.",
            "{count} places that could point to a person stay, for a reason that was noted.",
            kept,
        ).format(count=kept)
