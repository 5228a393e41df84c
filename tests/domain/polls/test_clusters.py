"""Ideas are put together in groups with a name; nobody's words change, and no vote is spoilt."""

import msgspec
import pytest
from meetings import START, after
from polling import OPEN, answered, given, groups, ideas, session_with

from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.polls.clusters import (
    MergeClusters,
    MoveCluster,
    NeedsName,
    NewCluster,
    OrderOpen,
    PutIdea,
    PutInOrder,
    RemoveCluster,
    RenameCluster,
    likely,
    similar,
)
from spiegel.domain.polls.group_names import LONGEST, NO_NAME
from spiegel.domain.polls.polls import HoldIdea, OpenPoll, form_of, ideas_of, poll_of
from spiegel.domain.report.review import RewriteIdea
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import Refusal, put
from spiegel.store.memory import SessionMemory

WORDS = ("bankje buiten", "een bankje in de tuin", "koffie", "langer open", "wachttijd te lang")


def told(*words):
    """The open question, answered with these ideas."""
    return answered(session_with(), OPEN, ideas(*((word,) for word in words or WORDS)))


def number(session, words):
    """The number of the idea with these words."""
    return next(idea.number for idea in ideas_of(session, OPEN) if idea.words == words)


def three_groups():
    """Three groups: Buiten with two ideas, koffie, and langer open; one idea in none."""
    session = told()
    return after(
        session,
        NewCluster(idea=number(session, "bankje buiten"), title="Buiten"),
        PutIdea(idea=number(session, "een bankje in de tuin"), cluster=1),
        NewCluster(idea=number(session, "koffie")),
        NewCluster(idea=number(session, "langer open")),
    )


def put_in_order(session):
    return answered(session, OPEN, given(*[Answer(order=((2,), (1,)))] * 5), ranking=True)


def test_a_group_is_named_after_the_idea_it_begins_with():
    session = told()
    session = after(session, NewCluster(idea=number(session, "koffie")))
    assert groups(session) == {"koffie": ["koffie"]}


def test_a_group_named_after_a_long_idea_has_a_name_that_fits_and_the_idea_its_words():
    long = "de mensen aan de balie mogen wel eens wat vaker vragen hoe het nu echt met je gaat"
    session = told(long, "b", "c")
    session = after(session, NewCluster(idea=number(session, long)))
    (name,) = groups(session)
    assert len(name) <= LONGEST
    assert long.startswith(name.removesuffix("…").rstrip())
    assert groups(session)[name] == [long]


def test_a_second_idea_comes_in_a_group_and_goes_out_again():
    session = three_groups()
    assert groups(session)["Buiten"] == ["bankje buiten", "een bankje in de tuin"]
    session = after(session, PutIdea(idea=number(session, "bankje buiten"), cluster=None))
    assert groups(session)["Buiten"] == ["een bankje in de tuin"]


def test_a_group_that_is_emptied_keeps_its_number_until_people_put_the_groups_in_order():
    session = after(three_groups(), PutIdea(idea=number(told(), "koffie"), cluster=1))
    assert [len(each) for each in groups(session).values()] == [3, 0, 1]
    session = OpenPoll(question=OPEN, ranking=True).apply(session, START)
    options = form_of(session, poll_of(session, OPEN, ranking=True)).options
    assert options == tuple(groups(session)) == ("Buiten", "langer open")


def test_groups_merge_and_the_words_of_all_their_ideas_stay():
    session = after(three_groups(), MergeClusters(source=2, target=3))
    assert groups(session)["langer open"] == ["koffie", "langer open"]


def test_actions_that_rest_on_a_merged_group_rest_on_the_one_it_went_into():
    session = after(three_groups(), AddAction(words="Koffie neerzetten."))
    action = msgspec.structs.replace(session.actions[1], clusters=(2, 3))
    session = after(put(session, action), MergeClusters(source=2, target=3))
    assert session.actions[1].clusters == (3,)


def test_the_name_of_another_group_merges_the_two():
    session = after(three_groups(), RenameCluster(number=2, title=" buiten "))
    assert groups(session)["Buiten"] == ["bankje buiten", "een bankje in de tuin", "koffie"]


def test_a_group_moves_to_another_number():
    session = after(three_groups(), MoveCluster(number=3, by=-1))
    assert list(groups(session)) == ["Buiten", "langer open", "koffie"]
    assert list(groups(after(session, MoveCluster(number=3, by=-9)))) == [
        "langer open",
        "Buiten",
        "koffie",
    ]


def test_a_group_that_is_taken_away_leaves_its_ideas():
    session = after(three_groups(), RemoveCluster(number=1))
    loose = [idea.words for idea in ideas_of(session, OPEN) if idea.cluster is None]
    assert loose == ["bankje buiten", "een bankje in de tuin", "wachttijd te lang"]


def test_after_the_vote_no_group_may_go_and_another_name_is_possible():
    session = put_in_order(three_groups())
    for change in (
        MergeClusters(source=1, target=2),
        RemoveCluster(number=1),
        RenameCluster(number=1, title="koffie"),
    ):
        with pytest.raises(PutInOrder):
            change.apply(session, START)
    named = after(session, RenameCluster(number=1, title="De tuin"))
    assert form_of(named, poll_of(named, OPEN, ranking=True)).options[0] == "De tuin"


