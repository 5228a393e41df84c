"""A meeting found among many, wherever it lies, and what a key does with it."""

import datetime
from pathlib import Path
from threading import Event

import pytest
from meetings import meeting
from sealed import WORDS, passphrase
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input

from screens.home.library import Listing, fill, home, keep
from screens.seen import screen_text, until
from spiegel import clock, demo
from spiegel.app.app import Spiegel
from spiegel.domain.session.session import describe
from spiegel.meeting.port.catalogue import MeetingSummary
from spiegel.screens.home import view
from spiegel.store import known
from spiegel.store.session.file import SessionFile
from spiegel.widgets.browse import Browse

# Thirty-one of them, in several folders


def many(folder: Path, count: int = 31) -> datetime.date:
    """Meetings of the last months in three folders, and the one of next week; its day."""
    today = datetime.datetime.now().astimezone().date()
    for number in range(count - 1):
        place = folder / ("", "2025", "oud/2024")[number % 3]
        place.mkdir(parents=True, exist_ok=True)
        day = today - datetime.timedelta(days=9 + 10 * number)
        title = f"Ronde {number} in wijk {number % 7}"
        keep(place, f"ronde-{number}", describe(meeting(), title=title, date=day))
    soon = today + datetime.timedelta(days=6)
    session = describe(meeting(), title="Één loket", organisation="De Linde", date=soon)
    keep(folder / "2025", "volgende", session)
    return soon


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(("size", "most"), [((80, 24), 14), ((60, 18), 8), ((120, 40), 22)])
async def test_the_next_meeting_of_thirty_one_is_opened_without_looking_for_it(
    tmp_path, size, most
):
    many(tmp_path)
    async with home(tmp_path, size) as pilot:
        text = screen_text(pilot)
        assert "31 bijeenkomsten" in text
        assert sum("Ronde " in line for line in text.split("\n")) >= most
        await until(pilot, lambda: "↓ " in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.meeting is not None)
        assert pilot.app.meeting.session.info.title == "Één loket"


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("typed", "count"), [("wijk 3", 4), ("een loket", 1), ("linde", 1), ("oud/2024", 10), ("xx", 0)]
)
async def test_typing_searches_in_title_organisation_day_and_folder(tmp_path, typed, count):
    many(tmp_path)
    async with home(tmp_path) as pilot:
        await pilot.press(*("space" if sign == " " else sign for sign in typed))
        await until(pilot, lambda: f"{count} van 31" in screen_text(pilot))
        assert f"zoek: {typed}" in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "31 bijeenkomsten" in screen_text(pilot))


