"""The shown time is right to the second, whatever happens to the clocks of the laptop."""

import subprocess
import sys
import threading
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laptop import HOUR, MINUTE, SECOND, Laptop
from meetings import round_of
from onpaper import CLOCKS, Room
from transcript import transcript

from spiegel import clock
from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.capture.remarks import Tell
from spiegel.domain.running.running import (
    Extend,
    Go,
    GoNext,
    GoPrevious,
    Pause,
    Resume,
    Skip,
    standing,
)
from spiegel.domain.running.timing import timetable
from spiegel.domain.session.session import Change, Session
from spiegel.screens.clock import view as clock_view
from spiegel.screens.scribe import view as scribe_view
from spiegel.screens.shared import time_view
from spiegel.store.session.file import SessionFile
from spiegel.store.session.writer import Saved, Writer

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the clock of a boot may stop during sleep"
)


def check(room: Room) -> None:
    """All that the three screens say of the time."""
    now = clock.now()
    table = timetable(room.session, now)
    shown = clock_view.room(room.session, now)
    assert time_view.digits(table, calm=False) == room.digits()
    assert (shown.digits, shown.words) == room.large()
    assert table.elapsed == room.watch.elapsed
    assert 1 <= time_view.ticking(table).next_second <= SECOND


SPANS = {
    "work": st.integers(0, 30 * MINUTE),
    "sleep": st.integers(0, 8 * HOUR),
    "wall clock": st.integers(-26 * HOUR, 26 * HOUR),
    "new boot": st.integers(0, 20 * HOUR),
}


HAPPENS = st.one_of(
    *(st.tuples(st.just(what), spans) for what, spans in SPANS.items()),
    st.tuples(st.just("work"), st.integers(0, 3 * SECOND)),
    st.tuples(st.just("work"), st.integers(0, 5 * MINUTE)),
)


KEYS = st.sampled_from(
    [
        *(GoNext(), GoPrevious(), Pause(), Pause(minutes=10), Resume(), Resume()),
        *(Extend(minutes=1), Extend(minutes=-1), Extend(minutes=5), Extend(minutes=-5)),
        *(Skip(question=2), Skip(question=4)),
        *(Go(phase=4, question=number) for number in (1, 3, 4)),
    ]
)


SCHEDULES = st.lists(st.one_of(HAPPENS, KEYS), max_size=40)


def play(schedule: list[tuple[str, int] | Change]) -> None:
    """A meeting with this schedule, looked at after each step."""
    with pytest.MonkeyPatch.context() as patch:
        room = Room(Laptop().put_in(patch))
        assert round_of(room.session).number == 4
        for step in schedule:
            if isinstance(step, tuple):
                room.happens(*step)
            elif room.possible(step):
                room.press(step)
            check(room)


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation(*CLOCKS)
@given(SCHEDULES)
@settings(deadline=None, max_examples=60)
def test_the_time_is_right_to_the_second_whatever_happens_to_the_clocks(schedule):
    play(schedule)


@pytest.mark.slow
@pytest.mark.mutation(*CLOCKS)
@given(SCHEDULES)
@settings(deadline=None, max_examples=3_000)
def test_the_time_is_right_on_three_thousand_more_schedules(schedule):
    play(schedule)


