"""What `check` finds in a file that is not sound, and that it leaves it alone."""

import json
import random

import pytest
from tinychanges import Alter, Remove, Say, numbered

from spiegel import i18n
from spiegel.store.damage.check import CutOff, Damage, Missing, TornTail, Twice, Unsound, check
from spiegel.store.errors import DamagedError, NewerError, NotThereError, StoreError
from spiegel.store.journal.snapshot import read_session

ENGLISH = i18n.translations("en")


@pytest.fixture
def sound(path, scribe):
    """A file with a few lines of each kind, closed and not compacted by a window."""
    scribe.change(Say(words="een", theme="nieuw"))
    scribe.compact()
    scribe.change(Say(words="twee"))
    scribe.change(Alter(number=1, fields={"words": "een of twee"}))
    scribe.change(Remove(number=2))
    scribe.undo()
    data = path.read_bytes()
    scribe.close()
    path.write_bytes(data)
    return path


def add(path, *lines: bytes) -> int:
    """Add lines to a file; the number of the first."""
    count = path.read_bytes().count(b"\n")
    with path.open("ab") as file:
        file.write(b"\n".join(lines) + b"\n")
    return count + 1


def reading_error(path) -> StoreError | None:
    """What reading the session says is wrong; any other exception is a fault of ours."""
    try:
        read_session(path)
    except StoreError as error:
        return error
    return None


def test_a_sound_file_has_nothing_to_report(sound):
    assert check(sound) == ()


def test_what_is_wrong_with_a_line_stands_on_one_line_itself(sound):
    add(sound, rb'{"docs":{"statements":{"9":{"\number\u2028\u001b[31m":9}}}}')
    (finding,) = check(sound)
    assert finding.explain(ENGLISH).isprintable()
    assert reading_error(sound).explain(ENGLISH).isprintable()


def test_every_damaged_line_is_found_by_its_number(sound):
    number = add(sound, b"{", b'{"docs":{"colours":{}}}', b'{"docs":{"themes":{"9":null}}}', b"")
    before = sound.read_bytes()
    findings = check(sound)
    assert [type(finding) for finding in findings] == [Damage] * 3
    assert [finding.line for finding in findings] == [number, number + 1, number + 3]
    assert "colours" in findings[1].explain(ENGLISH)
    assert sound.read_bytes() == before


def test_a_torn_tail_is_found(sound):
    with sound.open("ab") as file:
        file.write(b'{"docs":{"statem')
    (finding,) = check(sound)
    assert isinstance(finding, TornTail)
    assert finding.line == sound.read_bytes().count(b"\n") + 1
    assert "cut off" in finding.explain(ENGLISH)


def test_a_number_that_stands_twice_is_found(sound):
    theme = b'{"docs":{"themes":{"1":{"number":1,"name":"a"}}}}'
    twice = b'{"docs":{"themes":{"7":{"number":7,"name":"a"},"7":{"number":7,"name":"b"}}}}'
    number = add(sound, theme, twice)
    first, second = check(sound)
    assert isinstance(first, Twice)
    assert (first.line, first.table, first.number) == (number, "themes", 1)
    assert (second.line, second.table, second.number) == (number + 1, "themes", 7)
    assert "theme 7 is there twice" in second.explain(ENGLISH)


@pytest.mark.parametrize(
    ("table", "document", "target"),
    [
        ("statements", {"words": "x", "speakers": ["D9"]}, ("participants", 9)),
        ("statements", {"words": "x", "speakers": ["?"], "themes": [1, 8]}, ("themes", 8)),
        ("statements", {"words": "x", "speakers": ["*"], "question": 4}, ("questions", 4)),
        ("statements", {"words": "x", "speakers": ["D1"], "phase": 7}, ("phases", 7)),
        (
            "statements",
            {"words": "x", "speakers": ["D1"], "answer_to": 2},
            ("listener_questions", 2),
        ),
        ("listener_questions", {"words": "x", "listener": "T3"}, ("listeners", 3)),
        (
            "remarks",
            {"words": "x", "kind": "note", "people": ["D7", "iemand"]},
            ("participants", 7),
        ),
        ("actions", {"words": "x", "statements": [77]}, ("statements", 77)),
        ("moments", {"kind": "go", "phase": 6}, ("phases", 6)),
    ],
)
def test_a_name_of_something_that_is_not_there_is_found(sound, table, document, target):
    full = {"number": 50, "at": {"utc": 1}, **document}
    add(sound, json.dumps({"docs": {table: {"50": full}}}).encode())
    (finding,) = check(sound)
    assert isinstance(finding, Missing)
    assert (finding.table, finding.number) == (table, 50)
    assert (finding.target, finding.missing) == target
    assert "which is not there" in finding.explain(ENGLISH)


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"", 0), (b"\x00\x01", 0), (b'{"program":"spiegel","schema":1}\n', 1)],
)
def test_what_is_no_session_is_one_finding(path, content, line):
    path.write_bytes(content)
    (finding,) = check(path)
    assert isinstance(finding, Unsound)
    assert finding.line == line
    assert str(path) in finding.explain(ENGLISH)


def test_a_newer_file_a_folder_and_no_file_say_so(path, tmp_path):
    path.write_bytes(b'{"program":"spiegel","schema":99}\n')
    (finding,) = check(path)
    assert isinstance(finding.error, NewerError)
    assert "99" in finding.explain(ENGLISH)
    (finding,) = check(tmp_path)
    assert isinstance(finding, Unsound)
    with pytest.raises(NotThereError):
        check(tmp_path / "nergens.spiegel")


def test_a_session_without_its_first_document_is_damaged(path, scribe):
    lines = path.read_bytes().split(b"\n")
    scribe.close()
    path.write_bytes(b"\n".join([lines[0], *lines[2:]]))
    damage, missing = check(path)
    assert isinstance(damage, Damage)
    assert isinstance(missing, CutOff)
    with pytest.raises(DamagedError):
        read_session(path)


@pytest.mark.slow
@pytest.mark.reckons
def test_random_damage_never_ends_in_anything_but_a_finding_or_a_typed_error(path, scribe):
    for change in numbered(20):
        scribe.change(change)
    scribe.compact()
    for change in numbered(5):
        scribe.change(change)
    good = path.read_bytes()
    scribe.close()
    chance = random.Random(20260312)
    found = 0
    for _ in range(150):
        data = bytearray(good)
        kind = chance.randrange(4)
        place = chance.randrange(len(data))
        if kind == 0:
            data[place] = chance.randrange(256)
        elif kind == 1:
            del data[place : place + chance.randrange(1, 40)]
        elif kind == 2:
            data[place:place] = good[chance.randrange(len(good)) :][: chance.randrange(1, 60)]
        else:
            data = data[:place]
        path.write_bytes(data)
        findings = check(path)
        found += bool(findings)
        for finding in findings:
            assert finding.explain(ENGLISH)
        error = reading_error(path)
        assert error is None or findings
        assert error is None or "\n" not in error.explain(ENGLISH)
        assert path.read_bytes() == data
    assert found > 75
