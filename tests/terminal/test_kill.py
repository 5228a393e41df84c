"""kill -9, fifty times: every acknowledged statement is there, and the clock is right."""

import random
import signal
from pathlib import Path

import pytest
from kills import kill_capture
from meetings import meeting, play, round_of
from naive import NaiveFile, write
from polling import STELLING, session_with
from tinydb import TinyDB
from tinydb.storages import JSONStorage
from voting import answer, close, now_open, value, values

from spiegel import clock
from spiegel.domain.polls.polls import OpenPoll
from spiegel.domain.running.running import Go
from spiegel.domain.running.timing import timetable
from spiegel.domain.session.instants import MINUTE, SECOND, Instant
from spiegel.domain.session.polls import PollState
from spiegel.domain.session.session import Session, describe, put
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.store.session.file import SessionFile
from terminal import PATIENCE, Terminal

pytestmark = pytest.mark.slow
KILLS, CLOSINGS = 50, 8


def in_round() -> Session:
    session = meeting(9)
    return Go(phase=round_of(session).number).apply(session, clock.now())


def long_meeting() -> Session:
    """A meeting with so many notes that a file that is written whole takes a while to write."""
    notes = [
        Remark(number=n, at=clock.now(), words=f"eerder genoteerd {n}", kind=RemarkKind.NOTE)
        for n in range(1, 8_001)
    ]
    return put(in_round(), *notes)


def read(path: Path) -> Session:
    file = SessionFile(path, clock=clock.now, window="test", read_only=True)
    try:
        return file.session
    finally:
        file.close()


def test_fifty_kills_while_lines_stream_in_lose_nothing(tmp_path):
    path = tmp_path / "m.spiegel"
    file = SessionFile.create(path, long_meeting(), clock=clock.now, window="test")
    lock = file.sidecar.lock
    file.close()
    tally = kill_capture(path, KILLS, read=read, program=["-m", "spiegel"], seed=1, lock=lock)
    print(tally)
    assert tally.sound, tally
    assert tally.kills == KILLS
    assert tally.in_a_write >= 0.3 * KILLS, tally
    assert tally.acknowledged > KILLS


def test_the_same_kills_ruin_a_file_that_is_written_in_place(tmp_path):
    path = tmp_path / "m.json"
    with TinyDB(path, storage=JSONStorage, encoding="utf-8") as database:
        write(database, long_meeting())
    tally = kill_capture(
        path,
        KILLS,
        read=lambda place: NaiveFile(place).session,
        program=[str(Path(__file__).with_name("naive.py"))],
        seed=1,
        lock=None,
    )
    print(tally)
    assert not tally.sound, tally


def test_a_killed_window_gives_back_its_half_line_and_its_clock(tmp_path):
    """The screens themselves, killed in the middle of a line, ten times."""
    path = tmp_path / "m.spiegel"
    started = clock.now()
    session = meeting(9)
    session = Go(phase=round_of(session).number).apply(session, started)
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    chance = random.Random(2)
    half = ""
    for round_ in range(10):
        with Terminal("open", path, "--role", "scribe", home=tmp_path) as terminal:
            terminal.wait("Thema")
            if half:
                # At most the last 300 ms may be missing; nothing was typed in that time.
                terminal.wait(half)
                terminal.send("enter")
            terminal.type_line(f"D3: ronde {round_} is vastgelegd")
            terminal.wait(
                lambda text, n=round_: f"ronde {n} is vastgelegd" in text.replace("…", "?")
            )
            half = f"D4: half {chance.randint(1000, 9999)}"
            terminal.send(half)
            terminal.wait(half)
            terminal.read_for(0.3)
            terminal.kill(signal.SIGKILL)
    words = [statement.words for statement in read(path).statements.values()]
    assert sum(word.startswith("ronde") for word in words) == 10
    assert sum(word.startswith("half") for word in words) == 9
    assert len(set(words)) == 19
    now = clock.now()
    spent = timetable(read(path), now).question.spent
    assert abs(spent - (now.boot_ms - started.boot_ms)) < SECOND


