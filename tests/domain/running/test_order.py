"""The running order while it is prepared: questions in their places, minutes that add up."""

import datetime

import msgspec
import pytest
from meetings import START, at, meeting, named, play, round_of

from spiegel import i18n
from spiegel.domain.preparation.assignment import EditAssignment
from spiegel.domain.running.order import (
    AddMinutes,
    AddQuestion,
    MoveQuestion,
    PlanInstead,
    PutAside,
    RemoveQuestion,
    StillUsed,
    TurnOptional,
    unread,
)
from spiegel.domain.running.outline import clock_times, fit, length, round_for
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.session import Refusal, put

NL = i18n.translations("nl")


def words(session):
    return [question.words for question in session.questions_of(round_of(session).number)]


def changed(session, change):
    return change.apply(session, START)


def test_a_new_question_comes_after_the_one_under_the_cursor():
    session = meeting()
    new = AddQuestion(phase=round_of(session).number, words=" Wat  nu? ", after=2)
    after = changed(session, new)
    assert words(after) == ["Vraag 1?", "Vraag 2?", "Wat nu?", "Vraag 3?", "Vraag 4?"]
    assert after.questions[1] is session.questions[1]


def test_a_new_question_without_a_place_comes_last():
    session = meeting()
    new = AddQuestion(phase=round_of(session).number, words="Nog iets?")
    assert words(changed(session, new))[-1] == "Nog iets?"


def test_words_of_a_question_are_cleaned_at_the_door():
    session = meeting()
    new = AddQuestion(phase=round_of(session).number, words="Wat\x00 nu?\u202e", prompts=("a\x07",))
    question = changed(session, new).questions[5]
    assert question.words == "Wat␀ nu?"
    assert question.prompts == ("a␇",)


def test_a_question_trades_places_with_its_neighbour_and_stops_at_the_ends():
    session = meeting()
    down = changed(session, MoveQuestion(number=1, step=1))
    assert words(down)[:2] == ["Vraag 2?", "Vraag 1?"]
    assert changed(session, MoveQuestion(number=1, step=-1)) is session
    assert changed(session, MoveQuestion(number=4, step=1)) is session


def test_a_question_that_was_not_put_can_be_removed_and_its_number_is_not_used_again():
    session = changed(meeting(), RemoveQuestion(number=4))
    assert words(session) == ["Vraag 1?", "Vraag 2?", "Vraag 3?"]
    new = AddQuestion(phase=round_of(session).number, words="Nieuw?")
    assert 5 in changed(session, new).questions


def test_a_question_that_was_put_stays():
    session = meeting()
    running = play(session, (0, Go(phase=round_of(session).number)))
    with pytest.raises(StillUsed):
        changed(running, RemoveQuestion(number=1))
    assert "F3" in StillUsed().explain(NL)


@pytest.mark.parametrize("change", [MoveQuestion(number=9, step=1), RemoveQuestion(number=9)])
def test_a_question_that_somebody_removed_is_a_refusal(change):
    with pytest.raises(Refusal):
        changed(meeting(), change)


def minutes(session, **given):
    """The session with other minutes for its questions; names are q1, q2, ..."""
    changed_ones = [
        msgspec.structs.replace(session.questions[int(name[1:])], minutes=count)
        for name, count in given.items()
    ]
    return put(session, *changed_ones)


def test_minutes_that_add_up_are_neither_too_many_nor_left():
    session = minutes(meeting(), q1=30, q2=20)
    found = fit(session, round_of(session))
    assert (found.over, found.unused) == (0, 0)
    assert found.explain(NL) == "vragen 50 min, onderdeel 50 min · als er tijd is nog 14 min"


def test_questions_that_take_longer_than_their_part_are_reported():
    session = minutes(meeting(), q1=44)
    found = fit(session, round_of(session))
    assert (found.takes, found.minutes, found.over, found.spare) == (54, 50, 4, 14)
    assert found.explain(NL) == (
        "vragen 54 min, onderdeel 50 min: 4 te lang · als er tijd is nog 14 min"
    )


