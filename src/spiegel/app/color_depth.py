"""How many colours a terminal has."""

from collections.abc import Callable
from enum import IntEnum


class Depth(IntEnum):
    """How many colours a terminal has."""

    NONE = 0
    EIGHT = 8
    SIXTEEN = 16
    PALETTE = 256
    FULL = 1 << 24


def depth_of(
    *, no_color: bool, color_system: str | None, colors: Callable[[], int | None]
) -> Depth:
    """The depth of a terminal.

    no_color: the user wants none. color_system: as Rich calls it. colors: how many the terminal's
    description names, None when there is no description.
    """
    if no_color or color_system is None:
        return Depth.NONE
    if color_system in ("truecolor", "256"):
        return Depth.FULL if color_system == "truecolor" else Depth.PALETTE
    count = colors()
    if count is None:
        return Depth.EIGHT
    if count < Depth.EIGHT:
        return Depth.NONE
    return Depth.EIGHT if count < Depth.SIXTEEN else Depth.SIXTEEN


def described_colors() -> int | None:
    """How many colours the description of this terminal (TERM) names; None when there is none."""
    try:
        import curses
    except ImportError:
        return None
    try:
        curses.setupterm(fd=1)
    except curses.error:
        return None
    return curses.tigetnum("colors")
