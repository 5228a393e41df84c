"""The disk is full, or the file is gone under a window: the words stay, and are saved after all."""

import shutil
from pathlib import Path

import pytest

from screens.seen import flat, screen_text, until
from screens.told import debrief, deciding
from screens.windows import full_disk, session_at, told, type_, windows, words
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.session.session import describe
from spiegel.domain.session.statements import RemarkKind
from spiegel.meeting.port.meeting import HalfLine
from spiegel.screens.shared import file_panel
from spiegel.screens.shared.file_panel import FilePanel
from spiegel.store.beside.folder import Sidecar
from spiegel.store.beside.locks import Lock
from spiegel.store.catalogue.folder import default_folder
from spiegel.store.errors import NotWrittenError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.journal.storage import JournalStorage
from spiegel.store.session import waiting


@pytest.fixture
def path(running):
    folder = Path.home() / "map"
    folder.mkdir()
    return session_at(folder / "gesprek.spiegel", running)


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    """Another try comes sooner than in life."""
    monkeypatch.setattr(waiting, "AGAIN", 0.2)


# A disk that refuses


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_the_disk_refuses_stays_and_is_saved_by_itself_in_order(path, monkeypatch):
    lines = [f"regel {number}" for number in range(5)]
    async with windows(path, "scribe") as (scribe,):
        type_(scribe, "D3: regel\n")
        await until(scribe, lambda: words(scribe) == ["regel"])
        with full_disk(monkeypatch):
            type_(scribe, "".join(f"D3: {line}\n" for line in lines))
            await until(scribe, lambda: "5 nog niet opgeslagen · ^f" in screen_text(scribe))
            shown = flat(scribe)
            assert all(line in shown for line in lines)
            assert shown.count("de schijf is vol") == 1
            assert told(scribe) == ""
            assert words(scribe) == ["regel"]
        await until(scribe, lambda: words(scribe) == ["regel", *lines])
        await until(scribe, lambda: "nog niet opgeslagen" not in screen_text(scribe))
        saved = [said.words for said in read_session(path).statements.values()]
        assert saved == ["regel", *lines]
        await until(scribe, lambda: told(scribe))
        assert told(scribe) == "Wat niet opgeslagen kon worden, is nu opgeslagen."


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_note_to_the_moderator_waits_too(path, monkeypatch):
    async with windows(path, "scribe") as (scribe,):
        with full_disk(monkeypatch):
            type_(scribe, "vraag D5 nog eens")
            await scribe.press("ctrl+r")
            await until(scribe, lambda: "1 nog niet opgeslagen" in screen_text(scribe))
            assert "vraag D5 nog eens" in screen_text(scribe)
        await until(scribe, lambda: scribe.app.meeting.session.remarks)


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_was_typed_to_change_a_line_waits_too(path, monkeypatch):
    async with windows(path, "scribe") as (scribe,):
        type_(scribe, "D3: achd weken\n")
        await until(scribe, lambda: words(scribe) == ["achd weken"])
        with full_disk(monkeypatch):
            await scribe.press("up")
            scribe.app.screen.desk.line.value = "D3: acht weken"
            await scribe.press("enter")
            await until(scribe, lambda: "1 nog niet opgeslagen" in screen_text(scribe))
            assert "D3: acht weken" in screen_text(scribe)
        await until(scribe, lambda: words(scribe) == ["acht weken"])
        await until(scribe, lambda: "D3: acht" not in screen_text(scribe))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_note_that_was_on_its_way_survives_a_crash(path):
    async with windows(path, "scribe") as (scribe,):
        note = Tell(words="vraag D5 nog eens", line="5" * 32)
        kept = scribe.app.meeting.typed
        kept.entered(HalfLine(text=note.words, line=note.line), note)
        kept.keep()
    async with windows(path, "scribe") as (scribe,):
        await until(scribe, lambda: scribe.app.meeting.session.remarks)
        (remark,) = scribe.app.meeting.session.remarks.values()
        assert (remark.words, remark.kind) == ("vraag D5 nog eens", RemarkKind.MEMO)


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_remark_of_the_debrief_waits_and_is_saved(tmp_path, monkeypatch):
    path = session_at(tmp_path / "na.spiegel", debrief("geraakt"))
    async with windows(path, "moderator", show="debrief") as (moderator,):
        with full_disk(monkeypatch):
            type_(moderator, "dat iemand zo lang wachtte\n")
            await until(moderator, lambda: "de schijf is vol" in flat(moderator))
            assert "dat iemand zo lang wachtte" in screen_text(moderator)
        await until(moderator, lambda: moderator.app.meeting.session.remarks)


