"""A laptop whose clocks a test moves, and a person beside it with a stopwatch."""

from collections import Counter
from typing import Final

import msgspec
import pytest

import mutations
from spiegel import clock
from spiegel.domain.running import timing, voices
from spiegel.domain.session import instants
from spiegel.domain.session.instants import Instant
from spiegel.meeting import live as meeting

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE


class Laptop:
    """A machine with a wall clock, a clock of this boot, and one that stops while it sleeps.

    It stands in for the module `time` in `spiegel.clock`. All spans are milliseconds.
    """

    CLOCK_BOOTTIME = 7

    def __init__(self) -> None:
        self.wall = 1_790_000_000_000
        self.boots = 1
        self.since_boot = self.awake = 5_000

    def work(self, span: int) -> None:
        """Time passes."""
        self.wall += span
        self.since_boot += span
        self.awake += span

    def sleep(self, span: int) -> None:
        """Time passes with the lid closed."""
        self.wall += span
        self.since_boot += span

    def set_wall_clock(self, by: int) -> None:
        """Somebody, or a server, sets the wall clock forwards or (negative) back."""
        self.wall += by

    def start_again(self, off: int) -> None:
        """Switched off for so long; other clocks begin anew."""
        self.wall += off
        self.boots += 1
        self.since_boot = self.awake = 9_000

    def put_in(self, patch: pytest.MonkeyPatch) -> "Laptop":
        """Spiegel runs on this machine from now on."""
        patch.setattr(clock, "time", self)
        patch.setattr(clock, "_boot", lambda: f"boot {self.boots}")
        return self

    # What spiegel.clock asks the module `time`.

    def time_ns(self) -> int:
        return self.wall * 1_000_000

    def monotonic_ns(self) -> int:
        return self.awake * 1_000_000

    def clock_gettime_ns(self, which: int) -> int:
        assert which == self.CLOCK_BOOTTIME
        return self.since_boot * 1_000_000


class Stopwatch:
    """How long everything has run, as somebody with paper and a stopwatch would say.

    It hears what happens to the laptop and each key. An interval is what passed between two keys;
    if the laptop was started again in it, what the wall clock says of it, but never below zero.
    """

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self.whole = 0
        self.part = ""
        self.standing = False
        self.passed = self.by_the_wall = 0
        self.started_again = False

    def hear(self, passed: int = 0, wall: int = 0, *, started_again: bool = False) -> None:
        """So much time passed, of which the wall clock says so much; or there was a new boot."""
        self.passed += passed
        self.by_the_wall += wall
        self.started_again = self.started_again or started_again

    @property
    def interval(self) -> int:
        """Since the last key."""
        return max(0, self.by_the_wall) if self.started_again else self.passed

    def key(self) -> None:
        """A key that changes what runs: the interval is added to what ran until now."""
        if self.part:
            self.whole += self.interval
            self.ran["pause" if self.standing else self.part] += self.interval
        self.passed = self.by_the_wall = 0
        self.started_again = False

    def go(self, part: str) -> None:
        """This part runs from now."""
        self.key()
        self.part, self.standing = part, False

    def stand(self, *, still: bool) -> None:
        """The clock stands still from now, or goes on."""
        self.key()
        self.standing = still
        self.ran["pause"] = 0

    def spent(self, part: str) -> int:
        """How long a part has run until now."""
        running = "pause" if self.standing else self.part
        return self.ran[part] + (self.interval if running == part else 0)

    @property
    def elapsed(self) -> int:
        """How long the meeting takes until now, pauses included."""
        return self.whole + self.interval if self.part else 0


def as_digits(left: int) -> str:
    """What is left as minutes and begun seconds; what is over as whole seconds with a plus."""
    seconds = (left + 999) // SECOND if left > 0 else -left // SECOND
    minutes, seconds = divmod(seconds, 60)
    return f"{'' if left > 0 else '+'}{minutes}:{seconds:02d}"


# What `--mutate` swaps in: three clocks that are wrong.


@mutations.register("wall-clock-only")
def wall_clock_only(patch: pytest.MonkeyPatch) -> None:
    """Spans from the wall clock, also within one boot."""

    def span(start: Instant, end: Instant) -> int:
        return max(0, end.utc - start.utc)

    for module in (instants, timing, voices):
        patch.setattr(module, "span", span)


@mutations.register("monotonic-instead-of-boottime")
def monotonic(patch: pytest.MonkeyPatch) -> None:
    """A clock that stands still while the laptop sleeps."""

    def now() -> Instant:
        awake = clock.time.monotonic_ns() // 1_000_000
        return Instant(utc=clock.time.time_ns() // 1_000_000, boot=clock._boot(), boot_ms=awake)

    patch.setattr(clock, "now", now)


@mutations.register("tick-counting")
def tick_counting(patch: pytest.MonkeyPatch) -> None:
    """Every look at the clock counts as a second since the first."""
    first: dict[int, tuple[Instant, int]] = {}

    def now(self: meeting.LiveMeeting) -> Instant:
        start, ticks = first.get(id(self), (clock.now(), -1))
        first[id(self)] = start, ticks + 1
        counted = (ticks + 1) * SECOND
        return msgspec.structs.replace(
            start, utc=start.utc + counted, boot_ms=start.boot_ms + counted
        )

    patch.setattr(meeting.LiveMeeting, "now", now)


@mutations.register("boot-clock-across-boots")
def across_boots(patch: pytest.MonkeyPatch) -> None:
    """The boot clock compared with that of another boot."""

    def span(start: Instant, end: Instant) -> int:
        return end.boot_ms - start.boot_ms

    for module in (instants, timing, voices):
        patch.setattr(module, "span", span)
