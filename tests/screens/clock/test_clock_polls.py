"""What the room sees while people answer on their devices."""

import msgspec
import pytest
from meetings import START, named
from polling import OPEN, STELLING, answered, given, ideas, session_with, values

from screens.seen import flat, screen_text, until
from spiegel import formats
from spiegel.domain.polls.polls import GoPollStep, HoldIdea, OpenPoll, ShowPoll, ideas_of
from spiegel.domain.running.poll_steps import PollStep
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.instants import MINUTE, after
from spiegel.domain.session.new import new_session
from spiegel.domain.session.polls import Answer, Cluster
from spiegel.domain.session.session import put
from spiegel.meeting.port.serving import Serving
from spiegel.screens.clock.view import room
from spiegel.widgets.join_card import JoinCard
from spiegel.widgets.lettering import Lettering
from spiegel.widgets.qr import rows

SERVING = Serving(
    address="192.168.8.20",
    port=8080,
    link="http://192.168.8.20:8080/?c=BCDF",
    code="BCDF",
    joined=(1, 2, 3),
)
SIX = ("wachten", "de balie", "Jan was boos", "parkeren", "uitleg", "wachten duurt lang")


def shown(session, question):
    """The session with the outcome in the room."""
    poll = max(p.number for p in session.polls.values() if p.question == question)
    return ShowPoll(poll=poll).apply(session, START)


def open_question():
    """Six ideas came in, and the room sees them."""
    session = Go(phase=4, question=OPEN).apply(session_with(), START)
    return shown(answered(session, OPEN, ideas(*((words,) for words in SIX))), OPEN)


def joining():
    """People come in for a versnellingssessie."""
    session = new_session(formats.load("versnellingssessie"), id_="x", title="T", created=START)
    return Go(phase=named(session, "meedoen").number).apply(session, START)


def test_while_people_answer_the_room_sees_the_question_and_no_count():
    session = OpenPoll(question=STELLING).apply(session_with(), START)
    seen = room(session, START, serving=SERVING)
    assert (seen.words, seen.state, seen.bars) == ("Vraag 0?", "nog 3 minuten", ())
    assert seen.who == ("192.168.8.20:8080 · code BCDF",)


def test_who_needs_longer_is_not_hurried():
    session = OpenPoll(question=STELLING).apply(session_with(), START)
    assert room(session, after(START, 5 * MINUTE)).state == "neem rustig de tijd"


def test_closed_and_not_shown_yet_the_room_sees_no_answer():
    seen = room(answered(session_with(), STELLING, values(1, 2, 3, 4, 5)), START)
    assert (seen.words, seen.bars) == ("Vraag 0?", ())


def test_a_statement_is_shown_in_its_points_and_what_it_comes_to():
    box = (*values(4, 4, 5, 5, 2), *given(Answer(unknown=True)))
    seen = room(shown(answered(session_with(), STELLING, box), STELLING), START)
    assert [(bar.label, bar.words) for bar in seen.bars] == [
        ("helemaal oneens", "0"),
        ("oneens", "1"),
        ("niet eens, niet oneens", "0"),
        ("eens", "2"),
        ("helemaal eens", "2"),
        ("weet ik niet", "1"),
    ]
    assert seen.state == "4 van de 5 zijn het eens · verdeeld"


@pytest.mark.parametrize(
    ("form", "answers", "expected"),
    [
        (
            AnswerForm(kind=AnswerKind.CHOOSE, options=("bus", "fiets")),
            [Answer(options=(2,))] * 4 + [Answer(options=(1,))],
            [("", "fiets", "4 mensen"), ("", "bus", "1 persoon")],
        ),
        (
            AnswerForm(kind=AnswerKind.POINTS, options=("bus", "fiets"), points=10),
            [Answer(points=(3, 7))] * 5,
            [("", "fiets", "35 punten · 5 mensen"), ("", "bus", "15 punten · 5 mensen")],
        ),
        (
            AnswerForm(kind=AnswerKind.RANK, options=("bus", "fiets")),
            [Answer(order=((2,), (1,)))] * 5,
            [("1", "fiets", "10 punten · 5 mensen"), ("2", "bus", "5 punten · 5 mensen")],
        ),
    ],
)
def test_every_other_kind_is_shown_best_first(form, answers, expected):
    session = shown(answered(session_with(form), STELLING, given(*answers)), STELLING)
    seen = room(session, START)
    assert [(bar.number, bar.label, bar.words) for bar in seen.bars] == expected


def test_an_idea_that_is_held_back_is_counted_and_not_shown():
    session = open_question()
    name = next(idea for idea in ideas_of(session, OPEN) if "Jan" in idea.words)
    seen = room(HoldIdea(number=name.number).apply(session, START), START)
    assert len(seen.bars) == 5
    assert "Jan was boos" not in [bar.label for bar in seen.bars]
    assert seen.state == "1 idee niet getoond"


def test_groups_are_seen_as_they_are_made_with_the_number_to_name_them_by():
    session = GoPollStep(question=OPEN, step=PollStep.GROUP).apply(open_question(), START)
    first, *_more = ideas_of(session, OPEN)
    group = Cluster(number=1, question=OPEN, name="Wachten", position=1)
    session = put(session, group, msgspec.structs.replace(first, cluster=1))
    bars = room(session, START).bars
    assert (bars[0].number, bars[0].label, bars[0].words) == ("1", "Wachten", "1 idee")
    assert len(bars) == 6


def test_while_people_come_in_the_room_sees_how():
    seen = room(joining(), START, serving=SERVING).joining
    assert (seen.address, seen.code, seen.joined) == ("192.168.8.20:8080", "BCDF", "3 doen mee")


def test_in_a_debrief_or_focus_group_the_room_sees_how_before_the_first_question():
    asked = session_with()
    assert room(asked, START, serving=SERVING).joining.link == SERVING.link
    opened = OpenPoll(question=STELLING).apply(asked, START)
    assert room(opened, START, serving=SERVING).joining is None
    later = Go(phase=4, question=OPEN).apply(answered(asked, STELLING, values(4, 4, 4)), START)
    seen = room(later, START, serving=SERVING)
    assert (seen.joining, seen.who) == (None, ("192.168.8.20:8080 · code BCDF",))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 18)])
async def test_an_outcome_is_read_from_the_back_of_the_room(open_app, size):
    session = shown(answered(session_with(), STELLING, values(4, 4, 5, 5, 2)), STELLING)
    async with open_app(session, show="clock", size=size) as pilot:
        text = flat(pilot)
        for words in ("helemaal eens", "4 van de 5 zijn het eens", "█"):
            assert words in text


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_code_is_seen_beside_the_address(open_app, monkeypatch):
    monkeypatch.setattr("spiegel.meeting.serving.NoServer.look", lambda _self: SERVING)
    async with open_app(joining(), show="clock", size=(120, 40)) as pilot:
        await until(pilot, lambda: rows(SERVING.link)[5].strip() in screen_text(pilot))
        card = pilot.app.screen.query_one(JoinCard)
        words = [line.words for line in card.query(Lettering)]
        assert words == ["Doe mee", "192.168.8.20:8080", "BCDF", "3 doen mee"]