@pytest.mark.slow
async def test_an_action_waits_in_the_list_and_another_one_can_be_made(tmp_path, monkeypatch):
    path = session_at(tmp_path / "na.spiegel", deciding())
    async with windows(path, "moderator", show="debrief", size=(100, 40)) as (moderator,):
        with full_disk(monkeypatch):
            for made in ("een vast nummer", "een belronde"):
                await moderator.press("a")
                await until(moderator, lambda: "Nieuwe actie" in screen_text(moderator))
                type_(moderator, made)
                await moderator.press("ctrl+n")
                await until(moderator, lambda made=made: f"… {made}" in screen_text(moderator))
            await until(moderator, lambda: "2 nog niet opgeslagen" in screen_text(moderator))
            await moderator.press("ctrl+f")
            await until(moderator, lambda: "2 regels" in screen_text(moderator))
            await moderator.press("escape")
        actions = moderator.app.meeting.session.actions
        await until(moderator, lambda: len(moderator.app.meeting.session.actions) == 2)
        assert not actions
        made = [action.words for action in moderator.app.meeting.session.actions.values()]
        assert made == ["een vast nummer", "een belronde"]
        await until(moderator, lambda: "…" not in screen_text(moderator).replace("…d", ""))


@pytest.mark.slow
async def test_what_was_not_saved_when_a_window_closed_is_saved_by_the_next(tmp_path, monkeypatch):
    path = session_at(tmp_path / "na.spiegel", deciding())

    def refuse(storage, _line):
        raise NotWrittenError(storage.path, OSError(28, "full"))

    with monkeypatch.context() as broken:
        broken.setattr(JournalStorage, "append", refuse)
        async with windows(path, "moderator", show="debrief", size=(100, 40)) as (moderator,):
            await moderator.press("a")
            await until(moderator, lambda: "Nieuwe actie" in screen_text(moderator))
            type_(moderator, "een vast nummer")
            await moderator.press("ctrl+n")
            await until(moderator, lambda: "1 nog niet opgeslagen" in screen_text(moderator))
            await moderator.press("f4")
            type_(moderator, "vraag D5 nog eens")
            await moderator.press("ctrl+r")
            type_(moderator, "// even de deur dicht\n")
            await until(moderator, lambda: "3 nog niet opgeslagen" in screen_text(moderator))
            await moderator.pause(0.3)
    async with windows(path, "moderator") as (moderator,):
        await until(moderator, lambda: len(moderator.app.meeting.session.remarks) == 2)
        session = moderator.app.meeting.session
        assert [action.words for action in session.actions.values()] == ["een vast nummer"]
        kinds = {remark.words: remark.kind for remark in session.remarks.values()}
        assert kinds["vraag D5 nog eens"] is RemarkKind.MEMO
        assert "even de deur dicht" in kinds


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_step_in_leading_the_meeting_is_not_made_later_by_itself(path, monkeypatch):
    async with windows(path, "moderator", "scribe", show="moderate") as (moderator, scribe):
        with full_disk(monkeypatch):
            await moderator.press("right")
            await until(moderator, lambda: "de schijf is vol" in told(moderator))
        type_(scribe, "D3: iets\n")
        await until(moderator, lambda: words(moderator) == ["iets"])
        assert "Vraag 1 van 4" in screen_text(moderator)


@pytest.mark.slow
@pytest.mark.reckons
async def test_it_says_which_window_keeps_the_file_and_goes_on_after_it(path, monkeypatch):
    sidecar = Sidecar(path)
    held = Lock(sidecar.lock, subject=path, window="capture-4711", prepare=sidecar.prepare)
    async with windows(path, "scribe") as (scribe,):
        scribe.app.meeting._opened._live._storage.lock._patience = 0.1
        with held:
            type_(scribe, "D3: iets\n")
            await until(scribe, lambda: "(proces 4711)" in screen_text(scribe))
            assert "regels uit een bestand" in screen_text(scribe)
        await until(scribe, lambda: words(scribe) == ["iets"])


# A file that is gone


async def gone(pilot):
    """Wait until a window knows that its file is gone, and says what can be done."""
    await until(pilot, lambda: "is er niet meer" in flat(pilot))
    await until(pilot, lambda: "gesprek-kopie" in screen_text(pilot))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_window_goes_on_in_a_copy_with_all_that_it_had(path):
    async with windows(path, "scribe") as (scribe,):
        type_(scribe, "D3: een\n")
        await until(scribe, lambda: words(scribe) == ["een"])
        type_(scribe, "D4: half")
        await until(scribe, lambda: scribe.app.meeting.typed.half_line.text == "D4: half")
        path.unlink()
        await gone(scribe)
        scribe.app.meeting.submit(Tell(words="intussen"))
        await until(scribe, lambda: "1 regel" in screen_text(scribe))
        await until(scribe, lambda: scribe.app.screen.ways.highlighted == 0)
        scribe.app.screen._asked_from = 0
        await scribe.press("enter")
        copy = path.with_name("gesprek-kopie.spiegel")
        await until(scribe, lambda: scribe.app.meeting.path == copy)
        await until(scribe, lambda: scribe.app.meeting.session.remarks)
        assert scribe.app.screen.desk.half_line.text == "D4: half"
        type_(scribe, " gezegd\n")
        await until(scribe, lambda: words(scribe) == ["een", "half gezegd"])
        assert "U werkt verder in" in told(scribe)
        assert "bestand is weg" not in screen_text(scribe)
        await scribe.press("ctrl+z", "ctrl+z", "ctrl+z")
        await until(scribe, lambda: words(scribe) == [])
    assert not path.exists()


