"""What follows from answers: worked out by hand, and true of any answers."""

from itertools import permutations

import msgspec
import pytest
from hypothesis import given as example
from hypothesis import strategies as st
from polling import OPEN, STELLING, answered, given, ideas, session_with, values

import mutations
from spiegel.domain.polls import outcomes, scales
from spiegel.domain.polls.orders import Concordance, Firmness, order
from spiegel.domain.polls.outcomes import Untold, groups_in, outcome, silent, tallied
from spiegel.domain.polls.polls import OpenPoll, ShowPoll, ideas_of, poll_of
from spiegel.domain.polls.saying import decimal, gained, in_short, of_all, points, ways
from spiegel.domain.polls.scales import Agreement, scale
from spiegel.domain.polls.thresholds import Thresholds
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import SKIPPED, Answer, Cluster
from spiegel.domain.session.session import describe, put
from spiegel.i18n import translations

AGREE = AnswerForm(kind=AnswerKind.AGREE)
TEN = AnswerForm(kind=AnswerKind.RATE, lowest=0, highest=10)
EN, NL = translations("en"), translations("nl")
UNITED, DIVIDED, STRONGLY = Agreement
A, B, C, D, E = 1, 2, 3, 4, 5
TWELVE = [
    *[((A,), (B,), (C,))] * 4,
    *[((B,), (D,), (E,))] * 3,
    *[((C,), (B,), (A,))] * 2,
    *[((D,), (E,), (B,))] * 2,
    ((E,),),
]
"""Twelve orders, the first three of five options."""


@mutations.register("small-group-shown")
def _small_group_shown(patch: pytest.MonkeyPatch) -> None:
    """Three answers are shown, whether the moderator agreed or not."""
    patch.setattr(outcomes, "small", lambda _poll: False)


@mutations.register("one-dissenter-divides")
def _one_dissenter_divides(patch: pytest.MonkeyPatch) -> None:
    """One person on the other side makes a group strongly divided."""
    patch.setattr(scales, "_EACH_SIDE", 0)


@mutations.register("mean-of-two")
def _mean_of_two(patch: pytest.MonkeyPatch) -> None:
    """There is a mean however few answered."""
    patch.setattr(scales, "FIGURES", 1)


def scaled(*numbers, form=AGREE):
    return scale(form, [Answer(value=number) for number in numbers])


@pytest.mark.parametrize(
    ("numbers", "form", "mean", "median", "spread", "agreement"),
    [
        ((4, 4, 4, 4, 4), AGREE, 4.0, 4, 0.0, UNITED),
        ((3, 4, 4, 4, 5), AGREE, 4.0, 4, 0.158, UNITED),
        ((5, 5, 5, 5, 3), AGREE, 4.6, 5, 0.2, DIVIDED),
        ((2, 2, 2, 2, 4), AGREE, 2.4, 2, 0.2, DIVIDED),
        ((2, 2, 4, 4, 4, 5), AGREE, 3.5, 4, 0.280, DIVIDED),
        ((4, 4, 4, 4, 1), AGREE, 3.4, 4, 0.3, DIVIDED),
        ((1, 2, 3, 4, 5), AGREE, 3.0, 3, 0.354, STRONGLY),
        ((1, 1, 5, 5), AGREE, 3.0, 3, 0.5, None),
        (tuple(range(11)), TEN, 5.0, 5, 0.316, STRONGLY),
    ],
)
def test_answers_on_a_scale_as_worked_out_by_hand(numbers, form, mean, median, spread, agreement):
    found = scaled(*numbers, form=form)
    assert (found.mean, found.median, found.agreement) == (mean, median, agreement)
    assert found.spread == pytest.approx(spread, abs=0.0005)


@pytest.mark.mutation("one-dissenter-divides")
def test_one_dissenter_among_five_is_no_strongly_divided_group():
    assert scaled(4, 4, 4, 4, 1).agreement is DIVIDED


