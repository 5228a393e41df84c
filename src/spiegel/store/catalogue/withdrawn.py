"""Which meetings do not know yet that somebody withdrew in another one: those that were locked.

A line of JSON each, in a folder of Spiegel's own: ids and numbers, never a word, and no digest of
one either, for whoever guesses a sentence could try it. When such a meeting is opened it is said.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from platformdirs import user_state_path

from spiegel.store import disk, known

MOST: Final = 1_000
"""Withdrawals that are remembered; of more the oldest go."""


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
    _write((*read(), withdrawn))


def waiting(meeting: str, path: Path) -> tuple[Withdrawn, ...]:
    """What the meeting with this id, in this file, does not know yet; the oldest first."""
    names = {meeting, known.mark(path)}
    return tuple(one for one in read() if not names.isdisjoint(one.waits))


def done(meeting: str, path: Path, about: Iterable[Withdrawn]) -> None:
    """This meeting knows it now. Never raises: then it is said once more."""
    told, names = tuple(about), {meeting, known.mark(path)}

    def left(one: Withdrawn) -> Withdrawn:
        waits = tuple(other for other in one.waits if other not in names)
        return msgspec.structs.replace(one, waits=waits)

    with suppress(OSError):
        _write(left(one) if one in told else one for one in read())


def read() -> tuple[Withdrawn, ...]:
    """All that are remembered; a line that cannot be read is left out."""
    return tuple(_read())


def _read() -> Iterator[Withdrawn]:
    try:
        lines = place().read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(msgspec.DecodeError):
            yield msgspec.json.decode(line, type=Withdrawn)


def _write(all_: Iterable[Withdrawn]) -> None:
    kept = [one for one in all_ if one.waits][-MOST:]
    disk.private_folder(place().parent)
    content = b"".join(msgspec.json.encode(one) + b"\n" for one in kept)
    disk.put_in_place(place(), content)


def place() -> Path:
    """Where they are noted."""
    return user_state_path("spiegel") / "withdrawn.jsonl"
