"""Literal words are found back in other texts, whatever case, accents and signs."""

import re
import unicodedata

import pytest

import mutations
from spiegel.domain.consent.literal import guard, repeats

SAID = "Ze keek niet op van haar scherm, geen één keer."
INSTEAD = "[…]"


@pytest.mark.parametrize(
    "text",
    [
        "ze keek niet op van haar scherm geen een keer",
        "Het was zo dat ZE KEEK NIET OP van haar toetsenbord",
        "… niet op van haar scherm; geen gehoor",
    ],
)
def test_six_words_in_a_row_are_a_quotation(text):
    assert repeats(text, SAID)


@pytest.mark.parametrize(
    "text", ["ze keek op haar scherm", "niet op van haar scherm", "", "geen één keer"]
)
def test_the_same_thing_in_other_words_is_none(text):
    assert not repeats(text, SAID)


def test_all_of_a_short_utterance_is_a_quotation():
    assert repeats("nooit meer", "Nooit meer!")
    assert repeats("toen zei ik kom maar langs ja", "kom maar langs, ja")
    assert not repeats("dat wil ik nooit meer", "Nooit meer!")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Toen: ze keek niet op van haar scherm, geen één keer. Erg.", "Toen: […]. Erg."),
        ("zij zei “geen één keer” en weg", "zij zei “[…]” en weg"),
        ("zij zei ‘nooit meer’ en weg", "zij zei ‘[…]’ en weg"),
        ("dat wil ik nooit meer", "dat wil ik nooit meer"),
        ("“keer” op keer", "“keer” op keer"),
        ("niets ervan", "niets ervan"),
    ],
)
def test_it_is_cut_out_and_the_rest_stays(text, left):
    assert guard([SAID, "Nooit meer!", ""]).cut(text, INSTEAD) == left


@mutations.register("letters-in-one-way")
def _letters_in_one_way(patch: pytest.MonkeyPatch) -> None:
    """A word is what stands between signs, and an accent that stands apart is one."""
    patch.setattr("spiegel.domain.consent.literal._TOKEN", re.compile(r"\w+(?:['’]\w+)*"))


@pytest.mark.parametrize(
    "typed",
    [
        lambda words: unicodedata.normalize("NFD", words.upper()),
        lambda words: words.replace("ch", "c\u00adh"),
        lambda words: words.replace("wachten", "wach\u200bten"),
        lambda words: words.replace(" ", "\u00a0"),
        lambda words: words.replace("'", "\u02bc"),
        lambda words: words.replace("'", "‘"),
    ],
    ids=["capitals", "soft hyphen", "no width", "hard space", "letter", "turned"],
)
def test_words_are_found_however_a_program_writes_their_letters(typed):
    said = "Ik móést acht weken op z'n crèche wachten"
    assert guard([said]).cut(f"Want {typed(said)}.", "…") == "Want …."
    assert guard([typed(said)]).cut(f"Want {said}.", "…") == "Want …."


@pytest.mark.mutation("letters-in-one-way")
def test_words_with_accents_that_stand_apart_are_the_same_words():
    said = "Ik móést acht weken op de crèche wachten"
    apart = unicodedata.normalize("NFD", said)
    assert apart != said
    assert guard([said]).cut(f"Want {apart}.", "…") == "Want …."


def test_nothing_to_guard_changes_nothing():
    assert guard([]).cut(SAID, INSTEAD) == SAID