def test_who_does_not_know_is_counted_apart_and_is_in_no_mean():
    found = scale(AGREE, [*(Answer(value=n) for n in (5, 4, 1)), *[Answer(unknown=True)] * 4])
    assert (found.opinions, found.unknown, found.counts) == (3, 4, (1, 0, 0, 1, 1))
    assert (found.agree, found.disagree) == (2, 1)
    assert found.mean == pytest.approx(10 / 3)


@pytest.mark.mutation("mean-of-two")
def test_of_two_opinions_there_is_no_mean():
    assert (scaled(1, 5).mean, scaled(1, 5).median) == (None, None)


def test_a_threshold_can_be_another_one():
    answers = [Answer(value=number) for number in (3, 4, 4, 4, 5)]
    assert scale(AGREE, answers, Thresholds(divided=0.1)).agreement is DIVIDED


@example(st.lists(st.integers(1, 5), min_size=1, max_size=200))
def test_the_order_and_the_end_of_a_scale_make_no_difference_to_how_divided_people_are(numbers):
    found, turned = scaled(*numbers), scaled(*(6 - number for number in reversed(numbers)))
    assert found.agreement is turned.agreement
    assert found.spread == turned.spread
    assert 0 <= found.spread <= 0.5
    assert sum(found.counts) == len(numbers)


@example(st.lists(st.integers(0, 10), min_size=5, max_size=40), st.integers(2, 5))
def test_the_same_answers_several_times_get_the_same_word_when_two_stood_on_each_side(
    numbers, times
):
    numbers += [0, 0, 10, 10]
    found, more = scaled(*numbers, form=TEN), scaled(*numbers * times, form=TEN)
    assert found.agreement is more.agreement


def test_twelve_orders_as_worked_out_by_hand():
    found = order(5, 3, TWELVE)
    places = {place.option: place for place in found.places}
    assert [places[o].points for o in (A, B, C, D, E)] == [14, 23, 10, 12, 10]
    assert [places[o].named for o in (A, B, C, D, E)] == [6, 11, 6, 5, 6]
    assert [(p.option, p.place, p.shared) for p in found.places] == [
        (B, 1, False),
        (A, 2, False),
        (D, 3, False),
        (C, 4, True),
        (E, 4, True),
    ]
    assert found.concordance == pytest.approx(0.137, abs=0.0005)
    assert found.agreement is Concordance.SMALL


def test_of_twelve_orders_the_first_place_is_firm_and_the_second_changes_with_the_third():
    first, second, *_ = order(5, 3, TWELVE).places
    assert (first.firmness, first.rivals) == (Firmness.FIRM, ())
    assert second.firmness is Firmness.SHIFTING
    assert D in second.rivals


def test_of_a_shared_place_nothing_is_said_of_how_firm_it_is():
    *_, fourth, fifth = order(5, 3, TWELVE).places
    assert [(p.shared, p.firmness, p.rivals) for p in (fourth, fifth)] == [(True, None, ())] * 2


def test_first_places_alone_make_no_order():
    # a is first of four people and b of three, but eleven of twelve name b
    assert sum(one[0] == (A,) for one in TWELVE) > sum(one[0] == (B,) for one in TWELVE)
    assert order(5, 3, TWELVE).places[0].option == B


def test_without_the_most_sensitive_order_the_second_and_the_third_change_places():
    places = {place.option: place for place in order(5, 3, TWELVE[1:]).places}
    assert (places[A].points, places[D].points) == (11, 12)


def test_nothing_is_said_of_firmness_below_five_orders():
    found = order(2, 2, [((A,), (B,))] * 4)
    assert {place.firmness for place in found.places} == {None}
    assert (found.concordance, found.agreement) == (1.0, None)


def test_an_option_that_more_people_named_makes_a_place_shift():
    # a was first three times and gets 9 points; b was third five times
    orders = [*[((A,), (C,), (B,))] * 3, *[((C,), (D,), (B,))] * 2]
    places = {place.option: place for place in order(4, 3, orders).places}
    assert places[C].place == 1
    assert places[A].firmness is Firmness.SHIFTING
    assert B in places[A].rivals


