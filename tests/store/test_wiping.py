"""A session goes with all that belongs to it, and an interrupted wipe is finished by the next."""

import datetime
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from days import Days, open_file, work
from sealed import passphrase
from searching import traces
from voting import answer, opened_poll, value

import mutations
from spiegel.store.beside import exports
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.beside.folder import Sidecar, local_folder
from spiegel.store.errors import (
    NotASessionError,
    NotRemovedError,
    NotThereError,
    OpenElsewhereError,
)
from spiegel.store.past import wiped, wiping
from spiegel.store.past.wiping import belongings, wipe
from spiegel.store.sealed.keys import NO_KEYS


@mutations.register("wipe-beside-first")
def _wipe_beside_first(patch: pytest.MonkeyPatch) -> None:
    """What is kept beside the session goes first, with the list of documents in it."""
    real = wiping._remove_document

    def remove(made, subject, **options):
        for folder in wiping._folders(subject):
            wiping._remove_all(folder, but=["lock"])
        real(made, subject, **options)

    patch.setattr(wiping, "_remove_document", remove)


@pytest.fixture
def path(tmp_path):
    (tmp_path / "bijeenkomst").mkdir()
    return tmp_path / "bijeenkomst" / "wmo.spiegel"


def fill(path: Path, keys=NO_KEYS) -> Path:
    """A session with copies, a draft, leftovers and two documents; returns the folder of those."""
    clock = Days()
    work(path, clock, 0, 1, 2, keys=keys)
    documents = path.parent.parent / "documenten"
    documents.mkdir(exist_ok=True)
    file = open_file(path, clock, keys=keys)
    Drafts(file.sidecar.folder, file.window, seal=file.seal).keep(Draft(text="half", line="5f"))
    for name in ("verslag.docx", "verslag.md"):
        (documents / name).write_bytes(f"gezegd op dag 1: {name}".encode())
        assert exports.note(file.sidecar, documents / name, file.seal)
    poll = opened_poll(file)
    answer(file, poll, [value(1)] * 3)
    file.close()
    path.with_name(".wmo.spiegel.4711.new").write_bytes(b"gezegd op dag 1")
    (file.sidecar.backups / ".wmo-2026-03-13.spiegel.12.new").write_bytes(b"gezegd op dag 1")
    return documents


def everything_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("keys", [NO_KEYS, passphrase()], ids=["open", "encrypted"])
def test_nothing_is_left_of_a_session(path, keys):
    documents = fill(path, keys)
    (documents / "van-mij.docx").write_bytes(b"iets anders")
    path.with_name("ander.spiegel.txt").write_bytes(b"iets anders")
    found = belongings(path, keys=keys)
    assert len(found.kept) == 3
    assert len(found.drafts) == 1
    assert [Path(made.path).name for made in found.same] == ["verslag.docx", "verslag.md"]
    assert (found.changed, found.gone, found.locked, found.relatives) == ((), (), False, ())
    wipe(found)
    assert everything_below(path.parent.parent) == [
        "bijeenkomst",
        "bijeenkomst/ander.spiegel.txt",
        "documenten",
        "documenten/van-mij.docx",
    ]
    assert traces(["gezegd op dag"], path.parent.parent) == set()
    with pytest.raises(NotThereError):
        belongings(path, keys=keys)


def test_looking_what_will_go_touches_nothing(path):
    fill(path)
    before = everything_below(path.parent.parent)
    belongings(path, keys=NO_KEYS)
    assert everything_below(path.parent.parent) == before


@pytest.mark.slow
@pytest.mark.reckons
def test_a_document_that_somebody_changed_stays_unless_it_is_asked_for(path):
    documents = fill(path)
    (documents / "verslag.md").write_bytes(b"met de hand bijgewerkt")
    found = belongings(path, keys=NO_KEYS)
    assert [Path(made.path).name for made in found.changed] == ["verslag.md"]
    wipe(found)
    assert everything_below(documents) == ["verslag.md"]
    fill(path)
    (documents / "verslag.md").write_bytes(b"met de hand bijgewerkt")
    wipe(belongings(path, keys=NO_KEYS), changed=True)
    assert everything_below(documents) == []


def test_a_document_that_changed_after_it_was_shown_stays(path):
    documents = fill(path)
    found = belongings(path, keys=NO_KEYS)
    (documents / "verslag.md").write_bytes(b"met de hand bijgewerkt")
    wipe(found)
    assert everything_below(documents) == ["verslag.md"]


