"""What a window may ask of the server that people answer on: start it, see how it stands, lead it.

The server is a program of its own (`spiegel serve`); it may have been started here, in another
window, or by hand, and it goes on when a window ends.
"""

from collections.abc import Callable
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

import msgspec

from spiegel.i18n import N_, Translations

DEVICES: Final = 200
"""How many devices we promise to serve."""
USUAL_PORT: Final = 8080
LOOPBACK: Final = "127.0.0.1"
"""This laptop alone: what a server listens on unless another address is chosen."""


class Hitch(StrEnum):
    """What the moderator should know of the server.

    address: the address it listened on is gone, and it waits for one. moved: it listens on another
    address than before, so people need the new QR code. guessing: so many wrong codes were typed
    that a code can be typed no more, until there is a new one. full: somebody wanted to take part,
    and all seats are taken. disk: an answer could not be kept. not_free: a seat was made free whose
    device did not come back since the server was started, so its answer to the open question stays.
    slips: those for the laptop that goes round are of a server before this one.
    """

    ADDRESS = "address"
    MOVED = "moved"
    GUESSING = "guessing"
    FULL = "full"
    DISK = "disk"
    NOT_FREE = "not_free"
    SLIPS = "slips"

    def explain(self, t: Translations) -> str:
        """It in one or two sentences for the moderator."""
        return t.gettext(_SAID[self])


_SAID: Final = MappingProxyType(
    {
        Hitch.ADDRESS: N_("This laptop lost its network. The pages wait until it is back."),
        Hitch.MOVED: N_(
            "This laptop has another address now: show the QR code again. With the return code on"
            " their page people go on where they were."
        ),
        Hitch.GUESSING: N_(
            "Many wrong codes were typed, so nobody can type one now. Make a new code."
        ),
        Hitch.FULL: N_("Somebody wants to take part, but all places are taken."),
        Hitch.DISK: N_("The disk refuses answers: people are asked to try again."),
        Hitch.NOT_FREE: N_(
            "That device did not come back since the pages were started, so its answer to this"
            " question still counts."
        ),
        Hitch.SLIPS: N_(
            "The pages were started again, so slips for the laptop that goes round do not work any"
            " more. Make new codes. Who answered this question already waits for the next one."
        ),
    }
)


class Serving(msgspec.Struct, frozen=True, kw_only=True):
    """How the server stands.

    address, port: where it listens. host: what people type in its place, such as the name that
    the network has for this laptop; empty for the address itself. link: what the QR code says,
    with the code in it. code: the letters that are typed. joined: the numbers of the seats that
    take part, ascending, without those that were made free. turns: those of them that answer on a
    laptop that goes round. seats: how many there may be. looking: how many devices have a page
    open now. door_open: whether anybody more can take part. turn_codes: one-time codes for the
    laptop that goes round, not used yet. hitches: what the moderator should know.
    """

    address: str
    port: int
    link: str
    code: str
    host: str = ""
    joined: tuple[int, ...] = ()
    turns: tuple[int, ...] = ()
    seats: int = DEVICES
    looking: int = 0
    door_open: bool = True
    turn_codes: tuple[str, ...] = ()
    hitches: tuple[Hitch, ...] = ()

    @property
    def shown_address(self) -> str:
        """What is typed in a browser, such as "192.168.8.20:8080"."""
        host = self.host or self.address
        return host if self.port == 80 else f"{host}:{self.port}"

    @property
    def on_laptop(self) -> int:
        """How many of who takes part do so on the laptop that goes round."""
        return len(set(self.joined) & set(self.turns))

    @property
    def on_own(self) -> int:
        """How many of who takes part do so on a device of their own."""
        return len(self.joined) - self.on_laptop

    def missing(self, done: frozenset[int]) -> tuple[int, ...]:
        """The seats that did not answer yet, of those that take part; done: from the ballot box."""
        return tuple(seat for seat in self.joined if seat not in done)


class Stop(msgspec.Struct, frozen=True, tag=True):
    """The server ends; who takes part comes back to the same place when it is started again."""


class Door(msgspec.Struct, frozen=True, tag=True):
    """Whether anybody more can take part; who does already can always come back."""

    open: bool


class NewCode(msgspec.Struct, frozen=True, tag=True):
    """Another code for who is not there yet, longer when the one before was guessed at."""


class FreeSeat(msgspec.Struct, frozen=True, tag=True):
    """A seat is not used any more: its answer to the open question goes, its number stays away."""

    seat: int


class Seats(msgspec.Struct, frozen=True, tag=True):
    """How many seats there may be, 1 to 512."""

    seats: int


class TurnCodes(msgspec.Struct, frozen=True, tag=True):
    """So many one-time codes more, for people who answer on a laptop that goes round."""

    number: int


Request = Stop | Door | NewCode | FreeSeat | Seats | TurnCodes


class Server(Protocol):
    """The server of one meeting. Each `then` is told what went wrong, or nothing."""

    def look(self) -> Serving | None:
        """How it stands; None when none runs. A look at two small files: once a second is well."""
        ...

    def addresses(self) -> tuple[str, ...]:
        """The addresses of this laptop to choose from, that of itself alone last."""
        ...

    def start(
        self,
        then: Callable[[str], None],
        *,
        address: str = LOOPBACK,
        port: int = USUAL_PORT,
        seats: int = 0,
    ) -> None:
        """Start it, in a process of its own; `then` is called when it listens, or cannot.

        seats: how many, 0 for as many as the session says. It is called on the thread of who asks.
        """
        ...

    def ask(self, request: Request, then: Callable[[str], None] | None = None) -> None:
        """Hand over a request; `look` shows what came of it within a second."""
        ...
