"""The key file of names: closed to who has no passphrase, and of no consequence to the session."""

import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from days import Days, open_file, work
from sealed import passphrase
from searching import traces

import mutations
from spiegel.domain.preparation.names import NOBODY, in_order, person, with_person, without
from spiegel.store import disk, keyfile, known
from spiegel.store.catalogue.renaming import rename
from spiegel.store.errors import (
    AlreadyThereError,
    LockedError,
    NamesDamagedError,
    NamesOfAnotherError,
    NewerError,
    NotThereError,
    NotWrittenError,
    WrongPassphraseError,
)
from spiegel.store.journal.header import header_at
from spiegel.store.journal.payload import OPEN
from spiegel.store.journal.snapshot import read_session
from spiegel.store.keyfile import KeyFile, place_of
from spiegel.store.past.restoring import restore
from spiegel.store.past.wiping import belongings, wipe
from spiegel.store.sealed.keys import NO_KEYS

PLANTED = ("Wilhelmientje", "Kwikstaartveen", "06-70919283", "Zevenblad")
WHO = person(3, f"{PLANTED[0]} {PLANTED[1]}", PLANTED[2], f"{PLANTED[3]} 4\n1234 AB Dijkzicht")
OTHER = "vijf blauwe stoelen drijven"


@mutations.register("names-in-plain")
def _names_in_plain(patch: pytest.MonkeyPatch) -> None:
    """What is written is not what was closed."""
    from spiegel.store.sealed.keys import KeyedSeal

    patch.setattr(KeyedSeal, "close", lambda self, content, place: OPEN.close(content, place))
    patch.setattr(KeyedSeal, "open", lambda self, closed, place: OPEN.open(closed, place))


@pytest.fixture
def path(tmp_path):
    (tmp_path / "bijeenkomst").mkdir()
    path = tmp_path / "bijeenkomst" / "wmo.spiegel"
    work(path, Days(), 0, 1)
    return path


def names_of(path: Path, words: str = "vier rode fietsen vliegen") -> KeyFile:
    return KeyFile(path, header_at(path).id, passphrase(words))


def filled(path: Path) -> KeyFile:
    kept = names_of(path)
    kept.change(lambda people: with_person(people, WHO))
    return kept


@pytest.mark.mutation("names-in-plain", match="Wilhelmientje")
def test_without_the_passphrase_no_name_is_in_any_byte(path):
    filled(path)
    assert traces(PLANTED, path.parent.parent) == set()
    assert names_of(path).read() == {3: WHO}
    assert place_of(path).stat().st_mode & 0o777 == 0o600


def test_its_length_tells_nothing_of_who_is_in_it(path):
    kept = filled(path)
    before = place_of(path).stat().st_size
    kept.change(lambda people: with_person(people, person(4, "W" * 60, "", "Wilgenlaan\n" * 4)))
    assert place_of(path).stat().st_size == before


def test_a_wrong_passphrase_none_or_that_of_the_session_opens_nothing(path):
    filled(path)
    for keys, error in ((passphrase(OTHER), WrongPassphraseError), (NO_KEYS, LockedError)):
        with pytest.raises(error) as raised:
            KeyFile(path, header_at(path).id, keys).read()
        assert raised.value.path == place_of(path)


def test_deleting_it_leaves_the_session_whole(path):
    before = path.read_bytes()
    filled(path)
    place_of(path).unlink()
    assert path.read_bytes() == before
    assert len(read_session(path).statements) == 2
    with pytest.raises(NotThereError):
        names_of(path).read()


def test_who_was_the_last_to_go_takes_the_file_along(path):
    kept = filled(path)
    assert kept.change(lambda people: without(people, 3)) == NOBODY
    assert not place_of(path).exists()


def test_another_passphrase_opens_it_from_then_on_and_the_old_one_does_not(path):
    filled(path).change(lambda people: people, to=passphrase(OTHER))
    assert names_of(path, OTHER).read() == {3: WHO}
    with pytest.raises(WrongPassphraseError):
        names_of(path).read()


