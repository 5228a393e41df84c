"""A moment as it was read from the machine, and the span between two of them."""

from collections.abc import Callable, Iterable
from typing import Final

import msgspec

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND


class Instant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A moment, read from two clocks at once.

    utc: milliseconds since 1970 by the wall clock; may jump when the clock is set.
    boot: which start of the machine this was; empty when unknown.
    boot_ms: milliseconds since that start; runs on while the laptop sleeps, never jumps.
    """

    utc: int
    boot: str = ""
    boot_ms: int = 0


def span(start: Instant, end: Instant) -> int:
    """Milliseconds from start to end, never below zero.

    Within one boot from the boot clock, so a wall clock that is set changes nothing; across boots
    from UTC.
    """
    if start.boot and start.boot == end.boot:
        return max(0, end.boot_ms - start.boot_ms)
    return max(0, end.utc - start.utc)


def chronology(instants: Iterable[Instant]) -> Callable[[Instant], int]:
    """What these instants are sorted by, so that later ones come later: a place in milliseconds.

    Within one boot by the boot clock, so that a line is never listed among earlier ones because
    the wall clock was set back; a boot stands where its first instant has it.
    """
    origins: dict[str, tuple[int, int]] = {}
    for instant in instants:
        known = origins.get(instant.boot)
        if known is None or instant.boot_ms < known[0]:
            origins[instant.boot] = instant.boot_ms, instant.utc

    def place(instant: Instant) -> int:
        boot_ms, utc = origins.get(instant.boot, (instant.boot_ms, instant.utc))
        return utc + instant.boot_ms - boot_ms if instant.boot else instant.utc

    return place


def after(start: Instant, milliseconds: int) -> Instant:
    """The instant so many milliseconds after (or, negative, before) another."""
    return Instant(
        utc=start.utc + milliseconds, boot=start.boot, boot_ms=start.boot_ms + milliseconds
    )


def whole_minutes(milliseconds: int) -> int:
    """A span rounded to the nearest minute."""
    return (milliseconds + MINUTE // 2) // MINUTE
