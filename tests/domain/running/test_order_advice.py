"""What experience says of a running order; minutes that are divided, and parts that are added."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import START, meeting, named, round_of

from spiegel.demo import play
from spiegel.domain.running.advice import Hint, hints
from spiegel.domain.running.order import SplitMinutes, _shares
from spiegel.domain.running.own_parts import (
    AddPart,
    AlreadyHeld,
    MovePart,
    OfTheFormat,
    RemovePart,
)
from spiegel.domain.running.running import Go, GoNext, place
from spiegel.domain.session.agenda import PhaseKind, Question
from spiegel.domain.session.session import Refusal, drop, put
from spiegel.i18n import translations


def kinds(session):
    return [hint.kind for hint in hints(session)]


def test_of_a_usual_meeting_there_is_nothing_to_say():
    assert hints(meeting(9)) == ()
    assert hints(play()) == ()


def test_a_question_that_is_too_short_for_so_many_is_named_with_its_source():
    short = msgspec.structs.replace(meeting(9).questions[1], minutes=3)
    (hint,) = hints(put(meeting(9), short))
    assert (hint.kind, hint.question) == (Hint.SHORT_QUESTION, 1)
    words = hint.explain(translations("nl"))
    assert words == "20 seconden per persoon: niet iedereen kan vertellen (eigen rekening)"


def test_a_round_in_which_all_begin_to_speak_is_not_left_out_or_hurried():
    gone = msgspec.structs.replace(named(meeting(9), "kennismaking"), minutes=0)
    hurried = msgspec.structs.replace(gone, minutes=6)
    assert kinds(put(meeting(9), gone)) == [Hint.NO_TURNS]
    assert kinds(put(meeting(9), hurried)) == [Hint.SHORT_TURNS]


def test_many_questions_and_two_hours_with_the_clients_are_a_lot():
    session = meeting(5)
    more = [
        Question(number=n, position=n, phase=round_of(session).number, words="Wat?", minutes=10)
        for n in range(10, 22)
    ]
    assert kinds(put(session, *more)) == [Hint.LONG, Hint.MANY_QUESTIONS]


def test_a_debrief_of_a_few_minutes_is_short():
    debrief = msgspec.structs.replace(named(meeting(9), "nagesprek"), minutes=15)
    assert kinds(put(meeting(9), debrief)) == [Hint.SHORT_DEBRIEF]


def minutes(session):
    return [question.minutes for question in session.questions_of(round_of(session).number)]


def test_the_minutes_of_a_part_go_over_its_fixed_questions():
    session = SplitMinutes(phase=round_of(meeting()).number).apply(meeting(), START)
    assert minutes(session) == [25, 25, 8, 6]


def test_one_for_when_there_is_time_takes_none_of_them_and_has_about_as_many():
    spare = msgspec.structs.replace(meeting().questions[3], minutes=None)
    session = put(meeting(), spare)
    session = SplitMinutes(phase=round_of(session).number).apply(session, START)
    assert minutes(session) == [25, 25, 25, 6]


def test_a_question_that_was_put_keeps_its_minutes():
    session = Go(phase=round_of(meeting()).number, question=1).apply(meeting(), START)
    session = SplitMinutes(phase=round_of(session).number).apply(session, START)
    assert minutes(session) == [10, 40, 8, 6]


def test_where_nothing_is_asked_nothing_is_divided():
    with pytest.raises(Refusal):
        SplitMinutes(phase=named(meeting(), "welkom").number).apply(meeting(), START)
    empty = drop(meeting(), "questions", tuple(meeting().questions))
    with pytest.raises(Refusal):
        SplitMinutes(phase=round_of(empty).number).apply(empty, START)


@given(st.lists(st.floats(1, 60), min_size=1, max_size=12), st.integers(0, 240))
def test_what_is_divided_adds_up_and_nobody_gets_nothing(weights, more):
    whole = len(weights) + more
    shares = _shares(whole, weights)
    assert sum(shares) == whole
    assert min(shares) >= 1


def added(session):
    where = named(session, "cliëntronde").number
    change = AddPart(after=where, title="Pauze", kind=PhaseKind.PAUSE, minutes=10)
    return change.apply(session, START)


def test_a_break_comes_after_a_part_moves_and_goes():
    session = added(meeting())
    own = named(session, "eigen-pauze")
    assert [p.key for p in session.agenda][3:6] == ["cliëntronde", "eigen-pauze", "slotronde"]
    assert own.present == round_of(session).present
    moved = MovePart(number=own.number, step=-1).apply(session, START)
    assert [p.key for p in moved.agenda][3:5] == ["eigen-pauze", "cliëntronde"]
    gone = RemovePart(number=own.number).apply(moved, START)
    assert [p.key for p in gone.agenda] == [p.key for p in meeting().agenda]


def test_the_meeting_goes_through_a_break_that_was_added():
    session = Go(phase=round_of(meeting()).number).apply(added(meeting()), START)
    for _question in range(4):
        session = GoNext().apply(session, START)
    assert place(session).phase == named(session, "eigen-pauze")
    with pytest.raises(AlreadyHeld):
        RemovePart(number=place(session).phase.number).apply(session, START)
    assert place(GoNext().apply(session, START)).phase.key == "slotronde"


def test_a_part_of_the_format_keeps_its_place():
    for change in (MovePart(number=1, step=1), RemovePart(number=1)):
        with pytest.raises(OfTheFormat):
            change.apply(meeting(), START)
