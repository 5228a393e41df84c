"""A line at the bottom in which something is asked; what is typed in it outlives a crash."""

import asyncio
from collections.abc import Callable

import msgspec
from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input, Static

from spiegel.domain.session.session import Change
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.shared.half_form import KEEP_AFTER, HalfForm
from spiegel.text import plain
from spiegel.widgets.field import FieldLine

_TOLD = "told"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked. label: stands before the line. saved: what stands in it at first.

    half: what a half answer is kept under. change: what makes an answer so, None for nothing.
    """

    label: str
    half: str
    saved: str
    change: Callable[[str], Change | None]


class AskedLine(Horizontal):
    """Not seen until something is asked; what is typed waits when it is left.

    What it stands in has the class `-asking` meanwhile.
    """

    DEFAULT_CSS = """
    AskedLine { display: none; height: 2; padding: 0 2; border-top: solid $rule; }
    AskedLine.-asked { display: block; }
    AskedLine Static { width: auto; padding-right: 1; }
    AskedLine FieldLine { width: 1fr; }
    """

    told = getters.query_one(FieldLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self._meeting = meeting
        self._asked: Asked | None = None
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """What is asked, and the line."""
        yield Static("")
        yield FieldLine(id="told")

    @property
    def asks(self) -> bool:
        """Whether something is asked."""
        return self._asked is not None

    def ask(self, asked: Asked) -> None:
        """Ask this at once: whatever is typed next is for it."""
        self._show(asked)
        self.query_one(Static).update(plain(asked.label, "bold $accent"))
        self.told.value = self._half(asked).typed({_TOLD: asked.saved}).get(_TOLD, asked.saved)
        self.told.cursor_position = len(self.told.value)
        self.screen.set_focus(self.told)
        self.screen.refresh_bindings()

    def _show(self, asked: Asked | None) -> None:
        self._asked = asked
        self.set_class(asked is not None, "-asked")
        if self.parent is not None:
            self.parent.set_class(asked is not None, "-asking")

    def _half(self, asked: Asked) -> HalfForm:
        return HalfForm(self._meeting.typed, asked.half)

    async def typed(self) -> None:
        """All keys that were pressed by now stand in the line."""
        there = asyncio.Event()
        self.told.call_later(there.set)
        await there.wait()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hold what is typed now, and keep it soon."""
        event.stop()
        if self._asked is not None:
            half = self._half(self._asked)
            half.hold({_TOLD: event.value}, {_TOLD: self._asked.saved})
            if self._keeping is None:
                self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        self._meeting.typed.keep()

    def answer(self, submit: Callable[[Change], None]) -> None:
        """It is so as it stands in the line, but for words that were taken back meanwhile."""
        asked = self._asked
        if asked is None:
            return
        half = self._half(asked)
        words = half.left(self.told.value)
        half.done()
        change = asked.change(words)
        if change is not None:
            submit(change)
        self.leave()

    def leave(self) -> None:
        """The line is not seen any more; what is typed in it waits."""
        self._meeting.typed.keep()
        self._show(None)
