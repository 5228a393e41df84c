"""How a panel closes: once, while it is seen, and deaf to what was still on its way to it."""

from typing import TYPE_CHECKING, Any

from textual import events
from textual.actions import SkipAction
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen

from spiegel.textual_private import Choosy

if TYPE_CHECKING:
    _Base = Screen[Any]
else:
    # No base in the DOM, or a panel would inherit its styles from here instead of from Textual.
    _Base = object


class ClosesOnce(Choosy, _Base):
    """What a panel needs when keys come faster than it can go.

    A second Enter that was already on its way would close what lies under the panel. A key that was
    meant for what lies under it can arrive before the panel is drawn. And while the widgets of a
    panel go one by one, a handler looks for one in vain, which ends the program.
    """

    _chosen = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close with a choice, once, and only while the panel is what is seen."""
        if self._chosen or not (self.is_active and self.is_mounted):
            return AwaitComplete()
        self._chosen = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be done in a panel before it is there, nor after it was closed."""
        there = self.is_mounted and not self._chosen
        return super().check_action(action, parameters) if there else False

    def action_copy_text(self) -> None:
        """Copy what is marked; the keys of the app, that say how one leaves, end at a panel."""
        try:
            super().action_copy_text()
        except SkipAction:
            self.app.action_help_quit()

    def hears(self, message: Message) -> bool:
        """Let go of what somebody did, and of what a widget says, after the panel was closed."""
        done = isinstance(message, events.InputEvent)
        said = message.bubble and not isinstance(message, events.Event)
        return not (self._chosen and (done or said))
