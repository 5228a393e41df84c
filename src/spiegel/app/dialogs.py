"""What the program asks: one thing at a time, on the screen that somebody looks at."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from textual.app import App
from textual.dom import DOMNode, NoScreen
from textual.screen import Screen

T = TypeVar("T")


class Dialogs:
    """Sees to it that panels do not pile up.

    A key that is held down, or pressed once more on a slow laptop, asks again before the panel of
    the first is there. Each would lie over the one before and want an Esc of its own.
    """

    def __init__(self) -> None:
        self._asking: set[Screen[Any]] = set()

    async def ask(
        self, screen: Screen[Any] | None, show: Callable[[], Awaitable[T | None]]
    ) -> T | None:
        """Show a panel and wait for what is chosen in it.

        screen: that asks. It is not shown, and the answer is None as after Esc, when no screen that
        is seen asks, or when it asks something already.
        """
        if screen is None or screen in self._asking:
            return None
        self._asking.add(screen)
        try:
            return await show()
        finally:
            self._asking.discard(screen)


def asking(node: DOMNode, seen: Screen[Any]) -> Screen[Any] | None:
    """The screen on which this node asks, if it is seen; the app asks on any but a panel."""
    if isinstance(node, App):
        return None if seen.is_modal else seen
    try:
        return seen if node.screen is seen else None
    except NoScreen:
        return None
