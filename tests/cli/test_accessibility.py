"""`spiegel check` of a written document."""

import json

import pytest

from cli.commandline import run
from importing import readable
from spiegel.cli import main

ODT = b"PK\x03\x04" + b"\0" * 22 + b"\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.fixture
def good(tmp_path):
    path = tmp_path / readable.NAME
    path.write_bytes(readable.saved(readable.good()))
    return path


@pytest.fixture
def bad(tmp_path):
    document = readable.good()
    for planted in ("no header row", "grey letters", "small letters", "blank paragraphs"):
        readable.FAULTS[planted][1](document)
    path = tmp_path / "brief.docx"
    path.write_bytes(readable.saved(document))
    return path


def test_a_document_that_everybody_can_read_passes_and_is_given_no_certificate(good):
    code, said, problems = run("--lang", "nl", "check", good)
    assert (code, problems) == (0, "")
    assert f"{good}: niets gevonden" in said
    assert "Hier moet een mens naar kijken" in said
    assert "geen keurmerk" in said


def test_each_point_says_where_what_and_what_to_do_by_item(bad):
    code, said, problems = run("--lang", "nl", "check", bad)
    assert (code, problems) == (1, "")
    assert f"{bad}: 3 punten" in said
    assert (
        "10.1.3.1 Info en relaties\n"
        "  een tabel zonder veldnamenrij\n"
        "    bij: Vervoer › Wat goed gaat: “Actie”\n"
        "    → Zet de cursor in de eerste rij"
    ) in said
    assert "letters van #A0A0A0 op #FFFFFF: 2,61 op 1, en 4,5 op 1 is nodig" in said
    assert "lege alinea's in plaats van witruimte: 3 (strenger dan de norm)" in said
    assert "Geen punt van de norm, wel goed om te weten\n  letters van 8 punten" in said


def test_a_script_gets_the_same_as_json(bad):
    code, said, _problems = run("--lang", "en", "check", "--json", bad)
    found = json.loads(said)
    assert (code, found["points"]) == (1, 3)
    row = next(one for one in found["findings"] if one["item"] == "10.1.3.1")
    assert row["headings"] == ["Vervoer", "Wat goed gaat"]
    assert row["what"] == "a table without a marked header row"
    assert [one["fault"] for one in found["findings"] if one["item"] is None] == ["text small"]


def test_small_letters_alone_return_0(tmp_path):
    document = readable.good()
    readable.FAULTS["small letters"][1](document)
    path = tmp_path / "klein.docx"
    path.write_bytes(readable.saved(document))
    assert run("check", path)[0] == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud Word-bestand"),
        (
            "dicht.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "heeft een wachtwoord",
        ),
        ("brief.odt", ODT, "Sla het in Word of LibreOffice op als .docx"),
        ("brief.rtf", b"{\\rtf1 Hallo}", "Sla het in Word of LibreOffice op als .docx"),
        ("stuk.docx", b"PK\x03\x04" + b"kapot" * 40, "niet te openen als Word-bestand"),
        ("leeg.docx", b"", "geen Word-bestand"),
        ("brief.pdf", b"%PDF-1.7\n%x", "geen Word-bestand"),
        ("brief.docx", None, "is niet te lezen"),
    ],
)
def test_what_cannot_be_checked_is_one_clear_line(tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, problems = run("--lang", "nl", "check", tmp_path / name)
    assert (code, out) == (1, "")
    assert problems.count("\n") == 1
    assert said in problems


def test_a_file_is_known_by_what_is_in_it_and_not_by_its_name(good, tmp_path):
    for name in ("verslag.oud", "verslag.spiegel"):
        renamed = tmp_path / name
        renamed.write_bytes(good.read_bytes())
        assert "niets gevonden" in run("--lang", "nl", "check", renamed)[1]
    session = tmp_path / "wmo.spiegel"
    assert main(["new", str(session)]) == 0
    assert "Het bestand is in orde" in run("--lang", "nl", "check", session)[1]
    session = session.rename(tmp_path / "wmo.docx")
    assert "Het bestand is in orde" in run("--lang", "nl", "check", session)[1]


def test_a_zip_that_would_fill_the_memory_is_refused(tmp_path, monkeypatch, good):
    monkeypatch.setattr("spiegel.importing.package.LARGEST", 1_000)
    code, _said, problems = run("--lang", "nl", "check", good)
    assert code == 1
    assert "niet te openen als Word-bestand" in problems


def test_json_of_a_meeting_is_refused(tmp_path):
    session = tmp_path / "wmo.spiegel"
    assert main(["new", str(session)]) == 0
    code, said, problems = run("--lang", "nl", "check", "--json", session)
    assert (code, said) == (2, "")
    assert "--json" in problems
