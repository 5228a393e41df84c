"""The floor for two windows: one app appends a line to a file at Enter, another one looks for it.

`python bare_pair.py write FILE` has an Input; `python bare_pair.py look FILE` asks for the state of
the file every 100 ms, and shows its last line when it has grown.
"""

import os
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

LOOK = 0.1


class Write(App[None]):
    """An Input whose lines go to the disk."""

    def compose(self) -> ComposeResult:
        yield Static("BARE", id="words")
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        descriptor = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, f"{event.value}\n".encode())
        os.fsync(descriptor)
        os.close(descriptor)
        event.input.value = ""


class Look(App[None]):
    """The last line of a file."""

    known = 0

    def compose(self) -> ComposeResult:
        yield Static("BARE", id="words")

    def on_mount(self) -> None:
        self.set_interval(LOOK, self.look)

    def look(self) -> None:
        path = Path(sys.argv[2])
        if (size := path.stat().st_size) != self.known:
            self.known = size
            last = path.read_text(encoding="utf-8").splitlines()[-1]
            self.query_one("#words", Static).update(last)


if __name__ == "__main__":
    Path(sys.argv[2]).touch()
    {"write": Write, "look": Look}[sys.argv[1]]().run()
