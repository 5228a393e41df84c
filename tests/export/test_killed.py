"""An export that is killed leaves no word: what it prepared goes, and what is under way stays."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import mutations
from spiegel.export.killed import clear, clear_workrooms, unfinished, workroom

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such lock on Windows")
with_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


@mutations.register("a-killed-workroom-stays")
def _a_killed_workroom_stays(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks for what a killed program left to LibreOffice."""
    patch.setattr("spiegel.export.clear_workrooms", lambda: None)
    patch.setattr("spiegel.export.killed.clear_workrooms", lambda: None)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where programs put what is only for a while."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    return folder


def aged(path: Path) -> None:
    minute_ago = time.time() - 60
    os.utime(path, (minute_ago, minute_ago))


@on_posix
def test_a_document_that_is_just_being_written_stays_and_a_killed_one_goes(tmp_path):
    with unfinished(tmp_path) as (file, path):
        file.write(b"half")
        aged(path)
        left = tmp_path / ".spiegel-dood.tmp"
        left.write_bytes(b"half")
        aged(left)
        clear(tmp_path)
        assert list(tmp_path.iterdir()) == [path]


@on_posix
def test_a_folder_in_which_libreoffice_works_stays_and_a_killed_one_goes(place):
    with workroom() as folder:
        left = place / "spiegel-office-dood"
        left.mkdir()
        for each in (folder, left):
            (each / "document.docx").write_bytes(b"kwikzilver")
            (each / "busy").touch()
            aged(each / "busy")
        clear_workrooms()
        assert list(place.iterdir()) == [folder]
    assert not list(place.iterdir())


def test_what_libreoffice_works_on_is_in_memory_where_there_is_such_a_place(
    place, tmp_path, monkeypatch
):
    memory = tmp_path / "geheugen"
    memory.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    with workroom() as folder:
        assert folder.parent == memory
    monkeypatch.setattr("spiegel.export.killed._ROOM", 1 << 60)
    with workroom() as folder:
        assert folder.parent == place


EXPORT = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
from export.reported import meeting
from spiegel.export import export
from spiegel.i18n import translations
export(meeting(), sys.argv[3], Path(sys.argv[4]), translations=translations("nl"))
"""


def soffices(folder: Path) -> list[str]:
    said = (path for path in Path("/proc").glob("[0-9]*/cmdline"))
    found = []
    for path in said:
        try:
            if str(folder).encode() in path.read_bytes():
                found.append(path.parent.name)
        except OSError:
            continue
    return found


@on_posix
@with_office
@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("a-killed-workroom-stays")
@pytest.mark.parametrize("kind", ["pdf", "odt"])
def test_of_an_export_that_is_killed_with_libreoffice_at_work_nothing_is_left(
    kind, place, tmp_path
):
    from spiegel.export import clear_killed

    tests = Path(__file__).parents[1]
    command = [sys.executable, "-c", EXPORT, str(tests), str(tests / "export"), kind, str(tmp_path)]
    program = subprocess.Popen(command)
    try:
        while not soffices(place) or not list(place.glob("*/document.docx")):
            assert program.poll() is None
            time.sleep(0.02)
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()
    (busy,) = place.glob("*/busy")
    aged(busy)
    clear_killed([tmp_path])
    assert not list(place.rglob("document.*"))
    assert not soffices(place)
    assert not list(tmp_path.glob("*.*"))
