"""`spiegel compare`: two meetings side by side, and what of it is kept."""

import pytest

from cli.commandline import run
from domain.besides import clients, professionals
from domain.tworounds import before, now
from spiegel import clock
from spiegel.domain.polls.compare import beside
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile


@pytest.fixture
def two(tmp_path):
    """The files of the clients' meeting and of the professionals'."""
    paths = []
    for name, session in (("clienten", clients()), ("professionals", professionals())):
        paths.append(tmp_path / f"{name}.spiegel")
        SessionFile.create(paths[-1], session, clock=clock.now, window="test").close()
    return paths


def compared(*arguments):
    return run("--lang", "nl", "compare", *arguments)


def test_what_each_named_is_printed_with_its_place_and_people(two):
    code, out, err = compared(*two)
    assert (code, err) == (0, "")
    assert "alleen cliënten:\n    1  ruime huisvesting\n" in out
    assert "cliënten: plaats 1 (5 mensen)" in out
    assert "Cliënten: 5 van de 6 zijn het eens · professionals: 2 van de 6 zijn het eens." in out
    assert "door loting gekozen" in out


def test_comparing_changes_no_file(two):
    before = [path.read_bytes() for path in two]
    compared(*two)
    assert [path.read_bytes() for path in two] == before


def test_what_looks_alike_is_linked_by_hand_and_kept_in_the_first_file_alone(two):
    _code, out, _err = compared(*two)
    assert "lijkt op lange wachttijden: --link 3=2" in out
    other = two[1].read_bytes()
    code, out, _err = compared(*two, "--link", "3=2")
    assert (code, two[1].read_bytes()) == (0, other)
    assert "beide:\n    3=2  kortere wachttijd / lange wachttijden\n" in out
    assert beside(read_session(two[0]), "p").links[0].theirs == 2
    _code, out, _err = compared(*two, "--unlink", "3=2")
    assert "beide:" not in out


def test_that_the_other_meeting_changed_since_is_said(two):
    compared(*two, "--keep")
    two[1].unlink()
    SessionFile.create(two[1], professionals(5), clock=clock.now, window="test").close()
    code, _out, err = compared(*two)
    assert code == 0
    assert "professionals.spiegel is veranderd sinds" in err
    compared(*two, "--keep")
    assert compared(*two)[2] == ""


def test_groups_that_are_not_there_cannot_be_linked(two):
    code, _out, err = compared(*two, "--link", "9=2")
    assert (code, err) == (1, "9=2: zo'n paar groepjes is er niet.\n")
    with pytest.raises(SystemExit, match="2"):
        compared(*two, "--link", "drie")


def test_a_meeting_is_not_compared_with_itself_nor_with_what_is_no_session(two, tmp_path):
    assert compared(two[0], two[0])[::2] == (1, "Dit is twee keer dezelfde bijeenkomst.\n")
    (tmp_path / "brief.txt").write_text("hallo")
    code, _out, err = compared(two[0], tmp_path / "brief.txt")
    assert (code, err.count("\n")) == (1, 1)


@pytest.fixture
def rounds(tmp_path):
    """The files of two rounds of one theme, the later one first."""
    paths = []
    for name, session in (("nu", now()), ("toen", before())):
        paths.append(tmp_path / f"{name}.spiegel")
        SessionFile.create(paths[-1], session, clock=clock.now, window="test").close()
    return paths


def test_two_rounds_of_one_theme_say_what_came_back_and_what_was_done(rounds):
    code, out, err = compared(*rounds)
    assert (code, err) == (0, "")
    assert "Kwam terug\n  wachttijd\n      Toen: 3\n      Nu: 2\n" in out
    assert "Elke aanvrager wordt gebeld (klaar: Sinds mei)" in out
    assert read_session(rounds[0]).info.earlier is None


def test_the_round_before_is_kept_in_the_later_one_for_its_report(rounds):
    code, out, _err = compared(*rounds, "--keep")
    assert (code, "het verslag van nu.spiegel" in out) == (0, True)
    assert read_session(rounds[0]).info.earlier.title == "Wmo vorig jaar"
