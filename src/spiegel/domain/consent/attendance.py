"""Who came, who agreed to what, and what the field advises about the numbers."""

from enum import StrEnum
from typing import Final

import msgspec

from spiegel.domain.consent.consent import ComeBack, SetChair, SetConsent, SetPresence, Table
from spiegel.domain.preparation import targets
from spiegel.domain.running.running import place
from spiegel.domain.running.timing import started
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Consent, Listener, Participant
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.value import turned
from spiegel.i18n import N_, Translations

FEWEST: Final = 5
"""With fewer participants a person can be recognised (dossier 1.2)."""
USUAL: Final = range(8, 13)
"""8 to 12 participants, Stichting Spiegelbijeenkomsten (dossier 1.2)."""
MAKERS: Final = range(6, 9)
"""6 to 8 people make a persona (dossier 4)."""


class Attendance(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a list are there; here: ticked and not gone. open: not ticked yet."""

    listed: int = 0
    here: int = 0
    absent: int = 0
    gone: int = 0
    open: int = 0


def attendance(session: Session, table: Table) -> Attendance:
    """The counts of a list; who withdrew counts nowhere."""
    people: list[Participant | Listener] = list(getattr(session, table).values())
    people = [person for person in people if not getattr(person, "withdrawn", False)]
    gone = [person for person in people if getattr(person, "gone", None) is not None]
    return Attendance(
        listed=len(people),
        here=sum(person.present is True for person in people if person not in gone),
        absent=sum(person.present is False for person in people),
        gone=len(gone),
        open=sum(person.present is None for person in people),
    )


def here(session: Session) -> tuple[Participant, ...]:
    """The participants who were ticked as present and did not leave."""
    return tuple(p for p in session.participants.values() if p.present is True and p.in_room)


def clients_here(session: Session) -> bool:
    """Whether clients are in the room, or may be: from the first one who was ticked as present.

    Until their part of the meeting is over.
    """
    if started(session) is None:
        return bool(here(session))
    phase = place(session).phase
    return phase is not None and phase.with_clients


def unasked(session: Session, purpose: str) -> tuple[int, ...]:
    """The numbers of those present who were not asked about a purpose yet."""
    return tuple(p.number for p in here(session) if getattr(p.consent, purpose) is None)


def refused(session: Session, purpose: str) -> tuple[Participant, ...]:
    """Those present who said no to a purpose."""
    return tuple(p for p in here(session) if getattr(p.consent, purpose) is False)


def to_ask(session: Session) -> tuple[Participant, ...]:
    """Those present who were not asked about everything yet."""
    answers = Consent.__struct_fields__
    return tuple(p for p in here(session) if any(getattr(p.consent, a) is None for a in answers))


class Advice(StrEnum):
    """What the field advises about the numbers: advice, never a limit."""

    FEW = N_("Fewer than 5 participants: people can be recognised. Rather do not go on.")
    BELOW = N_("8 to 12 participants are usual; with fewer, every voice is easier to recognise.")
    ABOVE = N_("8 to 12 participants are usual; with more, not everybody gets a turn.")
    FEW_MAKERS = N_("6 to 8 makers are usual; with fewer, every voice is easier to recognise.")
    MANY_MAKERS = N_("6 to 8 makers are usual; with more, not everybody gets a turn.")
    LISTENERS = N_("More than {most} listeners is a lot for the participants.")

    def explain(self, t: Translations) -> str:
        """The advice in words."""
        return t.gettext(self.value).format(most=targets.current().listeners)


def advice(session: Session) -> tuple[Advice, ...]:
    """What to say about the numbers of this meeting: of who is there, or may still come."""
    coming = sum(person.in_room for person in session.participants.values())
    listening = sum(person.present is not False for person in session.listeners.values())
    found: list[Advice] = []
    makers = any(part.cards for part in session.agenda)
    usual = MAKERS if makers else USUAL
    if session.participants and coming < FEWEST:
        found.append(Advice.FEW)
    elif session.participants and coming < usual.start:
        found.append(Advice.FEW_MAKERS if makers else Advice.BELOW)
    elif coming >= usual.stop:
        found.append(Advice.MANY_MAKERS if makers else Advice.ABOVE)
    if 0 < targets.current().listeners < listening:
        found.append(Advice.LISTENERS)
    return tuple(found)


class TurnPresence(Change, frozen=True, kw_only=True):
    """Here, not here, and around; who left early is back.

    It looks at the value when it is made, so that a key that is pressed twice turns twice, however
    slow the disk is.
    """

    number: int
    table: Table = "participants"

    def name(self, t: Translations) -> str:
        return SetPresence(numbers=(self.number,), present=True, table=self.table).name(t)

    def apply(self, session: Session, now: Instant) -> Session:
        person = getattr(session, self.table).get(self.number)
        if person is None:
            raise Refusal
        if getattr(person, "gone", None) is not None:
            return ComeBack(participant=self.number).apply(session, now)
        present = person.present is not True
        change = SetPresence(numbers=(self.number,), present=present, table=self.table)
        return change.apply(session, now)


class TurnConsent(Change, frozen=True, kw_only=True):
    """The next answer for one purpose: not asked, yes, no, and around; as TurnPresence."""

    participant: int
    purpose: str

    def name(self, t: Translations) -> str:
        return self._answer(None).name(t)

    def apply(self, session: Session, now: Instant) -> Session:
        person = session.participants.get(self.participant)
        if person is None:
            raise Refusal
        return self._answer(turned(getattr(person.consent, self.purpose))).apply(session, now)

    def _answer(self, value: bool | None) -> SetConsent:
        return SetConsent(purpose=self.purpose, value=value, participants=(self.participant,))


class TurnChair(Change, frozen=True, kw_only=True):
    """The first free chair from the left, or none any more; as TurnPresence."""

    participant: int

    def name(self, t: Translations) -> str:
        return SetChair(number=self.participant, chair=None).name(t)

    def apply(self, session: Session, now: Instant) -> Session:
        person = session.participants.get(self.participant)
        chair = free_chair(session) if person is not None and person.chair is None else None
        return SetChair(number=self.participant, chair=chair).apply(session, now)


def free_chair(session: Session) -> int:
    """The first chair from the left that nobody in the room has."""
    taken = {person.chair for person in session.participants.values() if person.in_room}
    return next(chair for chair in range(1, len(session.participants) + 2) if chair not in taken)


class SeatInOrder(Change, frozen=True, kw_only=True):
    """Those present sit from left to right in the order of their numbers."""

    def name(self, t: Translations) -> str:
        return t.gettext("chairs in order")

    def apply(self, session: Session, now: Instant) -> Session:
        chairs = {person.number: chair for chair, person in enumerate(here(session), start=1)}
        changed = [
            msgspec.structs.replace(person, chair=chairs.get(person.number))
            for person in session.participants.values()
            if person.chair != chairs.get(person.number)
        ]
        return put(session, *changed)


def has_begun(session: Session) -> bool:
    """Whether the meeting ran already, so that somebody can leave early."""
    return started(session) is not None
