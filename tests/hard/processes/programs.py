"""Python programs of the hard tests, started as other windows are: each its own process."""

import os
import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_TESTS = Path(__file__).parents[2]


def started(program: str, *arguments: object, room: Path = _HERE) -> "subprocess.Popen[str]":
    """A program of this folder, or room, with its pipes; it finds the modules that tests share."""
    shared = [path for path in sys.path if Path(path).is_relative_to(_TESTS)]
    return subprocess.Popen(
        [sys.executable, room / f"{program}.py", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(shared)},
    )


def tell(process: "subprocess.Popen[str]", line: str) -> None:
    """Give a program the line that it waits for."""
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process: "subprocess.Popen[str]") -> str:
    """The next line of a program; what it said last when it ended."""
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    if not line:
        raise AssertionError("\n".join(reversed(process.stderr.read().splitlines())))
    return line.rstrip("\n")


def ended(process: "subprocess.Popen[str]", seconds: float = 300.0) -> list[str]:
    """All further lines of a program that must end well."""
    said, problem = process.communicate(timeout=seconds)
    assert process.returncode == 0, problem
    return said.splitlines()
