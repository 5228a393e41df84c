"""What the moderator needs to get the documents out, and to know what is not ready."""

import datetime
import re
from pathlib import Path
from threading import Event

import msgspec
import pytest

import mutations
from export.personas import personas
from export.reported import START
from screens.keys import press
from screens.seen import screen_text, until
from screens.told import debrief, told
from spiegel import clock, export
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.personas.making import RemovePersona
from spiegel.domain.report.held import ran_on
from spiegel.domain.report.kinds import AFTER, KINDS
from spiegel.domain.report.standing import Standing
from spiegel.domain.session.preparation import Assignment
from spiegel.domain.session.session import Session, describe, put
from spiegel.screens.report.screen import Shelf, shelved
from spiegel.screens.report.view import obstacle_lines, obstacles

pytestmark = pytest.mark.usefixtures("on_disk")


def decided() -> Session:
    """The usual meeting with one weak action."""
    return AddAction(words="Mailen", statements=(1,)).apply(debrief("geraakt", told()), clock.now())


def documents(pilot):
    """The names of the documents, without the day that comes first."""
    folder = pilot.app.meeting.path.parent
    return sorted(path.name.partition(" ")[2] for path in folder.glob("*verslag*"))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_document_is_made_and_it_says_where_it_is(open_app):
    async with open_app(decided(), show="report", size=(120, 40)) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: "✓" in screen_text(pilot))
        assert documents(pilot) == ["Test - verslag.docx"]
        assert "verslag.docx" in screen_text(pilot)
        await until(pilot, lambda: "toegankelijkheid: niets gevonden" in screen_text(pilot))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "verslag.md" in screen_text(pilot))
        assert documents(pilot) == ["Test - verslag.docx", "Test - verslag.md"]


@pytest.mark.slow
@pytest.mark.reckons
async def test_it_says_when_a_document_cannot_be_read_by_everybody(open_app, monkeypatch):
    monkeypatch.setattr("spiegel.export.word.docx.WordFile.describe", lambda *_, **__: None)
    async with open_app(decided(), show="report", size=(120, 40)) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: "toegankelijkheid: 1 punt;" in screen_text(pilot))


@pytest.mark.slow
async def test_it_says_what_stands_in_the_way_and_why(open_app):
    async with open_app(decided(), show="report", size=(80, 24)) as pilot:
        text = screen_text(pilot)
        assert "na te kijken" in text
        assert "1 uitspraak blijft buiten het verslag (geen toestemming: 1)" in text
        assert "actie 1: niemand genoemd, geen datum, alleen praten of mailen" in text
        assert "geen actie zorgt dat het zo blijft: bejegening" in text
        assert "op het verslag staat concept" in text
        assert "privé" in text
        row = next(y for y, line in enumerate(text.splitlines()) if "geen datum" in line)
        await pilot.click(offset=(8, row))
        await until(pilot, lambda: pilot.app.current_mode == "debrief")


async def test_the_report_says_draft_until_the_participants_saw_it(open_app):
    async with open_app(decided(), show="report") as pilot:
        await press(pilot, "v")
        await until(pilot, lambda: "✓ voorgelegd aan de deelnemers" in screen_text(pilot))
        assert pilot.app.meeting.session.info.presented
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "op het verslag staat concept" in screen_text(pilot))


@pytest.mark.slow
async def test_making_can_be_stopped_and_nothing_is_left(open_app, monkeypatch):
    async with open_app(decided(), show="report") as pilot:
        tick = Event()

        def slow(session, kind, folder, *, progress, stopped, **how):
            progress(0.4)
            while not stopped():
                tick.wait(0.002)
            raise export.Stopped

        monkeypatch.setattr(export, "export", slow)
        await press(pilot, "enter")
        await until(pilot, lambda: "40%" in screen_text(pilot))
        await until(pilot, lambda: "x stoppen" in screen_text(pilot))
        await press(pilot, "x")
        await until(pilot, lambda: "Gestopt. Er is niets geschreven." in screen_text(pilot))
        assert documents(pilot) == []
        await until(pilot, lambda: "Enter maken" in screen_text(pilot))


