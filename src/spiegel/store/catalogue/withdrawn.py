"""Which meetings do not know yet that somebody withdrew in another one: those that were locked.

A small file for each withdrawal, in a folder of Spiegel's own, so that no two windows write over
each other's: ids and numbers, never a word, and no digest of one either, for whoever guesses a
sentence could try it. When such a meeting is opened it is said.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from platformdirs import user_state_path

from spiegel.store import disk, known

_SUFFIX: Final = ".json"


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """That words went for good somewhere.

    meeting: the id of where. numbers: of the statements. waits: the ids of the meetings that do not
    know yet, and marks of the paths where one could not be reached.
    """

    at: datetime.datetime
    meeting: str
    numbers: tuple[int, ...] = ()
    waits: tuple[str, ...] = ()


def note(withdrawn: Withdrawn) -> None:
    """Remember one. Raises OSError."""
    disk.private_folder(_folder())
    _write(_folder() / f"{uuid.uuid4().int}{_SUFFIX}", withdrawn)


def waiting(meeting: str, path: Path) -> tuple[Withdrawn, ...]:
    """What the meeting with this id, in this file, does not know yet; the oldest first."""
    names = {meeting, known.mark(path)}
    return tuple(one for one in read() if not names.isdisjoint(one.waits))


def done(meeting: str, path: Path, about: Iterable[Withdrawn]) -> None:
    """This meeting knows it now. Never raises: then it is said once more."""
    told, names = tuple(about), {meeting, known.mark(path)}
    for place, one in _read():
        if one not in told:
            continue
        waits = tuple(other for other in one.waits if other not in names)
        with suppress(OSError):
            if waits:
                _write(place, msgspec.structs.replace(one, waits=waits))
            else:
                place.unlink()


def read() -> tuple[Withdrawn, ...]:
    """All that are remembered, the oldest first; what cannot be read is left out."""
    return tuple(sorted((one for _place, one in _read()), key=lambda one: one.at))


def any_noted() -> bool:
    """Whether there may be any at all, which costs next to nothing to ask."""
    try:
        return any(_folder().iterdir())
    except OSError:
        return False


def _read() -> Iterator[tuple[Path, Withdrawn]]:
    try:
        places = [place for place in _folder().iterdir() if place.suffix == _SUFFIX]
    except OSError:
        return
    for place in places:
        with suppress(OSError, msgspec.DecodeError):
            yield place, msgspec.json.decode(place.read_bytes(), type=Withdrawn)


def _write(place: Path, one: Withdrawn) -> None:
    disk.put_in_place(place, msgspec.json.encode(one))


def _folder() -> Path:
    return user_state_path("spiegel") / "withdrawn"
