"""LibreOffice makes a PDF of what we write; its exit code says nothing, so the PDF is read."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from export.reported import many, meeting
from spiegel.domain.session.session import Session
from spiegel.export import export
from spiegel.i18n import translations

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _office() -> None:
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")


def pdf(session: Session, kind: str, folder: Path) -> bytes:
    path = export(session, kind, folder, translations=translations("nl"))
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(path),
        ],
        check=False,
        capture_output=True,
        timeout=120,
    )
    return path.with_suffix(".pdf").read_bytes()


@pytest.mark.parametrize("kind", ["report", "worklist"])
def test_a_document_becomes_a_pdf(tmp_path, kind):
    content = pdf(meeting(), kind, tmp_path)
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type/Page") + content.count(b"/Type /Page") > 3


def test_a_large_report_becomes_a_pdf(tmp_path):
    assert pdf(many(1_000), "report", tmp_path).startswith(b"%PDF-")


def test_page_one_is_complete_and_the_contents_know_their_pages(tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    pdf(meeting(), "report", tmp_path)
    path = next(tmp_path.glob("*.pdf"))
    pages = (
        subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
        )
        .stdout.rstrip("\f")
        .split("\f")
    )
    for words in ("Concept", "Gaat goed", "Kan beter", "Wensen", "15 december 2026", "wel geldig"):
        assert words in pages[0]
    assert "Inhoud" in pages[1].splitlines()
    entry = next(
        line
        for line in pages[1].splitlines()
        if line.strip().startswith("Verbeteracties") and line.split()[-1].isdigit()
    )
    page = int(entry.split()[-1])
    assert re.search(r"^\s*Verbeteracties$", pages[page - 1], re.MULTILINE)
    assert re.search(rf"zie Verbeteracties\s+\(pagina\s{page}\)", pages[0])
    assert all(re.search(rf"Verbeteracties \(pagina\s{page}\)", each) for each in pages[1:])
    assert "Alle thema's" in pages[0]
    assert "De thema's in één oogopslag" in pages[2].splitlines()[3:6]
    assert [page.lstrip().startswith("Thema's: 1 bejegening") for page in pages[:4]] == [
        False,
        True,
        True,
        True,
    ]
