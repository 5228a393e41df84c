"""Other files of the same meeting on this computer: copies, or where a window went on."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from spiegel.store import known
from spiegel.store.catalogue.folder import listed_at, sessions
from spiegel.store.errors import StoreError


def relatives(path: Path, meeting: str) -> Iterator[Path]:
    """Those beside this file, and elsewhere those that were opened here, each once.

    meeting: its id. What cannot be read is left out.
    """
    seen = {path}
    with suppress(StoreError):
        for entry in sessions(path.parent):
            if entry.path not in seen and entry.header is not None and entry.header.id == meeting:
                seen.add(entry.path)
                yield entry.path
    for other in sorted(known.paths()):
        if other in seen or other.parent == path.parent or not other.is_file():
            continue
        header = listed_at(other).header
        if header is not None and header.id == meeting:
            yield other
