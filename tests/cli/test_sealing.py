"""Encrypting on the command line: the passphrase is typed, nothing is harmed by a wrong one."""

import json
import subprocess
import sys

import pytest
from asking import at_terminal
from sealed import CHEAP, WORDS
from searching import traces

from spiegel import clock
from spiegel.cli import main, passphrase
from spiegel.store.sealed.keys import Passphrase
from spiegel.store.session.file import SessionFile

TITLE = "Wachten in Dijkzicht"


class Person:
    """Somebody at the terminal who answers what is asked, in order."""

    def __init__(self):
        self.answers = []
        self.asked = []
        self.looks = lambda: None

    def __call__(self, prompt):
        self.looks()
        self.asked.append(prompt)
        return self.answers.pop(0)


@pytest.fixture
def person(monkeypatch):
    """A terminal with somebody at it; keys cost next to nothing."""
    somebody = Person()
    monkeypatch.setattr(passphrase, "_has_terminal", lambda: True)
    monkeypatch.setattr("getpass.getpass", somebody)
    monkeypatch.setattr(passphrase, "Passphrase", lambda words: Passphrase(words, cost=CHEAP))
    return somebody


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dossier-12.spiegel"


@pytest.fixture
def encrypted(path, person, capsys):
    person.answers = [WORDS, WORDS]
    assert main(["new", str(path), "--title", TITLE, "--encrypt"]) == 0
    capsys.readouterr()
    person.asked.clear()
    return path


