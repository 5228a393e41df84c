"""What the program asks: one thing at a time, on the screen that somebody looks at."""

from typing import Any

from textual.dom import NoScreen
from textual.screen import Screen
from textual.worker import get_current_worker

from spiegel.app.notifications import SayingApp


class AskingApp(SayingApp):
    """An app in which panels do not pile up.

    A key that is held down, or pressed once more on a slow laptop, asks again before the panel of
    the first is there. Each would lie over the one before and want an Esc of its own.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._asking: set[Screen[Any]] = set()

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Show a panel and wait for what is chosen in it.

        It is not shown, and the answer is None as after Esc, when the screen that asks is not the
        one that is seen, or asks something already. Called in a worker, as Textual's own.
        """
        asks = self._screen_that_asks()
        if asks is None or asks in self._asking:
            return None
        self._asking.add(asks)
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            self._asking.discard(asks)

    def _screen_that_asks(self) -> Screen[Any] | None:
        """The screen of the worker that asks, if it is seen; the app asks on any but a panel."""
        node = get_current_worker().node
        seen = self.screen
        if node is self:
            return None if seen.is_modal else seen
        try:
            return seen if node.screen is seen else None
        except NoScreen:
            return None
