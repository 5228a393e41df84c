"""Series of kills as programs of their own: two side by side, and what they showed as one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, Self, TypeVar

import msgspec

import mutations


class Sums(Protocol):
    """What a series showed, which can be added to what another one did."""

    def with_those_of(self, other: Self) -> Self: ...


Shown = TypeVar("Shown", bound=Sums)


def side_by_side(program: str, folder: Path, work: str, kills: int, kind: type[Shown]) -> Shown:
    """What two series of kills showed, that ran side by side.

    program: the module beside this one that plays a series, and prints its `kind` as JSON.
    """
    paths = [path for path in sys.path if Path(path).is_relative_to(Path(__file__).parents[2])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    series = [
        subprocess.Popen(
            [
                *(sys.executable, Path(__file__).with_name(f"{program}.py")),
                *(folder / str(seed), work, str(kills // 2), str(seed)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        for seed in (1, 2)
    ]
    answers = [process.communicate(timeout=1_200) for process in series]
    for process, (_, said) in zip(series, answers, strict=True):
        assert process.returncode == 0, said.decode()
    one, other = (msgspec.json.decode(answer, type=kind) for answer, _ in answers)
    return one.with_those_of(other)


def play(series: Callable[[Path, str, int, int], object]) -> None:
    """What such a module does as a program, with FOLDER WORK KILLS SEED behind its name."""
    mutations.from_environment()
    folder, work, kills, seed = sys.argv[1:]
    shown = series(Path(folder), work, int(kills), int(seed))
    sys.stdout.write(msgspec.json.encode(shown).decode())
