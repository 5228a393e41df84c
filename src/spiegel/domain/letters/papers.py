"""The letters and papers that a meeting has, and which of Spiegel's own words each is made of."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.letters import words_after, words_before, words_on_the_day
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


class Look(StrEnum):
    """How a paper is laid out.

    letter: to read. hand: small, to hold while one leads. poster: to read across a room. cards:
    to cut out. short: to read in one go; it says less until it fits. large: with large letters.
    """

    LETTER = "letter"
    HAND = "hand"
    POSTER = "poster"
    CARDS = "cards"
    SHORT = "short"
    LARGE = "large"


class Each(StrEnum):
    """For whom there is a sheet each, of what stands under the new page in its words."""

    PERSON = "person"
    OWNER = "owner"


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A letter or paper; its key is that of the kind of document.

    words: Spiegel's own, to translate, in parts that stand under each other. devices: those where
    people answer on devices, None where there is no such paper then. makers: the same where
    participants are among themselves, empty for the usual words. each: it has a sheet for each of
    these. sent: the task of the timeline on whose day it is sent. pages: at most so many, by
    leaving out what matters least.
    """

    key: str
    words: tuple[str, ...]
    devices: tuple[str, ...] | None = None
    makers: tuple[str, ...] | None = ()
    look: Look = Look.LETTER
    each: Each | None = None
    sent: str = ""
    pages: int = 0

    def title(self, t: Translations) -> str:
        """What screens call it."""
        return t.gettext(KINDS[self.key].title)

    @property
    def after(self) -> bool:
        """Whether it is made from what was said or decided."""
        return not KINDS[self.key].before


PAPERS: Final[Mapping[str, Paper]] = MappingProxyType(
    {
        paper.key: paper
        for paper in (
            Paper(
                key="invitation",
                words=words_before.INVITATION,
                devices=words_before.INVITATION_DEVICES,
                makers=words_before.INVITATION_MAKERS,
            ),
            Paper(
                key="consent-form",
                words=words_before.CONSENT,
                makers=words_before.CONSENT_MAKERS,
            ),
            Paper(
                key="confirmation",
                words=words_before.CONFIRMATION,
                devices=words_before.CONFIRMATION_DEVICES,
                makers=words_before.CONFIRMATION_MAKERS,
            ),
            Paper(
                key="listener-invitation",
                words=words_before.LISTENERS,
                makers=words_before.LISTENERS_MAKERS,
            ),
            Paper(key="role-card", words=words_on_the_day.ROLE_CARD, makers=None, pages=1),
            Paper(
                key="running-order",
                words=words_on_the_day.ORDER,
                devices=words_on_the_day.ORDER_DEVICES,
                makers=words_on_the_day.ORDER_MAKERS,
                look=Look.HAND,
                pages=2,
            ),
            Paper(key="name-cards", words=words_on_the_day.CARDS, look=Look.CARDS),
            Paper(
                key="ground-rules",
                words=words_on_the_day.POSTER,
                devices=words_on_the_day.POSTER,
                look=Look.POSTER,
                pages=1,
            ),
            Paper(key="listening-sheet", words=words_on_the_day.SHEET, makers=None),
            Paper(
                key="reflection-cards",
                words=words_on_the_day.REFLECTION,
                devices=words_on_the_day.REFLECTION,
                look=Look.CARDS,
                makers=None,
            ),
            Paper(
                key="evaluation",
                words=words_on_the_day.HOW_WAS_IT,
                devices=words_on_the_day.HOW_WAS_IT,
                pages=1,
            ),
            Paper(
                key="evaluation-listener",
                words=words_on_the_day.HOW_WAS_IT_LISTENER,
                makers=None,
                pages=1,
            ),
            Paper(
                key="day-checklist",
                words=words_on_the_day.DAY,
                devices=words_on_the_day.DAY_DEVICES,
                makers=words_on_the_day.DAY_MAKERS,
            ),
            Paper(key="travel-list", words=words_on_the_day.JOURNEYS),
            Paper(
                key="thanks",
                words=words_after.THANKS,
                devices=words_after.THANKS_DEVICES,
                makers=words_after.THANKS_MAKERS,
                sent="own words",
            ),
            Paper(key="own-words", words=words_after.OWN_WORDS, look=Look.LARGE, each=Each.PERSON),
            Paper(
                key="client-edition",
                words=words_after.CLIENTS,
                devices=words_after.CLIENTS_DEVICES,
                makers=words_after.CLIENTS_MAKERS,
                look=Look.SHORT,
                pages=1,
            ),
            Paper(
                key="feedback-six-weeks",
                words=words_after.SIX_WEEKS,
                devices=words_after.SIX_WEEKS,
                sent="six weeks",
            ),
            Paper(
                key="feedback-three-months",
                words=words_after.THREE_MONTHS,
                devices=words_after.THREE_MONTHS,
                sent="three months",
            ),
            Paper(
                key="feedback-half-year",
                words=words_after.HALF_YEAR,
                devices=words_after.HALF_YEAR,
                sent="half a year",
            ),
            Paper(
                key="actions-by-owner",
                words=words_after.BY_OWNER,
                devices=words_after.BY_OWNER,
                each=Each.OWNER,
            ),
        )
    }
)
"""All papers by key, in the order in which they are needed."""


def every_paper(session: Session) -> tuple[Paper, ...]:
    """The papers that this kind of meeting has, those for after the day last."""
    return tuple(paper for paper in PAPERS.values() if words_for(paper, session) is not None)


def words_for(paper: Paper, session: Session) -> tuple[str, ...] | None:
    """Spiegel's own words for a paper of this kind of meeting, to translate; None where it has no
    such paper."""
    if session.on_devices:
        return paper.devices
    if session.among_themselves:
        return paper.makers if paper.makers is None else paper.makers or paper.words
    return paper.words


def papers_of(session: Session) -> tuple[Paper, ...]:
    """Those for the day itself."""
    return tuple(paper for paper in every_paper(session) if not paper.after)
