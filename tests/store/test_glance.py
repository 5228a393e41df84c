"""Reading the actions alone gives what reading the whole file gives, whatever stands at its end."""

from contextlib import closing

import pytest

from spiegel import clock, demo
from spiegel.domain.actions.deciding import AddAction, EditAction
from spiegel.domain.capture.editing import Remove
from spiegel.store.journal import glance as glancing
from spiegel.store.journal.glance import glance
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import Passphrase
from spiegel.store.session.file import SessionFile


def same(path):
    whole = read_session(path)
    seen = glance(path)
    assert seen.actions == tuple(whole.actions.values())
    assert (seen.title, seen.date) == (whole.info.title, whole.info.date)
    return seen


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "gesprek.spiegel"
    SessionFile.create(path, demo.play("middle"), clock=clock.now, window="test").close()
    return path


@pytest.fixture
def nothing_is_read_whole(monkeypatch):
    def whole(*_arguments, **_named):
        raise AssertionError("read whole")

    monkeypatch.setattr(glancing, "_whole", whole)


@pytest.mark.usefixtures("nothing_is_read_whole")
def test_what_changed_since_the_file_was_written_anew_is_seen_too(path):
    assert same(path).actions == ()
    with closing(SessionFile(path, clock=clock.now, window="test")) as file:
        for number in range(1, 4):
            file.change(AddAction(words=f'Actie {number} "actions":{{"9":null}}', owner="balie"))
        same(path)
        file.change(describe_change('"gone":[ x'))
        file.change(EditAction(number=2, fields={"owner": "beleid"}))
        file.change(Remove(table="actions", number=1))
        assert [action.number for action in same(path).actions] == [2, 3]
    assert [action.number for action in same(path).actions] == [2, 3]


def describe_change(place):
    from spiegel.domain.session.session import EditInfo

    return EditInfo(fields={"place": place})


@pytest.mark.usefixtures("nothing_is_read_whole")
def test_more_actions_than_the_first_look_holds_are_all_there(path):
    with closing(SessionFile(path, clock=clock.now, window="test")) as file:
        for number in range(80):
            file.change(AddAction(words=f"{number} " + "lang " * 100))
        assert len(same(path).actions) == 80
    assert len(same(path).actions) == 80


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
