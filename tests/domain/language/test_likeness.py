"""What looks alike is suggested by what its words are about, whatever their form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegel.domain.language.likeness import ALIKE, alike, likeness

ALIKE_TEXTS = (
    ("Langere openingstijden", "openingstijd in het weekend"),
    ("brieven die je begrijpt", "begrijpelijke brief"),
    ("Te lang wachten aan de balie", "kortere wachttijden"),
    ("de medewerkers luisteren goed", "er wordt niet geluisterd"),
    ("parkeren is duur", "gratis parkeerplaatsen"),
    ("kennis van stagiairs", "de stagiair"),
    ("vergoeding", "reiskosten vergoeden"),
)
OTHER_TEXTS = (
    ("koffie", "langere openingstijden"),
    ("meer aandacht voor de mensen", "meer parkeerplaatsen voor de deur"),
    ("een lange wachtrij", "een lange gang"),
    ("", "balie"),
    ("de het een", "van de en het"),
)


@pytest.mark.parametrize(("a", "b"), ALIKE_TEXTS)
def test_what_is_about_the_same_is_alike_whatever_the_form_of_its_words(a, b):
    assert ALIKE <= likeness(a, b) == likeness(b, a)


@pytest.mark.parametrize(("a", "b"), OTHER_TEXTS)
def test_what_shares_no_word_that_says_something_is_not_alike(a, b):
    assert likeness(a, b) < ALIKE


def test_the_likeliest_comes_first_and_the_others_stay_away():
    others = ["koffie", "wachten op de bus", "wachttijd aan de balie", "balie: wachttijden!"]
    assert alike("wachttijden balie", others) == [2, 3, 1]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_lies_between_nothing_and_all_and_is_the_same_both_ways(a, b):
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert likeness(a, a.upper() if a.upper().lower() == a.lower() else a) == 1
