"""A file as a window finds it: no session, damaged, older, read-only, gone or replaced."""

import json
import shutil
import stat

import pytest
from newer import make_newer
from tinychanges import Say, Ticks, everything, numbered, small_session, words_of

from spiegel import i18n
from spiegel.store import errors
from spiegel.store.damage.check import check
from spiegel.store.journal import header
from spiegel.store.journal.header import header_at
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.NotASessionError),
        (b"a letter\n", errors.NotASessionError),
        (b"\x00" * 1000, errors.NotASessionError),
        (b'{"program":"other","schema":1}\n', errors.NotASessionError),
        (b'{"program":"spiegel","schema":99,"new":true}\n', errors.NewerError),
        (b'{"program":"spiegel","schema":1}\n', errors.DamagedError),
        (b'{"program":"spiegel","schema":1,"kind":"session","generation":"g"}\n', None),
    ],
)
def test_what_is_no_sound_session_is_refused_and_left_as_it_is(path, opened, content, error):
    path.write_bytes(content)
    with pytest.raises(error or errors.DamagedError) as raised:
        opened(path)
    sentence = raised.value.explain(i18n.translations("en"))
    assert str(path) in sentence
    assert "\n" not in sentence
    assert path.read_bytes() == content
    if error:
        assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_folder_and_a_missing_file_say_what_they_are(tmp_path, opened):
    folder = tmp_path / "map.spiegel"
    folder.mkdir()
    with pytest.raises(errors.NotASessionError):
        opened(folder)
    with pytest.raises(errors.NotThereError):
        SessionFile(tmp_path / "nergens.spiegel", clock=Ticks(), window="scribe")
    with pytest.raises(errors.NotThereError):
        read_session(tmp_path / "nergens.spiegel")
    loop = tmp_path / "lus.spiegel"
    loop.symlink_to(loop)
    with pytest.raises(errors.NotReadableError):
        read_session(loop)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"",
        b'{"docs":{"colours":{}}}',
        b'{"docs":{"statements":{"1":{"number":1,"at":{"utc":1},"words":"x"}}}}',
        b'{"docs":{"themes":{"2":{"number":3,"name":"x"}}}}',
        b'{"docs":{"themes":{"2":{"number":2,"name":"x","colour":1}}}}',
        b'{"docs":{"themes":{"0":{"number":0,"name":"x"}}}}',
        b'{"docs":{"themes":{"99999999999999999999":null}}}',
        b'{"gone":["session"]}',
        b'{"docs":{"themes":{"2":{"number":2,"name":"\xff"}}}}',
        b'{"why":"no such field"}',
    ],
)
def test_a_damaged_line_is_named_and_never_written_over(path, scribe, opened, line):
    scribe.change(Say(words="ervoor"))
    count = path.read_bytes().count(b"\n")
    with path.open("ab") as file:
        file.write(line + b'\n{"docs":{"themes":{"5":{"number":5,"name":"erna"}}}}\n')
    before = path.read_bytes()
    for attempt in (lambda: opened(path), scribe.follow, lambda: scribe.change(Say(words="na"))):
        with pytest.raises(errors.DamagedError) as raised:
            attempt()
        assert raised.value.line == count + 1
        assert f"line {count + 1} " in raised.value.explain(i18n.translations("en"))
    scribe.close()
    assert path.read_bytes() == before
    assert words_of(scribe.session) == ["ervoor"]


def test_reading_only_works_in_a_folder_that_may_not_be_written(path, opened, tmp_path):
    file = opened(path)
    file.change(Say(words="acht weken"))
    file.close()
    shutil.rmtree(file.sidecar.folder)
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        before = sorted(tmp_path.iterdir())
        assert words_of(read_session(path)) == ["acht weken"]
        reader = opened(path, "clock", read_only=True)
        assert words_of(reader.session) == ["acht weken"]
        assert reader.follow() is None
        with pytest.raises(errors.ReadOnlyError):
            reader.change(Say(words="nee"))
        with pytest.raises(errors.ReadOnlyError):
            reader.undo()
        reader.close()
        assert sorted(tmp_path.iterdir()) == before
    finally:
        tmp_path.chmod(0o700)