def test_a_tie_shares_the_points_of_its_places_across_the_cut_too():
    found = order(4, 2, [((A,), (B, C, D))])
    assert {p.option: p.points for p in found.places} == {A: 2, B: 1 / 3, C: 1 / 3, D: 1 / 3}


def test_a_blank_order_is_a_skip_and_a_short_one_gives_fewer_points():
    found = order(3, 3, [((A,),), (), ((),), ((A,), (B,), (C,))])
    assert found.people == 2
    assert [p.points for p in found.places] == [6, 2, 1]


@pytest.mark.parametrize(
    ("orders", "concordance"),
    [
        ([((A,), (B,), (C,))] * 3, 1.0),
        ([((A,),)] * 3, 1.0),
        ([((A, B, C),)] * 3, None),
        ([((A,), (B,), (C,))] * 2, None),
        ([], None),
    ],
    ids=["all the same", "all leave out the same", "all tied", "two", "none"],
)
def test_agreement_about_an_order_at_its_ends(orders, concordance):
    assert order(3, 3, orders).concordance == concordance


def concordance_of_ranks(ranks):
    """Kendall's W by its book, in floats: S against the most that it could be, ties taken off."""
    people, options = len(ranks), len(ranks[0])
    totals = [sum(column) for column in zip(*ranks, strict=True)]
    mean = sum(totals) / options
    tied = sum(sum(t**3 - t for t in (row.count(rank) for rank in set(row))) for row in ranks)
    most = people**2 * (options**3 - options) / 12 - people * tied / 12
    return sum((total - mean) ** 2 for total in totals) / most


@st.composite
def any_orders(draw):
    options = draw(st.integers(2, 6))
    top = draw(st.integers(1, options))
    orders = []
    for _ in range(draw(st.integers(1, 12))):
        named = draw(st.permutations(range(1, options + 1)))[: draw(st.integers(1, options))]
        cut = draw(st.integers(1, len(named)))
        tied = (tuple(named[:cut]), *((option,) for option in named[cut:]))
        orders.append(tied if draw(st.booleans()) else tuple((option,) for option in named))
    return options, top, orders


@example(any_orders())
def test_each_order_gives_the_points_of_its_places_at_most(drawn):
    options, top, orders = drawn
    found = order(options, top, orders)
    most = len(orders) * top * (top + 1) / 2
    assert sum(place.points for place in found.places) <= most + 1e-9
    assert [p.points for p in found.places] == sorted(
        (p.points for p in found.places), reverse=True
    )
    assert found.concordance is None or 0 <= found.concordance <= 1


@example(any_orders(), st.randoms(use_true_random=False))
def test_who_comes_first_and_what_an_option_is_called_make_no_difference(drawn, random):
    options, top, orders = drawn
    names = random.sample(range(1, options + 1), options)
    renamed = [tuple(tuple(names[o - 1] for o in tied) for tied in one) for one in orders]
    random.shuffle(renamed)
    found, other = order(options, top, orders), order(options, top, renamed)
    for place in found.places:
        same = other.place_of(names[place.option - 1])
        assert (same.place, same.points, same.named, same.firmness) == (
            place.place,
            place.points,
            place.named,
            place.firmness,
        )
        assert same.rivals == tuple(sorted(names[r - 1] for r in place.rivals))
    assert found.concordance == other.concordance


@example(any_orders())
def test_no_single_order_moves_what_stands_firm(drawn):
    options, top, orders = drawn
    firm = [p for p in order(options, top, orders).places if p.firmness is Firmness.FIRM]
    for left_out in range(len(orders)):
        rest = order(options, top, orders[:left_out] + orders[left_out + 1 :])
        for place in firm:
            assert (rest.place_of(place.option).place, rest.place_of(place.option).shared) == (
                place.place,
                False,
            )


