"""`spiegel check --restore` as it is used: what is shown, asked, and brought back."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from voting import opened_poll

from cli.kept_past import answer, damage, encrypted, run, said, worked_twice
from spiegel import clock
from spiegel.cli import main
from spiegel.domain.polls.polls import open_poll
from spiegel.store.beside.folder import Sidecar
from spiegel.store.beside.locks import appear
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile


@pytest.fixture
def path(tmp_path, monkeypatch, capsys):
    return worked_twice(tmp_path, monkeypatch, capsys)


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


def test_a_question_that_was_open_then_is_closed_and_it_is_said(path, capsys):
    with closing(SessionFile(path, clock=clock.now, window="moderator")) as moderator:
        opened_poll(moderator)
    # What stands there now, with its open question, becomes the second one that is kept.
    assert "zonder antwoorden" not in run(capsys, "check", path, "--restore", "1", "--yes")[1]
    assert "zonder antwoorden" in run(capsys, "check", path, "--restore", "2", "--yes")[1]
    assert open_poll(read_session(path)) is None


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


# Encrypted


@pytest.fixture
def sealed(path, monkeypatch):
    return encrypted(path, monkeypatch)


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
