"""What the moderator does with the running order."""

import pytest
from meetings import at, in_round, meeting, named, play, round_of

from spiegel.domain.running.running import (
    Ask,
    Covered,
    End,
    Extend,
    Go,
    GoNext,
    GoPrevious,
    GoStep,
    Pause,
    Resume,
    Skip,
    Turn,
    Unskip,
    following,
    place,
    question_states,
    standing,
)
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.session import Refusal, stage
from spiegel.domain.session.stage import Stage


def test_nothing_runs_before_the_first_next():
    session = meeting()
    assert place(session).phase is None
    assert stage(session) is Stage.PREPARE


def test_next_begins_with_the_first_phase():
    session = play(meeting(), (0, GoNext()))
    assert place(session).phase.key == "welkom"
    assert stage(session) is Stage.RUNNING


def test_next_walks_through_the_whole_meeting_and_ends_it():
    session = meeting()
    seen = []
    for minute in range(40):
        session = GoNext().apply(session, at(minute))
        here = place(session)
        if here.ended:
            break
        seen.append((here.phase.key, here.question.number if here.question else None))
    assert [key for key, _ in seen] == [
        "welkom",
        "spelregels",
        "kennismaking",
        *["cliëntronde"] * 4,
        "slotronde",
        "vragenronde",
        "afsluiting",
        "opschonen",
        "nagesprek",
    ]
    assert [number for key, number in seen if key == "cliëntronde"] == [1, 2, 3, 4]
    assert stage(session) is Stage.REVIEW


def test_next_after_the_end_changes_nothing():
    session = play(in_round(), (1, End()))
    assert GoNext().apply(session, at(2)) is session


def test_a_round_entered_begins_with_its_first_question():
    assert place(in_round()).question.number == 1


def test_two_windows_that_press_next_at_once_move_one_step():
    session = in_round()
    seen = standing(session)
    both = play(session, (1, GoNext(seen=seen)), (1, GoNext(seen=seen)))
    assert place(both).question.number == 2


def test_a_skipped_question_is_passed_over_and_can_be_gone_to_after_all():
    session = play(in_round(), (1, Skip(question=2)), (2, GoNext()))
    assert place(session).question.number == 3
    session = play(session, (3, Go(phase=round_of(session).number, question=2)))
    assert place(session).question.number == 2
    assert question_states(session)[2].begun
    assert not question_states(session)[2].skipped


def test_a_question_already_discussed_is_passed_over():
    session = play(in_round(), (1, Covered(question=2)), (2, GoNext()))
    assert place(session).question.number == 3


def test_a_skipped_question_taken_back_waits_again():
    session = play(in_round(), (1, Skip(question=2)), (2, Unskip(question=2)), (3, GoNext()))
    assert place(session).question.number == 2


def test_next_does_not_return_to_a_question_that_was_left_open_behind():
    session = in_round()
    session = play(session, (1, Go(phase=round_of(session).number, question=3)), (2, GoNext()))
    assert place(session).question.number == 4


def test_previous_goes_back_a_question_and_from_the_first_to_the_phase_before():
    session = play(in_round(), (1, GoNext()), (2, GoPrevious()))
    assert place(session).question.number == 1
    session = play(session, (3, GoPrevious()))
    assert place(session).phase.key == "kennismaking"


def test_next_after_previous_returns_to_the_question_that_was_broken_off():
    session = play(in_round(), (1, GoNext()), (2, GoNext()), (3, GoPrevious()), (4, GoNext()))
    assert place(session).question.number == 3
    session = play(session, (5, GoPrevious()), (6, GoPrevious()), (7, GoNext()), (8, GoNext()))
    assert place(session).question.number == 3
    assert place(play(session, (9, GoNext()))).question.number == 4


def test_next_after_a_question_that_was_returned_to_goes_on_where_the_group_was():
    session = in_round()
    back = Go(phase=round_of(session).number, question=1)
    session = play(session, (1, GoNext()), (2, GoNext()), (3, back), (4, GoNext()))
    assert place(session).question.number == 3


def test_next_after_a_question_that_was_put_after_all_does_not_return_to_what_was_done():
    after_all = Go(phase=round_of(in_round()).number, question=2)
    session = play(in_round(), (1, Skip(question=2)), (2, GoNext()), (3, after_all), (4, GoNext()))
    assert place(session).question.number == 4


def test_the_first_question_waits_again_when_the_part_before_it_is_returned_to():
    session = play(in_round(), (1, GoPrevious()), (2, GoNext()))
    assert place(session).question.number == 1


def test_a_question_that_was_broken_off_and_is_skipped_does_not_come_back():
    session = play(in_round(), (1, GoNext()), (2, GoPrevious()), (3, Skip(question=2)))
    assert place(play(session, (4, GoNext()))).question.number == 3


def test_previous_at_the_very_start_changes_nothing():
    session = play(meeting(), (0, GoNext()))
    assert GoPrevious().apply(session, at(1)) is session


def test_previous_from_a_later_phase_returns_to_the_last_question_that_was_begun():
    session = in_round()
    session = play(session, (1, GoNext()), (2, Go(phase=named(session, "slotronde").number)))
    session = play(session, (3, GoPrevious()))
    assert place(session).question.number == 2


def test_previous_after_the_end_takes_the_last_phase_up_again():
    session = play(in_round(), (1, End()), (2, GoPrevious()))
    assert place(session).phase.key == "nagesprek"


def test_pause_and_go_on():
    paused = play(in_round(), (1, Pause()))
    assert place(paused).paused
    assert Pause().apply(paused, at(2)) is paused
    assert not place(play(paused, (2, Resume()))).paused


def test_going_on_to_the_next_question_ends_a_pause():
    assert not place(play(in_round(), (1, Pause()), (2, GoNext()))).paused


def test_a_pause_before_the_start_changes_nothing():
    session = meeting()
    assert Pause().apply(session, at(0)) is session


def test_a_turn_is_recorded_once():
    session = meeting()
    session = play(session, (0, Go(phase=named(session, "kennismaking").number)))
    session = play(session, (1, Turn(person="D2")))
    assert place(session).turn == "D2"
    assert Turn(person="D2").apply(session, at(2)) is session


def test_the_debrief_begins_with_its_first_step_and_moves_on():
    session = meeting()
    session = play(session, (0, Go(phase=named(session, "nagesprek").number)))
    assert place(session).step == "stilte"
    assert place(play(session, (5, GoStep(step="geraakt")))).step == "geraakt"
    assert stage(session) is Stage.DEBRIEF


def test_an_unknown_phase_question_or_listeners_question_is_refused():
    session = in_round()
    for change in (Go(phase=99), Go(phase=4, question=99), Skip(question=99), Ask(asked=9)):
        with pytest.raises(Refusal):
            change.apply(session, at(1))


def test_a_change_of_the_running_order_only_adds_a_moment():
    session = in_round()
    after = play(session, (1, Extend(minutes=1)))
    assert after.moments[2].kind is MomentKind.EXTEND
    assert after.questions is session.questions
    assert after.statements is session.statements
    assert following(after)[1].number == 2
