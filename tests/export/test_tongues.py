"""Words in another language than their document are marked as such, and stay what they are."""

import re

import pytest

from spiegel.export.word.ooxml import LINE, paragraph, run
from spiegel.export.word.tongues import marked

DUTCH = "Het besluit stond op bladzijde negen, en niemand had dat gezien."


def runs(written):
    """The words of each run with the language that it says."""
    found = re.findall(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t[^>]*>(.*?)</w:t></w:r>", written)
    return [
        (words, (re.findall(r'w:lang w:val="(.*?)"', look) or [""])[0]) for look, words in found
    ]


def test_a_dutch_quotation_in_an_english_paper_says_that_it_is_dutch():
    said = paragraph("Normal", run("She said it on the day. "), run(f"“{DUTCH}”", "Strong"))
    (before, none), (words, language) = runs(marked(said, "en"))
    assert (before, none) == ("She said it on the day. ", "")
    assert (words, language) == (f"“{DUTCH}”", "nl-NL")
    assert 'w:rStyle w:val="Strong"/><w:lang' in marked(said, "en")


def test_of_a_run_with_both_languages_each_sentence_has_its_own():
    said = paragraph("Normal", run(f"Action 2: {DUTCH} They will do it by then."))
    assert runs(marked(said, "en")) == [
        ("Action 2: ", ""),
        (f"{DUTCH} ", "nl-NL"),
        ("They will do it by then.", ""),
    ]


def test_sentences_that_follow_each_other_in_one_language_are_one_run():
    said = paragraph("Normal", run(f"{DUTCH} {DUTCH} Ja."))
    assert runs(marked(said, "en")) == [(f"{DUTCH} {DUTCH} ", "nl-NL"), ("Ja.", "")]


def test_a_sentence_over_several_runs_is_one_sentence():
    said = paragraph(
        "Normal", run("Het besluit stond "), run("op", "Strong"), run(" bladzijde en ")
    )
    assert [language for _words, language in runs(marked(said, "en"))] == ["nl-NL"] * 3


@pytest.mark.parametrize(
    "said",
    [
        paragraph("Normal", run(DUTCH)),
        paragraph("Normal", run("De Wmo & het wijkteam")),
        paragraph("Normal", run("שלום"), LINE, run("and then there was more")),
    ],
)
def test_what_is_in_the_language_of_the_paper_or_in_none_stays_as_it_is(said):
    assert marked(said, "en" if "then" in said else "nl") == said


def test_signs_and_line_breaks_stay_what_they_are():
    said = paragraph("Normal", run('They said <no> & "never" to all of them.\nAnd then not.'))
    written = marked(said, "nl")
    assert "&lt;no&gt; &amp; " in written
    assert "<w:br/>" in written
    assert re.sub(r"</?w:[^>]*>", "", written) == re.sub(r"</?w:[^>]*>", "", said)
