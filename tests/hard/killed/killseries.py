"""Series of kills as programs of their own: two side by side, and what they showed as one."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

import mutations


class Shown(msgspec.Struct, kw_only=True):
    """What a series of kills showed. slowest: seconds that another window waited at most."""

    kills: int = 0
    slowest: float = 0.0
    trouble: list[str] = []

    @property
    def sound(self) -> bool:
        """Whether nothing went wrong."""
        raise NotImplementedError

    def note(self, what: str, why: str) -> None:
        """Count what went wrong, and keep the first few reasons."""
        setattr(self, what, getattr(self, what) + 1)
        if len(self.trouble) < 5:
            self.trouble.append(f"kill {self.kills}: {what}: {why}")

    def with_those_of(self, other: Self) -> Self:
        """Both series as one."""
        both = type(self)()
        for name in self.__struct_fields__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, dict):
                added = dict(Counter(mine) + Counter(theirs))
            else:
                added = max(mine, theirs) if name == "slowest" else mine + theirs
            setattr(both, name, added)
        return both


Tally = TypeVar("Tally", bound=Shown)


def in_turn(place: Any, work: Callable[[Any, int], None], kills: int, *, anew: int) -> Any:
    """What so many kills at least show; ends early when something is wrong.

    place: has the `tally` and the session. anew: after so many works it begins another session.
    """
    for number in count():
        if place.tally.kills >= kills:
            break
        if number and number % anew == 0:
            place.leave()
            place.begin()
        work(place, number)
        if not place.tally.sound:
            return place.tally
    place.leave()
    return place.tally


def side_by_side(program: str, folder: Path, work: str, kills: int, kind: type[Tally]) -> Tally:
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
