"""What the palette offers: every command of this screen and of all screens, and the themes."""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from textual.app import SystemCommand

from spiegel.app.appearance import THEME_NAMES, THEMES
from spiegel.commands import Command, commands_of, everywhere
from spiegel.i18n import _


def offered(
    mode: str,
    *,
    grouped: bool,
    run: Callable[[Command], Coroutine[Any, Any, None]],
    choose_theme: Callable[[str], None],
) -> Iterator[SystemCommand]:
    """The commands where this screen is seen. grouped: the meeting has the screen Groups.

    run: does a command, or says why not.
    """
    for command in (*commands_of(mode), *everywhere.COMMANDS):
        if command is everywhere.PALETTE or (command is everywhere.GROUPS and not grouped):
            continue
        title = _(command.label).capitalize()
        yield SystemCommand(title, _(command.help), lambda chosen=command: run(chosen))
    for theme in THEMES:
        yield SystemCommand(
            _("Colours {name}").format(name=_(THEME_NAMES[theme.name])),
            _("Change the colours."),
            lambda name=theme.name: choose_theme(name),
        )
