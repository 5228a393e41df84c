"""A meeting that was locked while somebody withdrew in another one says so when it is opened."""

import datetime
import gc

import msgspec
import pytest
from capturing import record, running
from sealed import WORDS, passphrase
from textual.content import Content

from domain.resting import elsewhere, marks, resting
from screens.keys import press
from screens.prepare.parts import fill, go_to, open_words
from screens.seen import screen_text, until
from screens.windows import session_at, told, type_, windows
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.consent.consent import RemovePerson, Withdraw
from spiegel.domain.session.session import describe
from spiegel.screens.shared.form import Form
from spiegel.screens.shared.locked import take_out_there
from spiegel.screens.shared.panels import Confirm, Notes
from spiegel.screens.shared.passphrase import AskPassphrase
from spiegel.screens.shared.quoted import QuotedPlaces
from spiegel.store import known
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.beside.folder import Sidecar
from spiegel.store.catalogue import withdrawn
from spiegel.store.catalogue.withdrawn import Withdrawn
from spiegel.store.journal.snapshot import read_session

pytestmark = [pytest.mark.slow, pytest.mark.reckons]
SAID = "ik moest acht lange weken op een brief met kwikzilver wachten"
AT = datetime.datetime(2026, 3, 12, 9, tzinfo=datetime.UTC)


async def test_where_something_rests_on_it_somebody_is_asked_to_look_until_it_was_done(tmp_path):
    other = elsewhere()
    session = resting(other)
    sentences = session.persona_sentences.values()
    numbers = [n for one in sentences for found in one.elsewhere for n in found.statements]
    withdrawn.note(
        Withdrawn(
            at=AT, meeting=other.info.id, numbers=tuple(numbers[:1]), waits=(session.info.id,)
        )
    )
    path = session_at(tmp_path / "persona.spiegel", session)
    async with windows(path, "moderator") as (pilot,):
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        assert "12 maart 2026" in screen_text(pilot)
        await until(pilot, lambda: any(marks(pilot.app.meeting.session)))
        await pilot.press("escape")
    assert len(withdrawn.read()) == 1
    async with windows(path, "moderator") as (pilot,):
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("down", "enter")
        await until(pilot, lambda: withdrawn.read() == ())


async def test_where_nothing_rests_on_it_it_is_said_once(tmp_path):
    session = describe(running("cliëntronde", 1), id="ver")
    withdrawn.note(Withdrawn(at=AT, meeting="wmo", numbers=(1,), waits=("ver", "later")))
    path = session_at(tmp_path / "ver.spiegel", session)
    async with windows(path, "moderator") as (pilot,):
        await until(pilot, lambda: "heeft iemand zich in een andere teruggetrokken" in told(pilot))
        await until(pilot, lambda: withdrawn.waiting("ver", path) == ())
    assert [one.waits for one in withdrawn.read()] == [("later",)]


async def test_after_a_withdrawal_the_passphrase_of_an_encrypted_meeting_is_asked(tmp_path):
    session = describe(record(running("cliëntronde", 1), f"D2: {SAID}"), id="wmo")
    path = session_at(tmp_path / "wmo.spiegel", session)
    there = describe(running("cliëntronde", 1), id="jeugd", title="Jeugd")
    there = AddAction(words=f"Want {SAID}.").apply(there, session.info.created)
    there = AddAction(words="Geen brief met kwikzilver wachten").apply(there, session.info.created)
    locked = session_at(tmp_path / "jeugd.spiegel", there, passphrase())
    async with windows(path, "moderator", show="prepare") as (pilot,):
        made = pilot.app.meeting
        made.submit(Withdraw(participant=2))
        await until(pilot, lambda: made.withdrawals.locked)
        pilot.app.run_worker(take_out_there(pilot.app, made))
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await until(pilot, lambda: "jeugd" in screen_text(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskPassphrase))
        pilot.app.screen.line.value = WORDS
        await pilot.press("enter")
        # there too somebody is asked of a few of the words
        await until(pilot, lambda: isinstance(pilot.app.screen, QuotedPlaces))
        await until(pilot, lambda: "Jeugd: actie 2" in screen_text(pilot))
        await pilot.press("w", "enter")
        await until(pilot, lambda: not made.withdrawals.locked)
    there = read_session(locked, keys=passphrase())
    assert [action.words for action in there.actions.values()] == ["Want ….", "Geen …"]
    assert withdrawn.read() == ()