@mutations.register("made-of-what-was-before")
def _made_of_what_was_before(patch: pytest.MonkeyPatch) -> None:
    """A document is made to its end of the session as it was when it began."""
    patch.setattr("spiegel.meeting.draft.KeptLine.taken_back", 0)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("made-of-what-was-before")
@pytest.mark.parametrize("late", [False, True])
async def test_a_document_that_is_being_made_while_somebody_withdraws_is_made_without_them(
    late, open_app, monkeypatch
):
    async with open_app(decided(), show="report") as pilot:
        made, real, tick, sessions = pilot.app.meeting, export.export, Event(), []
        said = next(iter(made.session.statements.values()))
        number = int(said.speakers[0][1:])

        def slow(session, kind, folder, *, progress, stopped, **how):
            sessions.append(session)
            first, patience = len(sessions) == 1, 2_000
            while first and patience and not stopped():
                tick.wait(0.002)
                patience -= 1
            if first and patience and not late:
                raise export.Stopped
            return real(session, kind, folder, progress=progress, stopped=lambda: False, **how)

        monkeypatch.setattr(export, "export", slow)
        await press(pilot, "enter")
        await until(pilot, lambda: sessions)
        made.submit(Withdraw(participant=number))
        await until(pilot, lambda: documents(pilot))
        await until(pilot, lambda: not pilot.app.screen.press.busy)
        assert [session.participants[number].withdrawn for session in sessions] == [False, True]
        assert len(documents(pilot)) == 1
        standing = {one.standing for one in made.documents.look().documents}
        assert standing == {Standing.CURRENT}


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_goes_wrong_is_said_and_nothing_stops_working(open_app, monkeypatch):
    async with open_app(decided(), show="report") as pilot:
        problems = [OSError(28, "No space left on device"), RuntimeError("boom")]

        def failing(session, kind, folder, **how):
            raise problems.pop(0)

        monkeypatch.setattr(export, "export", failing)
        await press(pilot, "enter")
        await until(pilot, lambda: "de schijf is vol" in screen_text(pilot))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "door een fout in Spiegel" in screen_text(pilot))
        assert "boom" not in screen_text(pilot)
        monkeypatch.undo()
        await press(pilot, "enter")
        await until(pilot, lambda: documents(pilot) == ["Test - verslag.md"])


async def test_no_document_of_a_meeting_is_offered_as_a_house_style(open_app):
    async with open_app(decided(), show="report") as pilot:
        made = pilot.app.meeting.documents.make("report", pilot.app.meeting.path.parent)
        for name in (
            "huisstijl.dotx",
            "Gemeente - verslag.docx",
            "2025-03-02 Een andere bijeenkomst - bedankbrief.docx",
            "2025-03-02 Een andere bijeenkomst - verslag (2).docx",
        ):
            made.path.with_name(name).touch()
        await press(pilot, "h")
        await until(pilot, lambda: "huisstijl.dotx" in screen_text(pilot))
        assert "Gemeente - verslag.docx" in screen_text(pilot)
        assert "bedankbrief" not in screen_text(pilot)
        assert screen_text(pilot).count("verslag") == 1


@pytest.mark.slow
async def test_folder_and_house_style_are_chosen(open_app, tmp_path):
    fake = tmp_path / "huisstijl.docx"
    fake.write_bytes(b"geen document")
    async with open_app(decided(), show="report", size=(100, 30)) as pilot:
        screen = pilot.app.screen
        await press(pilot, "m")
        form = pilot.app.screen
        form.query_one("FieldLine").value = str(fake)
        await press(pilot, "enter")
        await until(pilot, lambda: "Dat is geen map." in screen_text(pilot))
        form.query_one("FieldLine").value = str(tmp_path / "nieuw")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await press(pilot, "h")
        pilot.app.screen.query_one("FieldLine").value = str(fake)
        await press(pilot, "enter")
        await until(pilot, lambda: screen.template == fake)
        await press(pilot, "enter")
        await until(pilot, lambda: "huisstijl.docx" in screen_text(pilot))
        await until(pilot, lambda: screen.press.made["report"].problem)
        assert "Word" in screen.press.made["report"].problem
        await press(pilot, "h", "enter")
        await until(pilot, lambda: screen.press.made["report"].path is not None)
        assert screen.press.made["report"].path.parent == tmp_path / "nieuw"


