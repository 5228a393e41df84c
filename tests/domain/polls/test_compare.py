"""Two sessions side by side: who named what, and nothing that small groups cannot carry."""

import msgspec
import pytest
from besides import OPEN, PLACE, STELLING, clients, professionals
from meetings import START, at
from polling import answered, ideas

from spiegel.domain.language.likeness import opposed
from spiegel.domain.polls.compare import (
    LayBeside,
    LinkClusters,
    Named,
    SameSession,
    beside,
    compare,
    counterpart,
    is_same,
)
from spiegel.domain.polls.polls import ShowPoll, poll_of
from spiegel.domain.report.compared import beside_it, chapter
from spiegel.domain.report.material import material
from spiegel.domain.session.session import Refusal, put
from spiegel.i18n import translations


def laid(own, other):
    return LayBeside(other=counterpart(other, at(5))).apply(own, at(5))


def pair(session, question=OPEN, other="p"):
    compared = compare(session, beside(session, other))
    return next(each for each in compared.pairs if each.own.question == question)


def names(rows):
    return [
        ("/".join(t.name for t in row.own), "/".join(t.name for t in row.theirs)) for row in rows
    ]


def test_until_groups_are_linked_each_stands_with_its_own_side():
    found = pair(laid(clients(), professionals()))
    assert names(found.named_by(Named.OWN)) == [
        ("ruime huisvesting", ""),
        ("kortere wachttijd", ""),
        ("kennis van stagiairs", ""),
    ]
    assert names(found.named_by(Named.THEIRS)) == [
        ("", "minder registratie"),
        ("", "lange wachttijden"),
    ]


def test_what_looks_alike_is_suggested_and_not_linked():
    rows = pair(laid(clients(), professionals())).rows
    likely = {row.own[0].name: row.likely for row in rows if row.own}
    assert likely == {
        "ruime huisvesting": (),
        "kortere wachttijd": (2,),
        "kennis van stagiairs": (),
    }


def test_linked_groups_were_named_by_both_each_with_its_own_place_and_people():
    session = LinkClusters(number=1, cluster=3, theirs=2).apply(
        laid(clients(), professionals()), START
    )
    found = pair(session)
    (both,) = found.named_by(Named.BOTH)
    assert [(t.name, t.place, t.people) for t in (*both.own, *both.theirs)] == [
        ("kortere wachttijd", 2, 6),
        ("lange wachttijden", 2, 6),
    ]
    assert len(found.named_by(Named.OWN)) == 2
    apart = LinkClusters(number=1, cluster=3, theirs=2, apart=True).apply(session, START)
    assert not pair(apart).named_by(Named.BOTH)


def test_two_groups_that_are_linked_to_one_stand_in_one_row():
    session = laid(clients(), professionals())
    for cluster in (2, 3):
        session = LinkClusters(number=1, cluster=cluster, theirs=2).apply(session, START)
    assert names(pair(session).named_by(Named.BOTH)) == [
        ("kortere wachttijd/kennis van stagiairs", "lange wachttijden")
    ]


def test_fixed_answers_stand_side_by_side_as_people():
    session = laid(clients(), professionals())
    scale, choice = pair(session, STELLING), pair(session, PLACE)
    assert (scale.own.counts, scale.theirs.counts) == ((0, 1, 0, 3, 2), (1, 3, 0, 2, 0))
    assert [(r.own[0].people, r.theirs[0].people, r.named) for r in choice.rows] == [
        (4, 1, Named.BOTH),
        (2, 2, Named.BOTH),
        (0, 3, Named.THEIRS),
    ]


def test_a_side_with_fewer_than_five_answers_shows_only_what_it_named():
    small = professionals(4)
    for question in (STELLING, OPEN, PLACE):
        number = poll_of(small, question).number
        small = ShowPoll(poll=number, confirmed=True).apply(small, START)
    session = laid(clients(), small)
    assert all(side.few and side.people == 0 for side in beside(session, "p").sides)
    assert pair(session, STELLING).theirs.counts == ()
    things = [thing for row in pair(session).rows for thing in row.theirs]
    assert [(t.name, t.people, t.place) for t in things] == [
        ("minder registratie", None, None),
        ("lange wachttijden", None, None),
    ]


def test_of_a_side_of_which_nobody_agreed_that_it_is_shown_nothing_stands_there():
    session = laid(clients(), professionals(4))
    assert not any(row.theirs for row in pair(session).rows)


def test_no_idea_of_the_other_side_is_kept():
    assert b"wachttijden 1" not in msgspec.json.encode(counterpart(professionals(), START))