@pytest.mark.parametrize("words", ["linde een", "een linde", "wijk 3", "xx", "e  loket"])
def test_a_search_letter_by_letter_finds_what_it_finds_at_once(words):
    titles = ("een loket in de linde", "linde wijk 3", "loket wijk 13", "wijk een")
    meetings = [MeetingSummary(path=Path(title), sought=title) for title in titles]
    finder = view.Finder(meetings)
    typed = [words[:size] for size in range(len(words) + 1)]
    for part in (*typed, *reversed(typed), *typed):
        assert finder.sought(part) == view.Finder(meetings).sought(part)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_day_is_searched_as_people_write_it(tmp_path):
    soon = many(tmp_path, 4)
    async with home(tmp_path) as pilot:
        await pilot.press(*f"{soon:%d-%m-%Y}".replace("-", ""))
        await until(pilot, lambda: "0 van 4" in screen_text(pilot))
        await pilot.press("escape", *(c if c != "-" else "minus" for c in f"{soon:%d-%m-%Y}"))
        await until(pilot, lambda: "1 van 4" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("count", [31, 200])
async def test_a_key_of_a_search_draws_what_is_seen_and_nothing_twice(monkeypatch, count):
    listing = Listing(*(f"Ronde {number:03}" for number in range(count)))
    made: list[object] = []
    painted: list[Region] = []
    row, refresh = view.row, Widget.refresh
    monkeypatch.setattr(view, "row", lambda *how: made.append(how) or row(*how))

    def repainted(widget: Widget, *regions: Region, **how: bool) -> Widget:
        if isinstance(widget, Browse):
            painted.extend(regions or [widget.size.region])
        return refresh(widget, *regions, **how)

    monkeypatch.setattr(Widget, "refresh", repainted)

    async def drawn(key: str, found: str) -> tuple[int, int]:
        made.clear(), painted.clear()
        await pilot.press(key)
        await until(pilot, lambda: found in screen_text(pilot))
        return len(made), sum(region.height for region in painted)

    async with home(listing) as pilot:
        seen = pilot.app.screen.browse.size.height
        for typed in ("r", "ro", "ron", "rond", "ronde"):
            rows, lines = await drawn(typed[-1], f"zoek: {typed}▏")
            assert rows <= seen, "rows are made that nobody sees"
            assert lines <= seen
        assert (rows, lines) == (0, 0), "the list is painted again for nothing"
        rows, lines = await drawn("ctrl+u", f"{count} bijeenkomsten")
        assert rows == 0, "a row is made twice"


async def test_a_meeting_that_is_gone_does_not_come_back_from_a_look_that_took_longer():
    listing, looks, told = Listing("Vervoer"), [], Event()

    def looked() -> None:
        looks.append("begun")
        if len(looks) == 1:
            told.wait(5)
            looks.append("told")

    async with home(listing) as pilot:
        listing.looked = looked
        pilot.app.screen.look()
        await until(pilot, lambda: looks)
        listing.there.clear()
        pilot.app.screen.look()
        await until(pilot, lambda: "Nog geen bijeenkomsten" in screen_text(pilot))
        told.set()
        await until(pilot, lambda: looks[-1] == "told")
        await pilot.pause()
        assert "Nog geen bijeenkomsten" in screen_text(pilot)


# What was opened on this computer


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_opened_anywhere_is_listed_and_says_where_it_is(tmp_path, monkeypatch):
    (tmp_path / "werk").mkdir()
    (tmp_path / "elders").mkdir()
    path = keep(tmp_path / "werk", "wmo", describe(meeting(), title="Vervoer"))
    monkeypatch.chdir(tmp_path / "elders")
    async with home(tmp_path / "leeg") as pilot:
        assert "Nog geen bijeenkomsten" in screen_text(pilot)
        pilot.app.screen.open_path(path)
        await until(pilot, lambda: pilot.app.meeting is not None)
    async with home(tmp_path / "leeg") as pilot:
        text = "".join(screen_text(pilot).split())
        assert "Vervoer" in text
        assert "werk/wmo.spiegel" in text


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_meeting_that_is_gone_is_said_and_can_be_pointed_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    path = keep(tmp_path / "a", "wmo", describe(meeting(), title="Vervoer"))
    known.note(path)
    moved = path.rename(tmp_path / "stick.spiegel.weg")
    async with home(tmp_path / "leeg") as pilot:
        assert "niet meer" in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Waar staat het bestand nu" in screen_text(pilot))
        pilot.app.screen.query_one(Input).value = str(moved)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.meeting is not None)
    assert known.paths() == (moved,)


