"""`spiegel check` names the documents that were made, and how each stands."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from lxml import etree

from meeting.recognisable import meeting
from spiegel import clock
from spiegel.cli import main
from spiegel.domain.capture.editing import Reword
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.letters.papers import PAPERS
from spiegel.store.beside import exports
from spiegel.store.beside.folder import Sidecar
from spiegel.store.session.file import SessionFile


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "gesprek.spiegel"
    SessionFile.create(path, meeting(), clock=clock.now, window="test").close()
    return path


def change(path, made):
    file = SessionFile(path, clock=clock.now, window="test")
    file.change(made)
    file.close()


def checked(path, capsys):
    capsys.readouterr()
    code = main(["--lang", "nl", "check", str(path)])
    out, err = capsys.readouterr()
    return code, out, err


def test_check_says_how_each_document_stands(path, capsys, tmp_path):
    assert main(["export", str(path), "--kind", "markdown", "--to", str(tmp_path / "uit")]) == 0
    (document,) = (tmp_path / "uit").iterdir()
    code, out, _err = checked(path, capsys)
    assert (code, f"  {document}: klopt met de bijeenkomst" in out) == (0, True)
    change(path, Reword(number=2, words="belde elke week"))
    code, out, _err = checked(path, capsys)
    assert (code, f"  {document}: van vóór uw laatste wijzigingen" in out) == (0, True)
    change(path, Withdraw(participant=1))
    document.write_bytes(document.read_bytes() + b"x")
    code, out, err = checked(path, capsys)
    assert code == 1
    assert f"{document}: hier staat in wat er niet meer in mag, daarna met de hand" in out
    assert "F7" in err


def test_check_says_when_the_list_of_documents_cannot_be_read(path, capsys):
    assert main(["export", str(path), "--kind", "markdown"]) == 0
    (place,) = exports.lists(Sidecar(path))
    place.write_bytes(b"kapot")
    code, out, _err = checked(path, capsys)
    assert (code, "Spiegel weet niet welke documenten" in out) == (0, True)


def test_an_export_that_cannot_be_noted_is_told(path, capsys, monkeypatch):
    monkeypatch.setattr(exports, "note", lambda *_about: False)
    assert main(["--lang", "nl", "export", str(path), "--kind", "markdown"]) == 0
    assert "kan het later niet noemen" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.reckons
def test_all_letters_and_papers_are_made_in_one_go(path, capsys, tmp_path):
    folder = tmp_path / "uit"
    assert (
        main(["--lang", "nl", "export", str(path), "--kind", "letters", "--to", str(folder)]) == 0
    )
    said, _err = capsys.readouterr()
    assert (
        len(said.splitlines())
        == len(list(folder.glob("*.docx")))
        == len([paper for paper in PAPERS.values() if not paper.after])
    )
    assert main(["--lang", "nl", "export", str(path), "--kind", "brief"]) == 1
    assert "letters" in capsys.readouterr().err


def test_papers_before_the_day_are_made_and_it_is_said_who_may_be_recognised_in_them(
    capsys, tmp_path
):
    plan, path = tmp_path / "plan.md", tmp_path / "nieuw.spiegel"
    plan.write_text("## Gesprek (50 min)\n1. Hoe was het bij mevrouw Zonnestra?\n", "utf-8")
    assert main(["new", str(path), "--plan", str(plan)]) == 0
    capsys.readouterr()
    made = ["--lang", "nl", "export", str(path), "--to", str(tmp_path / "uit"), "--kind"]
    assert main([*made, "letters", "plan"]) == 0
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        "Hierin staat wat op een persoon lijkt: mevrouw Zonnestra. Uitwerken (F6) vraagt ernaar."
    ]
    assert len(out.splitlines()) > 5
    assert main([*made, "calendar"]) == 0
    assert capsys.readouterr().err == ""


def test_a_document_of_which_there_is_nothing_yet_is_not_made(capsys, tmp_path):
    path = tmp_path / "nieuw.spiegel"
    assert main(["new", str(path)]) == 0
    capsys.readouterr()
    for kind, named in (("qdc", "Codeboek"), ("persona-cards", "persona's")):
        made = ["--lang", "nl", "export", str(path), "--kind", kind, "--to", str(tmp_path / "uit")]
        assert main(made) == 1
        told = capsys.readouterr().err
        assert told.startswith("Hiervoor is er nog niets:")
        assert named in told
    assert not list(tmp_path.glob("uit/*"))


def test_who_withdrew_may_not_stay_on_a_travel_list(path, capsys, tmp_path):
    kinds = ["travel-list", "invitation"]
    assert main(["export", str(path), "--kind", *kinds, "--to", str(tmp_path / "uit")]) == 0
    change(path, Withdraw(participant=1))
    code, out, _err = checked(path, capsys)
    wrong = [line for line in out.splitlines() if "hier staat in wat er niet meer in mag" in line]
    assert code == 1
    assert ["reizen PRIVÉ" in line for line in wrong] == [True]


def test_nothing_leaves_unlooked_at_but_by_a_choice_that_the_document_states(
    path, capsys, tmp_path
):
    change(path, Reword(number=2, words="mevrouw De Vries belde op 06-12345678"))
    made = [
        "--lang",
        "nl",
        "export",
        str(path),
        "--kind",
        "markdown",
        "--to",
        str(tmp_path / "uit"),
    ]
    assert main(made) == 1
    assert "2 plekken" in capsys.readouterr().err
    assert not list((tmp_path / "uit").glob("*"))
    assert main([*made, "--unchecked"]) == 0
    (document,) = (tmp_path / "uit").iterdir()
    said = document.read_text(encoding="utf-8")
    assert "voordat 2 plekken waren nagekeken" in said
    assert "De Vries" not in said
    assert "12345678" not in said


def in_cells(path):
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
    return {row["Gemaakt voordat alles was nagekeken"] for row in rows}


def in_json(path):
    found = json.loads(path.read_text(encoding="utf-8"))
    return {found["not_looked_at"], found["note"]}


def in_workbook(path):
    return {cell.value for row in openpyxl.load_workbook(path)["Niet nagekeken"] for cell in row}


def in_project(path):
    root = etree.fromstring(zipfile.ZipFile(path).read("project.qde"))
    return {root.findtext("{*}Description")}


def in_codebook(path):
    (one,) = etree.parse(path).getroot().iterfind("{*}Sets/{*}Set")
    return {one.get("name"), one.findtext("{*}Description")}


@pytest.mark.parametrize(
    ("kind", "stated"),
    [
        ("csv", in_cells),
        ("json", in_json),
        ("action-plan", in_workbook),
        ("qdpx", in_project),
        ("qdc", in_codebook),
    ],
)
def test_a_file_for_another_program_states_that_choice_until_it_is_made_again(
    path, tmp_path, kind, stated
):
    change(path, Reword(number=2, words="mevrouw De Vries belde op 06-12345678"))
    made = ["--lang", "nl", "export", str(path), "--kind", kind, "--to", str(tmp_path / "uit")]
    assert main(made) == 1
    assert main([*made, "--unchecked"]) == 0
    (document,) = (tmp_path / "uit").iterdir()
    said = " ".join(map(str, stated(document)))
    assert "2 plekken" in said
    change(path, Reword(number=2, words="zij belde op een ochtend"))
    assert main(made) == 0
    assert b"voordat" not in b"".join(parts(document))


def parts(path):
    """What stands in a file, unpacked."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as package:
        return [package.read(name) for name in package.namelist()]


def test_the_moderators_own_list_is_made_all_the_same(path, tmp_path):
    change(path, Reword(number=2, words="mevrouw De Vries belde"))
    assert main(["export", str(path), "--kind", "worklist", "--to", str(tmp_path / "uit")]) == 0
