"""Encrypting a session, taking that off again, or another passphrase: in one step, alone."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from spiegel.domain.session.instants import Instant
from spiegel.store.beside import locks
from spiegel.store.beside.folder import Sidecar, resolved
from spiegel.store.beside.windows import OwnWindow
from spiegel.store.errors import OpenElsewhereError, StoreError
from spiegel.store.journal.header import header_at
from spiegel.store.journal.payload import OPEN, Seal
from spiegel.store.sealed.keys import Keys
from spiegel.store.session import sealed_beside as beside
from spiegel.store.session.editor import Arrived
from spiegel.store.session.live import LiveSession

_WINDOW: Final = "command"


def reseal(path: Path, *, keys: Keys, to: Keys, clock: Callable[[], Instant]) -> None:
    """Write a session and all that is kept beside it under other keys.

    keys: what it opens with now. to: a passphrase, or NO_KEYS to make it readable for everybody.
    Raises StoreError, such as OpenElsewhereError; unless only what is kept beside it could not be
    written, the session is as it was.
    """
    path = resolved(path)
    keys.seal(path, header_at(path))
    seal = to.new()
    sidecar = Sidecar(path)
    own = OwnWindow(sidecar, _WINDOW)
    try:
        live = LiveSession(
            path, clock=clock, window=own.name, read_only=False, arrived=_nobody_looks, keys=keys
        )
        try:
            with live.writing():
                if others := own.others():
                    raise OpenElsewhereError(path, others)
                _rewrite(live, sidecar, keys, seal)
        finally:
            live.close(lambda: False)
    finally:
        own.end()


def check_alone(path: Path) -> None:
    """Raise what `reseal` would before it does anything: NotASessionError, OpenElsewhereError."""
    path = resolved(path)
    header_at(path)
    if others := locks.windows(Sidecar(path).windows):
        raise OpenElsewhereError(path, others)


def finish(live: LiveSession, sidecar: Sidecar, keys: Keys) -> None:
    """Seal what a program that was killed in `reseal` left readable beside an encrypted session.

    What cannot be written now is tried again when the next window opens.
    """
    if live.seal.parameters is not None and beside.is_plain_left(sidecar):
        with suppress(StoreError), live.writing():
            beside.reseal(sidecar, keys, OPEN, live.seal)


def _rewrite(live: LiveSession, sidecar: Sidecar, keys: Keys, seal: Seal) -> None:
    """The session is the first to be encrypted and the last to be made readable.

    So what stands beside it is plain only while it is itself, or `finish` is still to come.
    """
    beside.clear_prepared(sidecar)
    before = live.seal
    if seal.parameters is None:
        beside.reseal(sidecar, keys, before, seal)
    else:
        beside.check_copies(sidecar)
    live.rewrite(live.session, seal=seal)
    with suppress(OSError):
        sidecar.reach.unlink(missing_ok=True)
    if seal.parameters is not None:
        beside.reseal(sidecar, keys, before, seal)


def _nobody_looks(_arrived: Arrived) -> None:
    """Nothing is shown meanwhile."""
