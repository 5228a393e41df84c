"""The file as it was before each day's first change: when it is kept, and what is pruned."""

import errno
from pathlib import Path

import pytest
from days import kept, open_file, work
from tinychanges import Nothing, Say, words_of

from spiegel import i18n
from spiegel.domain.consent.consent import AddParticipant
from spiegel.store import disk
from spiegel.store.beside import backups
from spiegel.store.beside.backups import DAYS, Kind, copies
from spiegel.store.errors import NotKeptError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session import live as livesession
from spiegel.store.session.writer import Followed, Saved, Writer


@pytest.fixture
def path(tmp_path):
    (tmp_path / "bijeenkomst").mkdir()
    return tmp_path / "bijeenkomst" / "wmo.spiegel"


def test_the_file_as_it_was_is_kept_before_the_first_change_of_a_day(path, clock, folder):
    work(path, clock, 0)
    before = path.read_bytes()
    work(path, clock, 1)
    (copy,) = copies(folder)
    assert copy.path.name == "wmo-2026-03-13.spiegel"
    assert (copy.kind, copy.day.isoformat()) == (Kind.DAY, "2026-03-13")
    assert copy.path.read_bytes() == before
    assert copy.path.stat().st_mode & 0o777 == 0o600


def test_later_changes_of_the_day_do_not_even_look(path, clock, monkeypatch):
    work(path, clock, 0)
    clock.go_to(1)
    file = open_file(path, clock)
    file.change(Say(words="een"))
    looked = []
    real = Path.exists
    monkeypatch.setattr(Path, "exists", lambda self: looked.append(self) or real(self))
    monkeypatch.setattr(backups.disk, "read_whole", lambda path: pytest.fail("read again"))
    for number in range(5):
        file.change(Say(words=f"nog {number}"))
    file.undo()
    assert looked == []
    assert kept(path) == ["wmo-2026-03-13.spiegel"]
    file.close()


def test_looking_and_changes_that_change_nothing_keep_nothing(path, clock):
    work(path, clock, 0)
    clock.go_to(1)
    file = open_file(path, clock)
    file.follow()
    file.change(Nothing())
    file.compact()
    file.close()
    assert kept(path) == []


def test_a_day_begins_at_midnight_where_the_laptop_is(path, clock):
    work(path, clock, 0)
    file = open_file(path, clock)
    clock.go_to(0, 23, 59)
    file.change(Say(words="laat"))
    assert kept(path) == ["wmo-2026-03-12.spiegel"]
    # Half past midnight in Amsterdam is still the day before by UTC.
    clock.go_to(1, 0, 30)
    file.change(Say(words="nog later"))
    assert kept(path) == ["wmo-2026-03-12.spiegel", "wmo-2026-03-13.spiegel"]
    file.close()


def test_two_windows_at_once_keep_one_copy_of_before_either_changed(path, clock, folder):
    work(path, clock, 0)
    before = path.read_bytes()
    clock.go_to(1)
    scribe, moderator = open_file(path, clock), open_file(path, clock, "moderator")
    scribe.change(Say(words="een"))
    moderator.change(Say(words="twee"))
    (copy,) = copies(folder)
    assert copy.path.read_bytes() == before
    scribe.close()
    moderator.close()


def test_on_the_day_it_was_made_a_meeting_is_kept_once_it_holds_words(path, clock, folder):
    file = open_file(path, clock)
    file.change(AddParticipant())
    file.change(Say(words="het eerste woord"))
    file.change(Say(words="nog een"))
    assert kept(path) == []
    file.close()
    clock.go_to(0, 16)
    file = open_file(path, clock)
    file.change(Say(words="na de pauze"))
    file.close()
    (copy,) = copies(folder)
    assert words_of(read_session(copy.path)) == ["het eerste woord", "nog een"]


