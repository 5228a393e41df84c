"""How a test looks at the screen, and waits for something to be seen."""

import asyncio
import time
from collections.abc import Callable

from textual.pilot import Pilot
from textual.strip import Strip

PATIENCE = 20.0
"""Seconds after which a test says that something did not happen."""
LOOK = 0.01
"""Seconds between two looks; the app works meanwhile."""


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Let the app work until a condition holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"did not happen\n{screen_text(pilot)}")
        await asyncio.sleep(LOOK)


def large(pilot: Pilot[None]) -> int:
    """How many cells of the screen are drawn in full, as those of large digits and letters are."""
    segments = (
        segment for strip in _painted(pilot) for segment in strip if segment.style is not None
    )
    return sum(len(text) for text, style, _ in segments if style.reverse and not text.strip())


def screen_text(pilot: Pilot[None]) -> str:
    """The screen as lines of text, as a person reads it: across the edge of a panel."""
    lines = (strip.text.replace("│", " ").rstrip() for strip in _painted(pilot))
    return "\n".join(lines).replace("\u00a0", " ")


def footer(pilot: Pilot[None]) -> str:
    """The last line of the screen, as it is read."""
    return screen_text(pilot).split("\n")[-1].strip()


def flat(pilot: Pilot[None]) -> str:
    """The words of the screen without its folds."""
    return " ".join(screen_text(pilot).split())


def _painted(pilot: Pilot[None]) -> list[Strip]:
    return pilot.app.screen._compositor.render_strips()