async def test_a_meeting_that_is_gone_can_be_taken_from_the_list(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    known.note(tmp_path / "weg.spiegel")
    async with home(tmp_path / "leeg") as pilot:
        await pilot.press("delete")
        await until(pilot, lambda: "Nog geen bijeenkomsten" in screen_text(pilot))
    assert known.paths() == ()


# Keys on a meeting


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_key_copies_a_meeting_for_the_next_round(tmp_path):
    keep(tmp_path, "een", describe(meeting(), title="Vervoer", place="De Brink"))
    async with home(tmp_path) as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        fill(pilot, title="Vervoer, ronde 2", date="1 maart 2027")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.meeting is not None)
        session = pilot.app.meeting.session
        assert (session.info.title, session.info.place) == ("Vervoer, ronde 2", "De Brink")
        assert len(session.questions) == 4
        assert pilot.app.meeting.path.parent == tmp_path


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_meeting_in_place_of_a_plan_is_its_next_round(tmp_path):
    path = keep(tmp_path, "een", describe(meeting(), title="Vervoer"))
    async with home(tmp_path) as pilot:
        await pilot.press("ctrl+d")
        await until(pilot, lambda: pilot.app.screen.query("#problem"))
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        fill(pilot, title="Vervoer, ronde 2")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.meeting is not None)
        assert len(pilot.app.meeting.session.questions) == 4
        await until(pilot, lambda: "Overgenomen: het draaiboek, 4 vragen" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_key_gives_another_title_and_open_windows_follow(tmp_path):
    path = keep(tmp_path, "een", describe(meeting(), title="Vervoer"))
    other = SessionFile(path, clock=clock.now, window="scribe")
    async with home(tmp_path) as pilot:
        await pilot.press("ctrl+t")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        fill(pilot, title="Vervoer in Noord")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Vervoer in Noord" in screen_text(pilot))
    assert other.follow().info.title == "Vervoer in Noord"
    other.close()


async def test_a_meeting_goes_for_good_when_its_file_is_named(tmp_path):
    path = keep(tmp_path, "een", describe(meeting(), title="Vervoer"))
    known.note(path)
    async with home(tmp_path) as pilot:
        await pilot.press("delete")
        await until(pilot, lambda: pilot.app.screen.query("#field-name"))
        fill(pilot, name="een")
        await pilot.press("enter")
        assert path.exists()
        fill(pilot, name="een.spiegel")
        await pilot.press("enter")
        await until(pilot, lambda: "Nog geen bijeenkomsten" in screen_text(pilot))
    assert list(tmp_path.iterdir()) == []
    assert known.paths() == ()


async def test_a_meeting_that_is_open_is_not_removed(tmp_path):
    path = keep(tmp_path, "een", describe(meeting(), title="Vervoer"))
    other = SessionFile(path, clock=clock.now, window="scribe")
    async with home(tmp_path) as pilot:
        await pilot.press("delete")
        await until(pilot, lambda: pilot.app.screen.notice.content)
        assert path.exists()
    other.close()


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_file_gets_another_name_in_the_same_form_and_open_windows_follow(tmp_path):
    path = keep(tmp_path, "een", describe(meeting(), title="Vervoer"))
    keep(tmp_path, "twee", describe(meeting(), title="Wonen"))
    other = Spiegel(path=path, role="scribe")
    async with other.run_test(), home(tmp_path) as pilot:
        await until(pilot, lambda: other.meeting is not None)
        await pilot.press(*"vervoer", "ctrl+t")
        await until(pilot, lambda: pilot.app.screen.query("#field-file"))
        assert pilot.app.screen.query_one("#field-file", Input).value == "een.spiegel"
        fill(pilot, file="twee")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Er is al een bestand twee.spiegel" in screen_text(pilot))
        fill(pilot, title="Vervoer in Noord", file="noord")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "noord.spiegel" in "".join(screen_text(pilot).split()))
        await until(pilot, lambda: other.meeting.path == tmp_path / "noord.spiegel")
        assert other.meeting.session.info.title == "Vervoer in Noord"
        assert not path.exists()
        await other.close_meeting(5)


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_example_is_called_one_and_never_comes_before_a_meeting(tmp_path):
    demo.write(tmp_path / "demo.spiegel", upto="middle", start=demo.start_for(clock.now()))
    demo.write(tmp_path / "heel.spiegel")
    keep(tmp_path, "een", describe(meeting(), title="Vervoer"))
    async with home(tmp_path) as pilot:
        lines = screen_text(pilot).split("\n")
        examples = [y for y, line in enumerate(lines) if line.endswith(" voorbeeld")]
        meetings = [y for y, line in enumerate(lines) if "Vervoer " in line]
        assert (len(meetings), len(examples)) == (1, 2)
        assert max(meetings) < min(examples)
        await pilot.press("end")
        await until(pilot, lambda: "niemand heeft dit gezegd" in screen_text(pilot))


@pytest.mark.parametrize("key", ["ctrl+d", "ctrl+o"])
async def test_a_list_of_files_begins_in_the_current_folder(tmp_path, monkeypatch, key):
    (tmp_path / "draaiboek.md").write_text("# Vervoer\n", "utf-8")
    keep(tmp_path, "vervoer", meeting())
    monkeypatch.chdir(tmp_path)
    beside = {"ctrl+d": "draaiboek.md", "ctrl+o": "vervoer.spiegel"}[key]
    async with home(tmp_path / "leeg") as pilot:
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.screen.query("#problem"))
        await until(pilot, lambda: beside in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_an_encrypted_meeting_asks_its_passphrase_before_it_is_copied(tmp_path):
    path = tmp_path / "dossier.spiegel"
    session = describe(meeting(), title="Vervoer")
    SessionFile.create(path, session, clock=clock.now, window="test", keys=passphrase()).close()
    async with home(tmp_path) as pilot:
        assert "Vervoer" not in screen_text(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: pilot.app.screen.query("FieldLine"))
        pilot.app.screen.query_one(Input).value = WORDS
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.query("#field-title"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "eerst een titel" in screen_text(pilot))
        fill(pilot, title="Vervoer, ronde 2")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.meeting is not None)
        assert pilot.app.meeting.sealed
