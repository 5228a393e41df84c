"""`spiegel names`: names apart from the meeting, for who has their passphrase."""

from pathlib import Path

import docx
import pytest
from sealed import CHEAP, WORDS
from searching import home, traces

from cli.kept_past import answer
from spiegel import clock
from spiegel.cli import main, passphrase
from spiegel.domain.consent.consent import Withdraw
from spiegel.store.sealed.keys import Passphrase
from spiegel.store.session.file import SessionFile

PLANTED = ("Wilhelmientje", "Kwikstaartveen", "06-70919283", "Zevenblad")
TYPED = (f"{PLANTED[0]} {PLANTED[1]}", PLANTED[2], f"{PLANTED[3]} 4", "1234 AB Dijkzicht", "")


@pytest.fixture
def typed(monkeypatch):
    """The passphrases that somebody types at the terminal, in order; keys cost next to nothing."""
    waiting: list[str] = []
    monkeypatch.setattr(passphrase, "_has_terminal", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: waiting.pop(0))
    monkeypatch.setattr(passphrase, "Passphrase", lambda words: Passphrase(words, cost=CHEAP))
    return waiting


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "wmo.spiegel"
    assert main(["new", str(path), "--title", "Wachten", "--participants", "4"]) == 0
    return path


@pytest.fixture
def named(path, typed, monkeypatch, capsys):
    typed += [WORDS, WORDS]
    answer(monkeypatch, *TYPED)
    assert main(["names", str(path), "--add", "d3"]) == 0
    capsys.readouterr()
    return path


def run(capsys, *arguments):
    code = main(list(map(str, arguments)))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_who_keeps_no_names_is_told_that_it_is_not_needed(path, capsys):
    code, out, _err = run(capsys, "names", path)
    assert code == 0
    assert "Van deze bijeenkomst zijn geen namen bewaard; dat hoeft ook niet." in out
    assert "--add D1" in out


def test_names_are_shown_to_who_has_the_passphrase_and_are_in_no_byte(named, typed, capsys):
    typed += [WORDS]
    code, out, err = run(capsys, "names", named)
    assert (code, out) == (0, f"D3   {TYPED[0]} · {TYPED[1]} · {TYPED[2]}, {TYPED[3]}\n")
    assert "Zonder naam: D1, D2, D4." in err
    assert traces(PLANTED, named.parent, home()) == set()


def test_a_wrong_passphrase_is_asked_three_times_and_changes_nothing(named, typed, capsys):
    before = named.with_suffix(".sleutel").read_bytes()
    typed += ["een", "twee", "drie"]
    code, out, err = run(capsys, "names", named, "--remove", "D3")
    assert (code, out) == (1, "")
    assert err.count("Dit is niet het wachtwoord van") == 3
    assert named.with_suffix(".sleutel").read_bytes() == before


def test_enter_keeps_what_was_there_and_a_dash_takes_it_away(named, typed, capsys, monkeypatch):
    typed += [WORDS, WORDS]
    asked = answer(monkeypatch, "", "-", "")
    assert run(capsys, "names", named, "--add", "3")[0] == 0
    assert TYPED[0] in asked[0]
    assert run(capsys, "names", named)[1] == f"D3   {TYPED[0]} · {TYPED[2]}, {TYPED[3]}\n"


def test_what_cannot_be_kept_or_nobody_here_changes_nothing(named, typed, capsys, monkeypatch):
    typed += [WORDS] * 3
    answer(monkeypatch, "Bep", "bel maar", "")
    code, _out, err = run(capsys, "names", named, "--add", "D1")
    assert (code, "geen telefoonnummer" in err) == (1, True)
    code, _out, err = run(capsys, "names", named, "--add", "D9")
    assert (code, "geen deelnemer D9" in err) == (1, True)
    assert len(run(capsys, "names", named)[1].splitlines()) == 1


def test_the_last_to_be_taken_out_takes_the_file_along(named, typed, capsys):
    typed += [WORDS]
    code, out, _err = run(capsys, "names", named, "--remove", "D3")
    assert code == 0
    assert "D3 is eruit." in out
    assert not named.with_suffix(".sleutel").exists()


def test_who_withdrew_goes_out_when_somebody_opens_it(named, typed, capsys):
    file = SessionFile(named, clock=clock.now, window="moderator")
    file.change(Withdraw(participant=3))
    file.close()
    typed += [WORDS]
    _code, out, err = run(capsys, "names", named)
    assert "D3 heeft zich teruggetrokken en is uit de namen gehaald." in err
    assert PLANTED[0] not in out
    assert not named.with_suffix(".sleutel").exists()


