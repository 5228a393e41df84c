"""Who takes part: a seat for each device, its secret, and the codes to join or to come back.

The secret of a seat (its token) is in the cookie of its device, and in the memory of the server
once that device was there. What is kept for a server after this one tells nothing of it: `Kept` has
numbers, and the secret with which the server knows its own cookies.
"""

import base64
import hashlib
import hmac
import secrets
from collections import OrderedDict
from typing import Final

import msgspec

from spiegel.domain.polls.box import PAPER
from spiegel.meeting.port.serving import DEVICES
from spiegel.meeting.serving import Kept

LETTERS: Final = "BDFGHJKLMPRSTWXZ"
"""Of a code that is typed: no vowels, so that it is no word, and none that look or sound alike."""
SIGNS: Final = LETTERS + "3479"
"""Of a code for one seat: 64 million of six signs."""
SHORT: Final = 4
LONG: Final = 6
OWN: Final = 6
"""How many signs a code has: to join, to join after much guessing, and of one seat."""

_TOKEN: Final = 16
_MAC: Final = 16
_REMEMBERED: Final = 2_000


class Seat(msgspec.Struct, frozen=True):
    """A place for one person. turn: on a laptop that goes round. group: of people, or empty."""

    number: int
    token: bytes
    group: str = ""
    turn: bool = False


class NoSeatError(Exception):
    """Nobody more can take part."""


class DoorClosedError(NoSeatError):
    """The moderator closed the door."""


class FullError(NoSeatError):
    """All seats are taken."""


