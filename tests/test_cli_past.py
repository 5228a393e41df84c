"""`spiegel check --restore` and `spiegel wipe` as they are used: what is shown, asked, and left."""

import json
import re
from pathlib import Path

import pytest
from sealed import WORDS, passphrase

from spiegel import clock, paths
from spiegel.cli import main, past
from spiegel.cli import passphrase as cli_passphrase
from spiegel.store.keys import NO_KEYS
from spiegel.store.locks import appear
from spiegel.store.resealing import reseal
from spiegel.store.sidecar import Sidecar


@pytest.fixture
def path(tmp_path, monkeypatch, capsys):
    """A session on which was worked twice today: the second window keeps the first one's work."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "wmo.spiegel", "--participants", "3"]) == 0
    capture(monkeypatch, tmp_path, 'D1: kwikzilver\nD2: "zandloper" #wachttijd -\n')
    capture(monkeypatch, tmp_path, "D3: vuurtoren\n")
    capsys.readouterr()
    return tmp_path / "wmo.spiegel"


def capture(monkeypatch, folder, text):
    (folder / "regels.txt").write_text(text, encoding="utf-8")
    assert main(["capture", "wmo.spiegel", "regels.txt"]) == 0
    (folder / "regels.txt").unlink()


def run(capsys, *arguments):
    """A command in this process: exit code, standard output, standard error."""
    code = main([*map(str, arguments)])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return code, printed.out, printed.err


def said(path, capsys):
    code, out, _err = run(capsys, "show", path, "--json")
    assert code == 0
    return [statement["words"] for statement in json.loads(out)["statements"]]


def answer(monkeypatch, *answers):
    """Somebody sits at the terminal and types this; returns what was asked."""
    waiting, asked = list(answers), []

    def type_it(prompt=""):
        asked.append(prompt)
        return waiting.pop(0)

    monkeypatch.setattr(past, "has_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", type_it)
    return asked


def damage(path):
    path.write_bytes(path.read_bytes().replace(b'"zandloper","speakers"', b'"zandloper""speakers"'))


# What there is


def test_what_is_kept_is_listed_with_its_day_and_how_much_is_in_it(path, capsys):
    code, out, err = run(capsys, "check", path, "--restore")
    assert (code, err) == (0, "")
    assert "in orde" in out
    assert re.search(r"^ +1 +\d{4}-\d\d-\d\d, .* 2 uitspraken, \d+ kB$", out, re.MULTILINE)


def test_a_new_session_has_nothing_kept_and_says_so(tmp_path, capsys):
    assert main(["new", str(tmp_path / "nieuw.spiegel")]) == 0
    capsys.readouterr()
    code, out, err = run(capsys, "check", tmp_path / "nieuw.spiegel", "--restore")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 1
    assert "nog geen eerdere versie" in out


def test_a_damaged_copy_is_listed_as_damaged_and_not_brought_back(path, capsys):
    (copy,) = Sidecar(path).backups.iterdir()
    damage(copy)
    assert "beschadigd" in run(capsys, "check", path, "--restore")[1]
    before = path.read_bytes()
    code, _out, err = run(capsys, "check", path, "--restore", "1", "--yes")
    assert code == 1
    assert str(copy) in err
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\x00\x01", None], ids=["empty", "noise", "folder"])
def test_what_never_was_a_session_offers_nothing_in_one_line(tmp_path, capsys, content):
    path = tmp_path / "iets.spiegel"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    for arguments in (["--restore"], ["--restore", "rest"], ["--restore", "1"], []):
        code, out, err = run(capsys, "check", path, *arguments)
        assert (code, out) == (1, "")
        assert len(err.splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["iets.spiegel"]


def test_check_says_where_the_damage_is_and_how_to_see_what_can_be_saved(path, capsys):
    damage(path)
    code, out, err = run(capsys, "check", path)
    assert (code, out) == (1, "")
    *findings, hint = err.splitlines()
    assert findings
    assert all(re.match(rf"{path}:\d+: ", finding) for finding in findings)
    assert f"spiegel check {path} --restore" in hint
    code, _out, err = run(capsys, "show", path)
    assert code == 1
    assert "--restore" in err


# Bring it back


def test_a_kept_copy_is_brought_back_by_its_number_after_a_yes(path, capsys, monkeypatch):
    asked = answer(monkeypatch, "j")
    code, out, err = run(capsys, "check", path, "--restore", "1")
    assert (code, err) == (0, "")
    assert len(asked) == 1
    assert "(j/n)" in asked[0]
    assert said(path, capsys) == ["kwikzilver", "zandloper"]
    kept = Path(out.splitlines()[-1].partition(": ")[2])
    assert b"vuurtoren" in kept.read_bytes()
    assert run(capsys, "check", path, "--restore", "2", "--yes")[0] == 0
    assert said(path, capsys) == ["kwikzilver", "zandloper", "vuurtoren"]


@pytest.mark.parametrize("typed", ["n", "", "nee", "wat?"])
def test_anything_but_a_yes_changes_nothing(path, capsys, monkeypatch, typed):
    before = path.read_bytes()
    answer(monkeypatch, typed)
    assert run(capsys, "check", path, "--restore", "1")[0] == 1
    assert path.read_bytes() == before


def test_without_a_terminal_only_yes_brings_it_back(path, capsys):
    before = path.read_bytes()
    code, _out, err = run(capsys, "check", path, "--restore", "1")
    assert code == 2
    assert "--yes" in err
    assert path.read_bytes() == before
    assert run(capsys, "check", path, "--restore", "1", "--yes")[0] == 0
    assert said(path, capsys) == ["kwikzilver", "zandloper"]


def test_a_copy_is_brought_back_by_its_day_in_either_order_of_writing(path, capsys):
    (copy,) = Sidecar(path).backups.iterdir()
    day = re.search(r"(\d{4})-(\d\d)-(\d\d)", copy.name)
    for which in (day[0], f"{day[3]}-{day[2]}-{day[1]}"):
        code, _out, err = run(capsys, "check", path, "--restore", which, "--yes")
        assert (code, err) == (0, "")


@pytest.mark.parametrize("which", ["0", "2", "99", "2001-01-01", "gisteren", "-"])
def test_what_is_not_kept_is_said_in_one_line(path, capsys, which):
    before = path.read_bytes()
    code, _out, err = run(capsys, "check", path, "--restore", which, "--yes")
    assert code == 1
    assert which in err
    assert len(err.splitlines()) == 1
    assert path.read_bytes() == before


def test_while_a_window_is_open_nothing_is_asked_and_nothing_changes(path, capsys, monkeypatch):
    asked = answer(monkeypatch)
    before = path.read_bytes()
    _name, presence = appear(Sidecar(path).windows, "scribe")
    for arguments in (["check", path, "--restore", "1"], ["wipe", path]):
        code, _out, err = run(capsys, *arguments)
        assert code == 1
        assert "verslaglegger" in err
    assert asked == []
    assert path.read_bytes() == before
    presence.end()


def test_a_session_that_was_deleted_is_listed_and_brought_back(path, capsys):
    path.unlink()
    code, _out, err = run(capsys, "check", path)
    assert code == 1
    assert "--restore" in err
    code, out, err = run(capsys, "check", path, "--restore")
    assert (code, err) == (0, "")
    assert "niet meer" in out
    assert run(capsys, "check", path, "--restore", "1", "--yes")[0] == 0
    assert said(path, capsys) == ["kwikzilver", "zandloper"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "geen bijeenkomst"),
        (b"\x00\x01", "geen bijeenkomst"),
        (b'{"program":"spiegel","schema":99}\n', "nieuwere Spiegel"),
    ],
)
def test_whatever_stands_in_its_place_the_past_can_be_brought_back(path, capsys, content, words):
    path.write_bytes(content)
    code, out, _err = run(capsys, "check", path, "--restore")
    assert code == 0
    assert words in out
    assert run(capsys, "check", path, "--restore", "1", "--yes")[0] == 0
    assert said(path, capsys) == ["kwikzilver", "zandloper"]


def test_the_readable_rest_goes_to_a_new_file_and_the_old_one_stays(path, capsys):
    damage(path)
    before = path.read_bytes()
    code, out, _err = run(capsys, "check", path, "--restore")
    assert code == 0
    assert re.search(r"\d+ van de \d+ regels", out)
    assert "--restore rest" in out
    code, out, err = run(capsys, "check", path, "--restore", "rest")
    assert (code, err) == (0, "")
    saved = path.with_name("wmo-gered.spiegel")
    assert str(saved) in out
    assert sorted(said(saved, capsys)) == ["kwikzilver", "vuurtoren", "zandloper"]
    assert path.read_bytes() == before
    assert run(capsys, "check", saved)[0] == 0


def test_of_a_sound_file_there_is_nothing_to_rescue(path, capsys):
    code, _out, err = run(capsys, "check", path, "--restore", "rest")
    assert code == 1
    assert "in orde" in err
    assert list(path.parent.glob("*gered*")) == []


def test_in_english_when_asked_for(path, capsys, monkeypatch):
    from spiegel import i18n

    asked = answer(monkeypatch, "y")
    try:
        code, out, _err = run(capsys, "--lang", "en", "check", path, "--restore", "1")
    finally:
        i18n.set_language("nl")
    assert code == 0
    assert "(y/n)" in asked[0]
    assert "What stood there is kept" in out


# Remove it all


def test_a_wipe_shows_what_will_go_asks_for_the_name_and_leaves_nothing(path, capsys, monkeypatch):
    assert run(capsys, "export", path, "--kind", "report", "markdown", "worklist")[0] == 0
    documents = [p for p in path.parent.iterdir() if p.suffix in (".docx", ".md")]
    assert len(documents) == 3
    asked = answer(monkeypatch, "wmo.spiegel")
    code, out, err = run(capsys, "wipe", path)
    assert (code, err) == (0, "")
    assert "wmo.spiegel" in asked[0]
    shown = out.splitlines()
    assert all(f"  {place}" in shown for place in [path, *documents])
    assert any("bewaarde versies 1," in line for line in shown)
    assert "SSD" in shown[-1]
    assert [p.name for p in path.parent.iterdir()] == []


@pytest.mark.parametrize("typed", ["", "j", "wmo", "Wmo.spiegel"])
def test_another_name_removes_nothing(path, capsys, monkeypatch, typed):
    before = sorted(path.parent.rglob("*"))
    answer(monkeypatch, typed)
    code, _out, err = run(capsys, "wipe", path)
    assert code == 1
    assert "niets gewist" in err
    assert sorted(path.parent.rglob("*")) == before


def test_without_a_terminal_only_yes_wipes(path, capsys):
    before = sorted(path.parent.rglob("*"))
    code, _out, err = run(capsys, "wipe", path)
    assert code == 2
    assert "--yes" in err
    assert sorted(path.parent.rglob("*")) == before
    assert run(capsys, "wipe", path, "--yes")[0] == 0
    assert list(path.parent.iterdir()) == []


def test_a_document_that_was_changed_is_listed_apart_and_stays(path, capsys):
    assert run(capsys, "export", path, "--kind", "markdown")[0] == 0
    (report,) = path.parent.glob("*.md")
    report.write_text("met de hand", encoding="utf-8")
    code, out, _err = run(capsys, "wipe", path, "--yes")
    assert code == 0
    changed = out.splitlines().index(
        "Daarna veranderd, dus dit blijft staan (tenzij u --all meegeeft):"
    )
    assert out.splitlines()[changed + 1] == f"  {report}"
    assert [p.name for p in path.parent.iterdir()] == [report.name]


def test_with_all_a_changed_document_goes_too(path, capsys):
    assert run(capsys, "export", path, "--kind", "markdown")[0] == 0
    (report,) = path.parent.glob("*.md")
    report.write_text("met de hand", encoding="utf-8")
    assert run(capsys, "wipe", path, "--yes", "--all")[0] == 0
    assert list(path.parent.iterdir()) == []


def test_documents_that_the_screen_made_go_too(path, capsys, tmp_path):
    from spiegel.meeting import LiveMeeting

    folder = tmp_path / "documenten"
    folder.mkdir()
    meeting = LiveMeeting.open(path, role="moderator", deliver=lambda call: call())
    document = meeting.export(
        "markdown", folder, template=None, progress=lambda share: None, stopped=lambda: False
    )
    meeting.close(5)
    assert document.exists()
    assert run(capsys, "wipe", path, "--yes")[0] == 0
    assert list(folder.iterdir()) == []


def test_what_is_no_session_is_not_wiped(tmp_path, capsys):
    letter = tmp_path / "brief.txt"
    letter.write_text("een brief", encoding="utf-8")
    for place in (letter, tmp_path, tmp_path / "nergens.spiegel"):
        code, out, err = run(capsys, "wipe", place, "--yes")
        assert (code, out) == (1, "")
        assert len(err.splitlines()) == 1
    assert letter.exists()


def test_the_log_says_that_it_went_and_nothing_of_what_it_was(path, capsys):
    assert run(capsys, "check", path, "--restore", "1", "--yes")[0] == 0
    assert run(capsys, "wipe", path, "--yes")[0] == 0
    log = (paths.log_folder() / "spiegel.log").read_text(encoding="utf-8")
    assert "wiped a session: files=1 kept=2 drafts=0 documents=0" in log
    for word in ("wmo", "kwikzilver", "zandloper", "wachttijd", path.parent.name):
        assert word not in log


# Encrypted


@pytest.fixture
def sealed(path, monkeypatch, capsys):
    """The same session, encrypted; returns what was asked at the terminal since."""
    reseal(path, keys=NO_KEYS, to=passphrase(), clock=clock.now)
    asked = []
    monkeypatch.setattr(cli_passphrase, "_ask", lambda prompt: asked.append(prompt) or WORDS)
    return asked


def test_the_past_of_an_encrypted_session_is_listed_and_brought_back(path, sealed, capsys):
    code, out, err = run(capsys, "check", path, "--restore")
    assert (code, err) == (0, "")
    assert "2 uitspraken" in out
    assert len(sealed) == 1
    assert run(capsys, "check", path, "--restore", "1", "--yes")[0] == 0
    assert said(path, capsys) == ["kwikzilver", "zandloper"]
    assert b"kwikzilver" not in path.read_bytes()


def test_a_deleted_encrypted_session_opens_by_what_its_copies_say(path, sealed, capsys):
    path.unlink()
    assert run(capsys, "check", path, "--restore", "1", "--yes")[0] == 0
    assert said(path, capsys) == ["kwikzilver", "zandloper"]


def test_the_readable_rest_of_an_encrypted_session_is_encrypted(path, sealed, capsys):
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:4], *lines[5:]]))
    code, _out, err = run(capsys, "check", path)
    assert code == 1
    assert "--restore" in err
    code, out, err = run(capsys, "check", path, "--restore", "rest")
    assert (code, err) == (0, "")
    assert "regel 5" in out
    saved = path.with_name("wmo-gered.spiegel")
    assert said(saved, capsys) == ["kwikzilver", "zandloper", "vuurtoren"]
    assert b"kwikzilver" not in saved.read_bytes()


def test_an_encrypted_session_is_wiped_with_its_documents(path, sealed, capsys):
    assert run(capsys, "export", path)[0] == 0
    sealed.clear()
    assert run(capsys, "wipe", path, "--yes")[0] == 0
    assert len(sealed) == 1
    assert list(path.parent.iterdir()) == []


def test_it_is_wiped_without_its_passphrase_too_but_the_documents_stay(
    path, sealed, capsys, monkeypatch
):
    assert run(capsys, "export", path, "--kind", "markdown")[0] == 0
    monkeypatch.setattr(cli_passphrase, "_ask", lambda prompt: "vergeten")
    code, out, err = run(capsys, "wipe", path, "--yes")
    assert code == 0
    assert "wachtwoord" in err
    assert "niet te lezen; die blijven staan" in out
    assert [p.suffix for p in path.parent.iterdir()] == [".md"]
