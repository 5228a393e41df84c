"""A disk that is really full, or may not be written on: all is told, all is saved when it can be.

On a limit to the length of files, and on a small file system in memory where one can be mounted.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import badstore  # noqa: F401 - registers what `--mutate` swaps in
import pytest
from enteredlines import Screen
from fulldisk import Disk, Limited, Small, small_disk
from meetings import meeting, round_of
from textual import events
from tinychanges import (
    Entitle,
    Say,
    TakeBackConsent,
    Ticks,
    everything,
    small_session,
    words_of,
)

import mutations
from screens import seen
from screens.seen import flat, screen_text, until
from spiegel import clock, i18n
from spiegel.app.app import Spiegel
from spiegel.domain.running.running import Go
from spiegel.store.damage import check
from spiegel.store.errors import NotWrittenError, StoreError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits and rights")
FULL, FORBIDDEN = "de schijf is vol", "dat mag hier niet"
AT_ONCE = 1.0
"""Seconds within which a refused line must be told."""
TURNS = 100


@pytest.fixture(autouse=True)
def _dutch() -> None:
    i18n.set_language("nl")


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Limited]:
    """Files that may not become longer."""
    disk = Limited(tmp_path)
    yield disk
    disk.empty()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """A file system that is full."""
    with small_disk(tmp_path / "small") as disk:
        if disk is None:
            pytest.skip("no file system can be mounted here; the limit on files was tested instead")
        yield disk


def session_on(disk: Disk) -> Path:
    """A new session there."""
    path = disk.folder / "wmo.spiegel"
    SessionFile.create(path, small_session(), clock=Ticks(), window="test").close()
    return path


def refused_and_saved(disk: Disk, turns: int) -> int:
    """Fill the disk so many times while lines are entered; how many of them were refused."""
    path = session_on(disk)
    screen = Screen(path)
    entered: list[str] = []

    def enter(words: str) -> None:
        entered.append(words)
        screen.enter(words)
        screen.wait(lambda: words in screen.problems or words in screen.saved, AT_ONCE)

    for turn in range(turns):
        disk.fill(path)
        for number in range(100):
            enter(f"regel {turn}.{number} blijft staan")
            if screen.problems:
                break
        enter(f"regel {turn} erachteraan")
        refused = entered[-2:]
        assert list(screen.problems) == refused, "it was not told"
        assert all(FULL in problem for problem in screen.problems.values()), screen.problems
        assert list(screen.waiting) == refused, "the words are gone from the screen"
        assert words_of(read_session(path)) == entered[:-2]
        disk.empty()
        if turn:
            # A person who makes room asks for it; the first time it comes by itself.
            screen.meeting.rescue.retry()
        screen.wait(lambda: not screen.waiting, 5.0)
        screen.problems.clear()
        assert words_of(read_session(path)) == entered, "it was not saved later"
    assert screen.saved == entered
    assert screen.leave() == ()
    assert words_of(read_session(path)) == entered
    assert check.check(path) == ()
    return 2 * turns


LOSES = ("full-disk-is-no-error", "short-write-unnoticed", "refused-line-forgotten", "told-nobody")


@pytest.mark.slow
@pytest.mark.mutation(*LOSES)
def test_at_the_limit_every_refused_line_is_told_and_saved_later(limited, counted):
    refused = refused_and_saved(limited, TURNS)
    counted(f"{refused} of {refused} refused lines told and saved later (limit on files)")


@pytest.mark.slow
@pytest.mark.mutation(*LOSES)
def test_on_a_full_disk_every_refused_line_is_told_and_saved_later(small, counted):
    refused = refused_and_saved(small, TURNS)
    counted(f"{refused} of {refused} refused lines told and saved later (full tmpfs)")


def test_on_a_full_disk_what_cannot_be_undone_is_refused_and_not_made_later(small):
    path = session_on(small)
    with closing(SessionFile(path, clock=Ticks(), window="scribe")) as scribe:
        scribe.change(Say(words="mijn buurman", speaker="D2"))
        before = path.read_bytes()
        small.fill(path)
        with pytest.raises(NotWrittenError) as raised:
            scribe.change(TakeBackConsent(participant=2))
        assert FULL in raised.value.explain(i18n.current())
        assert path.read_bytes() == before
        small.empty()
        assert words_of(scribe.follow() or scribe.session) == ["mijn buurman"]
        scribe.change(TakeBackConsent(participant=2))
    assert b"buurman" not in path.read_bytes()


def test_a_session_on_a_read_only_disk_is_shown_and_not_opened(small):
    path = session_on(small)
    before = everything(read_session(path))
    small.read_only(True)
    try:
        with pytest.raises(StoreError) as raised:
            SessionFile(path, clock=Ticks(), window="scribe")
        assert FORBIDDEN in raised.value.explain(i18n.current())
        assert everything(read_session(path)) == before
        assert check.check(path) == ()
        with closing(SessionFile(path, clock=Ticks(), window="scribe", read_only=True)) as reader:
            assert everything(reader.session) == before
    finally:
        small.read_only(False)
    with closing(SessionFile(path, clock=Ticks(), window="scribe")) as scribe:
        assert words_of(scribe.change(Say(words="kan weer"))) == ["kan weer"]


@contextmanager
def anybody() -> Iterator[Path]:
    """A folder of somebody whom rights bind; the administrator becomes nobody for a while."""
    folder = Path(tempfile.mkdtemp())
    administrator = os.geteuid() == 0
    if administrator:
        os.chown(folder, 65_534, 65_534)
        os.seteuid(65_534)
    try:
        yield folder
    finally:
        if administrator:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_in_a_folder_that_became_read_only_lines_go_on_and_the_rest_is_told():
    with anybody() as folder:
        path = folder / "wmo.spiegel"
        scribe = SessionFile.create(path, small_session(), clock=Ticks(), window="scribe")
        with closing(scribe):
            scribe.change(Say(words="mijn buurman", speaker="D2"))
            folder.chmod(0o500)
            # A line is appended, so it needs nothing of the folder; a new title is safe in one too.
            scribe.change(Say(words="een"))
            scribe.change(Entitle(title="Nieuw"))
            before = path.read_bytes()
            for refused in (
                lambda: scribe.change(TakeBackConsent(participant=2)),
                scribe.compact,
                lambda: scribe.save_copy(folder / "kopie.spiegel"),
            ):
                with pytest.raises(NotWrittenError) as raised:
                    refused()
                assert FORBIDDEN in raised.value.explain(i18n.current())
                assert path.read_bytes() == before
            folder.chmod(0o700)
            scribe.change(TakeBackConsent(participant=2))
        assert words_of(read_session(path)) == ["een"]
        assert read_session(path).info.title == "Nieuw"


def test_a_session_in_a_folder_of_somebody_else_is_shown_and_not_opened():
    with anybody() as folder:
        path = folder / "wmo.spiegel"
        SessionFile.create(path, small_session(), clock=Ticks(), window="scribe").close()
        shutil.rmtree(folder / ".wmo.spiegel.d")
        folder.chmod(0o500)
        with pytest.raises(NotWrittenError) as raised:
            SessionFile(path, clock=Ticks(), window="scribe")
        assert FORBIDDEN in raised.value.explain(i18n.current())
        assert read_session(path).info.title == small_session().info.title
        assert [entry.name for entry in folder.iterdir()] == ["wmo.spiegel"]


@pytest.mark.slow
@pytest.mark.mutation("full-disk-is-no-error", "refused-line-forgotten", "told-nobody")
async def test_on_the_screen_a_refused_line_stays_with_its_reason_until_it_is_saved(
    limited, monkeypatch
):
    if mutations.active():
        monkeypatch.setattr(seen, "PATIENCE", 5.0)
    path = limited.folder / "gesprek.spiegel"
    session = meeting()
    session = Go(phase=round_of(session).number).apply(session, clock.now())
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    app = Spiegel(path=path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        app.action_go("scribe")
        await pilot.pause()
        limited.fill(path)
        for character in "D3: dit mag niet weg":
            key = {" ": "space"}.get(character, character)
            app.post_message(events.Key(key, character))
        app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: FULL in flat(pilot))
        assert "dit mag niet weg" in screen_text(pilot)
        assert "…" in screen_text(pilot)
        assert words_of(read_session(path)) == []
        limited.empty()
        await pilot.press("ctrl+f")
        await until(pilot, lambda: words_of(read_session(path)) == ["dit mag niet weg"])
        await until(pilot, lambda: FULL not in flat(pilot))
        assert screen_text(pilot).count("dit mag niet weg") == 1
        await app.close_meeting(5)
