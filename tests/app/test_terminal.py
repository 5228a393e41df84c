"""A terminal that is taken away for a while, or for good."""

import os
import pty
import signal
import sys

import pytest
from textual import events
from textual.drivers.headless_driver import HeadlessDriver

from spiegel.app.terminal import Terminal, high_keys, hung_up, of_characters

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals to stop and go on")


class Driver:
    """Notes what is done with the terminal."""

    def __init__(self, done: list[str]) -> None:
        self._done = done

    def suspend_application_mode(self) -> None:
        self._done.append("given back")

    def resume_application_mode(self) -> None:
        self._done.append("taken")


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happened, stopping of the process included."""
    happened: list[str] = []
    stops = {(os.getpid(), signal.SIGSTOP): "stopped"}
    monkeypatch.setattr(os, "kill", lambda *what: happened.append(stops[what]))
    return happened


@pytest.fixture
def terminal(done: list[str]) -> Terminal:
    made = Terminal(lambda: done.append("drawn"))
    made.driver = Driver(done)
    return made


def test_a_window_gives_its_terminal_back_before_it_stops(terminal, done):
    terminal.stop()
    assert done == ["given back", "stopped"]


def test_a_window_that_goes_on_takes_its_terminal_and_draws(terminal, done):
    terminal.stop()
    done.clear()
    terminal.go_on()
    assert done == ["taken", "drawn"]


def test_a_window_that_was_stopped_unasked_ends_its_first_reading_when_it_goes_on(terminal, done):
    terminal.go_on()
    assert done == ["given back", "taken", "drawn"]


def test_each_stop_counts_once(terminal, done):
    terminal.stop()
    terminal.go_on()
    done.clear()
    terminal.go_on()
    assert done == ["given back", "taken", "drawn"]


def test_without_a_driver_nothing_is_stopped(done):
    terminal = Terminal(lambda: done.append("drawn"))
    terminal.stop()
    terminal.go_on()
    assert done == []


def test_a_terminal_is_gone_when_its_other_side_is_closed():
    other, ours = pty.openpty()
    with os.fdopen(ours) as stream:
        assert not hung_up(stream)
        os.close(other)
        assert hung_up(stream)
    assert not hung_up(None)


def test_half_a_character_that_is_pasted_is_shown_as_lost():
    pasted = events.Paste("voor \ud800 na")
    of_characters(pasted)
    assert pasted.text == "voor \ufffd na"


def test_a_driver_that_is_no_terminal_stays_as_it_is(terminal):
    assert terminal.driver_class(HeadlessDriver) is HeadlessDriver


@pytest.mark.parametrize(
    ("term", "number", "key"),
    [
        ("linux", 31, "shift+f5"),
        ("linux", 32, "shift+f6"),
        ("linux", 33, "shift+f7"),
        ("rxvt-unicode-256color", 29, "shift+f6"),
        ("putty-256color", 29, "shift+f6"),
        ("xterm-256color", 32, "f18"),
        ("", 25, "f13"),
    ],
)
def test_what_a_terminal_sends_above_f12_is_called_as_what_is_pressed_on_it(term, number, key):
    assert high_keys(term)[number] == key
