"""An encrypted session: what opens it, what does not, and what its file says without that."""

import json

import msgspec
import pytest
from sealed import WORDS, passphrase
from tinychanges import Entitle, Say, numbered, small_session, words_of

from spiegel import i18n
from spiegel.store import errors
from spiegel.store.catalogue.folder import sessions
from spiegel.store.damage.check import check
from spiegel.store.journal.header import header_at
from spiegel.store.journal.payload import Unreadable
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS, Passphrase, is_short
from spiegel.store.sealed.sealing import Cost

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


@pytest.mark.slow
@pytest.mark.reckons
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


def test_a_computer_without_memory_for_the_key_is_told_so(path, opened, monkeypatch):
    opened(path, keys=passphrase()).close()

    def none_left(*_about):
        raise MemoryError

    monkeypatch.setattr("spiegel.store.sealed.keys._derived", none_left)
    with pytest.raises(errors.NotReadableError):
        read_session(path, keys=passphrase())


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


@pytest.mark.slow
@pytest.mark.reckons
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


# What stands in a line


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
