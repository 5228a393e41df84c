"""What comes from the terminal, and goes: no byte may end the program, and no hang-up keep it."""

import asyncio
import codecs
import os
import select
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, Final, TextIO

from textual import events
from textual.driver import Driver

from spiegel.domain.patterns import pattern
from spiegel.logbook import LOG
from spiegel.textual_private import can_write, decode_keys, name_keys

_SURROGATES: Final = pattern("[\ud800-\udfff]")
_LOST: Final = "\ufffd"
_ABOVE: Final = (25, 26, 28, 29, 31, 32, 33, 34)
"""The numbers that terminals send for F13 to F20."""
_SHIFTED: Final = {"linux": 1, "rxvt": 3, "putty": 3}
"""By TERM, which function key gives F13 when it is pressed with shift."""


class Terminal:
    """The terminal of a window, that may be taken away from it for a while, or for good.

    Textual starts reading its keys anew when it goes on, also when nothing had ended the reading
    before, as with SIGSTOP: then two threads share the keys, and the first never ends.

    draw: draws all of the screen.
    """

    def __init__(self, draw: Callable[[], object]) -> None:
        self._draw = draw
        self._gave_back = False
        self.driver: Driver | None = None
        """Of this terminal, when it has one that can give it back."""

    def driver_class(self, found: type[Driver]) -> type[Driver]:
        """The terminal as Textual knows it, with patience, and with names for all its keys."""
        name_keys(high_keys(os.environ.get("TERM", "")))
        return found if sys.platform == "win32" else _patient(found, self)

    def listen(self) -> None:
        """Stop and go on by our own rule from now on; call it in the loop when the screens run."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTSTP, self.stop)
            loop.add_signal_handler(signal.SIGCONT, self.go_on)

    def stop(self) -> None:
        """Give the terminal back as it was, then stop, as ctrl+z of a shell asks for."""
        if sys.platform != "win32" and self.driver is not None:
            self.driver.suspend_application_mode()
            self._gave_back = True
            os.kill(os.getpid(), signal.SIGSTOP)

    def go_on(self) -> None:
        """Take the terminal, which may hold anything by now, and draw all of the screen."""
        if self.driver is None:
            return
        if not self._gave_back:
            self.driver.suspend_application_mode()
        self._gave_back = False
        self.driver.resume_application_mode()
        self._draw()


def high_keys(term: str) -> dict[int, str]:
    """The keys above F12 by their number, called as what somebody presses on this terminal."""
    first = next((key for name, key in _SHIFTED.items() if term.startswith(name)), 0)
    begin, what = (first, "shift+f") if first else (13, "f")
    return {number: f"{what}{begin + place}" for place, number in enumerate(_ABOVE)}


def of_characters(event: events.Paste) -> None:
    """Take half characters out of what was pasted: no terminal and no clipboard takes them."""
    event.text = _SURROGATES.sub(_LOST, event.text)


def hung_up(stream: TextIO | None) -> bool:
    """Whether the other side of a terminal is gone for good."""
    if sys.platform == "win32" or stream is None:
        return False
    poll = select.poll()
    poll.register(stream, 0)
    return any(found & select.POLLHUP for _stream, found in poll.poll(0))


if sys.platform != "win32":

    def _patient(driver: type[Driver], terminal: Terminal) -> type[Driver]:
        """The same driver, that goes on reading whatever it read.

        A terminal that speaks Latin-1 sends an é as a byte that is no UTF-8, and a bad line sends
        any bytes at all. Textual decodes them strictly, in the thread that reads the keys, and that
        ends the program.
        """
        from textual.drivers import linux_driver

        if driver is not linux_driver.LinuxDriver:
            return driver
        decode_keys(partial(codecs.getincrementaldecoder("utf-8"), errors="replace"))

        class Patient(linux_driver.LinuxDriver):
            """Reads on after a sequence that means nothing, and waits for no terminal that is gone.

            Textual writes through a thread, which ends with its terminal; then nobody empties its
            queue, and the next that is put there would wait for ever, also at the end.
            """

            def __init__(self, *args: Any, **options: Any) -> None:
                super().__init__(*args, **options)
                terminal.driver = self

            def write(self, data: str) -> None:
                if can_write(self):
                    super().write(data)

            def close(self) -> None:
                if can_write(self):
                    super().close()

            def run_input_thread(self) -> None:
                while True:
                    try:
                        return super().run_input_thread()
                    except OSError:
                        # The terminal itself is gone.
                        raise
                    except Exception as error:  # noqa: BLE001 - of bytes that nobody typed
                        LOG.warning("input not understood %s", type(error).__name__)

        return Patient
