"""A kept copy comes back in one step, and what stood in its place is kept first."""

import errno
import os

import pytest
from days import Days, kept, open_file, work
from sealed import passphrase
from searching import traces
from tinychanges import Say, words_of

from spiegel import i18n
from spiegel.store import disk
from spiegel.store.beside.backups import Kind, copies
from spiegel.store.beside.folder import Sidecar
from spiegel.store.damage.check import check
from spiegel.store.errors import (
    DamagedError,
    LockedError,
    NotASessionError,
    NotWrittenError,
    OpenElsewhereError,
    ReplacedError,
)
from spiegel.store.journal.header import header_at
from spiegel.store.journal.snapshot import read_session
from spiegel.store.past.restoring import restore
from spiegel.store.sealed.keys import NO_KEYS


@pytest.fixture
def clock():
    return Days()


@pytest.fixture
def worked(path, clock):
    """A session of three days, and what is kept of it."""
    work(path, clock, 0, 1, 2)
    clock.go_to(2, 14)
    return path


def back(path, clock, number=1, keys=NO_KEYS):
    copy = copies(Sidecar(path).backups)[number - 1]
    return restore(path, copy, now=clock(), keys=keys)


def replaced(path):
    return [copy for copy in copies(Sidecar(path).backups) if copy.kind is Kind.REPLACED]


def test_the_past_comes_back_and_the_present_is_kept(worked, clock):
    present, before = worked.read_bytes(), header_at(worked)
    restored = back(worked, clock)
    assert words_of(read_session(worked)) == ["gezegd op dag 0"]
    assert check(worked) == ()
    assert restored.replaced.read_bytes() == present
    assert restored.replaced.name == "wmo-2026-03-14T140001.spiegel"
    after = header_at(worked)
    assert after.id == before.id
    assert (after.follows, after.generation == before.generation) == ((), False)
    assert worked.stat().st_mode & 0o777 == 0o600


def test_what_was_replaced_can_be_brought_back_too(worked, clock):
    back(worked, clock)
    restore(worked, replaced(worked)[0], now=clock(), keys=NO_KEYS)
    assert words_of(read_session(worked)) == [f"gezegd op dag {day}" for day in range(3)]
    assert len(replaced(worked)) == 2


@pytest.mark.parametrize(
    "present",
    [b"", b"\x00\xff niets", b'{"program":"spiegel","schema":99}\n', b'{"program":"spiegel"'],
    ids=["empty", "noise", "newer", "half a header"],
)
def test_whatever_stands_there_is_kept_and_replaced(worked, clock, present):
    worked.write_bytes(present)
    restored = back(worked, clock, 2)
    assert restored.replaced.read_bytes() == present
    assert words_of(read_session(worked)) == ["gezegd op dag 0", "gezegd op dag 1"]


def test_a_session_that_was_deleted_comes_back(worked, clock):
    worked.unlink()
    restored = back(worked, clock, 2)
    assert restored.replaced is None
    assert words_of(read_session(worked)) == ["gezegd op dag 0", "gezegd op dag 1"]


def test_a_folder_in_its_place_is_left_alone(worked, clock):
    worked.unlink()
    worked.mkdir()
    with pytest.raises(NotASessionError):
        back(worked, clock)
    assert worked.is_dir()
    assert replaced(worked) == []


def test_while_a_window_is_open_nothing_is_restored(worked, clock):
    file = open_file(worked, clock, "scribe")
    present = worked.read_bytes()
    with pytest.raises(OpenElsewhereError) as raised:
        back(worked, clock)
    assert "verslaglegger" in raised.value.explain(i18n.translations("nl"))
    assert worked.read_bytes() == present
    file.close()
    back(worked, clock)


def test_an_old_window_never_takes_it_for_its_own_file(worked, clock):
    file = open_file(worked, clock)
    file.change(Say(words="nieuw"))
    # As when somebody removed it: the copy is of the very generation that the window has open.
    (file.sidecar.windows / f"{file.window}.lock").unlink()
    back(worked, clock, 2)
    with pytest.raises(ReplacedError):
        file.change(Say(words="verder"))
    assert words_of(read_session(worked)) == ["gezegd op dag 0", "gezegd op dag 1"]
    file.close()


def test_a_number_is_never_used_twice_whatever_is_restored(worked, clock):
    last = read_session(worked).last["statements"]
    back(worked, clock)
    file = open_file(worked, clock)
    file.change(Say(words="nieuw"))
    assert max(file.session.statements) == last + 1
    file.close()


def test_a_damaged_copy_is_not_restored(worked, clock):
    copy = copies(Sidecar(worked).backups)[0]
    copy.path.write_bytes(copy.path.read_bytes().replace(b'"words"', b'"wards"'))
    present = worked.read_bytes()
    with pytest.raises(DamagedError):
        back(worked, clock)
    assert worked.read_bytes() == present
    assert replaced(worked) == []


@pytest.mark.parametrize("step", [1, 2])
def test_a_restore_that_fails_in_between_can_be_done_again(worked, clock, monkeypatch, step):
    present = worked.read_bytes()
    left = step
    real = disk.put_in_place

    def fails(place, data, **options):
        nonlocal left
        left -= 1
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(place, data, **options)

    with monkeypatch.context() as broken:
        broken.setattr(disk, "put_in_place", fails)
        with pytest.raises(NotWrittenError):
            back(worked, clock)
    assert worked.read_bytes() == present
    back(worked, clock)
    assert words_of(read_session(worked)) == ["gezegd op dag 0"]
    # What was kept by the first try is not kept once more.
    assert [copy.path.read_bytes() for copy in replaced(worked)] == [present]


def test_an_encrypted_session_is_restored_encrypted(path, clock):
    work(path, clock, 0, 1, 2, keys=passphrase())
    with pytest.raises(LockedError):
        back(path, clock)
    back(path, clock, keys=passphrase())
    assert words_of(read_session(path, keys=passphrase())) == ["gezegd op dag 0"]
    assert traces(["gezegd op dag"], path.parent) == set()


def test_a_plain_copy_never_takes_the_place_of_an_encrypted_file(path, clock):
    work(path, clock, 0, 1, keys=passphrase())
    plain = path.with_name("open.spiegel")
    work(plain, clock, 0)
    copy = Sidecar(path).backups / "wmo-2026-01-01.spiegel"
    plain.rename(copy)
    back(path, clock, keys=passphrase())
    assert header_at(path).seal is not None
    assert words_of(read_session(path, keys=passphrase())) == ["gezegd op dag 0"]
    assert len(kept(path)) == 3
