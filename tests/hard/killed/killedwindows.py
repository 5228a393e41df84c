"""Windows that are killed while they work, again and again: a program of its own.

`python killedwindows.py FOLDER WORK KILLS SEED` prints its tally as JSON. It forks its windows,
which takes a few milliseconds each, so it has one thread and imports what they need beforehand.
"""

import random
import select
import signal
import time
from pathlib import Path
from typing import Final

import badstore  # noqa: F401 - knows the mutations
from busywindow import KINDS, BusyWindow, Steps, state_of, whole_state
from children import Child, Deadly, Tell, Work
from killing import AT_ONCE, Kills, Tally
from killseries import in_turn, play

from spiegel.domain.capture.capture import RecordLine, where
from spiegel.domain.session.session import Session
from spiegel.export import worklist  # noqa: F401 - imported here once, not in each window
from spiegel.store.session.file import SessionFile
from spiegel.store.session.writer import Result, Saved, Writer

KILLS_OF_A_FILE: Final = 50
QUEUED: Final = 200


def _states(lines: list[str]) -> list[tuple[str, str]]:
    """What was announced and what was acknowledged, each with its state."""
    parts = [line.split(" ") for line in lines if line.startswith(("will ", "did "))]
    return [(word, state) for word, _, state in parts]


def one_window(kills: Kills, number: int) -> None:
    """A window is killed while it does each of the kinds in turn."""
    chance, kind = kills.chance, KINDS[number % len(KINDS)]
    warm, at_call, calls = chance.randrange(6), chance.random() < 0.5, chance.randint(1, 7)
    seed = chance.random()

    def work(tell: Tell, asking: int) -> None:
        window = kills.window(tell, number, whole_state)
        kinds = window.any_kinds()
        for _ in range(warm):
            window.do(next(kinds))
        tell("warm")
        deadly = Deadly(calls, random.Random(seed)) if at_call else None
        while True:
            if deadly is not None:
                deadly.armed = True
            window.do(kind)
            if deadly is not None:
                deadly.armed = False
            window.do(next(kinds))

    child = Child(work)
    inside = _killed(kills, child, at_call)
    kills.fell(child, inside=inside, moment=not at_call)
    before, states = kills.state, _states(child.lines)
    session = kills.read()
    if session is not None:
        found = whole_state(session)
        acknowledged = [state for word, state in states if word == "did"][-1:] or [before]
        under_way = [state for word, state in states[-1:] if word == "will"]
        if found != acknowledged[0]:
            kills.tally.landed += found in under_way
            if found not in under_way:
                kills.tally.note("lost", f"{states[-2:]} but {found}")
        kills.go_on()
        kills.state = whole_state(kills.room.session)
    kills.look_at_documents()


def _killed(kills: Kills, child: Child, at_call: bool) -> bool:
    """Kill it at any moment from now on, or let it run into the call it dies of."""
    child.hear(lambda line: line == "warm")
    if at_call:
        # It dies of its own hand, inside a write.
        return child.end() == signal.SIGKILL
    child.hear(lambda line: line.startswith("will "))
    until = time.perf_counter() + kills.chance.random() * 0.004
    while time.perf_counter() < until:
        pass
    child.stop()
    inside = kills.in_a_write(child)
    child.kill()
    return inside


def a_queue(kills: Kills, number: int) -> None:
    """A window with a long queue is killed: what was saved is the beginning of the queue."""
    chance = kills.chance
    at_call, calls, seed = chance.random() < 0.5, chance.randint(1, 60), chance.random()
    words = [f"wachtend {kills.seed}.{number}.{n}" for n in range(QUEUED)]

    def work(tell: Tell, asking: int) -> None:
        file = SessionFile(kills.path, clock=Steps(), window="scribe")
        place = where(file.session)
        tell("warm")

        def deliver(result: Result) -> None:
            if isinstance(result, Saved):
                tell(f"saved {result.ticket}")

        if at_call:
            Deadly(calls, random.Random(seed)).armed = True
        writer = Writer(file, deliver)
        tell("will queue ")
        for n, text in enumerate(words):
            line = f"{kills.seed:08x}{number:012x}{n:012x}"
            writer.submit(RecordLine(text=f"D2: {text}", where=place, line=line))
        while True:
            time.sleep(60)

    child = Child(work)
    child.hear(lambda line: line == "warm")
    if at_call:
        inside = child.end() == signal.SIGKILL
    else:
        wanted = f"saved {chance.randint(1, 40)}"
        child.hear(lambda line: line == wanted)
        child.stop()
        inside = kills.in_a_write(child)
        child.kill()
    kills.fell(child, inside=inside, moment=not at_call)
    session = kills.read()
    if session is not None:
        found = [s.words for s in session.statements.values() if s.words in set(words)]
        saved = sum(line.startswith("saved ") for line in child.lines)
        kills.tally.landed += len(found) == saved + 1
        if found != words[: len(found)] or not saved <= len(found) <= saved + 1:
            kills.tally.note("lost", f"{saved} acknowledged, {len(found)} there")
        kills.go_on()


