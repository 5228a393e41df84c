"""What the writer of a window does for it when its file is gone: look for it, go on elsewhere."""

from collections.abc import Iterable
from pathlib import Path

from spiegel.store.catalogue import renaming
from spiegel.store.errors import GoneError, StoreError
from spiegel.store.session.file import SessionFile
from spiegel.store.session.moving import free_place
from spiegel.store.session.writer import Errand, Found, Moved


def find(name: str, folders: Iterable[Path]) -> Errand[SessionFile]:
    """Look in these folders where the session goes on; name: of a copy."""
    folders = tuple(folders)

    def look(file: SessionFile, ticket: int) -> Found:
        free = free_place(name, folders)
        return Found(ticket=ticket, places=file.found_in(folders), free=free)

    return look


def move(path: Path, *, found: bool = False) -> Errand[SessionFile]:
    """Go on with a copy made at the path, or with the session's file that was found there."""
    return lambda file, ticket: _continued(file, ticket, path, found=found)


def rescue(name: str, folders: Iterable[Path]) -> Errand[SessionFile]:
    """Go on in the first place in these folders that is found, or else with a copy."""
    folders = tuple(folders)

    def go_on(file: SessionFile, ticket: int) -> Moved:
        places = file.found_in(folders)
        path = places[0].path if places else free_place(name, folders)
        return _continued(file, ticket, path, found=bool(places))

    return go_on


def _continued(file: SessionFile, ticket: int, path: Path, *, found: bool) -> Moved:
    opened = file.continued(path, found=found)
    return Moved(ticket=ticket, opened=opened, session=opened.session)


class NewName:
    """The way to a file that Spiegel gave another name while it was open (`Trail`)."""

    def __init__(self) -> None:
        self._former: Path | None = None

    def follow(self, file: SessionFile, error: StoreError) -> SessionFile | None:
        """Go on with it under its new name. Raises StoreError."""
        new = renaming.gone_to(file.path) if isinstance(error, GoneError) else None
        if new is None:
            return None
        opened = file.continued(new, found=True)
        self._former = file.path
        return opened

    def clear(self) -> None:
        """Remove what is left beside a former name, once the half lines there are kept here."""
        if self._former is not None and renaming.clear(self._former):
            self._former = None
