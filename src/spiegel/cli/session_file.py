"""Session files on the command line: opened, with one clear line when that fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from spiegel import clock, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.passphrase import keys_of
from spiegel.store.errors import StoreError
from spiegel.store.journal.snapshot import Read, read_file
from spiegel.store.sealed.keys import Keys

if TYPE_CHECKING:
    from spiegel.store.session.file import SessionFile


def whole(path: Path) -> Read:
    """All there is in a session file, for a command that only reads. Raises Failure.

    What writes one is not loaded for it.
    """
    try:
        return read_file(path, keys=keys_of(path))
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error


@contextmanager
def opened(
    path: Path, *, read_only: bool = True, keys: Keys | None = None, window: str = "command"
) -> "Iterator[SessionFile]":
    """A session file for one command; keys: asked at the terminal when they are needed.

    window: what other windows call it. Raises Failure when it cannot be opened or written.
    """
    from spiegel.store.session.file import SessionFile

    keys = keys_of(path) if keys is None else keys
    try:
        file = SessionFile(path, clock=clock.now, window=window, read_only=read_only, keys=keys)
        try:
            yield file
        finally:
            file.close()
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
