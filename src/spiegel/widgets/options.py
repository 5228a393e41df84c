"""A list to choose from that can change while somebody reaches for it."""

from contextlib import suppress
from typing import TYPE_CHECKING, Self

from textual import events
from textual.command import Command, CommandList
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from spiegel.i18n import _

if TYPE_CHECKING:
    from textual.visual import VisualType

    _Base = OptionList
else:
    # No base in the DOM, or styles would be inherited from here instead of from Textual.
    _Base = object


class Changing(_Base):
    """What a list needs when a key or a click comes before it is drawn as it is now.

    Textual looks up where an option stands, and ends the program when it stands nowhere.
    """

    def on_click(self, event: events.Click) -> None:
        """Let go of a click on what is no longer there."""
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """Back one page, if it is known by now how long a page is."""
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """On one page."""
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]


class Options(Changing, OptionList):
    """A list of options."""


class Commands(Changing, CommandList):
    """The list of the palette."""

    def add_option(self, option: "Option | VisualType | None" = None) -> Self:
        """Add a command; that there is none is said in the language of the screens."""
        if isinstance(option, Option) and not isinstance(option, Command):
            option = Option(_("Nothing is called that."), id=option.id, disabled=True)
        return super().add_option(option)