def test_a_question_without_minutes_needs_one_at_least():
    session = minutes(meeting(), q1=50, q2=None)
    assert fit(session, round_of(session)).over == 1


def test_minutes_that_nobody_uses_are_named():
    found = fit(meeting(), round_of(meeting()))
    assert found.unused == 30
    assert found.explain(NL) == (
        "vragen 20 min, onderdeel 50 min: 30 over · als er tijd is nog 14 min"
    )


def test_a_part_without_questions_has_nothing_to_fit():
    session = meeting()
    assert fit(session, named(session, "welkom")) is None


def test_the_length_is_the_sum_of_all_parts():
    session = minutes(meeting(), q1=40)
    assert length(session).whole == sum(phase.minutes for phase in session.agenda)
    assert length(session).whole - length(session).clients == 75
    assert length(session).spare == 14


def test_a_question_goes_to_the_round_even_from_another_part():
    session = meeting()
    assert round_for(session, named(session, "welkom").number) == round_of(session)


def test_a_plan_comes_in_place_of_the_questions_that_were_not_put():
    session = play(meeting(), (0, Go(phase=round_of(meeting()).number)))
    after = PlanInstead(text="1. Hoe ging het?\n2. Wie hielp u?").apply(session, at(1))
    assert words(after) == ["Vraag 1?", "Hoe ging het?", "Wie hielp u?"]


def test_positions_stay_in_order_after_a_removal():
    session = changed(meeting(), RemoveQuestion(number=2))
    after = changed(session, AddQuestion(phase=round_of(session).number, words="X?", after=1))
    assert [q.number for q in after.questions_of(round_of(after).number)] == [1, 5, 3, 4]
    assert isinstance(after.questions[5], Question)


def test_each_press_of_a_key_is_a_minute():
    session = meeting()
    for _ in range(3):
        session = changed(session, AddMinutes(table="questions", number=1, minutes=1))
    assert session.questions[1].minutes == 13
    for _ in range(20):
        session = changed(session, AddMinutes(table="questions", number=1, minutes=-1))
    assert session.questions[1].minutes == 1
    assert changed(session, AddMinutes(table="phases", number=1, minutes=-9)).phases[1].minutes == 0


def test_a_minute_more_for_a_question_that_shares_begins_at_its_share():
    session = minutes(meeting(), q4=None)
    assert (
        changed(session, AddMinutes(table="questions", number=4, minutes=1)).questions[4].minutes
        == 23
    )


def test_a_question_is_optional_and_fixed_again():
    session = changed(meeting(), TurnOptional(number=1))
    assert session.questions[1].optional
    assert not changed(session, TurnOptional(number=1)).questions[1].optional


def test_a_plan_that_was_mended_and_read_again_shows_only_its_own_lines():
    session = PlanInstead(text="# Avond\nzomaar iets\n1. Hoe?\n").apply(meeting(), START)
    assert [(note.plan_line, note.words) for note in unread(session)] == [(2, "zomaar iets")]
    session = PlanInstead(text="# Avond\n1. Hoe?\nnog iets\n").apply(session, START)
    assert [(note.plan_line, note.words) for note in unread(session)] == [(3, "nog iets")]
    session = PutAside(number=unread(session)[0].number).apply(session, START)
    assert unread(session) == ()
    assert len(session.remarks) == 2


def test_the_times_of_the_clock_follow_from_the_start_and_the_minutes():
    session = meeting()
    assert clock_times(session) is None
    starts = EditAssignment(fields={"starts": datetime.time(23, 30)}).apply(session, START)
    times = clock_times(starts)
    first, *_others = starts.agenda
    assert times.phases[first.number] == datetime.time(23, 30)
    begin = times.phases[round_of(starts).number]
    day = datetime.datetime.combine(datetime.date(2027, 1, 1), begin)
    for number, minutes in ((1, 0), (2, 10), (3, 20), (4, 20)):
        later = day + datetime.timedelta(minutes=minutes)
        assert times.questions[number] == later.time()
    start = datetime.datetime.combine(datetime.date(2027, 1, 1), datetime.time(23, 30))
    end = start + datetime.timedelta(minutes=length(starts).whole)
    assert times.ends == end.time()
