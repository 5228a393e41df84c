"""The Word report: what a professional, a screen reader and Word itself find in it."""

import itertools
import re
import zipfile
from collections import Counter

import docx
import pytest

from export.printed import W, bookmarks, every_part, links, paragraphs, part, text, words_of
from export.reported import meeting
from spiegel.domain.debrief import document_numbers
from spiegel.domain.gate import Shown, shown
from spiegel.i18n import translations

NL = translations("nl")
CODE = re.compile(r"(?<![\w])[DT]\d+(?![\w])")


def test_every_statement_with_consent_stands_once_with_its_number(report):
    session = meeting()
    labels = document_numbers(session, NL)
    stand = Counter(
        words.split("\t")[0]
        for style, words in paragraphs(report)
        if style in ("Quote", "SpiegelSummary")
    )
    assert stand == Counter(labels.values())
    for number, statement in session.statements.items():
        ruling = shown(session, statement, NL)
        assert isinstance(ruling, Shown) == (number in labels)
        if isinstance(ruling, Shown):
            line = next(
                words for _, words in paragraphs(report) if words.startswith(f"{labels[number]}\t")
            )
            assert ruling.words in line


def test_a_quotation_is_a_quotation_and_a_summary_says_so(report):
    for style, words in paragraphs(report):
        if style == "Quote":
            assert "\t“" in words
            assert "(samengevat" not in words
        if style == "SpiegelSummary":
            assert "\t“" not in words
            assert "(samengevat" in words


def test_nothing_of_who_may_not_be_quoted_is_in_the_file(report):
    content = every_part(report)
    for withheld in ("Twaalf maandagen", "Vraag het mij eens", "syndroom van Elzer"):
        assert withheld not in content


def test_no_code_and_no_time_is_in_the_file(report):
    content = text(report)
    assert not CODE.findall(content)
    assert not re.findall(r"\b\d{1,2}:\d\d\b", content)
    assert "5d3c0f5e" not in every_part(report)


def test_every_link_leads_somewhere_and_every_place_is_there_once(report):
    places = Counter(bookmarks(report))
    assert set(places.values()) == {1}
    targets = {anchor for anchor, _ in links(report)}
    assert targets <= places.keys()
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", place) for place in places)
    ids = [mark.get(f"{W}id") for mark in part(report).iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == len(ids)


def test_statements_and_actions_link_both_ways_with_visible_words(report):
    session = meeting()
    labels = document_numbers(session, NL)
    visible = Counter(links(report))
    for action in session.actions.values():
        for number in action.statements:
            if number not in labels:
                continue
            place = next(anchor for anchor, words in visible if words == labels[number])
            assert place in bookmarks(report)
            line = next(
                p
                for p in part(report).iter(f"{W}p")
                if words_of(p).startswith(f"{labels[number]}\t")
            )
            back = [(a.get(f"{W}anchor"), words_of(a)) for a in line.iter(f"{W}hyperlink")]
            assert (f"actie_{action.number}", f"zie actie {action.number}") in back


def test_the_contents_are_there_without_asking(report):
    entries = [words for style, words in paragraphs(report) if style.startswith("TOC") and words]
    assert entries[0] == "Zo leest u dit verslag\t"
    assert "Thema 1: bejegening\t" in entries
    assert [e.strip() for e in entries if e.strip() in ("Verbeteracties", "Hoe het is gegaan")]
    assert "updateFields" not in every_part(report)
    assert 'w:dirty="' not in every_part(report)


def test_headings_are_headings(report):
    levels = [
        (int(style[-1]), words)
        for style, words in paragraphs(report)
        if style.startswith("Heading")
    ]
    assert (1, "Wat de deelnemers vertelden") in levels
    assert (2, "Thema 2: wachttijd") in levels
    assert (3, "+ Gaat goed · 2 deelnemers") in levels
    body = [level for level, _ in levels[2:]]  # the first two are those of page one
    assert body[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(body))


def test_tables_have_a_repeated_header_rows_stay_whole_and_say_what_they_hold(report):
    tables = list(part(report).iter(f"{W}tbl"))
    assert len(tables) == 6
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        widths = [int(c.get(f"{W}w")) for c in table.find(f"{W}tblGrid")]
        assert sum(widths) <= 9_638
        for cell in table.iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"


def test_the_file_says_what_it_is_and_not_who_made_it(report):
    properties = docx.Document(str(report)).core_properties
    assert properties.title == "Wmo-toegang in drie wijkteams"
    assert properties.language == "nl-NL"
    assert properties.author == properties.last_modified_by == ""
    assert properties.created is not None
    assert properties.created.year > 2020
    with zipfile.ZipFile(report) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_the_words_are_dutch_to_the_spelling_checker(report, make):
    styles = part(report, "word/styles.xml")
    assert {mark.get(f"{W}val") for mark in styles.iter(f"{W}lang")} == {"nl-NL"}
    english = make(meeting(language="en"))
    styles = part(english, "word/styles.xml")
    assert {mark.get(f"{W}val") for mark in styles.iter(f"{W}lang")} == {"en-GB"}
    assert "What the participants told" in text(english)


def test_nothing_that_matters_stands_in_the_footer_alone(report):
    footer = words_of(part(report, "word/footer1.xml"))
    assert footer == "Verslag spiegelgesprek: Wmo-toegang in drie wijkteams\tpagina 1 van 1"
    fields = [f.get(f"{W}instr") for f in part(report, "word/footer1.xml").iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert "Concept: nog niet voorgelegd aan de deelnemers" in text(report)


def test_page_one_ends_before_the_contents(report):
    body = part(report).find(f"{W}body")
    breaks = [
        words_of(p) for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert breaks == ["Inhoud", "Wat de deelnemers vertelden", "Verbeteracties"]


@pytest.mark.parametrize("kind", ["report", "worklist"])
def test_a_file_opens_in_python_docx_as_well(make, kind):
    document = docx.Document(str(make(meeting(), kind)))
    assert document.paragraphs
    assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.01)
