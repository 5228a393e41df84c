"""One window on a session file: make, open, change, compact, close."""

import json
import os
import shutil
import stat
from pathlib import Path

import msgspec
import pytest
from tinychanges import (
    Alter,
    Begin,
    Entitle,
    Faulty,
    Nothing,
    Remove,
    Say,
    TakeBackConsent,
    Ticks,
    everything,
    numbered,
    small_session,
    words_of,
)

from spiegel import i18n
from spiegel.domain.people import Consent
from spiegel.domain.session import TABLES, Refusal, Stage, put
from spiegel.store import errors, header, migrations
from spiegel.store.check import check
from spiegel.store.lines import TABLE_NAMES
from spiegel.store.reading import header_at, read_session
from spiegel.store.sessionfile import SessionFile
from spiegel.store.tables import difference


def lines_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_the_lines_know_every_table_of_a_session():
    assert list(TABLE_NAMES) == ["session", *TABLES]


def test_a_new_session_is_read_back_as_it_was_made(path, opened):
    file = opened(path)
    assert everything(file.session) == everything(small_session())
    assert everything(read_session(path)) == everything(small_session())


def test_a_session_is_a_file_that_a_person_can_read(path, scribe):
    scribe.change(Say(words="Ik moest acht weken wachten", speaker="D3"))
    first, *_, last = lines_of(path)
    assert (first["program"], first["schema"], first["kind"]) == ("spiegel", 2, "session")
    assert first["title"] == "Wmo-toegang in drie wijkteams"
    assert first["date"] == "2026-03-12"
    assert first["stage"] == "prepare"
    assert first["last"]["participants"] == 3
    assert last["by"] == scribe.window == f"scribe-{os.getpid()}"
    assert last["name"] == "Say"
    assert last["at"].startswith("2023-11-14T")
    assert last["docs"]["statements"]["1"]["words"] == "Ik moest acht weken wachten"


def test_a_new_session_never_takes_the_place_of_a_file(path, opened):
    path.write_text("someone's letter", encoding="utf-8")
    with pytest.raises(errors.AlreadyThereError):
        SessionFile.create(path, small_session(), clock=Ticks(), window="scribe")
    assert path.read_text(encoding="utf-8") == "someone's letter"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_what_was_said_is_on_disk_when_change_returns(path, scribe):
    session = scribe.change(Say(words="acht weken", theme="wachten"))
    assert words_of(session) == ["acht weken"]
    assert session.revision == 2
    assert everything(read_session(path)) == everything(session)


def test_only_the_documents_that_changed_are_appended(path, scribe):
    for change in numbered(50):
        scribe.change(change)
    before = path.stat().st_size
    scribe.change(Alter(number=20, fields={"words": "anders"}))
    last = lines_of(path)[-1]
    assert list(last["docs"]) == ["statements"]
    assert list(last["docs"]["statements"]) == ["20"]
    assert path.stat().st_size - before < 400


def test_a_change_that_changes_nothing_writes_nothing(path, scribe):
    before, session = path.read_bytes(), scribe.session
    assert scribe.change(Nothing()) is session
    assert path.read_bytes() == before
    assert scribe.undoable() is None


def test_a_refused_change_passes_through_and_writes_nothing(path, scribe):
    class Refuse(Nothing, frozen=True, kw_only=True):
        def apply(self, session, now):
            raise Refusal

    before = path.read_bytes()
    with pytest.raises(Refusal):
        scribe.change(Refuse())
    with pytest.raises(ZeroDivisionError):
        scribe.change(Faulty())
    assert path.read_bytes() == before
    assert words_of(scribe.change(Say(words="gaat door"))) == ["gaat door"]


@pytest.mark.parametrize(
    "fields", [{"words": "\ud800"}, {"words": 3}, {"themes": ("x",)}, {"at": None}]
)
def test_what_could_not_be_read_back_is_never_written(path, scribe, fields):
    scribe.change(Say(words="acht weken"))
    before = path.read_bytes()
    with pytest.raises(errors.DoesNotFitError):
        scribe.change(Alter(number=1, fields=fields))
    assert path.read_bytes() == before
    assert words_of(scribe.session) == ["acht weken"]


def test_the_session_in_memory_is_what_others_read(scribe):
    scribe.change(Say(words="acht weken"))
    session = scribe.change(Alter(number=1, fields={"themes": [1]}))
    assert session.statements[1].themes == (1,)


def test_untouched_documents_stay_the_same_objects(scribe):
    before = scribe.change(Say(words="een"))
    after = scribe.change(Say(words="twee"))
    assert after.participants is before.participants
    assert after.statements[1] is before.statements[1]