async def test_who_has_no_passphrase_reads_which_meeting_was_not_looked_into(tmp_path):
    session = describe(record(running("cliëntronde", 1), f"D2: {SAID}"), id="wmo")
    path = session_at(tmp_path / "wmo.spiegel", session)
    session_at(tmp_path / "jeugd.spiegel", describe(session, id="jeugd"), passphrase())
    # that of a stick which is not there now
    stick = tmp_path / "stick"
    stick.mkdir()
    known.note(session_at(stick / "zomer.spiegel", describe(session, id="zomer")))
    stick.rename(tmp_path / "weg")
    async with windows(path, "moderator", show="prepare") as (pilot,):
        made = pilot.app.meeting
        made.submit(Withdraw(participant=2))
        await until(pilot, lambda: "kon niet worden gekeken: die is er nu niet" in told(pilot))
        assert "zomer. Open die als die er is" in told(pilot)
        pilot.app.run_worker(take_out_there(pilot.app, made))
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: "Niet in gekeken: jeugd. Open het" in told(pilot))
    # whoever opens it does read that somebody withdrew
    assert withdrawn.waiting("jeugd", tmp_path / "jeugd.spiegel")


async def test_a_panel_that_shows_words_closes_when_they_are_withdrawn_in_another_window(tmp_path):
    session = running("cliëntronde", 1)
    session = Tell(words="D2 wil liever bij de deur zitten").apply(session, session.info.created)
    path = session_at(tmp_path / "wmo.spiegel", session)
    async with windows(path, "moderator", "scribe", show="moderate") as (here, there):
        await until(here, lambda: "briefje (1)" in screen_text(here))
        await here.press("b")
        await until(here, lambda: isinstance(here.app.screen, Notes))
        await until(here, lambda: "bij de deur" in screen_text(here))
        there.app.meeting.submit(Withdraw(participant=2))
        await until(here, lambda: not isinstance(here.app.screen, Notes))
        await until(here, lambda: "wat ze liet zien is dicht" in told(here))
        assert "bij de deur" not in screen_text(here)


async def test_who_withdraws_is_asked_of_a_few_words_in_another_meeting_too(tmp_path):
    session = describe(record(running("cliëntronde", 1), f"D1: {SAID}"), id="wmo")
    path = session_at(tmp_path / "wmo.spiegel", session)
    there = describe(running("cliëntronde", 1), id="jeugd", title="Jeugd")
    there = AddAction(words="Geen brief met kwikzilver wachten").apply(there, session.info.created)
    beside = session_at(tmp_path / "jeugd.spiegel", there)
    async with windows(path, "moderator", show="prepare") as (pilot,):
        await asked_of_quotations(pilot, "d1")
        await until(pilot, lambda: "Jeugd: actie 1" in screen_text(pilot))
        await pilot.press("w")
        await until(pilot, lambda: "weg  Jeugd" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.meeting.session.participants[1].withdrawn)
        await until(pilot, lambda: "ook uit andere bijeenkomsten" in told(pilot))
    assert read_session(beside).actions[1].words == "Geen …"


async def asked_of_quotations(pilot, code: str) -> None:
    """Somebody lets this person withdraw on F2, and is asked of a few quoted words."""
    await go_to(pilot, "day")
    await press(pilot, "r")
    await until(pilot, lambda: isinstance(pilot.app.screen, Form))
    await fill(pilot, code=code)
    await until(pilot, lambda: isinstance(pilot.app.screen, QuotedPlaces))


async def test_who_is_asked_while_another_window_takes_it_all_away_reads_that_it_is_gone(tmp_path):
    session = describe(record(running("cliëntronde", 1), f"D1: {SAID}"), id="wmo")
    session = AddAction(words="Een brief met kwikzilver").apply(session, session.info.created)
    path = session_at(tmp_path / "wmo.spiegel", session)
    async with windows(path, "moderator", "moderator", show="prepare") as (here, there):
        for window in (here, there):
            await asked_of_quotations(window, "d1")
        await until(there, lambda: "kwikzilver" in screen_text(there))
        await there.press("w")
        await here.press("b", "enter")
        await until(here, lambda: here.app.meeting.session.participants[1].withdrawn)
        await until(there, lambda: not isinstance(there.app.screen, QuotedPlaces))
        await until(there, lambda: "Alles is al weg" in told(there))
        assert "Er is niets weggehaald" not in told(there)
        assert "kwikzilver" not in screen_text(there)
    # what goes and what stays was answered once, by who was first
    after = read_session(path)
    assert not after.statements
    assert after.actions[1].words == "Een brief met kwikzilver"


