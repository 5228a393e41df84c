"""The rounds after a meeting: when each is, what was looked at, and what participants hear."""

import datetime

import msgspec
import pytest
from meetings import START, at, meeting

from spiegel.domain.actions.following import Standing
from spiegel.domain.followup.rounds import (
    Look,
    counts,
    in_order,
    round_now,
    round_told,
    rounds,
    to_look_at,
)
from spiegel.domain.followup.telling import Heard, telling
from spiegel.domain.preparation.tasks import SetTask, TickTask
from spiegel.domain.report.material import material
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Reached
from spiegel.domain.session.people import Consent
from spiegel.domain.session.session import Refusal, Session, describe, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations

NL = translations("nl")
HELD = datetime.date(2026, 9, 1)
TODAY = datetime.date(2026, 10, 10)


def action(number: int = 1, **fields) -> Action:
    return Action(number=number, at=START, words=f"Actie {number}", **fields)


@pytest.fixture
def session() -> Session:
    return put(describe(meeting(), date=HELD), action(1), action(2, by=datetime.date(2026, 10, 1)))


def test_the_rounds_move_with_the_day_of_the_meeting(session):
    days = [each.due for each in rounds(session, TODAY)]
    assert days == [
        HELD.replace(month=10, day=13),
        HELD.replace(month=12),
        datetime.date(2027, 3, 1),
    ]
    later = describe(session, date=HELD + datetime.timedelta(days=30))
    assert rounds(later, TODAY)[1].due == datetime.date(2027, 1, 1)


def test_a_round_has_the_day_that_the_checklist_gives_it(session):
    own = datetime.date(2026, 11, 5)
    session = SetTask(key="six weeks", due=own, own_day=True).apply(session, START)
    assert round_now(session, TODAY).due == own


def test_the_round_that_comes_next_is_the_first_that_was_not_held(session):
    session = TickTask(key="six weeks", done=TODAY).apply(session, START)
    now = round_now(session, TODAY)
    assert (now.key, now.opens) == ("three months", TODAY + datetime.timedelta(days=1))
    for key in ("three months", "half a year"):
        session = TickTask(key=key, done=TODAY).apply(session, START)
    assert round_now(session, TODAY) is None


def test_participants_hear_of_the_round_that_was_just_held_until_the_next_one_begins(session):
    assert round_told(session, TODAY).key == "six weeks"
    session = TickTask(key="six weeks", done=TODAY).apply(session, START)
    next_day = TODAY + datetime.timedelta(days=1)
    assert round_told(session, next_day).key == "six weeks"
    assert round_told(session, datetime.date(2026, 11, 20)).key == "three months"
    reached = (Reached(ActionStatus.BUSY, next_day),)
    looked_at = msgspec.structs.replace(session.actions[1], reached=reached)
    assert round_told(put(session, looked_at), next_day).key == "three months"
    for key in ("three months", "half a year"):
        session = TickTask(key=key, done=TODAY).apply(session, START)
    assert round_told(session, datetime.date(2027, 9, 1)).key == "half a year"


def test_what_was_looked_at_in_this_round_needs_no_second_look(session):
    now = round_now(session, TODAY)
    assert [each.number for each in to_look_at(session, now)] == [2, 1]
    busy = msgspec.structs.replace(
        session.actions[1], status=ActionStatus.BUSY, reached=(Reached(ActionStatus.BUSY, TODAY),)
    )
    assert [each.number for each in to_look_at(put(session, busy), now)] == [2]
    earlier = msgspec.structs.replace(busy, reached=(Reached(ActionStatus.BUSY, HELD),))
    assert [each.number for each in to_look_at(put(session, earlier), now)] == [2, 1]


def test_a_look_keeps_the_state_with_its_day_even_when_it_is_what_it_was(session):
    session = Look(number=1, status=ActionStatus.BUSY).apply(session, at(0))
    session = Look(number=1, status=ActionStatus.BUSY).apply(session, at(60 * 24 * 3))
    assert [one.status for one in session.actions[1].reached] == [ActionStatus.BUSY] * 2