def test_what_a_change_brings_back_stands_in_its_place_in_every_window(path, scribe, moderator):
    for change in numbered(3):
        scribe.change(change)
    statement = scribe.session.statements[2]

    class BringBack(Nothing, frozen=True, kw_only=True):
        def apply(self, session, now):
            return put(session, statement)

    scribe.change(Remove(number=2))
    session = scribe.change(BringBack())
    assert list(session.statements) == list(moderator.follow().statements) == [1, 2, 3]
    assert list(read_session(path).statements) == [1, 2, 3]


def test_the_difference_is_found_whatever_happened_to_a_table(scribe):
    for change in numbered(6):
        scribe.change(change)
    before = scribe.session
    table = dict(before.statements)
    changed = msgspec.structs.replace(table[4], words="anders")
    new = msgspec.structs.replace(table[6], number=9)
    cases = [
        ({1: table[1], 2: table[2]}, {3: None, 4: None, 5: None, 6: None}),
        ({**table, 4: changed}, {4: changed}),
        (
            {**{n: table[n] for n in (2, 3, 5, 6)}, 4: changed, 9: new},
            {1: None, 4: changed, 9: new},
        ),
        ({9: new, **table}, {9: new}),
        (dict(reversed(table.items())), {}),
        ({}, dict.fromkeys(table)),
    ]
    for statements, expected in cases:
        after = msgspec.structs.replace(before, statements=statements)
        assert difference(before, after) == ({"statements": expected} if expected else {})


def test_the_file_and_all_beside_it_are_private(path, scribe):
    scribe.change(Begin())
    sidecar = path.parent / f".{path.name}.d"
    assert scribe.sidecar.folder == sidecar
    for folder in (sidecar, sidecar / "windows", sidecar / "drafts", sidecar / "backups"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in (path, sidecar / "lock", *(sidecar / "windows").iterdir()):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_link_and_its_file_are_one_session(path, scribe, opened, tmp_path):
    link = tmp_path / "snelkoppeling.spiegel"
    link.symlink_to(path)
    other = opened(link, "moderator")
    assert other.path == path
    other.change(Begin())
    assert link.is_symlink()
    assert scribe.follow().moments
    assert scribe.others() == (other.window,)


def test_a_change_of_what_home_shows_is_in_the_header_at_once(path, scribe):
    scribe.change(Say(words="acht weken"))
    generation = header_at(path).generation
    scribe.change(Entitle(title="Toegang tot de Wmo"))
    assert header_at(path).title == "Toegang tot de Wmo"
    assert header_at(path).generation != generation
    assert generation in header_at(path).follows
    scribe.change(Begin())
    assert header_at(path).stage is Stage.RUNNING
    generation = header_at(path).generation
    scribe.change(Say(words="negen weken"))
    scribe.change(Begin(phase=1))
    assert header_at(path).generation == generation


def test_a_number_is_never_given_twice_whatever_is_undone_or_compacted(path, opened):
    file = opened(path)
    for change in numbered(3):
        file.change(change)
    file.change(Remove(number=3))
    file.undo()
    file.undo()
    file.compact()
    file.close()
    again = opened(path)
    assert list(again.session.statements) == [1, 2]
    assert list(again.change(Say(words="nieuw")).statements) == [1, 2, 4]


def test_compacting_leaves_no_earlier_wording(path, scribe):
    scribe.change(Say(words="Jansen uit de Kerkstraat"))
    scribe.change(Alter(number=1, fields={"words": "iemand uit de buurt"}))
    before = everything(scribe.session)
    assert b"Kerkstraat" in path.read_bytes()
    scribe.compact()
    assert b"Kerkstraat" not in path.read_bytes()
    assert everything(scribe.session) == everything(read_session(path)) == before


def test_the_last_window_to_close_compacts(path, scribe, moderator, opened):
    scribe.change(Say(words="eerst"))
    scribe.change(Alter(number=1, fields={"words": "daarna"}))
    scribe.close()
    assert b"eerst" in path.read_bytes()
    moderator.close()
    assert b"eerst" not in path.read_bytes()
    assert list(scribe.sidecar.windows.iterdir()) == []
    before = path.read_bytes()
    opened(path).close()
    assert path.read_bytes() == before


def test_closing_twice_or_with_the_file_gone_is_no_error(path, scribe):
    scribe.change(Say(words="eerst"))
    path.unlink()
    scribe.close()
    scribe.close()


def test_a_withdrawal_leaves_no_word_and_cannot_be_undone(path, scribe):
    scribe.change(Say(words="mijn buurman hielp", speaker="D2"))
    scribe.change(Say(words="van een ander", speaker="D1"))
    scribe.change(TakeBackConsent(participant=2))
    assert b"buurman" not in path.read_bytes()
    assert words_of(scribe.session) == ["van een ander"]
    assert scribe.undo() is None
    assert scribe.redo() is None


def test_who_is_here_shows_from_the_locks_of_the_windows(path, scribe, moderator, opened):
    third = opened(path, "scribe")
    assert set(scribe.others()) == {moderator.window, third.window}
    moderator.close()
    assert scribe.others() == (third.window,)
    left_behind = scribe.sidecar.windows / "clock-1.lock"
    left_behind.write_bytes(b"")
    assert scribe.others() == (third.window,)
    assert not left_behind.exists()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.NotASessionError),
        (b"a letter\n", errors.NotASessionError),
        (b"\x00" * 1000, errors.NotASessionError),
        (b'{"program":"other","schema":1}\n', errors.NotASessionError),
        (b'{"program":"spiegel","schema":3,"new":true}\n', errors.NewerError),
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


