"""A meeting on the laptop, and the same meeting on paper: what its clocks must show."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from laptop import MINUTE, Laptop, Stopwatch, as_digits
from meetings import meeting, named, round_of

from spiegel import clock
from spiegel.domain.running.running import Extend, Go, GoNext, GoPrevious, Pause, Resume, Skip
from spiegel.domain.session.session import Change

ORDER = ("kennismaking", "1", "2", "3", "4", "slotronde", "vragenronde", "afsluiting")
MINUTES = {"1": 10, "2": 10, "3": 8, "4": 6}
CLOCKS = ("wall-clock-only", "monotonic-instead-of-boottime", "boot-clock-across-boots")
"""Clocks that are wrong, and that a test of the time must notice."""


class Room:
    """A meeting on the laptop, and beside it the same meeting with paper and a stopwatch."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop, self.watch = laptop, Stopwatch()
        self.session = meeting()
        minutes = {key: named(self.session, key).minutes for key in ORDER if key not in MINUTES}
        self.minutes = {**minutes, **MINUTES}
        self.begun: set[str] = set()
        self.skipped: set[str] = set()
        self.broken_off: set[str] = set()
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
        here = self.watch.part
        returns = part not in MINUTES or part in self.begun - self.skipped
        if here in MINUTES and returns and ORDER.index(part) < ORDER.index(here):
            self.broken_off.add(here)
        self.watch.go(part)
        self.begun.add(part)
        self.skipped.discard(part)
        self.broken_off.discard(part)

    def _next(self) -> str:
        here = ORDER.index(self.watch.part)
        had = (self.begun - self.broken_off | self.skipped) & MINUTES.keys()
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
