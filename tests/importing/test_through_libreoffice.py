"""The same document, saved by LibreOffice in its own format, says the same."""

import shutil
import subprocess

import pytest
import wordfiles as word
from wordfiles import paragraph, run

from spiegel.importing.opendocument import read_opendocument
from spiegel.importing.word import read_word

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.slow

BODY = "".join(
    (
        paragraph("Leidraad Wmo", style="Titel"),
        paragraph("Cliëntronde", style="Kop1"),
        paragraph(
            "Hoe kwam u ",
            f'<w:ins w:id="1" w:author="x" w:date="2026-03-01T00:00:00Z">{run("bij ons ")}</w:ins>',
            '<w:del w:id="2" w:author="x" w:date="2026-03-01T00:00:00Z">'
            "<w:r><w:delText>toen </w:delText></w:r></w:del>",
            "terecht?",
            number=1,
        ),
        paragraph("Wie verwees u?", number=2, level=1),
        paragraph("Wat ", word.content_control(run("hielp u")), "?", number=1),
        paragraph("Over ", word.field("vervoer"), ": hoe ging dat?", number=1),
        paragraph("Zichtbaar", run(" verborgen", "<w:vanish/>"), " en door."),
        paragraph("Met noot", '<w:r><w:footnoteReference w:id="5"/></w:r>', "."),
        paragraph("mee", "<w:r><w:noBreakHyphen/></w:r>", "eten"),
        word.table(("Tijd", "Onderdeel"), ("13.00", "Welkom")),
    )
)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_word_document_saved_as_opendocument_gives_the_same_lines(tmp_path):
    note = f'<w:footnote w:id="5">{paragraph("zie de nota")}</w:footnote>'
    path = word.word_file(tmp_path / "leidraad.docx", BODY, footnotes=note)
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(path)),
        ],
        check=False,
        capture_output=True,
        timeout=120,
    )
    ours = read_word(path.read_bytes())
    theirs = read_opendocument(path.with_suffix(".odt").read_bytes())
    assert theirs.text == ours.text
    assert theirs.left == ours.left