def test_a_moderators_screen_that_is_killed_while_it_closes_leaves_each_answer_once(
    tmp_path, monkeypatch, counted
):
    run, path = tmp_path / "run", tmp_path / "m.spiegel"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    session = describe(session_with(), seats=3)
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    closed_by_screen = 0
    for turn in range(CLOSINGS):
        devices = SessionFile(path, clock=clock.now, window="devices")
        poll = now_open(devices.change(OpenPoll(question=STELLING, again=turn > 0)))
        given = [1 + (turn + seat) % 5 for seat in range(3)]
        answer(devices, poll, [value(number) for number in given])
        arguments = ("open", path, "--role", "moderator")
        with Terminal(*arguments, home=tmp_path, XDG_RUNTIME_DIR=str(run)) as terminal:
            terminal.wait("3 van de 3")
            terminal.send("right")
            terminal.wait("Daarna kan niemand meer antwoorden")
            terminal.send("enter")
            if turn == CLOSINGS - 1:
                terminal.wait("3 mensen deden mee")
            terminal.read_for(0.15 * turn / CLOSINGS)
            terminal.kill(signal.SIGKILL)
        if read(path).polls[poll.number].state is PollState.OPEN:
            assert devices.ballots.done(poll.number) == {1, 2, 3}
        else:
            closed_by_screen += 1
        after = close(devices, poll)
        assert (values(after, poll), after.polls[poll.number].took_part) == (sorted(given), 3)
        # What a kill left of the box goes when the moderator is back.
        SessionFile(path, clock=clock.now, window="moderator").close()
        assert not devices.sidecar.ballots.exists()
        assert list(devices.sidecar.runtime.glob("*.key*")) == []
        devices.close()
    counted(f"{CLOSINGS} kills of the moderator's screen at closing, {closed_by_screen} after it")
    assert 0 < closed_by_screen < CLOSINGS


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal_and_keeps_the_half_line(tmp_path, number):
    path = tmp_path / "m.spiegel"
    SessionFile.create(path, in_round(), clock=clock.now, window="test").close()
    with Terminal("open", path, "--role", "scribe", home=tmp_path) as terminal:
        terminal.wait("Thema")
        terminal.send("D3: half")
        terminal.wait("D3: half")
        terminal.kill(number)
        assert terminal.ended() == 128 + number
        assert b"\x1b[?1049l" in terminal.output
        assert terminal.settings() == terminal.before
    with Terminal("open", path, "--role", "scribe", home=tmp_path) as terminal:
        terminal.wait("D3: half")


def test_the_clock_is_right_after_a_night(tmp_path):
    """A new boot: spans follow from UTC."""
    path = tmp_path / "m.spiegel"
    now = clock.now()
    earlier = Instant(utc=now.utc - 4 * MINUTE, boot="an earlier boot", boot_ms=99)
    session = meeting(9)
    session = play(session)
    session = Go(phase=round_of(session).number).apply(session, earlier)
    SessionFile.create(path, session, clock=clock.now, window="test").close()
    with Terminal("open", path, home=tmp_path) as terminal:
        terminal.wait("van 10 min")
        spent = timetable(read(path), clock.now()).question.spent
        assert 4 * MINUTE <= spent < 4 * MINUTE + 30 * SECOND


def test_a_window_whose_terminal_is_gone_ends_and_keeps_the_half_line(tmp_path):
    path = tmp_path / "m.spiegel"
    SessionFile.create(path, in_round(), clock=clock.now, window="test").close()
    with Terminal("open", path, "--role", "scribe", home=tmp_path) as terminal:
        terminal.wait("Thema")
        terminal.send("D3: half")
        terminal.wait("D3: half")
        terminal.hang_up()
        assert terminal.process.wait(PATIENCE) == 128 + signal.SIGHUP
    with Terminal("open", path, "--role", "scribe", home=tmp_path) as terminal:
        terminal.wait("D3: half")
