"""Letters and papers as Word files and as Markdown: what a reader, and a screen reader, gets."""

import io
import re

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readymade import NOW, bare, ready

from export.elements import ordered
from export.houses import built
from export.printed import W, every_part, headings, paragraphs, part, text
from export.reported import shown
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.letters.letter import EditLetter
from spiegel.domain.letters.papers import PAPERS, Look, every_paper
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import ingredients
from spiegel.domain.session.session import EditInfo
from spiegel.export import says
from spiegel.export.letters import LetterMaker
from spiegel.export.watching import Asker
from spiegel.i18n import translations


def any_words():
    """Text of any kind, and lines that are nearly markup."""
    marks = st.sampled_from(
        [
            "# ",
            "## ",
            "> ",
            "- ",
            "- [ ] ",
            "|",
            "**",
            "[plaats]",
            "[x]",
            "____",
            "\\",
            "\n",
            "\n\n",
        ]
    )
    pieces = st.lists(st.one_of(marks, st.text(max_size=8)), max_size=20)
    return pieces.map("".join)


BRINGING = (
    "client-edition",
    "feedback-six-weeks",
    "feedback-three-months",
    "feedback-half-year",
    "actions-by-owner",
)
"""Papers of which a field brings headings."""


def decided():
    """A meeting that is ready, and of which one thing is decided."""
    return AddAction(words="Terugbellen", owner="T1").apply(ready(), NOW)


@pytest.mark.parametrize("key", PAPERS)
def test_each_paper_has_a_title_a_language_and_no_author(make, key):
    path = make(ready(), key)
    properties = docx.Document(path).core_properties
    titles = [words for style, words in paragraphs(path) if style == "Title"]
    assert titles == [properties.title]
    assert properties.language == "nl-NL"
    assert properties.author == ""
    assert 'w:val="nl-NL"' in every_part(path)


