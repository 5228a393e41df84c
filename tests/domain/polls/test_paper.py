"""Answers on paper as a scribe types them, and what is said of a line that does not fit."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegel.domain.polls.answers import Fault, checked
from spiegel.domain.polls.paper import NotRead, how_to_write, is_paper, read_paper
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer
from spiegel.i18n import translations

THREE = ("thuis", "in het buurthuis", "aan de telefoon")
AGREE = AnswerForm(kind=AnswerKind.AGREE)
RATE = AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=10)
BELOW = AnswerForm(kind=AnswerKind.RATE, lowest=-5, highest=5)
ONE = AnswerForm(kind=AnswerKind.CHOOSE, options=THREE)
SEVERAL = AnswerForm(kind=AnswerKind.CHOOSE, options=THREE, several=True)
ORDER = AnswerForm(kind=AnswerKind.RANK, options=THREE)
TOP = AnswerForm(kind=AnswerKind.RANK, options=(*THREE, "elders"), top=2)
TEN = AnswerForm(kind=AnswerKind.POINTS, options=THREE, points=10)
OPEN = AnswerForm(kind=AnswerKind.IDEAS, top=3)
FORMS = (AGREE, RATE, BELOW, ONE, SEVERAL, ORDER, TOP, TEN, OPEN)
GROUPS = ("cliënten", "professionals")


@pytest.mark.parametrize(
    ("form", "line", "answer"),
    [
        (AGREE, "= eens", Answer(value=4)),
        (AGREE, "=eens", Answer(value=4)),
        (AGREE, "  =  Helemaal  EENS ", Answer(value=5)),
        (AGREE, "= helemaal oneens", Answer(value=1)),
        (AGREE, "= oneens", Answer(value=2)),
        (AGREE, "= niet eens, niet oneens", Answer(value=3)),
        (AGREE, "= neutraal", Answer(value=3)),
        (AGREE, "= he", Answer(value=5)),
        (AGREE, "= strongly disagree", Answer(value=1)),
        (AGREE, "= 2", Answer(value=2)),
        (AGREE, "= ?", Answer(unknown=True)),
        (AGREE, "= weet ik niet", Answer(unknown=True)),
        (AGREE, "= -", SKIPPED),
        (RATE, "= 7", Answer(value=7)),
        (RATE, "=0", Answer(value=0)),
        (RATE, "= 10", Answer(value=10)),
        (RATE, "= ?", Answer(unknown=True)),
        (RATE, "= –", SKIPPED),
        (BELOW, "= -5", Answer(value=-5)),
        (BELOW, "= −5", Answer(value=-5)),
        (BELOW, "= +5", Answer(value=5)),
        (ONE, "= 2", Answer(options=(2,))),
        (ONE, "= b", Answer(options=(2,))),
        (ONE, "= In het buurthuis", Answer(options=(2,))),
        (ONE, "= -", SKIPPED),
        (SEVERAL, "= 1+3", Answer(options=(1, 3))),
        (SEVERAL, "= 3 1", Answer(options=(1, 3))),
        (SEVERAL, "= a, c", Answer(options=(1, 3))),
        (SEVERAL, "= thuis", Answer(options=(1,))),
        (SEVERAL, "= thuis, aan de telefoon", Answer(options=(1, 3))),
        (SEVERAL, "= telefoon, buurt", Answer(options=(2, 3))),
        (SEVERAL, "= telefoon thuis", Answer(options=(1, 3))),
        (ONE, "= buurthuis", Answer(options=(2,))),
        (
            OPEN,
            "= parkeren; langere openingstijden",
            Answer(ideas=("parkeren", "langere openingstijden")),
        ),
        (OPEN, "= meer rust;", Answer(ideas=("meer rust",))),
        (OPEN, "= weet niet", Answer(ideas=("weet niet",))),
        (OPEN, "= 1e keus = thuis", Answer(ideas=("1e keus = thuis",))),
        (OPEN, "= -", SKIPPED),
        (ORDER, "= 3 1 2", Answer(order=((3,), (1,), (2,)))),
        (ORDER, "= 3, 1, 2", Answer(order=((3,), (1,), (2,)))),
        (ORDER, "= c > a > b", Answer(order=((3,), (1,), (2,)))),
        (ORDER, "= 1 2=3", Answer(order=((1,), (2, 3)))),
        (ORDER, "= 1 2 = 3", Answer(order=((1,), (2, 3)))),
        (ORDER, "=1=2=3", Answer(order=((1, 2, 3),))),
        (ORDER, "= aan de telefoon, thuis=buurthuis", Answer(order=((3,), (1, 2)))),
        (ORDER, "= 2", Answer(order=((2,),))),
        (TOP, "= 4 1", Answer(order=((4,), (1,)))),
        (TOP, "= 4 1=2", Answer(order=((4,), (1, 2)))),
        (TEN, "= a4 b6", Answer(points=(4, 6, 0))),
        (TEN, "= A 4, B 6", Answer(points=(4, 6, 0))),
        (TEN, "= b:6 a:4", Answer(points=(4, 6, 0))),
        (TEN, "= c=10", Answer(points=(0, 0, 10))),
        (TEN, "= a4b6", Answer(points=(4, 6, 0))),
        (TEN, "= 4 6 0", Answer(points=(4, 6, 0))),
        (TEN, "= a0", SKIPPED),
    ],
)
def test_a_sheet_is_typed_in_one_line(form, line, answer):
    assert is_paper(line)
    assert read_paper(line, form).answer == answer


@pytest.mark.parametrize(
    ("form", "line", "what"),
    [
        (AGREE, "=", ""),
        (AGREE, "= een beetje", "een beetje"),
        (AGREE, "= 4 5", "4 5"),
        (RATE, "= zeven", "zeven"),
        (RATE, "= 7,5", "7,5"),
        (RATE, "= ½", "½"),
        (RATE, "= ٣", "٣"),
        (ONE, "= elders", "elders"),
        (AnswerForm(kind=AnswerKind.CHOOSE, options=("een lift", "een hek")), "= een", "een"),
        (SEVERAL, "= 1+thuishulp", "thuishulp"),
        (ORDER, "= 1=", "1="),
        (ORDER, "= =1", "=1"),
        (ORDER, "= 1==2", "1==2"),
        (ORDER, "= 1 thuishulp", "thuishulp"),
        (TEN, "= 4 6", "4 6"),
        (TEN, "= a4 a6", "a6"),
        (TEN, "= z4", "z4"),
        (TEN, "= a4 b", "b"),
        (TEN, "= thuis 4", "thuis"),
    ],
)
def test_what_is_not_understood_is_named(form, line, what):
    with pytest.raises(NotRead) as refused:
        read_paper(line, form)
    assert (refused.value.what, refused.value.misfit) == (what, None)


@pytest.mark.parametrize(
    ("form", "line", "fault"),
    [
        (AGREE, "= 6", Fault.SCALE),
        (AGREE, "= 0", Fault.SCALE),
        (RATE, "= 11", Fault.SCALE),
        (RATE, "= -1", Fault.SCALE),
        (BELOW, "= -6", Fault.SCALE),
        (ONE, "= 4", Fault.OPTION),
        (ONE, "= d", Fault.OPTION),
        (ONE, "= 1+2", Fault.ONE),
        (ONE, "= ?", Fault.OTHER),
        (OPEN, "= ?", Fault.OTHER),
        (OPEN, "= a;b;c;d;e;f", Fault.IDEAS),
        (OPEN, "= " + "a" * 301, Fault.LONG),
        (ORDER, "= 3 1 2 4", Fault.PLACES),
        (ORDER, "= 3 4", Fault.OPTION),
        (ORDER, "= 1 1", Fault.TWICE),
        (TOP, "= 1 2 3", Fault.PLACES),
        (TEN, "= a4 b7", Fault.POINTS),
    ],
)
def test_what_does_not_fit_is_refused_as_on_a_device(form, line, fault):
    with pytest.raises(NotRead) as refused:
        read_paper(line, form)
    assert refused.value.misfit is not None
    assert refused.value.misfit.fault is fault


@pytest.mark.parametrize(
    ("line", "group", "value"),
    [
        ("= 7", "cliënten", 7),
        ("=1: 7", "cliënten", 7),
        ("=2: 7", "professionals", 7),
        ("= 2 : 7", "professionals", 7),
    ],
)
def test_a_sheet_is_of_the_first_group_unless_it_says_another(line, group, value):
    read = read_paper(line, RATE, GROUPS)
    assert (read.group, read.answer.value) == (group, value)


@pytest.mark.parametrize(
    ("line", "groups"), [("=3: 7", GROUPS), ("=0: 7", GROUPS), ("=2: 7", ()), ("=1: 7", ("x",))]
)
def test_a_group_that_is_not_there_is_refused(line, groups):
    with pytest.raises(NotRead) as refused:
        read_paper(line, RATE, groups)
    assert refused.value.groups == len(groups)


def test_a_skip_of_the_second_group_is_of_that_group():
    read = read_paper("=2: -", RATE, GROUPS)
    assert (read.group, read.answer) == ("professionals", SKIPPED)


def test_only_with_one_group_there_is_none():
    assert read_paper("= 7", RATE).group == ""
    assert read_paper("= 7", RATE, ("iedereen",)).group == ""


@pytest.mark.parametrize("line", ["", "D3: ja", "a = b", "- = 7"])
def test_another_line_is_no_sheet(line):
    assert not is_paper(line)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_wrong_is_said_with_how_to_write_it(form, language):
    t = translations(language)
    with pytest.raises(NotRead) as refused:
        read_paper("= 99 ja", form if form is not OPEN else AGREE)
    told = refused.value.explain(t)
    assert how_to_write(form if form is not OPEN else AGREE, t) in told
    assert "{" not in told
    assert "= -" in told


def test_the_reason_is_in_it():
    with pytest.raises(NotRead) as refused:
        read_paper("= 11", RATE)
    assert refused.value.explain(translations("nl")).startswith("11 kan hier niet.")
    with pytest.raises(NotRead) as refused:
        read_paper("=2: 7", RATE)
    assert "Er is 1 groep." in refused.value.explain(translations("nl"))


idea = st.text(string.ascii_letters + " .,'é", min_size=1, max_size=40).map(str.strip).filter(bool)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[AnswerForm, Answer, str]:
    """A form, an answer that fits it, and how a scribe writes that, by its own rules."""
    form = draw(st.sampled_from(FORMS))
    count = len(form.options)
    if draw(st.integers(0, 9)) == 0:
        return form, SKIPPED, "= -"
    match form.kind:
        case AnswerKind.AGREE | AnswerKind.RATE:
            value = draw(st.integers(form.lowest, form.highest))
            return form, Answer(value=value), f"= {value}"
        case AnswerKind.CHOOSE:
            most = count if form.several else 1
            chosen = draw(st.sets(st.integers(1, count), min_size=1, max_size=most))
            return form, Answer(options=tuple(sorted(chosen))), "= " + "+".join(map(str, chosen))
        case AnswerKind.IDEAS:
            ideas = draw(st.lists(idea, min_size=1, max_size=5))
            return form, Answer(ideas=tuple(ideas)), "= " + " ; ".join(ideas)
        case AnswerKind.RANK:
            order = draw(st.permutations(range(1, count + 1)))
            places = tuple((option,) for option in order[: form.top or count])
            written = " ".join(str(option) for (option,) in places)
            return form, Answer(order=places), f"= {written}"
        case AnswerKind.POINTS:
            first = draw(st.integers(0, 10))
            second = draw(st.integers(0, 10 - first))
            return form, Answer(points=(first, second, 0)), f"= a{first} b{second}"


@given(sheets())
def test_what_a_scribe_writes_is_the_answer_that_a_device_gives(sheet):
    form, answer, line = sheet
    assert read_paper(line, form).answer == checked(form, answer)


@given(
    st.sampled_from(FORMS),
    st.text(st.sampled_from("=?-123459ab:;+ ,>eno.é\n\t"), max_size=15),
    st.sampled_from([(), GROUPS]),
)
def test_any_line_is_an_answer_that_fits_or_a_refusal_that_can_be_told(form, rest, groups):
    try:
        read = read_paper(f"={rest}", form, groups)
    except NotRead as refused:
        refused.explain(translations("nl"))
        return
    assert checked(form, read.answer) == read.answer
    assert (read.group in GROUPS) == bool(groups)
