"""Several windows on one meeting: who is there, who is told what, and what the room sees."""

import asyncio
from contextlib import closing, contextmanager

import pytest

from screens.seen import large, screen_text, until
from screens.windows import session_at, told, type_, windows, words
from spiegel import clock
from spiegel.domain.capture.editing import Reword
from spiegel.domain.running.running import place
from spiegel.domain.session.session import put
from spiegel.domain.session.statements import ListenerQuestion, Statement
from spiegel.store.beside.folder import Sidecar
from spiegel.store.beside.locks import Lock
from spiegel.store.session import writer
from spiegel.store.session.file import SessionFile
from spiegel.textual_private import shown_notifications


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    """Windows look around more often than in life."""
    monkeypatch.setattr(writer, "LOOK_AROUND", 0.1)


@pytest.fixture
def path(tmp_path, running):
    """A meeting in its first question, with one statement."""
    said = Statement(number=1, at=clock.now(), words="een", speakers=("D1",), phase=4, question=1)
    return session_at(tmp_path / "gesprek.spiegel", put(running, said))


def rows(pilot, count):
    """The last rows of a screen."""
    return "\n".join(screen_text(pilot).split("\n")[-count:])


# Who is here


@pytest.mark.slow
@pytest.mark.reckons
async def test_each_window_shows_which_others_are_open_until_they_close(path):
    async with windows(path, "moderator", show="moderate") as (moderator,):
        before = screen_text(moderator).split("\n")
        assert "ook open" not in rows(moderator, 2)
        async with windows(path, "scribe", "clock") as (scribe, room):
            await until(
                moderator, lambda: "ook open: verslaglegger, zaalscherm" in rows(moderator, 2)
            )
            await until(scribe, lambda: "ook open: gespreksleider, zaalscherm" in rows(scribe, 2))
            assert "open" not in screen_text(room)
            now = screen_text(moderator).split("\n")
            assert [row[:36].strip() for row in now] == [row[:36].strip() for row in before]
        await until(moderator, lambda: "ook open" not in rows(moderator, 2))
        assert told(moderator) == ""


@pytest.mark.slow
@pytest.mark.reckons
async def test_every_screen_shows_it_at_the_end_of_a_row(path):
    async with windows(path, "moderator", size=(130, 30)) as (moderator,):
        file = SessionFile(path, clock=clock.now, window="capture")
        with closing(file):
            for screen in ("moderate", "scribe", "prepare", "review", "report", "debrief"):
                moderator.app.action_go(screen)
                await until(
                    moderator, lambda: "ook open: regels uit een bestand" in rows(moderator, 2)
                )


@pytest.mark.slow
@pytest.mark.reckons
async def test_where_there_is_no_room_for_it_the_help_has_it(path):
    async with windows(path, "moderator", "scribe", show="prepare") as (moderator, _scribe):
        await until(moderator, lambda: moderator.app.meeting.around.others)
        assert "ook open" not in screen_text(moderator)
        await moderator.press("f1")
        await until(moderator, lambda: "Ook open: verslaglegger." in screen_text(moderator))


@pytest.mark.slow
@pytest.mark.reckons
async def test_two_moderators_are_both_warned_until_one_closes(path):
    async with windows(path, "moderator", show="moderate", size=(60, 18)) as (first,):
        async with windows(path, "moderator", show="prepare") as (second,):
            await until(second, lambda: "2 gespreksleiders" in screen_text(second))
            await until(first, lambda: "2 gespreksleiders" in screen_text(first))
            for window in (first, second):
                assert told(window).count("spreek af wie leidt") == 1
        await until(first, lambda: "gespreksleiders" not in rows(first, 2))


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_screens_of_an_encrypted_meeting_say_so(path, monkeypatch):
    monkeypatch.setattr(SessionFile, "sealed", True)
    async with windows(path, "moderator", show="clock") as (moderator,):
        assert "versleuteld" not in screen_text(moderator)
        for screen in ("prepare", "moderate", "scribe", "debrief", "review", "report"):
            moderator.app.action_go(screen)
            await until(moderator, lambda: "versleuteld" in screen_text(moderator))


# What one writes the others see


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_scribe_follows_the_question_and_the_moderator_the_voices(path):
    async with windows(path, "moderator", "scribe", show="moderate") as (moderator, scribe):
        await moderator.press("right")
        await until(scribe, lambda: "Vraag 2?" in screen_text(scribe).split("\n")[0])
        type_(scribe, "D3: twee\n")
        await until(moderator, lambda: "D3 1" in screen_text(moderator))
        type_(scribe, "vraag D5")
        await scribe.press("ctrl+r")
        await until(moderator, lambda: "briefje (1)" in screen_text(moderator))
        assert "vraag D5" not in screen_text(moderator)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_question_of_a_listener_is_seen_as_it_is_recorded(path):
    async with windows(path, "moderator", "scribe", show="moderate") as (moderator, scribe):
        for _ in range(5):
            await moderator.press("right")
        await until(moderator, lambda: "▶ Vragenronde" in screen_text(moderator))
        await until(scribe, lambda: place(scribe.app.meeting.session).phase.key == "vragenronde")
        type_(scribe, "T1: hoe lang duurde dat\n")
        await until(moderator, lambda: "hoe lang duurde dat" in screen_text(moderator))
        assert isinstance(moderator.app.meeting.session.listener_questions[1], ListenerQuestion)


