"""What can still be read of a damaged file is saved to a new one; the damaged one is left alone."""

import json
import random
import re

import pytest
from days import Days
from sealed import passphrase
from tinychanges import Alter, Begin, Remove, Say, everything, numbered, words_of

from spiegel.domain.session.statements import Valence
from spiegel.store.damage.check import check
from spiegel.store.damage.salvage import salvage
from spiegel.store.errors import (
    DamagedError,
    LockedError,
    NewerError,
    NotASessionError,
    NotThereError,
    StoreError,
)
from spiegel.store.journal.header import header_at
from spiegel.store.journal.snapshot import read_session
from spiegel.store.past.restoring import save_salvaged
from spiegel.store.sealed.keys import NO_KEYS

SAID = ["acht weken wachten", "een vast nummer", "fijn geholpen", "niemand belde terug"]


@pytest.fixture
def lines(path, opened):
    """The lines of a file: compacted ones, and a change each for what came later."""
    return lines_of(path, opened)


def lines_of(path, opened, keys=NO_KEYS):
    file = opened(path, keys=keys)
    file.change(Begin(phase=2))
    for number, words in enumerate(SAID[:3]):
        file.change(Say(words=words, speaker=f"D{number + 1}", line=f"{number:032x}"))
    file.compact()
    file.change(Alter(number=2, fields={"valence": Valence.WISH}))
    file.change(Say(words=SAID[3], theme="bereikbaarheid", line="f" * 32))
    data = path.read_bytes()
    file.close()
    path.write_bytes(data)
    return data.split(b"\n")[:-1]


def put(path, lines):
    path.write_bytes(b"\n".join(lines) + b"\n")


def saved(path, keys=NO_KEYS):
    """What is salvaged, after it was written to a new file and read back."""
    before = path.read_bytes()
    found = salvage(path, keys=keys)
    place = save_salvaged(path, found, "gered", now=Days()())
    assert path.read_bytes() == before
    assert check(place, keys=keys) == ()
    assert everything(read_session(place, keys=keys)) == everything(found.session)
    return found


def where(lines, words):
    """The line in which something stands, for the first time."""
    return next(n for n, line in enumerate(lines) if words.encode() in line)


def test_of_a_sound_file_everything_is_read(path, lines):
    found = saved(path)
    assert everything(found.session) == everything(read_session(path))
    assert (found.lines, found.read, found.repaired) == (len(lines) - 1, len(lines) - 1, 0)


def test_a_line_that_is_gone_is_counted_and_the_others_are_saved(path, lines):
    number = where(lines, SAID[0])
    lines[number] = b"\x00" * 40
    put(path, lines)
    found = saved(path)
    assert words_of(found.session) == SAID[1:]
    assert found.unread == (number + 1,)
    assert (found.lines, found.read) == (len(lines) - 1, len(lines) - 2)


@pytest.mark.parametrize("cut", [40, 400, 900])
def test_what_stands_before_a_cut_is_saved_and_what_is_missing_is_counted(path, lines, cut):
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    kept = whole[:-cut].count(b"\n") - 1
    found = saved(path)
    # Of the line in which it was cut, what is whole may be read too.
    assert kept <= found.read <= kept + 1
    assert found.read + len(found.unread) == found.lines
    assert SAID[:3] == words_of(found.session)[:3] or found.unread


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        (b'"speakers":["D2"]', b'"speakers":[7]', {"speakers": ("?",)}),
        (b'"speakers":["D2"]', b'"speakexs":["D2"]', {"speakers": ("?",)}),
        (b'"number":2', b'"number":5', {"number": 2}),
        (b'{"utc"', b'{"utd"', {"speakers": ("D2",)}),
        (b"vast", b"v\xffst", {"words": "een v\ufffdst nummer"}),
        (b"vast", b"v\x01st", {"words": "een v\ufffdst nummer"}),
        (b"vast", b"v\\ud800st", {"words": "een v\ufffdst nummer"}),
        (b'"speakers":["D2"]', b'"speakers":["D2"', {"speakers": ("?",)}),
        (b',"speakers"', b';"speakers"', {"speakers": ("D2",)}),
    ],
)
def test_a_statement_with_a_fault_is_kept_back_until_somebody_looked(path, lines, old, new, fields):
    number = where(lines, SAID[1])
    assert old in lines[number]
    # As it was compacted: the later change of this statement is left out.
    lines[number] = lines[number].replace(old, new)
    put(path, [line for line in lines if b'"valence"' not in line])
    found = saved(path)
    statement = found.session.statements[2]
    assert {name: getattr(statement, name) for name in fields} == fields
    assert statement.words.replace("\ufffd", "a") == SAID[1]
    assert statement.traceable
    assert found.repaired == 1
    assert [s.traceable for n, s in found.session.statements.items() if n != 2] == [False] * 3


