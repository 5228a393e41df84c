"""The command line as a person uses it: what goes in, what is said, and how it ends."""

import datetime
import io
from contextlib import closing
from pathlib import Path

import pytest

from spiegel import clock
from spiegel.cli import main
from spiegel.store.session.file import SessionFile


def run(*arguments: object, stdin: str | bytes = "") -> tuple[int, str, str]:
    """A command: exit code, standard output, standard error, as bytes that come and go in pipes."""
    given = io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin)
    pipes = {
        "stdin": io.TextIOWrapper(given, encoding="utf-8"),
        "stdout": io.TextIOWrapper(io.BytesIO(), encoding="utf-8"),
        "stderr": io.TextIOWrapper(io.BytesIO(), encoding="utf-8"),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, pipe in pipes.items():
            patch.setattr(f"sys.{name}", pipe)
        code = main([*map(str, arguments)])
    said = []
    for name in ("stdout", "stderr"):
        pipes[name].flush()
        said.append(pipes[name].buffer.getvalue().decode())
    return code, said[0], said[1]


def in_days(days: int) -> datetime.date:
    """The day that is so many days from today."""
    return datetime.datetime.now().astimezone().date() + datetime.timedelta(days=days)


def changing(path: Path) -> closing[SessionFile]:
    """The session, to change it beside the command."""
    return closing(SessionFile(path, clock=clock.now, window="test"))
