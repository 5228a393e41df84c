"""Opening, closing, following, copies and half lines, whichever system call of them fails."""

from contextlib import closing, suppress
from pathlib import Path

import pytest
from roomunderfault import (
    Room,
    counts,  # noqa: F401 - a fixture
    gist,
    goes_on,
    in_turn,
    speak,
)
from systemcalls import Failing, How
from tinychanges import Say, words_of

from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.errors import StoreError
from spiegel.store.journal.snapshot import read_session

pytestmark = pytest.mark.usefixtures("counts")
WAYS = (
    How.ONCE,
    pytest.param(How.HALF, marks=pytest.mark.slow),
    pytest.param(How.FROM_THEN_ON, marks=pytest.mark.slow),
)


@pytest.mark.slow
@pytest.mark.parametrize("how", [WAYS[0], WAYS[2]])
def test_what_cannot_be_read_now_is_read_later(tmp_path, how):
    def attempt(folder: Path, number: int, how: How) -> Failing:
        room = Room(folder)
        speak(room)
        with Failing(number, how) as failing, suppress(StoreError):
            room.scribe.follow()
        room.scribe.follow()
        assert words_of(room.scribe.session) == ["een", "mijn buurman", "van de ander"]
        goes_on(room, gist(room.scribe.session), f"{number} of {failing.calls}")
        return failing

    assert in_turn(tmp_path, how, attempt) >= {"stat", "flock", "pread"}


@pytest.mark.parametrize(
    ("how", "read_only"),
    [
        pytest.param(How.ONCE, False, marks=pytest.mark.slow),
        pytest.param(How.ONCE, True, marks=pytest.mark.slow),
        pytest.param(How.HALF, False, marks=pytest.mark.slow),
        pytest.param(How.FROM_THEN_ON, False, marks=pytest.mark.slow),
        pytest.param(How.FROM_THEN_ON, True, marks=pytest.mark.slow),
    ],
)
def test_a_window_opens_or_says_why_not_and_leaves_no_trace(tmp_path, how, read_only):
    def attempt(folder: Path, number: int, how: How) -> Failing:
        room = Room(folder)
        with Failing(number, how) as failing, suppress(StoreError):
            room.open("clock", read_only=read_only).close()
        where = f"{number}: {failing.failed} of {failing.calls}"
        assert gist(read_session(room.path)) == gist(room.scribe.session), where
        # A lock file that could not be removed is nobody's.
        assert room.scribe.others() == (room.moderator.window,), where
        with closing(room.open("clock")) as clock:
            assert words_of(clock.session) == ["een", "mijn buurman"], where
        goes_on(room, gist(room.scribe.session), where)
        return failing

    in_turn(tmp_path, how, attempt)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("how", WAYS)
def test_a_window_closes_whatever_the_disk_says(tmp_path, how):
    def attempt(folder: Path, number: int, how: How) -> Failing:
        room = Room(folder)
        room.moderator.close()
        with Failing(number, how) as failing:
            room.scribe.close()
        where = f"{number}: {failing.failed} of {failing.calls}"
        assert words_of(read_session(room.path)) == ["een", "mijn buurman"], where
        with closing(room.open("clock")) as clock:
            assert clock.others() == (), where
            assert words_of(clock.change(Say(words="verder")))[-1] == "verder", where
        return failing

    assert in_turn(tmp_path, how, attempt) >= {"write"}


@pytest.mark.parametrize("how", WAYS)
def test_a_copy_is_whole_or_not_there(tmp_path, how):
    def attempt(folder: Path, number: int, how: How) -> Failing:
        room = Room(folder)
        error = None
        with Failing(number, how) as failing:
            try:
                room.scribe.save_copy(room.copy)
            except StoreError as raised:
                error = raised
        where = f"{how}, call {number}: {failing.failed} of {failing.calls}, {error!r}"
        if error is None or how is How.FROM_THEN_ON:
            assert error or room.copy.exists(), where
        else:
            assert not room.copy.exists(), where
        if room.copy.exists():
            assert gist(read_session(room.copy)) == gist(room.scribe.session), where
        else:
            room.scribe.save_copy(room.copy)
        room.leave()
        return failing

    assert in_turn(tmp_path, how, attempt) >= {"write"}


@pytest.mark.parametrize("how", WAYS)
def test_a_half_line_stays_as_it_was_or_is_the_new_one(tmp_path, how):
    def attempt(folder: Path, number: int, how: How) -> Failing:
        room = Room(folder)
        drafts = Drafts(room.scribe.sidecar.folder, room.scribe.window)
        drafts.keep(Draft(text="ik mo", line="a1"))
        kept = "ik moest"
        with Failing(number, how) as failing:
            try:
                drafts.keep(Draft(text="ik moest", line="a1"))
            except StoreError:
                kept = "ik mo"
        room.scribe.close()
        found = Drafts(room.moderator.sidecar.folder, room.moderator.window).adopt()
        assert [draft.text for draft in found] == [kept], f"{number} of {failing.calls}"
        room.leave()
        return failing

    assert in_turn(tmp_path, how, attempt) >= {"write"}


@pytest.mark.parametrize("how", [WAYS[0], WAYS[2]])
def test_a_half_line_of_a_window_that_is_gone_is_found_now_or_later(tmp_path, how):
    def attempt(folder: Path, number: int, how: How) -> Failing:
        room = Room(folder)
        Drafts(room.scribe.sidecar.folder, room.scribe.window).keep(Draft(text="half", line="a1"))
        room.scribe.close()
        heir = Drafts(room.moderator.sidecar.folder, room.moderator.window)
        with Failing(number, how) as failing:
            found = heir.adopt()
        room.moderator.close()
        with closing(room.open("clock")) as clock:
            found += Drafts(clock.sidecar.folder, clock.window).adopt()
        assert {draft.text for draft in found} == {"half"}, f"{number} of {failing.calls}"
        return failing

    assert in_turn(tmp_path, how, attempt) >= {"rename", "open"}