@pytest.mark.parametrize("key", PAPERS)
def test_each_paper_is_what_word_expects(make, key):
    path = make(ready(), key)
    for name in ("document", "styles", "numbering", "footer1"):
        assert ordered(part(path, f"word/{name}.xml"))
    known = {style.get(f"{W}styleId") for style in part(path, "word/styles.xml").iter(f"{W}style")}
    body = part(path).find(f"{W}body")
    used = {mark.get(f"{W}val") for mark in body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert used <= known
    assert [body[-2].tag, body[-1].tag] == [f"{W}p", f"{W}sectPr"]


@pytest.mark.parametrize("key", PAPERS)
def test_headings_are_real_and_tables_say_what_they_hold(make, key):
    path = make(decided(), key)
    styles = [style for style, _words in paragraphs(path)]
    assert styles[0] == "Title"
    brought = styles.count("Heading2") - "\n".join(PAPERS[key].words).count("\n## ")
    assert brought > 0 if key in BRINGING else brought == 0
    for table in part(path).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        head = rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert head is (PAPERS[key].look is not Look.CARDS)
        assert sum(int(c.get(f"{W}w")) for c in table.find(f"{W}tblGrid")) <= 9_638
        assert all(cell[-1].tag == f"{W}p" for cell in table.iter(f"{W}tc"))


@pytest.mark.parametrize(("language", "day"), [("nl", "18 maart 2027"), ("en", "18 March 2027")])
def test_no_line_of_a_letter_is_broken_within_a_date(make, language, day):
    assert day.replace(" ", "\u00a0") in text(make(ready(language=language), "invitation"))


def test_a_letter_in_english_says_so(make):
    path = make(ready(language="en"), "invitation")
    assert docx.Document(path).core_properties.language == "en-GB"
    assert "Thursday 18 March 2027" in text(path).replace("\u00a0", " ")
    assert "from 13:30 to 15:05" in text(path)


def test_an_edited_letter_is_made_of_the_edit(make):
    session = EditLetter(paper="role-card", words="# Zo luistert u\n\n- Stil in [plaats]")
    path = make(session.apply(ready(), NOW), "role-card")
    assert [words for _style, words in paragraphs(path)] == ["Zo luistert u", "Stil in De Brink"]
    assert path.name.endswith("rolkaart.docx")


def test_a_line_to_fill_in_stands_where_nothing_is_known(make):
    assert "____ (plaats)" in text(make(bare(), "invitation"))


@pytest.mark.slow
@pytest.mark.reckons
def test_in_a_house_style_a_letter_has_its_styles(make, tmp_path):
    path = make(ready(), "invitation", template=built("namen.docx", tmp_path))
    assert docx.Document(path).core_properties.title == "Wilt u vertellen hoe het voor u was?"


@pytest.mark.parametrize("form", ["spiegelgesprek", "persona"])
def test_page_two_of_an_invitation_begins_with_a_heading_and_not_in_the_middle_of_a_list(
    make, form
):
    body = part(make(ready(form), "invitation")).find(f"{W}body")
    broken = [p for p in body if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in broken] == ["Heading2"]


def test_a_letter_that_fits_on_one_page_has_no_other(make):
    path = make(ready(), "confirmation")
    assert next(part(path).iter(f"{W}pageBreakBefore"), None) is None


def test_a_poster_is_as_large_as_one_page_holds(make):
    styles = {style for style, _words in paragraphs(make(ready(), "ground-rules"))}
    assert "SpiegelPoster" in styles
    long = EditLetter(paper="ground-rules", words="# Regels\n" + "\n- Laat elkaar uitpraten" * 30)
    small = {style for style, _words in paragraphs(make(long.apply(ready(), NOW), "ground-rules"))}
    assert "SpiegelPoster" not in small


@pytest.mark.slow
@pytest.mark.reckons
def test_all_letters_as_one_text_have_a_heading_each_and_nothing_private(make):
    said = make(ready(), "letters-text").read_text(encoding="utf-8")
    titles = [name for name in headings(said) if name in {"Uw toestemming", "Kom luisteren"}]
    assert titles == ["Uw toestemming", "Kom luisteren"]
    assert not re.search(r"\bD\d\b", said)


def test_a_travel_list_of_somebody_who_withdrew_may_not_stay_and_other_papers_may():
    session = ready()
    assert 3 in ingredients(session, KINDS["travel-list"]).people
    assert ingredients(session, KINDS["invitation"]).people == ()
    gone = Withdraw(participant=3).apply(session, NOW)
    assert 3 not in ingredients(gone, KINDS["travel-list"]).people


def test_a_paper_says_something_else_when_the_place_changes():
    nl = translations("nl")
    moved = EditInfo(fields={"place": "elders"}).apply(ready(), NOW)
    before, after = (says(session, "invitation", nl) for session in (ready(), moved))
    assert before != after
    assert says(ready(), "role-card", nl) == says(moved, "role-card", nl)


@pytest.mark.slow
@pytest.mark.reckons
@given(words=any_words())
@example(words="# **")
def test_any_text_can_be_a_letter(words):
    session = EditLetter(paper="role-card", words=words).apply(ready(), NOW)
    t = translations("nl")
    maker = LetterMaker("role-card")
    made = maker.make(session, t, Asker())
    assert docx.Document(io.BytesIO(made)).core_properties.title
    assert maker.said(session, t)


@pytest.mark.slow
@pytest.mark.reckons
def test_every_paper_of_every_format_can_be_made(make):
    for format_ in ("focusgroep", "versnellingssessie", "persona"):
        session = bare(format_)
        for paper in every_paper(session):
            assert make(session, paper.key).exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Reflectiekaarten", "Eigen kracht", "Wie bepaalde hier?", "Wie stond er naast")),
        ("en", ("Reflection cards", "Own strength", "Who decided here?", "Who stood by them?")),
    ],
)
def test_four_reflection_cards_are_on_one_paper_in_the_language_of_the_meeting(
    make, language, words
):
    path = make(ready(language=language), "reflection-cards")
    told = text(path)
    for each in words:
        assert each in told
    assert len(list(part(path).iter(f"{W}tr"))) == 2
    (size,) = [
        one.find(f"{W}rPr/{W}sz").get(f"{W}val")
        for one in part(path, "word/styles.xml").iter(f"{W}style")
        if one.get(f"{W}styleId") == "SpiegelQuarter"
    ]
    assert int(size) >= 36  # half points: read by all around a table


@pytest.mark.parametrize("key", ["client-edition", "thanks", "feedback-three-months"])
def test_what_participants_take_home_is_in_letters_of_twelve_points(make, key):
    lines = docx.Document(make(shown(), key)).paragraphs
    assert {line.style.name for line in lines} & {"Spiegel Readable", "Spiegel Dense"}
    sizes = [line.style.font.size for line in lines if line.style.name != "Spiegel Notice"]
    assert min(size.pt for size in sizes) >= 12


def test_all_that_will_be_done_stands_in_the_client_edition_and_the_words_that_are_hard(make):
    said = text(make(shown(), "client-edition"))
    assert all(action.words in said for action in shown().actions.values())
    for word in ("bejegening", "keukentafelgesprek", "mantelzorg", "terugkoppeling"):
        assert f"{word}: " in said
