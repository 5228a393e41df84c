"""What the screens of a meeting need, made ready while nobody presses a key.

The first visit of a screen imports its modules and reads its style sheet. Done before, in steps of
some milliseconds each and none of them soon after a key, that costs nobody a wait.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final, Protocol

from spiegel.app import garbage
from spiegel.domain import patterns

QUIET: Final = 0.8
"""Seconds without a key before the first step, and again after each key."""
BETWEEN: Final = 0.02
"""Seconds between two steps, in which a key is heard."""

ROOMS: Final = ("domain.plan", "domain.report", "widgets", "screens.shared")
"""What several screens need, or one of them so much of that it would be a long step."""

BEHIND: Final = ("meeting.documents",)
"""What stands behind the port, and is imported when a screen first asks how its documents are."""

PATTERNS: Final = 8
"""Regular expressions that one step compiles, in a millisecond or two."""

Step = Callable[[], object]


class Sheets(Protocol):
    """What is asked of the style sheets."""

    def know(self, path: Path) -> None:
        """Parse this one, unless it was."""
        ...


def steps(screens: Iterable[str], sheets: Sheets) -> Iterator[Step]:
    """What makes these screens ready, in small steps: the next one is asked for after the last."""
    wanted = tuple(screens)
    for room in (*ROOMS, *(f"screens.{screen}" for screen in wanted)):
        package = import_module(f"spiegel.{room}")
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            if module.name not in sys.modules:
                yield partial(import_module, module.name)
    for name in BEHIND:
        yield partial(import_module, f"spiegel.{name}")
    for screen in wanted:
        folder = Path(*import_module(f"spiegel.screens.{screen}").__path__)
        yield partial(sheets.know, folder / "screen.tcss")
    for _ in range(0, patterns.waiting(), PATTERNS):
        yield partial(patterns.compile_some, PATTERNS)
    yield garbage.resume


class Preload:
    """Does steps one at a time, while nobody presses a key.

    later: calls something after so many seconds. failed: told of a step that raised; the others are
    done. clock: seconds, as `time.monotonic`.
    """

    def __init__(
        self,
        steps: Iterator[Step],
        *,
        later: Callable[[float, Callable[[], None]], object],
        failed: Callable[[Exception], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._steps = steps
        self._later = later
        self._failed = failed
        self._clock = clock
        self._quiet_from = clock() + QUIET
        later(QUIET, self._go_on)

    def put_off(self) -> None:
        """A key was pressed: what it asks for goes first."""
        self._quiet_from = self._clock() + QUIET

    def stop(self) -> None:
        """Nothing more is done."""
        self._steps = iter(())

    def _go_on(self) -> None:
        wait = self._quiet_from - self._clock()
        if wait > 0:
            self._later(wait, self._go_on)
            return
        try:
            step = next(self._steps, None)
            if step is None:
                return
            step()
        except Exception as error:  # noqa: BLE001 - whatever it is, the meeting goes on
            self._failed(error)
        self._later(BETWEEN, self._go_on)
