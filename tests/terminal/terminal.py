"""Spiegel in a real pseudo-terminal: keys go in as bytes, the screen is read as it is seen."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

ONE_KEY = 0.1
"""Seconds from one key to the next of somebody who types fast."""
ONCE_MORE = 0.5
"""Seconds from one press of a key to the next of the same; sooner it is one that is held down."""
KEYS = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "shift+tab": b"\x1b[Z",
    "shift+f6": b"\x1b[17;2~",
    "end": b"\x1b[F",
    "home": b"\x1b[H",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "space": b" ",
    "backspace": b"\x7f",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
    "f7": b"\x1b[18~",
    "f8": b"\x1b[19~",
    "f9": b"\x1b[20~",
    **{f"ctrl+{letter}": bytes([ord(letter) - 96]) for letter in "abcdefgjklnopqrstuvwxyz"},
    "ctrl+space": b"\x00",
}
GONE = -1
FOREIGN = ("XDG_", "LC_", "NO_COLOR", "COLORTERM", "COLUMNS", "LINES")
"""Beginnings of variables of the machine that a test does not have."""
PATIENCE = 20.0
"""Seconds that a test waits for something to be seen; a machine under load is slow."""


WHOLE = 0.02
"""Seconds without anything drawn, after which a frame is whole."""


class Terminal:
    """One program in a pseudo-terminal of a size; use it in a `with`."""

    def __init__(
        self, *arguments: str | Path, columns: int = 80, rows: int = 24, home: Path, **more: str
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = bytearray()
        self._pressed = ("", 0.0)
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(FOREIGN)},
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "nl_NL.UTF-8",
            "LANGUAGE": "nl",
            **more,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "spiegel", *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        self.slave, self.master = slave, master

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.kill()
        self.hang_up()

    def read(self, wait: float = 0.05) -> bool:
        """Read what the program drew; False when nothing came within the wait."""
        ready, _, _ = select.select([self.master], [], [], wait)
        if not ready:
            return False
        data = self.take()
        self.draw(data)
        return bool(data)

    def take(self) -> bytes:
        """What is there to read; `draw` is still to be called with it."""
        try:
            return os.read(self.master, 65536)
        except OSError:
            return b""

    def draw(self, data: bytes) -> None:
        """Draw what the program sent, as a terminal does."""
        self.output += data
        # pyte does not know the private modes with a prefix such as ESC [ > 1 u.
        self._stream.feed(_without_private(data))

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, seen: str | Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Read until a text is on the screen (or a condition on it holds), and return it.

        A frame is looked at when it is whole: what is left of the screen before is no answer.
        """
        condition = seen if callable(seen) else lambda text: seen in text
        end = time.monotonic() + patience
        while self.read(WHOLE) or not condition(self.text):
            if time.monotonic() > end:
                raise AssertionError(f"not seen in time: {seen!r}\n{self.text}")
            if not self.read() and self.process.poll() is not None and not self.read(0):
                raise AssertionError(f"ended with {self.process.returncode}: {self.text}")
        return self.text

    def send(self, *keys: str) -> None:
        """Press keys: names of KEYS, or any other text as it is typed."""
        for key in keys:
            if key == self._pressed[0]:
                self.read_for(self._pressed[1] + ONCE_MORE - time.monotonic())
            self.send_bytes(KEYS.get(key, key.encode()))
            self._pressed = (key, time.monotonic())

    def send_bytes(self, data: bytes) -> None:
        """What a terminal of another sort, or a bad line, would send."""
        os.write(self.master, data)

    def type_line(self, line: str) -> None:
        """Type a line and press Enter."""
        self.send(line, "enter")

    def read_for(self, seconds: float) -> None:
        """Let the program work for so many seconds, and read what it draws."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def settings(self) -> list[object]:
        """The terminal's settings as they are now."""
        return termios.tcgetattr(self.slave)

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait for the end of the program and return its exit code."""
        end = time.monotonic() + patience
        while self.process.poll() is None:
            self.read()
            if time.monotonic() > end:
                raise AssertionError(f"still running:\n{self.text}")
        while self.read(0.1):
            pass
        return self.process.returncode

    def hang_up(self) -> None:
        """The terminal goes away, and nothing says so to the program."""
        for descriptor in {self.master, self.slave} - {GONE}:
            os.close(descriptor)
        self.master = self.slave = GONE

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End the program with a signal, if it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(number)
            if number == signal.SIGKILL:
                self.process.wait()


class Sitting:
    """Somebody at the keys of a terminal, with a count of all that is no text."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.keys = terminal, 0

    def press(self, *keys: str) -> None:
        """One key after the other, each when what the one before did is drawn."""
        self.keys += len(keys)
        for key in keys:
            self._send(key)

    def type(self, words: str, *after: str) -> None:
        """Words, and these keys after them."""
        self._send(words)
        self.press(*after)

    def _send(self, keys: str) -> None:
        self.terminal.send(keys)
        self.terminal.read_for(ONE_KEY)


def _without_private(data: bytes) -> bytes:
    """The bytes without sequences that pyte would print as text."""
    out = bytearray()
    index = 0
    while index < len(data):
        if data[index : index + 2] == b"\x1b[" and data[index + 2 : index + 3] in (
            b">",
            b"<",
            b"=",
        ):
            end = index + 3
            while end < len(data) and not 0x40 <= data[end] <= 0x7E:
                end += 1
            index = end + 1
            continue
        out.append(data[index])
        index += 1
    return bytes(out)
