"""A question is put to the devices, closed and shown; nothing that is kept leads to a person."""

import random

import msgspec
import pytest
from meetings import START, at
from polling import OPEN, STELLING, answered, given, ideas, session_with, values

import mutations
from spiegel.domain.polls import polls
from spiegel.domain.polls.polls import (
    ClosePoll,
    Given,
    NothingToOrder,
    OpenPoll,
    ShowPoll,
    SmallGroup,
    StillOpen,
    ballots_of,
    coming,
    form_of,
    ideas_of,
    open_poll,
    poll_of,
)
from spiegel.domain.running.poll_steps import PollStep
from spiegel.domain.running.running import Extend, Go, place
from spiegel.domain.running.timing import timetable
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer, Cluster, PollState
from spiegel.domain.session.session import Edit, FormStays, put
from spiegel.i18n import translations
from spiegel.store.journal.tables import difference

FIVE = ("a", "b", "c", "d", "e")


def grouped(session):
    """The ideas of the open question, each second one in another group of two."""
    clusters = [Cluster(number=n, question=OPEN, name=f"groep {n}", position=n) for n in (1, 2)]
    ideas_ = [
        msgspec.structs.replace(idea, cluster=1 + place_ % 2)
        for place_, idea in enumerate(ideas_of(session, OPEN))
    ]
    return put(session, *clusters, *ideas_)


def test_next_goes_through_a_question_with_fixed_answers():
    session, seen = session_with(), []
    while (change := coming(session)) is not None:
        if isinstance(change, ClosePoll):
            change = ClosePoll(poll=change.poll, given=values(1, 2, 3, 4, 5))
        session = change.apply(session, START)
        seen.append(place(session).step)
    assert seen == ["answer", "look", "show", "talk"]


def test_next_goes_through_an_open_question_to_the_order_of_its_groups():
    session = Go(phase=4, question=OPEN).apply(session_with(), START)
    seen = []
    while (change := coming(session)) is not None:
        if isinstance(change, ClosePoll):
            order = given(*[Answer(order=((2,), (1,)))] * 5)
            box = order if place(session).step == "rank" else ideas(*((word,) for word in FIVE))
            change = ClosePoll(poll=change.poll, given=box)
        session = change.apply(session, START)
        seen.append(place(session).step)
        if seen[-1] == PollStep.GROUP:
            session = grouped(session)
    assert seen == ["answer", "look", "show", "group", "rank", "count", "outcome", "talk"]
    ranking = poll_of(session, OPEN, ranking=True)
    assert form_of(session, ranking) == AnswerForm(
        kind=AnswerKind.RANK, options=("groep 1", "groep 2"), top=2
    )


def test_each_step_has_its_minutes_and_its_clock_goes_on_when_one_comes_back():
    session = session_with()
    session = OpenPoll(question=STELLING).apply(session, at(1))
    assert timetable(session, at(2)).main.left == 2 * 60_000
    away = Go(phase=4, question=OPEN).apply(session, at(2))
    back = Go(phase=4, question=STELLING).apply(away, at(10))
    assert place(back).step == PollStep.ANSWER
    assert timetable(back, at(11)).main.left == 60_000


def test_what_is_kept_is_the_same_whoever_answered_first():
    box = ideas(("b", "a"), ("c",), ("a",), ("d", "e"), ("f",))
    kept = set()
    for seed in range(200):
        mixed = tuple(random.Random(seed).sample(box, len(box)))
        session = answered(session_with(), OPEN, mixed)
        kept.add(msgspec.json.encode(difference(session_with(), session)))
    assert len(kept) == 1


def test_each_idea_stands_alone_and_twice_the_same_counts_twice():
    session = answered(session_with(), OPEN, ideas(("b", "a"), ("a", " "), ("c",)))
    assert [idea.words for idea in ideas_of(session, OPEN)] == ["a", "a", "b", "c"]


@mutations.register("few-answers-are-kept")
def _few_answers_are_kept(patch):
    """Two answers are written as fifty are."""
    patch.setattr(polls, "FEWEST", 1)


@mutations.register("small-group-is-named")
def _small_group_is_named(patch):
    """An answer has its group just where it may not."""
    real = polls._apart

    def apart(answered):
        named = any(one.group for one in real(answered))
        return [Given(one.answer) for one in answered] if named else answered

    patch.setattr(polls, "_apart", apart)


@mutations.register("practice-is-kept")
def _practice_is_kept(patch):
    """A question to practise with is kept as any other."""
    real = polls.form_of
    patch.setattr(polls, "form_of", lambda *of: msgspec.structs.replace(real(*of), practice=False))


