"""The server of a session, killed again and again while a room answers by HTTP: a program.

`python killedservers.py FOLDER WORK KILLS SEED` prints its tally as JSON. Each server is `serve`
itself, in a process that was forked with all of it imported; what was acknowledged is counted by
the devices, which keep their cookies and come back to whichever server is there. In the work
`server` each poll outlives several servers, the last of which is killed while the moderator closes
it; in `moderator` the moderator's window is killed while it closes, and the server lives on.
Every other file is encrypted. What devices know is looked for in every byte that is left.
"""

import base64
import http.client
import os
import random
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import urlencode

import badbox  # noqa: F401 - knows the mutations
import badserver  # noqa: F401 - as above
from children import SYSTEM_CALLS, Child, Deadly, Tell
from killedboxes import AT_ONCE, PAPER, BoxTally, Room, Told
from killseries import in_turn, play
from searching import bytes_with, home
from voting import cast, close, opened_poll

from spiegel.domain.polls.box import entry_key
from spiegel.domain.polls.polls import ClosePoll, Given, ballots_of
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer, Poll
from spiegel.meeting.opening import HeldKeys
from spiegel.meeting.port.serving import Serving
from spiegel.meeting.serving import Kept as KeptSeats
from spiegel.store.past.wiping import belongings, wipe
from spiegel.web.seats import Seat, Seats
from spiegel.web.serve import serve

PHONES: Final = 12
TOGETHER: Final = 3
"""How many of them send at the same time."""
SERVERS: Final = 2
"""Servers that are killed while a poll is open; one more falls when it closes."""
POLLS_OF_A_FILE: Final = 8
FORM: Final = AnswerForm(kind=AnswerKind.POINTS, options=("hier", "daar"), points=999_999)
_CODES: Final = Seats(KeptSeats(secret=bytes(32), meeting=""))


class ServerTally(BoxTally):
    """What a series of kills showed. starting: killed before the server listened. told: a secret of
    a device, or what its answers stand under, is in a byte on the disk. scans: how often that was
    looked for."""

    starting: int = 0
    told: int = 0
    scans: int = 0

    @property
    def sound(self) -> bool:
        return super().sound and not self.told

    def summary(self) -> str:
        return (
            f"{super().summary()}\nAll of it by HTTP; {self.starting} servers fell before they"
            f" listened. Secrets of devices were looked for in every byte {self.scans} times:"
            f" {self.told} found."
        )


class GoneError(Exception):
    """The server is not there any more."""


class OverError(LookupError):
    """The question was closed before this device had its form."""


