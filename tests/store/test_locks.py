"""Several windows on one file: who is here, who writes, and who waits for whom."""

import os
import shutil

import pytest
from tinychanges import Say, everything, words_of

from spiegel import i18n
from spiegel.store import errors
from spiegel.store.journal.snapshot import read_session


def test_who_is_here_shows_from_the_locks_of_the_windows(path, scribe, moderator, opened):
    third = opened(path, "scribe")
    assert set(scribe.others()) == {moderator.window, third.window}
    moderator.close()
    assert scribe.others() == (third.window,)
    left_behind = scribe.sidecar.windows / "clock-1.lock"
    left_behind.write_bytes(b"")
    assert scribe.others() == (third.window,)
    assert not left_behind.exists()


def test_reading_only_does_not_wait_for_a_window_that_writes(path, scribe):
    with scribe._live.writing():
        assert everything(read_session(path)) == everything(scribe.session)


def test_who_holds_the_lock_is_named(path, scribe, moderator):
    moderator._live._storage.lock._patience = 0.0
    with scribe._live.writing(), pytest.raises(errors.BusyError) as raised:
        moderator.change(Say(words="wacht"))
    assert raised.value.holder == scribe.window
    sentence = raised.value.explain(i18n.translations("en"))
    assert f"The window scribe (process {os.getpid()})" in sentence
    assert words_of(moderator.change(Say(words="nu wel"))) == ["nu wel"]


@pytest.mark.slow
@pytest.mark.reckons
def test_a_lock_that_was_waited_for_in_vain_is_not_waited_for_as_long_again(moderator, scribe):
    waited = []
    lock = moderator._live._storage.lock
    lock._pause = waited.append
    lock._patience = 0.25
    with scribe._live.writing():
        for _ in range(2):
            with pytest.raises(errors.BusyError) as raised:
                moderator.change(Say(words="wacht"))
    assert raised.value.seconds < 0.25
    assert set(waited) == {0.002}


def test_locks_hold_even_when_the_folder_beside_the_file_was_removed(
    path, scribe, moderator, opened
):
    scribe.change(Say(words="een"))
    shutil.rmtree(scribe.sidecar.folder)
    scribe.change(Say(words="twee"))
    third = opened(path, "clock")
    for window in (moderator, third):
        window._live._storage.lock._patience = 0.0
        with scribe._live.writing(), pytest.raises(errors.BusyError):
            window.change(Say(words="nee"))
    shutil.rmtree(scribe.sidecar.folder)
    last = opened(path, "scribe")
    moderator._live._storage.lock._patience = 0.0
    with last._live.writing(), pytest.raises(errors.BusyError):
        moderator.change(Say(words="nee"))
    assert words_of(moderator.change(Say(words="drie"))) == ["een", "twee", "drie"]
