"""When a window of a test is at rest: nothing is ready to run, and no thread works for it.

Textual's Pilot looks at the processor's time instead: at least 20 ms after each key, and with a
message to every widget. A loop without anything to run has nothing left to do for anybody. And what
nobody sees is not painted: a window is when a test looks at it, as `screens/seen.py` does or with
`export_screenshot`. In a slow test, as that of random keys, it is each time it is at rest.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from weakref import WeakKeyDictionary

import pytest
import textual.app
import textual.pilot
from textual._compositor import Compositor
from textual.app import App
from textual.pilot import Pilot

from spiegel.screens.shared import typing
from spiegel.store.session.writer import Job, Writer

PATIENCE: Final = 0.3
"""Seconds for a thread or a held letter; whoever holds them longer means it."""
LOOK: Final = 0.002
TURNS: Final = 10_000
"""Of a loop: a test takes 63 at most, and who is not at rest after so many never is."""

paints = False
"""Whether a window that is at rest is painted although the test may not look: see conftest.py."""

render_update = Compositor.render_update
_in_threads: set[asyncio.Future[object]] = set()
_with_writers: WeakKeyDictionary[Writer, set[int]] = WeakKeyDictionary()


async def at_rest(pilot: Pilot[object] | None = None) -> None:
    """Until there is nothing left to do, in this window and in all others of the loop."""
    end, left = time.monotonic() + PATIENCE, TURNS
    while True:
        left = await _nothing_ready(left)
        if pilot is not None and (screens := pilot.app._screen_stacks.get(pilot.app._current_mode)):
            # What waits for the next frame is painted now.
            screens[-1]._on_timer_update()
            if _ready():
                continue
        busy = _works() or (pilot is not None and _letter_held(pilot))
        if not busy:
            break
        if time.monotonic() > end:
            _expect_nothing()
            break
        await asyncio.sleep(LOOK)
    if paints and pilot is not None and pilot.app._screen_stack:
        paint(pilot.app)


def paint(app: App[object]) -> None:
    """Paint what changed since it was painted, also behind a panel."""
    compositor = app.screen._compositor
    if compositor._dirty_regions:
        render_update(compositor, screen_stack=app._background_screens)


async def _nothing_ready(turns: int) -> int:
    """Until nothing is ready to run, within so many turns of the loop; how many are left."""
    for left in range(turns, 0, -1):
        await asyncio.sleep(0)
        if not _ready():
            return left - 1
    ready = ", ".join(repr(each) for each in asyncio.get_running_loop()._ready)
    raise AssertionError(f"never at rest: after {TURNS} turns this is still to run: {ready}")


def _ready() -> bool:
    return bool(asyncio.get_running_loop()._ready)


def _works() -> bool:
    """Whether a thread does something that somebody waits for."""
    writers = (asked for writer, asked in [*_with_writers.items()] if writer._thread.is_alive())
    return bool(_in_threads) or any(writers)


def _expect_nothing() -> None:
    """Who was waited for in vain is not waited for again: a disk or a lock of a test is slow."""
    _in_threads.clear()
    for asked in _with_writers.values():
        asked.clear()


def _letter_held(pilot: Pilot[object]) -> bool:
    """Whether a letter waits for a moment, to see whether another follows."""
    guard = getattr(pilot.app, "guard", None)
    return guard is not None and guard.waits and typing.BEFORE < PATIENCE


@contextmanager
def noticed() -> Iterator[None]:
    """Pilot waits until the window is at rest, and work in threads is noticed."""
    put, do = Writer.put, Writer._do
    in_executor = asyncio.BaseEventLoop.run_in_executor

    def noted_put(writer: Writer, job: Job) -> int:
        asked = _with_writers.setdefault(writer, set())
        # Before it is in the queue: the thread may be done with it before `put` returns.
        expected = writer._tickets + 1
        asked.add(expected)
        ticket = put(writer, job)
        assert ticket == expected or asked.add(ticket) is None
        return ticket

    def noted_do(writer: Writer, job: Job) -> None:
        try:
            do(writer, job)
        finally:
            _with_writers.get(writer, set()).discard(job.ticket)

    def noted_in_executor(loop: asyncio.BaseEventLoop, *work: object) -> asyncio.Future[object]:
        future = in_executor(loop, *work)
        _in_threads.add(future)
        future.add_done_callback(_in_threads.discard)
        return future

    def render_when_asked(compositor: Compositor, full: bool = False, **how: object) -> object:
        return render_update(compositor, full=True, **how) if full else None

    async def wait_for_screen(pilot: Pilot[object]) -> bool:
        await at_rest(pilot)
        return pilot.app._exception is None

    async def press(pilot: Pilot[object], *keys: str) -> None:
        for key in keys:
            await pilot.app._press_keys([key])
            await at_rest(pilot)

    async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
        await at_rest()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Writer, "put", noted_put)
        patch.setattr(Writer, "_do", noted_do)
        patch.setattr(asyncio.BaseEventLoop, "run_in_executor", noted_in_executor)
        patch.setattr(Compositor, "render_update", render_when_asked)
        # A new screen is held back for 50 ms; a test on a quick machine has looked long before.
        patch.setattr(App, "delay_update", lambda _app, _delay=0.05: None)
        patch.setattr(Pilot, "_wait_for_screen", wait_for_screen)
        patch.setattr(Pilot, "press", press)
        patch.setattr(textual.pilot, "wait_for_idle", wait_for_idle)
        patch.setattr(textual.app, "wait_for_idle", wait_for_idle)
        yield
