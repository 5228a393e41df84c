"""How a question is put: open, neutral, one at a time, in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegel.domain.language.questions import WordingKind, wording
from spiegel.i18n import translations


def kinds(question: str, *, talked: bool = True) -> list[WordingKind]:
    return [found.kind for found in wording(question, talked=talked)]


@pytest.mark.parametrize(
    "question",
    [
        "Hoe ging het eerste gesprek met de gemeente?", "Wat heeft u geholpen?",
        "Wie bepaalde hoe het ging?", "Wat moeten zij onthouden?", "Welke hulp kreeg u thuis?",
        "Kunt u een voorbeeld geven?", "Wilt u vertellen hoe dat ging?", "Vertel over uw hulp.",
        "Wat doet u zelf en met uw familie?", "Wat zou u volgende week anders willen?",
    ],
)  # fmt: skip
def test_an_open_question_in_plain_words_is_left_alone(question: str) -> None:
    assert kinds(question) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Bent u tevreden over de hulp?", WordingKind.CLOSED),
        ("Kreeg u snel antwoord?", WordingKind.CLOSED),
        ("Vindt u ook dat het lang duurt?", WordingKind.LEADING),
        ("Hoe goed is de hulp thuis?", WordingKind.LEADING),
        ("Waarom belde u niet?", WordingKind.LEADING),
        ("Dat duurde lang, toch?", WordingKind.LEADING),
        ("Wat ging er goed en wat kan beter?", WordingKind.DOUBLE),
        ("Hoe kwam u bij ons? Wie hielp u?", WordingKind.DOUBLE),
        ("Hoe ervoer u de bejegening?", WordingKind.HARD),
    ],
)
def test_what_makes_a_question_poorer_is_named(question: str, kind: WordingKind) -> None:
    assert kinds(question)[0] is kind


def test_a_statement_that_people_answer_on_a_device_may_be_closed() -> None:
    assert kinds("Bent u tevreden over de hulp?", talked=False) == []
    assert kinds("De bejegening was goed.", talked=False) == [WordingKind.HARD]


@pytest.mark.slow
@pytest.mark.reckons
@given(st.text())
def test_any_question_gets_advice_that_lies_within_it(question: str) -> None:
    for found in wording(question):
        assert 0 <= found.start < found.end <= len(question)
        assert found.explain(translations("nl"))