def test_lines_whose_ends_were_lost_are_told_apart(path, lines):
    put(path, [lines[0] + b"\x7f" + lines[1], b"\x7f".join(lines[2:])])
    found = saved(path)
    assert words_of(found.session) == SAID
    assert found.session.info.title == "Wmo-toegang in drie wijkteams"
    assert found.unread == ()
    assert found.lines == len(lines) - 1


@pytest.mark.parametrize(
    "header",
    [b"", b"\xff\x00 niets", b'{"program":"spiegel","schema":"twee"}', b'{"program":"spiegel"'],
)
def test_without_its_header_a_file_is_still_read(path, lines, header):
    put(path, [header, *lines[1:]])
    found = saved(path)
    assert words_of(found.session) == SAID
    assert found.session.info.id == "0b5c7a3e"


def test_a_header_with_a_fault_still_says_what_was_given_out(path, lines):
    lines[0] = (
        lines[0].replace(b'"statements":3', b'"statements":9').replace(b'"title":"', b'"title":7"')
    )
    put(path, lines)
    assert saved(path).session.last["statements"] == 9


@pytest.mark.parametrize("count", [-1, 2**31, 2**64, 10**400])
def test_a_header_that_counts_more_lines_than_any_file_has_is_named_and_not_believed(
    path, lines, count
):
    lines[0] = re.sub(rb'"lines":\d+', b'"lines":%d' % count, lines[0])
    put(path, lines)
    with pytest.raises(DamagedError, match="1"):
        read_session(path)
    found = saved(path)
    assert (found.lines, found.unread, words_of(found.session)) == (len(lines) - 1, (), SAID)


def test_without_the_line_about_the_meeting_the_header_says_what_it_was(path, lines):
    put(path, [lines[0], *lines[2:]])
    info = saved(path).session.info
    assert (info.id, info.title) == ("0b5c7a3e", "Wmo-toegang in drie wijkteams")
    put(path, lines[2:])
    assert saved(path).session.info.id


def test_of_two_statements_with_one_number_both_are_kept(path, lines):
    number = where(lines, SAID[0])
    other = lines[number].replace(SAID[0].encode(), b"iets heel anders")
    put(path, [*lines[: number + 1], other, *lines[number + 1 :]])
    assert sorted(words_of(saved(path).session)) == sorted([*SAID, "iets heel anders"])


def test_a_part_of_a_line_that_came_in_another_place_does_not_overrule_the_whole_line(path, lines):
    number = where(lines, "Ronde")
    spliced = lines[number].replace(b'"name":"Ronde"', b'"na":"over de brief"')
    put(path, [*lines[: number + 3], spliced, *lines[number + 3 :]])
    assert saved(path).session.phases[2].name == "Ronde"


def test_a_number_twice_in_one_line_gives_both(path, lines):
    theme = {number: f'{{"number":7,"name":"{number}"}}' for number in ("eerst", "daarna")}
    put(
        path,
        [
            *lines,
            f'{{"docs":{{"themes":{{"7":{theme["eerst"]},"7":{theme["daarna"]}}}}}}}'.encode(),
        ],
    )
    assert {"eerst", "daarna"} < {theme.name for theme in saved(path).session.themes.values()}


def test_two_lines_that_two_laptops_gave_one_number_are_both_kept(path, lines):
    number = where(lines, SAID[3])
    other = lines[number].replace(b"f" * 32, b"e" * 32).replace(SAID[3].encode(), b"van elders")
    put(path, [*lines, other])
    assert set(words_of(saved(path).session)) == {*SAID, "van elders"}


def test_a_change_of_one_field_is_no_second_statement(path, lines):
    assert len(saved(path).session.statements) == 4
    put(path, [*lines, *lines[-3:]])
    assert words_of(saved(path).session) == SAID


CHAIRS = {
    number: {
        "number": number,
        "present": True,
        "chair": 9 - number,
        "consent": {"take_part": True, "verbatim": True},
    }
    for number in (2, 8)
}