def test_another_number_of_questions_and_another_order_are_matched_by_their_words():
    other = professionals()
    question = other.questions[OPEN]
    other = put(other, msgspec.structs.replace(question, words="Wat valt u op?"))
    compared = compare(clients(), counterpart(other, START))
    assert [p.own.question for p in compared.pairs] == [STELLING, PLACE]
    assert [side.question for side in compared.alone] == [OPEN]
    assert [side.words for side in compared.theirs_alone] == ["Wat valt u op?"]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Ik voel mij hier welkom.", "Ik voel mij hier niet welkom."),
        ("Wat moet er beter bij de inloop?", "Wat gaat er goed bij de inloop?"),
        ("Wat wilt u meer?", "Wat wilt u minder?"),
    ],
)
def test_questions_that_ask_the_contrary_are_not_laid_side_by_side(here, there):
    assert opposed(here, there)
    own, other = clients(), professionals()
    own = put(own, msgspec.structs.replace(own.questions[OPEN], words=here))
    other = put(other, msgspec.structs.replace(other.questions[OPEN], words=there))
    compared = compare(own, counterpart(other, START))
    assert OPEN in [side.question for side in compared.alone]
    assert there in [side.words for side in compared.theirs_alone]


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        ("Welk cijfer geeft u het gebouw?", "Welk cijfer geeft u de koffie?", False),
        ("Hoe vaak belt u de huisarts?", "Hoe vaak belt u het wijkteam?", False),
        ("Cliënten voelen zich hier welkom.", "Medewerkers voelen zich hier welkom.", True),
        ("Wat is belangrijk voor u?", "Wat is belangrijk voor bezoekers?", True),
        ("Wat vindt u van de inloop?", "Wat vinden vrijwilligers van onze inloop?", True),
    ],
)
def test_questions_about_something_else_are_not_laid_side_by_side_and_about_others_are(
    here, there, same
):
    own, other = clients(), professionals()
    own = put(own, msgspec.structs.replace(own.questions[OPEN], words=here))
    other = put(other, msgspec.structs.replace(other.questions[OPEN], words=there))
    compared = compare(own, counterpart(other, START))
    assert (OPEN in [pair.own.question for pair in compared.pairs]) is same


def test_where_the_other_group_read_other_words_these_stand_with_the_question():
    own, other = clients(), professionals()
    own = put(own, msgspec.structs.replace(own.questions[STELLING], words="Ik voel mij welkom."))
    words = "Cliënten voelen zich welkom."
    other = put(other, msgspec.structs.replace(other.questions[STELLING], words=words))
    seen = material(own, translations("nl"))
    said = chapter(beside_it(seen, counterpart(other, START)), seen)
    assert "Waren de woorden anders" in said.intro
    assert [words in " ".join(section.notes) for section in said.sections] == [
        "voel" in section.heading for section in said.sections
    ]
    alike = put(
        other, msgspec.structs.replace(other.questions[STELLING], words="ik voel mij welkom")
    )
    said = chapter(beside_it(seen, counterpart(alike, START)), seen)
    assert said.intro.startswith("Aan beide groepen zijn dezelfde vragen gesteld")


def test_a_link_stays_when_the_other_session_is_laid_beside_anew_unless_its_group_is_gone():
    session = LinkClusters(number=1, cluster=3, theirs=2).apply(
        laid(clients(), professionals()), START
    )
    assert pair(laid(session, professionals(5))).named_by(Named.BOTH)
    again = answered(professionals(), OPEN, ideas(*((w,) for w in "abcde")), again=True)
    assert beside(laid(session, again), "p").links == ()


def test_what_was_linked_in_the_one_session_is_linked_in_the_other_that_lies_beside_it():
    linked = LinkClusters(number=1, cluster=3, theirs=2).apply(
        laid(clients(), professionals()), at(5)
    )
    back = LayBeside(other=counterpart(linked, at(6), to="p")).apply(professionals(), at(6))
    (row,) = pair(back, other="c").named_by(Named.BOTH)
    assert (row.own[0].name, row.theirs[0].name) == ("lange wachttijden", "kortere wachttijd")


def test_that_the_other_session_changed_can_be_told():
    session = laid(clients(), professionals())
    linked = LinkClusters(number=1, cluster=3, theirs=2).apply(session, START)
    assert is_same(beside(linked, "p"), counterpart(professionals(), at(9)))
    assert not is_same(beside(linked, "p"), counterpart(professionals(5), at(9)))


def test_a_session_is_not_laid_beside_itself_and_what_is_gone_is_not_linked():
    with pytest.raises(SameSession):
        laid(clients(), clients())
    with pytest.raises(Refusal):
        LinkClusters(number=1, cluster=9, theirs=2).apply(laid(clients(), professionals()), START)