def test_the_last_ten_days_are_kept_and_what_was_kept_for_another_reason(path, clock, folder):
    work(path, clock, 0)
    others = ["wmo-2026-01-01T101500.spiegel", "wmo-schema-1.spiegel", "van-mij.spiegel"]
    for name in others:
        (folder / name).write_bytes(path.read_bytes())
    work(path, clock, *range(1, 14))
    days = [copy for copy in copies(folder) if copy.kind is Kind.DAY]
    assert [copy.day.day for copy in days] == [*range(16, 26)]
    assert len(days) == DAYS
    assert set(others) < set(kept(path))
    kinds = {copy.path.name: copy.kind for copy in copies(folder)}
    assert [kinds[name] for name in others] == [Kind.REPLACED, Kind.OLDER, Kind.OTHER]


@pytest.mark.slow
@pytest.mark.reckons
def test_after_a_clock_that_was_wrong_the_newest_copy_stays(path, clock):
    work(path, clock, 0)
    work(path, clock, *range(4000, 4000 + DAYS))
    work(path, clock, 1)
    assert "wmo-2026-03-13.spiegel" in kept(path)
    assert len(kept(path)) == DAYS


def test_a_name_that_is_too_long_for_a_copy_is_cut(tmp_path, clock):
    path = tmp_path / ("w" * 230 + ".spiegel")
    work(path, clock, 0, 1)
    assert kept(path) == ["w" * 180 + "-2026-03-13.spiegel"]


@pytest.mark.mutation("copy-not-waited-for")
def test_when_there_is_no_room_for_a_copy_the_change_is_made_and_it_is_told_once(
    path, clock, monkeypatch
):
    work(path, clock, 0)
    clock.go_to(1)
    file = open_file(path, clock)

    def full(place, data, **options):
        if place.parent.name == "backups":
            raise OSError(errno.ENOSPC, "full")
        return real(place, data, **options)

    real = disk.put_in_place
    monkeypatch.setattr(disk, "put_in_place", full)
    file.change(Say(words="toch gezegd"))
    file.change(Say(words="en nog iets"))
    (told,) = file.told()
    assert isinstance(told, NotKeptError)
    assert "schijf is vol" in told.explain(i18n.translations("nl"))
    assert str(path) in told.explain(i18n.translations("en"))
    assert words_of(read_session(path))[-2:] == ["toch gezegd", "en nog iets"]
    assert kept(path) == []
    file.close()


def test_a_copy_never_takes_the_room_that_the_day_itself_needs(path, clock, monkeypatch):
    work(path, clock, 0)
    size = path.stat().st_size

    def room(free):
        usage = type("Usage", (), {"free": free})
        monkeypatch.setattr(backups.shutil, "disk_usage", lambda folder: usage)

    room(2 * size + backups.ROOM - 1)
    work(path, clock, 1)
    assert kept(path) == []
    room(1_000_000_000)
    work(path, clock, 2)
    assert kept(path) == ["wmo-2026-03-14.spiegel"]


def test_the_window_hears_that_no_copy_was_kept(path, clock, monkeypatch):
    work(path, clock, 0)
    clock.go_to(1)
    usage = type("Usage", (), {"free": 0})
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda folder: usage)
    results = []
    writer = Writer(open_file(path, clock), results.append)
    writer.submit(Say(words="een"))
    writer.submit(Say(words="twee"))
    assert writer.close() == ()
    told = [
        told for result in results if isinstance(result, Saved | Followed) for told in result.told
    ]
    assert [type(one) for one in told] == [NotKeptError]
    assert len([result for result in results if isinstance(result, Saved)]) == 2


def test_what_a_killed_program_had_prepared_is_cleared_away(path, clock, folder):
    work(path, clock, 0)
    left = folder / ".wmo-2026-03-11.spiegel.4711.new"
    left.write_bytes(b"half a copy")
    work(path, clock, 1)
    assert not left.exists()


def test_the_store_asks_for_the_copy_before_it_writes(path, clock, monkeypatch):
    work(path, clock, 0)
    clock.go_to(1)
    file = open_file(path, clock)
    order = []
    monkeypatch.setattr(
        livesession.Backups, "keep_day", lambda self, session, now: order.append("kept")
    )
    real = file._live._storage.append
    monkeypatch.setattr(
        file._live._storage, "append", lambda line: order.append("written") or real(line)
    )
    file.change(Say(words="een"))
    assert order == ["kept", "written"]
    file.close()