async def test_an_empty_meeting_says_so(open_app, running):
    empty = msgspec.structs.replace(running, statements={})
    async with open_app(empty, show="report") as pilot:
        assert "Er is nog niets vastgelegd" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_day_it_ran_takes_the_place_of_the_typed_one(open_app):
    typed = describe(decided(), date=datetime.date(2025, 12, 2))
    async with open_app(typed, show="report", size=(100, 40)) as pilot:
        assert "in het verslag staat 2 december 2025" in screen_text(pilot)
        await press(pilot, "d")
        await until(pilot, lambda: "in het verslag staat" not in screen_text(pilot))
        assert pilot.app.meeting.session.info.date == ran_on(typed)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "in het verslag staat 2 december 2025" in screen_text(pilot))


async def test_no_document_is_made_while_somebody_could_be_recognised_but_by_choice(open_app):
    session = told()
    words = "mevrouw De Vries hielp mij"
    session = put(session, msgspec.structs.replace(session.statements[1], words=words))
    async with open_app(session, show="report", size=(120, 40)) as pilot:
        await until(pilot, lambda: "1 plek waar misschien" in screen_text(pilot))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "Toch maken" in screen_text(pilot))
        assert not documents(pilot)
        await press(pilot, "j", "enter")
        await until(pilot, lambda: "verslag.md" in screen_text(pilot))
        (path,) = pilot.app.meeting.path.parent.glob("*verslag*")
        said = path.read_text(encoding="utf-8")
        assert "voordat 1 plek was nagekeken" in said
        assert "De Vries" not in said
        await press(pilot, "enter")
        await until(pilot, lambda: "Eerst nakijken" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.current_mode == "review")


async def test_documents_stand_under_who_reads_them_and_none_is_left_out(open_app):
    assert sorted(AFTER) == sorted(key for key, kind in KINDS.items() if not kind.before)
    async with open_app(decided(), show="report", size=(100, 60)) as pilot:
        await until(pilot, lambda: "Voor deelnemers" in screen_text(pilot))
        lines = screen_text(pilot).splitlines()
        places = [next(i for i, line in enumerate(lines) if words in line) for words in (
            "Het verslag", "Verslag (Word)", "Voor deelnemers", "Bedankbrief",
            "Voor wie de acties uitvoert", "Voor andere programma")]  # fmt: skip
        assert places == sorted(places)


async def test_what_was_made_for_the_day_stands_under_its_own_heading(open_app):
    async with open_app(decided(), show="report", size=(100, 40)) as pilot:
        folder = pilot.app.meeting.path.parent
        pilot.app.meeting.documents.make("name-cards", folder)
        elsewhere = folder / "elders"
        elsewhere.mkdir()
        pilot.app.meeting.documents.make("csv", elsewhere)
        pilot.app.screen.look()
        await until(pilot, lambda: shelves(pilot)[-1] == "For the day itself")
        keys = list(pilot.app.screen.browse._keys)
        assert keys[-1] == "name-cards"
        for _readers in range(len(shelves(pilot))):
            await press(pilot, "pagedown")
        assert pilot.app.screen.browse.key == "name-cards"
        line = next(row for row in screen_text(pilot).splitlines() if "naamkaartjes.docx" in row)
        assert line.strip().endswith("Test - naamkaartjes.docx")
        assert str(folder) not in line
        await press(pilot, "pageup")
        assert pilot.app.screen.browse.key == "csv"
        # a path wraps where the line ends
        assert str(elsewhere) in "".join(screen_text(pilot).split())
        await press(pilot, "down", "pageup")
        assert pilot.app.screen.browse.key == "csv"


def shelves(pilot):
    """The headings on F7 in their order."""
    return [key.name for key in pilot.app.screen.browse._keys if isinstance(key, Shelf)]