def test_reading_only_does_not_wait_for_a_window_that_writes(path, scribe):
    with scribe._live.writing():
        assert everything(read_session(path)) == everything(scribe.session)


def test_who_holds_the_lock_is_named(path, scribe, moderator):
    moderator._live._storage.lock._patience = 0.0
    with scribe._live.writing(), pytest.raises(errors.BusyError) as raised:
        moderator.change(Say(words="wacht"))
    assert raised.value.holder == scribe.window
    sentence = raised.value.explain(i18n.translations("en"))
    assert f"The window scribe (process {os.getpid()})" in sentence
    assert words_of(moderator.change(Say(words="nu wel"))) == ["nu wel"]


def test_a_lock_that_was_waited_for_in_vain_is_not_waited_for_as_long_again(moderator, scribe):
    waited = []
    lock = moderator._live._storage.lock
    lock._pause = waited.append
    lock._patience = 0.25
    with scribe._live.writing():
        for _ in range(2):
            with pytest.raises(errors.BusyError) as raised:
                moderator.change(Say(words="wacht"))
    assert raised.value.seconds < 0.25
    assert set(waited) == {0.002}


def test_locks_hold_even_when_the_folder_beside_the_file_was_removed(
    path, scribe, moderator, opened
):
    scribe.change(Say(words="een"))
    shutil.rmtree(scribe.sidecar.folder)
    scribe.change(Say(words="twee"))
    third = opened(path, "clock")
    for window in (moderator, third):
        window._live._storage.lock._patience = 0.0
        with scribe._live.writing(), pytest.raises(errors.BusyError):
            window.change(Say(words="nee"))
    shutil.rmtree(scribe.sidecar.folder)
    last = opened(path, "scribe")
    moderator._live._storage.lock._patience = 0.0
    with last._live.writing(), pytest.raises(errors.BusyError):
        moderator.change(Say(words="nee"))
    assert words_of(moderator.change(Say(words="drie"))) == ["een", "twee", "drie"]


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

    for module in ("header", "livesession", "reading", "migrations", "journal", "storage", "check"):
        monkeypatch.setattr(f"spiegel.store.{module}.SCHEMA", 3)
    monkeypatch.setitem(migrations.STEPS, 2, step)
    file = opened(path)
    assert all(person.present for person in file.session.participants.values())
    assert read_session(path).participants == file.session.participants
    assert file.follow() is None
    assert path.read_bytes() == old
    file.change(Say(words="nieuw"))
    assert header_at(path).schema == header.SCHEMA == 3
    assert words_of(read_session(path)) == ["nieuw"]
    kept = list(file.sidecar.backups.iterdir())
    assert [k.read_bytes() for k in kept] == [old]
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600


def test_a_session_of_the_first_spiegel_is_read_and_brought_up_to_date(path, opened):
    opened(path).close()
    first, _, rest = path.read_bytes().partition(b"\n")
    header = json.loads(first)
    del header["lines"]
    old = json.dumps(header | {"schema": 1}).encode() + b"\n" + rest
    path.write_bytes(old)
    assert everything(read_session(path)) == everything(small_session())
    assert check(path) == ()
    file = opened(path)
    assert path.read_bytes() == old
    file.change(Say(words="nieuw"))
    assert header_at(path).schema == 2
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


def test_consent_is_stored_without_what_nobody_said(path, scribe):
    fields = {"consent": Consent(verbatim=False, take_part=True)}
    scribe.change(Alter(table="participants", number=1, fields=fields))
    document = lines_of(path)[-1]["docs"]["participants"]["1"]
    assert document["consent"] == {"take_part": True, "verbatim": False}
    assert read_session(path).participants[1].consent.outside is None
