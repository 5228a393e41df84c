"""Syllables are counted as a person counts them, by hand."""

import pytest

from spiegel.domain.language.syllables import syllables

BY_HAND = {
    1: "zo'n uur eeuw nieuw thuis team",
    2: "cliënt via mooie e-mail bureau",
    3: "ideeën zee-egel patiënt mee-eten ooievaar museum frequentie",
    4: "'s-Hertogenbosch officieel beëindigen financiën begeleiding industrieën geïndiceerd",
    5: "coördinatie radioactief huishoudelijke",
    7: "mantelzorgondersteuning wijkteamcoördinator",
}
"""ge-in-di-ceerd and in-du-strie-en have four, not five."""


@pytest.mark.parametrize(
    ("word", "count"), [(word, n) for n, words in BY_HAND.items() for word in words.split()]
)
def test_a_word_has_the_syllables_that_one_hears(word: str, count: int) -> None:
    assert syllables(word) == count
    assert syllables(word.capitalize()) == count
