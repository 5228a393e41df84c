"""An outcome is read with three questions: what is on top, what does not matter, who agrees."""

import pytest
from meetings import START
from polling import OPEN, STELLING, answered, given, ideas, session_with, values

from spiegel.domain.polls.clusters import NewCluster, PutIdea
from spiegel.domain.polls.orders import Concordance, Firmness
from spiegel.domain.polls.polls import poll_of
from spiegel.domain.polls.reading import Reading, alike, best_agreed, outcome_of, polled, read
from spiegel.domain.polls.scales import Agreement
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer

OPTIONS = ("tuin", "keuken", "balie")


def reading(session, question=STELLING):
    poll = poll_of(session, question)
    return read(session, poll, outcome_of(session, poll))


def test_of_an_order_one_reads_what_is_on_top_and_what_nobody_named():
    session = session_with(AnswerForm(kind=AnswerKind.RANK, options=OPTIONS, top=2))
    box = given(*[Answer(order=((2,), (1,)))] * 6)
    assert reading(answered(session, STELLING, box)) == Reading(
        top=("keuken",),
        firmness=Firmness.FIRM,
        nobody=("balie",),
        agreement=Concordance.LARGE,
    )


def test_equal_options_share_the_top_and_none_of_them_is_firm():
    session = session_with(AnswerForm(kind=AnswerKind.CHOOSE, options=OPTIONS))
    box = given(*[Answer(options=(1,))] * 3, *[Answer(options=(3,))] * 3)
    found = reading(answered(session, STELLING, box))
    assert (found.top, found.nobody, found.firmness) == (("tuin", "balie"), ("keuken",), None)


def test_of_points_what_got_none_does_not_matter():
    session = session_with(AnswerForm(kind=AnswerKind.POINTS, options=OPTIONS, points=10))
    found = reading(answered(session, STELLING, given(*[Answer(points=(4, 6, 0))] * 5)))
    assert (found.top, found.nobody) == (("keuken",), ("balie",))


def test_of_a_scale_one_reads_how_much_people_see_it_alike():
    assert reading(answered(session_with(), STELLING, values(4, 4, 4, 4, 4))) == Reading(
        agreement=Agreement.UNITED
    )


def test_of_ideas_the_groups_in_their_order_are_read():
    session = answered(session_with(), OPEN, ideas(*((word,) for word in "abcde")))
    for change in (NewCluster(idea=1), PutIdea(idea=2, cluster=1), NewCluster(idea=3)):
        session = change.apply(session, START)
    assert reading(session, OPEN).top == ("a",)
    session = answered(session, OPEN, given(*[Answer(order=((2,),))] * 5), ranking=True)
    found = reading(session, OPEN)
    assert (found.top, found.nobody) == (("c",), ("a",))


def test_over_all_questions_one_reads_where_people_agree_and_what_most_agree_with():
    agree = AnswerForm(kind=AnswerKind.AGREE)
    session = session_with(agree, agree, agree, AnswerForm(kind=AnswerKind.AGREE, practice=True))
    for question, box in ((11, (4, 4, 4, 4, 4)), (12, (1, 1, 5, 5, 5)), (13, (4, 4, 5, 5, 5))):
        session = answered(session, question, values(*box))
    session = answered(session, 14, values(1, 1, 1, 1, 1))
    assert [question.number for question, _ in polled(session)] == [11, 12, 13]
    found = alike(session)
    assert (found.united, found.divided, found.strongly) == ((11, 13), (), (12,))
    assert best_agreed(session) == (11, 13)


@pytest.mark.parametrize("box", [values(5, 5), values(5, 5, 5)], ids=["few", "not confirmed"])
def test_of_a_small_group_nothing_is_read(box):
    session = answered(session_with(), STELLING, box)
    assert alike(session).united == ()
    assert best_agreed(session) == ()