@pytest.mark.slow
@pytest.mark.reckons
async def test_somebody_points_out_in_which_folder_the_file_is_now(path, tmp_path):
    async with windows(path, "scribe") as (scribe,):
        await gone_to(scribe, path, tmp_path / "stick")
        type_(scribe, "D3: onderweg\n")
        await until(scribe, lambda: scribe.app.meeting.around.waiting)
        await point_out(scribe, tmp_path / "stick" / path.name)
        await until(scribe, lambda: words(scribe) == ["onderweg"])
        assert scribe.app.meeting.path == tmp_path / "stick" / path.name
    assert not path.exists()


@pytest.mark.slow
@pytest.mark.reckons
async def test_another_meeting_that_was_pointed_out_is_not_taken(path, tmp_path, running):
    other = session_at(tmp_path / "ander.spiegel", describe(running, id="ander"))
    before = other.read_bytes()
    async with windows(path, "scribe") as (scribe,):
        await gone_to(scribe, path, tmp_path / "stick")
        await point_out(scribe, other)
        await until(scribe, lambda: "is een andere bijeenkomst" in flat(scribe))
        assert "Aanwijzen waar" in screen_text(scribe)
    assert other.read_bytes() == before


async def gone_to(pilot, path, folder):
    """Somebody moves the file to a folder where no window looks."""
    folder.mkdir()
    shutil.move(path, folder)
    await gone(pilot)


async def point_out(pilot, place):
    """Say where the file is, by its path."""
    await until(pilot, lambda: not pilot.app.screen.is_modal or pilot.app.screen._aside is None)
    await pilot.press("escape", "ctrl+f")
    await until(pilot, lambda: "Aanwijzen waar" in screen_text(pilot))
    await pilot.press("down", "enter")
    await until(pilot, lambda: "Waar staat het bestand nu?" in screen_text(pilot))
    await pilot.press("ctrl+u")
    type_(pilot, f"{place}\n")


@pytest.mark.slow
@pytest.mark.reckons
async def test_esc_leaves_a_mark_and_a_key_brings_it_back(path):
    async with windows(path, "moderator", show="moderate") as (moderator,):
        away = path.rename(path.with_suffix(".weg"))
        await gone(moderator)
        await moderator.press("escape")
        await until(moderator, lambda: "Vraag 1 van 4" in screen_text(moderator))
        mark = screen_text(moderator).split("\n")[-2].index("het bestand is weg · ^f")
        await moderator.click(offset=(mark + 3, 22))
        await gone(moderator)
        await moderator.press("escape")
        await until(moderator, lambda: "Vraag 1 van 4" in screen_text(moderator))
        await moderator.press("f1")
        await until(moderator, lambda: "is er niet meer" in flat(moderator))
        await moderator.press("escape", "ctrl+f")
        await gone(moderator)
        away.rename(path)
        await until(moderator, lambda: "Vraag 1 van 4" in screen_text(moderator))
        await until(moderator, lambda: "bestand is weg" not in screen_text(moderator))
        await until(moderator, lambda: "Het bestand is er weer." in told(moderator))


@pytest.mark.slow
@pytest.mark.reckons
async def test_what_waited_is_saved_when_the_file_is_back(path):
    async with windows(path, "scribe") as (scribe,):
        away = path.rename(path.with_suffix(".weg"))
        await gone(scribe)
        type_(scribe, "D3: een\nD4: twee\n")
        await until(scribe, lambda: len(scribe.app.meeting.around.waiting) == 2)
        away.rename(path)
        await until(scribe, lambda: words(scribe) == ["een", "twee"])
    assert [said.words for said in read_session(path).statements.values()] == ["een", "twee"]


