"""The number of a group as it is typed: a digit, or two where there are ten groups or more."""

from collections.abc import Callable

from textual.content import Content

from spiegel.screens.groups import view
from spiegel.screens.groups.listed import Listed


class Digits:
    """say: what is waited for at the bottom, None when nothing is. put: is told the number."""

    def __init__(
        self, listed: Listed, say: Callable[[Content | None], object], put: Callable[[int], None]
    ) -> None:
        self._listed, self._say, self._put = listed, say, put
        self._digit = 0

    @property
    def waits(self) -> bool:
        """Whether a first digit waits for a second one."""
        return bool(self._digit)

    def take(self, digit: int) -> None:
        """A digit was pressed."""
        question = self._listed.question
        if question is None:
            return
        if self._digit:
            self._put(10 * self.wait_for(0) + digit)
        elif digit and view.may_be_longer(self._listed.session, question.number, digit):
            self.wait_for(digit)
        elif digit:
            self._put(digit)

    def wait_for(self, digit: int) -> int:
        """A first digit waits, or (0) no longer; returns the one that waited."""
        before, self._digit, question = self._digit, digit, self._listed.question
        asks = digit and question is not None
        session = self._listed.session
        self._say(view.asks_second(session, question.number, digit) if asks and question else None)
        return before
