"""The place of a window among those that have the same session open."""

from contextlib import suppress

from spiegel.store.beside import locks
from spiegel.store.beside.folder import Sidecar
from spiegel.store.errors import NotWrittenError


class OwnWindow:
    """A window that the others can see until it ends, however it ends.

    role: such as "scribe"; `name` is then "scribe-4711". Raises NotWrittenError.
    """

    def __init__(self, sidecar: Sidecar, role: str) -> None:
        self._sidecar = sidecar
        sidecar.prepare()
        try:
            self.name, self._presence = locks.appear(sidecar.windows, role)
        except OSError as error:
            raise NotWrittenError(sidecar.subject, error) from error

    def others(self) -> tuple[str, ...]:
        """The names of the other windows, in order; costs a look into a folder."""
        with suppress(OSError):
            if not self._presence.is_seen() and self._sidecar.subject.exists():
                # Somebody removed the folder beside the session.
                self._presence.show()
        return locks.windows(self._sidecar.windows, but=self.name)

    def end(self) -> None:
        """Nobody finds this window any more."""
        self._presence.end()