def test_a_wall_clock_set_before_a_new_boot_adds_nothing_to_the_meeting(monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", 5 * MINUTE)
    room.happens("wall clock", HOUR)
    room.press(GoNext())
    room.happens("new boot", 2 * MINUTE)
    table = timetable(room.session, clock.now())
    assert table.elapsed == 7 * MINUTE
    assert table.behind == -5 * MINUTE


def test_time_that_is_taken_away_wholly_is_over_not_without_a_limit(monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", 20 * SECOND)
    room.press(Extend(minutes=-5))
    room.press(Extend(minutes=-5))
    check(room)
    assert room.digits() == "+0:20"
    assert clock_view.room(room.session, clock.now()).words == "we ronden af"


def line(session: Session, number: int) -> Change:
    return RecordLine(
        text=f"D{number}: regel {number}", where=where(session), line=f"{number:032x}", today=None
    )


def test_a_line_does_not_move_up_because_the_wall_clock_was_set_back(monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    for number, by in ((1, 0), (2, -HOUR), (3, -HOUR), (4, 5 * HOUR)):
        room.happens("wall clock", by)
        room.happens("work", MINUTE)
        room.apply(line(room.session, number))
        room.happens("work", MINUTE)
        room.apply(Tell(words=f"notitie {number}", line=f"{number + 10:032x}"))
    numbered = [key for key in scribe_view.listed(room.session).keys if ":" not in key[0]]
    assert numbered == [
        (table, number) for number in range(1, 5) for table in ("statements", "remarks")
    ]
    assert scribe_view.listed(room.session).newest[1:] == ("remarks", 4)
    said = [words for words in transcript(room.session) if "regel" in words]
    assert [words[-1] for words in said] == ["1", "2", "3", "4"]


# A disk or another window that keeps a key waiting


def test_a_clock_runs_from_the_key_press_also_when_the_file_is_busy(tmp_path, monkeypatch):
    laptop = Laptop().put_in(monkeypatch)
    room = Room(laptop)
    path = tmp_path / "m.spiegel"
    file = SessionFile.create(path, room.session, clock=clock.now, window="moderator")
    other = SessionFile(path, clock=clock.now, window="scribe")
    saved: list[Saved] = []
    done = threading.Event()

    def deliver(result: object) -> None:
        if isinstance(result, Saved):
            saved.append(result)
            done.set()

    with other._live.writing():
        writer = Writer(file, deliver)
        seen = standing(file.session)
        writer.submit(GoNext(seen=seen), at=clock.now())
        laptop.work(4 * SECOND)
    assert done.wait(20)
    writer.close()
    other.close()
    assert timetable(saved[0].session, clock.now()).question.spent == 4 * SECOND


def test_a_key_that_was_written_late_never_turns_time_back(monkeypatch):
    """The scribe pressed first, the moderator's key was on the disk first."""
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", MINUTE)
    early = clock.now()
    room.happens("work", 2 * SECOND)
    room.apply(Pause())
    room.session = Resume().apply(room.session, early)
    room.happens("work", MINUTE)
    table = timetable(room.session, clock.now())
    assert table.elapsed == 2 * MINUTE + 2 * SECOND
    assert table.question.spent == table.elapsed


# Windows that agree

ANSWER = """
import sys
import msgspec
from pathlib import Path
from spiegel.domain.session.instants import Instant
from spiegel.domain.running.timing import timetable
from spiegel.screens.shared.time_view import digits
from spiegel.store.journal.snapshot import read_session

session = read_session(Path(sys.argv[1]))
for now in msgspec.json.decode(sys.argv[2], type=list[Instant]):
    print(digits(timetable(session, now), calm=False))
"""


@pytest.mark.slow
@pytest.mark.reckons
def test_windows_in_other_processes_and_after_a_new_boot_agree(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", 3 * MINUTE + 250)
    room.press(Extend(minutes=1))
    path = tmp_path / "m.spiegel"
    SessionFile.create(path, room.session, clock=clock.now, window="moderator").close()
    nows, expected = [], []
    for step in (("work", 999), ("sleep", HOUR), ("new boot", 90 * SECOND), ("work", 1)):
        room.happens(*step)
        check(room)
        nows.append(clock.now())
        expected.append(room.digits())
    asked = msgspec.json.encode(nows).decode()
    answer = subprocess.run(
        [sys.executable, "-c", ANSWER, path, asked], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == expected


def test_the_machines_own_clock_never_goes_back():
    read = [clock.now() for _ in range(1_000)]
    assert {instant.boot for instant in read} == {read[0].boot} != {""}
    assert all(one.boot_ms <= next_.boot_ms for one, next_ in pairwise(read))
