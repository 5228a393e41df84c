"""What became of actions: what is open, too late or ended, and what shows it."""

import datetime

import pytest
from meetings import START, at, meeting

from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.actions.following import Standing, first_day, is_open, standing
from spiegel.domain.actions.weakness import Weakness, weaknesses
from spiegel.domain.capture.storing import day
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Reached
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement

TODAY = datetime.date(2026, 12, 15)
DAY = 24 * 60


def action(**fields) -> Action:
    return Action(number=1, at=START, words="Elke aanvrager wordt gebeld", **fields)


def edited(session: Session, minutes: float = 0, **fields) -> Session:
    return EditAction(number=1, fields=fields).apply(session, at(minutes))


@pytest.fixture
def session() -> Session:
    return AddAction(words="Bellen", owner="balie").apply(meeting(), START)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Standing.OPEN),
        ({"by": TODAY}, Standing.OPEN),
        ({"by": datetime.date(2026, 12, 14)}, Standing.OVERDUE),
        ({"first_check": TODAY}, Standing.TO_CHECK),
        ({"first_check": TODAY, "reached": (Reached(ActionStatus.BUSY, TODAY),)}, Standing.OPEN),
        ({"by": datetime.date(2026, 1, 1), "status": ActionStatus.DONE}, Standing.DONE),
        ({"by": datetime.date(2026, 1, 1), "status": ActionStatus.STOPPED}, Standing.STOPPED),
        ({"by": datetime.date(2026, 1, 1), "kind": ActionKind.DECLINE}, Standing.DECLINED),
    ],
)
def test_one_sees_what_is_open_too_late_or_ended(fields, expected):
    one = action(**fields)
    assert standing(one, TODAY) is expected
    assert is_open(one) is (expected in (Standing.OPEN, Standing.OVERDUE, Standing.TO_CHECK))


def test_the_first_day_is_of_what_is_still_to_be_done():
    done = action(by=datetime.date(2026, 1, 1), status=ActionStatus.DONE)
    assert first_day([done, action(by=TODAY), action()]) == TODAY
    assert first_day([done]) is None


def test_done_needs_something_that_shows_it_and_stopped_a_reason(session):
    done = action(status=ActionStatus.DONE)
    assert weaknesses(session, done) == (Weakness.NOT_SHOWN, Weakness.NOTHING_BEHIND)
    stopped = action(status=ActionStatus.STOPPED)
    assert weaknesses(session, stopped) == (Weakness.STOPPED_WHY, Weakness.NOTHING_BEHIND)
    shown = action(status=ActionStatus.DONE, evidence="Het staat in de folder")
    assert weaknesses(session, shown) == (Weakness.NOTHING_BEHIND,)


def test_each_state_stands_with_the_day_on_which_it_was_reached(session):
    session = edited(session, status=ActionStatus.AGREED)
    session = edited(session, 5 * DAY, status=ActionStatus.BUSY)
    session = edited(session, 6 * DAY, words="Terugbellen")
    assert session.actions[1].reached == (
        Reached(ActionStatus.AGREED, day(at(0))),
        Reached(ActionStatus.BUSY, day(at(5 * DAY))),
    )


def test_going_around_all_states_on_one_day_leaves_no_trail(session):
    for status in (*list(ActionStatus)[1:], ActionStatus.PROPOSED):
        session = edited(session, status=status)
    assert session.actions[1].reached == ()


def test_who_watches_and_what_shows_it_are_kept_tidy(session):
    session = edited(session, guard=" cliëntenraad  Noord ", evidence=" gezien\r\n")
    assert session.actions[1].guard == "cliëntenraad Noord"
    assert session.actions[1].evidence == "gezien"


def test_who_withdraws_is_in_no_word_on_what_became_of_an_action(session):
    words = "Ik moest acht lange weken op een brief wachten"
    said = Statement(number=1, at=START, words=words, speakers=("D1",), verbatim=True)
    session = edited(put(session, said), evidence="D1 is gebeld", stopped=f"Want: {words}.")
    session = edited(session, progress="wacht op D1")
    session = Withdraw(participant=1).apply(session, at(9))
    assert (session.actions[1].evidence, session.actions[1].progress) == ("", "")
    assert "weken" not in session.actions[1].stopped
