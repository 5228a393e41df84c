"""A text comes apart at its sentences, and at nothing that only looks like an end."""

from spiegel.domain.language.sentences import sentences


def parts(text: str) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in sentences(text)]


def test_a_stop_of_an_abbreviation_a_clock_or_an_initial_ends_nothing() -> None:
    for one in (
        "Bel dhr. J.P. de Vries van bijv. 14.30 uur tot 15.00 uur.",
        "De brief van drs. A. Bakker gaat o.a. over d.w.z. zorg.",
        "Het is op 1 december a.s. om 10.30 uur.",
        "Zie art. 5 van de wet.",
    ):
        assert parts(one) == [one]


def test_a_sentence_may_end_in_an_abbreviation() -> None:
    assert parts("Kom 1 december a.s. Wij wachten.") == ["Kom 1 december a.s.", "Wij wachten."]


def test_a_quotation_has_sentences_of_its_own() -> None:
    assert parts('Zij zei: "Ik kom. Echt waar!" Dat was fijn.') == [
        'Zij zei: "Ik kom.', 'Echt waar!"', "Dat was fijn.",
    ]  # fmt: skip
    assert parts("“Komt u?” vroeg zij.") == ["“Komt u?” vroeg zij."]
    assert parts("Goed. 's Avonds niet.") == ["Goed.", "'s Avonds niet."]


def test_headings_items_and_cells_are_a_sentence_each() -> None:
    text = "# Het gesprek\nWij luisteren.\n\n- koffie\n- Een bon\n1. Uw naam\n| dag | uur |"
    assert parts(text) == [
        "Het gesprek", "Wij luisteren.", "koffie", "Een bon", "Uw naam", "dag", "uur",
    ]  # fmt: skip


def test_a_line_that_was_wrapped_goes_on() -> None:
    text = "Wij nodigen u uit voor een gesprek met tien mensen uit\nGroningen. U bent\nwelkom."
    assert parts(text) == [
        "Wij nodigen u uit voor een gesprek met tien mensen uit Groningen.", "U bent welkom.",
    ]  # fmt: skip
    assert parts("Geachte mevrouw De Vries,\n\nU komt.") == ["Geachte mevrouw De Vries,", "U komt."]
