"""The list of meetings: what is seen of each, and how one is made or opened."""

import datetime
import os
from pathlib import Path

import pytest
from meetings import START, meeting, play, round_of
from textual.widgets import Input

from screens.home.library import fill, home, keep
from screens.seen import flat, screen_text, until
from spiegel import clock, formats
from spiegel.domain.running.running import End, Go
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import describe, put
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.meeting.plan_library import PlanLibrary
from spiegel.meeting.port.catalogue import MeetingSummary
from spiegel.screens.home.new_meeting import problem
from spiegel.screens.home.view import due_words, in_order
from spiegel.screens.shared.choose_file import fitting
from spiegel.screens.shared.typed_path import typed_path
from spiegel.store import known
from spiegel.widgets.choice import Choice

TODAY = datetime.date(2026, 9, 17)


def days(count: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=count)


def summary(**fields: object) -> MeetingSummary:
    return MeetingSummary(path=Path(str(fields.get("title", "x"))), **fields)


# What is said of a meeting


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date": days(5)}, ["over 5 dagen"]),
        ({"date": days(40)}, []),
        ({"date": days(-1)}, ["de datum is voorbij"]),
        ({"date": days(0), "stage": Stage.RUNNING}, []),
        ({"date": days(-2), "stage": Stage.RUNNING}, ["nog niet afgesloten"]),
        ({"stage": Stage.REVIEW}, ["verslag nog niet voorgelegd aan de deelnemers"]),
        ({"stage": Stage.PRESENTED, "due": days(3)}, []),
        (
            {"stage": Stage.PRESENTED, "due": days(-2)},
            ["een actie moest klaar zijn op 15 september 2026"],
        ),
        ({"stage": Stage.PRESENTED, "wipe": days(-2)}, ["te wissen sinds 15 september 2026"]),
        ({"stage": Stage.PRESENTED, "wipe": days(3)}, []),
        ({"stage": Stage.PRESENTED, "aftercare": ("D6", "D2")}, ["nazorg: D6, D2 bellen"]),
    ],
)
def test_what_is_due_is_said_when_it_is_due(fields, words):
    assert due_words(summary(**fields), TODAY) == words


def test_what_runs_comes_first_then_what_comes_soonest():
    meetings = (
        summary(title="klaar", stage=Stage.PRESENTED, date=days(-90)),
        summary(title="stuk", problem="kapot"),
        summary(title="later", date=days(30)),
        summary(title="ooit"),
        summary(title="uitwerken", stage=Stage.REVIEW, date=days(-3)),
        summary(title="nu", stage=Stage.RUNNING, date=days(0)),
        summary(title="straks", date=days(2)),
    )
    titles = [one.title for one in in_order(meetings, TODAY)]
    assert titles == ["nu", "straks", "later", "ooit", "uitwerken", "klaar", "stuk"]


# The list on the screen


async def test_an_empty_list_says_what_to_do_first(tmp_path):
    async with home(tmp_path / "nergens") as pilot:
        await until(pilot, lambda: "Druk op ^n voor een nieuwe" in screen_text(pilot))
        keys = screen_text(pilot).split("\n")[-1]
        assert "^n nieuw" in keys
        assert "^e voorbeeld" in keys
        assert "openen" not in keys
        assert "wissen" not in keys
        assert not (tmp_path / "nergens").exists()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40)])
async def test_each_meeting_shows_its_day_stage_and_whom_to_call(tmp_path, size):
    ended = play(meeting(), (0, Go(phase=round_of(meeting()).number)), (9, End()))
    call = Remark(number=1, at=START, words="x", kind=RemarkKind.AFTERCARE, people=("D2",))
    today = datetime.datetime.now().astimezone().date()
    keep(tmp_path, "een", put(describe(ended, title="Vervoer"), call))
    keep(tmp_path, "twee", describe(meeting(), title="[/] He said [laughs]", date=today))
    async with home(tmp_path, size) as pilot:
        text = flat(pilot)
        for words in (
            "Vervoer",
            "nazorg: D2 bellen",
            "[/] He said",
            "vandaag",
            "voorbereiding",
            "^n nieuw",
            "F1 ^/ hulp",
        ):
            assert words in text
        await pilot.press("v", "e", "r", "v", "o", "e", "r")
        await until(pilot, lambda: "uit te werken · " in flat(pilot))


