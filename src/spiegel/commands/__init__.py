"""Every command of every screen: keys, footer, palette, help and docs/keys.md come from here."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from spiegel.commands.command import Command
from spiegel.i18n import N_

__all__ = ["TITLES", "Command", "by_screen", "commands_of"]

TITLES: Final[Mapping[str, str]] = {
    "everywhere": N_("On every screen"),
    "home": N_("Home"),
    "prepare": N_("Prepare"),
    "moderate": N_("Moderate"),
    "scribe": N_("Scribe"),
    "groups": N_("Groups"),
    "debrief": N_("Debrief"),
    "review": N_("Review"),
    "personas": N_("Personas"),
    "report": N_("Report"),
    "followup": N_("Follow-up"),
    "clock": N_("Room clock"),
}
"""The screens; each is the name of a module beside this one."""


def commands_of(screen: str) -> tuple[Command, ...]:
    """What can be done there, imported when it is first asked for; nothing for no screen."""
    if screen not in TITLES:
        return ()
    commands: tuple[Command, ...] = import_module(f"spiegel.commands.{screen}").COMMANDS
    return commands


def by_screen() -> dict[str, tuple[Command, ...]]:
    """All that can be done, for each screen."""
    return {screen: commands_of(screen) for screen in TITLES}
