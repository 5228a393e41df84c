"""Harmless words of one person together: found where it may be one person, and seldom elsewhere."""

import random
from pathlib import Path

import pytest

from spiegel.domain.consent.together import KINDS
from spiegel.domain.privacy.traits import Trait, places, traits

HERE = Path(__file__).parent


def people(name: str) -> list[list[str]]:
    blocks = (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")
    return [block.split("\n") for block in blocks]


def kinds(said: list[str]) -> frozenset[Trait]:
    return frozenset().union(*map(traits, said))


def test_nine_in_ten_people_whom_a_neighbour_would_know_are_found(counted):
    everybody = people("people_known.txt")
    missed = [said for said in everybody if len(kinds(said)) < KINDS]
    counted(f"{len(everybody) - len(missed)} of {len(everybody)} people found")
    assert len(missed) <= len(everybody) // 10, missed


def test_of_people_who_could_be_many_one_in_twenty_gives_an_alarm_at_most(counted):
    everybody = people("people_many.txt")
    alarms = [said for said in everybody if len(kinds(said)) >= KINDS]
    counted(f"{len(alarms)} false alarms on {len(everybody)} people")
    assert len(alarms) <= len(everybody) // 20, alarms


def test_ten_sentences_without_anybody_in_them_seldom_make_one_person(counted):
    said = [
        line
        for path in sorted(HERE.glob("clean*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    chance = random.Random(11)
    alarms = sum(len(kinds(chance.sample(said, 10))) >= KINDS for _ in range(500))
    counted(f"{alarms} false alarms on 500 times ten of {len(said)} sentences")
    assert alarms <= 5


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Bij mij in De Akkers was het zo rond.", ("de akkers",)),
        ("Ik wachtte lang, in Zuid.", ("zuid",)),
        ("Elf weken, in Noord.", ("noord",)),
        ("Dat was in Rotterdam.", ()),
        ("In Nederland wacht je.", ()),
        ("Wij komen uit de stad.", ()),
    ],
)
def test_a_part_of_a_town_is_a_place_and_a_large_town_is_none(said, found):
    assert places(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "Ik was bij de tandarts.",
        "De dominee kwam langs.",
        "Ik heb tien jaar op een woning gewacht.",
        "Er kwam een schilder toen ik thuis was.",
    ],
)
def test_somebody_elses_trade_is_not_ones_own(said):
    assert Trait.WORK not in traits(said)
