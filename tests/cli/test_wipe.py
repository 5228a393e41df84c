"""`spiegel wipe` as it is used: what is shown, asked, and left."""

import pytest
from platformdirs import user_state_path

from cli.kept_past import answer, encrypted, run, worked_twice
from spiegel import paths
from spiegel.cli import passphrase as cli_passphrase


@pytest.fixture
def path(tmp_path, monkeypatch, capsys):
    return worked_twice(tmp_path, monkeypatch, capsys)


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


def with_copies(path, capsys):
    """A document that somebody copied, and one that was moved and renamed; both as they were."""
    assert run(capsys, "export", path, "--kind", "markdown", "worklist")[0] == 0
    (report,) = path.parent.glob("*.md")
    (private,) = path.parent.glob("*PRIV*.docx")
    copy = path.parent / "voor Anja.md"
    copy.write_bytes(report.read_bytes())
    folder = path.parent / "oud"
    folder.mkdir()
    moved = private.rename(folder / "lijst.docx")
    (path.parent / "iets anders.md").write_text("iets anders", encoding="utf-8")
    return copy, moved


def test_a_copy_or_a_document_that_was_moved_is_named_and_asked_of(path, capsys, monkeypatch):
    copy, moved = with_copies(path, capsys)
    asked = answer(monkeypatch, "wmo.spiegel", "n")
    code, out, _err = run(capsys, "wipe", path)
    shown = out.splitlines()
    at = shown.index("Hetzelfde document op een andere plaats, waar iemand het zette:")
    assert code == 0
    assert set(shown[at + 1 : at + 3]) == {f"  {copy}", f"  {moved}"}
    assert "Niet meer waar" not in out
    assert "Ook deze kopieën" in asked[1]
    assert copy.exists()
    assert moved.exists()


@pytest.mark.parametrize("how", ["yes", "all"])
def test_a_copy_goes_when_somebody_says_so(path, capsys, monkeypatch, how):
    with_copies(path, capsys)
    if how == "yes":
        answer(monkeypatch, "wmo.spiegel", "j")
    assert run(capsys, "wipe", path, *(["--yes", "--all"] if how == "all" else []))[0] == 0
    left = [one.name for one in path.parent.rglob("*") if one.is_file()]
    assert left == ["iets anders.md"]


def test_without_a_word_of_anybody_a_copy_is_named_and_stays(path, capsys):
    copy, moved = with_copies(path, capsys)
    _code, out, _err = run(capsys, "wipe", path, "--yes")
    assert str(copy) in out
    assert copy.exists()
    assert moved.exists()


def test_a_moved_private_document_is_found_when_only_those_go(path, capsys, monkeypatch):
    copy, moved = with_copies(path, capsys)
    answer(monkeypatch, "j", "j")
    code, out, _err = run(capsys, "wipe", path, "--only", "private")
    assert code == 0
    assert str(moved) in out
    assert str(copy) not in out
    assert not moved.exists()
    assert copy.exists()


@pytest.mark.parametrize("asked", [[], ["--yes"]], ids=["a no", "nobody who answers"])
def test_where_only_a_copy_is_left_and_it_stays_nothing_is_noted_as_wiped(
    path, capsys, monkeypatch, asked
):
    _copy, moved = with_copies(path, capsys)
    answer(monkeypatch, *([] if asked else ["n"]))
    code, out, err = run(capsys, "wipe", path, "--only", "private", *asked)
    assert (code, err.strip()) == (1, "Er is niets gewist.")
    assert str(moved) in out
    assert "Dit wordt voorgoed gewist" not in out
    assert moved.exists()
    assert "nog niets gewist" in run(capsys, "wipe", "--log")[1]


def test_documents_that_the_screen_made_go_too(path, capsys, tmp_path):
    from meeting.inbox import Inbox
    from spiegel.meeting.live import LiveMeeting

    folder = tmp_path / "documenten"
    folder.mkdir()
    meeting = LiveMeeting.open(path, role="moderator", deliver=Inbox())
    document = meeting.documents.make("markdown", folder).path
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
def sealed(path, monkeypatch):
    return encrypted(path, monkeypatch)


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


def test_only_the_private_documents_go_when_that_is_asked(path, capsys):
    assert run(capsys, "export", path, "--kind", "report", "worklist")[0] == 0
    code, out, _err = run(capsys, "wipe", path, "--only", "private", "--yes")
    assert code == 0
    assert "1 bestand is gewist" in out
    left = sorted(p.suffix for p in path.parent.iterdir() if p.is_file())
    assert left == [".docx", ".spiegel"]
    assert "PRIVÉ" not in "".join(p.name for p in path.parent.iterdir())
    assert "niets te wissen" in run(capsys, "wipe", path, "--only", "private", "--yes")[1]


def test_only_the_key_file_goes_without_its_passphrase_when_that_is_asked(path, capsys):
    from sealed import CHEAP, WORDS

    from spiegel.domain.preparation.names import Person, with_person
    from spiegel.store.journal.header import header_at
    from spiegel.store.keyfile import KeyFile, place_of
    from spiegel.store.sealed.keys import Passphrase

    kept = KeyFile(path, header_at(path).id, Passphrase(WORDS, cost=CHEAP))
    kept.change(lambda there: with_person(there, Person(number=1, name="Kwikstaart")))
    assert place_of(path).exists()
    code, out, _err = run(capsys, "wipe", path, "--only", "names", "--yes")
    assert (code, place_of(path).exists(), path.exists()) == (0, False, True)
    assert "1 bestand is gewist" in out


def test_the_log_says_that_it_went_and_no_word_of_it(path, capsys):
    title = "wmo"
    assert "nog niets gewist" in run(capsys, "wipe", "--log")[1]
    assert run(capsys, "wipe", path, "--yes")[0] == 0
    out = run(capsys, "wipe", "--log")[1]
    assert "de bijeenkomst zelf" in out
    assert title not in out
    (log,) = user_state_path("spiegel").glob("wiped.jsonl")
    assert title.encode() not in log.read_bytes()
    assert b"kwikzilver" not in log.read_bytes()


def test_which_meeting_is_asked_for_when_none_is_named(capsys):
    code, _out, err = run(capsys, "wipe")
    assert (code, "Welke bijeenkomst" in err) == (2, True)