@pytest.mark.parametrize("place", ["2", "8"])
def test_consent_taken_back_is_not_another_s_when_a_digit_of_its_line_was_lost(path, lines, place):
    people = {str(number): person for number, person in CHAIRS.items()}
    taken_back = CHAIRS[2] | {
        "number": 10 - int(place),
        "consent": {"take_part": True, "verbatim": False},
    }
    said = [{"docs": {"participants": people}}]
    said += [{"at": "2026-10-08T09:00:00Z", "docs": {"participants": {place: taken_back}}}]
    put(path, [*lines, *(json.dumps(line).encode() for line in said)])
    people = saved(path).session.participants
    assert [people[number].consent.verbatim for number in (2, 8)] == [False, True]


def test_a_new_statement_at_the_place_of_an_older_one_takes_nothing_away(path, lines):
    number = where(lines, SAID[3])
    lines[number] = lines[number].replace(b'{"4":{"number"', b'{"1":{"number"')
    put(path, lines)
    assert words_of(saved(path).session) == SAID


def test_names_of_what_is_lost_are_left_out_or_given_back(path, lines):
    documents = {
        "statements": {"words": "x", "speakers": ["D3", "D77"], "themes": [1, 8], "question": 4},
        "listener_questions": {"words": "x", "listener": "T88"},
        "remarks": {"words": "x", "kind": "note", "people": ["D1", "iemand", "D99"], "phase": 9},
        "actions": {"words": "x", "statements": [1, 77], "themes": [9]},
        "moments": {"kind": "go", "phase": 6},
        "questions": {"position": 1, "phase": 7, "words": "waarom"},
    }
    for table, document in documents.items():
        full = {"number": 50, **document}
        if table != "questions":
            full["at"] = {"utc": 1}
        lines.append(json.dumps({"docs": {table: {"50": full}}}).encode())
    # D2 and what was said about the second phase lose the line that says what they are.
    lines = [
        line
        for line in lines
        if b'{"participants":{"2"' not in line and b'{"phases":{"2"' not in line
    ]
    put(path, lines)
    session = saved(path).session
    assert session.participants[2].consent.take_part is None
    assert session.statements[2].speakers == ("D2",)
    statement = session.statements[50]
    assert (statement.speakers, statement.themes, statement.question) == (("D3",), (1,), None)
    assert session.listener_questions[50].listener == ""
    remark = session.remarks[50]
    assert (remark.people, remark.phase) == (("D1", "iemand"), None)
    assert (session.actions[50].statements, session.actions[50].themes) == ((1,), ())
    assert [moment.kind for moment in session.moments.values()] == []
    assert session.questions[50].phase in session.phases


def test_a_statement_of_nobody_that_is_left_has_an_unknown_speaker(path, lines):
    lost = json.dumps({"number": 9, "at": {"utc": 1}, "words": "x", "speakers": ["D55"]})
    put(path, [*lines, b'{"docs":{"statements":{"9":' + lost.encode() + b"}}}"])
    assert saved(path).session.statements[9].speakers == ("?",)


def test_what_was_taken_out_stays_out(path, opened):
    file = opened(path)
    file.change(Say(words="eerst"))
    file.change(Say(words="daarna"))
    file.change(Remove(number=1))
    data = path.read_bytes()
    file.close()
    path.write_bytes(data + b"\x00\x00")
    assert words_of(saved(path).session) == ["daarna"]


def test_what_is_no_session_gives_nothing(path, tmp_path):
    for content in (b"", b"\x00" * 1000, b"een brief\n" * 50, b"{}\n{}\n", b'{"name":"x"}\n' * 9):
        path.write_bytes(content)
        with pytest.raises(NotASessionError):
            salvage(path)
    with pytest.raises(NotASessionError):
        salvage(tmp_path)
    with pytest.raises(NotThereError):
        salvage(tmp_path / "nergens.spiegel")
    path.write_bytes(b'{"program":"spiegel","schema":99}\n')
    with pytest.raises(NewerError):
        salvage(path)
    path.write_bytes(b'{"program":"spiegel","schema":2,"kind":"tables","generation":"a"}\n')
    with pytest.raises(NotASessionError):
        salvage(path)


def test_an_older_file_is_saved_in_the_present_schema(path, lines):
    lines[0] = lines[0].replace(b'"schema":6', b'"schema":1')
    lines[where(lines, SAID[0])] = b"weg"
    put(path, lines)
    assert words_of(saved(path).session) == SAID[1:]


def test_the_rest_goes_to_a_name_that_is_free(path, lines):
    now = Days()()
    places = [save_salvaged(path, salvage(path), "gered", now=now) for _ in range(3)]
    assert [place.name for place in places] == [
        "wmo-gered.spiegel",
        "wmo-gered-2.spiegel",
        "wmo-gered-3.spiegel",
    ]
    assert all(place.stat().st_mode & 0o777 == 0o600 for place in places)