def two_windows(kills: Kills, number: int) -> None:
    """Of two windows on one file one is killed; the other does not notice."""
    chance = kills.chance
    at_call, calls, seed = chance.random() < 0.5, chance.randint(1, 40), chance.random()
    kinds = ("insert", "insert", "edit", "undo", "compact", "describe")

    def windowed(which: int) -> Work:
        def work(tell: Tell, asking: int) -> None:
            name = f"venster {kills.seed}.{number}.{which} "
            window = BusyWindow(
                kills.path, name, tell=tell, state=state_of(name), folder=kills.documents
            )
            tell("warm")
            deadly = Deadly(calls, random.Random(seed)) if at_call and which == 1 else None
            for kind in window.any_kinds(kinds):
                if deadly is not None:
                    deadly.armed = True
                window.do(kind)
                if deadly is not None:
                    deadly.armed = False
                if select.select([asking], [], [], 0)[0]:
                    window.file.close()
                    return

        return work

    children = [Child(windowed(which)) for which in (1, 2)]
    killed, other = children
    for child in children:
        child.hear(lambda line: line == "warm")
    other.hear(lambda line: line.startswith("did "))
    inside = _killed_among(kills, killed, at_call)
    _goes_on(kills, other)
    other.ask_to_leave()
    if other.end() != 0:
        kills.tally.note("blocked", "the other window fell too")
    kills.fell(killed, inside=inside, moment=not at_call)
    for line in other.lines:
        if line.startswith("number "):
            kills.give(*line.split(" ")[1:])
    kills.tally.acknowledged += sum(line.startswith("did ") for line in other.lines)
    session = kills.read()
    if session is not None:
        for which, child in enumerate(children, start=1):
            _look_for(kills, session, child, number, which)
        kills.go_on()


def _goes_on(kills: Kills, other: Child) -> None:
    """The window that was not killed makes its next changes, at once."""
    began, heard = time.monotonic(), len(other.lines)
    # What it had said before does not count: the second change from now on began afterwards.
    for _ in range(2):
        if not other.hear(lambda line: line.startswith("did "), 2 * AT_ONCE):
            kills.tally.note("blocked", f"the other window, after {other.lines[heard:]}")
    kills.tally.slowest = max(kills.tally.slowest, (time.monotonic() - began) / 2)


def _look_for(kills: Kills, session: Session, child: Child, number: int, which: int) -> None:
    """Whether what one of two windows acknowledged is there, or what it had under way."""
    found = state_of(f"venster {kills.seed}.{number}.{which} ")(session)
    states = _states(child.lines)
    said = [state for word, state in states if word == "did"][-1:]
    under_way = [state for word, state in states[-1:] if word == "will"]
    nothing = state_of("nobody")(session)
    kills.tally.landed += found in under_way and found not in (said or [nothing])
    if found not in (said or [nothing]) + under_way:
        kills.tally.note("lost", f"of window {which}: {states[-2:]} but {found}")


def _killed_among(kills: Kills, child: Child, at_call: bool) -> bool:
    """As `_killed`, at any moment of the work of two windows."""
    if at_call:
        return child.end() == signal.SIGKILL
    until = time.perf_counter() + kills.chance.random() * 0.02
    while time.perf_counter() < until:
        child.hear(lambda line: True, 0.0)
    child.stop()
    inside = kills.in_a_write(child)
    child.kill()
    return inside


WORKS: Final = {"one": one_window, "queue": a_queue, "two": two_windows}


def series(folder: Path, work: str, count: int, seed: int) -> Tally:
    """So many kills."""
    return in_turn(Kills(folder, seed), WORKS[work], count, anew=KILLS_OF_A_FILE)


if __name__ == "__main__":
    play(series)