def test_a_link_in_the_place_of_a_document_is_not_followed(path, tmp_path):
    documents = fill(path)
    precious = tmp_path / "kostbaar.md"
    (documents / "verslag.md").rename(precious)
    (documents / "verslag.md").symlink_to(precious)
    (documents / "verslag.docx").unlink()
    (documents / "verslag.docx").mkdir()
    found = belongings(path, keys=NO_KEYS)
    assert [Path(made.path).name for made in found.gone] == ["verslag.docx", "verslag.md"]
    wipe(found, changed=True)
    assert precious.is_file()
    assert (documents / "verslag.docx").is_dir()


@pytest.mark.slow
@pytest.mark.reckons
def test_links_in_the_folder_beside_it_are_removed_and_not_followed(path, tmp_path):
    fill(path)
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (elsewhere / "kostbaar.txt").write_bytes(b"kostbaar")
    folder = Sidecar(path).folder
    (folder / "map").symlink_to(elsewhere)
    (folder / "bestand").symlink_to(elsewhere / "kostbaar.txt")
    wipe(belongings(path, keys=NO_KEYS))
    assert (elsewhere / "kostbaar.txt").read_bytes() == b"kostbaar"
    assert not folder.exists()


@pytest.mark.slow
@pytest.mark.reckons
def test_a_session_named_by_a_link_goes_with_the_link(path, tmp_path):
    fill(path)
    link = tmp_path / "snel.spiegel"
    link.symlink_to(path)
    found = belongings(link, keys=NO_KEYS)
    assert {path, link} < {*found.files}
    wipe(found)
    assert not link.is_symlink()
    assert everything_below(path.parent) == []


def test_while_a_window_is_open_nothing_goes(path):
    fill(path)
    file = open_file(path, Days())
    before = everything_below(path.parent.parent)
    with pytest.raises(OpenElsewhereError):
        wipe(belongings(path, keys=NO_KEYS))
    assert everything_below(path.parent.parent) == before
    file.close()


@pytest.mark.slow
@pytest.mark.reckons
def test_other_files_of_the_same_meeting_are_named_and_stay(path):
    fill(path)
    copy = path.with_name("wmo-gered.spiegel")
    copy.write_bytes(path.read_bytes())
    work(path.with_name("heel-iets-anders.txt"), Days(), 0)
    found = belongings(path, keys=NO_KEYS)
    assert found.relatives == (copy,)
    wipe(found)
    assert copy.exists()


def test_what_was_kept_under_an_earlier_name_is_named(path):
    fill(path)
    now = path.with_name("nieuwe-naam.spiegel")
    path.rename(now)
    assert belongings(now, keys=NO_KEYS).relatives == (path,)
    wipe(belongings(path, keys=NO_KEYS))
    assert belongings(now, keys=NO_KEYS).relatives == ()


@pytest.mark.slow
@pytest.mark.reckons
def test_what_is_left_of_a_deleted_session_goes_too(path):
    documents = fill(path)
    path.unlink()
    wipe(belongings(path, keys=NO_KEYS))
    assert everything_below(path.parent) == []
    assert everything_below(documents) == []


@pytest.mark.parametrize("data", [b"", b"een brief", b'{"docs":{}}\n'])
def test_what_is_no_session_is_refused(tmp_path, data):
    path = tmp_path / "brief.txt"
    path.write_bytes(data)
    with pytest.raises(NotASessionError):
        belongings(path, keys=NO_KEYS)
    with pytest.raises(NotASessionError):
        belongings(tmp_path, keys=NO_KEYS)
    with pytest.raises(NotThereError):
        belongings(tmp_path / "nergens.spiegel", keys=NO_KEYS)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("data", [b"", b"\x00\x00", b'{"program":"spiegel","schema":99}\n'])
def test_a_damaged_or_newer_session_can_be_wiped(path, data):
    fill(path)
    path.write_bytes(data)
    wipe(belongings(path, keys=NO_KEYS))
    assert everything_below(path.parent) == []


def test_without_the_passphrase_the_documents_are_unknown_and_stay(path):
    documents = fill(path, passphrase())
    found = belongings(path, keys=NO_KEYS)
    assert found.locked
    wipe(found)
    assert everything_below(path.parent) == []
    assert everything_below(documents) == ["verslag.docx", "verslag.md"]


