"""A list to choose from that can change while somebody reaches for it."""

from textual import events
from textual.command import CommandList
from textual.widgets import OptionList


class Options(OptionList):
    """A list of options; a click on one that went since it was painted is no click on anything.

    Textual looks such an option up by where it stood, and ends the program when there is none.
    """

    def on_click(self, event: events.Click) -> None:
        """Let go of a click on what is no longer there."""
        if is_gone(self, event):
            event.prevent_default()


class Commands(CommandList):
    """The same for the list of the palette."""

    def on_click(self, event: events.Click) -> None:
        """Let go of a click on what is no longer there."""
        if is_gone(self, event):
            event.prevent_default()


def is_gone(options: OptionList, event: events.Click) -> bool:
    """Whether what was clicked is no longer in the list."""
    clicked = event.style.meta.get("option", -1)
    return bool(clicked >= options.option_count)
