"""Lists as spreadsheets save them: .xlsx as a person sees it, .csv in each way of Excel."""

import datetime
import subprocess

import pytest
from workbooks import DATE, error, formula, number, plain, row, sheet, truth, workbook

from spiegel.domain.preparation.lists import read_listeners
from spiegel.importing.seen import DamagedError
from spiegel.importing.sheet import read_book, read_sheet
from spiegel.meeting.list_file import pasted, read_list
from spiegel.meeting.port.errors import NotDoneError

TODAY = datetime.date(2026, 11, 2)
LINES = [
    ["functie", "organisatie", "komt"],
    ["Wmo-consulent", "gemeente Dijkzicht", "ja"],
    ["coördinator", "Café Noord; zuid", "nee"],
]


def cells(read):
    return [list(line.cells) for line in read.lines if not line.empty]


def left(read):
    return [one.explain(_dutch()) for one in read.left]


def _dutch():
    from spiegel.i18n import translations

    return translations("nl")


def entries(lines):
    return [dict(entry.fields) for entry in read_listeners(lines, TODAY).entries]


def test_a_sheet_is_read_line_by_line_with_the_numbers_that_excel_shows():
    read = read_sheet(
        workbook({"Lijst": sheet([row(3, LINES[0]), row(4, LINES[1]), row(7, LINES[2])])})
    )
    assert [line.number for line in read.lines if not line.empty] == [3, 4, 7]
    assert cells(read) == LINES
    assert read.left == ()


def test_numbers_days_and_truth_are_what_somebody_would_have_typed():
    read = read_sheet(
        workbook(
            {
                "Lijst": sheet(
                    [
                        row(
                            1,
                            [number(7), number(1.5), number(46357, DATE), truth(True), "007"],
                        ),
                        row(2, [number(31612345678), number(46357.5, DATE), "", truth(False)]),
                    ]
                )
            }
        )
    )
    assert cells(read) == [
        ["7", "1.5", "2026-12-01", "true", "007"],
        ["31612345678", "2026-12-01", "", "false", ""],
    ]


def test_what_excel_hides_is_left_out_and_named():
    rows = [row(1, LINES[0]), row(2, LINES[1], hidden=True), row(3, LINES[2])]
    read = read_sheet(workbook({"Lijst": sheet(rows, columns='<col min="2" max="2" hidden="1"/>')}))
    assert cells(read) == [["functie", "", "komt"], ["coördinator", "", "nee"]]
    assert left(read) == [
        "regel 2 is verborgen en niet gelezen",
        "kolom B is verborgen en niet gelezen",
    ]


def test_the_first_sheet_that_is_seen_and_has_something_is_read_and_the_others_are_named():
    read = read_sheet(
        workbook(
            {"oud": plain([["x"]]), "leeg": plain([]), "Lijst": plain(LINES), "rest": plain(LINES)},
            unseen=["oud"],
        )
    )
    assert cells(read) == LINES
    assert left(read) == ["het blad rest is niet gelezen; alleen het eerste wordt gelezen"]


def test_what_stands_over_several_lines_belongs_to_each_and_a_title_over_columns_to_one():
    rows = [row(1, ["Toehoorders"]), row(2, LINES[0]), row(3, LINES[1]), row(4, ["teamleider"])]
    read = read_sheet(workbook({"Lijst": sheet(rows, merged=["A1:C1", "B3:B4"])}))
    assert cells(read)[0] == ["Toehoorders", "", ""]
    assert cells(read)[3] == ["teamleider", "gemeente Dijkzicht", ""]


def test_a_formula_gives_its_outcome_and_one_that_was_never_reckoned_is_named():
    rows = [row(1, LINES[0]), row(2, [formula("A9", "huisarts"), formula("B9"), "ja"])]
    read = read_sheet(workbook({"Lijst": sheet(rows)}))
    assert cells(read)[1] == ["huisarts", "", "ja"]
    assert left(read) == [
        "regel 2: een formule zonder uitkomst is niet gelezen;"
        " sla het bestand nog een keer op in Excel of LibreOffice"
    ]


def test_a_formula_of_which_the_outcome_is_nothing_is_no_formula_without_an_outcome():
    rows = [row(1, LINES[0]), row(2, [formula('IF(C2="","",A9)', ""), "gemeente", "ja"])]
    book = workbook({"Lijst": sheet(rows)})
    read = read_sheet(book)
    assert cells(read)[1] == ["", "gemeente", "ja"]
    assert left(read) == []
    assert read_book(book).sheets[0].broken == frozenset()


def test_a_cell_with_an_error_is_not_taken_for_an_empty_one():
    rows = [row(1, LINES[0]), row(2, [error("#N/A"), "gemeente Dijkzicht", "ja"])]
    read = read_sheet(workbook({"Lijst": sheet(rows)}))
    assert cells(read)[1] == ["", "gemeente Dijkzicht", "ja"]
    assert left(read) == [
        "regel 2: een cel met een fout zoals #N/B is niet gelezen; herstel dat in het rekenblad"
    ]