def under(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_it_means_to_forget_it_is_said_before_it_is_asked(path, person, capsys):
    person.answers = [WORDS, WORDS]
    said = []
    person.looks = lambda: said.append(capsys.readouterr().err)
    assert main(["new", str(path), "--title", TITLE, "--encrypt"]) == 0
    assert "voorgoed verloren" in said[0]
    assert person.asked == ["Nieuw wachtwoord: ", "Nog een keer hetzelfde: "]
    assert traces([TITLE], path.parent) == set()


def test_two_that_differ_are_asked_again_and_at_last_nothing_is_made(path, person, capsys):
    person.answers = [WORDS, "anders"] * 3
    assert main(["new", str(path), "--encrypt"]) == 1
    err = capsys.readouterr().err
    assert err.count("Deze twee zijn niet gelijk.") == 3
    assert "er is niets veranderd" in err
    assert list(path.parent.iterdir()) == []


def test_nothing_typed_is_no_passphrase(path, person):
    person.answers = ["", "  ", ""]
    assert main(["new", str(path), "--encrypt"]) == 1
    assert list(path.parent.iterdir()) == []


def test_a_short_one_is_warned_of_and_taken(path, person, capsys):
    person.answers = ["fietsbel", "fietsbel"]
    assert main(["new", str(path), "--encrypt"]) == 0
    assert "is kort en zou te raden zijn" in capsys.readouterr().err
    person.answers = ["fietsbel"]
    assert main(["check", str(path)]) == 0


def test_nobody_is_asked_for_a_file_that_is_there_already(encrypted, person, capsys):
    assert main(["new", str(encrypted), "--encrypt"]) == 1
    assert "bestaat al" in capsys.readouterr().err
    assert person.asked == []


def test_each_command_on_it_asks_once_and_works(encrypted, person, capsys, tmp_path):
    lines = tmp_path / "regels.txt"
    lines.write_text('D3: "kwikzilver" #wachttijd -\n', encoding="utf-8")
    commands = (
        ["capture", str(encrypted), str(lines)],
        ["show", str(encrypted), "--json"],
        ["check", str(encrypted)],
        ["export", str(encrypted), "--kind", "worklist", "--to", str(tmp_path / "uit")],
    )
    shown = {}
    for command in commands:
        person.answers = [WORDS]
        assert main(command) == 0
        shown[command[0]] = capsys.readouterr().out
    assert person.asked == ["Wachtwoord van dossier-12.spiegel: "] * 4
    assert shown["capture"] == "1\tok\n"
    assert json.loads(shown["show"])["statements"][0]["words"] == "kwikzilver"
    assert "1 uitspra" in shown["check"]
    assert list((tmp_path / "uit").iterdir())


def test_a_wrong_one_is_asked_three_times_and_changes_no_byte(encrypted, person, capsys):
    before = under(encrypted.parent)
    for command in ("show", "check", "capture", "encrypt", "decrypt", "export"):
        person.answers = ["geraden", "nog eens", "en nog eens"]
        assert main([command, str(encrypted)]) == 1
        err = capsys.readouterr().err.splitlines()
        assert len(err) == 3
        assert all("Dit is niet het wachtwoord van" in line for line in err)
        assert person.answers == []
    assert under(encrypted.parent) == before


def test_the_second_time_right_is_right(encrypted, person, capsys):
    person.answers = ["geraden", WORDS]
    assert main(["show", str(encrypted)]) == 0
    assert TITLE in capsys.readouterr().out


def test_a_plain_session_is_encrypted_and_decrypted_again(path, person, capsys):
    assert main(["new", str(path), "--title", TITLE]) == 0
    person.answers = [WORDS, WORDS]
    assert main(["encrypt", str(path)]) == 0
    out = capsys.readouterr().out
    assert "is nu versleuteld" in out
    assert "SSD" in out
    assert traces([TITLE], path.parent) == set()
    person.answers = [WORDS]
    assert main(["decrypt", str(path)]) == 0
    assert "zonder wachtwoord te lezen" in capsys.readouterr().out
    assert main(["show", str(path)]) == 0
    assert TITLE in capsys.readouterr().out
    assert main(["decrypt", str(path)]) == 0
    assert "niet versleuteld" in capsys.readouterr().out


def test_encrypting_again_gives_it_another_passphrase(encrypted, person, capsys):
    person.answers = [WORDS, "een heel ander wachtwoord", "een heel ander wachtwoord"]
    assert main(["encrypt", str(encrypted)]) == 0
    person.answers = ["een heel ander wachtwoord"]
    assert main(["check", str(encrypted)]) == 0


@pytest.mark.parametrize("command", ["encrypt", "decrypt"])
def test_it_waits_until_no_window_is_open(encrypted, person, capsys, command):
    keys = Passphrase(WORDS, cost=CHEAP)
    window = SessionFile(encrypted, clock=clock.now, window="scribe", keys=keys)
    before = encrypted.read_bytes()
    assert main([command, str(encrypted)]) == 1
    assert "nog open in een ander venster (verslaglegger)" in capsys.readouterr().err
    assert person.asked == []
    assert encrypted.read_bytes() == before
    window.close()


@pytest.mark.parametrize("command", ["encrypt", "decrypt"])
def test_what_is_no_session_is_said_and_nothing_is_asked(tmp_path, person, capsys, command):
    (tmp_path / "brief.spiegel").write_text("geachte", encoding="utf-8")
    for name in ("brief.spiegel", "niets.spiegel"):
        assert main([command, str(tmp_path / name)]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert person.asked == []


def test_a_damaged_line_is_named(encrypted, person, capsys):
    lines = encrypted.read_bytes().splitlines(keepends=True)
    encrypted.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
    person.answers = [WORDS]
    assert main(["check", str(encrypted)]) == 1
    assert "dit is regel 3" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.reckons
def test_without_a_terminal_one_line_says_so(encrypted):
    done = subprocess.run(
        [sys.executable, "-m", "spiegel", "--lang", "en", "show", str(encrypted)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "A passphrase can only be typed at a terminal, and there is none.\n"
    )


@pytest.mark.slow
@pytest.mark.reckons
def test_what_draws_a_screen_loads_no_encryption():
    """Only who opens an encrypted session waits for it."""
    modules = (
        "app.app, screens.home.screen, screens.shared.passphrase, meeting.live, meeting.catalogue, "
        "store.catalogue.folder, store.session.file"
    )
    names = ", ".join(f"spiegel.{module.strip()}" for module in modules.split(","))
    code = f"import sys, {names}; print([m for m in sys.modules if m.startswith('cryptography')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.reckons
def test_lines_come_through_a_pipe_while_the_passphrase_is_typed(encrypted):
    """Typed at the terminal, not shown there, and nowhere in what the command prints."""
    answer = at_terminal("capture", encrypted, answers=[WORDS], stdin='D2: "zandloper"\n')
    assert answer.code == 0, answer
    assert answer.out == "1\tok\n"
    assert answer.terminal.strip() == "Wachtwoord van dossier-12.spiegel:"
    assert traces(["zandloper", "fietsen"], encrypted.parent) == set()
