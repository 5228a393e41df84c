"""From what is filled in to an answer, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegel import i18n
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer
from spiegel.web.forms import NotAnAnswerError, answer_of, fields_of, shown_again

AGREE = AnswerForm(kind=AnswerKind.AGREE)
RATE = AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=10)
ONE = AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b", "c"))
MORE = AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b", "c"), several=True)
IDEAS = AnswerForm(kind=AnswerKind.IDEAS)
RANK = AnswerForm(kind=AnswerKind.RANK, options=("a", "b", "c", "d"))
TOP = AnswerForm(kind=AnswerKind.RANK, options=("a", "b", "c", "d"), top=2)
POINTS = AnswerForm(kind=AnswerKind.POINTS, options=("a", "b"), points=10)
T = i18n.translations("nl")

FILLED_IN = [
    (AGREE, {"value": ["4"]}, Answer(value=4)),
    (AGREE, {"value": ["?"]}, Answer(unknown=True)),
    (RATE, {"value": ["0"]}, Answer(value=0)),
    (ONE, {"option": ["2"]}, Answer(options=(2,))),
    (MORE, {"option": ["3", "1", "3"]}, Answer(options=(1, 3))),
    (
        IDEAS,
        {"idea-1": [" langer \r\n open "], "idea-3": ["", "thee"]},
        Answer(ideas=("langer open", "thee")),
    ),
    (RANK, {"place-2": ["1"], "place-1": ["2"], "place-4": ["2"]}, Answer(order=((2,), (1, 4)))),
    (RANK, {"place-3": ["4"], "place-1": ["2"]}, Answer(order=((1,), (3,)))),
    (POINTS, {"points-1": ["7"], "points-2": [" 3 "]}, Answer(points=(7, 3))),
    (POINTS, {"points-2": ["4"]}, Answer(points=(0, 4))),
]


@pytest.mark.parametrize(("form", "fields", "answer"), FILLED_IN)
def test_what_is_filled_in_is_the_answer(form, fields, answer):
    assert answer_of(form, fields, T) == answer


@pytest.mark.parametrize(("form", "_fields", "answer"), FILLED_IN)
def test_who_changes_an_answer_finds_it_as_it_was(form, _fields, answer):
    assert answer_of(form, fields_of(answer), T) == answer


@pytest.mark.parametrize("form", [AGREE, RATE, ONE, MORE, IDEAS, RANK, POINTS])
def test_who_passes_on_a_question_says_nothing_whatever_was_filled_in(form):
    assert answer_of(form, {"skip": ["1"], "value": ["3"], "idea-1": ["x"]}, T) == SKIPPED


@pytest.mark.parametrize(
    ("form", "fields", "field", "words"),
    [
        (AGREE, {}, "value-1", "U koos nog niets."),
        (AGREE, {"value": ["6"]}, "value-1", "6 kan hier niet."),
        (AGREE, {"value": ["x"]}, "value-1", "U koos nog niets."),
        (AGREE, {"value": ["９"]}, "value-1", "U koos nog niets."),
        (ONE, {"option": ["1", "2"]}, "option-1", "Kies er één."),
        (ONE, {"option": ["9"]}, "option-1", "9"),
        (IDEAS, {"idea-2": ["  "]}, "idea-1", "U schreef nog niets op."),
        (IDEAS, {"idea-2": ["x" * 301]}, "idea-2", "Idee 2 heeft 301 tekens."),
        (RANK, {}, "place-1", "U vulde nog niets in."),
        (TOP, {"place-1": ["1"], "place-2": ["2"], "place-3": ["3"]}, "place-1", "2"),
        (POINTS, {"points-1": ["8"], "points-2": ["8"]}, "points-1", "16 punten"),
        (POINTS, {"points-2": ["veel"]}, "points-2", "Geef een heel getal"),
        (POINTS, {"points-1": ["-3"]}, "points-1", "Geef een heel getal"),
        (POINTS, {"points-1": ["0"]}, "points-1", "U vulde nog niets in."),
    ],
)
def test_what_makes_no_answer_is_said_at_its_field(form, fields, field, words):
    with pytest.raises(NotAnAnswerError) as wrong:
        answer_of(form, fields, T)
    assert [problem.field for problem in wrong.value.problems] == [field]
    assert words in wrong.value.problems[0].words


def test_300_characters_are_300_whatever_they_are_made_of():
    for sign in ("a", "é", "😀"):
        assert answer_of(IDEAS, {"idea-1": [sign * 300]}, T).ideas == (sign * 300,)


def test_what_was_typed_stands_there_again_and_no_field_of_another_page():
    fields = {"idea-1": ["a\0b"], "idea-6": ["x"], "token": ["t"], "value": ["9"], "place-1": ["2"]}
    assert shown_again(IDEAS, fields) == {"idea-1": ["a␀b"], "value": ["9"]}


@given(
    st.sampled_from([AGREE, RATE, ONE, MORE, IDEAS, RANK, TOP, POINTS]),
    st.dictionaries(
        st.sampled_from(
            [
                "value",
                "option",
                *(f"{n}-{i}" for n in ("idea", "place", "points") for i in range(1, 6)),
            ]
        ),
        st.lists(st.text(max_size=8) | st.integers(-2, 12).map(str), min_size=1, max_size=3),
    ),
)
def test_any_fields_make_an_answer_that_fits_or_say_what_is_wrong(form, fields):
    try:
        answer = answer_of(form, fields, T)
    except NotAnAnswerError as wrong:
        said = [problem.words for problem in wrong.problems]
    else:
        said = ["an answer"]
        assert answer_of(form, fields_of(answer), T) == answer
    assert all(said)
