"""`spiegel new --like`: the next round of an earlier meeting, on the command line."""

import json

import pytest
from searching import traces

from cli.kept_past import encrypted, run
from spiegel import demo


@pytest.fixture
def old(tmp_path):
    """A meeting that was held."""
    folder = tmp_path / "toen"
    folder.mkdir()
    demo.write(folder / "vorige.spiegel")
    return folder / "vorige.spiegel"


def data(path, capsys):
    return json.loads(run(capsys, "show", path, "--json")[1])


@pytest.mark.slow
@pytest.mark.reckons
def test_the_next_round_holds_what_was_prepared_and_nothing_that_was_said(old, tmp_path, capsys):
    new = tmp_path / "nu" / "volgende.spiegel"
    new.parent.mkdir()
    assert run(capsys, "new", new, "--like", old, "--date", "2027-03-01")[0] == 0
    before, after = data(old, capsys), data(new, capsys)
    assert [q["words"] for q in after["questions"]] == [q["words"] for q in before["questions"]]
    assert [t["function"] for t in after["listeners"]] == [
        t["function"] for t in before["listeners"]
    ]
    assert after["info"]["title"] == before["info"]["title"]
    assert after["info"]["date"] == "2027-03-01"
    tables = ("statements", "listener_questions", "remarks", "actions")
    said = [document["words"] for table in tables for document in before[table]]
    assert len(said) > 40
    assert traces([*said, before["info"]["id"]], new.parent) == set()


@pytest.mark.slow
@pytest.mark.reckons
def test_the_next_round_of_an_encrypted_meeting_is_encrypted_too(
    old, tmp_path, capsys, monkeypatch
):
    title = data(old, capsys)["info"]["title"]
    asked = encrypted(old, monkeypatch)
    new = tmp_path / "nu" / "volgende.spiegel"
    new.parent.mkdir()
    code, out, _err = run(capsys, "new", new, "--like", old)
    assert (code, len(asked)) == (0, 1)
    assert "hetzelfde wachtwoord" in out
    assert traces([title], new.parent) == set()
    assert data(new, capsys)["info"]["title"] == title


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("name", ["vorige.spiegel", "draaiboek.txt"])
def test_a_meeting_given_as_a_plan_is_recognised_and_says_what_it_gave(old, tmp_path, capsys, name):
    given, new = old.rename(old.with_name(name)), tmp_path / "volgende.spiegel"
    code, out, err = run(capsys, "new", new, "--plan", given, "--participants", 8)
    assert (code, err) == (0, "")
    assert "Overgenomen: het draaiboek, 7 vragen" in out
    before, after = data(given, capsys), data(new, capsys)
    assert [q["words"] for q in after["questions"]] == [q["words"] for q in before["questions"]]
    assert (after["statements"], after["remarks"], len(after["participants"])) == ([], [], 8)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"# Een draaiboek\n", "geen bijeenkomst"),
        (b'{"program":"spiegel","schema":99,"kind":"session","generation":"x"}\n', "nieuwere"),
        (b'{"program":"spiegel","schema":2}\n', "beschadigd"),
        (None, "geen bestand"),
    ],
)
def test_what_is_no_earlier_meeting_is_named_and_nothing_is_made(tmp_path, capsys, content, words):
    old, new = tmp_path / "oud.spiegel", tmp_path / "nieuw.spiegel"
    if content is not None:
        old.write_bytes(content)
    code, out, err = run(capsys, "new", new, "--like", old)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert words in err
    assert not new.exists()


@pytest.mark.slow
@pytest.mark.reckons
def test_a_file_that_is_there_is_refused_before_anything_is_asked(old, capsys, monkeypatch):
    asked, before = encrypted(old, monkeypatch), old.read_bytes()
    code, _out, err = run(capsys, "new", old, "--like", old)
    assert (code, asked, err.count("\n")) == (1, [], 1)
    assert old.read_bytes() == before


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("more", [("--plan", "plan.md"), ("--format", "focusgroep")])
def test_two_origins_at_once_are_wrong_usage(old, tmp_path, capsys, more):
    assert run(capsys, "new", tmp_path / "x.spiegel", "--like", old, *more)[0] == 2
    assert not (tmp_path / "x.spiegel").exists()
