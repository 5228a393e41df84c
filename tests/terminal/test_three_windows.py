"""Moderator, scribe and clock in a terminal each, on one meeting, as in the room."""

import re
import signal

import msgspec
import pytest
from meetings import meeting, round_of
from windows import Windows, summary

from spiegel import clock
from spiegel.domain.running.running import place
from spiegel.domain.running.timing import timetable
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.session import Session, put
from spiegel.screens.clock.view import minutes_left
from spiegel.screens.shared.time_view import digits
from spiegel.screens.shared.typing import AFTER, BEFORE
from spiegel.store.damage.check import check
from spiegel.store.journal.snapshot import read_session
from spiegel.store.session.file import SessionFile

pytestmark = pytest.mark.slow

QUESTIONS, NOTES, ASKED = 25, 25, 25
"""What is measured of each kind."""
LONG = "koffie in de hal, wij gaan om drie uur verder met de laatste vraag van deze middag"
"""A message that has no room in large letters, so that it is found as text."""


def asked(number: int) -> str:
    """The words of a question."""
    return f"Voorgelegd{number:03}z?"


def in_the_room() -> Session:
    """A meeting with so many questions that every one is measured once."""
    session = meeting(5)
    question: Question = session.questions[1]
    return put(
        session,
        *(
            msgspec.structs.replace(question, number=n, position=n, words=asked(n))
            for n in range(1, QUESTIONS + 2)
        ),
    )


@pytest.fixture
def windows(tmp_path):
    path = tmp_path / "gesprek.spiegel"
    SessionFile.create(path, in_the_room(), clock=clock.now, window="test").close()
    with Windows(path, tmp_path) as windows:
        windows.start("moderator", "moderator", 120)
        windows.start("scribe", "scribe")
        windows.start("clock", "clock", 60, 18)
        windows.wait("moderator", "Deelnemers")
        windows.wait("scribe", "Thema")
        windows.send("moderator", "f3")
        windows.wait("moderator", "Druk op →")
        yield windows


def test_a_short_meeting_in_three_windows(windows, counted):
    everybody_is_named(windows)
    to_the_first_question(windows)
    delays = {
        "arrow to question": questions_that_the_scribe_follows(windows),
        "note to the moderator": notes_that_the_moderator_counts(windows),
    }
    the_scribe_records_while_the_clock_runs(windows)
    a_pause_and_on_again(windows)
    what_the_room_sees(windows)
    the_scribe_is_killed_and_nobody_notices(windows)
    the_clock_is_stopped_and_catches_up(windows)
    delays["question to the moderator"] = questions_of_listeners(windows)
    the_time_is_the_same_everywhere(windows)
    for name in ("clock", "scribe", "moderator"):
        windows.send(name, "ctrl+q")
        if name == "moderator":
            windows.wait(name, "Spiegel sluiten?")
            windows.send(name, "enter")
        assert windows.open[name].ended() == 0
    nothing_was_lost(windows)
    counted(f"Enter in one window to the words in another:\n{summary(delays)}")
    assert sum(map(len, delays.values())) >= 60


def everybody_is_named(windows):
    """Each window says which others are open."""
    windows.wait("moderator", lambda text: re.search("ook open: .*zaalscherm", text))
    windows.wait("moderator", lambda text: re.search("ook open: .*verslaglegger", text))
    windows.wait("scribe", lambda text: re.search("ook open: .*gespreksleider", text))


def to_the_first_question(windows):
    """The scribe and the clock follow the moderator through the first parts."""
    for phase in ("Welkom", "Spelregels", "Kennismaking"):
        windows.send("moderator", "right")
        windows.wait("moderator", f"▶ {phase}")
        windows.wait("scribe", phase)
    windows.send("moderator", "right")
    windows.wait("scribe", asked(1))
    windows.wait("clock", "de deelnemers vertellen")
    windows.wait("clock", "de toehoorders luisteren")
    windows.wait("clock", "nog 9 minuten")


def questions_that_the_scribe_follows(windows):
    """From the arrow of the moderator to the question over the scribe's list."""
    delays = []
    for number in range(2, QUESTIONS + 2):
        windows.rest(STAGGER * number % 0.1 + 0.2)
        delays.append(windows.delay("moderator", "right", "scribe", asked(number)))
    windows.wait("moderator", f"Vraag {QUESTIONS + 1} van {QUESTIONS + 1}")
    return delays


STAGGER = 0.037
"""Seconds by which each sample is later in the 100 ms between two looks than the one before."""


def notes_that_the_moderator_counts(windows):
    """From the scribe's key to the count on the moderator's screen; opened, they are all there."""
    delays = []
    for number in range(1, NOTES + 1):
        windows.send("scribe", f"let even op persoon {number}")
        windows.wait("scribe", f"persoon {number}")
        windows.rest(STAGGER * number % 0.1 + 0.1)
        delays.append(windows.delay("scribe", "ctrl+r", "moderator", f"briefje ({number})"))
    windows.send("moderator", "ctrl+r")
    windows.wait("moderator", "let even op persoon 1")
    windows.send("moderator", "enter")
    windows.wait("moderator", lambda text: "briefje (" not in text)
    return delays