def test_a_meeting_that_was_moved_by_hand_says_where_its_names_stayed(named, capsys, tmp_path):
    (tmp_path / "weg").mkdir()
    away = named.rename(named.with_name("anders.spiegel"))
    assert str(named.with_suffix(".sleutel")) in run(capsys, "check", away)[1]
    code, _out, err = run(capsys, "names", away)
    assert code == 1
    assert str(named.with_suffix(".sleutel")) in err
    assert str(away.with_suffix(".sleutel")) in err


def test_another_passphrase_but_not_that_of_the_meeting(named, typed, capsys):
    typed += [WORDS, "vijf blauwe stoelen drijven", "vijf blauwe stoelen drijven"]
    assert run(capsys, "names", named, "--passphrase")[0] == 0
    typed += ["vijf blauwe stoelen drijven"]
    assert PLANTED[0] in run(capsys, "names", named)[1]
    other = "drie groene deuren zingen"
    typed += [other, other]
    assert run(capsys, "encrypt", named)[0] == 0
    typed += [other, "vijf blauwe stoelen drijven", other, other]
    code, _out, err = run(capsys, "names", named, "--passphrase")
    assert (code, "het wachtwoord van de bijeenkomst zelf" in err) == (1, True)


def test_the_meeting_gets_no_passphrase_that_opens_the_names_too(named, typed, capsys):
    typed += [WORDS, WORDS]
    code, _out, err = run(capsys, "encrypt", named)
    assert (code, "het wachtwoord van de namen" in err) == (1, True)
    assert run(capsys, "show", named)[0] == 0


def test_a_wipe_names_it_and_takes_it(named, capsys):
    code, out, _err = run(capsys, "wipe", named, "--yes")
    assert code == 0
    assert f"  {named.with_suffix('.sleutel')}" in out.splitlines()
    assert list(named.parent.iterdir()) == []


def words_on(document):
    return [paragraph.text for table in docx.Document(str(document)).tables
            for row in table.rows for cell in row.cells for paragraph in cell.paragraphs
            if paragraph.text]  # fmt: skip


def test_envelopes_ask_for_the_passphrase_and_hold_names_and_addresses_and_nothing_else(
    named, typed, capsys
):
    typed += [WORDS]
    code, out, err = run(capsys, "export", named, "--kind", "envelopes")
    document = Path(out.strip())
    assert code == 0
    assert "Niet erop, want het adres is niet bekend: D1, D2, D4." in err
    assert words_on(document) == [TYPED[0], TYPED[2], TYPED[3]]
    assert document.name.endswith("enveloppen PRIVÉ.docx")
    assert document.stat().st_mode & 0o777 == 0o600
    properties = docx.Document(str(document)).core_properties
    assert (properties.title, properties.language, properties.author) == ("Enveloppen", "nl-NL", "")


@pytest.mark.slow
@pytest.mark.reckons
def test_without_the_passphrase_there_are_no_envelopes_and_no_other_document_has_a_name(
    named, typed, capsys, tmp_path
):
    typed += ["een", "twee", "drie"]
    assert run(capsys, "export", named, "--kind", "envelopes")[0] == 1
    kinds = ["report", "markdown", "worklist", "letters", "calendar", "plan", "plan-markdown"]
    assert run(capsys, "export", named, "--kind", *kinds, "--to", tmp_path / "uit")[0] == 0
    assert len(list((tmp_path / "uit").iterdir())) > 10
    assert traces(PLANTED, tmp_path, home()) == set()


def test_who_withdraws_makes_the_envelopes_a_document_that_may_not_stay(named, typed, capsys):
    typed += [WORDS]
    _code, out, _err = run(capsys, "export", named, "--kind", "envelopes")
    file = SessionFile(named, clock=clock.now, window="moderator")
    file.change(Withdraw(participant=3))
    file.close()
    code, out, _err = run(capsys, "check", named)
    assert code == 1
    assert "enveloppen PRIVÉ.docx: hier staat in wat er niet meer in mag" in out


def test_two_lists_of_envelopes_have_nothing_by_which_a_name_can_be_guessed(named, typed, capsys):
    typed += [WORDS, WORDS]
    first = Path(run(capsys, "export", named, "--kind", "envelopes")[1].strip()).read_bytes()
    second = Path(run(capsys, "export", named, "--kind", "envelopes")[1].strip()).read_bytes()
    assert first != second


def test_a_wipe_takes_the_envelopes_too(named, typed, capsys):
    typed += [WORDS]
    assert run(capsys, "export", named, "--kind", "envelopes")[0] == 0
    assert run(capsys, "wipe", named, "--yes")[0] == 0
    assert list(named.parent.iterdir()) == []
