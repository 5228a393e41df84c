"""The action plan as a workbook: a row an action, for who filters it and keeps it up to date."""

import datetime
import re
import zipfile

import msgspec
import openpyxl
import pytest

from export.calc import CALC, REASON, opened
from export.reported import meeting
from spiegel.domain.session.actions import Action
from spiegel.domain.session.session import describe, put

DAY = datetime.datetime
FORMULAS = ("=1+1", "+31 bellen", "-3 dagen per week", "@SUM(A1)", '=HYPERLINK("http://x.example")')


def with_action(**fields):
    session = meeting()
    return put(session, msgspec.structs.replace(session.actions[1], **fields))


@pytest.fixture
def plan(make):
    return openpyxl.load_workbook(make(meeting(), "action-plan"))


def rows(book):
    head, *others = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, each, strict=True)) for each in others]


def test_a_row_has_all_of_an_action(plan):
    first, second, *_, last = rows(plan)
    assert first["Nr."] == 1
    assert first["Wat"].startswith("Wie zich meldt")
    assert (first["Soort"], first["Thema's"], first["Wie"]) == (
        *("doen", "wachttijd"),
        "teamleider Noord",
    )
    assert first["Rust op"] == "2.1, 2.3, 2.6, 2.7"
    assert first["Klaar op"] == DAY(2026, 12, 15)
    assert (first["Prioriteit"], first["Status"]) == ("hoog", "afgesproken")
    assert (second["Klaar op"], second["Wie"]) == (None, "iedereen")
    assert last["Soort"] == "doen we niet"
    assert last["Waarom, of waarom niet"].startswith("Een bericht blijft liggen")


def test_who_watches_over_an_action_stands_beside_it_by_function(make):
    watched = openpyxl.load_workbook(make(with_action(guard="@T2"), "action-plan"))
    assert rows(watched)[0]["Erop let"] == meeting().listeners[2].function
    assert rows(watched)[1]["Erop let"] is None


def test_it_is_a_table_with_a_filter_whose_heading_stays_in_sight(plan):
    sheet = plan.worksheets[0]
    (table,) = sheet.tables.values()
    assert (table.ref, table.autoFilter.ref, table.headerRowCount) == ("A1:M6", "A1:M6", 1)
    assert sheet.freeze_panes == "C2"
    assert sheet.merged_cells.ranges == set()


def test_the_names_of_the_columns_are_read_whole_wherever_it_is_opened(plan):
    for sheet in plan.worksheets:
        lines = (sheet.row_dimensions[1].height - 2) / 13
        for cell in sheet[1]:
            assert (
                len(str(cell.value or ""))
                <= lines * sheet.column_dimensions[cell.column_letter].width
            )


def test_it_prints_on_a4_with_its_heading_on_every_page(plan):
    sheet = plan.worksheets[0]
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth) == ("landscape", 9, None)
    assert (page.fitToHeight, sheet.print_title_rows) == (0, "$1:$1")
    assert "Wmo-toegang" in sheet.oddHeader.left.text
    assert plan.properties.title == "Actieplan: Wmo-toegang in drie wijkteams"


def test_a_status_is_chosen_from_a_list_on_the_second_sheet(plan):
    found = {str(each.sqref): each for each in plan.worksheets[0].data_validations.dataValidation}
    (status,) = [each for place, each in found.items() if place.startswith("J2")]
    assert status.formula1 == "'Keuzes'!$A$2:$A$6"
    cells = [cell.value for cell in plan["Keuzes"]["A"][1:6]]
    assert cells == ["voorstel", "afgesproken", "bezig", "klaar", "gestopt"]


def test_the_spreadsheet_itself_says_of_which_days_have_passed_whenever_it_is_opened(plan):
    sheet = plan.worksheets[0]
    ((place, (rule,)),) = sheet.conditional_formatting._cf_rules.items()
    assert str(place.sqref).startswith("H2:H")
    assert "TODAY()" in rule.formula[0]
    for ended in ("klaar", "gestopt", "doen we niet"):
        assert f'"{ended}"' in rule.formula[0]
    assert rule.dxf.numFmt.formatCode == 'dd-mm-yyyy" (voorbij)"'


@pytest.mark.parametrize("words", FORMULAS)
def test_words_that_look_like_a_formula_are_words(make, words):
    path = make(with_action(words=words, progress=words), "action-plan")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    for place in ("B2", "K2"):
        cell = sheet[place]
        assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", words, True)
    with zipfile.ZipFile(path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_in_english_all_of_it_is_english(make):
    book = openpyxl.load_workbook(make(describe(meeting(), language="en"), "action-plan"))
    assert book.sheetnames == ["Actions", "Choices"]
    assert rows(book)[0]["Status"] == "agreed"


def test_a_meeting_without_actions_has_a_plan_to_fill_in(make):
    empty = msgspec.structs.replace(meeting(), actions={})
    book = openpyxl.load_workbook(make(empty, "action-plan"))
    (table,) = book.worksheets[0].tables.values()
    assert table.ref == "A1:M2"
    assert rows(book) == []


def test_no_code_and_no_key_of_the_order_of_speaking_is_in_it(make):
    session = with_action(words="D5 en T2 bellen elkaar", owner="T2")
    path = make(session, "action-plan")
    with zipfile.ZipFile(path) as package:
        text = "".join(package.read(name).decode() for name in package.namelist())
    assert session.info.id not in text
    assert re.search(r">[^<]*(?<!\w)[DT]\d(?!\w)[^<]*<", text) is None
    assert "Wmo-consulent" in text


def test_more_words_than_a_cell_holds_are_cut_where_one_sees_it(make):
    long = "\n".join(f"regel {number} 🙂" for number in range(4_000))
    (first, *_) = rows(openpyxl.load_workbook(make(with_action(words=long), "action-plan")))
    assert len(first["Wat"].encode("utf-16-le")) <= 2 * 32_767
    assert first["Wat"].endswith(" […]")


@pytest.mark.slow
@pytest.mark.skipif(not CALC, reason=REASON)
def test_libreoffice_reads_the_same(make, tmp_path):
    session = put(
        with_action(words='=1+1; "krul" één\nregel twee 🙂'),
        Action(number=6, at=meeting().info.created, words="-3 dagen", by=datetime.date(2027, 2, 1)),
    )
    path = make(session, "action-plan")
    ours = [
        [
            value.strftime("%m/%d/%Y") if isinstance(value, DAY) else str(value or "")
            for value in each
        ]
        for each in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    ]
    (sheet, *_rest) = opened(path, tmp_path)
    assert sheet == ours
