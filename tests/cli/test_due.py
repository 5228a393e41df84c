"""`spiegel due`: what is to be done, the oldest first, over all meetings."""

import datetime

import pytest

from cli.commandline import changing, in_days, run
from spiegel.domain.preparation.tasks import AddTask, TickTask

TODAY = datetime.datetime.now().astimezone().date()


@pytest.fixture
def two(tmp_path, monkeypatch):
    """Two meetings with a checklist that is used, and one of which nobody uses it."""
    monkeypatch.chdir(tmp_path)
    for name, days in (("noord", 40), ("zuid", 90), ("stil", 10)):
        path = tmp_path / f"{name}.spiegel"
        assert run("new", path, "--title", name.title(), "--date", in_days(days))[0] == 0
    for name, words, days in (("noord", "tolk regelen", 3), ("zuid", "zaal bekijken", -2)):
        with changing(tmp_path / f"{name}.spiegel") as file:
            file.change(AddTask(words=words, owner="Ineke", due=in_days(days)))
    return tmp_path


def test_what_is_due_within_a_week_or_overdue_is_printed_oldest_first(two):
    code, out, err = run("due")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    (viewing,) = [line for line in lines if line.endswith("Zuid: zaal bekijken (Ineke)")]
    (interpreter,) = [line for line in lines if line.endswith("Noord: tolk regelen (Ineke)")]
    assert "te laat" in viewing
    assert "te laat" not in interpreter
    assert lines.index(viewing) < lines.index(interpreter)
    assert "Zuid: elke taak één naam geven (nog niemand)" in out
    (unused,) = [line for line in lines if "Stil" in line]
    assert "aan de checklist op F2 is nog niet begonnen; er wachten" in unused


def test_one_meeting_can_be_asked_for_and_what_is_done_is_gone(two):
    path = two / "zuid.spiegel"
    with changing(path) as file:
        (number,) = file.session.tasks
        file.change(TickTask(number=number, done=TODAY))
    code, out, _err = run("due", path)
    assert (code, "zaal bekijken" in out) == (0, False)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_there(two):
    (two / "kapot.spiegel").write_bytes(b"\x00")
    code, out, err = run("due", two / "kapot.spiegel", two / "noord.spiegel")
    assert code == 0
    assert "kapot.spiegel" in err
    assert "tolk regelen" in out


def test_what_must_be_wiped_is_due_too_when_there_is_something_of_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "oud.spiegel"
    assert run("new", path, "--title", "Oud", "--date", in_days(-400))[0] == 0
    _code, out, _err = run("due")
    (line,) = out.splitlines()
    assert "te laat" in line
    assert line.endswith("(spiegel wipe oud.spiegel)")
    assert run("export", path, "--kind", "worklist")[0] == 0
    _code, out, _err = run("due")
    assert any(
        line.endswith("(spiegel wipe --only private oud.spiegel)") for line in out.splitlines()
    )