def test_an_older_file_is_brought_up_to_date_and_kept_at_the_first_change(
    path, opened, monkeypatch
):
    opened(path).close()
    old = path.read_bytes().replace(b'"present":true', b'"here":true')
    path.write_bytes(old)

    def step(documents):
        for person in documents["participants"].values():
            person["present"] = person.pop("here")
        return documents

    make_newer(monkeypatch, step)
    file = opened(path)
    assert all(person.present for person in file.session.participants.values())
    assert read_session(path).participants == file.session.participants
    assert file.follow() is None
    assert path.read_bytes() == old
    file.change(Say(words="nieuw"))
    assert header_at(path).schema == header.SCHEMA
    assert words_of(read_session(path)) == ["nieuw"]
    kept = list(file.sidecar.backups.iterdir())
    assert [k.read_bytes() for k in kept] == [old]
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600


@pytest.mark.parametrize("schema", [1, 2])
def test_a_session_of_an_earlier_spiegel_is_read_and_brought_up_to_date(path, opened, schema):
    opened(path).close()
    first, _, rest = path.read_bytes().partition(b"\n")
    head = json.loads(first)
    del head["lines"]
    old = json.dumps(head | {"schema": schema}).encode() + b"\n" + rest
    path.write_bytes(old)
    assert everything(read_session(path)) == everything(small_session())
    assert check(path) == ()
    file = opened(path)
    assert path.read_bytes() == old
    file.change(Say(words="nieuw"))
    assert header_at(path).schema == header.SCHEMA
    assert words_of(read_session(path)) == ["nieuw"]


def test_a_copy_can_be_saved_but_never_over_a_file(path, scribe, tmp_path):
    scribe.change(Say(words="acht weken"))
    path.unlink()
    with pytest.raises(errors.GoneError):
        scribe.change(Say(words="weg"))
    with pytest.raises(errors.GoneError):
        scribe.follow()
    copy = tmp_path / "kopie.spiegel"
    scribe.save_copy(copy)
    assert everything(read_session(copy)) == everything(scribe.session)
    with pytest.raises(errors.AlreadyThereError):
        scribe.save_copy(copy)


def test_a_file_that_comes_back_is_followed_again(path, scribe, tmp_path):
    elsewhere = tmp_path / "even-weg.spiegel"
    path.rename(elsewhere)
    with pytest.raises(errors.GoneError):
        scribe.follow()
    elsewhere.rename(path)
    assert scribe.follow() is None
    assert words_of(scribe.change(Say(words="terug"))) == ["terug"]


@pytest.mark.parametrize(
    "how", ["another session", "another in place", "an older copy", "an older copy in place"]
)
def test_a_file_that_was_replaced_is_not_written_to(path, scribe, opened, tmp_path, how):
    scribe.change(Say(words="een"))
    copy = tmp_path / "kopie.spiegel"
    if how.startswith("another"):
        other = opened(copy, "moderator")
        for change in numbered(10):
            other.change(change)
        other.close()
    else:
        shutil.copyfile(path, copy)
    scribe.change(Say(words="twee"))
    if how.endswith("in place"):
        shutil.copyfile(copy, path)
    else:
        copy.rename(path)
    before = path.read_bytes()
    for attempt in (scribe.follow, lambda: scribe.change(Say(words="drie")), scribe.compact):
        with pytest.raises(errors.ReplacedError):
            attempt()
    scribe.close()
    assert path.read_bytes() == before
    assert words_of(scribe.session) == ["een", "twee"]


def test_the_same_file_under_a_new_inode_is_still_the_same(path, scribe, tmp_path):
    scribe.change(Say(words="een"))
    copy = tmp_path / "kopie"
    shutil.copyfile(path, copy)
    copy.rename(path)
    assert scribe.follow() is None
    assert words_of(scribe.change(Say(words="twee"))) == ["een", "twee"]