async def test_a_damaged_and_a_newer_file_are_a_line_and_nothing_crashes(tmp_path):
    (tmp_path / "kapot.spiegel").write_bytes(b"\x00\xff dit is niets\n")
    (tmp_path / "leeg.spiegel").write_bytes(b"")
    (tmp_path / "map.spiegel").mkdir()
    newer = b'{"program":"spiegel","schema":99,"kind":"session","generation":"x"}\n'
    (tmp_path / "nieuwer.spiegel").write_bytes(newer)
    keep(tmp_path, "goed", describe(meeting(), title="Goed"))
    async with home(tmp_path, (120, 40)) as pilot:
        text = screen_text(pilot)
        assert text.count("niet te openen") == 4
        assert "^t andere naam" in text
        assert "Goed" in text
        await pilot.press("end", "enter")
        await until(pilot, lambda: "^t andere naam" not in screen_text(pilot))
        assert "Del wissen" in screen_text(pilot)
        assert pilot.app.meeting is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_enter_opens_the_meeting_and_home_shows_what_became_of_it(tmp_path):
    keep(tmp_path, "een", describe(meeting(), title="Vervoer"))
    async with home(tmp_path) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "prepare")
        pilot.app.meeting.submit(Go(phase=round_of(meeting()).number))
        await pilot.app.run_action("home")
        await until(pilot, lambda: pilot.app.meeting is None)
        pilot.app.screen.action_again()
        await until(pilot, lambda: "het gesprek loopt" in screen_text(pilot))


async def test_a_file_that_is_gone_meanwhile_is_said(tmp_path):
    path = keep(tmp_path, "een", describe(meeting(), title="Vervoer"))
    async with home(tmp_path) as pilot:
        path.unlink()
        await pilot.press("enter")
        await until(pilot, lambda: "Er is geen bestand" in screen_text(pilot))
        assert pilot.app.current_mode == "home"


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_first_click_marks_and_a_second_opens(tmp_path):
    keep(tmp_path, "een", describe(meeting(), title="Een"))
    keep(tmp_path, "twee", describe(meeting(), title="Twee"))
    async with home(tmp_path) as pilot:
        row = next(y for y, line in enumerate(screen_text(pilot).split("\n")) if "Twee" in line)
        await pilot.click(offset=(30, row))
        assert pilot.app.meeting is None
        await pilot.click(offset=(30, row))
        await until(pilot, lambda: pilot.app.meeting is not None)
        assert pilot.app.meeting.session.info.title == "Twee"


# A new one


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_new_meeting_gets_its_title_day_and_people(tmp_path):
    async with home(tmp_path) as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        fill(pilot, title="Één  loket?", date="15 december 2026", participants="8", listeners="11")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.meeting is not None)
        session = pilot.app.meeting.session
        assert session.info.title == "Één loket?"
        assert session.info.date == datetime.date(2026, 12, 15)
        assert (len(session.participants), len(session.listeners)) == (8, 11)
        assert all(p.consent.take_part is None for p in session.participants.values())
        assert pilot.app.meeting.path.name == "2026-12-15-een-loket.spiegel"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": " "}, "eerst een titel"),
        ({"title": "x", "date": "31-2-2026"}, "Dat is geen datum"),
        ({"title": "x", "participants": "negen"}, "in cijfers"),
        ({"title": "x", "listeners": "5000"}, "in cijfers"),
        ({"title": "x", "plan": "/nergens/plan.md"}, "Er is geen bestand"),
    ],
)
def test_what_stands_in_the_way_of_a_new_meeting_is_said(values, words):
    empty = dict.fromkeys(("title", "date", "participants", "listeners", "plan"), "")
    assert words in problem({**empty, **values}, TODAY)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_typed_stays_when_something_stands_in_the_way(tmp_path):
    async with home(tmp_path) as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        fill(pilot, title="Vervoer", date="31-2-2026")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Dat is geen datum" in screen_text(pilot))
        assert pilot.app.screen.query_one("#field-title", Input).value == "Vervoer"
        assert not list(tmp_path.glob("*.spiegel"))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_new_meeting_is_begun_again_from_what_stood_there(tmp_path):
    async with home(tmp_path) as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        form = pilot.app.screen
        assert not form.unfinished
        fill(pilot, title="Vervoer")
        form.query_one(Choice).focus()
        await pilot.press("right")
        assert (form.values["format"], form.unfinished) == ("focusgroep", True)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: not form.values["title"])
        assert (form.values["format"], form.unfinished) == ("spiegelgesprek", False)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("folder", "place"),
    [("~/werk/2027", "werk/2027"), ("werk", "werk"), ("./werk/", "werk"), ("'{tmp}/w e'", "w e")],
)
async def test_a_new_meeting_comes_in_the_folder_that_was_typed(
    tmp_path, monkeypatch, folder, place
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    async with home(tmp_path / "leeg") as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.screen.query("#field-folder"))
        assert pilot.app.screen.query_one("#field-folder", Input).value == "~/leeg/"
        fill(pilot, title="Vervoer", folder=folder.format(tmp=tmp_path))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.meeting is not None)
        assert pilot.app.meeting.path == tmp_path / place / "vervoer.spiegel"
    assert tmp_path / place / "vervoer.spiegel" in known.paths()


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("folder", ["plan.md", "plan.md/onder", "dicht/onder"])
async def test_a_folder_that_takes_no_files_is_said_before_anything_is_made(
    tmp_path, monkeypatch, folder
):
    (tmp_path / "plan.md").touch()
    (tmp_path / "dicht").mkdir()
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, how: path.name != "dicht" and may(path, how))
    async with home(tmp_path / "leeg") as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.screen.query("#field-folder"))
        fill(pilot, title="Vervoer", folder=f"{tmp_path}/{folder}")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "kan niets worden bewaard" in screen_text(pilot))
        assert pilot.app.screen.query_one("#field-title", Input).value == "Vervoer"
    assert not list(tmp_path.rglob("*.spiegel"))


