"""Whoever asked for a document can follow how far it is, and stop it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


class Stopped(Exception):  # noqa: N818 - an answer, not a fault
    """The user stopped the export; no file was written."""


def unwatched(_part: float) -> None:
    """Nobody wants to know the progress."""


def never() -> bool:
    """Nobody stops it."""
    return False


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who asked for a document, and how.

    template: a house style for Word documents. progress: is told the share that is done, 0.0 to
    1.0. stopped: asked in between.
    """

    template: Path | None = None
    progress: Callable[[float], None] = unwatched
    stopped: Callable[[], bool] = never

    def go_on(self) -> None:
        """Raises Stopped when it is not wanted any more."""
        if self.stopped():
            raise Stopped

    def until(self, share: float) -> "Asker":
        """The same one, for a part of the work; when that is done, so much of the whole is."""
        told = self.progress
        return msgspec.structs.replace(self, progress=lambda part: told(share * part))

    def followed(self, pieces: Iterable[str], total: int, *, every: int) -> Iterator[str]:
        """These pieces; of so many it is told how far it is, and asked whether to stop.

        total: about how many there are. Raises Stopped.
        """
        for number, piece in enumerate(pieces):
            if number % every == 0:
                self.go_on()
                self.progress(min(1.0, number / max(1, total)))
            yield piece


class AtOnce:
    """Makes a document so quickly that nobody follows it; it can only be stopped beforehand.

    made: gives the whole file. No house style is in it.
    """

    def __init__(self, made: Callable[[Session, Translations], bytes]) -> None:
        self._made = made

    def make(self, session: Session, t: Translations, asker: Asker) -> bytes:
        """The whole file. Raises Stopped."""
        asker.go_on()
        return self._made(session, t)
