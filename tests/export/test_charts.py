"""An outcome as a chart of Word itself: readable in grey, and for who cannot see it."""

import io
import zipfile

import docx
import msgspec
import pytest
from lxml import etree

from domain.besides import clients
from spiegel.domain.report.parts import Bar, Chart
from spiegel.export import report
from spiegel.export.watching import Asker
from spiegel.export.word import charts
from spiegel.i18n import translations

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BARS = (
    Bar("oneens", 2, "2", "stripes"),
    Bar("eens & <meer>", 7, "7"),
    Bar("weet niet", 1, "1", "dots"),
)
CHART = Chart(title="Hoort men u?", alt='Balken: oneens 2, "eens" 7', counted="mensen", bars=BARS)


@pytest.fixture(scope="module")
def archive():
    """The report of a meeting with a stelling, an open question and a choice."""
    made = report.make(clients(), translations("nl"), Asker())
    return zipfile.ZipFile(io.BytesIO(made))


def values(root, path):
    return [each.text for each in root.iterfind(path)]


def test_a_chart_has_the_names_and_numbers_of_its_bars_whatever_is_in_them():
    root = etree.fromstring(charts.part(CHART, "nl", "rId1"))
    assert values(root, f".//{C}cat//{C}v") == ["oneens", "eens & <meer>", "weet niet"]
    assert values(root, f".//{C}val//{C}v") == ["2", "7", "1"]


def test_bars_that_mean_something_else_differ_without_colour():
    root = etree.fromstring(charts.part(CHART, "nl", "rId1"))
    patterns = [each.get("prst") for each in root.iter(f"{A}pattFill")]
    assert patterns == ["wdUpDiag", "pct30"]


def test_the_numbers_come_along_as_a_sheet_that_is_the_same_each_time():
    made = charts.sheet(CHART)
    assert made == charts.sheet(CHART)
    sheet = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml")
    root = etree.fromstring(sheet)
    assert [e.text for e in root.iter() if e.tag.endswith("}v")] == ["2", "7", "1"]


def test_each_question_has_one_chart_that_says_in_words_what_it_shows(archive):
    parts = [name for name in archive.namelist() if name.startswith("word/charts/chart")]
    document = archive.read("word/document.xml").decode()
    assert (len(parts), document.count("<c:chart ")) == (3, 3)
    assert document.count('descr="Balken met het aantal') == 3
    assert (
        len(
            set(etree.fromstring(document.encode()).xpath("//@id[parent::*[local-name()='docPr']]"))
        )
        == 3
    )


def test_every_part_that_a_chart_leads_to_is_there(archive):
    names = set(archive.namelist())
    for name in names:
        if name.startswith("word/charts/_rels/"):
            targets = etree.fromstring(archive.read(name)).xpath("//@Target")
            assert {f"word/{t.removeprefix('../')}" for t in targets} <= names
    assert docx.Document(io.BytesIO(archive.fp.getvalue())).inline_shapes


def test_a_number_with_a_part_is_written_as_in_the_table():
    bars = (Bar("a", 26.5, "26,5"), Bar("b", 21, "21"))
    root = etree.fromstring(charts.part(msgspec.structs.replace(CHART, bars=bars), "nl", "rId1"))
    assert values(root, f".//{C}dLbl//{A}t") == ["26,5"]


def test_a_heading_stays_with_its_words_and_a_chart_with_its_table_so_that_none_is_alone(archive):
    """All of it together LibreOffice does not keep: it leaves the heading alone at a page end."""

    def stays(block):
        return block.find(f".//{W}keepNext") is not None

    body = etree.fromstring(archive.read("word/document.xml"))[0]
    charts_ = [block for block in body if block.find(f".//{W}drawing") is not None]
    assert charts_
    for chart in charts_:
        words, table = chart.getprevious(), chart.getnext()
        *rows, _last = table.findall(f"{W}tr")
        assert stays(words.getprevious())
        assert not stays(words)
        assert stays(chart)
        assert all(map(stays, rows))
