"""What a window may ask of another program that looks for people in texts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from spiegel.domain.consent.second import Seen


class Opinion(Protocol):
    """A second opinion on what in texts points to a person."""

    def look(
        self,
        texts: Sequence[str],
        *,
        progress: Callable[[int], None],
        stopped: Callable[[], bool],
    ) -> Mapping[str, Sequence[Seen]]:
        """What it sees in each text; slow: call it in a thread.

        progress: is told how many texts are done, 0 when it is loaded. stopped: asked in between.
        Raises NotDoneError when it is not installed, was stopped, or gave up.
        """
        ...
