"""Each system call of each thing the store does fails in turn: done or not done, never half."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import badstore  # noqa: F401 - registers what `--mutate` swaps in
import msgspec
import pytest
from roomunderfault import (
    Room,
    counts,  # noqa: F401 - a fixture
    gist,
    goes_on,
    in_turn,
    speak,
)
from sealed import passphrase
from systemcalls import Failing, How
from tinychanges import Entitle, Say, TakeBackConsent, words_of
from tinydb import TinyDB

import mutations
from spiegel import i18n
from spiegel.domain.capture import capture
from spiegel.store.errors import StoreError
from spiegel.store.journal.header import SCHEMA
from spiegel.store.journal.snapshot import read_session
from spiegel.store.journal.storage import JournalStorage
from spiegel.store.sealed.keys import NO_KEYS, Keys

pytestmark = pytest.mark.usefixtures("counts")
TORN = b'{"at":"2026-03-12T10:00:00Z","docs":{"stat' + b"x" * 400
ENGLISH = i18n.translations("en")


def nothing(room: Room) -> None:
    """No preparation."""


def say(room: Room) -> None:
    room.scribe.change(Say(words="twee"))


def tear(room: Room) -> None:
    with room.path.open("ab") as file:
        file.write(TORN)


def tidy_away(room: Room) -> None:
    shutil.rmtree(room.scribe.sidecar.folder)


def next_day(room: Room) -> None:
    room.clock.utc += 86_400_000


def withdraw(room: Room) -> None:
    room.scribe.change(TakeBackConsent(participant=2))


def on_two_days(room: Room) -> None:
    """A copy of the day before is kept, with the words in it."""
    next_day(room)
    room.moderator.change(Say(words="vandaag"))


def age(room: Room) -> None:
    """The file was written by the Spiegel before this one."""
    room.leave()
    header, rest = room.path.read_bytes().split(b"\n", 1)
    newest, older = f'"schema":{SCHEMA}'.encode(), f'"schema":{SCHEMA - 1}'.encode()
    room.path.write_bytes(header.replace(newest, older) + b"\n" + rest)
    room.scribe, room.moderator = room.open("scribe"), room.open("moderator")


def query(room: Room) -> None:
    """A change through plain TinyDB."""
    with TinyDB(room.path, storage=JournalStorage) as database:
        database.table("statements").update({"words": "twee"}, doc_ids=[1])


class What(msgspec.Struct, frozen=True):
    """Something that a window does: what comes before, and which calls must have failed once."""

    prepare: Callable[[Room], object]
    act: Callable[[Room], object]
    needed: frozenset[str] = frozenset()
    keys: Keys = NO_KEYS


ANEW = frozenset({"open", "scandir", "replace"})
KEPT = frozenset({"open", "link", "unlink"})
CHANGES: dict[str, What] = {
    "a line": What(nothing, say),
    "a line after a torn one": What(tear, say, frozenset({"ftruncate"})),
    "a line when the folder beside is gone": What(tidy_away, say, frozenset({"open", "mkdir"})),
    "a line after one of another window": What(speak, say),
    "a line of a new day": What(next_day, say, KEPT),
    "a line in a file of an older schema": What(age, say, ANEW | KEPT),
    "an encrypted line": What(nothing, say, keys=passphrase()),
    "what Home shows": What(nothing, lambda room: room.scribe.change(Entitle(title="Nieuw")), ANEW),
    "a withdrawal": What(nothing, withdraw, ANEW),
    "a withdrawal with a kept copy": What(on_two_days, withdraw, ANEW),
    "an encrypted withdrawal": What(on_two_days, withdraw, ANEW, keys=passphrase()),
    "undo": What(nothing, lambda room: room.scribe.undo()),
    "compacting": What(nothing, lambda room: room.scribe.compact(), ANEW),
    "TinyDB": What(nothing, query),
}


def tried(folder: Path, what: What, number: int, how: How) -> Failing:
    """Let one call fail, and see that all is as before or as after, and that it goes on."""
    room = Room(folder, what.keys)
    what.prepare(room)
    before = room.read()
    error: Exception | None = None
    with Failing(number, how) as failing:
        try:
            what.act(room)
        except (StoreError, OSError) as raised:
            error = raised
    where = f"{how}, call {number}: {failing.failed} of {failing.calls}, {error!r}"
    if error is not None:
        # TinyDB's own storage raises OSError too; a window gets a StoreError and nothing else.
        assert what.act is query or isinstance(error, StoreError), where
        assert not isinstance(error, StoreError) or error.explain(ENGLISH), where
    found, made = room.read(), after(folder.parent / "after", what)
    if error is None:
        assert found == made, where
        assert what.act is not withdraw or left_of(b"buurman", folder) == [], where
    elif how is How.FROM_THEN_ON:
        # Nothing can be taken back on a disk that is gone; what is there is whole.
        assert found in (before, made), where
    else:
        assert found == before, where
        assert failing.failed == "unlink" or not list(folder.glob(".*.new")), where
    goes_on(room, found, where)
    return failing


def left_of(words: bytes, folder: Path) -> list[str]:
    """The files in which these words still stand."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if words in path.read_bytes()]


