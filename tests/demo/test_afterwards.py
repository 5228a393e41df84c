"""The fictional meeting in the weeks after it: what was agreed, and what came of it."""

import datetime

import pytest

from spiegel.demo import START, play, start_for
from spiegel.demo.meetings import WMO
from spiegel.demo.player import start_of_one_over
from spiegel.domain.capture.storing import day
from spiegel.domain.followup.rounds import rounds
from spiegel.domain.followup.telling import Heard, telling
from spiegel.domain.preparation.tasks import is_done
from spiegel.domain.report.material import material
from spiegel.domain.report.report import made_on, report_on
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Session
from spiegel.i18n import translations

DUTCH = translations("nl")
SIX_WEEKS = day(START) + datetime.timedelta(days=42)


@pytest.fixture(scope="module")
def later() -> Session:
    return play("afterwards")


def test_actions_came_to_something_and_participants_hear_each_of_them(later: Session):
    told = list(telling(material(later, DUTCH), SIX_WEEKS))
    assert [(one.number, one.heard) for one in told] == [
        (4, Heard.DONE),
        (1, Heard.BUSY),
        (6, Heard.LATE),
        (5, Heard.COMING),
        (2, Heard.COMING),
        (3, Heard.PROPOSED),
        (7, Heard.DECLINED),
    ]
    assert not any(one.lacks for one in told)
    assert all(told[at].more for at in (0, 1, 2))


def test_the_first_round_was_held_on_its_day(later: Session):
    first, second, _last = rounds(later, SIX_WEEKS)
    assert first.held == first.due == SIX_WEEKS
    assert second.held is None


def test_the_report_says_that_participants_heard_it_how_and_from_whom(later: Session):
    assert later.info.presented
    assert is_done(later, "feedback")
    page = made_on(report_on(later, DUTCH, None), SIX_WEEKS, DUTCH).front
    assert not page.concept
    assert page.afterwards.said == (
        "Op 29 oktober 2026 hoorden de deelnemers het vervolg van Marjan Hofstede, afdelingshoofd "
        "(per brief). Op 8 januari 2027 en 8 april 2027 krijgen zij een brief over hoe het ermee "
        "staat."
    )
    facts = dict(report_on(later, DUTCH, None).how.tables[0].rows)
    assert facts["Aan de deelnemers verteld op"] == "29 oktober 2026"
    assert facts["Deelnemers horen het op"] == "8 januari 2027 en 8 april 2027"


def test_what_was_said_and_decided_on_the_day_is_the_same(later: Session):
    held = play()
    assert later.statements == held.statements
    assert {n: a.words for n, a in later.actions.items()} == {
        n: a.words for n, a in held.actions.items()
    }


def test_its_days_move_with_the_meeting():
    now = Instant(utc=1_800_000_000_000, boot="this machine", boot_ms=0)
    start = start_of_one_over(now, WMO)
    moved = play("afterwards", start)
    apart = day(start) - day(START)
    for number, action in play("afterwards").actions.items():
        by = moved.actions[number].by
        assert by == (action.by + apart if action.by is not None else None)
    assert day(start) + datetime.timedelta(days=42) == day(now)
    assert start != start_for(now)