def the_scribe_records_while_the_clock_runs(windows):
    """Statements appear in the moderator's count of voices; the room never sees a word of them."""
    for number in range(1, 11):
        windows.open["scribe"].type_line(f"D{number % 5 + 1}: uitspraak {number} hier #wachten -")
    windows.until(lambda session: len(session.statements) == 10)
    for code in range(1, 6):
        windows.wait("moderator", f"D{code} 2")
    windows.wait("scribe", "uitspraak 10 hier")
    assert b"uitspraak" not in windows.open["clock"].output


def a_pause_and_on_again(windows):
    """The moderator stops the clock: the room sees no minutes, the scribe's digits stand still."""
    windows.send("moderator", "ctrl+space")
    windows.wait("moderator", "PAUZE")
    windows.wait("clock", lambda text: "minuten" not in text)
    windows.send("scribe", "D1: tijdens de pauze")
    windows.wait("scribe", "PAUZE")
    windows.send("scribe", "ctrl+u")
    windows.send("moderator", "ctrl+space")
    windows.wait("moderator", lambda text: "PAUZE" not in text)
    windows.wait("clock", "nog 9 minuten")


def what_the_room_sees(windows):
    """A message in place of the clock, nothing at all, and the clock again."""
    windows.send("moderator", "ctrl+k")
    windows.wait("moderator", "De zaal ziet de klok")
    windows.send("moderator", "down", "enter")
    windows.rest(BEFORE - AFTER)
    windows.open["moderator"].type_line(LONG)
    windows.wait("moderator", "Zo ziet de zaal het")
    windows.send("moderator", "enter")
    windows.wait("clock", "koffie in de hal")
    windows.send("moderator", "ctrl+k")
    windows.wait("moderator", "De zaal ziet uw bericht")
    windows.send("moderator", "down", "enter")
    windows.wait("clock", lambda text: not text.strip())
    windows.send("moderator", "ctrl+k")
    windows.wait("moderator", "De zaal ziet een leeg scherm")
    windows.send("moderator", "enter")
    windows.wait("clock", "de deelnemers vertellen")


def the_scribe_is_killed_and_nobody_notices(windows):
    """kill -9 in the middle of a line: the others go on, say that it is gone, and it comes back."""
    windows.send("scribe", "D4: half")
    windows.wait("scribe", "D4: half")
    windows.rest(0.3)
    windows.open["scribe"].kill(signal.SIGKILL)
    windows.wait("moderator", lambda text: "verslag" not in text.rpartition("ook open")[2])
    windows.send("moderator", "up")
    windows.wait("clock", "nog 10 minuten")
    for name in ("moderator", "clock"):
        assert windows.open[name].process.poll() is None
    windows.start("scribe", "scribe")
    windows.wait("scribe", "D4: half")
    windows.wait("scribe", "uitspraak 10 hier")
    windows.wait("moderator", lambda text: re.search("ook open: .*verslaglegger", text))
    windows.open["scribe"].type_line(" zin")
    windows.until(lambda session: len(session.statements) == 11)


def the_clock_is_stopped_and_catches_up(windows):
    """SIGSTOP, as when its terminal is suspended; meanwhile the others go on."""
    windows.open["clock"].kill(signal.SIGSTOP)
    windows.send("moderator", "right")
    windows.wait("scribe", "Slotronde")
    windows.send("moderator", "right")
    windows.wait("scribe", "Vragenronde")
    assert "de toehoorders vragen" not in windows.open["clock"].text
    windows.open["clock"].kill(signal.SIGCONT)
    windows.wait("clock", "de toehoorders vragen")
    windows.wait("clock", "de deelnemers antwoorden")


def questions_of_listeners(windows):
    """From the scribe's Enter to the words on the moderator's screen."""
    delays = []
    for number in range(1, ASKED + 1):
        words = f"waarom{number:03}z"
        windows.send("scribe", f"T2? {words}")
        windows.wait("scribe", words)
        windows.rest(STAGGER * number % 0.1 + 0.1)
        # There are more questions than rows: the count is what is sure to be seen.
        count = f"{number} vraag" if number == 1 else f"{number} vragen"
        delays.append(windows.delay("scribe", "enter", "moderator", count))
    assert "waarom001z" in windows.open["moderator"].text
    assert b"waarom" not in windows.open["clock"].output
    return delays


def the_time_is_the_same_everywhere(windows):
    """The scribe's digits and the room's minutes are those that follow from the file."""
    session = read_session(windows.session)
    assert place(session).phase.key == "vragenronde"

    def right(text: str) -> bool:
        now = clock.now()
        return digits(timetable(session, now), calm=False) in text.partition("\n")[0]

    windows.wait("scribe", right)
    windows.wait("clock", lambda text: minutes_left(timetable(session, clock.now()).phase) in text)


def nothing_was_lost(windows):
    """All that anybody entered is in the file, once."""
    session = read_session(windows.session)
    assert not check(windows.session)
    words = [statement.words for statement in session.statements.values()]
    assert words == [*(f"uitspraak {n} hier" for n in range(1, 11)), "half zin"]
    noted = [remark.words for remark in session.remarks.values()]
    assert noted == [f"let even op persoon {n}" for n in range(1, NOTES + 1)]
    put_ = [question.words for question in session.listener_questions.values()]
    assert put_ == [f"waarom{n:03}z" for n in range(1, ASKED + 1)]
    assert round_of(session).number == 4
