"""A line of fixed columns: as wide as the list, whatever stands in it."""

import pytest
from rich.cells import cell_len

from spiegel.widgets.columns import ROOMY, Columns

POINTER = ("▸", "")


def drawn(columns: Columns, width: int) -> str:
    return "".join(words for words, _style in columns.pieces(20, width, POINTER))


@pytest.mark.parametrize("width", [12, 24, 40, 60, 112])
@pytest.mark.parametrize("title", ["Vervoer", "Vervoer " * 40, "車" * 90, ""])
def test_a_line_is_as_wide_as_the_list_however_long_its_title(title, width):
    columns = Columns(
        gutter=("12 november 2026", ""),
        words=(title, "bold"),
        end=("wordt voorbereid", ""),
        aside=("de map van vorig jaar/", ""),
    )
    assert cell_len(drawn(columns, width)) == width


def test_a_long_title_is_cut_and_what_is_due_stays_whole():
    columns = Columns(gutter=("vandaag", ""), words=("Vervoer " * 40, ""), end=("over 3 dagen", ""))
    line = drawn(columns, 60)
    assert line.startswith("▸ vandaag")
    assert "Vervoer …" in line
    assert line.rstrip().endswith("  over 3 dagen")


@pytest.mark.parametrize(("width", "named"), [(ROOMY - 1, False), (ROOMY, True)])
def test_the_folder_is_named_where_there_is_room(width, named):
    columns = Columns(
        gutter=("", ""), words=("Vervoer", ""), end=("klaar", ""), aside=("2025/", "")
    )
    assert ("klaar · 2025/" in drawn(columns, width)) == named


@pytest.mark.parametrize("title", ["Wmo-toegang in drie wijkteams", "Vervoer " * 9])
def test_no_title_is_cut_for_the_folder(title):
    columns = Columns(
        gutter=("vandaag", ""),
        words=(title.strip(), ""),
        end=("verslag voorgelegd", ""),
        aside=("bijeenkomsten/", ""),
    )
    line = drawn(columns, 78)
    assert "bijeenkomsten" not in line
    assert title in line or "…  verslag voorgelegd" in line
    assert "verslag voorgelegd · bijeenkomsten/" in drawn(columns, 130)