# The same field


@contextmanager
def busy(path):
    """Another process is at the file, so that nothing gets through for a moment."""
    sidecar = Sidecar(path)
    with Lock(sidecar.lock, subject=path, window="x-1", prepare=sidecar.prepare):
        yield


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("screen", ["moderate", "review"])
async def test_who_was_overtaken_is_told_and_has_it_back_with_one_undo(path, screen):
    async with windows(path, "moderator", "scribe", show=screen) as both:
        moderator, scribe = both
        with busy(path):
            moderator.app.meeting.submit(Reword(number=1, words="van de gespreksleider"))
            await scribe.press("up")
            scribe.app.screen.desk.line.value = "D1: van de verslaglegger"
            await scribe.press("enter")
            await asyncio.sleep(0)
        await until(moderator, lambda: "tegelijk gewijzigd" in told(moderator) + told(scribe))
        loser = moderator if "tegelijk" in told(moderator) else scribe
        mine = "van de gespreksleider" if loser is moderator else "van de verslaglegger"
        assert "Uitspraak 1 is tegelijk gewijzigd in het venster" in told(loser)
        assert max(notice.timeout for notice in shown_notifications(loser.app)) >= 20
        await loser.press("ctrl+z")
        for window in both:
            await until(window, lambda window=window: words(window) == [mine])


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_message_that_went_by_can_be_read_again(path):
    async with windows(path, "moderator", show="moderate") as (moderator,):
        moderator.app.meeting.on_told("Uitspraak 1 is tegelijk gewijzigd.")
        await until(moderator, lambda: "tegelijk" in screen_text(moderator))
        moderator.app.clear_notifications()
        await until(moderator, lambda: "tegelijk" not in screen_text(moderator))
        await moderator.app.run_action("app.messages")
        await until(moderator, lambda: "Uitspraak 1 is tegelijk" in screen_text(moderator))


# What the room sees


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_room_sees_a_message_or_nothing_until_the_clock_is_back(path):
    async with windows(path, "moderator", "clock", show="moderate", size=(80, 24)) as both:
        moderator, room = both
        await until(room, lambda: "de deelnemers vertellen" in screen_text(room))
        await moderator.press("k")
        await until(moderator, lambda: "De zaal ziet de klok." in screen_text(moderator))
        await moderator.press("enter")
        await until(room, lambda: not screen_text(room).strip())
        await until(moderator, lambda: "zaalscherm leeg · k" in rows(moderator, 2))
        await moderator.press("k")
        await until(moderator, lambda: "De zaal ziet een leeg" in screen_text(moderator))
        await moderator.press("down", "enter")
        await until(moderator, lambda: moderator.app.screen.line.has_focus)
        type_(moderator, "5 min. koffie")
        await until(moderator, lambda: moderator.app.screen.line.value == "5 min. koffie")
        await moderator.press("enter")
        await until(moderator, lambda: "Zo ziet de zaal het" in screen_text(moderator))
        assert room.app.meeting.session.info.room == ""
        await moderator.press("enter")
        await until(room, lambda: room.app.screen.query_one("#words").words == "5 min. koffie")
        await until(room, lambda: large(room) > 20)
        assert "vertellen" not in screen_text(room)
        await until(moderator, lambda: "bericht voor de zaal · k" in rows(moderator, 2))
        await moderator.press("ctrl+z")
        await until(moderator, lambda: "Teruggenomen: bericht voor de zaal" in told(moderator))
        await moderator.press("k")
        await until(moderator, lambda: "weer de klok tonen" in screen_text(moderator))
        await moderator.press("enter")
        await until(room, lambda: "de deelnemers vertellen" in screen_text(room))
        assert "· k" not in rows(moderator, 2)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_message_for_the_room_has_to_say_something(path):
    async with windows(path, "moderator", show="moderate") as (moderator,):
        await moderator.press("k")
        await until(moderator, lambda: "De zaal ziet de klok." in screen_text(moderator))
        await moderator.press("down", "enter", "enter")
        await until(moderator, lambda: "Typ eerst een bericht." in screen_text(moderator))
        await moderator.press("up", "escape")
        await until(moderator, lambda: "Vraag 1 van 4" in screen_text(moderator))
        assert moderator.app.meeting.session.info.room is None


@pytest.mark.slow
@pytest.mark.reckons
async def test_nothing_is_told_before_the_room(path):
    async with windows(path, "moderator", "clock", show="clock") as (moderator, room):
        moderator.app.notify("van het scherm hiervoor", markup=False)
        for window in (moderator, room):
            window.app.meeting.on_told("Er is iets met het bestand.")
        await moderator.pause()
        for window in (moderator, room):
            assert "bestand" not in screen_text(window)
            assert "hiervoor" not in screen_text(window)
        await moderator.press("f3")
        await until(moderator, lambda: "Er is iets met het bestand." in screen_text(moderator))
        assert told(room) == ""
