"""Servers and moderators that are killed around a ballot box, again and again: a program.

`python killedboxes.py FOLDER WORK KILLS SEED` prints its tally as JSON. What was acknowledged is
heard by the parent on a pipe: `will SEAT=VALUE ...` before answers go in, `did` when they are kept;
`will close` and `did close` around a closing. Every other file is encrypted.
"""

import random
import select
import time
from itertools import count
from pathlib import Path
from typing import Final

import badbox  # noqa: F401 - knows the mutations
from busywindow import Steps
from children import Child, Deadly, Tell
from killseries import Shown, in_turn, play
from sealed import passphrase
from tinychanges import small_session
from voting import cast, close, key, opened_poll, value, values

from spiegel.domain.polls.polls import ClosePoll, NotOpen
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Poll, PollState
from spiegel.store.damage import check
from spiegel.store.errors import StoreError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.sealed.keys import NO_KEYS
from spiegel.store.session.file import SessionFile

AT_ONCE: Final = 1.0
"""Seconds within which another window must be able to go on when one was killed."""
KILLS_OF_A_FILE: Final = 20
SEATS: Final = 40
PAPER: Final = 513
RATE: Final = AnswerForm(kind=AnswerKind.RATE)

Kept = dict[int, int]
"""What seats answered: each value tells its seat and the how-manieth answer of it that it is."""


class BoxTally(Shown, kw_only=True):
    """What a series of kills showed.

    closing: killed between the start of closing and the end of the wipe; kept_first: of these, so
    many in which the answers were in the session already and the box was still there. moments:
    killed from outside at any moment, the others at a system call. lost: an acknowledged answer
    that is not there, twice: one that is there twice or as it was before. left: a box or a key
    after the next opening.
    """

    closing: int = 0
    kept_first: int = 0
    moments: int = 0
    acknowledged: int = 0
    late: int = 0
    lost: int = 0
    twice: int = 0
    left: int = 0
    unreadable: int = 0
    blocked: int = 0

    @property
    def sound(self) -> bool:
        return not (self.lost or self.twice or self.left or self.unreadable or self.blocked)

    def summary(self) -> str:
        return (
            f"{self.kills} kills, {self.closing} between the start of closing and the end of the"
            f" wipe ({self.kept_first} of them with the answers kept and the box not gone yet),"
            f" {self.moments} at random moments, all others at a system call.\n"
            f"{self.acknowledged} answers acknowledged: {self.lost} lost, {self.twice} twice;"
            f" {self.late} came too late and were told so; {self.left} boxes or keys left after"
            f" the next opening, {self.unreadable} files unreadable, {self.blocked} windows blocked"
            f" (slowest {self.slowest * 1000:.0f} ms)."
        )


