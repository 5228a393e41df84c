"""What a window may ask of withdrawals in other meetings that this one does not know of yet."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from spiegel.domain.session.session import Change

if TYPE_CHECKING:
    from spiegel.domain.consent.perhaps import Place
    from spiegel.domain.session.taking_back import Quoted, TakesBack


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """Words went for good in another meeting while this one could not be looked into.

    Nobody keeps those words, so nobody can look for them here but a person. title: of that meeting,
    empty when it is not on this laptop or encrypted. rests: whether this one keeps anything of it.
    marks: the change by which sentences of personas that rested on it are marked; None for none.
    """

    title: str
    day: datetime.date
    rests: bool
    marks: Change | None = None


class Withdrawals(Protocol):
    """Those of this meeting; what is asked by a call is slow: do it in a thread."""

    @property
    def any(self) -> bool:
        """Whether there can be any, at once."""
        ...

    def waiting(self) -> tuple[Withdrawal, ...]:
        """What nobody was told of here yet, the oldest first."""
        ...

    def told(self) -> None:
        """Somebody was told of all of it."""
        ...

    def earlier(self, change: "TakesBack") -> tuple[str, ...]:
        """How what such a change takes back stood once, as far as that is kept."""
        ...

    def perhaps(self, change: "TakesBack") -> "tuple[Place, ...]":
        """Where other meetings may quote a few of the words that such a change takes back."""
        ...

    def half_typed(self, change: "TakesBack") -> "tuple[Place, ...]":
        """Where what is half typed in any window of this meeting may quote such words."""
        ...

    @property
    def locked(self) -> tuple[Path, ...]:
        """The encrypted meetings in which nobody could look for what just went here; at once."""
        ...

    def look_into(self, passphrase: str) -> "LookedInto":
        """Open those that this passphrase opens. Raises NotDoneError when it opens none."""
        ...


class LookedInto(Protocol):
    """Encrypted meetings that were opened after words went here."""

    @property
    def places(self) -> "tuple[Place, ...]":
        """Where they may quote a few of those words."""
        ...

    def take_out(self, quoted: "tuple[Quoted, ...]") -> int:
        """Take the words out, with what a person pointed out; returns of how many meetings.

        It is slow. Raises NotDoneError when one could not be written.
        """
        ...
