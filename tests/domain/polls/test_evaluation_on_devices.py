"""The evaluation on devices: one thing is asked at a time, and closing makes forms nobody's."""

import itertools

import pytest
from meetings import START, meeting, versnellingssessie
from polling import STELLING, session_with

from spiegel.domain.capture.evaluating import AddEvaluation
from spiegel.domain.polls.evaluation import (
    BOX,
    CloseEvaluation,
    Filled,
    OpenEvaluation,
    forms_asked,
    open_box,
    packed,
    unpacked,
)
from spiegel.domain.polls.polls import Evaluating, OpenPoll, StillOpen, closed_unanswered
from spiegel.domain.session.evaluation import Form

A = Filled(Form.PARTICIPANT, (4, None, 2, 1), ("zebra",))
B = Filled(Form.LISTENER, (3, 8), ("geraakt", ""))
C = Filled(Form.PARTICIPANT, (None, None, None, None), ("appel",))


def test_a_form_comes_out_of_the_box_as_it_went_in():
    assert [unpacked(packed(one)) for one in (A, B, C)] == [A, B, C]


def test_whoever_was_first_the_forms_are_kept_in_the_same_order():
    opened = OpenEvaluation().apply(meeting(), START)
    assert open_box(opened) == BOX
    kept = [
        CloseEvaluation(given=tuple(map(packed, order))).apply(opened, START)
        for order in itertools.permutations((A, B, C))
    ]
    assert len({tuple(one.evaluations.values()) for one in kept}) == 1
    (session, *_same) = kept
    assert len(session.evaluations) == 3
    assert open_box(session) is None
    assert not any(one.told for one in session.evaluations.values())


def test_forms_of_devices_stand_beside_those_that_were_typed_in():
    typed = AddEvaluation(form=Form.LISTENER, marks=(4, 7)).apply(meeting(), START)
    opened = OpenEvaluation().apply(typed, START)
    session = CloseEvaluation(given=(packed(A),)).apply(opened, START)
    assert [one.number for one in session.evaluations.values()] == [1, 2]


def test_closing_twice_counts_nothing_twice():
    opened = OpenEvaluation().apply(meeting(), START)
    once = CloseEvaluation(given=(packed(A),)).apply(opened, START)
    assert CloseEvaluation(given=(packed(A),)).apply(once, START) is once


def test_people_answer_a_question_or_the_evaluation_and_never_both():
    asked = OpenPoll(question=STELLING).apply(session_with(), START)
    with pytest.raises(StillOpen):
        OpenEvaluation().apply(asked, START)
    opened = OpenEvaluation().apply(session_with(), START)
    with pytest.raises(Evaluating):
        OpenPoll(question=STELLING).apply(opened, START)


def test_an_earlier_day_that_comes_back_has_no_evaluation_open():
    opened = OpenEvaluation().apply(meeting(), START)
    assert closed_unanswered(opened, START).info.evaluating is None


def test_listeners_have_a_form_of_their_own_wherever_somebody_listens():
    assert forms_asked(meeting()) == tuple(Form)
    session = versnellingssessie()
    assert not session.listeners
    assert forms_asked(session) == (Form.PARTICIPANT,)
