"""A change by which somebody takes words back, for good."""

from collections.abc import Iterable

from spiegel.domain.session.session import Change
from spiegel.domain.session.statements import Statement


class TakesBack(Change, frozen=True, kw_only=True):
    """Somebody takes words back; it cannot be undone.

    earlier: other wordings of them, as the store found them in the file and in what is kept of it.
    """

    earlier: tuple[str, ...] = ()

    @property
    def final(self) -> bool:
        return True

    def wordings(self, said: Statement) -> Iterable[str]:
        """What of a statement, as it stood once, is taken back by this."""
        raise NotImplementedError
