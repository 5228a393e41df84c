"""Prepare: questions come, change, move and go; what was said is never without its question."""

import pytest

from domain.room import after, later, phase, room
from spiegel.domain.preparing import (
    AddQuestion,
    EditQuestion,
    HasStatements,
    MoveQuestion,
    RemoveQuestion,
    SetMinutes,
)
from spiegel.domain.running import Go
from spiegel.domain.session import Refusal, Session, put
from spiegel.domain.statements import Statement

ROUND = phase(room(), "cliëntronde").number


def order(session: Session) -> list[int]:
    """The numbers of the questions in their order."""
    return [question.number for question in session.questions_of(ROUND)]


def test_a_new_question_stands_last_or_after_the_one_named() -> None:
    session = after(room(), AddQuestion(phase=ROUND, words=" Wat \n nog? ", minutes=5))
    assert order(session) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert session.questions[8].words == "Wat nog?"
    session = after(session, AddQuestion(phase=ROUND, words="Tussendoor?", after=2))
    assert order(session) == [1, 2, 9, 3, 4, 5, 6, 7, 8]


def test_a_question_without_words_is_not_added() -> None:
    session = room()
    assert after(session, AddQuestion(phase=ROUND, words="  ")) is session


def test_a_question_needs_a_phase() -> None:
    with pytest.raises(Refusal):
        after(room(), AddQuestion(phase=99, words="Wat?"))


def test_fields_of_a_question_change_one_by_one() -> None:
    session = after(
        room(),
        EditQuestion(number=2, fields={"minutes": 9000}),
        EditQuestion(number=2, fields={"prompts": ("Wie?", " "), "optional": True}),
        EditQuestion(number=2, fields={"words": " "}),
    )
    question = session.questions[2]
    assert (question.minutes, question.prompts, question.optional) == (480, ("Wie?",), True)
    assert question.words == "Vraag 2?"
    with pytest.raises(ValueError, match="number"):
        EditQuestion(number=2, fields={"number": 3})


@pytest.mark.parametrize(
    ("by", "expected"),
    [(-1, [1, 3, 2, 4]), (1, [1, 2, 4, 3]), (-9, [3, 1, 2, 4]), (9, [1, 2, 4, 3])],
)
def test_a_question_moves_within_its_phase(by: int, expected: list[int]) -> None:
    session = after(room(questions=4), MoveQuestion(number=3, by=by))
    assert order(session) == expected
    assert [q.position for q in session.questions_of(ROUND)] == [1, 2, 3, 4]


def test_a_question_that_was_put_or_answered_stays() -> None:
    statement = Statement(number=1, at=later(1), words="ja", speakers=("D1",), question=2)
    session = put(room(), statement)
    assert order(after(session, RemoveQuestion(number=3))) == [1, 2, 4, 5, 6, 7]
    with pytest.raises(HasStatements):
        after(session, RemoveQuestion(number=2))
    with pytest.raises(HasStatements):
        after(room(), Go(phase=ROUND, question=4), RemoveQuestion(number=4))


def test_a_phase_gets_other_minutes_within_a_day() -> None:
    session = after(room(), SetMinutes(phase=ROUND, minutes=40))
    assert session.phases[ROUND].minutes == 40
    assert after(session, SetMinutes(phase=ROUND, minutes=-5)).phases[ROUND].minutes == 0