@pytest.mark.mutation("few-answers-are-kept")
def test_of_fewer_than_three_answers_nothing_is_kept():
    session = answered(session_with(), STELLING, (*values(5, 1), *given(SKIPPED, SKIPPED)))
    poll = poll_of(session, STELLING)
    assert (poll.few, poll.took_part, poll.skipped) == (True, 4, 2)
    assert not ballots_of(session, poll.number)


def test_three_or_four_answers_are_shown_only_when_the_moderator_agrees():
    session = answered(session_with(), STELLING, values(5, 4, 1))
    poll = poll_of(session, STELLING)
    with pytest.raises(SmallGroup):
        ShowPoll(poll=poll.number).apply(session, START)
    shown = ShowPoll(poll=poll.number, confirmed=True).apply(session, START)
    assert poll_of(shown, STELLING).state is PollState.SHOWN


@pytest.mark.mutation("small-group-is-named")
@pytest.mark.parametrize(
    ("few", "named"), [(5, {"cliënten", "professionals"}), (4, {""})], ids=["five", "four"]
)
def test_who_is_of_which_group_is_kept_only_when_each_group_is_large_enough(few, named):
    box = (
        *given(*[Answer(value=4)] * 5, group="cliënten"),
        *given(*[Answer(value=2)] * few, Answer(unknown=True), group="professionals"),
    )
    session = answered(session_with(), STELLING, box)
    assert {ballot.group for ballot in session.ballots.values()} == named


@pytest.mark.mutation("practice-is-kept")
def test_of_a_practice_question_no_answer_is_kept():
    session = session_with(AnswerForm(kind=AnswerKind.RATE, practice=True))
    session = answered(session, STELLING, values(1, 2, 3, 4, 5))
    assert (len(session.ballots), poll_of(session, STELLING).took_part) == (0, 5)
    assert coming(session) is None


def test_only_one_question_is_open_at_a_time():
    session = OpenPoll(question=STELLING).apply(session_with(), START)
    with pytest.raises(StillOpen):
        OpenPoll(question=OPEN).apply(session, START)
    assert open_poll(session).question == STELLING


def test_two_windows_that_both_open_or_close_do_it_once():
    session = OpenPoll(question=STELLING).apply(session_with(), START)
    assert OpenPoll(question=STELLING).apply(session, START) is session
    closed = ClosePoll(poll=1, given=values(1, 2, 3)).apply(session, START)
    assert ClosePoll(poll=1, given=values(5, 5, 5)).apply(closed, START) is closed


def test_put_again_it_holds_only_the_new_answers():
    session = answered(session_with(), STELLING, values(1, 1, 1))
    session = answered(session, STELLING, values(5, 5, 5, 5), again=True)
    assert [ballot.answer.value for ballot in session.ballots.values()] == [5, 5, 5, 5]
    assert (len(session.polls), poll_of(session, STELLING).round) == (1, 2)


def test_ideas_asked_again_take_their_groups_and_the_order_of_these_with_them():
    session = grouped(answered(session_with(), OPEN, ideas(*((word,) for word in FIVE))))
    session = answered(session, OPEN, given(*[Answer(order=((1,),))] * 5), ranking=True)
    session = answered(session, OPEN, ideas(("x",), ("y",), ("z",)), again=True)
    assert [idea.words for idea in session.ideas.values()] == ["x", "y", "z"]
    assert (len(session.ballots), len(session.clusters), len(session.polls)) == (0, 0, 1)


def test_one_group_of_ideas_is_nothing_to_put_in_order():
    session = answered(session_with(), OPEN, ideas(*((word,) for word in FIVE)))
    with pytest.raises(NothingToOrder):
        OpenPoll(question=OPEN, ranking=True).apply(session, START)


def another(**fields):
    return Edit(table="questions", number=STELLING, fields=fields, label="question changed")


@pytest.mark.parametrize("closed", [False, True])
def test_how_a_question_is_answered_stays_once_it_was_put_to_the_devices(closed):
    rate = AnswerForm(kind=AnswerKind.RATE)
    session = another(answer=rate).apply(session_with(), START)
    session = OpenPoll(question=STELLING).apply(session, START)
    if closed:
        session = ClosePoll(poll=1, given=values(1, 2, 3)).apply(session, START)
    with pytest.raises(FormStays) as refused:
        another(answer=None).apply(session, START)
    assert "al aan de toestellen voorgelegd" in refused.value.explain(translations("nl"))
    session = another(answer=rate, words="Hoe vaak?").apply(session, START)
    assert session.questions[STELLING].words == "Hoe vaak?"


def test_closing_cannot_be_taken_back():
    assert ClosePoll(poll=1).final


def test_a_minute_more_is_for_the_step_that_runs():
    session = OpenPoll(question=STELLING).apply(session_with(), START)
    session = Extend(minutes=1).apply(session, START)
    assert timetable(session, at(1)).main.left == 3 * 60_000
    assert timetable(session, at(1)).question.planned == 9 * 60_000
