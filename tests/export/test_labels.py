"""The labels for the envelopes: on the sheet that people buy, however many there are."""

import re
import subprocess

import docx
import pytest
from docx.shared import Mm

from spiegel.domain.preparation.names import LINES, person, unfit
from spiegel.export.labels import PAGE, make
from spiegel.i18n import translations


def labels(tmp_path, *people):
    path = tmp_path / "enveloppen.docx"
    path.write_bytes(make(people, "nl", translations("nl")))
    return docx.Document(str(path))


def somebody(number):
    return person(number, f"Persoon {number}", "06-12345678", f"Laan {number}\n1234 AB Dijkzicht")


@pytest.mark.parametrize("count", [1, 2, PAGE, PAGE + 1, 3 * PAGE])
def test_everybody_stands_on_one_label_in_the_order_of_the_codes(tmp_path, count):
    document = labels(tmp_path, *map(somebody, range(1, count + 1)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    found = [text for text in cells if text]
    assert found == [f"Persoon {n}\nLaan {n}\n1234 AB Dijkzicht" for n in range(1, count + 1)]
    assert len(document.tables) == -(-count // PAGE)
    assert "06-" not in "".join(cells)
    assert not any(f"D{n}" in "".join(cells) for n in range(1, 10))


def test_a_label_has_its_place_on_the_sheet_to_a_tenth_of_a_millimetre(tmp_path):
    document = labels(tmp_path, *map(somebody, range(1, PAGE + 1)))
    (section,) = document.sections
    (table,) = document.tables
    assert abs(section.top_margin - Mm(15.15)) < Mm(0.1)
    assert abs(section.left_margin - Mm(4.65)) < Mm(0.1)
    assert [abs(row.height - Mm(38.1)) < Mm(0.1) for row in table.rows] == [True] * 7
    assert abs(table.columns[0].width - Mm(99.1)) < Mm(0.1)
    assert abs(table.columns[1].width - Mm(2.5)) < Mm(0.1)
    assert "footerReference" not in section._sectPr.xml


@pytest.mark.slow
def test_what_may_be_kept_fits_on_its_label_and_the_sheets_are_as_many_as_they_must(tmp_path):
    longest = "Van Wilgenlaan tot Kwikstaartveen Dwarsweg 4"
    people = [person(n, longest, "", f"{longest}\n" * LINES) for n in range(1, 2 * PAGE + 1)]
    assert unfit(people[0]) is None
    labels(tmp_path, *people)
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "enveloppen.docx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "enveloppen.pdf").read_bytes())
    assert len(pages) == 2
