"""The evaluation in the ballot box of a session file: nothing is lost, nothing is twice."""

import pytest
from meetings import START, meeting
from sealed import passphrase
from searching import bytes_with, home

from spiegel.domain.polls.box import NOBODY, Cast, form_key
from spiegel.domain.polls.evaluation import (
    BOX,
    CloseEvaluation,
    Filled,
    OpenEvaluation,
    packed,
    unpacked,
)
from spiegel.domain.polls.polls import Answered, NotOpen
from spiegel.domain.session.evaluation import Form
from spiegel.store.beside.ballots import Boxes
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.file import SessionFile

SEALED = pytest.mark.parametrize("keys", [NO_KEYS, passphrase()], ids=["open", "encrypted"])


def form(words, mark=4):
    return Filled(Form.PARTICIPANT, (mark, None, None, None), (words,))


def send(file, device, filled):
    key = form_key(b"ticket %d" % device, file.session.info.evaluating)
    file.ballots.cast(BOX, [Cast(key, NOBODY, packed(filled))])
    return key


@SEALED
def test_forms_wait_in_the_box_and_go_into_the_session_when_it_closes(path, opened, keys):
    file = opened(path, keys=keys)
    file.change(OpenEvaluation())
    for device, words in enumerate(["kwikzilver", "zandloper", "vuurtoren"]):
        send(file, device, form(words))
    send(file, 0, form("kwikzilver", 2))
    assert file.ballots.count(BOX) == 3
    assert file.ballots.done(BOX) == frozenset()
    assert not file.session.evaluations
    assert bytes_with([b"zandloper"], path.parent, home()) == set()
    file.change(CloseEvaluation())
    assert [one.words[0] for one in file.session.evaluations.values()] == [
        *("kwikzilver", "vuurtoren", "zandloper")
    ]
    assert not file.sidecar.ballots.exists()
    with pytest.raises(NotOpen):
        send_late(file)


def send_late(file):
    file.ballots.cast(BOX, [Cast(b"k" * 32, NOBODY, packed(form("laat")))])


def test_a_form_is_found_by_its_own_device_and_taken_back(path, opened):
    file = opened(path)
    file.change(OpenEvaluation())
    key = send(file, 1, form("kwikzilver"))
    send(file, 2, form("zandloper"))
    assert unpacked(file.ballots.find(BOX, key)) == form("kwikzilver")
    file.ballots.free(BOX, key, NOBODY)
    assert file.ballots.find(BOX, key) is None
    file.change(CloseEvaluation())
    assert [one.words for one in file.session.evaluations.values()] == [("zandloper",)]


def test_opening_is_undone_only_while_nobody_sent_in_a_form(path, opened):
    file = opened(path)
    file.change(OpenEvaluation())
    file.undo()
    assert file.session.info.evaluating is None
    file.change(OpenEvaluation())
    send(file, 1, form("kwikzilver"))
    with pytest.raises(Answered):
        file.undo()
    assert file.ballots.count(BOX) == 1


def test_a_kill_after_closing_leaves_no_form_twice(path, opened, monkeypatch):
    file = opened(path)
    file.change(OpenEvaluation())
    send(file, 1, form("kwikzilver"))
    with monkeypatch.context() as patch:
        patch.setattr(Boxes, "clear", lambda self, but: None)
        file.change(CloseEvaluation())
    file.close()
    later = opened(path)
    assert not later.sidecar.ballots.exists()
    later.change(OpenEvaluation())
    later.change(CloseEvaluation())
    assert len(later.session.evaluations) == 1


def test_a_kill_before_closing_loses_no_form(path, opened):
    file = opened(path)
    file.change(OpenEvaluation())
    send(file, 1, form("kwikzilver"))
    file.close()
    later = opened(path)
    later.change(CloseEvaluation())
    assert [one.words for one in later.session.evaluations.values()] == [("kwikzilver",)]


def test_the_same_forms_by_others_in_another_order_leave_the_same_line(tmp_path):
    def closed(name, devices):
        path = tmp_path / name / "meeting.spiegel"
        path.parent.mkdir()
        SessionFile.create(path, meeting(), clock=lambda: START, window="test").close()
        file = SessionFile(path, clock=lambda: START, window="devices")
        file.change(OpenEvaluation())
        for device in devices:
            send(file, device, form(("kwikzilver", "zandloper", "vuurtoren")[device % 3]))
        file.change(CloseEvaluation())
        (line,) = [each for each in path.read_bytes().splitlines() if b"vuurtoren" in each]
        file.close()
        return line

    first = closed("one", (0, 1, 2))
    assert closed("two", (5, 3, 4)) == first
    assert b"ticket" not in first
