"""What LibreOffice makes of our Word files: with tags, whole, and said when it is not there."""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from export.reported import meeting
from spiegel.export import OfficeError, Stopped, export, office
from spiegel.export.pdf_heard import mended
from spiegel.i18n import translations
from spiegel.importing.opendocument import read_opendocument
from spiegel.importing.word import read_word

NL = translations("nl")
THERE = shutil.which("soffice") or shutil.which("libreoffice")
with_office = pytest.mark.skipif(THERE is None, reason="LibreOffice is not installed")


on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of a shell")


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is called as LibreOffice is; what it needs besides is still found."""
    standing_in = folder / "soffice"
    standing_in.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    standing_in.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _name: str(standing_in))
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "temporary"))
    (folder / "temporary").mkdir()


def test_without_libreoffice_it_is_said_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(office, "_PLACES", (tmp_path.parent / "nergens" / "soffice.com",))
    with pytest.raises(OfficeError) as caught:
        export(meeting(), "pdf", tmp_path, translations=NL)
    assert "LibreOffice nodig" in caught.value.explain(NL)
    assert not list(tmp_path.iterdir())


@on_posix
def test_libreoffice_is_found_where_windows_and_macos_put_it(tmp_path, monkeypatch):
    program(tmp_path, 'printf odt > "$7/document.odt"', monkeypatch)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(office, "_PLACES", (tmp_path / "weg" / "soffice", tmp_path / "soffice"))
    monkeypatch.setattr(office, "healed", lambda content, _word: content)
    path = export(meeting(), "odt", tmp_path / "uit", translations=NL)
    assert path.read_bytes() == b"odt"


@on_posix
def test_a_libreoffice_that_makes_nothing_is_said(tmp_path, monkeypatch):
    program(tmp_path, "exit 0", monkeypatch)
    with pytest.raises(OfficeError) as caught:
        export(meeting(), "odt", tmp_path / "uit", translations=NL)
    assert "niet gemaakt" in caught.value.explain(NL)
    assert not list((tmp_path / "temporary").iterdir())


@on_posix
def test_stopping_ends_libreoffice_and_leaves_no_word_behind(tmp_path, monkeypatch):
    program(tmp_path, f"echo $$ > {tmp_path}/pid\nsleep 600", monkeypatch)
    told: list[float] = []
    with pytest.raises(Stopped):
        export(
            meeting(),
            "pdf",
            tmp_path / "uit",
            translations=NL,
            progress=told.append,
            stopped=lambda: (tmp_path / "pid").exists(),
        )
    assert told == sorted(told)
    assert not list((tmp_path / "temporary").iterdir())
    pid = (tmp_path / "pid").read_text(encoding="utf-8").strip()
    assert not pid or not Path(f"/proc/{pid}").exists()


@with_office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_a_pdf_has_the_tags_that_a_screen_reader_goes_by(tmp_path):
    path = export(meeting(), "pdf", tmp_path, translations=NL)
    told = subprocess.run(
        ["pdfinfo", "-struct", str(path)], check=True, capture_output=True, text=True
    ).stdout
    about = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True)
    assert re.search(r"^Tagged: +yes", about.stdout, re.MULTILINE)
    assert re.search(r"^Title: +Wmo-toegang in drie wijkteams", about.stdout, re.MULTILINE)
    tags = re.findall(r"^ *(H1|H2|H3|Table|TH|L|LI|Link)\b", told, re.MULTILINE)
    assert set(tags) == {"H1", "H2", "H3", "Table", "TH", "L", "LI", "Link"}
    content = path.read_bytes()
    assert b"pdfuaid:part>1" in content
    assert b"/Lang(nl-NL)" in content


def read_aloud(path: Path) -> str:
    """The tags of a PDF with their words, each on a line and without how it looks."""
    told = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], check=True, capture_output=True, text=True
    )
    assert not told.stderr
    lines = (line.strip().replace("\xa0", " ") for line in told.stdout.splitlines())
    return "\n".join(re.sub(r" \(\w+\)|:$", "", line) for line in lines if line[:1] != "/")


def alternatives(content: bytes) -> list[str]:
    """What is heard in place of what a tag holds."""
    found = re.findall(rb"/Alt<([0-9A-F]+)>", content)
    return [bytes.fromhex(words.decode()).decode("utf-16").replace("\xa0", " ") for words in found]


@with_office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_a_pdf_read_aloud_says_what_a_chart_shows_and_each_link_once(tmp_path):
    path = export(meeting(), "pdf", tmp_path, translations=NL)
    told, heard = read_aloud(path), alternatives(path.read_bytes())
    charts = [words for words in heard if words.startswith("Hoeveel deelnemers over elk thema")]
    assert len(charts) == len(re.findall(r"^Figure$", told, re.MULTILINE)) == 1
    assert "wachttijd 5 deelnemers" in charts[0]
    assert re.search(r"^actie 1$", "\n".join(heard), re.MULTILINE)  # the link shows "1"
    places = [int(number) for number in re.findall(r"^Object (\d+) 0$", told, re.MULTILINE)]
    assert len(places) == len(set(places)) > 20
    assert re.search(r'^Link\n"Alle thema.s \(pagina *"\nObject \d+ 0\n" "\n"3', told, re.MULTILINE)
    lines = re.findall(
        rb"/Rect\[([\d.]+) \S+ (\S+) [^/]*/Contents<FEFF%s[0-9A-F]*20"
        % "Verbeteracties".encode("utf-16-be").hex().upper().encode(),
        path.read_bytes(),
    )
    assert float(lines[-1][1]) - float(lines[-1][0]) > 200  # the whole line can be pressed
    assert re.search(r'^Link\n"Verbeteracties"\n"\d+"\nObject', told, re.MULTILINE)


@with_office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_a_pdf_read_aloud_names_each_row_and_lists_what_was_said(tmp_path):
    told = read_aloud(export(meeting(), "pdf", tmp_path, translations=NL))
    rows = told.count("\nTR\n")
    heads = len(re.findall(r"^TR\nTH\n", told, re.MULTILINE))
    assert rows == heads > 10
    assert told.count("\nTH\n") > heads
    assert told.count("\nH1\n") == 1  # the title; all chapters stand under it
    assert re.search(r'^H2\n"Wat de deelnemers vertelden"', told, re.MULTILINE)
    assert re.search(r'^H3\n"Vraag 1: "', told, re.MULTILINE)
    assert re.search(r'^TOC\nTOCI\nP\nLink\n"Zo leest u', told, re.MULTILINE)
    assert re.search(r"^L\nLI\nLBody\nP\nSpan\n\"\d+\.\d+", told, re.MULTILINE)


def test_a_pdf_with_tags_of_another_build_is_left_as_it_is():
    source = etree.fromstring("<document/>")
    for content in (b"", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nstartxref\n0\n%%EOF\n"):
        assert mended(content, source) == content


@with_office
@pytest.mark.slow
def test_an_odt_says_what_is_in_each_table_and_where_each_number_leads(tmp_path):
    path = export(meeting(), "odt", tmp_path, translations=NL)
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        content = archive.read("content.xml").decode()
    assert content.count("<table:table ") == content.count("<table:title>") > 3
    assert "<table:title>Verbeteracties, in het kort</table:title>" in content
    assert re.search(r'<text:a [^>]*office:title="uitspraak\u00a0\d+\.\d+"', content)
    assert "target-frame-name" not in content  # each opens where one reads


def house_with_a_link(folder: Path) -> Path:
    """A house style with the site of its house at the foot of each page, blue by itself."""
    house = docx.Document()
    foot = house.sections[0].footer
    address = foot.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, True)
    looks = '<w:rPr><w:color w:val="0000FF"/></w:rPr>'
    link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{address}"><w:r>{looks}<w:t>ons</w:t></w:r>'
    foot.paragraphs[0]._p.append(parse_xml(f"{link}</w:hyperlink>"))
    house.save(str(folder / "huis.docx"))
    return folder / "huis.docx"


@on_posix
def test_libreoffice_gets_a_style_on_a_link_of_a_house_style_without_which_it_is_dead(
    tmp_path, monkeypatch
):
    house = house_with_a_link(tmp_path)
    program(tmp_path, 'cp "$8" "$7/document.odt"', monkeypatch)
    monkeypatch.setattr(office, "healed", lambda content, _word: content)
    path = export(meeting(), "odt", tmp_path / "uit", translations=NL, template=house)
    given = docx.Document(str(path.rename(path.with_suffix(".docx"))))
    (link,) = given.sections[-1].footer.paragraphs[0].hyperlinks
    (run,) = link.runs
    assert run.style.style_id == "SpiegelLink"
    assert run.style.name in [style.name for style in given.styles]
    assert str(run.font.color.rgb) == "0000FF"


@with_office
@pytest.mark.slow
def test_a_link_of_a_house_style_can_be_pressed_on_each_page_of_a_pdf(tmp_path):
    house = house_with_a_link(tmp_path)
    content = export(meeting(), "pdf", tmp_path, translations=NL, template=house).read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b", content))
    assert content.count(b"(https://example.org/)") == pages > 3


@with_office
@pytest.mark.slow
def test_a_running_order_as_odt_reads_as_the_one_for_word(tmp_path):
    as_odt = export(meeting(), "plan-odt", tmp_path, translations=NL)
    as_word = export(meeting(), "plan", tmp_path, translations=NL)
    theirs, ours = read_opendocument(as_odt.read_bytes()), read_word(as_word.read_bytes())
    assert theirs.text == ours.text
