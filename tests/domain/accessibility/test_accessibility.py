"""The accessibility check on documents as values: what it finds, and what it leaves alone."""

import pytest

from spiegel.domain.accessibility.check import Checked, check
from spiegel.domain.accessibility.contrast import contrast_of
from spiegel.domain.accessibility.document import (
    Box,
    Cell,
    Document,
    Figure,
    Link,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
)
from spiegel.domain.accessibility.findings import RULES, Fault, Item
from spiegel.domain.language.tongue import tongue
from spiegel.i18n import translations

TEXT = "De bewoners vertelden dat zij lang op een antwoord van het wijkteam wachten."


def paragraph(words: str = TEXT, **facts: object) -> Paragraph:
    looks = {key: facts.pop(key) for key in ("bold", "size", "color", "behind") if key in facts}
    language = facts.pop("language", "nl-NL")
    return Paragraph(runs=(Run(words=words, language=language, **looks),), **facts)


def heading(words: str, level: int) -> Paragraph:
    return paragraph(words, level=level)


def table(*rows: tuple[str, ...], header: bool = True, **facts: object) -> Table:
    made = [
        Row(
            cells=tuple(Cell(blocks=(paragraph(words),)) for words in row),
            header=header and not at,
        )
        for at, row in enumerate(rows)
    ]
    return Table(rows=tuple(made), **{"title": "Acties", **facts})


def found(*blocks: object, title: str = "Wat bewoners zeiden", **facts: object) -> Checked:
    return check(Document(title=title, language="nl-NL", blocks=blocks, **facts))


def faults(*blocks: object, **facts: object) -> list[Fault]:
    return [finding.fault for finding in found(*blocks, **facts).findings]


def test_headings_may_be_the_same_under_different_headings():
    themes = [
        block
        for theme in ("Wachten", "Vervoer")
        for block in (heading(theme, 1), heading("Wat goed gaat", 2), paragraph())
    ]
    assert faults(*themes) == []
    assert faults(*themes, heading("Wat goed gaat", 2)) == [Fault.HEADING_REPEATED]


def test_a_level_may_be_left_out_upwards_and_not_downwards():
    assert faults(heading("A", 1), heading("B", 2), heading("C", 3), heading("D", 1)) == []
    assert faults(heading("A", 1), heading("B", 3)) == [Fault.HEADING_SKIPPED]


def test_headings_in_tables_and_boxes_count_in_the_order_of_reading():
    box = Paragraph(boxes=(Box((heading("Diep", 3),)),))
    assert faults(heading("A", 1), box) == [Fault.HEADING_SKIPPED]


@pytest.mark.parametrize(
    "words",
    [
        "Let op: breng uw pas mee.",
        "Datum: 8 oktober",
        "Een hele zin die iemand vet heeft gemaakt omdat zij die belangrijk vond voor ons",
        "___________",
        "1.234,56",
    ],
)
def test_bold_words_that_are_no_heading_are_left_alone(words):
    assert faults(paragraph(), paragraph(words, bold=True), paragraph()) == []


def test_a_bold_line_is_a_heading_only_over_text():
    bold = paragraph("Wachten op een brief", bold=True)
    assert faults(paragraph(), bold, paragraph()) == [Fault.HEADING_PRETENDED]
    assert faults(heading("Wachten", 1), bold, paragraph()) == [Fault.HEADING_PRETENDED]
    title = paragraph("Wat bewoners zeiden", role=Role.TITLE, level=1)
    assert faults(title, bold, paragraph()) == []
    assert faults(paragraph(), bold) == []
    assert faults(paragraph(), bold, bold) == []


def test_one_line_with_a_dash_is_what_somebody_said_and_two_are_a_list():
    said = paragraph("– Niemand belt terug.")
    assert faults(paragraph(), said, paragraph()) == []
    assert faults(paragraph(), said, said) == [Fault.LIST_TYPED]


def test_numbers_that_do_not_follow_each_other_are_no_list():
    assert faults(paragraph("12. december"), paragraph("8. januari")) == []
    assert faults(paragraph("a) bellen"), paragraph("b) schrijven")) == [Fault.LIST_TYPED]