def test_kendalls_w_is_that_of_the_book_for_all_orders_of_three_by_three_people():
    every = list(permutations((1, 2, 3)))
    for one in every:
        for two in every:
            ranks = [(1, 2, 3), one, two]
            orders = [tuple((rank.index(place) + 1,) for place in (1, 2, 3)) for rank in ranks]
            assert order(3, 3, orders).concordance == pytest.approx(concordance_of_ranks(ranks))


def test_options_that_several_people_chose_count_people():
    form = AnswerForm(kind=AnswerKind.CHOOSE, options=("a", "b", "c"), several=True)
    found = tallied(form, [Answer(options=o) for o in ((1, 2), (2,), (2, 3), (1,))])
    assert found.people == 4
    assert [(s.people, s.place) for s in found.shares] == [(2, 2), (3, 1), (1, 3)]


def test_points_are_added_up_and_who_gave_less_than_all_counts_as_given():
    form = AnswerForm(kind=AnswerKind.POINTS, options=("a", "b", "c"), points=10)
    found = tallied(form, [Answer(points=p) for p in ((4, 6, 0), (0, 3, 0), (10, 0, 0))])
    assert [(s.points, s.people, s.place) for s in found.shares] == [
        (14, 2, 1),
        (9, 2, 2),
        (0, 0, 3),
    ]
    assert [share.option for share in found.best_first] == [1, 2, 3]


def grouped(session, *names):
    """The ideas in groups of these names, by turns."""
    clusters = [
        Cluster(number=n, question=OPEN, name=name, position=n)
        for n, name in enumerate(names, start=1)
    ]
    put_in = [
        msgspec.structs.replace(idea, cluster=1 + place % len(names))
        for place, idea in enumerate(ideas_of(session, OPEN))
    ]
    return put(session, *clusters, *put_in)


def test_groups_of_ideas_count_ideas_and_stand_in_the_order_that_people_gave():
    session = answered(session_with(), OPEN, ideas(("a", "b"), ("c",), ("d",), ("e",), ("f",)))
    session = grouped(session, "eten", "tijd", "leeg")
    last = msgspec.structs.replace(ideas_of(session, OPEN)[-1], cluster=None, held=True)
    session = put(session, last)
    before = outcome(session, poll_of(session, OPEN))
    assert [(c.cluster.name, len(c.ideas)) for c in before.clusters] == [
        ("eten", 2),
        ("tijd", 2),
        ("leeg", 1),
    ]
    assert (before.ideas, before.held, len(before.loose), before.order) == (6, 1, 1, None)
    box = given(*[Answer(order=((2,), (1,)))] * 5)
    session = answered(session, OPEN, box, ranking=True)
    after = outcome(session, poll_of(session, OPEN))
    assert [c.cluster.name for c in after.clusters] == ["tijd", "eten", "leeg"]
    assert [(c.place.points, c.place.named) for c in after.clusters] == [(15, 5), (10, 5), (0, 0)]


def test_an_open_poll_has_no_outcome_and_neither_has_one_that_two_people_answered():
    session = OpenPoll(question=STELLING).apply(session_with(), session_with().info.created)
    assert outcome(session, poll_of(session, STELLING)) is Untold.OPEN
    session = answered(session_with(), STELLING, (*values(1, 5), *given(SKIPPED)))
    assert outcome(session, poll_of(session, STELLING)) is Untold.FEW


@pytest.mark.mutation("small-group-shown")
def test_three_answers_have_an_outcome_only_when_the_moderator_agreed():
    session = answered(session_with(), STELLING, values(5, 4, 1))
    poll = poll_of(session, STELLING)
    assert outcome(session, poll) is Untold.UNCONFIRMED
    shown = ShowPoll(poll=poll.number, confirmed=True).apply(session, session.info.created)
    assert outcome(shown, poll_of(shown, STELLING)).opinions == 3


