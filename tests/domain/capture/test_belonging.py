"""A line that was typed just after the meeting went on is brought to where it belongs."""

import msgspec
import pytest

from domain.capturing import record, running
from domain.room import later, phase
from spiegel.domain.capture.belonging import MoveBack, last_line, place_before
from spiegel.domain.session.session import Refusal


def moved(session):
    table, number = last_line(session)
    return MoveBack(table=table, number=number).apply(session, later(2))


def test_what_a_listener_asked_after_an_early_key_goes_to_the_question_round():
    session = record(running("afsluiting"), "T1: kreeg u een vaste contactpersoon")
    assert not session.listener_questions
    session = moved(session)
    assert not session.remarks
    (asked,) = session.listener_questions.values()
    assert (asked.listener, asked.words) == ("T1", "kreeg u een vaste contactpersoon")
    assert asked.phase == phase(session, "vragenronde").number


def test_a_question_mark_after_the_question_round_is_a_question_of_that_round():
    session = record(running("afsluiting"), "T1? hoe lang duurde dat")
    assert session.listener_questions[1].phase == phase(session, "vragenronde").number


def test_an_answer_in_the_closing_goes_to_the_question_that_was_open():
    session = record(running("afsluiting"), "T1? hoe lang", 'D3: "acht weken" #wachttijd -')
    said = session.statements[1]
    answer = moved(session).statements[1]
    round_ = phase(session, "vragenronde").number
    assert answer == msgspec.structs.replace(said, phase=round_, answer_to=1)


def test_at_the_first_part_there_is_nothing_before():
    session = record(running("welkom"), "D1: hallo")
    assert place_before(session, session.statements[1]) is None
    with pytest.raises(Refusal):
        moved(session)
