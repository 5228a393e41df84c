"""Other files of the same meeting on this computer: copies, or where a window went on."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from spiegel.store import known
from spiegel.store.catalogue.folder import around, listed_at, sessions
from spiegel.store.errors import StoreError

FOLDERS: Final = 100
"""Folders that are looked into at most: somebody waits for the answer."""


def relatives(path: Path, meeting: str) -> Iterator[Path]:
    """Those beside this file, in folders beside its own, and elsewhere those that were opened here.

    Each once. A folder that somebody copied mostly lies beside the first. meeting: its id. What
    cannot be read is left out.
    """
    seen = {path}
    with suppress(StoreError):
        for entry in sessions(path.parent):
            if entry.path not in seen and entry.header is not None and entry.header.id == meeting:
                seen.add(entry.path)
                yield entry.path
    beside = around(path.parent.parent, deep=1, most=FOLDERS).paths
    for other in sorted({*known.paths(), *beside}):
        if other in seen or other.parent == path.parent or not other.is_file():
            continue
        header = listed_at(other).header
        if header is not None and header.id == meeting:
            yield other
