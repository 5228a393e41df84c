"""Who came, who was asked, and what is advised about the numbers."""

import pytest
from meetings import START, at, meeting

from spiegel import formats, i18n
from spiegel.domain.consent.attendance import (
    Advice,
    SeatInOrder,
    TurnChair,
    TurnConsent,
    TurnPresence,
    advice,
    attendance,
    free_chair,
    here,
    refused,
    to_ask,
    unasked,
)
from spiegel.domain.consent.consent import LeaveEarly, SetChair, SetConsent, SetPresence, Withdraw
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Refusal


def present(session, *numbers):
    return SetPresence(numbers=numbers, present=True).apply(session, START)


def test_absent_gone_and_withdrawn_count_nowhere():
    session = present(meeting(), 1, 2, 3)
    session = SetPresence(numbers=(4,), present=False).apply(session, START)
    session = LeaveEarly(participant=2).apply(session, at(5))
    session = Withdraw(participant=3).apply(session, at(6))
    counts = attendance(session, "participants")
    assert (counts.listed, counts.here, counts.absent, counts.gone, counts.open) == (4, 1, 1, 1, 1)
    assert [person.code for person in here(session)] == ["D1"]


def test_somebody_who_left_without_having_been_ticked_makes_nobody_less():
    session = LeaveEarly(participant=2).apply(present(meeting(), 1), at(5))
    assert attendance(session, "participants").here == 1


def test_only_who_is_there_and_was_not_asked_gets_a_yes_for_all():
    session = present(meeting(), 1, 2, 3)
    session = SetConsent(purpose="verbatim", value=False, participants=(2,)).apply(session, START)
    assert unasked(session, "verbatim") == (1, 3)
    assert [person.code for person in refused(session, "verbatim")] == ["D2"]
    assert [person.code for person in to_ask(session)] == ["D1", "D2", "D3"]


def people(participants, listeners=0):
    return new_session(
        formats.load("spiegelgesprek"),
        id_="x",
        title="x",
        created=START,
        participants=participants,
        listeners=listeners,
    )


@pytest.mark.parametrize(
    ("participants", "listeners", "expected"),
    [
        (0, 0, ()),
        (4, 0, (Advice.FEW,)),
        (5, 0, (Advice.BELOW,)),
        (8, 20, ()),
        (12, 21, (Advice.LISTENERS,)),
        (13, 0, (Advice.ABOVE,)),
    ],
)
def test_the_numbers_are_advised_on_and_never_refused(participants, listeners, expected):
    assert advice(people(participants, listeners)) == expected


def test_who_stays_away_counts_for_the_advice():
    session = SetPresence(numbers=(1,), present=False).apply(people(5), START)
    assert advice(session) == (Advice.FEW,)
    assert "5" in Advice.FEW.explain(i18n.translations("nl"))


def test_the_next_chair_is_the_first_free_one_from_the_left():
    session = SetChair(number=1, chair=1).apply(meeting(), START)
    session = SetChair(number=2, chair=3).apply(session, START)
    assert free_chair(session) == 2


def test_chairs_in_order_are_for_those_present():
    session = SeatInOrder().apply(present(meeting(), 2, 4, 5), START)
    chairs = {person.number: person.chair for person in session.participants.values()}
    assert chairs == {1: None, 2: 1, 3: None, 4: 2, 5: 3}


def test_a_key_pressed_twice_turns_twice():
    session = meeting()
    for expected in (True, False, None, True):
        session = TurnConsent(participant=1, purpose="verbatim").apply(session, START)
        assert session.participants[1].consent.verbatim is expected
    for expected in (True, False, True):
        session = TurnPresence(number=2, table="listeners").apply(session, START)
        assert session.listeners[2].present is expected


def test_who_left_early_is_back_by_the_key_of_presence():
    session = LeaveEarly(participant=1).apply(present(meeting(), 1), at(5))
    session = TurnPresence(number=1).apply(session, at(6))
    assert session.participants[1].in_room


def test_chairs_are_taken_from_the_left_and_given_back():
    session = meeting()
    for number in (3, 1, 3):
        session = TurnChair(participant=number).apply(session, START)
    assert (session.participants[1].chair, session.participants[3].chair) == (2, None)


@pytest.mark.parametrize(
    "change", [TurnPresence(number=99), TurnConsent(participant=99, purpose="verbatim")]
)
def test_somebody_who_is_not_listed_is_a_refusal(change):
    with pytest.raises(Refusal):
        change.apply(meeting(), START)