def test_a_group_made_after_the_vote_may_go_into_one_that_was_voted_on():
    session = put_in_order(three_groups())
    session = after(session, NewCluster(idea=number(session, "wachttijd te lang")))
    session = after(session, MergeClusters(source=4, target=3))
    assert groups(session)["langer open"] == ["langer open", "wachttijd te lang"]


def test_numbers_stay_while_people_put_the_groups_in_order():
    session = OpenPoll(question=OPEN, ranking=True).apply(three_groups(), START)
    with pytest.raises(OrderOpen):
        MoveCluster(number=3, by=-1).apply(session, START)
    MoveCluster(number=3, by=-1).apply(put_in_order(three_groups()), START)


def test_no_group_is_called_by_words_that_are_not_shown():
    session = told()
    idea = number(session, "koffie")
    session = after(session, HoldIdea(number=idea))
    with pytest.raises(NeedsName):
        NewCluster(idea=idea).apply(session, START)
    assert groups(after(session, NewCluster(idea=idea, title="Drinken"))) == {"Drinken": ["koffie"]}


def test_a_group_that_is_named_after_an_idea_that_is_held_back_takes_another_name():
    session = told("Jan was boos", "b", "c")
    idea = number(session, "Jan was boos")
    alone = after(session, NewCluster(idea=idea))
    assert groups(after(alone, HoldIdea(number=idea))) == {NO_NAME: ["Jan was boos"]}
    both = after(alone, PutIdea(idea=number(session, "c"), cluster=1), HoldIdea(number=idea))
    assert groups(both) == {"c": ["Jan was boos", "c"]}
    named = after(alone, RenameCluster(number=1, title="Sfeer"), HoldIdea(number=idea))
    assert list(groups(named)) == ["Sfeer"]


def test_two_windows_that_begin_a_group_with_one_idea_begin_one_group():
    session = told()
    idea = number(session, "koffie")
    session = after(session, NewCluster(idea=idea, title="Drinken"))
    assert NewCluster(idea=idea, title="Koffie").apply(session, START) is session


def test_an_idea_goes_beside_another_whatever_number_the_group_got_meanwhile():
    session = told()
    first, second = number(session, "koffie"), number(session, "wachttijd te lang")
    session = after(session, NewCluster(idea=1), NewCluster(idea=first, title="Drinken"))
    session = after(session, PutIdea(idea=second, beside=first))
    assert groups(session)["Drinken"] == ["koffie", "wachttijd te lang"]
    with pytest.raises(Refusal):
        PutIdea(idea=second, beside=number(session, "langer open")).apply(session, START)


def test_two_windows_that_call_a_group_the_same_fill_one_group():
    session = told()
    session = after(
        session,
        NewCluster(idea=number(session, "bankje buiten"), title="Buiten"),
        NewCluster(idea=number(session, "een bankje in de tuin"), title="buiten"),
    )
    assert [len(each) for each in groups(session).values()] == [2]


def test_an_idea_goes_into_no_group_that_is_gone_or_of_another_question():
    session = three_groups()
    idea = number(session, "wachttijd te lang")
    other = msgspec.structs.replace(session.clusters[3], question=11)
    with pytest.raises(Refusal):
        PutIdea(idea=idea, cluster=3).apply(put(session, other), START)
    with pytest.raises(Refusal):
        PutIdea(idea=idea, cluster=99).apply(session, START)


def test_what_looks_alike_is_named_and_nothing_is_done():
    session = three_groups()
    idea = session.ideas[number(session, "wachttijd te lang")]
    assert likely(session, idea) == ()
    garden = msgspec.structs.replace(idea, words="bankje in tuin")
    assert likely(put(session, garden), garden) == (1,)
    loose = told()
    assert similar(loose, loose.ideas[number(loose, "bankje buiten")]) == {
        number(loose, "een bankje in de tuin")
    }


@pytest.mark.parametrize(
    "change",
    [
        NewCluster(idea=5),
        PutIdea(idea=5, cluster=1),
        PutIdea(idea=1, cluster=None),
        RenameCluster(number=1, title="Tuin"),
        MergeClusters(source=2, target=1),
        MoveCluster(number=3, by=-2),
        RemoveCluster(number=1),
    ],
    ids=lambda change: type(change).__name__,
)
def test_each_change_is_taken_back(change):
    window = SessionMemory(three_groups(), clock=lambda: START).open("moderator")
    before = window.session
    assert list(groups(window.change(change)).items()) != list(groups(before).items())
    assert window.undo().change is change
    assert list(groups(window.session).items()) == list(groups(before).items())


def test_what_one_window_takes_back_leaves_what_another_put_there():
    memory = SessionMemory(told(), clock=lambda: START)
    one, other = memory.open("moderator"), memory.open("scribe")
    one.change(NewCluster(idea=3, title="Drinken"))
    other.change(PutIdea(idea=4, cluster=1))
    one.undo()
    assert groups(one.session) == {"Drinken": ["langer open"]}


def test_a_group_that_is_named_after_an_idea_takes_the_words_that_stand_in_its_place():
    session = told("Jan van de balie was boos", "b", "c")
    idea = number(session, "Jan van de balie was boos")
    session = after(session, NewCluster(idea=idea), RewriteIdea(idea=idea, words="boos"))
    assert groups(session) == {"boos": ["Jan van de balie was boos"]}
    session = after(session, RenameCluster(number=1, title="Sfeer"))
    assert list(groups(after(session, RewriteIdea(idea=idea, words="kwaad")))) == ["Sfeer"]