def test_an_export_alone_makes_no_folder_beside_the_session(path, tmp_path):
    clock = Days()
    work(path, clock, 0)
    copy = tmp_path / "kopie.spiegel"
    copy.write_bytes(path.read_bytes())
    document = tmp_path / "verslag.docx"
    document.write_bytes(b"gezegd")
    file = open_file(path, clock)
    assert exports.note(Sidecar(copy), document, file.seal)
    file.close()
    assert not Sidecar(copy).folder.exists()
    wipe(belongings(copy, keys=NO_KEYS))
    assert not document.exists()
    assert not local_folder(copy).exists()


def test_a_list_that_cannot_be_written_is_no_error(path, monkeypatch):
    fill(path)

    def refused(*_about, **_options):
        raise PermissionError(13, "refused")

    monkeypatch.setattr(exports.disk, "put_in_place", refused)
    document = path.with_name("nog-een.docx")
    document.write_bytes(b"x")
    file = open_file(path, Days())
    assert not exports.note(file.sidecar, document, file.seal)
    assert not exports.note(file.sidecar, path.with_name("nergens.docx"), file.seal)
    file.close()


def test_the_list_of_an_encrypted_session_says_nothing_to_others(path):
    fill(path, passphrase())
    content = (Sidecar(path).folder / exports.PLACE).read_bytes()
    assert b"verslag" not in content
    assert traces(["verslag.docx"], Sidecar(path).folder) == set()


# Interrupted

MOST_STEPS = 60


def counted_removals(path: Path, monkeypatch) -> int:
    removed = []
    real = Path.unlink
    with monkeypatch.context() as counting:
        counting.setattr(Path, "unlink", lambda self, **o: removed.append(self) or real(self, **o))
        wipe(belongings(path, keys=NO_KEYS))
    return len(removed)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("wipe-beside-first")
def test_a_wipe_that_fails_at_any_step_is_finished_by_the_next(path, monkeypatch):
    documents = fill(path)
    steps = counted_removals(path, monkeypatch)
    assert 8 < steps < MOST_STEPS
    real = Path.unlink
    for step in range(1, steps + 1):
        fill(path)
        left = step

        def fails(self, **options):
            nonlocal left
            left -= 1
            if not left:
                raise PermissionError(13, "refused")
            real(self, **options)

        found = belongings(path, keys=NO_KEYS)
        with monkeypatch.context() as broken:
            broken.setattr(Path, "unlink", fails)
            with pytest.raises(NotRemovedError):
                wipe(found)
        wipe(belongings(path, keys=NO_KEYS))
        assert everything_below(path.parent) == [], step
        assert everything_below(documents) == [], step
        assert not Sidecar(path).runtime.exists(), step


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], str(Path(sys.argv[2]).parent)]
import mutations
import test_wiping
from spiegel.store.sealed.keys import NO_KEYS

mutations.from_environment()
left = int(sys.argv[3])
real = {name: getattr(Path, name) for name in ("unlink", "rmdir")}

def killing(name):
    def call(self, **options):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        real[name](self, **options)
    return call

found = test_wiping.belongings(Path(sys.argv[1]), keys=NO_KEYS)
for name in real:
    setattr(Path, name, killing(name))
test_wiping.wipe(found)
print("wiped")
"""


@pytest.mark.slow
@pytest.mark.mutation("wipe-beside-first")
def test_a_wipe_that_is_killed_at_any_step_is_finished_by_the_next(path):
    for step in range(1, MOST_STEPS):
        documents = fill(path)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, path, Path(__file__).parent, str(step)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        if done.returncode == 0:
            assert done.stdout == "wiped\n"
            assert step > 12
            break
        assert done.returncode == -signal.SIGKILL
        if everything_below(path.parent):
            wipe(belongings(path, keys=NO_KEYS))
        assert everything_below(path.parent) == [], step
        assert everything_below(documents) == [], step
    else:
        pytest.fail("a wipe takes more steps than this test tries")


def test_two_wipes_at_once_do_no_harm(path):
    fill(path)
    found = belongings(path, keys=NO_KEYS)
    wipe(found)
    wipe(found)
    assert everything_below(path.parent) == []


def test_of_a_long_log_of_what_was_wiped_the_newest_is_read(monkeypatch):
    days = [datetime.datetime(2026, 5, day, tzinfo=datetime.UTC) for day in (1, 2, 3)]
    for day in days:
        assert wiped.note("meeting", "0123", 1, day)
    size = wiped._place().stat().st_size
    monkeypatch.setattr(wiped, "MOST", size - 10)
    assert [one.at for one in wiped.read()] == days[1:]
