"""What the moderator reads from the clock."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from meetings import START, at, in_round, meeting, named, play, round_of
from polling import STELLING, session_with

from spiegel.domain.polls.polls import OpenPoll
from spiegel.domain.running.running import (
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
    place,
)
from spiegel.domain.running.timing import (
    Clock,
    Pace,
    minutes_of,
    planned,
    spent,
    stretches,
    timetable,
)
from spiegel.domain.session.instants import MINUTE, SECOND, Instant, span
from spiegel.domain.session.session import put


def test_time_left_follows_from_the_start_of_the_question():
    table = timetable(in_round(), at(3))
    assert table.question.left == 7 * MINUTE
    assert table.phase.left == 31 * MINUTE


def test_a_question_on_devices_that_is_only_read_aloud_so_far_is_counted_once():
    session = session_with()
    left = timetable(session, START).end
    session = OpenPoll(question=STELLING).apply(session, START)
    assert timetable(session, START).end == left


def test_a_question_that_is_returned_to_continues_its_clock():
    session = play(in_round(), (4, GoNext()), (6, GoPrevious()))
    assert timetable(session, at(7)).question.spent == 5 * MINUTE


def test_the_rest_of_a_question_that_was_broken_off_is_still_to_come():
    session = play(in_round(), (10, GoNext()))
    before = timetable(session, at(13)).end
    assert timetable(play(session, (13, GoPrevious())), at(13)).end == before


def test_the_clock_stands_still_during_a_pause():
    session = play(in_round(), (3, Pause()))
    assert timetable(session, at(9)).question.left == 7 * MINUTE
    session = play(session, (9, Resume()))
    assert timetable(session, at(10)).question.left == 6 * MINUTE


def test_a_pause_makes_the_meeting_later():
    session = play(in_round(), (3, Pause()), (9, Resume()))
    table = timetable(session, at(9))
    assert table.behind == 6 * MINUTE
    assert span(START, table.clients_end) == (34 + 6 + 6 + 9 + 5) * MINUTE


def test_on_time_at_the_start_and_at_every_moment_within_plan():
    for minute in (0, 4, 9.5):
        assert timetable(in_round(), at(minute)).behind == 0


def test_overtime_is_behind_and_counted_below_zero():
    table = timetable(in_round(), at(12))
    assert table.question.left == -2 * MINUTE
    assert table.behind == 2 * MINUTE


def test_a_question_that_ends_early_is_ahead():
    assert timetable(play(in_round(), (6, GoNext())), at(6)).behind == -4 * MINUTE


def test_a_minute_more_is_for_this_question_and_makes_the_end_later():
    before = timetable(in_round(), at(2))
    table = timetable(play(in_round(), (2, Extend(minutes=1))), at(2))
    assert table.question.left == before.question.left + MINUTE
    assert table.phase.left == before.phase.left + MINUTE
    assert table.behind == MINUTE


def test_a_skipped_question_makes_the_end_earlier():
    assert timetable(play(in_round(), (2, Skip(question=4))), at(2)).behind == -6 * MINUTE


def test_the_last_fifth_is_nearly_over():
    assert Clock(spent=7 * MINUTE, planned=10 * MINUTE).pace is Pace.ENOUGH
    assert Clock(spent=8 * MINUTE, planned=10 * MINUTE).pace is Pace.NEARLY
    assert Clock(spent=10 * MINUTE, planned=10 * MINUTE).pace is Pace.OVER
    assert Clock(spent=10 * MINUTE, planned=0).pace is Pace.ENOUGH


def test_questions_without_minutes_share_what_is_left_of_the_round():
    session = meeting()
    blank = [msgspec.structs.replace(session.questions[n], minutes=None) for n in (3, 4)]
    session = put(session, *blank)
    assert minutes_of(session, session.questions[3]) == 15
    assert planned(session, round_of(session)) == 50 * MINUTE


def test_when_late_it_says_which_optional_question_to_drop_or_how_many_minutes_each():
    session = play(in_round(), (15, GoNext()))
    ways = timetable(session, at(15)).ways
    assert [question.number for question in ways.drop] == [4]
    assert ways.each == (8 + 6 - 5) // 2
    session = play(in_round(), (19, GoNext()))
    assert [question.number for question in timetable(session, at(19)).ways.drop] == [3, 4]


def test_nothing_is_advised_within_a_minute_of_the_plan():
    assert timetable(play(in_round(), (11, GoNext())), at(11)).ways is None


def test_nothing_is_ever_dropped_by_itself():
    session = play(in_round(), (30, GoNext()))
    assert place(session).question.number == 2
    assert len(session.questions) == 4


def test_each_person_has_an_own_clock_in_a_round_of_turns():
    session = meeting()
    session = play(session, (0, Go(phase=named(session, "kennismaking").number)))
    session = play(session, (0, Turn(person="D1")), (1, Turn(person="D2")))
    table = timetable(session, at(1.5))
    assert table.turn.left == 60 * SECOND
    assert spent(session, at(1.5)).turns[3, "D1"] == MINUTE


def test_each_step_of_the_debrief_has_an_own_clock():
    session = meeting()
    session = play(session, (0, Go(phase=named(session, "nagesprek").number)))
    session = play(session, (5, GoStep(step="geraakt")))
    table = timetable(session, at(8))
    assert (table.step.planned, table.step.left) == (15 * MINUTE, 12 * MINUTE)
    assert table.clients_end is None


def test_a_break_that_was_announced_is_counted_in_the_projected_end():
    session = play(in_round(), (3, Pause(minutes=10)))
    assert timetable(session, at(3)).behind == 10 * MINUTE
    assert timetable(session, at(7)).behind == 10 * MINUTE
    assert timetable(session, at(7)).pause.left == 6 * MINUTE


def test_setting_the_wall_clock_changes_nothing():
    session = play(in_round(), (2, GoNext()))
    now = at(5)
    jumped = Instant(utc=now.utc + 3_600_000, boot=now.boot, boot_ms=now.boot_ms)
    assert timetable(session, jumped).question.spent == 3 * MINUTE


def test_after_a_new_boot_the_clock_follows_from_utc():
    session = in_round()
    later = Instant(utc=at(8).utc, boot="another", boot_ms=1)
    assert timetable(session, later).question.left == 2 * MINUTE


def test_a_wall_clock_set_back_across_boots_never_gives_negative_time():
    session = in_round()
    earlier = Instant(utc=START.utc - 60_000, boot="another", boot_ms=1)
    assert timetable(session, earlier).question.spent == 0


def test_the_length_of_a_meeting_that_is_over_stays_what_it_was():
    session = play(in_round(), (90, End()))
    assert timetable(session, at(500)).elapsed == 90 * MINUTE


MOVES = st.sampled_from(
    [GoNext(), GoPrevious(), Pause(), Resume(), Extend(minutes=1), Skip(question=2)]
)


@given(st.lists(st.tuples(MOVES, st.integers(0, 600_000)), max_size=30), st.integers(0, 600_000))
def test_every_millisecond_is_spent_once(moves, rest):
    session = in_round()
    elapsed = 0
    for move, wait in moves:
        elapsed += wait
        session = move.apply(session, at(elapsed / MINUTE))
    now = at((elapsed + rest) / MINUTE)
    whole = sum(stretch.length for stretch in stretches(session, now))
    ran = spent(session, now)
    assert whole == timetable(session, now).elapsed
    assert sum(ran.phases.values()) + ran.paused == whole
    in_questions = sum(ran.questions.values())
    assert in_questions == ran.phases.get(round_of(session).number, 0)
