"""Whether an answer fits the question: each rule on both of its sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegel.domain.polls.answers import LONGEST_IDEA, MOST_IDEAS, Fault, Misfit, checked, places
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer
from spiegel.i18n import translations

FOUR = ("a", "b", "c", "d")
AGREE = AnswerForm(kind=AnswerKind.AGREE)
RATE = AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=10)
BELOW = AnswerForm(kind=AnswerKind.RATE, lowest=-5, highest=5)
ONE = AnswerForm(kind=AnswerKind.CHOOSE, options=FOUR)
SEVERAL = AnswerForm(kind=AnswerKind.CHOOSE, options=FOUR, several=True)
ALL = AnswerForm(kind=AnswerKind.RANK, options=FOUR)
TWO = AnswerForm(kind=AnswerKind.RANK, options=FOUR, top=2)
TEN = AnswerForm(kind=AnswerKind.POINTS, options=FOUR, points=10)
OPEN = AnswerForm(kind=AnswerKind.IDEAS, top=3)
FORMS = (AGREE, RATE, BELOW, ONE, SEVERAL, ALL, TWO, TEN, OPEN)

LONG = "é" * LONGEST_IDEA
"""As long as an idea may be, in twice as many bytes."""


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        (AGREE, Answer(value=1)),
        (AGREE, Answer(value=5)),
        (AGREE, Answer(unknown=True)),
        (RATE, Answer(value=0)),
        (RATE, Answer(value=10)),
        (BELOW, Answer(value=-5)),
        (ONE, Answer(options=(4,))),
        (SEVERAL, Answer(options=(1, 2, 3, 4))),
        (ALL, Answer(order=((3,), (1,), (2,), (4,)))),
        (ALL, Answer(order=((2,),))),
        (ALL, Answer(order=((1, 2, 3, 4),))),
        (TWO, Answer(order=((4,), (1,)))),
        (TWO, Answer(order=((4,), (1, 2, 3)))),
        (TEN, Answer(points=(4, 0, 6, 0))),
        (TEN, Answer(points=(1, 0, 0, 0))),
        (OPEN, Answer(ideas=(LONG,))),
        (OPEN, Answer(ideas=tuple("abcde"))),
    ],
)
def test_an_answer_that_fits_stays_as_it_is(form, answer):
    assert checked(form, answer) == answer


@pytest.mark.parametrize(
    ("form", "answer", "fault", "count"),
    [
        (AGREE, Answer(value=0), Fault.SCALE, 0),
        (AGREE, Answer(value=6), Fault.SCALE, 6),
        (AGREE, Answer(value=3, unknown=True), Fault.ONE, 2),
        (RATE, Answer(value=-1), Fault.SCALE, -1),
        (RATE, Answer(value=11), Fault.SCALE, 11),
        (BELOW, Answer(value=-6), Fault.SCALE, -6),
        (ONE, Answer(options=(0,)), Fault.OPTION, 0),
        (ONE, Answer(options=(5,)), Fault.OPTION, 5),
        (ONE, Answer(options=(1, 2)), Fault.ONE, 2),
        (SEVERAL, Answer(options=(1, 5)), Fault.OPTION, 5),
        (ALL, Answer(order=((1,), (1,))), Fault.TWICE, 1),
        (ALL, Answer(order=((2, 2),)), Fault.TWICE, 2),
        (ALL, Answer(order=((5,),)), Fault.OPTION, 5),
        (TWO, Answer(order=((4,), (1,), (2,))), Fault.PLACES, 3),
        (TWO, Answer(order=((4, 1), (2,))), Fault.PLACES, 2),
        (TEN, Answer(points=(4, 0, 7, 0)), Fault.POINTS, 11),
        (TEN, Answer(points=(-1, 2, 0, 0)), Fault.POINTS, -1),
        (TEN, Answer(points=(1, 1, 1, 1, 1)), Fault.OPTION, 5),
        (OPEN, Answer(ideas=("a" + LONG,)), Fault.LONG, LONGEST_IDEA + 1),
        (OPEN, Answer(ideas=tuple("abcdef")), Fault.IDEAS, 6),
        (OPEN, Answer(value=1), Fault.OTHER, 0),
        (AGREE, Answer(ideas=("a",)), Fault.OTHER, 0),
        (RATE, Answer(options=(1,)), Fault.OTHER, 0),
        (ONE, Answer(unknown=True), Fault.OTHER, 0),
        (ONE, Answer(options=(1,), ideas=("a",)), Fault.OTHER, 0),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(form, answer, fault, count):
    with pytest.raises(Misfit) as refused:
        checked(form, answer)
    assert (refused.value.fault, refused.value.count) == (fault, count)


@pytest.mark.parametrize(
    ("form", "written", "kept"),
    [
        (SEVERAL, Answer(options=(3, 1, 3)), Answer(options=(1, 3))),
        (ONE, Answer(options=(2, 2)), Answer(options=(2,))),
        (ALL, Answer(order=((3, 1), (), (2,))), Answer(order=((1, 3), (2,)))),
        (TEN, Answer(points=(3,)), Answer(points=(3, 0, 0, 0))),
        (OPEN, Answer(ideas=(" meer \r\n bussen ", "", " ")), Answer(ideas=("meer bussen",))),
        (OPEN, Answer(ideas=("rust", "rust")), Answer(ideas=("rust",))),
        (OPEN, Answer(ideas=(LONG + "  ", *[" "] * 9)), Answer(ideas=(LONG,))),
    ],
)
def test_how_an_answer_was_typed_does_not_stay_in_it(form, written, kept):
    assert checked(form, written) == kept


@pytest.mark.parametrize(
    ("form", "nothing"),
    [
        (TEN, Answer(points=(0, 0, 0, 0))),
        (OPEN, Answer(ideas=("", " \n "))),
        (ALL, Answer(order=((), ()))),
        *((form, SKIPPED) for form in FORMS),
    ],
)
def test_what_says_nothing_is_a_skip(form, nothing):
    assert checked(form, nothing).skipped


def test_an_idea_is_counted_as_it_will_be_kept():
    with pytest.raises(Misfit):
        checked(OPEN, Answer(ideas=("\0" * (LONGEST_IDEA + 1),)))
    assert checked(OPEN, Answer(ideas=("\u202e" * 9 + LONG,))) == Answer(ideas=(LONG,))


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_reason_is_said_in_short_sentences(fault, language):
    told = Misfit(fault, count=7, allowed=4, lowest=1).explain(translations(language))
    sentences = [part for part in told.replace("!", ".").split(".") if part.strip()]
    assert all(len(sentence.split()) <= 12 for sentence in sentences)
    assert "{" not in told


numbers = st.integers(-3, 12)
any_answer = st.builds(
    Answer,
    value=st.none() | numbers,
    unknown=st.booleans(),
    options=st.lists(numbers, max_size=6).map(tuple),
    order=st.lists(st.lists(numbers, max_size=4).map(tuple), max_size=6).map(tuple),
    points=st.lists(numbers, max_size=6).map(tuple),
    ideas=st.lists(st.text(max_size=310), max_size=7).map(tuple),
)
a_part = st.sampled_from(Answer.__struct_fields__)


@pytest.mark.slow
@pytest.mark.reckons
@given(st.sampled_from(FORMS), any_answer, a_part)
def test_whatever_is_kept_fits_and_says_no_more_than_was_said(form, whole, part):
    answer = Answer(**{part: getattr(whole, part)})
    try:
        kept = checked(form, answer)
    except Misfit:
        return
    assert checked(form, kept) == kept
    assert kept.value is None or form.lowest <= kept.value <= form.highest
    assert kept.options == tuple(sorted(set(answer.options)))
    named = [option for place in kept.order for option in place]
    assert len(named) == len(set(named))
    assert all(1 <= option <= len(form.options) for option in (*named, *kept.options))
    assert sum(map(len, kept.order[:-1])) < places(form) or not kept.order
    assert sum(kept.points) <= form.points
    assert len(kept.points) in (0, len(form.options))
    assert len(kept.ideas) <= MOST_IDEAS
    assert all(0 < len(idea) <= LONGEST_IDEA and "\n" not in idea for idea in kept.ideas)


@given(st.sampled_from((SEVERAL, ALL)), st.permutations(range(1, 5)), st.integers(1, 4))
def test_the_order_in_which_somebody_ticks_is_not_kept(form, ticked, count):
    some = tuple(ticked[:count])
    tied = Answer(options=some) if form.several else Answer(order=(some,))
    again = (
        Answer(options=tuple(sorted(some)))
        if form.several
        else Answer(order=(tuple(sorted(some)),))
    )
    assert checked(form, tied) == checked(form, again)