class Phone:
    """A device that takes part: it has a cookie, and the form of the poll that is open."""

    def __init__(self) -> None:
        self.cookie, self.seat, self.token = "", 0, b""
        self._form: dict[str, str] = {}
        self._version = 0
        self._wire: http.client.HTTPConnection | None = None

    def come(self, port: int) -> None:
        """The server is at this port."""
        self._wire = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def _ask(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """The status, the page and the cookie that is set. Raises GoneError."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        assert self._wire is not None
        try:
            self._wire.request(method, path, urlencode(fields or {}) if fields else None, headers)
            answer = self._wire.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self._wire.close()
            raise GoneError from error
        return answer.status, page, answer.headers.get("Set-Cookie", "").partition(";")[0]

    def join(self, link: str) -> None:
        """Take part, as the QR code leads there."""
        _, page, _ = self._ask("GET", link)
        status, _, cookie = self._ask("POST", "/join", _hidden(page))
        assert status == 303, status
        self.cookie = cookie
        raw = base64.urlsafe_b64decode(cookie.partition("=")[2] + "==")
        self.seat, self.token = int.from_bytes(raw[:2], "big"), raw[3:19]

    def sees(self) -> int | None:
        """What the question shows of this device's own answer."""
        _, page, _ = self._ask("GET", "/?change=1")
        if "points-1" not in page:
            kind = OverError if "gesloten" in page else LookupError
            raise kind(re.sub(r"<[^>]+>|\s+", " ", page)[-300:])
        self._form = _hidden(page)
        found = re.search(r'name="points-1" value="(\d+)"', page)
        return int(found[1]) if found else None

    def next(self) -> int:
        """What it answers next: no answer is given twice."""
        self._version += 1
        return self.seat * 1_000 + self._version % 1_000

    def answer(self, value: int) -> int:
        """Send the form; the status. 303: it is kept."""
        return self._ask("POST", "/answer", {**self._form, "points-1": str(value)})[0]

    def secrets(self, poll: Poll) -> list[bytes]:
        """What may be in no byte: its token, what its answer stands under, its return code."""
        code = _CODES.return_code(Seat(self.seat, self.token))
        return [self.token, entry_key(self.token, poll), code.encode()]


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


class Hall(Room):
    """A room with a server that falls, and devices that stay."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder, seed)
        self.tally: ServerTally = ServerTally()

    def begin(self) -> None:
        super().begin()
        self.phones = [Phone() for _ in range(PHONES)]

    def asked(self) -> tuple[Poll, Told]:
        """A question is put to the devices; three answer on paper, so that what is kept is seen."""
        poll, told = opened_poll(self.moderator, FORM), Told([])
        told.kept |= {PAPER + n: (PAPER + n) * 1_000 for n in range(3)}
        casts = [
            cast(poll, seat, Given(Answer(points=(value,)))) for seat, value in told.kept.items()
        ]
        self.moderator.ballots.cast(poll.number, casts)
        return poll, told

    def kept(self, poll: Poll) -> list[int]:
        ballots = ballots_of(self.moderator.session, poll.number)
        return [ballot.answer.points[0] for ballot in ballots]

    @property
    def seated(self) -> list[Phone]:
        return [phone for phone in self.phones if phone.seat]

    def server(self, calls: int = 0, *, starting: bool = False) -> "Server":
        """A server; calls: it dies at its so-manieth system call, starting: those before it
        listens counted."""
        return Server(self, calls, starting)

    def scan(self, poll: Poll) -> None:
        """No secret of a device is in a byte on the disk."""
        self.tally.scans += 1
        secrets = [secret for phone in self.seated for secret in phone.secrets(poll)]
        runtime = self.moderator.sidecar.runtime
        if found := bytes_with(secrets, self.path.parent, runtime, home()):
            self.tally.note("told", f"{found}")

    def leave(self) -> None:
        """The last window closes, and all of it is wiped."""
        super().leave()
        poll = max(self.moderator.session.polls.values(), key=lambda poll: poll.number)
        sidecar = self.moderator.sidecar
        wipe(belongings(self.path, keys=self.keys))
        self.scan(poll)
        if sidecar.folder.exists() or sidecar.runtime.exists():
            self.tally.note("left", "something, after wiping")

    def look_at_devices(self, told: Told) -> None:
        """Each device finds what was acknowledged to it; what was under way came in, or did not."""
        numbers = [phone.seat for phone in self.seated]
        if len(set(numbers)) != len(numbers):
            self.tally.note("twice", f"seats {numbers}")
        for phone in self.seated:
            try:
                found = phone.sees()
            except LookupError as error:
                self.tally.note("lost", f"seat {phone.seat} is not let in: {error}")
                continue
            self.compare(phone.seat, found, told)
            told.kept[phone.seat] = found
            told.under_way.pop(phone.seat, None)


class Server:
    """A server that runs, as a child of this process, and people who use it."""

    def __init__(self, room: Hall, calls: int, starting: bool) -> None:
        self._room = room
        seed = room.chance.random()

        def work(tell: Tell, asking: int) -> None:
            deadly = Deadly(calls, random.Random(seed)) if calls else None

            def listens(serving: Serving) -> None:
                tell(f"{serving.port} {serving.link.partition(str(serving.port))[2]}")
                if deadly is not None:
                    deadly.armed = True

            if deadly is not None:
                deadly.armed = starting
            serve(room.path, key=HeldKeys(room.keys), address="127.0.0.1", port=0, tell=listens)

        self.child = Child(work)
        self.listens = self.child.hear(lambda line: "/" in line)
        self._users: list[Thread] = []
        self.leave = False
        if self.listens:
            port, self.link = self.child.lines[-1].split(" ")
            for phone in room.phones:
                phone.come(int(port))

    def use(self, told: Told) -> None:
        """Everybody answers again and again, until the server is gone or the poll is closed."""
        for first in range(TOGETHER):
            mine = self._room.phones[first::TOGETHER]
            self._users.append(Thread(target=self._answer, args=(mine, told)))
            self._users[-1].start()

    def _answer(self, phones: list[Phone], told: Told) -> None:
        try:
            while not self.leave:
                for phone in phones:
                    if not phone.seat:
                        phone.join(self.link)
                        told.kept[phone.seat] = phone.sees()
                    elif not self._sends(phone, told):
                        return
        except (GoneError, OverError):
            # It fell, or who came last has nothing to answer any more.
            pass
        except Exception as error:  # noqa: BLE001 - it is told with the others
            self._room.tally.note("blocked", repr(error))

    def _sends(self, phone: Phone, told: Told) -> bool:
        value = phone.next()
        told.under_way[phone.seat] = value
        status = phone.answer(value)
        del told.under_way[phone.seat]
        if status == 303:
            told.kept[phone.seat] = value
            self._room.tally.acknowledged += 1
        elif status == 409:
            self._room.tally.late += 1
        else:
            raise AssertionError(f"seat {phone.seat}: {status}")
        return status == 303

    def gone(self) -> None:
        """All who used it noticed that it is not there any more."""
        for user in self._users:
            user.join()


@contextmanager
def at_call(number: int, do: Callable[[], None], *, after: bool) -> Iterator[None]:
    """Inside, this is done just before (or after) the n-th system call of this thread."""
    real = {name: getattr(os, name) for name in SYSTEM_CALLS}
    left = number

    def counted(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0 and not after:
                do()
            result = real[name](*arguments, **named)
            if left == 0 and after:
                do()
            return result

        return call

    try:
        for name in SYSTEM_CALLS:
            setattr(os, name, counted(name))
        yield
    finally:
        for name, call in real.items():
            setattr(os, name, call)


def a_server(room: Hall, _number: int) -> None:
    """Servers fall while a poll is open, and one more while it closes."""
    (poll, told), chance = room.asked(), room.chance
    for _ in range(SERVERS):
        _a_server_that_falls(room, poll, told)
    server = room.server()
    room.look_at_devices(told)
    server.use(told)
    _let_run(server.child, 0.005 + chance.random() * 0.02)
    fell = False

    def falls() -> None:
        nonlocal fell
        fell = True
        os.kill(server.child.pid, signal.SIGKILL)
        closed = room.closed(poll)
        room.tally.kept_first += closed and room.moderator.sidecar.ballots.exists()

    began = time.monotonic()
    with at_call(chance.randint(1, CLOSES), falls, after=chance.random() < 0.5):
        room.moderator.change(ClosePoll(poll=poll.number))
    room.timed(began)
    if not fell:
        # It fell after the closing, as the last devices heard that they are late.
        server.gone()
        os.kill(server.child.pid, signal.SIGKILL)
    server.child.end()
    server.gone()
    room.fell(closing=fell, moment=not fell)
    _account(room, poll, told)


CLOSES: Final = 18
"""System calls that a closing makes, nearly: at one of these the server falls."""


def _a_server_that_falls(room: Hall, poll: Poll, told: Told) -> None:
    chance = room.chance
    calls = chance.randint(1, 60) if chance.random() < 0.5 else 0
    server = room.server(calls, starting=calls > 0 and chance.random() < 0.3)
    if not server.listens:
        server.child.end()
        room.fell(closing=False, moment=False)
        room.tally.starting += 1
        return
    try:
        room.look_at_devices(told)
    except GoneError:
        # It fell by its own call, while the devices came back.
        pass
    else:
        server.use(told)
        if not calls:
            _let_run(server.child, chance.random() * 0.04)
            os.kill(server.child.pid, signal.SIGKILL)
    server.child.end()
    server.gone()
    room.fell(closing=False, moment=not calls)
    if room.tally.kills % 5 == 0:
        room.scan(poll)


def a_moderator(room: Hall, _number: int) -> None:
    """The moderator's window falls while it closes; the devices go on until it is closed."""
    (poll, told), chance = room.asked(), room.chance
    calls, seed = chance.randint(1, CLOSES), chance.random()

    def closing(tell: Tell, asking: int) -> None:
        window = room.window("moderator")
        tell("warm")
        select.select([asking], [], [])
        deadly = Deadly(calls, random.Random(seed))
        tell("will close")
        deadly.armed = True
        window.change(ClosePoll(poll=poll.number))
        deadly.armed = False
        tell("did close")

    server, moderator = room.server(), Child(closing)
    moderator.hear(lambda line: line == "warm")
    room.look_at_devices(told)
    server.use(told)
    _let_run(server.child, 0.005 + chance.random() * 0.03)
    moderator.ask_to_leave()
    inside = not moderator.hear(lambda line: line == "did close")
    moderator.end()
    room.fell(closing=inside, moment=False)
    began, before = time.monotonic(), room.tally.acknowledged
    closed = room.closed(poll)
    room.tally.kept_first += inside and closed and room.moderator.sidecar.ballots.exists()
    if not closed:
        # Nobody has to wait for one that is dead: two more answers are kept.
        while room.tally.acknowledged < before + 2 and time.monotonic() < began + 2 * AT_ONCE:
            _let_run(server.child, 0.002)
        room.timed(began)
    room.moderator.change(ClosePoll(poll=poll.number))
    # Each hears that it is late.
    server.gone()
    server.child.kill()
    _account(room, poll, told)


def _account(room: Hall, poll: Poll, told: Told) -> None:
    close(room.moderator, poll)
    room.look_into_session(poll, told)
    room.look_around()
    room.scan(poll)
    if room.moderator.undo() is not None:
        room.tally.note("twice", "closing was taken back")


def _let_run(child: Child, seconds: float) -> None:
    child.hear(lambda _line: False, seconds)


WORKS: Final = {"server": a_server, "moderator": a_moderator}


def series(folder: Path, work: str, kills: int, seed: int) -> ServerTally:
    """So many kills at least."""
    return in_turn(Hall(folder, seed), WORKS[work], kills, anew=POLLS_OF_A_FILE)


if __name__ == "__main__":
    for variable in ("XDG_RUNTIME_DIR", "HOME"):
        os.environ[variable] = str(Path(sys.argv[1]) / variable)
    play(series)
