"""Whoever asked for a document can follow how far it is, and stop it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


class Stopped(Exception):  # noqa: N818 - an answer, not a fault
    """The user stopped the export; no file was written."""


def unwatched(_part: float) -> None:
    """Nobody wants to know the progress."""


def never() -> bool:
    """Nobody stops it."""
    return False


def followed(
    pieces: Iterable[str],
    total: int,
    progress: Callable[[float], None],
    stopped: Callable[[], bool],
    *,
    every: int,
) -> Iterator[str]:
    """These pieces; of so many it is told how far it is, and asked whether to stop.

    total: about how many there are. Raises Stopped.
    """
    for number, piece in enumerate(pieces):
        if number % every == 0:
            if stopped():
                raise Stopped
            progress(min(1.0, number / max(1, total)))
        yield piece


class AtOnce:
    """Makes a document so quickly that nobody follows it; it can only be stopped beforehand.

    made: gives the whole file. No house style is in it.
    """

    def __init__(self, made: Callable[[Session, Translations], bytes]) -> None:
        self._made = made

    def make(
        self,
        session: Session,
        t: Translations,
        *,
        template: Path | None,
        progress: Callable[[float], None],
        stopped: Callable[[], bool],
    ) -> bytes:
        """The whole file. Raises Stopped."""
        if stopped():
            raise Stopped
        return self._made(session, t)