def test_items_that_are_marked_are_no_typed_list():
    item = paragraph("- bellen", role=Role.ITEM)
    assert faults(item, item) == []


def test_contents_with_page_numbers_are_no_columns():
    line = paragraph("Wachten\t\t4", role=Role.CONTENTS)
    assert faults(line, line, line) == []
    line = paragraph("Datum\t8 oktober")
    assert faults(line, line) == []


def test_one_blank_paragraph_here_or_there_is_no_fault():
    blank = paragraph("")
    assert faults(paragraph(), blank, paragraph(), blank, paragraph()) == []
    assert faults(paragraph(), blank, blank, paragraph()) == [Fault.BLANK_LINES]
    assert faults(paragraph(), *(blank, paragraph()) * 5) == [Fault.BLANK_LINES]
    assert faults(paragraph(), table(("A", "B"), ("c", "d")), blank, paragraph()) == []
    assert faults(paragraph(), blank, paragraph("", breaks=True), blank, paragraph()) == []


def test_lines_to_write_on_are_not_blank():
    line = paragraph("\t", bordered=True)
    assert faults(paragraph(), line, line, line, paragraph()) == []


def test_a_table_that_only_places_words_needs_no_header_and_a_person_looks_at_it():
    labels = table(("Straat 1", "", "Straat 2"), ("Plein 3", "", ""), header=False, looks=False)
    checked = found(paragraph(), labels)
    assert checked.findings == ()
    assert len(checked.for_a_person(translations("en"))) == 7
    assert len(found(paragraph()).for_a_person(translations("en"))) == 6


def test_a_caption_is_the_title_of_a_table():
    bare = table(("A", "B"), ("c", "d"), title="")
    assert faults(bare) == [Fault.TABLE_UNTITLED]
    assert faults(paragraph("Tabel 1", role=Role.CAPTION), bare) == []


def test_the_corner_of_a_header_row_may_be_empty():
    assert faults(table(("", "ma", "di"), ("bus", "9", "10"))) == []
    assert faults(table(("", "", "di"), ("bus", "9", "10"))) == [Fault.HEADER_BLANK]


def test_merged_cells_are_counted_once_each():
    merged = Table(
        title="Acties",
        rows=(
            Row(
                cells=(Cell(blocks=(paragraph("A"),)), Cell(blocks=(paragraph("B"),))), header=True
            ),
            Row(cells=(Cell(blocks=(paragraph("x"),)), Cell(blocks=(paragraph("y"),)))),
            Row(cells=(Cell(continues=True), Cell(blocks=(paragraph("z"),)))),
            Row(cells=(Cell(continues=True), Cell(blocks=(paragraph("w"),)))),
            Row(cells=(Cell(blocks=(paragraph("v"),), wide=2),)),
        ),
    )
    (finding,) = found(merged).findings
    assert (finding.fault, finding.about) == (Fault.CELLS_MERGED, {"count": 2})


@pytest.mark.parametrize(
    ("alt", "fault"),
    [
        ("De ingang met een helling", None),
        ("Logo van de gemeente Elzerwoude", None),
        ("logo", Fault.ALT_FILE_NAME),
        ("C:\\Users\\x\\foto.png", Fault.ALT_FILE_NAME),
        ("Picture 3", Fault.ALT_FILE_NAME),
        ("Screenshot van de site", Fault.TEXT_AS_IMAGE),
        ("", Fault.ALT_MISSING),
    ],
)
def test_an_alternative_text_says_something(alt, fault):
    text = [paragraph() for _ in range(3)]
    figure = Paragraph(figures=(Figure(alt=alt),))
    assert faults(*text, figure) == [fault] * (fault is not None)
    assert faults(*text, Paragraph(figures=(Figure(alt=alt, decorative=True),))) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Klik hier.", Fault.LINK_VAGUE),
        ("Lees meer →", Fault.LINK_VAGUE),
        ("het verslag van 2025", None),
        ("www.voorbeeld.nl", None),
        ("info@voorbeeld.nl", None),
        ("https://voorbeeld.nl/a/b?c=1", Fault.LINK_ADDRESS),
        ("https://voorbeeld.nl", Fault.LINK_ADDRESS),
        ("", Fault.LINK_EMPTY),
    ],
)
def test_a_link_says_where_it_leads(words, fault):
    link = Link(words=words, target="https://voorbeeld.nl/a")
    assert faults(paragraph(links=(link,))) == [fault] * (fault is not None)


