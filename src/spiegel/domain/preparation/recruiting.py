"""Who comes: how many were asked and said yes, and what that means (dossier, section 1.2)."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

import msgspec

from spiegel.domain.notation.dates import date_of
from spiegel.domain.patterns import pattern
from spiegel.domain.preparation.targets import Targets
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.session import Change, Refusal, Session, put, stage
from spiegel.domain.session.stage import Stage
from spiegel.i18n import N_, Translations

_YEAR: Final = pattern(r"\d{4}|\d[-/.]\d{1,2}[-/.]\d{2}(?!\d)")
_HALF_A_YEAR: Final = 183
"""Days: what is further ahead was meant a year before."""
CALL_AGAIN: Final = 7
"""Days before the meeting from which each participant is to be called again."""


def nearest_day(words: str, today: datetime.date) -> datetime.date | None:
    """The day on which somebody was asked or called; without a year the nearest such day.

    It is past, or soon: 15-10 in November is last month, and not next year. None for no day.
    """
    day = date_of(words, today)
    if day is None or _YEAR.search(words) is not None or (day - today).days <= _HALF_A_YEAR:
        return day
    return day if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many participants were asked, said yes, said no, and were called again."""

    listed: int
    asked: int
    yes: int
    no: int
    called: int


def counts(session: Session) -> Counts:
    """The participants as they were asked; who withdrew counts nowhere."""
    people = [person for person in session.participants.values() if not person.withdrawn]
    return Counts(
        listed=len(people),
        asked=sum(_was_asked(person) for person in people),
        yes=sum(person.recruiting.coming is True for person in people),
        no=sum(person.recruiting.coming is False for person in people),
        called=sum(person.recruiting.called is not None for person in people),
    )


def _was_asked(person: Participant) -> bool:
    asking = person.recruiting
    return asking.asked is not None or asking.coming is not None or bool(asking.asked_by)


class Warn(StrEnum):
    """What the numbers of people say."""

    FEW_ASKED = "few asked"
    TOO_FEW = "too few"
    FEW = "few"
    MANY = "many"
    NOT_CALLED = "not called"
    ONE_RECRUITER = "one recruiter"
    MANY_LISTENERS = "many listeners"
    NO_LEARNING = "no learning"


HINTS: Final = frozenset({Warn.MANY, Warn.ONE_RECRUITER, Warn.MANY_LISTENERS})
"""What is worth a thought; nothing is lacking by it."""

_SENTENCES: Final[Mapping[Warn, str]] = MappingProxyType(
    {
        Warn.FEW_ASKED: N_("{count} asked; ask {target}, because some will not come."),
        Warn.TOO_FEW: N_("{count} said yes; with fewer than {target} it does not go on."),
        Warn.FEW: N_("{count} said yes; {target} or more is better, because some stay away."),
        Warn.MANY: N_("{count} said yes; with more than {target} not everybody gets a turn."),
        Warn.NOT_CALLED: N_("{count} who said yes were not called again yet."),
        Warn.ONE_RECRUITER: N_("All were asked by the same person: are other voices there too?"),
        Warn.MANY_LISTENERS: N_("{count} listeners; more than {target} is a lot for the clients."),
        Warn.NO_LEARNING: N_("{count} listeners did not say yet what they want to learn."),
    }
)


class Warning_(msgspec.Struct, frozen=True, kw_only=True):  # noqa: N801 - Warning is Python's
    """What the numbers say, with the number that is and the one that should be."""

    kind: Warn
    count: int = 0
    target: int = 0

    def explain(self, t: Translations) -> str:
        """The warning in a sentence."""
        return t.gettext(_SENTENCES[self.kind]).format(count=self.count, target=self.target)


def participant_warnings(
    session: Session, targets: Targets, today: datetime.date
) -> tuple[Warning_, ...]:
    """What is to be done about the number of participants, the worst first; before it begins."""
    if stage(session) is not Stage.PREPARE:
        return ()
    found = counts(session)
    warnings: list[Warning_] = []
    day = session.info.date
    if found.asked < targets.invite and found.yes < targets.confirm:
        warnings.append(Warning_(kind=Warn.FEW_ASKED, count=found.asked, target=targets.invite))
    if found.yes < targets.least:
        warnings.append(Warning_(kind=Warn.TOO_FEW, count=found.yes, target=targets.least))
    elif found.yes < targets.confirm:
        warnings.append(Warning_(kind=Warn.FEW, count=found.yes, target=targets.confirm))
    elif found.yes > targets.confirm_most:
        warnings.append(Warning_(kind=Warn.MANY, count=found.yes, target=targets.confirm_most))
    if day is not None and 0 <= (day - today).days <= CALL_AGAIN:
        coming = [p.recruiting for p in session.participants.values() if p.recruiting.coming]
        waiting = sum(asking.called is None for asking in coming)
        if waiting:
            warnings.append(Warning_(kind=Warn.NOT_CALLED, count=waiting))
    askers = [p.recruiting.asked_by.casefold() for p in session.participants.values()]
    known = [asker for asker in askers if asker]
    if len(known) >= max(found.asked, targets.least) and len(set(known)) == 1:
        warnings.append(Warning_(kind=Warn.ONE_RECRUITER))
    if found.asked == 0:
        return (Warning_(kind=Warn.FEW_ASKED, count=0, target=targets.invite),)
    return tuple(sorted(warnings, key=lambda warning: _SEVERITY.get(warning.kind, len(_SEVERITY))))


_SEVERITY: Final = {Warn.TOO_FEW: 0, Warn.NOT_CALLED: 1}


def expected(session: Session, targets: Targets) -> int:
    """How many participants may be there: who said yes, less those who stay away after all."""
    return max(0, counts(session).yes - targets.no_shows)


def listener_warnings(session: Session, targets: Targets) -> tuple[Warning_, ...]:
    """What is to be done about the listeners, before it begins."""
    if stage(session) is not Stage.PREPARE:
        return ()
    warnings: list[Warning_] = []
    coming = listeners_who_come(session)
    if targets.listeners and len(coming) > targets.listeners:
        warnings.append(
            Warning_(kind=Warn.MANY_LISTENERS, count=len(coming), target=targets.listeners)
        )
    asked = {question.listener for question in session.learning_questions.values()}
    silent = sum(person.number not in asked for person in coming)
    if silent:
        warnings.append(Warning_(kind=Warn.NO_LEARNING, count=silent))
    return tuple(warnings)


class EditRecruiting(Change, frozen=True, kw_only=True):
    """Other values for some facts of how participants were asked; the others stay."""

    participants: tuple[int, ...]
    fields: Mapping[str, Any]

    def name(self, t: Translations) -> str:
        people = ", ".join(f"D{number}" for number in self.participants)
        return t.gettext("recruiting of {people}").format(people=people)

    def apply(self, session: Session, now: Instant) -> Session:
        people = [session.participants.get(number) for number in self.participants]
        changed = [
            msgspec.structs.replace(
                person, recruiting=msgspec.structs.replace(person.recruiting, **self.fields)
            )
            for person in people
            if person is not None and not person.withdrawn
        ]
        if len(changed) < len(people):
            raise Refusal
        return put(session, *changed)


def listeners_who_come(session: Session) -> tuple[Listener, ...]:
    """The listeners who did not say no, by number."""
    return tuple(
        session.listeners[number]
        for number in sorted(session.listeners)
        if session.listeners[number].coming is not False
    )
