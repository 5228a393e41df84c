"""A plan that Spiegel writes, and reads again."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import meeting, named, round_of

from domain.room import START
from spiegel import formats
from spiegel.domain import plan
from spiegel.domain.plan.elements import written_elements
from spiegel.domain.plan.values import PlanFindingKind
from spiegel.domain.plan.writer import as_markdown, as_text, in_word, otherwise, pieces, planned
from spiegel.domain.running.own_parts import AddPart
from spiegel.domain.running.self_direction import name_of
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, PhaseKind, Question
from spiegel.domain.session.elements import Element, in_order
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Session, put
from spiegel.export.plan import make
from spiegel.export.watching import Asker
from spiegel.i18n import translations
from spiegel.importing.word import read_word

WAYS: dict[str, Callable[..., str]] = {"markdown": as_markdown, "text": as_text}


def empty(format_: str, language: str = "nl") -> Session:
    return new_session(
        formats.load(format_, language), id_="t", title="", created=START, language=language
    )


def prepared(session: Session) -> object:
    """What a plan is to bring back: each part with its texts and its questions."""
    return [
        (
            phase.key,
            phase.name,
            phase.minutes,
            phase.text,
            phase.rules,
            phase.prompts,
            [planned(question) for question in session.questions_of(phase.number)],
        )
        for phase in session.agenda
    ]


def again(session: Session, text: str) -> Session:
    """A new meeting of the same format with the plan in it."""
    fresh = empty(session.info.format, session.info.language)
    return plan.into(fresh, plan.read(text, fresh.agenda), START)


BEGINS = ["Hoe", "Wat", "Vertel eens", "Welkom", "Pauze", "Stel", "Proef", "Vraag", "V1", "13.30"]
MIDDLES = [
    *("ging het", "hielp u", "de slotronde", "u vóór 14:30 uur (of later)", "- en toen", "a. b."),
    *("bij elke vraag", "“en/of”", "*", "x_y_z", "[hier](daar)", "; dan | nu", ""),
]
ENDS = ["?", ".", "", "…", "!"]
WORDS = st.builds(
    lambda begin, middle, end: " ".join(filter(None, (begin, middle))) + end,
    st.sampled_from(BEGINS),
    st.sampled_from(MIDDLES),
    st.sampled_from(ENDS),
)
SAID = st.lists(WORDS, max_size=3, unique_by=str.casefold).map(tuple)
OPTIONS = st.lists(
    st.sampled_from(["thuis", "in het buurthuis", "ja, zeker", "en/of", "nee"]),
    min_size=2,
    max_size=4,
    unique=True,
).map(tuple)
FORMS = st.one_of(
    st.none(),
    st.just(AnswerForm(kind=AnswerKind.AGREE)),
    st.sampled_from([5, 10]).map(
        lambda high: AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=high)
    ),
    st.sampled_from([0, 3, 5]).map(lambda top: AnswerForm(kind=AnswerKind.IDEAS, top=top)),
    st.tuples(OPTIONS, st.booleans()).map(
        lambda form: AnswerForm(kind=AnswerKind.CHOOSE, options=form[0], several=form[1])
    ),
    OPTIONS.map(lambda options: AnswerForm(kind=AnswerKind.RANK, options=options, top=2)),
    OPTIONS.map(lambda options: AnswerForm(kind=AnswerKind.POINTS, options=options, points=10)),
)
THEMES = st.sampled_from(["", "Wachten", "De eerste weken"])
ELEMENTS = st.sets(st.sampled_from(Element)).map(in_order)
QUESTIONS = st.lists(
    st.tuples(WORDS, st.none() | st.integers(1, 90), SAID, st.booleans(), THEMES, FORMS, ELEMENTS),
    max_size=5,
)


@st.composite
def orders(draw) -> Session:
    """A running order as somebody can make it."""
    names = ["spiegelgesprek", "focusgroep", "versnellingssessie", "persona"]
    session = empty(draw(st.sampled_from(names)), draw(st.sampled_from(["nl", "en"])))
    asking = next(phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    first = session.number("questions")
    questions = [
        Question(
            number=first + n,
            position=n,
            phase=asking.number,
            words=said,
            minutes=minutes,
            prompts=prompts,
            optional=optional,
            theme=theme,
            answer=form,
            elements=elements,
        )
        for n, (said, minutes, prompts, optional, theme, form, elements) in enumerate(
            draw(QUESTIONS)
        )
    ]
    parts = [
        msgspec.structs.replace(phase, minutes=draw(st.integers(1, 90))) for phase in session.agenda
    ]
    # Where a format has some, a plan without any leaves those.
    prompts = draw(SAID) or asking.prompts
    asking = msgspec.structs.replace(parts[session.agenda.index(asking)], prompts=prompts)
    return put(session, *parts, asking, *questions)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=50, deadline=None)
@given(session=orders())
def test_what_is_written_and_read_again_is_the_same(way, session):
    text = WAYS[way](pieces(session, session.info.language))
    assert otherwise(session, text) == ()
    assert prepared(again(session, text)) == prepared(session)


@pytest.mark.slow
@pytest.mark.reckons
@settings(max_examples=15, deadline=None)
@given(session=orders())
def test_what_word_is_written_and_read_again_is_the_same_but_for_signs_of_markdown(session):
    t = translations(session.info.language)
    file = make(session, t, Asker())
    text = read_word(file).text
    lost = otherwise(session, text)
    assert lost == otherwise(session, in_word(session))
    if not any(sign in as_text(pieces(session, "nl")) for sign in "*_["):
        assert lost == ()
        assert prepared(again(session, text)) == prepared(session)


def test_a_whole_running_order_comes_back_from_what_was_written():
    session = meeting()
    rounds = msgspec.structs.replace(round_of(session), prompts=("Kunt u dat uitleggen?",))
    welcome = msgspec.structs.replace(named(session, "welkom"), text="Welkom.\nFijn dat u er bent.")
    last = msgspec.structs.replace(
        session.questions[4], words="Welkom", theme="Wachten", prompts=("Waarom?", "Hoe lang?")
    )
    session = put(session, rounds, welcome, last)
    for write in WAYS.values():
        assert prepared(again(session, write(pieces(session, "nl")))) == prepared(session)


def test_words_that_are_a_mark_themselves_are_named():
    session = meeting()
    asked = msgspec.structs.replace(session.questions[1], words="Stel: u hebt 5 min", minutes=None)
    session = put(session, asked)
    assert otherwise(session, as_text(pieces(session, "nl"))) == ("Stel: u hebt 5 min",)


def test_a_part_with_a_name_of_its_own_is_found_again_in_a_new_meeting():
    session = meeting()
    called = msgspec.structs.replace(round_of(session), name="De verhalen", minutes=40)
    session = put(session, called)
    usual = empty("spiegelgesprek").agenda
    text = as_markdown(pieces(session, "nl", usual))
    assert "## De verhalen (cliëntronde, 40 min)" in text
    assert round_of(again(session, text)) == called


def with_breaks():
    """A meeting with a break and a short talk beside the parts of its format, one renamed since."""
    session = meeting()
    for after, title, kind in (
        ("kennismaking", "Koffie", PhaseKind.PAUSE),
        ("cliëntronde", "Koffie", PhaseKind.PAUSE),
        ("cliëntronde", "Muziek (kort)", PhaseKind.TALK),
    ):
        where = named(session, after).number
        session = AddPart(after=where, title=title, kind=kind, minutes=10).apply(session, START)
    return put(session, msgspec.structs.replace(named(session, "eigen-koffie"), name="Thee"))


@pytest.mark.parametrize("way", WAYS)
def test_parts_that_were_added_come_back_in_their_places(way):
    session = with_breaks()
    text = WAYS[way](pieces(session, "nl"))
    assert otherwise(session, text) == ()
    assert [part.name for part in again(session, text).agenda] == [p.name for p in session.agenda]
    assert [p.name for p in session.agenda[2:7]] == [
        *("Kennismaking", "Thee", "Cliëntronde", "Muziek (kort)", "Koffie 2")
    ]
    back = plan.into(session, plan.read(text, session.agenda), START)
    assert len(back.phases) == len(session.phases)


@pytest.mark.parametrize(
    ("written", "elements"),
    [
        ("(zelfregie: contacten)", (Element.CONTACTS,)),
        ("(8 min, zelfregie: motivatie en eigen kracht)", (Element.STRENGTH, Element.MOTIVATION)),
        (
            "(Zelfregie: Eigenaarschap, eigen kracht, motivatie en contacten, als er tijd is)",
            tuple(Element),
        ),
        ("(eigen regie: contacten + motivatie, stelling)", (Element.MOTIVATION, Element.CONTACTS)),
        ("(self-direction: ownership and contacts)", (Element.OWNERSHIP, Element.CONTACTS)),
        ("(8 min) (zelfregie: motivatie)", (Element.MOTIVATION,)),
    ],
)
def test_a_plan_says_which_elements_of_self_direction_a_question_is_about(written, elements):
    read = plan.read(f"1. Wie hielp u daarbij? {written}", meeting().agenda)
    (asked,) = read.questions["cliëntronde"]
    assert (asked.words, asked.elements) == ("Wie hielp u daarbij?", elements)
    assert not [one for one in read.findings if one.kind is PlanFindingKind.ODD_ELEMENT]


def test_an_element_that_is_none_is_named_and_stays_in_the_words():
    read = plan.read("1. Wie hielp u? (zelfregie: gezelligheid)", meeting().agenda)
    (asked,) = read.questions["cliëntronde"]
    assert asked.elements == ()
    assert "gezelligheid" in asked.words
    (finding,) = [one for one in read.findings if one.kind is PlanFindingKind.ODD_ELEMENT]
    assert (finding.line, finding.what) == (1, "zelfregie: gezelligheid")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_elements_are_called_in_a_plan_as_on_the_screens(language):
    t = translations(language)
    for element in Element:
        assert written_elements([element], language).endswith(f": {name_of(element, t)}")
