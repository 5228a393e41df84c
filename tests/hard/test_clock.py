"""The shown time is right to the second, whatever happens to the clocks of the laptop."""

import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laptop import HOUR, MINUTE, SECOND, Laptop, Stopwatch, as_digits
from looking import screen_text, until
from meetings import meeting, named, round_of
from textual.pilot import Pilot

from spiegel import clock
from spiegel.app import Spiegel
from spiegel.domain.capture import RecordLine, where
from spiegel.domain.notation.transcript import transcript
from spiegel.domain.remarks import Tell
from spiegel.domain.running import (
    Extend,
    Go,
    GoNext,
    GoPrevious,
    Pause,
    Resume,
    Skip,
    standing,
)
from spiegel.domain.session import Change, Session
from spiegel.domain.timing import timetable
from spiegel.screens import clock_view, moderate_view, scribe_view
from spiegel.store.sessionfile import SessionFile
from spiegel.store.writer import Saved, Writer
from spiegel.widgets.digits import BigDigits

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the clock of a boot may stop during sleep"
)

ORDER = ("kennismaking", "1", "2", "3", "4", "slotronde", "vragenronde", "afsluiting")
MINUTES = {"1": 10, "2": 10, "3": 8, "4": 6}


class Room:
    """A meeting on the laptop, and beside it the same meeting with paper and a stopwatch."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop, self.watch = laptop, Stopwatch()
        self.session = meeting()
        minutes = {key: named(self.session, key).minutes for key in ORDER if key not in MINUTES}
        self.minutes = {**minutes, **MINUTES}
        self.begun: set[str] = set()
        self.skipped: set[str] = set()
        self.rest = 0
        self.do: Callable[[Change], None] = self.apply
        self.press(Go(phase=round_of(self.session).number))

    def apply(self, change: Change) -> None:
        """The change as a window makes it, without the window."""
        self.session = change.apply(self.session, clock.now())

    # What happens to the laptop

    def happens(self, what: str, span: int) -> None:
        """Something that nobody in the room does with a key; span in milliseconds."""
        if what == "work":
            self.laptop.work(span)
            self.watch.hear(span, span)
        elif what == "sleep":
            self.laptop.sleep(span)
            self.watch.hear(span, span)
        elif what == "wall clock":
            self.laptop.set_wall_clock(span)
            self.watch.hear(0, span)
        else:
            self.laptop.start_again(span)
            self.watch.hear(span, span, started_again=True)

    # What the moderator does, and what it means on paper

    def press(self, change: Change) -> None:
        """One key of the moderator."""
        self.on_paper(change)
        self.do(change)

    def on_paper(self, change: Change) -> None:
        watch = self.watch
        match change:
            case Go(question=number):
                self._go(str(number or 1))
            case GoNext():
                self._go(self._next())
            case GoPrevious():
                self._go(self._before())
            case Pause(minutes=minutes) if not watch.standing:
                watch.stand(still=True)
                self.rest = minutes
            case Resume() if watch.standing:
                watch.stand(still=False)
            case Extend(minutes=minutes):
                watch.key()
                self.minutes[watch.part] += minutes
            case Skip(question=number):
                watch.key()
                self.skipped.add(str(number))

    def _go(self, part: str) -> None:
        self.watch.go(part)
        self.begun.add(part)
        self.skipped.discard(part)

    def _next(self) -> str:
        here = ORDER.index(self.watch.part)
        had = (self.begun | self.skipped) & MINUTES.keys()
        left = [part for part in ORDER[here + 1 :] if part not in had]
        if self.watch.part == "kennismaking" and left[0] not in MINUTES:
            return "1"
        return left[0]

    def _before(self) -> str:
        if self.watch.part == "slotronde":
            return max(self.begun & MINUTES.keys())
        return ORDER[ORDER.index(self.watch.part) - 1]

    def possible(self, change: Change) -> bool:
        """Whether the parts that are on paper have a next or previous one for this key."""
        first, last = ORDER[0], ORDER[-1]
        ends = {GoNext: last, GoPrevious: first}
        return ends.get(type(change)) != self.watch.part

    # What must be shown

    @property
    def left(self) -> int:
        """Milliseconds left of the part that runs."""
        return max(0, self.minutes[self.watch.part]) * MINUTE - self.watch.spent(self.watch.part)

    @property
    def left_of_break(self) -> int:
        return self.rest * MINUTE - self.watch.spent("pause")

    def digits(self) -> str:
        """What moderator and scribe see."""
        return as_digits(self.left_of_break if self.watch.standing and self.rest else self.left)

    def large(self) -> tuple[str, str]:
        """What the room sees, as digits and as words: never overtime."""
        if self.watch.standing:
            if not self.rest:
                return "", "Pauze"
            if self.left_of_break <= 0:
                return "", "Wij gaan zo verder"
            end = (self.laptop.wall + self.left_of_break) / 1_000
            return f"{datetime.fromtimestamp(end, ZoneInfo('Europe/Amsterdam')):%H:%M}", ""
        if self.left <= 0:
            return "", "we ronden af"
        return as_digits(self.left), ""


def check(room: Room) -> None:
    """All that the three screens say of the time."""
    now = clock.now()
    table = timetable(room.session, now)
    shown = clock_view.room(room.session, now)
    assert moderate_view.digits(table, calm=False) == room.digits()
    assert (shown.digits, shown.words) == room.large()
    assert table.elapsed == room.watch.elapsed
    assert 1 <= moderate_view.ticking(table).next_second <= SECOND


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


CLOCKS = ("wall-clock-only", "monotonic-instead-of-boottime", "boot-clock-across-boots")


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
    numbered = [key for key in scribe_view.keys(room.session) if ":" not in key[0]]
    assert numbered == [
        (table, number) for number in range(1, 5) for table in ("statements", "remarks")
    ]
    assert scribe_view.last_recorded(room.session) == ("remarks", 4)
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


# The screens


@asynccontextmanager
async def opened(
    folder: Path, session: Session, show: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[None]]:
    """The app as the command line makes it, on a real file."""
    path = folder / "m.spiegel"
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    app = Spiegel(path=path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.action_go(show)
        await until(pilot, lambda: seen(pilot, show))
        yield pilot
        await app.close_meeting(5)


def seen(pilot: Pilot[None], name: str) -> bool:
    """Whether this screen is seen."""
    screen = pilot.app.screen
    return pilot.app.current_mode == name and screen.is_current and screen.is_mounted


def shown(pilot) -> str:
    """The time on the screen that is seen, from the widget that draws it."""
    screen = pilot.app.screen
    if pilot.app.current_mode == "scribe":
        return screen.top.end.plain.split()[-1]
    digits = screen.query_one(BigDigits)
    return digits.value if digits.display else ""


async def look_at(pilot, room: Room, name: str) -> None:
    """Go to a screen, and compare the time that it shows."""
    pilot.app.action_go(name)
    await until(pilot, lambda: seen(pilot, name))
    pilot.app.screen.tick()
    expected = room.large()[0] if name == "clock" else room.digits()
    assert shown(pilot) == expected, name


ALMOST = SECOND - 50
"""So long before another second is shown, a screen looks again after 50 ms of real time."""
THREE_HOURS = [
    *(("work", 4 * MINUTE + 13_500), Extend(minutes=1), ("busy", 7 * SECOND)),
    *(("work", 3 * MINUTE), GoNext(), ("work", 90 * SECOND), Pause()),
    *(("wall clock", HOUR), ("work", 6 * MINUTE), Resume(), ("sleep", 5 * MINUTE)),
    *(("work", 2 * MINUTE + 1), GoNext(), ("wall clock", -3 * HOUR), ("work", 4 * MINUTE)),
    *(GoPrevious(), ("busy", 4 * SECOND), ("work", 9 * MINUTE), Pause(minutes=10)),
    *(("work", 8 * MINUTE), ("sleep", 3 * MINUTE), Resume(), Skip(question=4), GoNext()),
    *(("work", 12 * MINUTE), ("new boot", 4 * MINUTE), ("work", 5 * MINUTE), GoNext()),
    *(("wall clock", 20 * MINUTE), ("work", 11 * MINUTE), Extend(minutes=5), ("work", MINUTE)),
    *(GoNext(), ("work", 17 * MINUTE), ("new boot", MINUTE), ("wall clock", -2 * HOUR)),
    *(("work", 2 * MINUTE), Extend(minutes=1), ("sleep", 41 * MINUTE), ("busy", 2 * SECOND)),
    *(("work", 60 * MINUTE), GoPrevious(), ("work", 90 * SECOND)),
]


@pytest.mark.slow
@pytest.mark.mutation(*CLOCKS, "tick-counting")
async def test_three_hours_on_three_screens_are_right_to_the_second(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    async with opened(tmp_path, room.session, "moderate") as pilot:
        await through(pilot, room, THREE_HOURS)
    assert room.watch.elapsed >= 3 * HOUR


@pytest.mark.mutation("monotonic-instead-of-boottime", "tick-counting")
async def test_an_hour_on_three_screens_is_right_to_the_second(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    async with opened(tmp_path, room.session, "moderate") as pilot:
        await through(pilot, room, THREE_HOURS[:13])


async def through(pilot, room: Room, schedule: list[tuple[str, int] | Change]) -> None:
    """Play this in the app, and look at all three screens after each step."""

    def submit(change: Change) -> None:
        pilot.app.meeting.submit(change)

    room.do = submit
    for step in schedule:
        if isinstance(step, Change):
            room.press(step)
            moments = len(pilot.app.meeting.session.moments)
            await until(pilot, lambda m=moments: len(pilot.app.meeting.session.moments) > m)
        elif step[0] == "busy":
            # The loop does nothing else, no timer among it, while all clocks run on.
            pilot.app.call_later(room.happens, "work", step[1])
            await pilot.pause()
        else:
            room.happens(*step)
        for name in ("moderate", "scribe", "clock"):
            await look_at(pilot, room, name)


@pytest.mark.parametrize("name", ["moderate", "scribe", "clock"])
@pytest.mark.mutation("tick-counting")
async def test_the_digits_go_on_by_themselves(tmp_path, monkeypatch, name):
    """After a second, after a loop that was busy for a minute, and after another screen."""
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", ALMOST)
    async with opened(tmp_path, room.session, name) as pilot:
        for busy in (SECOND, MINUTE, 7 * SECOND):
            room.happens("work", busy)
            await until(pilot, lambda: shown(pilot) == room.digits())
        pilot.app.action_go("prepare")
        await until(pilot, lambda: pilot.app.current_mode == "prepare")
        room.happens("work", 3 * MINUTE)
        pilot.app.action_go(name)
        await until(pilot, lambda: seen(pilot, name) and shown(pilot) == room.digits())
        room.happens("work", 2 * SECOND)
        await until(pilot, lambda: shown(pilot) == room.digits())


async def test_the_clock_goes_on_under_an_open_panel(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", ALMOST)
    async with opened(tmp_path, room.session, "moderate") as pilot:
        moderate = pilot.app.screen
        await pilot.press("f1")
        await until(pilot, lambda: pilot.app.screen is not moderate)
        for _ in range(2):
            room.happens("work", 5 * SECOND)
            await until(pilot, lambda: moderate.timebox.value == room.digits())


async def test_a_clock_that_stands_still_looks_no_more_often(tmp_path, monkeypatch):
    room = Room(Laptop().put_in(monkeypatch))
    room.happens("work", 59_999)
    room.press(Pause())
    table = timetable(room.session, clock.now())
    assert moderate_view.main_clock(table).next_second == 1
    assert moderate_view.ticking(table).next_second == SECOND
    async with opened(tmp_path, room.session, "moderate", size=(80, 24)) as pilot:
        assert "9:01" not in screen_text(pilot)
        assert shown(pilot) == room.digits() == "9:01"


# Windows that agree

ANSWER = """
import sys
import msgspec
from pathlib import Path
from spiegel.domain.instants import Instant
from spiegel.domain.timing import timetable
from spiegel.screens.moderate_view import digits
from spiegel.store.reading import read_session

session = read_session(Path(sys.argv[1]))
for now in msgspec.json.decode(sys.argv[2], type=list[Instant]):
    print(digits(timetable(session, now), calm=False))
"""


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