def test_what_shows_it_and_why_it_was_stopped_are_kept_apart(session):
    session = Look(number=1, status=ActionStatus.DONE, told=" folder ligt er ").apply(
        session, START
    )
    session = Look(number=1, status=ActionStatus.STOPPED, told="geen geld").apply(session, START)
    one = session.actions[1]
    assert (one.status, one.evidence, one.stopped) == ("stopped", "folder ligt er", "geen geld")


def test_why_it_is_late_is_kept_with_the_state_and_stays_until_it_is_typed_anew(session):
    late = Look(number=2, status=ActionStatus.BUSY, told="wacht op de aannemer")
    session = late.apply(session, START)
    session = Look(number=2, status=ActionStatus.AGREED).apply(session, at(1))
    assert (session.actions[2].progress, session.actions[2].evidence) == (late.told, "")
    (told,) = (each for each in telling(material(session, NL), TODAY) if each.number == 2)
    assert (told.heard, told.more, told.lacks) == (Heard.LATE, late.told, False)


def test_somebody_works_on_it_but_its_day_is_past_so_people_will_ask_why(session):
    session = Look(number=2, status=ActionStatus.BUSY).apply(session, START)
    (told,) = (each for each in telling(material(session, NL), TODAY) if each.number == 2)
    assert (told.heard, told.lacks) == (Heard.LATE, True)
    assert told.who_when.startswith("Hier werken we aan. Wie: ")


def test_what_will_not_be_done_has_no_state(session):
    declined = put(session, action(3, kind=ActionKind.DECLINE))
    for number in (3, 9):
        with pytest.raises(Refusal):
            Look(number=number, status=ActionStatus.DONE).apply(declined, START)


def test_actions_keep_their_place_whatever_their_state_becomes(session):
    declined = put(session, action(3, kind=ActionKind.DECLINE))
    before = [each.number for each in in_order(declined)]
    done = Look(number=2, status=ActionStatus.DONE).apply(declined, START)
    assert before == [each.number for each in in_order(done)] == [2, 1, 3]
    assert counts(declined, TODAY)[Standing.OVERDUE] == 1


def test_participants_hear_what_is_done_and_what_is_not_in_plain_words(session):
    session = put(
        session,
        action(3, status=ActionStatus.DONE, evidence="De folder ligt er"),
        action(4, status=ActionStatus.STOPPED),
        action(5, status=ActionStatus.BUSY, by=datetime.date(2026, 12, 1)),
        action(6, kind=ActionKind.DECLINE, reason="Dat bepaalt het rijk"),
    )
    session = put(
        session,
        action(7, status=ActionStatus.AGREED, by=datetime.date(2026, 10, 1), owner="balie"),
        action(8, status=ActionStatus.AGREED, by=datetime.date(2026, 12, 1), owner="balie"),
        action(9, status=ActionStatus.AGREED, by=datetime.date(2026, 12, 1), owner="iedereen"),
    )
    told = list(telling(material(session, NL), TODAY))
    assert [(each.number, each.heard, each.more) for each in told] == [
        (3, Heard.DONE, "De folder ligt er"),
        (5, Heard.BUSY, ""),
        (7, Heard.LATE, ""),
        (8, Heard.COMING, ""),
        (9, Heard.OPEN, ""),
        (2, Heard.PROPOSED, ""),
        (1, Heard.PROPOSED, ""),
        (4, Heard.STOPPED, ""),
        (6, Heard.DECLINED, "Dat bepaalt het rijk"),
    ]
    assert [each.number for each in told if each.lacks] == [7, 4]
    assert [each.who_when for each in told if each.number in (5, 7)] == [
        "Wie: nog niemand. Wanneer: 1 december 2026.",
        "Wie: balie. Wanneer: 1 oktober 2026 (voorbij; nog geen nieuwe dag).",
    ]


def test_participants_read_no_words_that_may_not_be_quoted(session):
    words = "ik moest acht lange weken op een brief wachten"
    person = msgspec.structs.replace(
        session.participants[1], consent=Consent(take_part=True, verbatim=False)
    )
    said = Statement(number=1, at=START, words=words, speakers=("D1",), verbatim=True)
    done = action(3, status=ActionStatus.DONE, evidence=f"Niemand zegt meer: {words}")
    told = telling(material(put(session, person, said, done), NL), TODAY)
    assert "acht lange weken" not in next(each.more for each in told if each.number == 3)
