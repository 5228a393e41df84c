"""Typing in the wrong window: it changes nothing but the scribe's draft."""

from typing import Final

from textual import events
from textual.screen import Screen
from textual.timer import Timer

from spiegel.domain.capture import where
from spiegel.i18n import _
from spiegel.ports import HalfLine, Meeting

TYPING: Final = 0.150
"""Seconds: printable keys closer together than this are typing, not commands."""
STOPPED: Final = 1.0
"""Seconds without a key after which typing is over."""


class TypingGuard(Screen[None]):
    """A screen whose letters are commands, unless they come as fast as somebody types.

    A printable key waits 150 ms. If another follows within that time, none of them is a command:
    all go into the scribe's half line, and one line says so.
    """

    meeting: Meeting

    def hold_keys(self) -> None:
        """Begin with no key held; the screen calls it when it is made."""
        self._held: events.Key | None = None
        self._timer: Timer | None = None
        self._typing = False

    def on_key(self, event: events.Key) -> None:
        """Hold a printable key; let all others through."""
        if self._typing and event.key in ("enter", "backspace"):
            event.stop()
            self._type(" " if event.key == "enter" else "")
            return
        if not event.is_printable or event.character is None:
            return
        event.stop()
        if self._typing:
            self._type(event.character)
        elif self._held is not None:
            first, self._held = self._held, None
            self._typing = True
            self._type((first.character or "") + event.character)
            self.typed_here()
        else:
            self._held = event
            self._restart(TYPING)

    def _type(self, text: str) -> None:
        half_line = self.meeting.half_line
        place = half_line.where or where(self.meeting.expected)
        self.meeting.hold(HalfLine(text=half_line.text + text, where=place, line=half_line.line))
        self.meeting.keep()
        self._restart(STOPPED)

    def _restart(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self._silence)

    async def _silence(self) -> None:
        """Nothing followed: a held key was a command after all."""
        self._typing = False
        held, self._held = self._held, None
        if held is not None:
            await self.pressed(held)

    async def pressed(self, event: events.Key) -> None:
        """A single printable key: run what it is bound to."""
        bound = self.active_bindings.get(event.key)
        if bound is not None and bound.enabled:
            await self.app.run_action(bound.binding.action, bound.node)

    def typed_here(self) -> None:
        """Say where the typed words went."""
        self.notify(
            _("That looked like typing: the words wait in the scribe's line (F4)."), markup=False
        )
