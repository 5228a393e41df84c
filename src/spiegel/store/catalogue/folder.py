"""The folder of sessions: what is in it, by headers alone."""

import os
from pathlib import Path
from typing import Final

import msgspec
from platformdirs import user_data_path

from spiegel.store.errors import NotReadableError, StoreError
from spiegel.store.journal.header import Header, header_at

SUFFIX: Final = ".spiegel"
DEEP: Final = 2
"""Levels of subfolders in which sessions are looked for."""
MOST: Final = 200
"""Folders that are looked into at most, so that nobody waits for a whole disk."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One session in a folder: what its header says, or why that cannot be read."""

    path: Path
    header: Header | None = None
    error: StoreError | None = None


def default_folder() -> Path:
    """Where sessions are kept unless the user says otherwise.

    Not the documents folder, which work laptops send to a cloud.
    """
    return user_data_path("spiegel") / "sessions"


class Around(msgspec.Struct, frozen=True):
    """The sessions in a folder and below it; left: folders that were not looked into."""

    paths: tuple[Path, ...]
    left: int = 0


def around(folder: Path, *, deep: int = DEEP, most: int = MOST) -> Around:
    """The paths of sessions in a folder and its subfolders, hidden ones passed over.

    deep: levels of subfolders, 0 for none. most: folders looked into at most. What may not be read
    counts as not looked into.
    """
    found: list[Path] = []
    waiting = [(folder, 0)]
    left = seen = 0
    while waiting:
        here, level = waiting.pop(0)
        if level > deep or seen >= most:
            left += 1
            continue
        seen += 1
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.name[0] == ".":
                        continue
                    if entry.name.endswith(SUFFIX):
                        found.append(Path(entry.path))
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append((Path(entry.path), level + 1))
        except FileNotFoundError:
            continue
        except OSError:
            left += 1
    return Around(tuple(found), left)


def sessions(folder: Path) -> list[Listed]:
    """The sessions in a folder, in order of name; none when there is no such folder.

    Raises NotReadableError when the folder may not be read.
    """
    try:
        paths = sorted(
            path for path in folder.iterdir() if path.suffix == SUFFIX and path.name[0] != "."
        )
    except FileNotFoundError:
        return []
    except OSError as error:
        raise NotReadableError(folder, error) from error
    return [listed_at(path) for path in paths]


def listed_at(path: Path) -> Listed:
    """A session by its path: its header, or why that cannot be read."""
    try:
        return Listed(path=path, header=header_at(path))
    except StoreError as error:
        return Listed(path=path, error=error)
