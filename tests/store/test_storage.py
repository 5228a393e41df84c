"""TinyDB's contract for a storage, and what plain TinyDB may do with a session."""

import io
import json
import stat

import pytest
from tinychanges import Say, words_of
from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.table import Document

from spiegel.store.errors import DoesNotFitError, NotASessionError, OvertakenError
from spiegel.store.journal.storage import JournalStorage
from spiegel.store.session.file import SessionFile

ANYTHING = {
    "none": [None, None],
    "int": 42,
    "float": 3.1415899999999999,
    "list": ["LITE", "RES_ACID", "SUS_DEXT"],
    "dict": {"hp": 13, "sp": 5},
    "bool": [True, False, True, False],
}


def stored(path):
    with TinyDB(path, storage=JournalStorage, access_mode="r") as db:
        return db.storage.read()


def test_a_new_file_is_empty_and_reads_as_none(path):
    storage = JournalStorage(path)
    assert storage.read() is None
    assert path.stat().st_size == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_any_top_level_values_come_back_as_they_were(path):
    storage = JournalStorage(path)
    storage.write(ANYTHING)
    assert storage.read() == ANYTHING
    assert JournalStorage(path).read() == ANYTHING
    storage.write({**ANYTHING, "int": 43, "dict": {"hp": None}})
    assert JournalStorage(path).read() == {**ANYTHING, "int": 43, "dict": {"hp": None}}


def test_folders_are_made_only_when_asked_for(tmp_path):
    path = tmp_path / "a" / "b" / "db.spiegel"
    with pytest.raises(FileNotFoundError):
        JournalStorage(path)
    JournalStorage(path, create_dirs=True).close()
    JournalStorage(path, create_dirs=True).close()
    assert path.exists()


def test_reading_only_needs_a_file_and_writes_nothing(path):
    with pytest.raises(FileNotFoundError):
        JournalStorage(path, access_mode="r")
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert({"a": 1})
    path.parent.chmod(0o500)
    try:
        with TinyDB(path, storage=JournalStorage, access_mode="r") as db:
            assert db.get(where("a") == 1) == {"a": 1}
            with pytest.raises(io.UnsupportedOperation):
                db.insert({"c": 1})
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("arguments", [{"encoding": "cp1252"}, {"access_mode": "w"}])
def test_what_would_corrupt_a_file_is_refused(path, arguments):
    with pytest.raises(ValueError, match=r"UTF-8|r\+"):
        JournalStorage(path, **arguments)
    assert not path.exists()


def test_inserts_updates_removals_and_tables_survive_reopening(path):
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert_multiple({"n": n, "kind": "x"} for n in range(5))
        db.update({"kind": "y"}, where("n") > 2)
        db.remove(where("n") == 0)
        db.table("other").insert({"name": "Ünïcode – “geciteerd” 🙂\u2028"})
        db.upsert(Document({"n": 9}, doc_id=40))
        db.drop_table("nothing")
        expected = db.storage.read()
    assert stored(path) == expected
    assert [d["n"] for d in expected["_default"].values()] == [1, 2, 3, 4, 9]
    with TinyDB(path, storage=JournalStorage) as db:
        assert db.insert({"n": 10}) == 41
        assert db.tables() == {"_default", "other"}
        db.truncate()
        assert db.tables() == {"_default", "other"}
        db.drop_tables()
        assert db.tables() == set()
    assert stored(path) == {}


def test_tables_can_be_dropped_before_anything_was_read(path):
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert({"a": 1})
    with TinyDB(path, storage=JournalStorage) as db:
        db.drop_tables()
        assert db.insert({"a": 2}) == 1
        assert db.all() == [{"a": 2}]


def test_true_and_one_are_told_apart(path):
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert({"a": 1, "b": 1.0})
        db.update({"a": True, "b": 1})
    document = stored(path)["_default"]["1"]
    assert (document["a"] is True, type(document["b"])) == (True, int)


@pytest.mark.parametrize("value", [{1, 2}, float("nan"), object(), "\ud800"])
def test_what_json_cannot_hold_is_refused_and_the_rest_stays(path, value):
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert({"a": 1})
        before = path.read_bytes()
        with pytest.raises((TypeError, ValueError)):
            db.insert({"a": value})
        assert path.read_bytes() == before
        assert db.all() == [{"a": 1}]


def test_documents_read_can_be_changed_by_the_caller_without_changing_the_file(path):
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert({"a": [1]})
        db.all()[0]["a"].append(2)
        assert db.all() == [{"a": [1]}]


def test_an_order_of_documents_is_kept(path):
    storage = JournalStorage(path)
    storage.write({"t": {"2": {"a": 2}, "1": {"a": 1}}})
    storage.write({"t": {"1": {"a": 1}, "2": {"a": 2}, "0": {"a": 0}}})
    assert list(JournalStorage(path).read()["t"]) == ["1", "2", "0"]


