"""The ballot box of a meeting: what a server, or a scribe with answers on paper, may ask of it."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from spiegel.domain.polls.box import Cast
from spiegel.domain.polls.polls import Given


class CastReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an answer.

    kept: it is on the disk. closed: the poll is not open any more, so it was not taken. problem:
    why it was not kept, in one or two sentences in the user's language.
    """

    closed: bool = False
    problem: str = ""

    @property
    def kept(self) -> bool:
        return not (self.closed or self.problem)


class Ballots(Protocol):
    """The box of the poll that is open. Each `then` is called on the thread of whoever asks."""

    def cast(self, poll: int, cast: Cast, then: Callable[[CastReceipt], None]) -> None:
        """Put an answer in, or another one in its place; those that wait go in together."""
        ...

    def find(self, poll: int, key: bytes, then: Callable[[Given | None], None]) -> None:
        """The answer under this key, for whoever comes back; None when there is none."""
        ...

    def done(self, poll: int, then: Callable[[frozenset[int]], None]) -> None:
        """The seats that have answered, skips included; empty when the poll is not open."""
        ...

    def count(self, poll: int, then: Callable[[int], None]) -> None:
        """How many answers there are; 0 when the box is not open."""
        ...

    def free(self, poll: int, key: bytes, seat: int, then: Callable[[CastReceipt], None]) -> None:
        """Take the answer under this key out: that seat has not answered."""
        ...
