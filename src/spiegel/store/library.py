"""The folder of sessions: what is in it, by headers alone."""

from pathlib import Path
from typing import Final

import msgspec
from platformdirs import user_data_path

from spiegel.store.errors import NotReadableError, StoreError
from spiegel.store.header import Header
from spiegel.store.reading import header_at
from spiegel.store.sidecar import Away, Elsewhere, elsewhere

__all__ = ["SUFFIX", "Away", "Elsewhere", "Entry", "default_folder", "elsewhere", "sessions"]

SUFFIX: Final = ".spiegel"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One session in a folder: what its header says, or why that cannot be read."""

    path: Path
    header: Header | None = None
    error: StoreError | None = None


def default_folder() -> Path:
    """Where sessions are kept unless the user says otherwise.

    Not the documents folder, which work laptops send to a cloud.
    """
    return user_data_path("spiegel") / "sessions"


def sessions(folder: Path) -> list[Entry]:
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
    return [_entry(path) for path in paths]


def _entry(path: Path) -> Entry:
    try:
        return Entry(path=path, header=header_at(path))
    except StoreError as error:
        return Entry(path=path, error=error)