@pytest.mark.parametrize("height", range(6, 14))
def test_of_what_stands_in_the_way_the_last_is_always_seen_and_the_rest_is_counted(height):
    found = obstacles(decided())
    everything = obstacle_lines(found, 76)
    lines = obstacle_lines(found, 76, height)
    assert len(lines) <= max(height, 4)
    assert lines[-1] == everything[-1]
    if len(everything) > height:
        assert re.search(r"en nog \d+ \(F[56]", lines[-2].plain)
    else:
        assert lines == everything


def test_a_day_that_passed_while_the_report_would_promise_it_stands_in_the_way():
    agreed = Assignment(tells_on=datetime.date(2026, 10, 29))
    session = describe(decided(), assignment=agreed)
    action = next(iter(session.actions.values()))
    session = put(session, msgspec.structs.replace(action, by=datetime.date(2026, 10, 29)))
    on_the_day, later = (
        [(one.key, one.words) for one in obstacles(session, today=datetime.date(2026, 10, day))]
        for day in (29, 30)
    )
    new = [one for one in later if one not in on_the_day]
    assert [key for key, _words in new] == ["F2", "F5"]
    assert all("is voorbij" in words for _key, words in new)
    assert f"actie {action.number}:" in new[1][1]


def test_summaries_in_which_nobody_may_be_heard_are_said_and_keep_no_report_from_coming():
    found = obstacles(told())
    small = [one for one in found if "met een kleine letter" in one.words]
    assert [one.key for one in small] == ["F6"]
    whole = (
        msgspec.structs.replace(said, words=said.words[:1].upper() + said.words[1:])
        for said in told().statements.values()
    )
    left = obstacles(put(told(), *whole))
    assert not any("met een kleine letter" in one.words for one in left)


def test_documents_of_personas_are_listed_as_soon_as_there_is_one():
    there = personas()
    bare = RemovePersona(number=2).apply(RemovePersona(number=1).apply(there, START), START)
    assert "persona-cards" in list(shelved(there))
    assert "persona-cards" not in list(shelved(bare))
    assert len(list(shelved(there))) == len(list(shelved(bare))) + 5


async def test_in_a_small_window_the_documents_are_seen_under_what_stands_in_the_way(open_app):
    async with open_app(told(), show="report", size=(60, 18)) as pilot:
        await until(pilot, lambda: "Verslag (Word)" in screen_text(pilot))


def test_f7_says_why_a_persona_is_on_no_card_and_which_key_leads_there():
    assert [one.words for one in obstacles(personas()) if one.key == "⇧F6"] == [
        "1 persona staat op geen kaart: de makers zijn het er nog niet mee eens",
        "1 zin van een persona staat in geen document: kijk wat er zwak aan is",
    ]


async def test_a_long_path_pushes_no_line_about_the_documents_out_of_sight(open_app):
    async with open_app(decided(), show="report", size=(80, 24)) as pilot:
        screen = pilot.app.screen
        screen.folder = Path("/media/stick", *["verslagen van het wijkteam"] * 4)
        screen.template = Path("/srv", *["huisstijl"] * 12, "huis.dotx")
        screen.show_session(pilot.app.meeting.session)
        await pilot.pause()
        seen = screen_text(pilot).split("\n")[-4:-1]
        assert [line.split("  ")[1].strip() for line in seen] == ["m", "h", "k"]
        ends = "…/verslagen van het wijkteam/verslagen van het wijkteam/", "…/huisstijl/huis.dotx"
        for line, end in zip(seen, ends, strict=False):
            assert end.lstrip("…") in line
            assert "…/" in line
        await pilot.resize_terminal(200, 40)
        await until(pilot, lambda: "/media/stick/" in screen_text(pilot))


async def test_how_many_more_documents_there_are_stands_above_them(open_app):
    async with open_app(decided(), show="report", size=(80, 24)) as pilot:
        await until(pilot, lambda: "── ↓ nog " in screen_text(pilot))
        await press(pilot, *["down"] * 30)
        await until(pilot, lambda: "↓ nog" not in screen_text(pilot))
