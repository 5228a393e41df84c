"""An encrypted session: what opens it, what does not, and that all else goes on as it did."""

import json

import msgspec
import pytest
from sealed import WORDS, passphrase
from tinychanges import (
    Alter,
    Entitle,
    Say,
    TakeBackConsent,
    Ticks,
    everything,
    numbered,
    small_session,
    words_of,
)
from tinydb import TinyDB, where

from spiegel import i18n
from spiegel.store import errors, migrations
from spiegel.store.check import TornTail, check
from spiegel.store.drafts import Draft, Drafts
from spiegel.store.keys import NO_KEYS, Passphrase, is_short
from spiegel.store.library import sessions
from spiegel.store.lines import Unreadable
from spiegel.store.reading import header_at, read_session
from spiegel.store.resealing import reseal
from spiegel.store.sealing import Cost
from spiegel.store.storage import JournalStorage

DUTCH = i18n.translations("nl")


def under(folder):
    """Every file under a folder, with its bytes and when it was written."""
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def derivations(monkeypatch):
    """What is asked of scrypt, each time that it is."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    asked = []

    class Counting:
        def __init__(self, **parameters):
            self._scrypt = Scrypt(**parameters)

        def derive(self, secret):
            asked.append(secret)
            return self._scrypt.derive(secret)

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.scrypt.Scrypt", Counting)
    return asked


# What opens it


def test_an_encrypted_session_opens_with_its_passphrase_and_nothing_else(path, opened):
    file = opened(path, keys=passphrase())
    assert file.sealed
    file.change(Say(words="acht weken wachten"))
    file.close()
    assert words_of(read_session(path, keys=passphrase())) == ["acht weken wachten"]
    with pytest.raises(errors.LockedError):
        read_session(path)
    with pytest.raises(errors.LockedError):
        check(path)
    with pytest.raises(errors.WrongPassphraseError):
        read_session(path, keys=passphrase("iets anders"))
    with pytest.raises(errors.WrongPassphraseError):
        check(path, keys=passphrase("iets anders"))
    assert check(path, keys=passphrase()) == ()


@pytest.mark.parametrize(
    ("set_as", "typed"),
    [
        ("cafe\u0301 op de hoek", "caf\u00e9 op de hoek"),
        ("\ufb01etsen in de regen", "fietsen in de regen"),
        ("Ångström een twee", "A\u030angstro\u0308m een twee"),
        ("sleutel 🔑 onder de mat", "sleutel 🔑 onder de mat"),
    ],
)
def test_what_looks_the_same_is_the_same_passphrase(path, opened, set_as, typed):
    opened(path, keys=passphrase(set_as)).close()
    assert read_session(path, keys=passphrase(typed)).info.title == small_session().info.title


@pytest.mark.parametrize("typed", [WORDS.upper(), WORDS + " ", WORDS[:-1], WORDS.replace(" ", "")])
def test_what_does_not_look_the_same_is_another_passphrase(path, opened, typed):
    opened(path, keys=passphrase()).close()
    with pytest.raises(errors.WrongPassphraseError):
        read_session(path, keys=passphrase(typed))


@pytest.mark.parametrize("nothing", ["", "   ", "\t\n"])
def test_nothing_is_no_passphrase(nothing):
    with pytest.raises(ValueError, match="at least one character"):
        Passphrase(nothing)


def test_a_short_passphrase_is_told_from_a_long_one():
    assert is_short("fietsbel")
    assert is_short("e\u0301" * 11)
    assert not is_short(WORDS)


@pytest.mark.mutation("key-derived-each-time")
def test_opening_reading_checking_and_writing_derive_the_key_once(path, opened, derivations):
    opened(path, keys=passphrase()).close()
    assert len(derivations) == 1
    keys = passphrase()
    file = opened(path, keys=keys)
    for change in numbered(5):
        file.change(change)
    file.compact()
    file.undo()
    file.save_copy(path.with_name("kopie.spiegel"))
    opened(path, "moderator", keys=keys)
    assert words_of(read_session(path, keys=keys)) == words_of(file.session)
    assert check(path, keys=keys) == ()
    assert len(derivations) == 2


@pytest.mark.mutation("key-derived-each-time")
def test_a_wrong_passphrase_costs_one_derivation_and_changes_no_byte(path, opened, derivations):
    file = opened(path, keys=passphrase())
    file.change(Say(words="acht weken wachten"))
    file.close()
    derivations.clear()
    before = under(path.parent)
    wrong = passphrase("geraden")
    for _attempt in range(3):
        with pytest.raises(errors.WrongPassphraseError) as raised:
            opened(path, keys=wrong)
    assert len(derivations) == 1
    assert under(path.parent) == before
    assert "niet het wachtwoord" in raised.value.explain(DUTCH)


def test_a_locked_session_is_not_touched_either(path, opened):
    opened(path, keys=passphrase()).close()
    before = under(path.parent)
    with pytest.raises(errors.LockedError) as raised:
        opened(path)
    assert "versleuteld" in raised.value.explain(DUTCH)
    assert under(path.parent) == before


def test_a_key_costs_what_it_should_unless_a_test_says_otherwise():
    assert Cost() == Cost(n=2**17, r=8, p=1)
    assert Cost(n=2**20, r=8, p=1).bearable
    parameters = Passphrase(WORDS).new().parameters
    assert parameters.cost == Cost()
    assert len(parameters.salt_bytes) == 16


def test_every_file_has_a_salt_and_a_key_of_its_own(path, opened):
    opened(path, keys=passphrase()).close()
    other = path.with_name("ander.spiegel")
    opened(other, keys=passphrase()).close()
    assert header_at(path).seal.salt != header_at(other).seal.salt


# What stands in the header


def test_the_header_says_what_home_needs_and_no_word_of_the_meeting(path, opened):
    file = opened(path, keys=passphrase())
    file.change(Entitle(title="Wachten op de Wmo"))
    header = json.loads(path.read_bytes().partition(b"\n")[0])
    assert header["stage"] == "prepare"
    assert header["date"] == "2026-03-12"
    assert not {"title", "organisation", "aftercare", "last", "finals", "lines"} & set(header)
    (entry,) = sessions(path.parent)
    assert entry.header.title == ""
    assert entry.header.seal is not None
    assert read_session(path, keys=passphrase()).info.title == "Wachten op de Wmo"


def test_numbers_are_never_given_twice_after_compacting(path, opened):
    file = opened(path, keys=passphrase())
    for change in numbered(3):
        file.change(change)
    for _change in range(3):
        file.undo()
    file.compact()
    file.close()
    file = opened(path, keys=passphrase())
    assert list(file.change(Say(words="vierde")).statements) == [4]


@pytest.mark.parametrize(
    "cost", [Cost(n=2**21, r=8, p=1), Cost(n=2**17, r=64, p=4), Cost(n=2**63, r=1, p=1)]
)
def test_a_header_that_asks_for_all_memory_is_damage(path, opened, cost, derivations):
    opened(path, keys=passphrase()).close()
    first, _, rest = path.read_bytes().partition(b"\n")
    header = json.loads(first)
    parameters = msgspec.convert(header["seal"], type(header_at(path).seal))
    parameters = msgspec.structs.replace(parameters, n=cost.n, r=cost.r, p=cost.p)
    parameters = msgspec.structs.replace(parameters, digest=parameters.digested())
    header["seal"] = msgspec.to_builtins(parameters)
    path.write_bytes(json.dumps(header, separators=(",", ":")).encode() + b"\n" + rest)
    derivations.clear()
    for keys in (NO_KEYS, passphrase()):
        with pytest.raises(errors.DamagedError) as raised:
            read_session(path, keys=keys)
        assert raised.value.line == 1
    assert derivations == []


@pytest.mark.mutation("header-not-bound")
def test_a_flipped_bit_anywhere_in_the_first_line_is_noticed(path, opened):
    opened(path, keys=passphrase()).close()
    whole = path.read_bytes()
    length = whole.index(b"\n")
    keys = passphrase()
    read_session(path, keys=keys)
    wrong = 0
    for place in range(0, length, 5):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(errors.StoreError) as raised:
            read_session(path, keys=keys)
        wrong += isinstance(raised.value, errors.WrongPassphraseError)
    assert wrong == 0


def test_what_goes_on_in_a_header_that_was_copied_from_another_file_is_noticed(path, opened):
    keys = passphrase()
    opened(path, keys=keys).close()
    old = path.read_bytes()
    file = opened(path, keys=keys)
    file.change(Entitle(title="Anders"))
    file.close()
    first = old.partition(b"\n")[0]
    path.write_bytes(first + b"\n" + path.read_bytes().partition(b"\n")[2])
    with pytest.raises(errors.DamagedError):
        read_session(path, keys=keys)


# What goes on as in any session


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
    modules = ("header", "livesession", "reading", "migrations", "journal", "storage", "check")
    for module in modules:
        monkeypatch.setattr(f"spiegel.store.{module}.SCHEMA", 3)
    monkeypatch.setitem(migrations.STEPS, 2, dict)
    file = opened(path, keys=passphrase())
    file.change(Say(words="nieuw"))
    assert header_at(path).schema == 3
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


def test_each_closing_of_the_same_words_looks_different(path, opened):
    seal = opened(path, keys=passphrase()).seal
    closed = {seal.close(b'{"same":1}', "line:g:2") for _ in range(200)}
    assert len(closed) == 200
    for one in closed:
        assert seal.open(one, "line:g:2") == b'{"same":1}'
        with pytest.raises(Unreadable):
            seal.open(one, "line:g:3")


@pytest.mark.parametrize("odd", [b"", b"=", b"AAAA", b"\xff\xfe", b"a b", b"QUJD" * 20])
def test_what_is_no_closed_line_is_unreadable_and_nothing_else(path, opened, odd):
    seal = opened(path, keys=passphrase()).seal
    with pytest.raises(Unreadable):
        seal.open(odd, "line:g:2")


def test_a_computer_without_memory_for_the_key_is_told_so(path, opened, monkeypatch):
    opened(path, keys=passphrase()).close()

    def none_left(*_about):
        raise MemoryError

    monkeypatch.setattr("spiegel.store.keys._derived", none_left)
    with pytest.raises(errors.NotReadableError):
        read_session(path, keys=passphrase())