def test_only_what_changed_is_appended(path):
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert_multiple({"n": n, "words": "woorden " * 20} for n in range(100))
        before = path.stat().st_size
        db.update({"n": 1000}, doc_ids=[50])
        last = path.read_bytes().split(b"\n")[-2]
    assert path.stat().st_size - before < 500
    assert json.loads(last)["docs"] == {"_default": {"50": {"n": 1000, "words": "woorden " * 20}}}


def test_a_cache_in_between_is_written_on_closing(path):
    with TinyDB(path, storage=CachingMiddleware(JournalStorage)) as db:
        db.insert({"key": "value"})
    assert stored(path) == {"_default": {"1": {"key": "value"}}}


def test_two_of_them_on_one_file_lose_nothing(path):
    with (
        TinyDB(path, storage=JournalStorage) as one,
        TinyDB(path, storage=JournalStorage) as other,
    ):
        one.table("a").insert({"n": 1})
        other.table("b").insert({"n": 2})
        one.table("a").insert({"n": 3})
        assert other.storage.read() == {
            "a": {"1": {"n": 1}, "2": {"n": 3}},
            "b": {"1": {"n": 2}},
        }


def test_a_document_that_somebody_else_changed_meanwhile_is_not_overwritten(path):
    one, other = JournalStorage(path), JournalStorage(path)
    one.write({"t": {"1": {"n": 1}}})
    mine, theirs = one.read(), other.read()
    theirs["t"]["1"]["n"] = 2
    other.write(theirs)
    mine["t"]["1"]["n"] = 3
    with pytest.raises(OvertakenError):
        one.write(mine)
    assert stored(path) == {"t": {"1": {"n": 2}}}


def test_tables_are_compacted_when_asked(path):
    with TinyDB(path, storage=JournalStorage) as db:
        for _ in range(20):
            db.upsert({"n": _}, where("n") >= 0)
        db.table("empty").truncate()
        before = db.storage.read()
        db.storage.compact()
        assert path.read_bytes().count(b"\n") == 3
        assert db.storage.read() == before == stored(path)
        db.insert({"n": 99})
        assert len(db) == 2


def test_a_file_of_tinydb_is_no_session(path, opened):
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert({"a": 1})
    with pytest.raises(NotASessionError):
        opened(path)


def test_a_session_opens_with_plain_tinydb_for_queries(path, scribe):
    scribe.change(Say(words="acht weken wachten", speaker="D3"))
    scribe.change(Say(words="fijne consulent"))
    with TinyDB(path, storage=JournalStorage, access_mode="r") as db:
        assert db.table("session").all()[0]["title"] == "Wmo-toegang in drie wijkteams"
        found = db.table("statements").search(where("speakers").any(["D3"]))
        assert [(d.doc_id, d["words"]) for d in found] == [(1, "acht weken wachten")]
        assert db.tables() == {"session", "phases", "participants", "themes", "statements"}


def test_what_plain_tinydb_writes_is_seen_by_every_window(path, scribe):
    scribe.change(Say(words="acht weken wachten"))
    with TinyDB(path, storage=JournalStorage) as db:
        assert db.table("themes").insert({"name": "nabijheid"}) == 2
        db.table("statements").update({"themes": [2]}, doc_ids=[1])
        db.table("participants").remove(doc_ids=[3])
        db.table("remarks").insert({"at": {"utc": 1}, "words": "taxi", "kind": "parked"})
    session = scribe.follow()
    assert session.themes[2].name == "nabijheid"
    assert session.statements[1].themes == (2,)
    assert list(session.participants) == [1, 2]
    assert session.remarks[1].number == 1
    assert session.number("participants") == 4
    scribe.change(Say(words="nog een", theme="bereikbaarheid"))
    assert list(scribe.session.themes) == [1, 2, 3]


def test_a_whole_table_can_go_through_plain_tinydb(path, scribe):
    scribe.change(Say(words="acht weken wachten"))
    with TinyDB(path, storage=JournalStorage) as db:
        db.drop_table("statements")
    assert words_of(scribe.follow()) == []
    assert scribe.session.number("statements") == 2


@pytest.mark.parametrize(
    ("table", "document"),
    [
        ("_default", {"a": 1}),
        ("themes", {"name": "x", "colour": "red"}),
        ("themes", {"name": 3}),
        ("themes", Document({"name": "x", "number": 8}, doc_id=7)),
        ("statements", {"words": "zonder spreker"}),
        ("session", {"title": "een tweede"}),
    ],
)
def test_what_a_session_cannot_hold_is_refused_before_it_is_written(path, scribe, table, document):
    before = path.read_bytes()
    with (
        TinyDB(path, storage=JournalStorage) as db,
        pytest.raises(DoesNotFitError) as refused,
    ):
        db.table(table).insert(document)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before


def test_a_session_is_not_compacted_by_tinydb(path, scribe: SessionFile):
    scribe.change(Say(words="acht weken wachten"))
    before = path.read_bytes()
    with TinyDB(path, storage=JournalStorage) as db:
        db.storage.compact()
    assert path.read_bytes() == before