def test_what_is_said_beside_the_words_tells_links_apart():
    links = (
        Link(words="2.3", target="#a", tip="uitspraak 2.3"),
        Link(words="2.3", target="#b", tip="actie 2.3"),
    )
    assert faults(paragraph(links=links)) == []
    bare = tuple(Link(words="het plan", target=target) for target in ("#a", "#b"))
    assert faults(paragraph(links=bare)) == [Fault.LINK_AMBIGUOUS]


@pytest.mark.parametrize(
    ("title", "name", "fault"),
    [
        ("Verslag bewonersavond", "Verslag bewonersavond.docx", None),
        ("Verslag", "verslag-2.docx", None),
        ("verslag", "verslag.docx", Fault.TITLE_FILE_NAME),
        ("verslag_def_2", "verslag_def_2.docx", Fault.TITLE_FILE_NAME),
        ("verslag.docx", "ander.docx", Fault.TITLE_FILE_NAME),
        ("Microsoft Word - brief", "brief.docx", Fault.TITLE_FILE_NAME),
        ("  ", "brief.docx", Fault.TITLE_MISSING),
    ],
)
def test_a_title_is_no_name_of_a_file(title, name, fault):
    assert faults(paragraph(), title=title, name=name) == [fault] * (fault is not None)


def test_a_whole_text_in_another_language_is_one_point():
    english = paragraph("They said that they have to wait for the answer, and that it is too long.")
    assert faults(*[english] * 20) == [Fault.LANGUAGE_WRONG]
    assert faults(*[paragraph()] * 3, english) == [Fault.PART_LANGUAGE]
    marked = paragraph(english.words, language="en-GB")
    assert faults(*[paragraph()] * 3, marked) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dat is niet zo, zij hebben het aan de gemeente gevraagd.", "nl"),
        ("That is not so, they asked it of the council.", "en"),
        ("We had the war over warm water in the bank.", ""),
        ("Wij gaan naar het concert van The Beatles in het park.", "nl"),
        ("Team management, feedback en planning", ""),
        ("is of in was over", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_only_where_it_is_plain(text, language):
    assert tongue(text) == language


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "FFFFFF", 1.0), ("767676", "FFFFFF", 4.54)],
)
def test_contrast_is_reckoned_as_wcag_does(one, other, ratio):
    assert contrast_of(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast_of(other, one) == contrast_of(one, other)


def test_letters_of_a_colour_that_the_program_chooses_are_left_alone():
    assert faults(paragraph(color="", behind="000000")) == []
    assert faults(paragraph(color="777777", behind=None)) == []
    assert faults(paragraph(color="777777")) == [Fault.CONTRAST_LOW]


def test_small_letters_are_a_note_and_no_point():
    checked = found(paragraph(), paragraph("klein", size=8.0))
    assert [finding.fault for finding in checked.findings] == [Fault.TEXT_SMALL]
    assert checked.points == 0


def test_what_is_found_comes_in_the_order_of_the_standard_with_notes_last():
    picture, small = Paragraph(figures=(Figure(),)), paragraph("klein", size=8.0)
    grey, text = paragraph(color="999999"), paragraph()
    items = [item for item, _ in found(small, grey, picture, text, title="").by_item()]
    assert items == [Item.NON_TEXT, Item.CONTRAST, Item.TITLED, Item.NOTE]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_rule_has_words_in_each_language(language):
    t = translations(language)
    for rule in RULES.values():
        assert t.gettext(rule.what)
        assert t.gettext(rule.remedy).endswith(".")
        assert rule.item.name_in(t)
