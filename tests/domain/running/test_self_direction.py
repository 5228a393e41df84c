"""The self-direction set in a running order."""

import msgspec
import pytest
from meetings import START, meeting, round_of

from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.capture.elements import TagElement, tagging
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.language.questions import wording
from spiegel.domain.running.self_direction import (
    ASPECTS,
    AddSelfDirection,
    MarkQuestion,
    touched,
    untouched,
)
from spiegel.domain.session.elements import Element
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import Refusal, describe, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import translations


def test_four_questions_come_at_the_end_of_the_round_and_never_twice():
    session = meeting()
    for _time in range(2):
        session = AddSelfDirection(where="questions").apply(session, START)
    asked = session.questions_of(round_of(session).number)
    assert [q.words for q in asked[-4:]] == [
        "Wie bepaalde hoe het ging?",
        "Wat lukte u zelf?",
        "Wat is voor u het belangrijkst?",
        "Wie stond naast u?",
    ]
    assert len(asked) == 8
    assert asked[4].theme == "Zelfregie: eigenaarschap"


def test_its_prompts_go_with_every_question_or_with_one():
    session = meeting()
    session = AddSelfDirection(where="every").apply(session, START)
    session = AddSelfDirection(where="here", number=2).apply(session, START)
    assert len(round_of(session).prompts) == 4
    assert session.questions[2].prompts == round_of(session).prompts
    assert session.questions[1].prompts == ()


def test_it_is_in_the_language_of_the_meeting():
    session = AddSelfDirection(where="every").apply(describe(meeting(), language="en"), START)
    assert round_of(session).prompts[0] == "Who decided that?"


@pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.name)
def test_its_dutch_passes_the_check_of_questions(aspect):
    t = translations("nl")
    for words in (aspect.question, *aspect.prompts, aspect.with_any):
        assert t.gettext(words) != words
        assert wording(t.gettext(words), talked=True) == ()


def with_statements(*numbers):
    return put(
        meeting(),
        Participant(number=3),
        *(
            Statement(number=number, at=START, words=f"woorden {number}", speakers=("D3",))
            for number in numbers
        ),
    )


def test_an_element_that_no_question_touches_is_named_when_the_set_is_used():
    session = meeting()
    assert untouched(session) == ()
    first = session.questions_of(round_of(session).number)[0]
    prompted = msgspec.structs.replace(first, prompts=("wie bepaalde dat", "Wie hielp u daarbij"))
    assert touched(put(session, prompted), prompted) == (Element.OWNERSHIP, Element.CONTACTS)
    assert untouched(put(session, prompted)) == (Element.STRENGTH, Element.MOTIVATION)
    assert untouched(AddSelfDirection(where="every").apply(session, START)) == ()


def test_a_question_is_marked_for_an_element_whatever_its_words_and_no_longer():
    session = meeting()
    mark = MarkQuestion(number=1, element=Element.MOTIVATION)
    session = mark.apply(session, START)
    assert touched(session, session.questions[1]) == (Element.MOTIVATION,)
    assert Element.MOTIVATION not in untouched(session)
    session = msgspec.structs.replace(mark, about=False).apply(session, START)
    assert touched(session, session.questions[1]) == ()
    assert mark.name(translations("nl")) == "motivatie bij een vraag"


def test_many_statements_are_tagged_at_once_and_those_that_have_it_all_lose_it():
    session = with_statements(1, 2, 3)
    session = TagElement(numbers=(2,), element=Element.CONTACTS).apply(session, START)
    change = tagging(session, (1, 2, 9), Element.CONTACTS)
    assert change.name(translations("nl")) == "contacten bij 2 uitspraken"
    session = change.apply(session, START)
    session = tagging(session, (1,), Element.OWNERSHIP).apply(session, START)
    assert session.statements[1].elements == (Element.OWNERSHIP, Element.CONTACTS)
    off = tagging(session, (1, 2), Element.CONTACTS)
    assert off.name(translations("nl")) == "contacten weg bij 2 uitspraken"
    session = off.apply(session, START)
    assert [said.elements for said in session.statements.values()] == [(Element.OWNERSHIP,), (), ()]
    assert tagging(session, (9,), Element.CONTACTS) is None
    with pytest.raises(Refusal):
        TagElement(numbers=(9,), element=Element.CONTACTS).apply(session, START)


def test_why_an_action_gives_more_say_goes_with_who_is_named_in_it_or_is_repeated():
    session = with_statements(1)
    session = AddAction(words="Cliënten kiezen zelf het tijdstip").apply(session, START)
    fields = {"more_say": True, "more_say_why": " D3 kiest zelf \n"}
    session = EditAction(number=1, fields=fields).apply(session, START)
    assert session.actions[1].more_say_why == "D3 kiest zelf"
    session = Withdraw(participant=3).apply(session, START)
    assert session.actions[1].more_say is True
    assert session.actions[1].more_say_why == ""
