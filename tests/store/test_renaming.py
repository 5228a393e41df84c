"""A session gets another name: what is kept beside it goes along, and nothing is lost between."""

import os
from pathlib import Path

import pytest
from days import Days, open_file, work
from desks import Desk
from meetings import meeting
from sealed import passphrase
from tinychanges import Say, words_of

import mutations
from spiegel.domain.session.session import describe
from spiegel.store import disk, known
from spiegel.store.beside import exports
from spiegel.store.beside.backups import copies
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.beside.folder import Sidecar
from spiegel.store.catalogue import renaming
from spiegel.store.catalogue.renaming import rename
from spiegel.store.damage.check import check
from spiegel.store.errors import AlreadyThereError, NotWrittenError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.past.wiping import belongings
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.file import SessionFile

SEALED = pytest.mark.parametrize("keys", [NO_KEYS, passphrase()], ids=["open", "encrypted"])


def fill(path: Path, keys: Keys = NO_KEYS) -> Path:
    """A session of three days with kept copies, a half line and a document."""
    path.parent.mkdir(exist_ok=True)
    clock = Days()
    work(path, clock, 0, 1, 2, keys=keys)
    file = open_file(path, clock, keys=keys)
    Drafts(file.sidecar.folder, file.window, seal=file.seal).keep(Draft(text="half", line="5f"))
    document = path.parent / "verslag.docx"
    document.write_bytes(b"verslag")
    assert exports.note(file.sidecar, document, file.seal)
    file.close()
    return path


def kept(path: Path, keys: Keys = NO_KEYS) -> tuple[list[str], int, int, list[str]]:
    """What is said, the copies and half lines beside it, and the documents it knows."""
    found = belongings(path, keys=keys)
    said = words_of(read_session(path, keys=keys))
    return said, len(found.kept), len(found.drafts), [Path(made.path).name for made in found.same]


def names(folder: Path) -> list[str]:
    return sorted(place.name for place in folder.iterdir())


@SEALED
def test_copies_half_lines_and_the_list_of_documents_go_along(path, keys):
    fill(path, keys)
    before = kept(path, keys)
    known.note(path)
    new = rename(path, "wmo-noord.spiegel")
    assert kept(new, keys) == before
    assert [copy.day.day for copy in copies(Sidecar(new).backups)] == [13, 14]
    assert names(path.parent) == [".wmo-noord.spiegel.d", "verslag.docx", "wmo-noord.spiegel"]
    assert known.paths() == (new,)
    file = open_file(new, Days(), keys=keys)
    drafts = Drafts(file.sidecar.folder, file.window, seal=file.seal).adopt(file.session)
    assert [draft.text for draft in drafts] == ["half"]
    file.close()


@mutations.register("renamed-by-hand-is-new")
def _renamed_by_hand_is_new(patch: pytest.MonkeyPatch) -> None:
    """A file under another name has nothing beside it."""
    patch.setattr("spiegel.store.session.file.take_over", lambda *_about, **_how: None)


@pytest.mark.mutation("renamed-by-hand-is-new")
@SEALED
@pytest.mark.parametrize("folder", ["map", "elders"])
def test_what_was_kept_comes_along_when_somebody_renames_or_moves_the_file_by_hand(
    tmp_path, keys, folder
):
    path = fill(tmp_path / "map" / "wmo.spiegel", keys)
    before = kept(path, keys)
    known.note(path)
    new = tmp_path / folder / "noord.spiegel"
    new.parent.mkdir(exist_ok=True)
    path.rename(new)
    open_file(new, Days(), keys=keys).close()
    assert kept(new, keys) == before
    assert "wmo" not in " ".join(names(path.parent))


def test_what_is_left_beside_the_file_of_another_meeting_that_is_gone_stays(path):
    fill(path)
    other = path.with_name("jeugd.spiegel")
    file = SessionFile.create(other, describe(meeting(), id="jeugd"), clock=Days(), window="test")
    file.close()
    path.unlink()
    left = names(Sidecar(path).folder)
    open_file(other, Days()).close()
    assert names(Sidecar(path).folder) == left


def test_a_window_that_lost_its_file_keeps_what_is_beside_it_until_it_goes_on(path):
    fill(path)
    window = open_file(path, Days())
    new = path.with_name("noord.spiegel")
    path.rename(new)
    open_file(new, Days()).close()
    assert copies(Sidecar(path).backups)
    window.close()
    open_file(new, Days()).close()
    assert not Sidecar(path).folder.exists()
    assert copies(Sidecar(new).backups)


def test_no_file_and_nothing_kept_of_another_meeting_is_replaced(path):
    fill(path)
    before = kept(path)
    other = path.with_name("ander.spiegel")
    other.write_bytes(b"van iemand anders")
    with pytest.raises(AlreadyThereError):
        rename(path, "ander.spiegel")
    left = path.with_name(".weg.spiegel.d") / "backups"
    left.mkdir(parents=True)
    (left / "weg-2026-03-13.spiegel").write_bytes(b"van een andere bijeenkomst")
    with pytest.raises(AlreadyThereError):
        rename(path, "weg.spiegel")
    assert kept(path) == before
    assert other.read_bytes() == b"van iemand anders"
    assert names(left) == ["weg-2026-03-13.spiegel"]


class KilledError(BaseException):
    """The process ends here."""


@pytest.mark.slow
@pytest.mark.reckons
@SEALED
def test_a_renaming_that_is_killed_at_any_step_is_finished_by_the_next(tmp_path, monkeypatch, keys):
    steps = {(Path, "rename"), (Path, "unlink"), (Path, "rmdir"), (disk, "put_in_place")}
    for step in range(1, 40):
        path = fill(tmp_path / str(step) / "wmo.spiegel", keys)
        before, left = kept(path, keys), iter(range(1, step))

        def killing(real, left=left):
            def call(*how, **more):
                if next(left, None) is None:
                    raise KilledError
                return real(*how, **more)

            return call

        with monkeypatch.context() as patch:
            for where, name in steps:
                patch.setattr(where, name, killing(getattr(where, name)))
            try:
                rename(path, "wmo-noord.spiegel")
                break
            except KilledError:
                pass
        new = path.with_name("wmo-noord.spiegel")
        assert path.exists() is not new.exists()
        if path.exists():
            rename(path, "wmo-noord.spiegel")
        assert kept(new, keys) == before, step
        assert check(new, keys=keys) == ()
    assert step > 8


def test_a_disk_that_refuses_leaves_the_meeting_under_its_old_name(path, monkeypatch):
    fill(path)
    before = kept(path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda *_how: os.open("/nergens", os.O_RDONLY))
        with pytest.raises(NotWrittenError):
            rename(path, "wmo-noord.spiegel")
    assert kept(path) == before


def test_open_windows_go_on_by_themselves_and_nothing_is_left_behind(path, scribe, moderator):
    scribe.change(Say(words="een"))
    desks = [Desk(scribe), Desk(moderator)]
    new = rename(path, "noord.spiegel")
    for desk in desks:
        desk.look()
        assert desk.writer.opened.path == new
    desks[0].writer.submit(Say(words="twee"))
    desks[0].look()
    desks[1].look()
    assert words_of(desks[1].writer.opened.session) == ["een", "twee"]
    for desk in desks:
        desk.writer.close()
    assert names(path.parent) == [".noord.spiegel.d", "noord.spiegel"]


def test_a_note_of_an_earlier_renaming_leads_nowhere(path, scribe):
    scribe.change(Say(words="een"))
    rename(path, "noord.spiegel").unlink()
    assert renaming.gone_to(path) is None
