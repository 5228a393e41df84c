"""An encrypted meeting on the screen: nothing of it is shown before its passphrase."""

import threading
from contextlib import asynccontextmanager

import pytest
from meetings import meeting, round_of
from sealed import WORDS, passphrase
from textual import events

from screens.seen import screen_text, until
from spiegel import clock
from spiegel.app.app import Spiegel
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import describe
from spiegel.domain.session.statements import Where
from spiegel.screens.shared.passphrase import AskPassphrase
from spiegel.store.session.file import SessionFile

TITLE = "Wachten in Dijkzicht"


@pytest.fixture
def path(tmp_path):
    """An encrypted meeting that runs, in which one thing was said."""
    session = describe(meeting(), title=TITLE)
    session = Go(phase=round_of(session).number).apply(session, clock.now())
    place = tmp_path / "dossier-12.spiegel"
    file = SessionFile.create(place, session, clock=clock.now, window="test", keys=passphrase())
    file.change(RecordLine(text="D3: kwikzilver", where=Where(), line="1"))
    file.close()
    return place


@asynccontextmanager
async def program(**options):
    app = Spiegel(**options)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        yield pilot
        await app.close_meeting(5)


def type_(pilot, text):
    """Type a text, and Enter."""
    for character in text:
        key = {" ": "space"}.get(character, character)
        pilot.app.post_message(events.Key(key, character))
    pilot.app.post_message(events.Key("enter", "\r"))


async def asked(pilot):
    await until(pilot, lambda: isinstance(pilot.app.screen, AskPassphrase))
    line = pilot.app.screen.line
    await until(pilot, lambda: line.has_focus and not line.disabled)


def watched(panel):
    """What is tried on this panel, as it is."""
    tried, unlock = [], panel.unlock

    def tell(words):
        tried.append(words)
        return unlock(words)

    panel.unlock = tell
    return tried


@pytest.mark.slow
@pytest.mark.reckons
async def test_nothing_of_the_meeting_is_seen_before_its_passphrase(path):
    async with program(path=path) as pilot:
        await asked(pilot)
        text = screen_text(pilot)
        assert "dossier-12 is versleuteld" in text
        assert TITLE not in text
        assert pilot.app.meeting is None
        type_(pilot, WORDS)
        await until(pilot, lambda: "Vraag 1?" in screen_text(pilot))
        assert pilot.app.meeting.sealed
        assert pilot.app.meeting.session.info.title == TITLE


async def test_what_is_typed_is_not_shown(path):
    async with program(path=path) as pilot:
        await asked(pilot)
        for character in "geheim":
            pilot.app.post_message(events.Key(character, character))
        await until(pilot, lambda: pilot.app.screen.line.value == "geheim")
        await pilot.pause()
        assert "geheim" not in screen_text(pilot)
        assert "••••••" in screen_text(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_wrong_passphrase_says_so_changes_nothing_and_asks_again(path):
    before = {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
    async with program(path=path) as pilot:
        await asked(pilot)
        tried = watched(pilot.app.screen)
        for guess in ("geraden", "nog eens geraden"):
            type_(pilot, guess)
            await until(pilot, lambda guess=guess: guess in tried)
            await asked(pilot)
            assert "Dit is niet het wachtwoord" in screen_text(pilot)
            assert pilot.app.screen.line.value == ""
        assert {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()} == before
        type_(pilot, WORDS)
        await until(pilot, lambda: "Vraag 1?" in screen_text(pilot))


async def test_escape_ends_a_window_that_was_opened_on_it_and_harms_nothing(path):
    before = {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
    async with program(path=path) as pilot:
        await asked(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.return_code is not None)
        assert not pilot.app.return_code
    assert {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()} == before


async def test_a_click_beside_the_question_is_no_answer(path):
    async with program(path=path) as pilot:
        await asked(pilot)
        await pilot.click(offset=(1, 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskPassphrase)
        assert pilot.app.return_code is None


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(("role", "seen"), [("scribe", "kwikzilver"), ("clock", "deelnemers")])
async def test_every_role_is_opened_with_it(path, role, seen):
    async with program(path=path, role=role) as pilot:
        await asked(pilot)
        type_(pilot, WORDS)
        await until(pilot, lambda: seen in screen_text(pilot).lower())


async def test_home_shows_that_it_is_encrypted_and_by_what_name_of_file(path):
    async with program(folder=path.parent) as pilot:
        await until(pilot, lambda: "dossier-12" in screen_text(pilot))
        text = screen_text(pilot)
        assert "versleuteld" in text
        assert TITLE not in text


@pytest.mark.slow
@pytest.mark.reckons
async def test_from_home_escape_leads_back_and_the_passphrase_in(path):
    async with program(folder=path.parent) as pilot:
        await until(pilot, lambda: "dossier-12" in screen_text(pilot))
        await pilot.press("enter")
        await asked(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "versleuteld" in screen_text(pilot))
        assert pilot.app.current_mode == "home"
        await pilot.press("enter")
        await asked(pilot)
        type_(pilot, WORDS)
        await until(pilot, lambda: "Vraag 1?" in screen_text(pilot))


async def test_the_screen_goes_on_while_the_key_is_derived(path, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_about):
        begun.set()
        go_on.wait(20)
        return b"k" * 32

    monkeypatch.setattr("spiegel.store.sealed.keys._derived", slow)
    async with program(path=path) as pilot:
        await asked(pilot)
        type_(pilot, WORDS)
        await until(pilot, begun.is_set)
        await until(pilot, lambda: "Een ogenblik" in screen_text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.return_code is not None)
        go_on.set()


async def test_a_file_that_went_away_meanwhile_is_said(path):
    async with program(path=path) as pilot:
        await asked(pilot)
        path.unlink()
        type_(pilot, WORDS)
        await until(pilot, lambda: "Er is geen bestand" in screen_text(pilot))