@pytest.mark.slow
@pytest.mark.reckons
async def test_typing_goes_on_when_the_file_goes(path):
    async with windows(path, "scribe") as (scribe,):
        type_(scribe, "D3: half ge")
        await until(scribe, lambda: scribe.app.meeting.typed.half_line.text == "D3: half ge")
        path.rename(path.with_name("anders.spiegel"))
        await gone(scribe)
        type_(scribe, "zegd #wachttijd -\n")
        await until(scribe, lambda: "Het bestand van deze" not in screen_text(scribe))
        assert "D3: half gezegd #wachttijd -" in flat(scribe)
        await scribe.press("ctrl+f")
        await until(scribe, lambda: "Verdergaan in" in screen_text(scribe))
        await scribe.press("enter")
        await until(scribe, lambda: words(scribe) == ["half gezegd"])
        assert scribe.app.meeting.path.name == "anders.spiegel"


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_key_that_means_nothing_where_somebody_typed_is_passed_on_once(path, monkeypatch):
    async with windows(path, "scribe") as (scribe,):
        type_(scribe, "D3: half")
        await until(scribe, lambda: scribe.app.meeting.typed.half_line.text == "D3: half")
        path.unlink()
        await gone(scribe)
        # However slow this machine is, the panel does not go away between two keys.
        monkeypatch.setattr(file_panel, "PAUSE", 60)
        came = []
        on_key = FilePanel.on_key
        monkeypatch.setattr(
            FilePanel, "on_key", lambda panel, event: (came.append(event.key), on_key(panel, event))
        )
        await scribe.press("x", "f12", "f12", "y")
        await until(scribe, lambda: scribe.app.meeting.typed.half_line.text == "D3: halfxy")
        assert came == ["x", "f12", "f12", "y"]


@pytest.mark.slow
async def test_the_others_go_on_in_the_copy_that_one_window_saved(path):
    async with windows(path, "moderator", "scribe", "clock", show="moderate") as three:
        moderator, scribe, room = three
        path.unlink()
        await gone(moderator)
        moderator.app.screen._asked_from = 0
        await moderator.press("enter")
        copy = path.with_name("gesprek-kopie.spiegel")
        await until(moderator, lambda: moderator.app.meeting.path == copy)
        await until(room, lambda: room.app.meeting.path == copy)
        assert told(room) == ""
        await until(scribe, lambda: "gespreksleider" in screen_text(scribe))
        scribe.app.screen._asked_from = 0
        await scribe.press("enter")
        await until(scribe, lambda: scribe.app.meeting.path == copy)
        await moderator.press("right")
        await until(scribe, lambda: "Vraag 2?" in screen_text(scribe))


@pytest.mark.slow
@pytest.mark.reckons
async def test_a_file_that_another_one_took_the_place_of_is_left_as_it_is(path, running):
    other = session_at(path.with_name("ander.spiegel"), running)
    async with windows(path, "moderator", show="moderate") as (moderator,):
        shutil.copy(other, path)
        before = path.read_bytes()
        await until(moderator, lambda: "staat nu een ander bestand" in flat(moderator))
        moderator.app.screen._asked_from = 0
        await until(moderator, lambda: "gesprek-kopie" in screen_text(moderator))
        await moderator.press("down", "up", "enter")
        await until(moderator, lambda: moderator.app.meeting.path.stem == "gesprek-kopie")
        assert path.read_bytes() == before


@pytest.mark.slow
@pytest.mark.reckons
async def test_the_room_sees_nothing_of_it(path):
    async with windows(path, "moderator", "clock", show="clock") as (moderator, room):
        before = [screen_text(window).split("\n")[2:5] for window in (moderator, room)]
        away = path.rename(path.with_suffix(".weg"))
        for window in (moderator, room):
            await until(window, lambda window=window: window.app.meeting.around.trouble)
            await window.pause()
            assert "bestand" not in screen_text(window)
        assert before == [screen_text(window).split("\n")[2:5] for window in (moderator, room)]
        await moderator.press("f3")
        await gone(moderator)
        away.rename(path)
        await until(room, lambda: room.app.meeting.around.trouble is None)


@pytest.mark.slow
@pytest.mark.reckons
async def test_who_quits_without_a_file_finds_all_in_a_copy(path):
    async with windows(path, "scribe") as (scribe,):
        type_(scribe, "D3: een\n")
        await until(scribe, lambda: words(scribe) == ["een"])
        shutil.rmtree(path.parent)
        await until(scribe, lambda: scribe.app.meeting.around.trouble)
        scribe.app.meeting.submit(Tell(words="intussen"))
        await scribe.app.action_quit()
        await until(scribe, lambda: scribe.app.return_code is not None)
    copy = default_folder() / "gesprek-kopie.spiegel"
    session = read_session(copy)
    assert [said.words for said in session.statements.values()] == ["een"]
    assert [remark.words for remark in session.remarks.values()] == ["intussen"]
    assert not path.parent.exists()


@pytest.mark.slow
@pytest.mark.reckons
async def test_ctrl_f_says_that_all_is_well(path):
    async with windows(path, "moderator", show="moderate") as (moderator,):
        await moderator.press("ctrl+f")
        await until(moderator, lambda: "alles is opgeslagen" in screen_text(moderator))
