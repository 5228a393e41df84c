"""What other screens need is made ready while nobody presses a key, and never in the way of one."""

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openmeeting import OpenMeeting, running
from textual.css.stylesheet import StylesheetError

from spiegel.app.preload import BETWEEN, QUIET, Preload, steps
from spiegel.app.screens import SCREENS, make_screen
from spiegel.app.stylesheet import ParsedOnce

MOST_MODULES = 25
"""Of our own, that one step may bring: their imports take a few milliseconds, never a wait."""


class Clock:
    """Seconds that pass only when somebody waits, and what is to be called then."""

    def __init__(self) -> None:
        self.now = 0.0
        self.calls: list[tuple[float, Callable[[], None]]] = []

    def later(self, delay: float, call: Callable[[], None]) -> None:
        self.calls.append((self.now + delay, call))

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while self.calls and self.calls[0][0] <= end:
            self.now, call = self.calls.pop(0)
            call()
        self.now = end


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def begin(clock):
    """Begin with these steps; gives what does them, and what went wrong."""

    def begin(*todo):
        failed: list[Exception] = []
        made = Preload(iter(todo), later=clock.later, failed=failed.append, clock=lambda: clock.now)
        return made, failed

    return begin


def test_it_is_done_in_steps_with_room_for_a_key_between(clock, begin):
    done: list[str] = []
    begin(lambda: done.append("one"), lambda: done.append("two"))
    assert not done
    clock.wait(QUIET)
    assert done == ["one"]
    clock.wait(BETWEEN)
    assert done == ["one", "two"]
    clock.wait(60)
    assert not clock.calls


def test_nothing_is_done_soon_after_a_key(clock, begin):
    done: list[str] = []
    preload, _failed = begin(lambda: done.append("one"), lambda: done.append("two"))
    clock.wait(QUIET)
    for _key in range(20):
        preload.put_off()
        clock.wait(QUIET / 2)
    assert done == ["one"]
    clock.wait(QUIET)
    assert done == ["one", "two"]


def test_what_fails_is_told_and_the_rest_is_done(clock, begin):
    done: list[str] = []

    def broken() -> None:
        raise ImportError

    _preload, failed = begin(broken, lambda: done.append("two"))
    clock.wait(60)
    assert [type(error) for error in failed] == [ImportError]
    assert done == ["two"]


def test_nothing_is_done_when_the_meeting_is_closed(clock, begin):
    done: list[str] = []
    preload, _failed = begin(lambda: done.append("one"))
    preload.stop()
    clock.wait(60)
    assert not done


@pytest.mark.slow
@pytest.mark.reckons
def test_a_sheet_is_parsed_before_its_screen_is_seen(monkeypatch):
    monkeypatch.setattr(gc, "freeze", lambda: None)
    sheets = ParsedOnce(variables={})
    known: list[Path] = []
    monkeypatch.setattr(sheets, "know", known.append)
    for step in steps(SCREENS, sheets):
        step()
    wanted = {
        path for name in SCREENS for path in make_screen(name, OpenMeeting(running())).css_path
    }
    assert set(known) == wanted


def test_a_sheet_that_is_gone_is_told(tmp_path):
    with pytest.raises(StylesheetError):
        ParsedOnce(variables={}).know(tmp_path / "screen.tcss")


PROGRAM = """
import sys
from importlib import import_module
from spiegel.app import app, guard, screens, windows
from spiegel.app.preload import steps
from spiegel.meeting import live
from spiegel.screens.moderate import screen
class Sheets:
    know = staticmethod(lambda path: None)
most = 0
for step in steps(screens.SCREENS, Sheets()):
    before = len(sys.modules)
    step()
    most = max(most, len(sys.modules) - before)
before = set(sys.modules)
for name in screens.SCREENS:
    import_module(f"spiegel.screens.{name}.screen")
from spiegel.meeting import documents
print(most, len(set(sys.modules) - before))
"""


@pytest.mark.slow
@pytest.mark.reckons
def test_no_step_is_long_and_a_visit_imports_nothing_more():
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    most, left = map(int, said.stdout.split())
    assert 0 < most <= MOST_MODULES
    assert left == 0
