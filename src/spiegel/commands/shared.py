"""What several screens share: a page of a list, taking back, and keys that come in turn."""

from collections.abc import Iterable

import msgspec

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


def in_turn(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Each with priority: what is typed behind a letter that asks something is for that line.

    The lists of such a screen are `BrowseInTurn`.
    """
    return tuple(msgspec.structs.replace(command, priority=True) for command in commands)
