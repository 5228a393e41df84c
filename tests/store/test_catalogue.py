"""The folder of sessions by headers alone, and where sessions had better not be."""

from pathlib import Path

import pytest
from tinychanges import Begin, Say, Ticks, small_session

from spiegel import i18n
from spiegel.domain.session.stage import Stage
from spiegel.store.beside.folder import Away, Sidecar, elsewhere
from spiegel.store.catalogue.folder import default_folder, sessions
from spiegel.store.errors import DamagedError, NotASessionError
from spiegel.store.session.file import SessionFile

MOUNTS = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw
30 22 0:26 / /srv/team\040map rw,relatime shared:9 - cifs //server/team rw
31 30 0:27 / /srv/team\040map/local rw - ext4 /dev/vdb rw
32 22 0:28 / /home/u/ssh rw - fuse.sshfs host: rw
not a line"""


def test_sessions_are_listed_with_what_home_shows(tmp_path, opened):
    for name, title in (("b", "Tweede"), ("a", "Eerste")):
        path = tmp_path / f"{name}.spiegel"
        SessionFile.create(path, small_session(title), clock=Ticks(), window="scribe").close()
    file = opened(tmp_path / "b.spiegel")
    file.change(Begin())
    (tmp_path / "c.spiegel").write_bytes(b'{"program":"spiegel","schema":1}\n')
    (tmp_path / "d.spiegel").mkdir()
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    first, second, third, fourth = sessions(tmp_path)
    assert (first.header.title, second.header.title) == ("Eerste", "Tweede")
    assert (first.header.stage, second.header.stage) == (Stage.PREPARE, Stage.RUNNING)
    assert first.header.date.isoformat() == "2026-03-12"
    assert isinstance(third.error, DamagedError)
    assert isinstance(fourth.error, NotASessionError)


def test_listing_reads_no_words(tmp_path, opened):
    file = opened(tmp_path / "a.spiegel")
    file.change(Say(words="x"))
    with file.path.open("ab") as damaged:
        damaged.write(b"\xff\xff\n")
    (entry,) = sessions(tmp_path)
    assert entry.header.title == "Wmo-toegang in drie wijkteams"


def test_no_folder_has_no_sessions(tmp_path):
    assert sessions(tmp_path / "nergens") == []


def test_sessions_stay_out_of_the_documents_folder():
    folder = default_folder()
    assert folder.is_relative_to(Path.home())
    assert folder.parts[-2:] == ("spiegel", "sessions")
    assert "Documents" not in str(folder)


@pytest.mark.parametrize(
    ("path", "why", "name"),
    [
        ("/home/u/OneDrive - Gemeente Kerkdam/a.spiegel", Away.CLOUD, "OneDrive"),
        ("/home/u/Dropbox/werk/a.spiegel", Away.CLOUD, "Dropbox"),
        ("/Users/u/Library/Mobile Documents/x/a.spiegel", Away.CLOUD, "Mobile Documents"),
        ("/Users/u/Library/CloudStorage/OneDrive-Zorg/a.spiegel", Away.CLOUD, "CloudStorage"),
        ("/home/u/Nextcloud/a.spiegel", Away.CLOUD, "Nextcloud"),
        ("/home/u/bedrijf/a.spiegel", Away.CLOUD, "OneDrive"),
        ("/srv/team map/a.spiegel", Away.NETWORK, "cifs"),
        ("/home/u/ssh/a.spiegel", Away.NETWORK, "fuse.sshfs"),
    ],
)
def test_a_folder_that_is_shared_with_other_machines_is_warned_of(path, why, name):
    found = elsewhere(
        Path(path), mounts=MOUNTS, environment={"OneDriveCommercial": "/home/u/bedrijf"}
    )
    assert (found.why, found.name) == (why, name)
    sentence = found.explain(i18n.translations("en"))
    assert path in sentence
    assert name in sentence


@pytest.mark.parametrize(
    "path",
    [
        "/home/u/sessions/a.spiegel",
        "/srv/team map/local/a.spiegel",
        "/home/u/Boxen/a.spiegel",
        "/home/u/werk/OneDrive.spiegel",
        "/srv/team mapje/a.spiegel",
    ],
)
def test_a_folder_of_this_computer_is_not(path):
    assert elsewhere(Path(path), mounts=MOUNTS, environment={}) is None


def test_beside_a_file_in_a_cloud_nothing_is_put(tmp_path, opened):
    cloud = tmp_path / "Nextcloud"
    cloud.mkdir()
    file = opened(cloud / "wmo.spiegel")
    other = opened(cloud / "wmo.spiegel", "moderator")
    other.change(Say(words="acht weken"))
    assert len(file.follow().statements) == 1
    assert file.others() == (other.window,)
    assert [path.name for path in cloud.iterdir()] == ["wmo.spiegel"]
    assert file.sidecar.folder == other.sidecar.folder
    assert file.sidecar.folder.is_relative_to(Path.home())
    assert Sidecar(cloud / "ander" / "wmo.spiegel").folder != file.sidecar.folder
