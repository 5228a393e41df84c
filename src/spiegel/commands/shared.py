"""What several screens have under the same keys: a page of a list, and taking back."""

from spiegel.commands.command import Command
from spiegel.i18n import N_


def pages(screen: str) -> tuple[Command, Command]:
    """A page up and down in the list of a screen."""
    return (
        Command(
            id=f"{screen}.page_up",
            calls="page(-1)",
            keys=("pageup",),
            label=N_("page up"),
            help=N_("A page up in the list."),
        ),
        Command(
            id=f"{screen}.page_down",
            calls="page(1)",
            keys=("pagedown",),
            label=N_("page down"),
            help=N_("A page down in the list."),
        ),
    )


def taking_back(screen: str) -> tuple[Command, Command]:
    """Undo and redo on a screen where they ask nothing first."""
    return (
        Command(
            id=f"{screen}.undo",
            keys=("ctrl+z",),
            label=N_("undo"),
            help=N_("Take back your last change."),
        ),
        Command(
            id=f"{screen}.redo",
            keys=("ctrl+y",),
            label=N_("redo"),
            help=N_("Make the change again that you took back."),
        ),
    )
