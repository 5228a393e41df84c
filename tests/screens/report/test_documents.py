"""What the moderator sees of documents that were made before: at a withdrawal, and on Report."""

import msgspec
import pytest
from meetings import round_of

from screens.keys import press, type_
from screens.seen import screen_text, until
from screens.told import debrief, told
from spiegel import clock
from spiegel.domain.capture.editing import Reword
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.report.standing import Standing
from spiegel.domain.running.running import Go
from spiegel.domain.session.session import Session, put
from spiegel.meeting.documents import SessionDocuments
from spiegel.screens.shared import typing
from spiegel.store.beside import exports
from spiegel.store.beside.folder import Sidecar
from spiegel.store.journal.payload import OPEN

pytestmark = pytest.mark.usefixtures("on_disk")


def decided() -> Session:
    """The professionals talk; D1 said a word that nobody else said."""
    session = told()
    said = msgspec.structs.replace(session.statements[1], words="Acht weken kwikzilver gehad")
    return debrief("geraakt", put(session, said))


def made(tmp_path, *kinds: str) -> list:
    """Documents of that meeting, as the app will find them."""
    of = SessionDocuments(decided(), Sidecar(tmp_path / "gesprek.spiegel"), OPEN)
    return [of.make(kind, tmp_path / "uit").path for kind in kinds]


def seen(pilot) -> str:
    """The words on the screen without line breaks and frames, to look for longer ones."""
    return "".join(screen_text(pilot).replace("█", "").replace("▁", "").split())


def has(pilot, words: str) -> bool:
    return "".join(words.split()) in seen(pilot)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_withdrawal_names_each_document_with_the_words_and_makes_it_again(
    open_app, tmp_path
):
    paths = made(tmp_path, "report", "markdown")
    assert b"kwikzilver" in paths[1].read_bytes()
    async with open_app(decided(), show="prepare", size=(100, 40)) as pilot:
        pilot.app.action_go("review")
        await press(pilot, "right", "right", "right")
        await until(pilot, lambda: "D1" in screen_text(pilot))
        await press(pilot, "r")
        await until(pilot, lambda: has(pilot, "niet terug te nemen"))
        assert all(has(pilot, path.name) for path in paths)
        assert has(pilot, "In deze documenten staat iets van D1")
        await type_(pilot, "D1")
        await press(pilot, "enter")
        await until(pilot, lambda: has(pilot, "staat nog wat er niet meer in mag"))
        assert all(has(pilot, path.name) for path in paths)
        await press(pilot, "enter")
        await until(pilot, lambda: has(pilot, "2 documenten opnieuw gemaakt."))
        assert b"kwikzilver" not in paths[1].read_bytes()
        found = pilot.app.meeting.documents.look()
        assert {document.standing for document in found.documents} == {Standing.CURRENT}


@pytest.mark.slow
@pytest.mark.reckons
async def test_after_a_withdrawal_they_can_be_removed_at_once(open_app, tmp_path):
    paths = made(tmp_path, "markdown")
    async with open_app(decided(), show="review", size=(100, 40)) as pilot:
        await press(pilot, "right", "right", "right", "r")
        await until(pilot, lambda: has(pilot, "niet terug te nemen"))
        await type_(pilot, "D1")
        await press(pilot, "enter")
        await until(pilot, lambda: has(pilot, "staat nog wat er niet meer in mag"))
        await press(pilot, "w", "enter")
        await until(pilot, lambda: has(pilot, "1 document gewist."))
        assert not paths[0].exists()
        assert pilot.app.meeting.documents.look().documents == ()


@pytest.mark.slow
@pytest.mark.reckons
async def test_report_names_what_is_forbidden_first_and_one_key_makes_it_again(open_app, tmp_path):
    paths = made(tmp_path, "report", "markdown", "worklist")
    withdrawn = Withdraw(participant=1).apply(decided(), clock.now())
    async with open_app(withdrawn, show="report", size=(100, 44)) as pilot:
        await until(pilot, lambda: has(pilot, "In 3 documenten staat wat er niet meer in mag"))
        head = screen_text(pilot).partition("Voordat het verslag de deur uit gaat")[2]
        assert "In 3 documenten" in head.split("F6")[0]
        assert all(has(pilot, path.name) for path in paths)
        assert has(pilot, "in " + str(tmp_path / "uit"))
        await press(pilot, "o")
        await until(pilot, lambda: has(pilot, "3 documenten opnieuw gemaakt."))
        await until(pilot, lambda: not has(pilot, "wat er niet meer in mag"))
        assert "✓" in screen_text(pilot)
        assert b"kwikzilver" not in paths[1].read_bytes()


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_changed_by_hand_is_asked_first(open_app, tmp_path):
    (path,) = made(tmp_path, "markdown")
    path.write_bytes(path.read_bytes() + b"met de hand")
    withdrawn = Withdraw(participant=1).apply(decided(), clock.now())
    async with open_app(withdrawn, show="report", size=(100, 40)) as pilot:
        await until(pilot, lambda: has(pilot, "daarna met de hand gewijzigd"))
        await press(pilot, "o")
        await until(pilot, lambda: has(pilot, "gaan die wijzigingen verloren"))
        await press(pilot, "enter")
        await until(pilot, lambda: not has(pilot, "gaan die wijzigingen verloren"))
        assert b"met de hand" in path.read_bytes()
        await press(pilot, "o")
        await until(pilot, lambda: has(pilot, "gaan die wijzigingen verloren"))
        await press(pilot, "j", "enter")
        await until(pilot, lambda: has(pilot, "1 document opnieuw gemaakt."))
        assert b"met de hand" not in path.read_bytes()