def damaged(content: bytes) -> list[bytes]:
    first, closed = content.splitlines(keepends=True)
    flipped = bytearray(content)
    flipped[len(first) + len(closed) // 2] ^= 1
    other = first.replace(b'"schema":1', b'"schema":true')
    return [
        b"",
        first,
        content[:-1],
        content[: len(first) + 40],
        bytes(flipped),
        content + closed,
        first.replace(b'"salt":"', b'"salt":"A') + closed,
        other + closed,
        b'{"program":"spiegel","schema":1}\n' + closed,
        b"\x00\xff" * 500,
        b"[" * 5_000,
    ]


def test_a_damaged_one_is_named_and_left_as_it_is(path):
    filled(path)
    for content in damaged(place_of(path).read_bytes()):
        place_of(path).write_bytes(content)
        with pytest.raises(NamesDamagedError):
            names_of(path).read()
        with pytest.raises(NamesDamagedError):
            names_of(path).change(lambda people: with_person(people, WHO))
        assert place_of(path).read_bytes() == content


def test_one_of_a_newer_spiegel_or_of_another_meeting_is_named_too(path, tmp_path):
    filled(path)
    content = place_of(path).read_bytes()
    place_of(path).write_bytes(content.replace(b'"schema":1', b'"schema":9,"more":{}'))
    with pytest.raises(NewerError):
        names_of(path).read()
    place_of(path).write_bytes(content)
    with pytest.raises(NamesOfAnotherError):
        KeyFile(path, "another", passphrase()).read()


def test_what_stands_for_another_meeting_cannot_be_made_to_pass_for_this_one(path):
    filled(path)
    content = place_of(path).read_bytes()
    place_of(path).write_bytes(content.replace(header_at(path).id.encode(), b"another"))
    with pytest.raises(NamesDamagedError):
        KeyFile(path, "another", passphrase()).read()


@pytest.mark.parametrize("call", ["write_at", "sync", "replace", "sync_folder"])
def test_a_disk_that_refuses_leaves_it_as_it_was(path, monkeypatch, call):
    filled(path)

    def refuse(*_arguments):
        raise OSError(28, "full")

    monkeypatch.setattr(disk, call, refuse)
    with pytest.raises(NotWrittenError):
        names_of(path).change(lambda people: without(people, 3) or with_person(people, WHO))
    monkeypatch.undo()
    assert names_of(path).read() == {3: WHO}
    assert not list(disk.leftovers(place_of(path)))


def test_a_rename_takes_it_along_and_never_over_another_one(path):
    filled(path)
    new = rename(path, "noord.spiegel")
    assert not place_of(path).exists()
    assert names_of(new).read() == {3: WHO}
    place_of(new.with_name("zuid.spiegel")).write_bytes(b"of somebody")
    with pytest.raises(AlreadyThereError):
        rename(new, "zuid.spiegel")
    assert names_of(new).read() == {3: WHO}


def test_a_session_that_was_moved_by_hand_finds_where_its_names_stayed(path, tmp_path):
    filled(path)
    id_ = header_at(path).id
    assert keyfile.stayed(path, id_) is None
    beside = path.rename(path.with_name("anders.spiegel"))
    assert keyfile.stayed(beside, id_) == place_of(path)
    known.note(path)
    (tmp_path / "weg").mkdir()
    away = beside.rename(tmp_path / "weg" / "wmo.spiegel")
    assert keyfile.stayed(away, id_) == place_of(path)
    assert keyfile.stayed(away, "another") is None


def test_a_wipe_takes_it_too_first_of_all_and_without_its_passphrase(path):
    filled(path)
    found = belongings(path, keys=NO_KEYS)
    assert found.files[0] == place_of(path)
    wipe(found)
    assert list(path.parent.iterdir()) == []


def test_a_wipe_takes_what_stayed_under_a_former_name_and_leaves_what_is_of_another(path):
    filled(path)
    new = path.rename(path.with_name("noord.spiegel"))
    work(new.with_name("zuid.spiegel"), Days(), 0)
    other = KeyFile(new.with_name("zuid.spiegel"), "of zuid", passphrase())
    other.change(lambda people: with_person(people, WHO))
    wipe(belongings(new, keys=NO_KEYS))
    assert not place_of(path).exists()
    assert list(other.read()) == [3]


def test_a_copy_that_is_brought_back_neither_needs_nor_changes_the_names(path):
    from spiegel.store.beside.backups import copies
    from spiegel.store.beside.folder import Sidecar

    filled(path)
    before = place_of(path).read_bytes()
    copy = copies(Sidecar(path).backups)[0]
    restore(path, copy, now=Days()(), keys=NO_KEYS)
    assert place_of(path).read_bytes() == before
    assert names_of(path).read() == {3: WHO}


def test_two_that_change_it_at_once_lose_nobody(path):
    filled(path)
    file = open_file(path, Days())
    first, second = names_of(path), names_of(path)
    second.read()
    first.change(lambda people: with_person(people, person(1, "Eerste")))
    second.change(lambda people: with_person(people, person(2, "Tweede")))
    file.close()
    assert list(names_of(path).read()) == [1, 2, 3]


_KILLED = """
import os, sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from sealed import passphrase
from spiegel.domain.preparation.names import person, with_person
from spiegel.store.journal.header import header_at
from spiegel.store.keyfile import KeyFile
path = Path(sys.argv[1])
kept = KeyFile(path, header_at(path).id, passphrase())
number = 0
while True:
    number += 1
    who = person(number % 90 + 1, "W" * (number % 70 + 1))
    kept.change(lambda people: with_person(people, who))
    print(number, flush=True)
"""


@pytest.mark.slow
@pytest.mark.reckons
def test_kill_9_at_any_moment_leaves_the_last_or_the_one_before(path):
    for round_ in range(12):
        child = subprocess.Popen(
            [sys.executable, "-c", _KILLED, str(path), *sys.path], stdout=subprocess.PIPE
        )
        lines = [child.stdout.readline() for _ in range(1 + round_ * 3)]
        child.send_signal(signal.SIGKILL)
        rest = child.communicate()[0].splitlines()
        last = int((rest or lines)[-1])
        people = names_of(path).read()
        assert last % 90 + 1 in people
        assert traces(PLANTED, path.parent) == set()
    filled(path)
    assert not list(disk.leftovers(place_of(path)))


def test_the_schema_of_a_person_is_what_was_written_down_in_the_page_of_the_file():
    assert msgspec.json.decode(msgspec.json.encode(in_order([WHO])[3])) == {
        "number": 3,
        "name": WHO.name,
        "telephone": WHO.telephone,
        "address": list(WHO.address),
    }
