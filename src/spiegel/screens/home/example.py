"""What the example says first: that it is one, and what to try."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from spiegel.commands import Command, everywhere, moderate
from spiegel.commands.keys import key_name
from spiegel.i18n import _
from spiegel.screens.shared.panels import Panel
from spiegel.text import plain
from spiegel.widgets.keylist import KeyList


class Example(Panel[None]):
    """A fictional meeting opens with it; Enter or Esc begins."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "close", show=False)]

    def __init__(self) -> None:
        super().__init__(_("Example"))

    def contents(self) -> ComposeResult:
        """Where one is, and the keys to try."""
        words = _(
            "This meeting and everybody in it are made up: nothing can go wrong here. You are the"
            " moderator, in the middle of the client round."
        )
        yield Static(plain(words), classes="note")
        yield KeyList(
            (
                (key_name(moderate.NEXT.keys[0]), _("on to the next question")),
                (_key(everywhere.SCRIBE), _("record: type 'D3: she called me herself +', Enter")),
                (_key(everywhere.PREPARE), _("who is there, and the running order")),
                (_key(everywhere.MODERATE), _("back to the question and the clock")),
                (_key(everywhere.CLOCK), _("what the room sees")),
                (_key(everywhere.REPORT), _("the documents that come of it")),
                (everywhere.HELP.shown, _("all keys of a screen")),
                (_key(everywhere.QUIT), _("leave; everything is saved")),
            )
        )
        yield Static(plain(_("Enter: look around")), classes="hint")


def _key(command: Command) -> str:
    return key_name(command.keys[0])
