"""One window on a session file: make, open, change, compact, close."""

import json
import os
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

from spiegel.domain.session.people import Consent
from spiegel.domain.session.session import TABLES, Refusal, put
from spiegel.domain.session.stage import Stage
from spiegel.store import errors
from spiegel.store.journal.header import SCHEMA, header_at
from spiegel.store.journal.lines import TABLE_NAMES
from spiegel.store.journal.snapshot import read_session
from spiegel.store.journal.tables import difference
from spiegel.store.session.file import SessionFile


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
    assert (first["program"], first["schema"], first["kind"]) == ("spiegel", SCHEMA, "session")
    assert first["title"] == "Wmo-toegang in drie wijkteams"
    assert first["date"] == "2026-03-12"
    assert first["stage"] == "prepare"
    assert first["last"]["participants"] == 3
    assert last["by"] == scribe.window == f"scribe-{os.getpid()}"
    assert last["name"] == "Say"
    assert last["at"].startswith("2023-11-14T")
    assert last["docs"]["statements"]["1"]["words"] == "Ik moest acht weken wachten"


def test_a_session_of_any_words_is_read_back_as_it_was(path, opened):
    words = "".join(chr(code) for code in range(32, 0x3000)) + "\t\n🙂\u2028\x85"
    file = opened(path)
    file.change(Say(words=words, theme=words))
    file.compact()
    session = read_session(path)
    assert session.statements[1].words == words
    assert words in {theme.name for theme in session.themes.values()}


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
    assert scribe.undo() is None


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


def test_consent_is_stored_without_what_nobody_said(path, scribe):
    fields = {"consent": Consent(verbatim=False, take_part=True)}
    scribe.change(Alter(table="participants", number=1, fields=fields))
    document = lines_of(path)[-1]["docs"]["participants"]["1"]
    assert document["consent"] == {"take_part": True, "verbatim": False}
    assert read_session(path).participants[1].consent.outside is None
