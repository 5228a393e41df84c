"""The self-direction set in a running order."""

import pytest
from meetings import START, meeting, round_of

from spiegel.domain.language.questions import wording
from spiegel.domain.running.self_direction import ASPECTS, AddSelfDirection
from spiegel.domain.session.session import describe
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
