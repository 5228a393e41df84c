"""A command with somebody at its terminal, while its input and output are pipes."""

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import msgspec

PATIENCE = 30.0


class Answer(msgspec.Struct):
    """What a command did: its exit code, what it printed, and what was seen at the terminal."""

    code: int
    out: str
    err: str
    terminal: str


def at_terminal(*arguments: str | Path, answers: list[str], stdin: str = "") -> Answer:
    """Run a command that asks, and type an answer each time that it does."""
    master, slave = pty.openpty()

    def own_terminal() -> None:
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [sys.executable, "-m", "spiegel", "--lang", "nl", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=own_terminal,
        pass_fds=(slave,),
    )
    seen = b""
    end = time.monotonic() + PATIENCE
    for answer in answers:
        asked = seen.count(b": ")
        while seen.count(b": ") == asked:
            if not select.select([master], [], [], max(0.0, end - time.monotonic()))[0]:
                process.kill()
                raise AssertionError(f"nothing was asked: {seen!r} {process.communicate()!r}")
            seen += os.read(master, 1024)
        os.write(master, answer.encode() + b"\n")
    out, err = process.communicate(stdin.encode(), timeout=PATIENCE)
    while select.select([master], [], [], 0)[0]:
        seen += os.read(master, 1024)
    os.close(master)
    os.close(slave)
    return Answer(process.returncode, out.decode(), err.decode(), seen.decode())