@pytest.mark.slow
@pytest.mark.reckons
async def test_removing_asks_and_names_the_files(open_app, tmp_path):
    (path,) = made(tmp_path, "markdown")
    withdrawn = Withdraw(participant=1).apply(decided(), clock.now())
    async with open_app(withdrawn, show="report", size=(100, 40)) as pilot:
        await until(pilot, lambda: has(pilot, "wat er niet meer in mag"))
        await press(pilot, "w")
        await until(pilot, lambda: has(pilot, "Deze bestanden verdwijnen voorgoed:"))
        await press(pilot, "enter")
        await until(pilot, lambda: not has(pilot, "verdwijnen voorgoed"))
        assert path.exists()
        await press(pilot, "w", "j", "enter")
        await until(pilot, lambda: not path.exists())


async def test_a_change_after_making_is_seen_on_report(open_app, tmp_path):
    made(tmp_path, "markdown")
    async with open_app(decided(), show="report", size=(100, 40)) as pilot:
        await until(pilot, lambda: "✓" in screen_text(pilot))
        assert not has(pilot, "laatste wijzigingen")
        pilot.app.meeting.submit(Reword(number=2, words="belde elke week"))
        await until(pilot, lambda: has(pilot, "1 document is van vóór uw laatste wijzigingen"))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_list_that_cannot_be_read_is_said_on_report_and_at_a_withdrawal(open_app, tmp_path):
    made(tmp_path, "markdown")
    (place,) = exports.lists(Sidecar(tmp_path / "gesprek.spiegel"))
    place.write_bytes(b"kapot")
    async with open_app(decided(), show="report", size=(100, 40)) as pilot:
        await until(pilot, lambda: has(pilot, "Spiegel weet niet welke documenten"))
        await press(pilot, "w", "j", "enter")
        await until(pilot, lambda: not has(pilot, "Spiegel weet niet welke documenten"))
        place.write_bytes(b"kapot")
        pilot.app.action_go("review")
        await press(pilot, "right", "right", "right", "r")
        await until(pilot, lambda: has(pilot, "Spiegel weet niet welke documenten"))
        await press(pilot, "escape")


async def test_a_document_that_could_not_be_noted_is_told(open_app, monkeypatch):
    async with open_app(decided(), show="report", size=(100, 40)) as pilot:
        monkeypatch.setattr(exports, "note", lambda *_about: False)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: has(pilot, "kan het later niet noemen"))
        assert has(pilot, "verslag.md")


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_document_of_an_earlier_spiegel_is_named_and_can_be_removed(open_app, tmp_path):
    old = tmp_path / "oud.docx"
    old.write_bytes(b"PK")
    exports.note(Sidecar(tmp_path / "gesprek.spiegel"), old, OPEN)
    async with open_app(decided(), show="report", size=(100, 40)) as pilot:
        await until(pilot, lambda: has(pilot, "1 document van een eerdere Spiegel"))
        await press(pilot, "w", "j", "enter")
        await until(pilot, lambda: not old.exists())


async def test_that_documents_fall_behind_is_said_once_where_it_is_changed(open_app, tmp_path):
    made(tmp_path, "report", "markdown")
    async with open_app(decided(), show="review", size=(100, 40)) as pilot:
        said = []
        pilot.app.screen.notify = lambda words, **_how: said.append(words)
        meeting = pilot.app.meeting
        await until(pilot, lambda: pilot.app.screen._worst == (0, 0))
        for words in ("belde elke week", "belde elke dag"):
            meeting.submit(Reword(number=2, words=words))
            await until(pilot, lambda w=words: meeting.session.statements[2].words == w)
            pilot.app.screen.look()
            await until(pilot, lambda: pilot.app.screen._worst == (0, 2))
        behind = "2 documenten zijn van vóór uw laatste wijzigingen; op F7 maakt u ze opnieuw."
        assert said == [behind]
        meeting.submit(Withdraw(participant=1))
        await until(pilot, lambda: not meeting.session.statements.get(1))
        pilot.app.screen.look()
        await until(pilot, lambda: pilot.app.screen._worst == (2, 0))
        assert said[1:] == ["In 2 documenten staat wat er niet meer in mag; zie F7."]


@pytest.mark.slow
@pytest.mark.reckons
async def test_words_typed_astray_make_and_remove_nothing_while_the_clients_tell(
    open_app, tmp_path, monkeypatch
):
    (path,) = made(tmp_path, "markdown")
    before = path.read_bytes()
    withdrawn = Withdraw(participant=1).apply(told(), clock.now())
    round_ = Go(phase=round_of(withdrawn).number).apply(withdrawn, clock.now())
    async with open_app(round_, show="report", size=(100, 40)) as pilot:
        await until(pilot, lambda: has(pilot, "wat er niet meer in mag"))
        report = pilot.app.screen
        await type_(pilot, "wo o wj")
        await press(pilot, "enter")
        assert pilot.app.screen is report
        assert path.read_bytes() == before
        # A letter some seconds later stands alone again.
        monkeypatch.setattr(typing, "BEFORE", 0.0)
        monkeypatch.setattr(typing, "AFTER", 0.01)
        await press(pilot, "o")
        await until(pilot, lambda: has(pilot, "1 document opnieuw gemaakt."))
        assert path.read_bytes() != before