def typed(code: str) -> str:
    """A code as people type it: in any case, with spaces or dashes between."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:32]


class Seats:
    """The seats of one meeting.

    most: how many devices may take part at the same time. slips_before: the numbers of seats on
    slips for the laptop that a server before this one made; they are void.
    """

    def __init__(self, kept: Kept, *, most: int = DEVICES) -> None:
        self.kept = kept
        self.most = most
        self._seen: dict[int, Seat] = {}
        self._by_return: dict[str, int] = {}
        self._cookies: dict[str, int] = {}
        self._codes: dict[bytes, str] = {}
        self._turns: dict[str, Seat] = {}
        self._agreed: set[int] = set()
        self._tickets: OrderedDict[bytes, Seat] = OrderedDict()
        # Slips for the laptop were for the server before this one: only it knew their codes, by
        # which nobody who finds what is kept can tell whose answer is whose.
        self.slips_before = [number for number in kept.turns if number not in kept.freed]
        kept.freed += self.slips_before
        if not kept.code:
            self.new_code()

    # The code for who is not there yet

    @property
    def code(self) -> str:
        """The letters that are typed to join."""
        return self.kept.code

    @property
    def pass_key(self) -> str:
        """What a QR code carries with the letters: it cannot be guessed, so it is never paused."""
        made = self._mac(b"link", self.kept.code.encode())
        return base64.b32encode(made)[:8].decode().lower()

    def new_code(self, *, long: bool = False) -> None:
        """Other letters; long: somebody guessed at those before."""
        long = long or len(self.kept.code) > SHORT
        self.kept.code = self._drawn(LETTERS, LONG if long else SHORT)

    def admits(self, code: str) -> bool:
        """Whether these are the letters."""
        return hmac.compare_digest(typed(code).encode(), self.kept.code.encode())

    def admits_link(self, code: str, key: str) -> bool:
        """Whether this comes from the QR code."""
        right = hmac.compare_digest(key.lower().encode(), self.pass_key.encode())
        return self.admits(code) and right

    # Joining, and coming back

    def ticket(self) -> str:
        """What a page to join carries, so that a double tap on it gives one seat."""
        return secrets.token_bytes(_TOKEN).hex()

    def join(self, group: str = "", *, ticket: str = "") -> Seat:
        """A new seat, or the one that this ticket gave already.

        Raises DoorClosedError and FullError.
        """
        known = ticket.encode()
        if ticket and known in self._tickets:
            return self._tickets[known]
        if not self.kept.door_open:
            raise DoorClosedError
        seat = self._new(group, turn=False)
        if ticket:
            self._tickets[known] = seat
            if len(self._tickets) > _REMEMBERED:
                self._tickets.popitem(last=False)
        return seat

    def _new(self, group: str, *, turn: bool) -> Seat:
        number = self.kept.given + 1
        if len(self.joined) >= self.most or number >= PAPER:
            raise FullError
        while True:
            seat = Seat(number, secrets.token_bytes(_TOKEN), group, turn)
            if self.return_code(seat) not in self._by_return:
                break
        self.kept.given = number
        if turn:
            self.kept.turns.append(number)
        self._remember(seat)
        return seat

    def _remember(self, seat: Seat) -> None:
        self._seen[seat.number] = seat
        if not seat.turn:
            self._by_return[self.return_code(seat)] = seat.number

    def cookie(self, seat: Seat) -> str:
        """What the device of a seat keeps: only this server can make it."""
        inner = b"".join(
            (
                seat.number.to_bytes(2, "big"),
                bytes([seat.turn]),
                seat.token,
                seat.group.encode(),
            )
        )
        return base64.urlsafe_b64encode(inner + self._mac(b"seat", inner)).decode().rstrip("=")

    def of_cookie(self, cookie: str) -> Seat | None:
        """The seat of a device; None when it was made free, or this server did not make it."""
        number = self._cookies.get(cookie)
        if number is not None:
            return self._seen.get(number)
        seat = self._read(cookie)
        if seat is not None:
            self._cookies[cookie] = seat.number
        return seat

    def _read(self, cookie: str) -> Seat | None:
        try:
            raw = base64.urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4))
            inner, mac = raw[:-_MAC], raw[-_MAC:]
            if not hmac.compare_digest(mac, self._mac(b"seat", inner)):
                return None
            number, turn = int.from_bytes(inner[:2], "big"), bool(inner[2])
            token, group = inner[3 : 3 + _TOKEN], inner[3 + _TOKEN :].decode()
        except (ValueError, IndexError):
            return None
        if number in self.kept.freed:
            return None
        known = self._seen.get(number)
        if known is None:
            # From before this server was started: it knows the seat again from here on.
            known = Seat(number, token, group, turn)
            self.kept.given = max(self.kept.given, number)
            self._remember(known)
        return known if hmac.compare_digest(known.token, token) else None

    def return_code(self, seat: Seat) -> str:
        """What its own person types on another device, to go on with this seat."""
        known = self._codes.get(seat.token)
        if known is not None:
            return known
        made = hmac.new(seat.token, b"return", hashlib.sha256).digest()
        code = "".join(SIGNS[byte % len(SIGNS)] for byte in made[:OWN])
        self._codes[seat.token] = code
        return code

    def returning(self, code: str) -> Seat | None:
        """The seat with this return code; None when this server does not know it."""
        number = self._by_return.get(typed(code))
        return self._seen[number] if number is not None else None

    # The laptop that goes round

    def more_turns(self, number: int) -> None:
        """So many one-time codes more. Raises FullError when there are no seats left for them."""
        for _ in range(number):
            seat = self._new("", turn=True)
            code = self._drawn(SIGNS, OWN)
            while code in self._turns or code in self._by_return:
                code = self._drawn(SIGNS, OWN)
            self._turns[code] = seat

    @property
    def turn_codes(self) -> tuple[str, ...]:
        """The codes of people on the laptop who did not begin yet."""
        return tuple(c for c, seat in self._turns.items() if seat.number not in self._agreed)

    def turn(self, code: str) -> Seat | None:
        """The seat of a code on a slip; None when there is no such code."""
        return self._turns.get(typed(code))

    def agreed(self, seat: Seat) -> bool:
        """Whether somebody on the laptop said `Ik doe mee` before."""
        return seat.number in self._agreed

    def agree(self, seat: Seat, group: str = "") -> Seat:
        """Somebody on the laptop takes part from now on, in this group."""
        seat = msgspec.structs.replace(seat, group=group)
        self._agreed.add(seat.number)
        self._seen[seat.number] = seat
        self._turns = {
            code: seat if known.number == seat.number else known
            for code, known in self._turns.items()
        }
        return seat

    # What the moderator sees and does

    @property
    def joined(self) -> tuple[int, ...]:
        """The seats that take part, ascending; those made free are not among them."""
        freed = set(self.kept.freed)
        return tuple(n for n in range(1, self.kept.given + 1) if n not in freed)

    @property
    def turns(self) -> tuple[int, ...]:
        """The seats among them that answer on the laptop that goes round."""
        freed = set(self.kept.freed)
        return tuple(number for number in self.kept.turns if number not in freed)

    @property
    def begun(self) -> tuple[int, ...]:
        """The seats whose person began, so that an answer can be missed of them."""
        still = {n for n in self.turns if n not in self._agreed}
        return tuple(number for number in self.joined if number not in still)

    def free(self, number: int) -> Seat | None:
        """Use a seat no more; returns it when its secret is known here, for its answer to go."""
        if not 1 <= number <= self.kept.given or number in self.kept.freed:
            return None
        self.kept.freed.append(number)
        seat = self._seen.pop(number, None)
        if seat is not None:
            self._by_return.pop(self.return_code(seat), None)
            self._turns = {c: one for c, one in self._turns.items() if one.number != number}
            for ticket in [t for t, one in self._tickets.items() if one.number == number]:
                del self._tickets[ticket]
        return seat

    def _drawn(self, signs: str, length: int) -> str:
        """So many signs, each as likely as the others."""
        found = ""
        limit = 256 - 256 % len(signs)
        while len(found) < length:
            found += "".join(
                signs[b % len(signs)] for b in secrets.token_bytes(2 * length) if b < limit
            )
        return found[:length]

    def _mac(self, about: bytes, what: bytes) -> bytes:
        text = b"\0".join((about, self.kept.meeting.encode(), what))
        return hmac.new(self.kept.secret, text, hashlib.sha256).digest()[:_MAC]