@pytest.mark.slow
async def test_a_plan_becomes_a_meeting_and_what_was_odd_is_shown(tmp_path):
    plan = tmp_path / "plan.md"
    plan.write_text("# Eén loket\n## Cliëntronde\n1. Hoe ging het? (8 min)\nzomaar iets\n", "utf-8")
    async with home(tmp_path / "map") as pilot:
        await pilot.press("ctrl+d")
        await until(pilot, lambda: "Welk draaiboek?" in screen_text(pilot))
        pilot.app.screen.query_one(Input).value = str(plan)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        assert pilot.app.screen.query_one("#field-title", Input).value == "Eén loket"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "regel 4:" in screen_text(pilot))
        session = pilot.app.meeting.session
        assert [question.words for question in session.questions.values()] == ["Hoe ging het?"]
        assert "zomaar iets" in [remark.words for remark in session.remarks.values()]


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_running_order_that_was_kept_begins_a_meeting_of_its_format_and_language(tmp_path):
    made = new_session(
        formats.load("focusgroep", "en"), id_="t", title="", created=clock.now(), language="en"
    )
    PlanLibrary().keep(made, "Short")
    async with home(tmp_path / "map") as pilot:
        await pilot.press("ctrl+d")
        await until(pilot, lambda: "Begin met Short" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.meeting)
        session = pilot.app.meeting.session
    assert (session.info.format, session.info.language) == ("focusgroep", "en")
    assert session.phases == made.phases


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_example_opens_in_the_middle_of_the_client_round(tmp_path):
    async with home(tmp_path) as pilot:
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "iedereen erin zijn verzonnen" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "moderate")
        await until(pilot, lambda: "▶ Cliëntronde" in screen_text(pilot))
        assert len(pilot.app.meeting.session.statements) > 20


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_meeting_elsewhere_is_opened_by_its_path(tmp_path):
    path = keep(tmp_path, "elders", describe(meeting(), title="Elders"))
    async with home(tmp_path / "map") as pilot:
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "Bijeenkomst openen" in screen_text(pilot))
        pilot.app.screen.query_one(Input).value = str(tmp_path) + "/"
        await until(pilot, lambda: "elders.spiegel" in screen_text(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.meeting is not None)
        assert pilot.app.meeting.path == path


async def test_enter_takes_the_only_file_that_fits_the_letters_that_were_typed(tmp_path):
    path = keep(tmp_path, "elders", describe(meeting(), title="Elders"))
    (tmp_path / "map").mkdir(exist_ok=True)
    async with home(tmp_path / "map") as pilot:
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "Bijeenkomst openen" in screen_text(pilot))
        pilot.app.screen.query_one(Input).value = f"{tmp_path}/eld"
        await until(pilot, lambda: "elders.spiegel" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.meeting is not None)
        assert pilot.app.meeting.path == path


def test_a_path_is_understood_as_people_type_paste_and_drop_it(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    expected = tmp_path / "mijn plan.md"
    for text in (
        "~/mijn plan.md",
        f"'{expected}'",
        f'"{expected}" ',
        f"file://{str(expected).replace(' ', '%20')}",
        str(expected).replace(" ", "\\ "),
        f"~/{expected}",
        f"{tmp_path}/'{expected}'",
        f"~/file://{str(expected).replace(' ', '%20')}",
        "/srv/~/mijn plan.md",
    ):
        assert typed_path(text) == expected


def test_a_folder_shows_what_fits_and_hides_the_rest(tmp_path):
    for name in ("plan.md", "Plan B.txt", "foto.png", ".verborgen.md"):
        (tmp_path / name).touch()
    (tmp_path / "plannen").mkdir()
    found = fitting(f"{tmp_path}/", frozenset((".md", ".txt")))
    assert [one.path.name for one in found] == ["Plan B.txt", "plan.md", "plannen"]
    assert [one.path.name for one in fitting(f"{tmp_path}/b", frozenset((".txt",)))] == [
        "Plan B.txt"
    ]
    assert fitting("/nergens/\x00", frozenset((".md",))) == []
