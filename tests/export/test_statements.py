"""Statements for other programs: equal to what the report says, and nothing that a cell reckons."""

import csv
import io
import json
import re

import msgspec
import pytest

from export.calc import CALC, REASON, opened
from export.reported import meeting
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.report.report import document_numbers
from spiegel.domain.session.session import put
from spiegel.export.exchange.cells import text_cell
from spiegel.i18n import translations

NL = translations("nl")
FORMULAS = ("=1+1", "+31 is het begin", "-3 graden", "@SUM(A1)", "\t=1", "'=1", " =1", "＝1")


def cells(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def given(path):
    return json.loads(path.read_text(encoding="utf-8"))


def with_words(number, words):
    session = meeting()
    return put(session, msgspec.structs.replace(session.statements[number], words=words))


def test_each_statement_has_the_number_that_it_has_in_the_report(make):
    session = meeting()
    numbers = document_numbers(session, NL)
    rows = cells(make(session, "csv"))
    assert {row["Nr."] for row in rows} == {f"nr. {number}" for number in numbers.values()}
    said = next(row for row in rows if row["Nr."] == f"nr. {numbers[15]}")
    assert said["Uitspraak"] == "Veertien kantjes. Het besluit stond op bladzijde negen."
    assert (said["Thema"], said["Teken"], said["Acties"]) == ("informatie", "kan beter", "4")


def test_the_same_stands_in_both_files(make):
    rows, found = cells(make(meeting(), "csv")), given(make(meeting(), "json"))
    assert (found["format"], found["version"]) == ("spiegel-statements", 1)
    names = {theme["number"]: theme["name"] for theme in found["themes"]}
    for row, said in zip(rows, found["statements"], strict=True):
        assert row["Nr."] == f"nr. {said['number']}"
        assert row["Uitspraak"] == said["words"]
        assert row["Thema"] == names.get(said["theme"], "")
        assert (row["Letterlijk"] == "ja") is said["verbatim"]


def test_nobody_has_a_code_and_what_may_not_be_shown_is_not_there(make):
    for kind in ("csv", "json"):
        text = make(meeting(), kind).read_text(encoding="utf-8")
        assert "koude koffie" not in text
        assert "Parkschool" not in text
        assert re.search(r"\b[DT]\d", text) is None


@pytest.mark.parametrize("words", FORMULAS)
def test_a_statement_that_looks_like_a_formula_stays_a_statement(make, words):
    session = with_words(2, words)
    number = document_numbers(session, NL)[2]
    said = next(row for row in cells(make(session, "csv")) if row["Nr."] == f"nr. {number}")
    assert said["Uitspraak"] == f"'{words}"
    found = given(make(session, "json"))
    assert words in [one["words"] for one in found["statements"]]


@pytest.mark.parametrize("words", ["'s Avonds belde niemand", "10 = te veel", "nee - dus", ""])
def test_other_words_stay_as_they_are(words):
    assert text_cell(words) == words


def test_semicolons_quotation_marks_and_line_breaks_come_back_as_they_were(make):
    words = 'Zij zei: "wacht"; ik wachtte,\nelf weken 🙂 – één café'
    session = with_words(2, words)
    assert words in [row["Uitspraak"] for row in cells(make(session, "csv"))]


def test_nothing_is_left_in_them_of_who_withdrew(make):
    session = Withdraw(participant=5).apply(meeting(), meeting().info.created)
    for kind in ("csv", "json"):
        assert "Elf weken" in make(meeting(), kind).read_text(encoding="utf-8")
        assert "Elf weken" not in make(session, kind).read_text(encoding="utf-8")


def test_no_number_of_a_statement_is_taken_for_a_number_or_a_day(make):
    rows = cells(make(meeting(), "csv"))
    assert all(row["Nr."].startswith("nr. ") for row in rows)


@pytest.mark.slow
@pytest.mark.skipif(not CALC, reason=REASON)
def test_libreoffice_reads_the_same_cells_and_reckons_none(make, tmp_path):
    session = with_words(2, "=1+1")
    session = put(
        session, msgspec.structs.replace(session.statements[4], words="één; “twee” 🙂\nen")
    )
    path = make(session, "csv")
    (sheet,) = opened(path, tmp_path, "CSV:59,34,76")
    assert [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]] == cells(path)
