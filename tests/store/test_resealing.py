"""Encrypting a session that was not, and back: with all that is kept beside it, in one step."""

import base64
import re
import threading
import time

import pytest
from sealed import WORDS, passphrase
from searching import traces
from tinychanges import Entitle, Say, Ticks, everything, words_of

from spiegel import i18n
from spiegel.store import errors
from spiegel.store.beside import exports, locks
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.beside.folder import Sidecar
from spiegel.store.damage.check import check
from spiegel.store.journal.header import header_at
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session import sealed_beside as beside
from spiegel.store.session.file import SessionFile
from spiegel.store.session.live import LiveSession
from spiegel.store.session.resealing import reseal

SAID = ("kwikzilver", "zandloper", "vuurtoren", "Wmo-toegang in drie wijkteams", "verslag-teams")
CLOCK = Ticks()


def redo(path, keys, to):
    reseal(path, keys=keys, to=to, clock=CLOCK)


@pytest.fixture
def full(path, opened):
    """A plain session with a change of another day, a draft, a list of documents, leftovers."""
    file = opened(path, "moderator")
    file.change(Say(words="kwikzilver", theme="vuurtoren"))
    file.change(Say(words="weg"))
    file.undo()
    whole = path.read_bytes()
    file.close()
    path.write_bytes(whole)
    beside_it = file.sidecar
    first = re.sub(rb',"lines":[0-9]+', b"", whole).replace(b'"schema":6', b'"schema":1', 1)
    for name, content in (("wmo-2026-03-11.spiegel", whole), ("wmo-schema-1.spiegel", first)):
        (beside_it.backups / name).write_bytes(content + b'{"at":"2026-03-11T10:00:00Z","zandloper')
    Drafts(beside_it.folder, "scribe-1").keep(Draft(text="D3: zandloper", line="5f0c"))
    (beside_it.drafts / "scribe-2+scribe-3.draft").write_bytes(
        (beside_it.drafts / "scribe-1.draft").read_bytes()
    )
    (beside_it.drafts / ".scribe-1.draft.77.new").write_bytes(b"zandloper")
    (beside_it.backups / ".wmo-2026-03-11.spiegel.78.new").write_bytes(b"zandloper")
    path.with_name(".wmo.spiegel.99.new").write_bytes(b"kwikzilver")
    report = path.parent / "verslag-teams.docx"
    report.write_bytes(b"")
    assert exports.note(beside_it, report, file.seal)
    report.unlink()
    assert {word for _name, word in traces(SAID, path.parent)} == set(SAID)
    return file


@pytest.mark.parametrize("word", ["kwikzilver", "vuurtoren met een ë"])
def test_the_search_finds_a_word_however_it_was_written_down(tmp_path, word):
    written = {
        "plain": word.encode(),
        "json": b'{"a":"' + word.encode("unicode_escape").replace(b"\\x", b"\\u00") + b'"}',
        "wide": word.encode("utf-16-le"),
        "base64": b"line " + base64.b64encode(b"xy" + word.capitalize().encode()),
        "url": base64.urlsafe_b64encode(b"\xff\xfe" + word.encode()),
    }
    for name, content in written.items():
        (tmp_path / name).write_bytes(content)
    assert {name for name, _word in traces([word], tmp_path)} == set(written)


def test_after_encrypting_no_word_is_left_in_the_folder(path, full, opened):
    before = read_session(path)
    redo(path, NO_KEYS, passphrase())
    assert traces(SAID, path.parent) == set()
    assert everything(read_session(path, keys=passphrase())) == everything(before)
    assert check(path, keys=passphrase()) == ()
    for copy in full.sidecar.backups.iterdir():
        assert words_of(read_session(copy, keys=passphrase())) == ["kwikzilver"]
        with pytest.raises(errors.LockedError):
            read_session(copy)
    file = opened(path, keys=passphrase())
    found = Drafts(file.sidecar.folder, file.window, seal=file.seal).adopt(file.session)
    assert [draft.text for draft in found] == ["D3: zandloper"] * 2
    (made,) = exports.noted(file.sidecar, file.seal)
    assert made.path.endswith("verslag-teams.docx")


def test_decrypting_brings_all_of_it_back(path, full, opened):
    kept = {copy.name: copy.read_bytes() for copy in full.sidecar.backups.glob("wmo*")}
    whole = {name: content.rpartition(b"\n")[0] + b"\n" for name, content in kept.items()}
    before = read_session(path)
    redo(path, NO_KEYS, passphrase())
    redo(path, passphrase(), NO_KEYS)
    assert everything(read_session(path)) == everything(before)
    assert {copy.name: copy.read_bytes() for copy in full.sidecar.backups.iterdir()} == whole
    file = opened(path)
    assert len(Drafts(file.sidecar.folder, file.window).adopt(file.session)) == 2
    assert len(exports.noted(file.sidecar, file.seal)) == 1


