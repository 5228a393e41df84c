"""The fictional meetings: which there are, and each before its day."""

import datetime
from typing import Final

import msgspec

from spiegel import formats
from spiegel.demo.script import plan_text
from spiegel.domain import plan
from spiegel.domain.capture.storing import day
from spiegel.domain.session.fictional import MADE, id_of
from spiegel.domain.session.instants import MINUTE, Instant, after
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Session, describe


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One fictional meeting.

    plan, script: its files in this package. start: when it begins unless told otherwise.
    participants, listeners: in the lists of people. group: what those who answer are called;
    seats, paper: how many answer on a device or on paper, and how many of these on paper.
    """

    format: str
    plan: str
    script: str
    start: Instant
    organisation: str
    place: str
    participants: int = 0
    listeners: int = 0
    group: str = ""
    seats: int = 0
    paper: int = 0


def _on(*moment: int) -> Instant:
    """A moment in universal time, on a machine that was started two hours before."""
    at = datetime.datetime(*moment, tzinfo=datetime.UTC)  # type: ignore[misc,arg-type]
    return Instant(utc=int(at.timestamp()) * 1_000, boot="demo", boot_ms=120 * MINUTE)


WMO: Final = Meeting(
    format="spiegelgesprek",
    plan="plan.md",
    script="meeting.txt",
    start=_on(2026, 10, 8, 11, 30),
    organisation="Gemeente Elzerwoude",
    place="Buurtkamer De Lantaarn",
    participants=9,
    listeners=12,
)
"""On Wmo access, 8 October 2026, 13:30 in the Netherlands."""

VISITORS: Final = Meeting(
    format="versnellingssessie",
    plan="versnellingssessie/plan.md",
    script="versnellingssessie/bezoekers.txt",
    start=_on(2026, 10, 15, 11, 30),
    organisation="Gemeente Merendonk",
    place="Inloopcentrum Het Achterom, huiskamer",
    group="bezoekers",
    seats=14,
    paper=2,
)
"""On a walk-in centre, 15 October 2026, 13:30 in the Netherlands."""

PROFESSIONALS: Final = Meeting(
    format="versnellingssessie",
    plan="versnellingssessie/plan.md",
    script="versnellingssessie/professionals.txt",
    start=_on(2026, 10, 22, 7, 30),
    organisation="Gemeente Merendonk",
    place="Gemeentehuis Merendonk, zaal 2",
    group="professionals",
    seats=16,
)
"""The same questions a week later, 22 October 2026, 9:30 in the Netherlands."""

START: Final = WMO.start


def prepared(start: Instant | None = None, meeting: Meeting = WMO) -> Session:
    """The session before the day: the format, the written plan, and empty lists of people."""
    start = start or meeting.start
    made = after(start, MADE)
    session = new_session(
        formats.load(meeting.format, "nl"),
        id_=id_of(start.utc),
        title="",
        created=made,
        date=day(start),
        participants=meeting.participants,
        listeners=meeting.listeners,
    )
    session = describe(
        session,
        organisation=meeting.organisation,
        place=meeting.place,
        groups=(meeting.group,) if meeting.group else (),
        seats=meeting.seats,
        paper=meeting.paper,
    )
    return plan.into(session, plan.read(plan_text(meeting.plan), session.agenda), made)
