"""In an encrypted session all goes on as in any other, and all of it stays encrypted."""

import json

import pytest
from newer import make_newer
from sealed import passphrase
from tinychanges import Alter, Say, TakeBackConsent, Ticks, everything, words_of
from tinydb import TinyDB, where

from spiegel.store import errors
from spiegel.store.beside.drafts import Draft, Drafts
from spiegel.store.damage.check import TornTail, check
from spiegel.store.journal.header import SCHEMA, header_at
from spiegel.store.journal.snapshot import read_session
from spiegel.store.journal.storage import JournalStorage
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.resealing import reseal


def test_two_windows_write_follow_and_take_back(path, opened):
    scribe = opened(path, "scribe", keys=passphrase())
    moderator = opened(path, "moderator", keys=passphrase())
    scribe.change(Say(words="een", theme="wachttijd"))
    assert words_of(moderator.follow()) == ["een"]
    moderator.change(Alter(number=1, fields={"words": "anders"}))
    scribe.change(Say(words="twee"))
    scribe.undo()
    assert words_of(moderator.follow()) == ["anders"]
    moderator.undo()
    moderator.compact()
    assert words_of(scribe.follow()) == ["een"]
    assert everything(read_session(path, keys=passphrase())) == everything(scribe.session)


def test_a_withdrawal_leaves_no_earlier_word_and_the_copy_stays_encrypted(path, opened):
    file = opened(path, keys=passphrase())
    file.change(Say(words="mijn buurman", speaker="D2"))
    file.change(TakeBackConsent(participant=2))
    copy = path.with_name("kopie.spiegel")
    file.save_copy(copy)
    for place in (path, copy):
        assert words_of(read_session(place, keys=passphrase())) == []
        with pytest.raises(errors.LockedError):
            read_session(place)


def test_plain_tinydb_reads_and_writes_it_with_the_passphrase(path, opened):
    scribe = opened(path, keys=passphrase())
    scribe.change(Say(words="acht weken"))
    with TinyDB(path, storage=JournalStorage, keys=passphrase()) as db:
        (statement,) = db.table("statements").search(where("words") == "acht weken")
        db.table("statements").update({"valence": "-"}, doc_ids=[statement.doc_id])
    assert scribe.follow().statements[1].valence == "-"
    assert b"acht" not in path.read_bytes()
    with pytest.raises(errors.LockedError), TinyDB(path, storage=JournalStorage) as db:
        db.tables()


def test_a_half_typed_line_is_kept_encrypted_and_found_again(path, opened):
    file = opened(path, keys=passphrase())
    drafts = Drafts(file.sidecar.folder, "scribe-1", seal=file.seal)
    drafts.keep(Draft(text="D3: nog niet af", line="5f0c"))
    (kept,) = list(file.sidecar.drafts.iterdir())
    assert b"nog" not in kept.read_bytes()
    again = opened(path, "moderator", keys=passphrase())
    (found,) = Drafts(again.sidecar.folder, again.window, seal=again.seal).adopt(again.session)
    assert found.text == "D3: nog niet af"


def test_a_draft_that_stands_at_another_window_is_not_taken_for_its_own(path, opened):
    file = opened(path, keys=passphrase())
    Drafts(file.sidecar.folder, "scribe-1", seal=file.seal).keep(Draft(text="van een", line="1"))
    kept = file.sidecar.drafts / "scribe-1.draft"
    kept.rename(file.sidecar.drafts / "scribe-2.draft")
    assert Drafts(file.sidecar.folder, file.window, seal=file.seal).adopt() == ()


def test_a_plain_file_in_the_place_of_an_encrypted_one_is_never_written_to(path, opened):
    """Somebody who may write in the folder must not get the words by taking the seal away."""
    file = opened(path, keys=passphrase())
    file.change(Say(words="een"))
    header = header_at(path)
    path.unlink()
    plain = opened(path.with_name("ander.spiegel"))
    plain.compact()
    first, _, rest = plain.path.read_bytes().partition(b"\n")
    forged = json.loads(first) | {"id": header.id, "follows": [header.generation]}
    path.write_bytes(json.dumps(forged).encode() + b"\n" + rest)
    before = path.read_bytes()
    with pytest.raises(errors.ReplacedError):
        file.change(Say(words="twee"))
    assert path.read_bytes() == before


def test_an_encrypted_window_never_goes_on_in_a_copy_that_everybody_can_read(
    path, opened, tmp_path
):
    opened(path).close()
    (tmp_path / "elders").mkdir()
    copy = tmp_path / "elders" / "wmo.spiegel"
    copy.write_bytes(path.read_bytes())
    reseal(path, keys=NO_KEYS, to=passphrase(), clock=Ticks())
    file = opened(path, keys=passphrase())
    opened(copy, "moderator")
    file.change(Say(words="kwikzilver"))
    path.unlink()
    with pytest.raises(errors.GoneError):
        file.follow()
    assert file.found_in([copy.parent]) == ()
    with pytest.raises(errors.ReplacedError):
        file.continued(copy, found=True)
    assert b"kwikzilver" not in copy.read_bytes()
    own = file.continued(tmp_path / "kopie.spiegel")
    assert own.sealed
    assert words_of(own.session) == ["kwikzilver"]
    own.close()


def test_an_encrypted_session_of_an_older_spiegel_is_brought_up_to_date_and_kept(
    path, opened, monkeypatch
):
    keys = passphrase()
    opened(path, keys=keys).close()
    old = path.read_bytes()
    make_newer(monkeypatch, dict)
    file = opened(path, keys=passphrase())
    file.change(Say(words="nieuw"))
    assert header_at(path).schema == SCHEMA + 1
    assert words_of(read_session(path, keys=keys)) == ["nieuw"]
    assert old in [copy.read_bytes() for copy in file.sidecar.backups.iterdir()]


@pytest.mark.parametrize("torn", [b"A", b"AAAA", b"SGFsZiBlZW4gcmVnZWw="])
def test_a_change_that_was_never_acknowledged_is_dropped_as_in_a_plain_file(path, opened, torn):
    file = opened(path, keys=passphrase())
    file.change(Say(words="een"))
    file.close()
    path.write_bytes(path.read_bytes() + torn)
    (finding,) = check(path, keys=passphrase())
    assert isinstance(finding, TornTail)
    window = opened(path, keys=passphrase())
    assert words_of(window.session) == ["een"]
    window.change(Say(words="twee"))
    assert words_of(read_session(path, keys=passphrase())) == ["een", "twee"]
    assert check(path, keys=passphrase()) == ()


def test_a_line_that_only_lacks_its_end_counts(path, opened):
    file = opened(path, keys=passphrase())
    file.change(Say(words="een"))
    whole = path.read_bytes()
    file.close()
    path.write_bytes(whole[:-1])
    assert words_of(read_session(path, keys=passphrase())) == ["een"]
    assert check(path, keys=passphrase()) == ()
    again = opened(path, keys=passphrase())
    assert words_of(again.change(Say(words="twee"))) == ["een", "twee"]
    assert words_of(read_session(path, keys=passphrase())) == ["een", "twee"]
