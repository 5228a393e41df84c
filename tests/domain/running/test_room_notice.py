"""What the moderator lets the room see in place of the clock."""

import pytest
from meetings import START, at, meeting, play, round_of

from spiegel import i18n
from spiegel.domain.consent.room_notice import LONGEST, ShowRoom
from spiegel.domain.running.running import Go, RunningChange
from spiegel.domain.running.timing import timetable
from spiegel.domain.session.session import describe


def shown(words, session=None):
    return ShowRoom(words=words).apply(session or meeting(), START).info.room


def test_the_room_sees_the_clock_until_somebody_says_otherwise():
    assert meeting().info.room is None
    assert shown(None, describe(meeting(), room="koffie")) is None


def test_a_message_is_shown_and_a_blank_screen_is_no_message():
    assert shown("Koffie in de hal") == "Koffie in de hal"
    assert shown("") == shown("  \n ") == ""


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("  Koffie \n\n in de  hal ", "Koffie in de hal"),
        ("los \ud800 teken", "los \ufffd teken"),
        ("om\u202edraai", "omdraai"),
        ("nul \x00", "nul ␀"),
        ("[/bold]", "[/bold]"),
    ],
)
def test_what_is_typed_is_cleaned_at_the_door(typed, seen):
    assert shown(typed) == seen


def test_a_message_is_no_longer_than_a_room_can_read():
    assert len(shown("woord " * 100)) <= LONGEST


def test_it_changes_nothing_else_and_the_clock_runs_on():
    before = play(meeting(), (0, Go(phase=round_of(meeting()).number)))
    after = ShowRoom(words="Koffie").apply(before, at(1))
    assert after.moments is before.moments
    assert timetable(after, at(2)) == timetable(before, at(2))
    assert describe(after, room=None).info == before.info


def test_the_same_again_changes_nothing():
    session = ShowRoom(words="Koffie").apply(meeting(), START)
    assert ShowRoom(words=" Koffie ").apply(session, START) is session


def test_it_is_no_step_of_the_running_order_but_is_taken_back_where_that_is_led():
    change = ShowRoom(words="Koffie")
    assert not isinstance(change, RunningChange)
    assert change.leads
    assert not change.final


def test_undo_names_what_it_takes_back():
    t = i18n.translations("nl")
    names = [ShowRoom(words=words).name(t) for words in ("Koffie", "", None)]
    assert names == ["bericht voor de zaal", "leeg zaalscherm", "weer de klok op het zaalscherm"]