def after(folder: Path, what: What) -> tuple[object, ...]:
    """What comes of it when nothing fails."""
    if not folder.exists():
        room = Room(folder, what.keys)
        what.prepare(room)
        what.act(room)
        room.leave()
    return gist(read_session(folder / "wmo.spiegel", keys=what.keys))


def change_in_turn(tmp_path: Path, what: What, how: How) -> None:
    """Make the calls of a change fail one after another."""

    def attempt(folder: Path, number: int, how: How) -> Failing:
        return tried(folder, what, number, how)

    failed = in_turn(tmp_path, how, attempt)
    if how is How.ONCE:
        assert failed >= what.needed | {"stat", "flock", "write", "fsync"}


@pytest.mark.mutation(
    "error-swallowed", "no-cut-after-error", "not-synced", "lock-kept-after-error"
)
def test_a_line_is_written_or_refused_whichever_call_fails(tmp_path):
    change_in_turn(tmp_path, CHANGES["a line"], How.ONCE)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("short-write-unnoticed", "error-swallowed", "no-cut-after-error")
def test_half_a_line_is_no_line(tmp_path):
    change_in_turn(tmp_path, CHANGES["a line after a torn one"], How.HALF)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("write-in-place-compacting", "error-swallowed", "lock-kept-after-error")
def test_a_withdrawal_is_made_or_refused_whichever_call_fails(tmp_path):
    change_in_turn(tmp_path, CHANGES["a withdrawal"], How.ONCE)


@pytest.mark.slow
@pytest.mark.parametrize("how", How)
@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_made_or_refused_whichever_call_fails(tmp_path, what, how):
    change_in_turn(tmp_path, CHANGES[what], how)


@pytest.mark.mutation("not-synced", "folder-not-synced", "write-in-place-compacting")
def test_nothing_is_acknowledged_before_it_is_on_the_disk(tmp_path):
    steps = {}
    for what in ("a line", "a withdrawal"):
        room = Room(tmp_path / what)
        with Failing(0) as watched:
            CHANGES[what].act(room)
        steps[what] = [call for call in watched.calls if call in ("write", "fsync", "replace")]
        room.leave()
    # The first write leaves the name of the holder in the lock, the last fsync is of the folder.
    assert steps == {
        "a line": ["write", "write", "fsync"],
        "a withdrawal": ["write", "write", "fsync", "replace", "fsync"],
    }


@mutations.register("tried-again-is-twice")
def _tried_again_is_twice(patch: pytest.MonkeyPatch) -> None:
    """Nobody asks whether a line is there already."""
    patch.setattr(capture, "recorded", lambda session, line: None)


@pytest.mark.mutation("tried-again-is-twice", match="twice")
def test_a_line_that_is_tried_again_is_there_once_whatever_was_left_of_it(tmp_path):
    line = capture.RecordLine(text="D1: nog eens", where=capture.Where(), line="a" * 32)

    def attempt(folder: Path, number: int, how: How) -> Failing:
        room = Room(folder)
        with Failing(number, how) as failing, suppress(StoreError):
            room.scribe.change(line)
        room.scribe.change(line)
        room.scribe.change(line)
        count = words_of(read_session(room.path)).count("nog eens")
        assert count > 0, f"lost: {number} of {failing.calls}"
        assert count == 1, f"twice: {number} of {failing.calls}"
        room.leave()
        return failing

    assert in_turn(tmp_path, How.FROM_THEN_ON, attempt) >= {"write", "fsync"}
