"""The disk refuses: nothing is lost, nothing is half there, and it is told."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tinychanges import (
    Entitle,
    Say,
    TakeBackConsent,
    everything,
    numbered,
    words_of,
)

from spiegel import i18n
from spiegel.store.damage import check
from spiegel.store.errors import NotWrittenError
from spiegel.store.journal.header import header_at
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile


class Broken:
    """A system call that fails with an error, from its n-th use on."""

    def __init__(self, number: int, after: int = 0, before: object = None) -> None:
        self.number = number
        self.left = after
        self.before = before

    def __call__(self, *arguments: object, **named: object) -> object:
        if self.left > 0:
            self.left -= 1
            return self.before(*arguments, **named)
        raise OSError(self.number, os.strerror(self.number))


WRITE = "pwrite" if hasattr(os, "pwrite") else "write"
"""What the store writes with: Windows has no pwrite."""
REAL_WRITE = getattr(os, WRITE)


def short_write(descriptor: int, data: memoryview, *place: int) -> int:
    """A disk that takes ten bytes at a time."""
    return REAL_WRITE(descriptor, bytes(data[:10]), *place)


def refused(file: SessionFile, change: object, number: int) -> None:
    """The change fails, says why, and leaves file and memory as they were."""
    data, session = file.path.read_bytes(), everything(file.session)
    with pytest.raises(NotWrittenError) as raised:
        file.change(change)
    assert raised.value.error.errno == number
    assert str(file.path) in raised.value.explain(i18n.translations("en"))
    assert file.path.read_bytes() == data
    assert everything(file.session) == session
    assert not [p for p in file.path.parent.iterdir() if p.name.endswith(".new")]


@pytest.mark.parametrize("call", [WRITE, "fsync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_line_that_cannot_be_written_is_told_and_cut_back(
    path, scribe, monkeypatch, call, number
):
    scribe.change(Say(words="een"))
    with monkeypatch.context() as broken:
        # The lock file takes its note before the session file is written.
        real = getattr(os, call)
        broken.setattr(os, call, Broken(number, after=1 if call == WRITE else 0, before=real))
        refused(scribe, Say(words="twee"), number)
    assert words_of(scribe.change(Say(words="twee"))) == ["een", "twee"]
    assert words_of(read_session(path)) == ["een", "twee"]


def test_half_a_line_on_a_full_disk_is_cut_back(path, scribe, monkeypatch):
    scribe.change(Say(words="een"))
    written = []

    def fills_up(descriptor, data, *place):
        written.append(len(data))
        if len(written) > 3:
            raise OSError(errno.ENOSPC, "full")
        write = short_write if len(written) > 1 else REAL_WRITE
        return write(descriptor, data, *place)

    with monkeypatch.context() as broken:
        broken.setattr(os, WRITE, fills_up)
        refused(scribe, Say(words="twee"), errno.ENOSPC)
    assert len(written) == 4
    assert words_of(scribe.change(Say(words="twee"))) == ["een", "twee"]


def test_short_writes_are_continued_until_the_line_is_whole(path, scribe, monkeypatch):
    monkeypatch.setattr(os, WRITE, short_write)
    scribe.change(Say(words="een lange zin " * 20))
    scribe.change(Entitle(title="Een andere titel"))
    assert everything(read_session(path)) == everything(scribe.session)


def test_a_disk_that_takes_nothing_and_says_nothing_is_an_error(path, scribe, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(os, WRITE, lambda descriptor, data, *place: 0)
        with pytest.raises(NotWrittenError):
            scribe.change(Say(words="een"))
    assert words_of(scribe.change(Say(words="een"))) == ["een"]


def test_a_line_that_cannot_even_be_cut_back_does_no_harm(path, scribe, monkeypatch, opened):
    scribe.change(Say(words="een"))

    def half(descriptor, data, *place):
        if len(data) > 100:
            REAL_WRITE(descriptor, bytes(data[:100]), *place)
            raise OSError(errno.ENOSPC, "full")
        return REAL_WRITE(descriptor, data, *place)

    with monkeypatch.context() as broken:
        broken.setattr(os, WRITE, half)
        broken.setattr(os, "ftruncate", Broken(errno.EIO))
        with pytest.raises(NotWrittenError):
            scribe.change(Say(words="twee"))
    assert not path.read_bytes().endswith(b"\n")
    assert words_of(scribe.change(Say(words="twee"))) == ["een", "twee"]
    assert words_of(opened(path, "moderator").session) == ["een", "twee"]
    assert check.check(path) == ()


@pytest.mark.parametrize("call", [WRITE, "fsync", "replace"])
def test_a_withdrawal_is_whole_or_not_at_all(path, scribe, monkeypatch, call):
    scribe.change(Say(words="mijn buurman", speaker="D2"))
    with monkeypatch.context() as broken:
        real = getattr(os, call)
        broken.setattr(os, call, Broken(errno.EIO, after=1 if call == WRITE else 0, before=real))
        refused(scribe, TakeBackConsent(participant=2), errno.EIO)
    scribe.change(TakeBackConsent(participant=2))
    assert b"buurman" not in path.read_bytes()


@pytest.mark.parametrize(("call", "after"), [(WRITE, 2), ("fsync", 1), ("replace", 0)])
def test_when_only_the_compacting_fails_the_change_is_safe(path, scribe, monkeypatch, call, after):
    scribe.change(Say(words="een"))
    with monkeypatch.context() as broken:
        broken.setattr(os, call, Broken(errno.ENOSPC, after=after, before=getattr(os, call)))
        assert scribe.change(Entitle(title="Nieuw")).info.title == "Nieuw"
    assert read_session(path).info.title == "Nieuw"
    assert header_at(path).title != "Nieuw"
    scribe.close()
    assert header_at(path).title == "Nieuw"


def test_when_the_folder_cannot_be_synced_what_is_there_is_shown(path, scribe, monkeypatch):
    scribe.change(Say(words="mijn buurman", speaker="D2"))
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", Broken(errno.EIO, after=1, before=os.fsync))
        with pytest.raises(NotWrittenError):
            scribe.change(TakeBackConsent(participant=2))
    assert words_of(scribe.follow()) == []
    assert scribe.undo() is None
    assert words_of(scribe.change(Say(words="verder"))) == ["verder"]


def test_what_a_killed_process_had_prepared_is_cleared_away(path, scribe):
    left = path.with_name(f".{path.name}.999999.new")
    left.write_bytes(b"half")
    other = path.with_name(".notes.999999.new")
    other.write_bytes(b"not ours")
    scribe.compact()
    assert not left.exists()
    assert other.exists()


FULL_DISK = """
import resource, signal, sys
sys.dont_write_bytecode = True  # a module that is half kept could not be loaded again
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tinychanges import Ticks, numbered, words_of
from spiegel.store.errors import NotWrittenError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile

path = Path(sys.argv[1])
file = SessionFile(path, clock=Ticks(), window="scribe")
lines = list(numbered(300))
told, saved = 0, []
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
for turn in range(100):
    room = path.stat().st_size + (turn * 37) % 260
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
    try:
        while True:
            file.change(lines[len(saved)])
            saved.append(lines[len(saved)].words)
    except NotWrittenError:
        told += 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert words_of(read_session(path)) == saved, turn
    file.change(lines[len(saved)])
    saved.append(lines[len(saved)].words)
    assert words_of(read_session(path)) == saved, turn
print(told, len(saved))
"""


@pytest.mark.slow
@pytest.mark.reckons
def test_a_full_disk_is_told_100_of_100_times_and_every_word_is_saved_later(path, scribe):
    scribe.close()
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    told, saved = done.stdout.split()
    assert told == "100"
    assert int(saved) >= 100
    assert len(read_session(path).statements) == int(saved)


def test_many_changes_in_a_row_are_all_there(path, scribe):
    for change in numbered(200):
        scribe.change(change)
    assert words_of(read_session(path)) == [change.words for change in numbered(200)]
