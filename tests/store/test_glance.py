"""Reading the actions alone gives what reading the whole file gives, whatever stands at its end."""

import re
import tempfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiegel import clock, demo
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.capture.editing import Remove
from spiegel.domain.consent.consent import AddListeners
from spiegel.domain.session.actions import ActionStatus, Outline
from spiegel.domain.session.session import EditInfo, Refusal
from spiegel.store.journal import glance as glancing
from spiegel.store.journal.glance import glance
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import Passphrase
from spiegel.store.session.file import SessionFile


def same(path):
    """What the whole file tells, seen at its end: all of its actions, and what a line says."""
    session = read_session(path)
    actions = tuple(session.actions.values())
    seen, lines = glance(path, whole=True), glance(path)
    assert seen.actions == actions
    assert [fields(one) for one in lines.actions] == [fields(one) for one in actions]
    listeners = {one.code: one.function for one in session.listeners.values()}
    for found in (seen, lines):
        assert (found.title, found.date) == (session.info.title, session.info.date)
        assert found.functions == {
            one.owner: listeners[code]
            for one in actions
            if (code := one.owner.removeprefix("@").upper()) in listeners
        }
    return seen


def fields(action):
    return [getattr(action, name) for name in Outline.__struct_fields__]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "gesprek.spiegel"
    SessionFile.create(path, demo.play("middle"), clock=clock.now, window="test").close()
    return path


@pytest.fixture
def nothing_is_read_whole(monkeypatch):
    def whole(*_arguments, **_named):
        raise AssertionError("read whole")

    monkeypatch.setattr(glancing, "_read", whole)


@pytest.mark.usefixtures("nothing_is_read_whole")
def test_what_changed_since_the_file_was_written_anew_is_seen_too(path):
    assert same(path).actions == ()
    with closing(SessionFile(path, clock=clock.now, window="test")) as file:
        for number in range(1, 4):
            file.change(AddAction(words=f'Actie {number} "actions":{{"9":null}}', owner="balie"))
        same(path)
        file.change(EditInfo(fields={"place": '"gone":[ x'}))
        file.change(EditAction(number=2, fields={"owner": "beleid"}))
        file.change(Remove(table="actions", number=1))
        assert [action.number for action in same(path).actions] == [2, 3]
    assert [action.number for action in same(path).actions] == [2, 3]


WORDS = (
    "Bellen",
    'Zeggen "gone":[ {"docs":{"actions":{"1":null',
    "Twee\nregels\tof meer",
    "é’😀 " * 90,
)
OWNERS = ("", "balie", "T1", "@t3", "T03", "T12", "teamleider 2")
CHANGES = st.one_of(
    st.builds(AddAction, words=st.sampled_from(WORDS), owner=st.sampled_from(OWNERS)),
    st.builds(
        EditAction,
        number=st.integers(1, 5),
        fields=st.fixed_dictionaries(
            {}, optional={"owner": st.sampled_from(OWNERS), "status": st.sampled_from(ActionStatus)}
        ),
    ),
    st.builds(Remove, table=st.just("actions"), number=st.integers(1, 5)),
    st.builds(AddListeners, functions=st.lists(st.sampled_from(WORDS), max_size=4).map(tuple)),
    st.builds(Remove, table=st.just("listeners"), number=st.integers(1, 9)),
    st.builds(EditInfo, fields=st.fixed_dictionaries({"place": st.sampled_from(WORDS)})),
)


@pytest.mark.slow
@pytest.mark.reckons
@given(windows=st.lists(st.lists(CHANGES, max_size=8), max_size=3))
def test_after_whatever_changes_the_end_of_a_file_tells_what_the_whole_of_it_does(windows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gesprek.spiegel"
        SessionFile.create(path, demo.play("middle"), clock=clock.now, window="test").close()
        for changes in windows:
            with closing(SessionFile(path, clock=clock.now, window="test")) as file:
                for change in changes:
                    with suppress(Refusal):
                        file.change(change)
                same(path)
            same(path)


def test_actions_that_stand_elsewhere_in_the_file_than_at_its_end_are_there_too(path):
    with closing(SessionFile(path, clock=clock.now, window="test")) as file:
        file.change(AddAction(words="Bellen", owner="T1"))
    header, *lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([header, lines[-1], *lines[:-1]]))
    assert [action.words for action in same(path).actions] == ["Bellen"]


@pytest.mark.usefixtures("nothing_is_read_whole")
def test_a_meeting_that_was_often_opened_and_closed_is_read_from_its_end_too(path):
    with closing(SessionFile(path, clock=clock.now, window="test")) as file:
        file.change(AddAction(words="Bellen"))
    header, rest = path.read_bytes().split(b"\n", 1)
    before = b'"follows":[%b],' % b",".join(b'"%032d"' % number for number in range(256))
    path.write_bytes(header.replace(b'"lines":', before + b'"lines":') + b"\n" + rest)
    assert [action.words for action in same(path).actions] == ["Bellen"]


@pytest.mark.usefixtures("nothing_is_read_whole")
def test_more_actions_than_the_first_look_holds_are_all_there(path):
    with closing(SessionFile(path, clock=clock.now, window="test")) as file:
        for number in range(80):
            file.change(AddAction(words=f"{number} " + "lang " * 100))
        assert len(same(path).actions) == 80
    assert len(same(path).actions) == 80


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rb"Bellen", b"Bellen, ook in het weekend"),
        (rb'"words":"', b'"words":"Eerlijk gezegd: '),
        (rb'"tail":.[0-9,]+.', b'"tail":[1,2,3]'),
        (rb'"tail":.[0-9,]+.', b'"tail":[0,1,99999999999999]'),
        (rb'"tail":.([0-9]+),([0-9]+),([0-9]+).', rb'"tail":[\2,\1,\3]'),
        (rb'"tail":.[0-9,]+.,?', b""),
    ],
)
def test_a_file_that_somebody_changed_by_hand_tells_what_the_whole_of_it_does(path, before, after):
    with closing(SessionFile(path, clock=clock.now, window="test")) as file:
        file.change(AddAction(words="Bellen", owner="T1"))
    content = path.read_bytes()
    path.write_bytes(re.sub(before, after, content, count=1).replace(b",}", b"}"))
    assert path.read_bytes() != content
    same(path)
    assert [one.owner for one in glance(path).actions] == ["T1"]


def test_a_line_that_was_cut_off_is_passed_over_as_in_the_whole_file(path):
    with closing(SessionFile(path, clock=clock.now, window="test")) as file:
        file.change(AddAction(words="Bellen"))
    with path.open("ab") as file:
        file.write(b'{"at":"2026-03-12T14:03:20Z","docs":{"actions":{"1":nul')
    assert [action.words for action in same(path).actions] == ["Bellen"]


@pytest.mark.slow
@pytest.mark.reckons
def test_of_an_encrypted_file_nothing_is_known_without_its_passphrase(tmp_path):
    path, keys = tmp_path / "dicht.spiegel", Passphrase("vier woorden zijn genoeg")
    session = AddAction(words="Bellen").apply(demo.play("middle"), clock.now())
    SessionFile.create(path, session, clock=clock.now, window="test", keys=keys).close()
    assert (glance(path).sealed, glance(path).actions) == (True, ())
    assert [action.words for action in glance(path, keys=keys).actions] == ["Bellen"]
