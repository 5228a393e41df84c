"""A meeting in memory: what its port promises, with nothing on a disk."""

from pathlib import Path

import pytest
from meetings import meeting
from tinychanges import Ticks

from meeting.inbox import Inbox
from spiegel.domain.capture.capture import RecordLine
from spiegel.domain.session.statements import Where
from spiegel.meeting.memory import open_in_memory
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.port.meeting import HalfLine
from spiegel.store.memory import SessionMemory
from spiegel.store.session import writer

PATIENCE = 20.0


class Window:
    """A window that is called back when it asks for it."""

    def __init__(self, memory: SessionMemory, role: str) -> None:
        self.inbox = Inbox()
        self.meeting = open_in_memory(memory, role=role, deliver=self.inbox)

    def until(self, condition) -> None:
        while not condition():
            assert self.inbox.take(within=PATIENCE), "nothing more came"

    def says(self, text: str) -> None:
        receipts = []
        line = HalfLine(text=text, where=Where(), line=text)
        change = RecordLine(text=text, where=line.where, line=text)
        self.meeting.submit(change, receipts.append, line=line)
        self.until(lambda: receipts)
        assert receipts[0].saved

    @property
    def words(self) -> list[str]:
        return [said.words for said in self.meeting.session.statements.values()]


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """Opens windows on one meeting, in an empty folder that stays empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(writer, "LOOK_AROUND", 0.1)
    memory, windows = SessionMemory(meeting(), clock=Ticks()), []

    def open_(role: str) -> Window:
        windows.append(Window(memory, role))
        return windows[-1]

    yield open_
    for window in windows:
        window.meeting.close(5)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.reckons
def test_two_windows_hear_of_each_other_and_take_back_their_own(opened):
    moderator, scribe = opened("moderator"), opened("scribe")
    scribe.says("D1: een")
    moderator.until(lambda: moderator.words == ["een"])
    moderator.says("D2: twee")
    undone = []
    scribe.meeting.undo(undone.append)
    scribe.until(lambda: undone)
    assert scribe.words == ["twee"]
    moderator.until(lambda: moderator.words == ["twee"])


@pytest.mark.slow
@pytest.mark.reckons
def test_windows_know_who_else_is_there(opened):
    moderator = opened("moderator")
    scribe = opened("scribe")
    moderator.until(lambda: [one.role for one in moderator.meeting.around.others] == ["scribe"])
    scribe.meeting.close(5)
    moderator.until(lambda: moderator.meeting.around.others == ())


def test_a_half_line_of_a_window_that_left_is_brought_back(opened):
    scribe = opened("scribe")
    scribe.meeting.typed.hold(HalfLine(text="D1: half", where=Where(), line="5f"))
    scribe.meeting.close(5)
    again = opened("scribe")
    assert again.meeting.adopt()
    assert again.meeting.typed.half_line.text == "D1: half"


def test_a_line_typed_astray_goes_to_the_window_in_which_somebody_writes(opened):
    moderator, scribe = opened("moderator"), opened("scribe")
    moderator.meeting.strays.hold(HalfLine(text="D1: verdwaald", where=Where(), line="5f"))
    moderator.meeting.strays.send()
    moderator.until(lambda: moderator.meeting.strays.lines == ())
    scribe.until(lambda: [one.text for one in scribe.meeting.strays.lines] == ["D1: verdwaald"])


def test_there_is_no_document_and_no_other_place(opened):
    meeting = opened("moderator").meeting
    assert meeting.documents.look().documents == ()
    with pytest.raises(NotDoneError, match="geheugen"):
        meeting.documents.make("report", Path())
    problems = []
    meeting.rescue.go_on(Path("elders"), problems.append)
    assert "geheugen" in problems[0]