ODS = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
"""How a list of LibreOffice itself begins."""


def far() -> bytes:
    return workbook({"Lijst": sheet(['<row r="2"><c r="XFD2" t="b"><v>1</v></c></row>'])})


def deep() -> bytes:
    return workbook({"Lijst": sheet(['<row r="1048576"><c r="A1048576"><v>1</v></c></row>'])})


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        b"",
        workbook({"Lijst": "<worksheet"}),
        workbook({"Lijst": plain(LINES)})[:-200],
        workbook({"Lijst": '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'}),
        far(),
        deep(),
    ],
    ids=["begin", "empty", "broken", "cut", "doctype", "far", "deep"],
)
def test_what_is_no_spreadsheet_or_would_fill_the_memory_is_refused(content):
    with pytest.raises(DamagedError):
        read_sheet(content)


@pytest.mark.parametrize(
    ("encoding", "sign"),
    [
        ("utf-8-sig", ";"),
        ("utf-8", ","),
        ("cp1252", ";"),
        ("utf-16", "\t"),
        ("utf-16-le", "\t"),
        ("utf-8", "\t"),
    ],
)
def test_a_text_is_read_as_excel_writes_it(tmp_path, encoding, sign):
    written = "\r\n".join(
        sign.join(f'"{cell}"' if sign in cell else cell for cell in line) for line in LINES
    )
    path = tmp_path / "lijst.csv"
    path.write_bytes((written + "\r\n").encode(encoding))
    read = read_list(path)
    assert cells(read) == LINES
    assert any("Windows" in remark for remark in read.remarks) == (encoding == "cp1252")


def test_a_file_is_known_by_what_is_in_it_not_by_its_name(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_bytes(workbook({"Lijst": plain(LINES)}))
    assert cells(read_list(path)) == LINES
    path = tmp_path / "lijst.xlsx"
    path.write_text("functie;komt\nhuisarts;ja\n", encoding="utf-8")
    assert entries(read_list(path).lines) == [{"function": "huisarts", "coming": True}]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "als .xlsx of .csv"),
        ("leeg.csv", b"", "leeg"),
        ("lijst.ods", ODS, "als .xlsx of .csv"),
        ("lijst.xlsx", b"PK\x03\x04" + bytes(50), "als .xlsx of .csv"),
        ("foto.csv", b"\x89PNG\r\n\x1a\n" + bytes(60), "afbeelding"),
    ],
)
def test_what_is_no_list_is_said_in_one_line(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotDoneError, match=said):
        read_list(tmp_path / name)
    with pytest.raises(NotDoneError, match=r"weg\.csv"):
        read_list(tmp_path / "weg.csv")


def test_cells_that_were_copied_from_a_spreadsheet_are_read_as_they_are_pasted():
    copied = 'functie\torganisatie\tkomt\r\nWmo-consulent\t\tja\r\n"team ""Noord"""\t\tnee'
    assert entries(pasted(copied).lines) == [
        {"function": "Wmo-consulent", "coming": True},
        {"function": 'team "Noord"', "coming": False},
    ]


def test_words_of_which_the_file_has_one_and_marks_of_libreoffice_are_read_too():
    rows = (
        '<row r="1" customHeight="false" hidden="false"><c r="A1" s="0" t="s"><v>0</v></c></row>'
        '<row r="2" hidden="true"><c r="A2" s="0" t="s"><v>1</v></c></row>'
        '<row r="3" hidden="false"><c r="A3" t="str"><f aca="false">A2</f><v>huisarts</v></c></row>'
    )
    columns = '<col collapsed="false" customWidth="true" hidden="false" max="1024" min="2"/>'
    content = workbook({"Blad1": sheet([rows], columns=columns)}, shared=["functie", "wijkagent"])
    read = read_sheet(content)
    assert cells(read) == [["functie"], ["huisarts"]]
    assert left(read) == ["regel 2 is verborgen en niet gelezen"]


@pytest.mark.slow
def test_a_list_that_libreoffice_saved_is_read_as_it_was_made(tmp_path):
    (tmp_path / "lijst.csv").write_text(
        "functie;organisatie;uitgenodigd;komt;naam\n"
        "Wmo-consulent;gemeente Dijkzicht;01-12-2026;ja;Wil van Veen\n"
        "coördinator;Café Noord;;nee;Toos Bos\n",
        encoding="utf-8",
    )
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
            "--infilter=CSV:59,34,76,1,1/1/2/1/3/4/4/1/5/1,1043", "--convert-to", "xlsx",
            "--outdir", str(tmp_path), str(tmp_path / "lijst.csv"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    if not (tmp_path / "lijst.xlsx").exists():
        pytest.skip("this LibreOffice has no Calc")
    read = read_list(tmp_path / "lijst.xlsx")
    assert read.remarks == ()
    assert entries(read.lines) == [
        {
            "function": "Wmo-consulent",
            "organisation": "gemeente Dijkzicht",
            "invited": datetime.date(2026, 12, 1),
            "coming": True,
        },
        {"function": "coördinator", "organisation": "Café Noord", "coming": False},
    ]