# Encrypted


def test_of_an_encrypted_file_what_opens_is_saved_encrypted(path, opened):
    lines = lines_of(path, opened, passphrase())
    lost = 3
    lines[lost] = lines[lost][:-9] + b"AAAAAAAA="
    put(path, lines)
    with pytest.raises(LockedError):
        salvage(path)
    found = saved(path, keys=passphrase())
    assert found.unread == (lost + 1,)
    assert words_of(found.session) == SAID
    place = path.with_name("wmo-gered.spiegel")
    assert header_at(place).seal == header_at(path).seal
    assert SAID[0].encode() not in place.read_bytes()


def test_encrypted_lines_that_moved_are_read_in_the_order_in_which_they_were_written(path, opened):
    lines = lines_of(path, opened, passphrase())
    head, rest = lines[0], lines[1:]
    rest = [*rest[5:], *rest[:2], rest[3], rest[3], rest[4]]
    put(path, [head, *rest])
    found = saved(path, keys=passphrase())
    assert found.unread == (4,)
    assert words_of(found.session) == SAID
    assert found.session.statements[2].valence is Valence.WISH


def test_what_is_missing_at_the_end_of_an_encrypted_file_is_counted(path, opened):
    lines = lines_of(path, opened, passphrase())
    put(path, lines[:-2])
    found = saved(path, keys=passphrase())
    assert found.unread == (len(lines) - 1, len(lines))


def test_a_kept_copy_still_says_how_a_file_was_encrypted(path, opened):
    lines = lines_of(path, opened, passphrase())
    folder = path.with_name(".wmo.spiegel.d") / "backups"
    (folder / "wmo-2026-03-01.spiegel").write_bytes(path.read_bytes())
    salt = header_at(path).seal.salt.encode()
    lines[0] = lines[0].replace(salt, b"A" * len(salt))
    put(path, lines)
    assert words_of(saved(path, keys=passphrase()).session) == SAID


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("keys", [NO_KEYS, passphrase()], ids=["open", "encrypted"])
def test_random_damage_never_ends_in_anything_but_a_sound_file_or_a_typed_error(path, opened, keys):
    file = opened(path, keys=keys)
    for change in numbered(12):
        file.change(change)
    file.compact()
    for change in numbered(4):
        file.change(change)
    good = path.read_bytes()
    file.close()
    chance, whole = random.Random(20260312), 0
    for _ in range(40):
        path.write_bytes(damaged(good, chance))
        try:
            found = saved(path, keys=keys)
        except StoreError:
            continue
        whole += len(found.session.statements)
        path.with_name("wmo-gered.spiegel").unlink()
    assert whole > 40 * 8


def damaged(good: bytes, chance: random.Random) -> bytes:
    data = bytearray(good)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(data))
        kind = chance.randrange(5)
        if kind == 0:
            data[place] = chance.randrange(256)
        elif kind == 1:
            del data[place : place + chance.randrange(1, 40)]
        elif kind == 2:
            data[place:place] = good[chance.randrange(len(good)) :][: chance.randrange(1, 60)]
        elif kind == 3:
            lines = data.split(b"\n")
            lines.insert(chance.randrange(len(lines)), chance.choice(lines))
            data = bytearray(b"\n".join(lines))
        else:
            lines = data.split(b"\n")
            del lines[chance.randrange(len(lines))]
            data = bytearray(b"\n".join(lines))
    return bytes(data)


def copied(lines, source, over, other):
    """The line of a document with another name, over the place of something else; its number."""
    document = json.loads(lines[source])
    ((table, documents),) = document["docs"].items()
    ((number, fields),) = documents.items()
    name, fields["name"] = fields["name"], other
    lines[over] = json.dumps(document).encode()
    return table, int(number), name


@pytest.mark.parametrize("words", [SAID[1], '"number":3,"present"'])
def test_a_line_that_was_copied_over_another_place_takes_nothing_from_where_it_belongs(
    path, lines, words
):
    phase = where(lines, '{"docs":{"phases":{"2"')
    table, number, name = copied(lines, phase, where(lines, words), "Cli-036ebf2a8a7b")
    put(path, lines)
    assert getattr(saved(path).session, table)[number].name == name


def test_so_it_is_for_one_that_stands_before_the_line_it_was_copied_from(path, lines):
    theme, phase = where(lines, '{"docs":{"themes":{'), where(lines, '{"docs":{"phases":{"1"')
    table, number, name = copied(lines, theme, phase, "x-036ebf2a8a7b")
    put(path, lines)
    assert getattr(saved(path).session, table)[number].name == name
