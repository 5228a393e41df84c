"""Who is here: by locks that go with their process, found again when somebody cleared them away."""

import shutil

from desks import Desk

from spiegel.store.session.writer import LOOK_AROUND, Present


def test_windows_see_each_other_and_not_themselves(scribe, moderator):
    assert scribe.others() == (moderator.window,)
    assert moderator.others() == (scribe.window,)
    moderator.close()
    assert scribe.others() == ()


def test_two_windows_of_one_role_have_names_of_their_own(path, scribe, opened):
    second = opened(path, "scribe")
    assert scribe.window != second.window
    assert scribe.others() == (second.window,)


def test_they_find_each_other_again_when_somebody_cleared_the_folder_beside(scribe, moderator):
    shutil.rmtree(scribe.sidecar.folder)
    scribe.others()
    assert moderator.others() == (scribe.window,)
    assert scribe.others() == (moderator.window,)


def test_no_folder_comes_where_the_file_is_gone(path, scribe, moderator):
    path.unlink()
    shutil.rmtree(scribe.sidecar.folder)
    assert scribe.others() == ()
    assert not scribe.sidecar.folder.exists()


def test_a_window_is_told_when_another_comes_or_goes_and_only_then(path, scribe, opened):
    desk = Desk(scribe)
    desk.wait(LOOK_AROUND)
    assert desk.none_left()
    moderator = opened(path, "moderator")
    desk.wait(LOOK_AROUND / 2)
    assert desk.none_left()
    desk.wait(LOOK_AROUND / 2)
    assert desk.next() == Present((moderator.window,))
    desk.wait(LOOK_AROUND)
    assert desk.none_left()
    moderator.close()
    desk.wait(LOOK_AROUND)
    assert desk.next() == Present(())
    desk.writer.close()
