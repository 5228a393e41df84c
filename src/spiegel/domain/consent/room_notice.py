"""What the screen for the whole room shows in place of the clock: nothing at all, or a message."""

from enum import StrEnum
from typing import Final

from spiegel.domain.capture.capture import preview, where
from spiegel.domain.consent.anonymity import without_codes
from spiegel.domain.notation.speakers import written_codes
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session, describe
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations

LONGEST: Final = 120
"""Characters of a message: what a room reads at a glance, on a line or two."""


def message(text: str) -> str:
    """A message as the room may see it: cleaned, on one line, cut where a room reads no further."""
    return tidy(clean(text))[:LONGEST].rstrip()


class Unfit(StrEnum):
    """Why a message is not for the whole room: it names somebody, or is a line of the scribe."""

    CODE = "code"
    LINE = "line"


def unfit(session: Session, text: str, t: Translations) -> Unfit | None:
    """Why the room may not see this message; None when it may.

    The code of a participant, listener or moderator of this meeting, as a code or in words
    ("deelnemer 3"); or what is written as a scribe writes: with a speaker, a theme, a sign or as
    a quotation.
    """
    words = message(text)
    if without_codes(session, words, t) != words:
        return Unfit.CODE
    reading = preview(session, words, where(session), None)
    said = reading.themes or reading.valence or reading.verbatim or reading.key or reading.traceable
    return Unfit.LINE if said or written_codes(words) else None


class ShowRoom(Change, frozen=True, kw_only=True):
    """The room sees this from now on: a message, nothing at all (""), or the clock (None).

    It is in no document, and changes nothing of the running order.
    """

    words: str | None = None

    @property
    def leads(self) -> bool:
        return True

    def name(self, t: Translations) -> str:
        if self.words is None:
            return t.gettext("the clock for the room again")
        if message(self.words):
            return t.gettext("message for the room")
        return t.gettext("blank screen for the room")

    def apply(self, session: Session, now: Instant) -> Session:
        room = None if self.words is None else message(self.words)
        return session if room == session.info.room else describe(session, room=room)
