"""Simulated people: they join, answer whatever is asked as people do, and leave when it is over."""

import asyncio
import random

import pytest
from polling import OPEN, STELLING, session_with
from webroom import Room, room_for

from spiegel.demo import VISITORS, play
from spiegel.domain.polls.answers import checked
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.session import describe
from spiegel.rehearsal.page import Form, Page, read_page
from spiegel.rehearsal.people import Pace, People, Person, improvised, paces

AT_ONCE = Pace(joins=0, thinks=0, writes=0, passes=0)
FORMS = {
    "stelling": AnswerForm(kind=AnswerKind.AGREE),
    "cijfer": AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=10),
    "keuze": AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b", "c")),
    "meer keuzes": AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b", "c"), several=True),
    "open": AnswerForm(kind=AnswerKind.IDEAS, top=3),
    "rangorde": AnswerForm(kind=AnswerKind.RANK, options=("a", "b", "c")),
    "top 2": AnswerForm(kind=AnswerKind.RANK, options=("a", "b", "c"), top=2),
    "punten": AnswerForm(kind=AnswerKind.POINTS, options=("a", "b", "c"), points=10),
}


async def until_answered(room: Room, people: list[Person]) -> None:
    """They take part until each of them answered the question that is open."""
    taking = [asyncio.create_task(person.take_part()) for person in people]
    try:
        for _ in range(200_000):
            if len(room.answers) == len(people):
                return
            await asyncio.sleep(0)
        raise AssertionError("somebody did not answer")
    finally:
        for task in taking:
            task.cancel()
        await asyncio.gather(*taking, return_exceptions=True)


@pytest.mark.parametrize("kind", FORMS)
async def test_they_answer_every_kind_of_question_as_it_can_be_answered(kind: str):
    form = FORMS[kind]
    async with room_for(session_with(form)) as room:
        room.open(STELLING)
        link = f"{room.url}/{room.seats.code}-{room.seats.pass_key}"
        people = [Person(link, n, AT_ONCE, random.Random(n)) for n in range(4)]
        await until_answered(room, people)
        answers = [given.answer for given in room.answers]
    assert [checked(form, answer) for answer in answers] == answers
    assert not any(answer.skipped for answer in answers)
    assert len(set(answers)) > 1


async def test_the_next_question_is_answered_too():
    async with room_for(session_with()) as room:
        room.open(STELLING)
        link = f"{room.url}/{room.seats.code}-{room.seats.pass_key}"
        person = Person(link, 0, AT_ONCE, random.Random(1))
        await until_answered(room, [person])
        room.close()
        room.open(OPEN)
        await until_answered(room, [person])
        (given,) = room.answers
    assert given.answer.ideas


def test_the_questions_of_the_example_are_answered_as_its_visitors_did():
    page = Page(words="Place 3 Hoe veilig is het hier? Kies een cijfer.")
    form = read_page(
        "<form><input type='hidden' name='poll' value='9'>"
        + "".join(f"<input type='radio' name='value' value='{n}'>" for n in range(1, 6))
    ).question
    assert form is not None
    told = [4, 4, 5, 3, 4, 4, "?", 5, 4, 3, 4, 4]
    for place, value in enumerate(told):
        person = Person("", place, AT_ONCE, random.Random(place))
        assert person.filled(page, form) == {"value": str(value)}


def test_who_passes_on_a_question_presses_that_button():
    form = Form(action="/answer", hidden={"poll": "1"}, buttons={"skip": "1"})
    always = Pace(joins=0, passes=100)
    assert Person("", 0, always, random.Random(0)).filled(Page(), form) == {"skip": "1"}


def test_one_is_slow_one_passes_more_often_and_one_is_late():
    found = paces(12, random.Random(0))
    assert sorted(pace.thinks for pace in found)[-2:] == [12.0, 40.0]
    assert sum(pace.passes > 30 for pace in found) == 1
    assert [pace.joins > 60 for pace in found] == [*[False] * 11, True]
    assert not any(pace.joins > 60 for pace in paces(2, random.Random(0)))


def test_points_are_all_given():
    names = "".join(f"<input type='text' name='points-{n}'>" for n in (1, 2, 3))
    form = read_page(
        f"<form><input type='hidden' name='poll' value='9'>{names}<p data-all='10'></p></form>"
    ).question
    assert form is not None
    given = improvised(form, random.Random(3))
    assert sum(int(str(points)) for points in given.values()) == 10


def test_they_leave_when_the_rehearsal_ends():
    people = People("http://127.0.0.1:9/BDFG-aaaaaaaa", 3)
    with people:
        assert people._thread.is_alive()
    assert not people._thread.is_alive()


def test_the_rehearsal_begins_before_the_meeting_does():
    session = play("start", meeting=VISITORS)
    assert not session.moments
    assert not session.polls


async def test_in_a_meeting_with_two_groups_they_take_turns_in_saying_which_is_theirs():
    session = describe(session_with(), groups=("bewoners", "professionals"))
    async with room_for(session) as room:
        room.open(STELLING)
        link = f"{room.url}/{room.seats.code}-{room.seats.pass_key}"
        people = [Person(link, n, AT_ONCE, random.Random(n)) for n in range(4)]
        await until_answered(room, people)
        groups = sorted(given.group for given in room.answers)
    assert groups == ["bewoners", "bewoners", "professionals", "professionals"]