def test_another_passphrase_takes_the_place_of_the_first_everywhere(path, full, opened):
    redo(path, NO_KEYS, passphrase("eerst dit"))
    redo(path, passphrase("eerst dit"), passphrase("en nu iets heel anders"))
    for place in (path, *full.sidecar.backups.iterdir()):
        assert words_of(read_session(place, keys=passphrase("en nu iets heel anders")))
        with pytest.raises(errors.WrongPassphraseError):
            read_session(place, keys=passphrase("eerst dit"))
    file = opened(path, keys=passphrase("en nu iets heel anders"))
    assert len(Drafts(file.sidecar.folder, file.window, seal=file.seal).adopt()) == 2


def test_a_kept_copy_keeps_its_day(path, full):
    times = {copy.name: copy.stat().st_mtime_ns for copy in full.sidecar.backups.glob("wmo*")}
    redo(path, NO_KEYS, passphrase())
    assert {c.name: c.stat().st_mtime_ns for c in full.sidecar.backups.iterdir()} == times


def test_it_is_refused_while_another_window_is_open(path, opened):
    opened(path, "scribe").change(Say(words="een"))
    before = path.read_bytes()
    with pytest.raises(errors.OpenElsewhereError) as raised:
        redo(path, NO_KEYS, passphrase())
    assert "verslaglegger" in raised.value.explain(i18n.translations("nl"))
    assert path.read_bytes() == before


def test_a_window_that_opens_at_the_very_moment_is_locked_out(path, opened, monkeypatch):
    """It saw a plain file, and waits for the lock: then it must not write in plain."""
    opened(path).close()
    rewrite = LiveSession.rewrite
    sidecar = Sidecar(path)
    met = []

    def open_it():
        try:
            SessionFile(path, clock=CLOCK, window="scribe")
        except errors.StoreError as error:
            met.append(type(error))

    window = threading.Thread(target=open_it)

    def meanwhile(self, session, **options):
        window.start()
        end = time.monotonic() + 20
        while not any(name.startswith("scribe") for name in locks.windows(sidecar.windows)):
            assert time.monotonic() < end
        rewrite(self, session, **options)

    monkeypatch.setattr(LiveSession, "rewrite", meanwhile)
    redo(path, NO_KEYS, passphrase())
    window.join()
    assert met == [errors.LockedError]


def test_with_the_wrong_passphrase_nothing_happens(path, full):
    redo(path, NO_KEYS, passphrase())
    before = {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
    with pytest.raises(errors.WrongPassphraseError):
        redo(path, passphrase("geraden"), NO_KEYS)
    with pytest.raises(errors.LockedError):
        redo(path, NO_KEYS, NO_KEYS)
    assert {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()} == before


def test_a_damaged_kept_copy_stops_it_before_it_begins(path, full):
    before = path.read_bytes()
    (full.sidecar.backups / "wmo-2026-03-10.spiegel").write_bytes(b'{"program":"spiegel","sch')
    with pytest.raises(errors.UnsealableError) as raised:
        redo(path, NO_KEYS, passphrase())
    assert raised.value.path.name == "wmo-2026-03-10.spiegel"
    assert path.read_bytes() == before


def test_a_copy_with_a_damaged_line_is_encrypted_as_it_is_and_comes_back(path, full):
    copy = full.sidecar.backups / "wmo-2026-03-11.spiegel"
    lines = copy.read_bytes().splitlines(keepends=True)[:-1]
    lines[2] = b'{"docs":{"kwikzilver\n'
    copy.write_bytes(b"".join(lines))
    redo(path, NO_KEYS, passphrase())
    assert traces(SAID, path.parent) == set()
    redo(path, passphrase(), NO_KEYS)
    assert copy.read_bytes() == b"".join(lines)


@pytest.mark.parametrize("way", ["encrypting", "decrypting"])
def test_what_a_kill_left_readable_is_encrypted_by_the_next_window(
    path, full, opened, monkeypatch, way
):
    """In both directions the session itself is encrypted whenever something beside it is not."""

    class Killed(BaseException):
        pass

    def killed(*_about, **_options):
        raise Killed

    if way == "encrypting":
        monkeypatch.setattr(beside, "reseal", killed)
        with pytest.raises(Killed):
            redo(path, NO_KEYS, passphrase())
    else:
        redo(path, NO_KEYS, passphrase())
        monkeypatch.setattr(LiveSession, "rewrite", killed)
        with pytest.raises(Killed):
            redo(path, passphrase(), NO_KEYS)
    monkeypatch.undo()
    assert header_at(path).seal is not None
    assert traces(SAID, path.parent) != set()
    file = opened(path, keys=passphrase())
    assert traces(SAID, path.parent) == set()
    assert len(Drafts(file.sidecar.folder, file.window, seal=file.seal).adopt()) == 2


def test_a_window_on_an_encrypted_session_goes_on_after_it_was_given_to_it(path, opened):
    file = opened(path)
    file.change(Entitle(title="Anders"))
    file.close()
    redo(path, NO_KEYS, passphrase(WORDS))
    one = opened(path, "scribe", keys=passphrase())
    other = opened(path, "moderator", keys=passphrase())
    one.change(Say(words="een"))
    assert words_of(other.follow()) == ["een"]
    assert list(other.change(Say(words="twee")).statements) == [1, 2]
