"""What must be wiped when: by the terms of the organisation, or a day of one meeting alone."""

import datetime
from collections.abc import Iterator
from typing import Final

import msgspec

from spiegel.domain.preparation.tasks import SOON
from spiegel.domain.preparation.terms import Kept, until
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session, describe
from spiegel.i18n import N_, Translations

NAMES: Final = {
    Kept.PRIVATE: N_("private documents (working list, own words, gifts and travel, envelopes)"),
    Kept.NAMES: N_("key file with names"),
    Kept.SESSION: N_("the meeting itself, with its copies and documents"),
}


def kept_until(session: Session, kept: Kept) -> datetime.date | None:
    """On which day something of this meeting goes."""
    return until(kept, session.info.date, session.info.keep_until.get(kept))


def words_until(session: Session) -> datetime.date | None:
    """The last day on which it is known who said what, so that words can still be changed."""
    gone = [kept_until(session, kept) for kept in (Kept.NAMES, Kept.SESSION)]
    first = min(filter(None, gone), default=None)
    return first - datetime.timedelta(days=1) if first is not None else None


def wiped_before(session: Session, day: datetime.date | None) -> datetime.date | None:
    """The day on which the meeting itself goes, where that is before another day."""
    gone = kept_until(session, Kept.SESSION)
    return gone if gone is not None and day is not None and gone < day else None


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept, until when, and whether that day has come or comes within a week."""

    kept: Kept
    until: datetime.date | None
    past: bool
    soon: bool


def terms_of(session: Session, today: datetime.date) -> Iterator[Term]:
    """All that is kept of a meeting, in the order in which it goes."""
    for kept in Kept:
        day = kept_until(session, kept)
        yield Term(
            kept=kept,
            until=day,
            past=day is not None and day <= today,
            soon=day is not None and day - today <= datetime.timedelta(days=SOON),
        )


class KeepUntil(Change, frozen=True, kw_only=True):
    """Something of this meeting is kept until this day; None: as long as the terms say."""

    kept: Kept
    day: datetime.date | None

    def name(self, t: Translations) -> str:
        return t.gettext("day of wiping")

    def apply(self, session: Session, now: Instant) -> Session:
        days = {kept: day for kept, day in session.info.keep_until.items() if kept != self.kept}
        if self.day is not None:
            days[self.kept] = self.day
        return describe(session, keep_until=days)
