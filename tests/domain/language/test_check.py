"""What the language check finds in a sentence, what it leaves alone, and where."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegel.domain.language.check import check
from spiegel.domain.language.findings import FindingKind
from spiegel.i18n import translations

TODAY = datetime.date(2026, 11, 29)


def kinds(text: str) -> set[FindingKind]:
    return {finding.kind for finding in check(text, TODAY).findings}


@pytest.mark.parametrize(
    "text",
    [
        "Het wordt koud.", "Hij werd arts.", "U wordt 65.", "Wilt u beter worden?",
        "Wat wordt de volgende stap?", "Als het kouder wordt, hebben wij het al gehad.",
        "Zij is door het dorp naar huis.",
    ],
)  # fmt: skip
def test_not_every_worden_is_passive(text: str) -> None:
    assert FindingKind.PASSIVE not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Uw brief wordt bekeken.", "De hulp kan worden stopgezet.", "U bent geholpen door Jan.",
        "Het formulier wordt door ons ingevuld.", "Als de hulp wordt aangevraagd, bellen wij.",
    ],
)  # fmt: skip
def test_what_somebody_does_without_being_named_is_passive(text: str) -> None:
    assert FindingKind.PASSIVE in kinds(text)


def test_words_of_the_field_are_not_hard() -> None:
    text = "De mantelzorger en de huishoudelijke hulp komen naar de gemeentebijeenkomst."
    assert not kinds(text)


def test_a_hard_word_has_a_simpler_one_in_any_form() -> None:
    for word in ("retourneren", "retourneert", "geretourneerd", "Retourneerde"):
        found = check(f"Zij {word} het.").findings
        assert [(one.words, one.simpler) for one in found] == [(word, "terugsturen")]


def test_an_abbreviation_that_is_explained_is_none() -> None:
    assert FindingKind.ABBREVIATION in kinds("De Wmo is er voor u.")
    explained = "De wet voor hulp thuis (Wmo) is er voor u. De Wmo helpt."
    assert FindingKind.ABBREVIATION not in kinds(explained)
    assert not kinds("De zaal is in 9712 AB Groningen. Kijk op tv.")


def test_a_relative_date_is_said_as_a_real_one() -> None:
    found = check("Wij bellen over 2 weken, of volgende week dinsdag.", TODAY).findings
    assert [one.simpler for one in found] == ["13 december 2026", "1 december 2026"]


def test_a_sentence_with_one_subordinate_clause_is_left_alone() -> None:
    assert FindingKind.CLAUSES not in kinds("Toen ik belde, was zij er niet. Toen was het stil.")
    assert FindingKind.CLAUSES in kinds("Toen ik belde, zei zij dat zij het niet wist.")


def test_fifteen_words_are_enough() -> None:
    assert FindingKind.LONG not in kinds(" ".join(["Een", *["huis"] * 14]) + ".")
    assert FindingKind.LONG in kinds(" ".join(["Een", *["huis"] * 15]) + ".")


def test_the_mean_is_of_all_sentences() -> None:
    found = check("Wij bellen u. U komt langs bij ons.")
    assert (len(found.sentences), found.words, found.mean) == (2, 8, 4.0)


PIECES = st.sampled_from(
    [
        *("Indien", "wordt", "besproken", "door", "u", ".", ",", "?", "!", "(", ")", "|", "#", "-"),
        *("*", "\n", "\n\n", "a.s.", "over 2 weken", "over 999 jaar", "Wmo", "begin januari 0000"),
        *("omdat", "dat", "die", "als", "’s", "99", "“", "”", "10.30"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join))


@pytest.mark.slow
@pytest.mark.reckons
@given(TEXTS)
def test_any_text_gives_findings_that_lie_within_it(text: str) -> None:
    found = check(text, TODAY)
    end = 0
    for sentence in found.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == sentence.text
        end = sentence.end
    for one in found.findings:
        sentence = found.sentences[one.sentence]
        assert sentence.start <= one.start < one.end <= sentence.end
        assert one.explain(translations("nl"))