class Room:
    """A session, a window on it that lives on, and what is found after each kill."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.tally = BoxTally()
        self.chance = random.Random(seed)
        self._folder = folder
        self._files = 0
        self.begin()

    def begin(self) -> None:
        """A new session."""
        self._files += 1
        place = self._folder / f"file{self._files}"
        place.mkdir(parents=True)
        self.path = place / "wmo.spiegel"
        self.keys = passphrase() if self._files % 2 == 0 else NO_KEYS
        self.moderator = SessionFile.create(
            self.path, small_session(), clock=Steps(), window="moderator", keys=self.keys
        )

    def leave(self) -> None:
        """The last window closes."""
        self.moderator.close()
        if found := check.check(self.path, keys=self.keys):
            self.tally.note("unreadable", repr(found))

    def window(self, role: str) -> SessionFile:
        """One more window, in this process."""
        return SessionFile(self.path, clock=Steps(), window=role, keys=self.keys)

    def opened(self) -> Poll:
        """A question is put to the devices."""
        return opened_poll(self.moderator, RATE)

    def on_paper(self, poll: Poll) -> Kept:
        """A scribe types three answers that were on paper: so many that what is kept is shown."""
        given = {PAPER + n: (PAPER + n) * 1_000 for n in range(3)}
        casts = [cast(poll, seat, value(one)) for seat, one in given.items()]
        self.moderator.ballots.cast(poll.number, casts)
        return given

    def fell(self, *, closing: bool, moment: bool) -> None:
        """Count a kill."""
        self.tally.kills += 1
        self.tally.closing += closing
        self.tally.moments += moment

    def closed(self, poll: Poll) -> bool:
        """Whether the file says that the poll is closed."""
        try:
            session = read_session(self.path, keys=self.keys)
        except StoreError as error:
            self.tally.note("unreadable", repr(error))
            return False
        return session.polls[poll.number].state is not PollState.OPEN

    def look_into_box(self, poll: Poll, told: "Told") -> None:
        """All that was acknowledged is in the box, and its seats are done."""
        done = self.moderator.ballots.done(poll.number)
        for seat in told.seats:
            given = self.moderator.ballots.find(poll.number, key(seat, poll))
            found = given.answer.value if given is not None else None
            self.compare(seat, found, told)
            if told.surely(seat) and seat not in done:
                self.tally.note("lost", f"seat {seat} is not done")

    def kept(self, poll: Poll) -> list[int]:
        """What the session kept of the answers to a poll."""
        return [number for number in values(self.moderator.session, poll) if number is not None]

    def look_into_session(self, poll: Poll, told: "Told") -> None:
        """All that was acknowledged is in the session, once."""
        found: Kept = {}
        for number in self.kept(poll):
            if number // 1_000 in found:
                self.tally.note("twice", f"seat {number // 1_000}")
            found[number // 1_000] = number
        for seat in told.seats | found.keys():
            self.compare(seat, found.get(seat), told)
        took_part = self.moderator.session.polls[poll.number].took_part
        if took_part != len(found) and took_part > 2:
            self.tally.note("twice", f"{took_part} took part, {len(found)} answers")

    def compare(self, seat: int, found: int | None, told: "Told") -> None:
        """What is there of a seat is what was acknowledged, or what was under way."""
        if found in told.allowed(seat):
            return
        before = found is not None and found < (told.kept.get(seat) or 0)
        self.tally.note(
            "twice" if before else "lost", f"seat {seat}: {told.allowed(seat)}, {found}"
        )

    def look_around(self) -> None:
        """After the next opening nothing is left of a box whose poll is closed."""
        self.window("scribe").close()
        sidecar = self.moderator.sidecar
        found = [*sidecar.ballots.glob("*"), *sidecar.runtime.glob("*.key*")]
        if sidecar.ballots.exists() or found:
            self.tally.note("left", f"{found}")

    def timed(self, began: float) -> None:
        took = time.monotonic() - began
        self.tally.slowest = max(self.tally.slowest, took)
        if took > AT_ONCE:
            self.tally.note("blocked", f"{took:.1f} s")


class Told:
    """What a server told: what it had acknowledged, and what was under way."""

    def __init__(self, lines: list[str]) -> None:
        self.kept: dict[int, int | None] = {}
        self.under_way: dict[int, int | None] = {}
        self.acknowledged = self.late = 0
        for line in lines:
            word, *rest = line.split(" ")
            if word == "will":
                pairs = (one.split("=") for one in rest)
                self.under_way = {int(s): int(v) if v != "none" else None for s, v in pairs}
            elif word == "did":
                self.acknowledged += len(self.under_way)
                self.kept |= self.under_way
                self.under_way = {}
            elif word == "late":
                self.late += len(self.under_way)
                self.under_way = {}

    @property
    def seats(self) -> set[int]:
        return self.kept.keys() | self.under_way.keys()

    def surely(self, seat: int) -> bool:
        """Whether this seat has answered, whatever became of what was under way."""
        return self.kept.get(seat) is not None and seat not in self.under_way

    def allowed(self, seat: int) -> set[int | None]:
        """What may be there of a seat; None: nothing."""
        allowed = {self.kept.get(seat)}
        return allowed | ({self.under_way[seat]} if seat in self.under_way else set())


def serve(window: SessionFile, poll: Poll, tell: Tell, chance: random.Random, asking: int) -> None:
    """Answers come in, alone and together; some change, now and then a seat is made free."""
    for version in count(1):
        seats = chance.sample(range(1, SEATS + 1), chance.choice((1, 1, 1, 2, 7)))
        number, box = poll.number, window.ballots
        try:
            if chance.random() < 0.1:
                tell(f"will {seats[0]}=none")
                box.free(number, key(seats[0], poll), seats[0])
            else:
                given = {seat: seat * 1_000 + version % 1_000 for seat in seats}
                tell("will " + " ".join(f"{seat}={one}" for seat, one in given.items()))
                box.cast(number, [cast(poll, seat, value(one)) for seat, one in given.items()])
            tell("did")
        except NotOpen:
            tell("late")
            return
        if select.select([asking], [], [], 0)[0]:
            return


def a_server(room: Room, number: int) -> None:
    """The server is killed while answers come in; the moderator closes."""
    poll, chance = room.opened(), room.chance
    at_call, calls, seed = chance.random() < 0.5, chance.randint(1, 40), chance.random()

    def work(tell: Tell, asking: int) -> None:
        window, drawn = room.window("devices"), random.Random(seed)
        tell("warm")
        if at_call:
            Deadly(calls, drawn).armed = True
        serve(window, poll, tell, drawn, asking)

    child = Child(work)
    child.hear(lambda line: line == "did" or line == "warm")
    if at_call:
        child.end()
    else:
        _let_run(child, chance.random() * 0.02)
        child.kill()
    room.fell(closing=False, moment=not at_call)
    told = Told(child.lines)
    began = time.monotonic()
    told.kept |= room.on_paper(poll)
    room.timed(began)
    room.look_into_box(poll, told)
    close(room.moderator, poll)
    _account(room, poll, told)


def a_closing(room: Room, number: int) -> None:
    """The moderator's window is killed while it closes.

    The server goes on until it hears of it; now and then it was ended before.
    """
    poll, chance = room.opened(), room.chance
    alone = chance.random() < 0.4
    paper = room.on_paper(poll)
    at_call, calls, seed = chance.random() < 0.7, chance.randint(1, 32), chance.random()

    def serving(tell: Tell, asking: int) -> None:
        window = room.window("devices")
        tell("warm")
        serve(window, poll, tell, random.Random(seed), asking)

    def closing(tell: Tell, asking: int) -> None:
        window = room.window("moderator")
        tell("warm")
        select.select([asking], [], [])
        deadly = Deadly(calls, random.Random(seed)) if at_call else None
        tell("will close")
        if deadly is not None:
            deadly.armed = True
        window.change(ClosePoll(poll=poll.number))
        if deadly is not None:
            deadly.armed = False
        tell("did close")
        time.sleep(60)

    server, moderator = Child(serving), Child(closing)
    for child in (server, moderator):
        child.hear(lambda line: line == "warm")
    _let_run(server, chance.random() * 0.03)
    server.hear(lambda line: line == "did")
    if alone:
        server.ask_to_leave()
    fine = not alone or server.end() == 0
    moderator.ask_to_leave()
    moderator.hear(lambda line: line == "will close")
    ended = at_call and not moderator.hear(lambda line: line == "did close")
    if not at_call:
        _let_run(moderator, chance.random() * 0.03)
    if ended:
        moderator.end()
    else:
        moderator.kill()
    inside = "did close" not in moderator.lines
    room.fell(closing=inside, moment=not at_call)
    began = time.monotonic()
    closed = room.closed(poll)
    room.tally.kept_first += inside and closed and room.moderator.sidecar.ballots.exists()
    if not closed and not alone:
        # Nobody has to wait for one that is dead: two more answers are kept.
        for _ in range(2):
            if not server.hear(lambda line: line in ("did", "late"), 2 * AT_ONCE):
                room.tally.note("blocked", f"the server, after {server.lines[-3:]}")
        server.ask_to_leave()
    if not (fine and (alone or server.end() == 0)):
        room.tally.note("blocked", "the server fell too")
    room.timed(began)
    told = Told(server.lines)
    told.kept |= paper
    if not closed:
        room.moderator.follow()
        room.look_into_box(poll, told)
    close(room.moderator, poll)
    _account(room, poll, told)


def _account(room: Room, poll: Poll, told: Told) -> None:
    room.tally.acknowledged += told.acknowledged
    room.tally.late += told.late
    room.look_into_session(poll, told)
    room.look_around()
    if room.moderator.undo() is not None:
        room.tally.note("twice", "closing was taken back")


def _let_run(child: Child, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        child.hear(lambda _line: False, min(left, 0.002))


WORKS: Final = {"server": a_server, "closing": a_closing}


def series(folder: Path, work: str, kills: int, seed: int) -> BoxTally:
    """So many kills."""
    return in_turn(Room(folder, seed), WORKS[work], kills, anew=KILLS_OF_A_FILE)


if __name__ == "__main__":
    play(series)
