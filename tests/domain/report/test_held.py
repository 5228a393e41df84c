"""The day of the meeting: what was typed, unless nothing was; and when the clock says otherwise."""

import datetime

import msgspec
import pytest
from meetings import meeting, named

from spiegel.domain.report.held import another_day, ran_on, report_day
from spiegel.domain.report.report import report_on
from spiegel.domain.running.running import Go
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session, describe
from spiegel.i18n import translations

NL = translations("nl")
DAY = datetime.date(2026, 11, 27)


def run(session: Session, day: datetime.date, *parts: str) -> Session:
    """Led on a day: these parts begun, at noon and after."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    for minute, part in enumerate(parts):
        at = Instant(utc=int(noon.timestamp() * 1_000) + 60_000 * minute)
        session = Go(phase=named(session, part).number).apply(session, at)
    return session


@pytest.fixture
def planned() -> Session:
    return describe(meeting(), date=datetime.date(2026, 12, 2))


def parts(session: Session) -> list[str]:
    return [phase.key for phase in session.agenda][:3]


def test_without_a_typed_day_documents_say_the_day_it_ran(planned):
    session = run(describe(planned, date=None), DAY, *parts(planned))
    assert report_day(session) == DAY
    said = report_on(session, NL)
    assert said.front.facts[0] == "27 november 2026"
    assert ("Datum", "27 november 2026") in said.how.tables[0].rows
    assert another_day(session) is None


def test_a_typed_day_stands_and_the_other_one_is_known(planned):
    session = run(planned, DAY, *parts(planned))
    assert report_day(session) == datetime.date(2026, 12, 2)
    assert another_day(session) == DAY


def test_a_rehearsal_on_another_day_is_not_the_meeting(planned):
    session = run(planned, DAY, *parts(planned))
    session = run(session, datetime.date(2026, 12, 2), *parts(planned)[:1])
    assert another_day(session) is None
    untyped = run(describe(planned, date=None), DAY, parts(planned)[0])
    untyped = run(untyped, datetime.date(2026, 12, 2), *parts(planned))
    assert ran_on(untyped) == datetime.date(2026, 12, 2)


def test_what_never_ran_has_no_day_but_the_typed_one(planned):
    assert (ran_on(planned), report_day(planned)) == (None, planned.info.date)
    assert another_day(planned) is None


def test_nobody_took_part_is_said_in_words(planned):
    nobody = msgspec.structs.replace(planned, participants={})
    assert report_on(nobody, NL).front.people.startswith("Geen deelnemers · ")