def test_a_question_to_practise_with_has_no_outcome():
    session = session_with(AnswerForm(kind=AnswerKind.RATE, practice=True))
    session = answered(session, STELLING, values(1, 2, 3, 4, 5))
    assert silent(session, poll_of(session, STELLING)) is Untold.PRACTICE


def test_two_groups_in_one_room_have_an_outcome_each():
    box = (
        *given(*[Answer(value=5)] * 5, group="cliënten"),
        *given(*[Answer(value=1)] * 6, group="professionals"),
    )
    base = describe(session_with(), groups=("cliënten", "professionals"))
    session = answered(base, STELLING, box)
    poll = poll_of(session, STELLING)
    assert groups_in(session, poll) == ("cliënten", "professionals")
    assert [outcome(session, poll, group).mean for group in groups_in(session, poll)] == [5, 1]
    assert outcome(session, poll).opinions == 11


def test_every_reason_for_no_figures_and_every_word_is_said_in_dutch():
    words = [*Untold, *Agreement, *Firmness, *Concordance]
    assert all(word.explain(NL) != word.explain(EN) for word in words)


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(9, 12, "9 van de 12"), (9, 20, "9 van de 20 (45%)")]
)
def test_a_share_is_said_as_people_and_in_percent_only_of_twenty(part, whole, said):
    assert of_all(part, whole, NL) == said


@pytest.mark.parametrize(("number", "said"), [(3.45, "3,5"), (4.0, "4,0"), (14 / 3, "4,7")])
def test_a_mean_has_one_decimal_and_a_comma_in_dutch(number, said):
    assert decimal(number, NL) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1, 1, 2, 2, 2, 1, 3, 4, 5), "6 van de 9 zijn het oneens, 2 eens"),
        ((4, 4, 5, 5, 2), "4 van de 5 zijn het eens"),
        ((2, 2, 2, 5, 5, 5), "evenveel eens als oneens: 3 en 3"),
        ((3, 3, 3, 3, 1, 5, 5), "4 van de 7 kiezen geen kant"),
        ((3, 3, 3), "3 van de 3 kiezen geen kant"),
        ((3, 3, 1), "2 van de 3 kiezen geen kant"),
        ((), ""),
    ],
)
def test_what_is_said_of_a_stelling_is_what_the_group_said_most(numbers, said):
    assert " ".join(in_short(scaled(*numbers), NL)[:1]) == said


@pytest.mark.parametrize("side", [1, 5])
def test_nobody_looks_at_the_one_who_sees_it_otherwise(side):
    others = [2, 2, 2, 2] if side == 5 else [4, 4, 4, 4]
    assert "1 " not in in_short(scaled(*others, side), NL)[0]


@pytest.mark.parametrize(
    ("number", "said"), [(14, "14"), (11.5, "11½"), (0.5, "½"), (37 / 3, "12,3"), (0, "0")]
)
def test_points_are_said_as_people_say_them(number, said):
    assert points(number, NL) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((9, 5, 6), "9 op een eigen toestel, 5 op de laptop die rondgaat, 6 op papier"),
        ((9, 5, 0), "9 op een eigen toestel, 5 op de laptop die rondgaat"),
        ((9, 4, 6), ""),
        ((9, 0, 1), ""),
        ((0, 0, 0), ""),
    ],
)
def test_how_people_took_part_is_said_unless_it_could_point_to_a_person(counts, said):
    assert ways(*counts, NL) == said


@pytest.mark.parametrize(
    ("number", "by", "dutch", "english"),
    [
        (1, 1, "1 punt · 1 persoon", "1 point · 1 person"),
        (0.5, 1, "½ punt · 1 persoon", "½ point · 1 person"),
        (0, 0, "0 punten · 0 mensen", "0 points · 0 people"),
        (1.5, 1, "1½ punten · 1 persoon", "1½ points · 1 person"),
        (11, 4, "11 punten · 4 mensen", "11 points · 4 people"),
    ],
)
def test_one_point_is_not_called_points(number, by, dutch, english):
    assert (gained(number, by, NL), gained(number, by, EN)) == (dutch, english)
