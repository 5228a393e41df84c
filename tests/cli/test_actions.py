"""`spiegel actions`: what is open and what is overdue, over all meetings."""

import datetime
import json
import os

import pytest
from searching import home, traces

from cli.commandline import changing, in_days, run
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.consent.consent import AddListeners
from spiegel.domain.session.actions import ActionStatus

TODAY = datetime.datetime.now().astimezone().date()


@pytest.fixture
def two(tmp_path, monkeypatch):
    """Two meetings with actions: one is overdue, one is done, one belongs to a listener."""
    monkeypatch.chdir(tmp_path)
    for name in ("noord", "zuid", "leeg"):
        assert run("new", tmp_path / f"{name}.spiegel", "--title", name.title())[0] == 0
    with changing(tmp_path / "noord.spiegel") as file:
        file.change(AddAction(words="Een vast nummer", owner="balie", by=in_days(20)))
        file.change(AddAction(words="De folder", owner="beleid", by=in_days(-3)))
        file.change(AddAction(words="De website", owner="balie"))
        file.change(EditAction(number=3, fields={"status": ActionStatus.DONE}))
    with changing(tmp_path / "zuid.spiegel") as file:
        file.change(AddAction(words="Terugbellen", owner="teamleider"))
    return tmp_path


def test_what_is_overdue_comes_first_and_what_is_done_stays_away(two):
    code, out, err = run("actions")
    assert (code, err) == (0, "")
    first, second, third, counted = out.splitlines()
    assert "te laat" in first
    assert first.endswith("Noord: De folder (beleid)")
    assert second.endswith("Noord: Een vast nummer (balie)")
    assert third.endswith("Zuid: Terugbellen (teamleider)")
    assert counted == "3 acties · 1 te laat · beleid 1 · balie 1 · teamleider 1"


def test_one_owner_can_be_asked_for_and_all_that_is_done_too(two):
    _code, out, _err = run("actions", "--owner", "BALIE", "--all")
    assert [line.rpartition(": ")[2] for line in out.splitlines()[:2]] == [
        "Een vast nummer (balie)",
        "De website (balie)",
    ]


def test_what_was_done_and_what_was_stopped_on_one_day_are_not_called_the_same(two):
    with changing(two / "noord.spiegel") as file:
        file.change(AddAction(words="De brief", owner="balie"))
        file.change(EditAction(number=4, fields={"status": ActionStatus.STOPPED}))
        file.change(AddAction(words="De affiche", owner="balie"))
        file.change(EditAction(number=5, fields={"status": ActionStatus.DONE}))
    _code, out, _err = run("actions", "--all")
    stands = {
        line.rpartition(": ")[2].partition(" (")[0]: line.split()[0] for line in out.splitlines()
    }
    asked = ("De website", "De brief", "De affiche")
    assert [stands[words] for words in asked] == ["klaar", "gestopt", "klaar"]


def test_another_program_reads_them_as_json(two):
    _code, out, _err = run("actions", "--json")
    first = json.loads(out)[0]
    assert (first["meeting"], first["standing"], first["by"]) == (
        "Noord",
        "overdue",
        in_days(-3).isoformat(),
    )


def test_a_listener_who_owns_an_action_is_named_by_function(two):
    with changing(two / "zuid.spiegel") as file:
        file.change(AddListeners(functions=("consulent",)))
        code = next(iter(file.session.listeners.values())).code
        file.change(EditAction(number=1, fields={"owner": code}))
    _code, out, _err = run("actions", two / "zuid.spiegel")
    assert "Terugbellen (consulent)" in out


def test_what_cannot_be_read_is_named_and_the_others_are_there(two):
    (two / "kapot.spiegel").write_bytes(b"\x00")
    (two / "map.spiegel").mkdir()
    os.mkfifo(two / "pijp.spiegel")
    code, out, err = run("actions")
    assert code == 0
    named = [line.partition(".spiegel")[0].rpartition("/")[2] for line in err.splitlines()]
    assert sorted(named) == ["kapot", "map", "pijp"]
    assert "De folder" in out


def test_a_meeting_that_was_asked_for_and_is_not_there_is_no_meeting_without_actions(two):
    code, out, err = run("actions", "nergens.spiegel")
    assert (code, out) == (1, "")
    assert "nergens.spiegel" in err
    code, out, _err = run("actions", "nergens.spiegel", *map(str, two.glob("*.spiegel")))
    assert code == 1
    assert "De folder" in out


def test_each_action_is_one_line_however_its_words_were_typed(two):
    with changing(two / "zuid.spiegel") as file:
        file.change(EditAction(number=1, fields={"words": "Terugbellen,\n\tdezelfde dag"}))
    _code, out, _err = run("actions", two / "zuid.spiegel")
    assert "Zuid: Terugbellen, dezelfde dag (teamleider)" in out.splitlines()[0]


def test_as_many_as_there_are_come_in_order_of_their_days(two):
    with changing(two / "zuid.spiegel") as file:
        for number in range(250):
            file.change(AddAction(words=f"Actie {number}", by=in_days(250 - number)))
    _code, out, _err = run("actions", two / "zuid.spiegel")
    first, *others = (line.partition(": ")[2] for line in out.splitlines()[:-1])
    assert first == "Actie 249 (nog niemand)"
    assert others[:-1] == [f"Actie {number} (nog niemand)" for number in range(248, -1, -1)]
    assert others[-1] == "Terugbellen (teamleider)"


def test_looking_over_all_actions_writes_no_word_of_them_anywhere(two):
    def words_on_the_disk():
        return traces(("Een vast nummer", "De folder", "Terugbellen", "balie"), two, home())

    before = words_on_the_disk()
    for asked in ((), ("--all",), ("--json",)):
        assert "De folder" in run("actions", *asked)[1]
    assert words_on_the_disk() == before
    assert {name for name, _word in before} == {"noord.spiegel", "zuid.spiegel"}
