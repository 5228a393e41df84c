"""The assignment: what was agreed with the commissioning organisation, and whether it fits."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session, describe
from spiegel.i18n import N_, Translations


class Fit(StrEnum):
    """What makes this kind of meeting fit (dossier, section 1.1)."""

    PERSONAL = "personal"
    OPEN = "open"
    TIME = "time"
    MONEY = "money"
    ALIKE = "alike"


FIT_QUESTIONS: Final[Mapping[Fit, str]] = MappingProxyType(
    {
        Fit.PERSONAL: N_("Does the subject touch the daily life of the participants?"),
        Fit.OPEN: N_("Can the organisation hear criticism now, so not in a reorganisation?"),
        Fit.TIME: N_("Is there time to prepare it well, and to do something with it?"),
        Fit.MONEY: N_("Is there money for the room, the moderator, fees and travel?"),
        Fit.ALIKE: N_("Do the participants have enough in common to exchange experience?"),
    }
)


FIT_NAMES: Final[Mapping[Fit, str]] = MappingProxyType(
    {
        Fit.PERSONAL: N_("daily life"),
        Fit.OPEN: N_("open to criticism"),
        Fit.TIME: N_("time"),
        Fit.MONEY: N_("money"),
        Fit.ALIKE: N_("enough in common"),
    }
)
"""What each question is about, in a word or three."""


class EditAssignment(Change, frozen=True, kw_only=True):
    """Other values for some facts of the assignment; the others stay as they are."""

    fields: Mapping[str, Any]

    def name(self, t: Translations) -> str:
        return t.gettext("assignment")

    def apply(self, session: Session, now: Instant) -> Session:
        assignment = msgspec.structs.replace(session.info.assignment, **self.fields)
        return describe(session, assignment=assignment)


class AnswerFit(Change, frozen=True, kw_only=True):
    """An answer to one of the fit questions; None takes it back."""

    question: Fit
    yes: bool | None

    def name(self, t: Translations) -> str:
        return t.gettext("does it fit")

    def apply(self, session: Session, now: Instant) -> Session:
        assignment = session.info.assignment
        answered = {key: yes for key, yes in assignment.fit.items() if key != self.question}
        if self.yes is not None:
            answered[str(self.question)] = self.yes
        return describe(session, assignment=msgspec.structs.replace(assignment, fit=answered))


class Missing(StrEnum):
    """A fact of the assignment that is not there yet."""

    AIM = "aim"
    COMMISSIONER = "commissioner"
    DATE = "date"
    STARTS = "starts"
    PLACE = "place"
    CONTACT = "contact"
    TELLS = "tells"
    TELLS_ON = "tells_on"
    FIT = "fit"


_SENTENCES: Final[Mapping[Missing, str]] = MappingProxyType(
    {
        Missing.AIM: N_("What is it for? The aim is not filled in."),
        Missing.COMMISSIONER: N_("Nobody is named as the commissioner, who stays the owner."),
        Missing.DATE: N_("There is no day yet."),
        Missing.STARTS: N_("There is no starting time yet."),
        Missing.PLACE: N_("There is no place yet."),
        Missing.CONTACT: N_("Participants have nobody to call."),
        Missing.TELLS: N_("Nobody is named who tells the participants what happens with it."),
        Missing.TELLS_ON: N_("There is no day on which the participants hear back."),
        Missing.FIT: N_("Not all fit questions have an answer."),
    }
)


def explain(missing: Missing, t: Translations) -> str:
    """What is missing, in a sentence."""
    return t.gettext(_SENTENCES[missing])


def missing_facts(session: Session) -> tuple[Missing, ...]:
    """The facts of the assignment that are still missing, in the order of the screen."""
    info, assignment = session.info, session.info.assignment
    have = {
        Missing.AIM: bool(assignment.aim),
        Missing.COMMISSIONER: bool(assignment.commissioner),
        Missing.DATE: info.date is not None,
        Missing.STARTS: assignment.starts is not None,
        Missing.PLACE: bool(info.place),
        Missing.CONTACT: bool(assignment.contact),
        Missing.TELLS: bool(assignment.tells),
        Missing.TELLS_ON: assignment.tells_on is not None,
        Missing.FIT: all(question in assignment.fit for question in Fit),
    }
    return tuple(fact for fact, there in have.items() if not there)


def unfit(session: Session) -> tuple[Fit, ...]:
    """The fit questions that were answered with no."""
    return tuple(question for question in Fit if session.info.assignment.fit.get(question) is False)