async def test_a_quotation_that_is_half_typed_in_another_window_is_asked_of_and_comes_back_nowhere(
    tmp_path,
):
    session = describe(record(running("cliëntronde", 1), f"D1: {SAID}", "D2: best"), id="wmo")
    path = session_at(tmp_path / "wmo.spiegel", session)
    drafts = Sidecar(path).drafts
    async with windows(path, "moderator", "moderator", "scribe", show="prepare") as pilots:
        here, there, scribe = pilots
        # a window that died left a text, and the scribe types what somebody else says
        form = {"typed": {"words": "Nooit meer een brief met kwikzilver"}, "begun": {"words": ""}}
        left = Draft(text="Nooit", line="", about="in short", form=form)
        Drafts(Sidecar(path).folder, "moderator-0").keep(left)
        await go_to(there, "letters")
        letter = await open_words(there)
        type_(there, "Geen weken op een brief meer. ")
        await press(scribe, "f4")
        type_(scribe, "d2: op een brief met wachten ja")
        await until(there, lambda: "wachten ja" in texts(drafts) and "meer. " in texts(drafts))
        await asked_of_quotations(here, "d1")
        await until(here, lambda: "half getypt in een venster" in screen_text(here))
        assert "wachten ja" not in repr(here.app.screen.places)
        await here.press("w", "w", "a", "enter")
        await until(here, lambda: here.app.meeting.session.participants[1].withdrawn)
        await until(there, lambda: letter.text.startswith("Geen … meer. "))
        await until(there, lambda: "Woorden in wat u typte" in told(there))
        await press(there, "ctrl+s")
        await until(there, lambda: there.app.meeting.session.letters)
    (kept,) = read_session(path).letters.values()
    assert kept.words.startswith("Geen … meer. ")
    assert "Nooit meer …" in texts(drafts)
    assert "op een brief met wachten ja" in texts(drafts)


def texts(folder) -> str:
    return " ".join(path.read_text("utf-8") for path in folder.glob("*.draft"))


async def test_who_is_taken_off_the_list_while_the_code_is_asked_for_is_gone_already(tmp_path):
    path = session_at(tmp_path / "wmo.spiegel", running("cliëntronde", 1))
    async with windows(path, "moderator", "moderator", show="prepare") as (here, there):
        while here.app.screen.section.id != "day":
            await press(here, "tab")
        await press(here, "r")
        await until(here, lambda: isinstance(here.app.screen, Form))
        there.app.meeting.submit(RemovePerson(number=1, table="participants"))
        await until(here, lambda: 1 not in here.app.meeting.session.participants)
        await fill(here, code="d1")
        await until(here, lambda: "Alles is al weg" in told(here))


def held(word: str) -> set[str]:
    """What in this process still has a word, but for what looks for it in words that come."""
    gc.collect()
    found = (one for one in gc.get_objects() if isinstance(one, (msgspec.Struct, Content)))
    return {type(one).__name__ for one in found if word in repr(one)} - {"Guarded"}


async def test_a_screen_that_nobody_sees_has_no_withdrawn_word_either(tmp_path):
    session = describe(record(running("cliëntronde", 1), f"D2: {SAID}", "D3: best"), id="wmo")
    path = session_at(tmp_path / "wmo.spiegel", session)
    del session
    async with windows(path, "moderator", "scribe") as (here, there):
        for key in ("f2", "f3", "f4", "f5", "f6", "f7", "f6", "f3"):
            await press(here, key)
        assert held("kwikzilver") >= {"Session", "Row"}
        there.app.meeting.submit(Withdraw(participant=2))
        await until(here, lambda: here.app.meeting.session.participants[2].withdrawn)
        await until(here, lambda: held("kwikzilver") == set())
        await press(here, "f6")
        assert "kwikzilver" not in screen_text(here)
