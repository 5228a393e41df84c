"""A half-typed line survives a crash, and never comes back when it was saved."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from tinychanges import Say

from spiegel.store import disk
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.errors import NotWrittenError


class Place(msgspec.Struct, frozen=True):
    """Where a line belongs, as a caller may have it."""

    question: int


@pytest.fixture
def drafts(scribe):
    return Drafts(scribe.sidecar.folder, scribe.window)


def files(drafts: Drafts) -> list[str]:
    return sorted(path.name for path in drafts._folder.iterdir())


def test_a_draft_is_one_private_file_that_is_replaced_whole(scribe, drafts):
    drafts.keep(Draft(text="ik mo", line="a1"))
    drafts.keep(Draft(text="ik moest ac", line="a1"))
    assert files(drafts) == [f"{scribe.window}.draft"]
    (path,) = drafts._folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"ik moest ac" in path.read_bytes()
    drafts.clear()
    assert files(drafts) == []
    drafts.clear()


def test_a_draft_of_a_window_that_lives_is_not_taken(scribe, moderator, drafts):
    drafts.keep(Draft(text="ik moest", line="a1"))
    assert Drafts(moderator.sidecar.folder, moderator.window).adopt() == ()
    assert drafts.adopt() == ()
    assert files(drafts) == [f"{scribe.window}.draft"]


def test_a_draft_of_a_window_that_is_gone_is_found_again(scribe, moderator, drafts):
    where = Place(question=3)
    drafts.keep(
        Draft(text="half", line="a1", where=where),
        Draft(text="heel", line="a2", entered=True),
    )
    name = scribe.window
    scribe.close()
    heir = Drafts(moderator.sidecar.folder, moderator.window)
    half, whole = heir.adopt()
    assert (half.text, half.line, half.window) == ("half", "a1", name)
    assert msgspec.convert(half.where, Place) == where
    assert (whole.text, whole.entered) == ("heel", True)
    assert heir.adopt() == ()
    heir.keep(half)
    heir.settle()
    assert files(heir) == [f"{moderator.window}.draft"]


def test_a_draft_of_an_earlier_process_with_our_number_is_found_too(scribe, drafts):
    drafts.keep(Draft(text="half", line="a1"))
    again = Drafts(scribe.sidecar.folder, scribe.window)
    assert [draft.text for draft in again.adopt()] == ["half"]
    assert again.adopt() == ()


def test_of_two_windows_that_adopt_one_gets_it(path, scribe, moderator, opened, drafts):
    drafts.keep(Draft(text="half", line="a1"))
    third = opened(path, "scribe")
    scribe.close()
    one = Drafts(moderator.sidecar.folder, moderator.window)
    other = Drafts(third.sidecar.folder, third.window)
    assert len(one.adopt() + other.adopt()) == 1


def test_what_was_adopted_survives_the_next_crash_too(path, scribe, moderator, opened, drafts):
    drafts.keep(Draft(text="half", line="a1"))
    scribe.close()
    assert len(Drafts(moderator.sidecar.folder, moderator.window).adopt()) == 1
    moderator.close()
    third = opened(path, "scribe")
    (draft,) = Drafts(third.sidecar.folder, third.window).adopt()
    assert draft.text == "half"


def test_a_line_that_is_in_the_session_already_does_not_come_back(scribe, moderator, drafts):
    drafts.keep(Draft(text="gezegd", line="a1", entered=True), Draft(text="half", line="a2"))
    scribe.change(Say(words="gezegd", line="a1"))
    scribe.close()
    session = moderator.follow()
    heir = Drafts(moderator.sidecar.folder, moderator.window)
    assert [draft.text for draft in heir.adopt(session)] == ["half"]


def test_nothing_typed_is_nothing_found(scribe, moderator, drafts):
    drafts.keep(Draft(text="", line="a1"))
    scribe.close()
    heir = Drafts(moderator.sidecar.folder, moderator.window)
    assert heir.adopt() == ()
    heir.settle()
    assert files(heir) == []


def test_what_nobody_can_read_is_left_alone(scribe, moderator):
    folder = scribe.sidecar.drafts
    (folder / "scribe-1.draft").write_bytes(b"\x00\x00")
    (folder / ".scribe-1.draft.1.new").write_bytes(b"half")
    assert Drafts(moderator.sidecar.folder, moderator.window).adopt() == ()
    assert [path.read_bytes() for path in folder.iterdir()] == [b"\x00\x00"]


def test_a_refused_draft_is_told_and_the_last_one_stands(drafts, monkeypatch):
    drafts.keep(Draft(text="ik moest", line="a1"))

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", full)
        with pytest.raises(NotWrittenError):
            drafts.keep(Draft(text="ik moest acht", line="a1"))
    with pytest.raises(NotWrittenError):
        drafts.keep(Draft(text="\ud800", line="a1"))
    (path,) = drafts._folder.iterdir()
    assert b'"ik moest"' in path.read_bytes()
    assert disk.PRIVATE_FILE == 0o600


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tinychanges import Ticks
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.session.file import SessionFile

file = SessionFile(Path(sys.argv[1]), clock=Ticks(), window="scribe")
Drafts(file.sidecar.folder, file.window).keep(Draft(text="ik moest acht w", line="a1"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
@pytest.mark.reckons
def test_after_kill_9_the_half_line_is_there_for_the_next_window(path, moderator):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, path, Path(__file__).parent],
        capture_output=True,
        check=False,
    )
    assert (killed.returncode, killed.stderr) == (-9, b"")
    (draft,) = Drafts(moderator.sidecar.folder, moderator.window).adopt(moderator.session)
    assert draft.text == "ik moest acht w"
    assert draft.window.startswith("scribe-")
