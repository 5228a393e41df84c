"""Every command of every screen: keys, footer, palette, help and docs/keys.md come from here."""

from collections.abc import Mapping
from typing import Final

from spiegel.commands import (
    clock,
    debrief,
    everywhere,
    followup,
    groups,
    home,
    moderate,
    personas,
    prepare,
    report,
    review,
    scribe,
)
from spiegel.commands.command import Command
from spiegel.i18n import N_

__all__ = ["BY_SCREEN", "TITLES", "Command", "everywhere"]

BY_SCREEN: Final[Mapping[str, tuple[Command, ...]]] = {
    "everywhere": everywhere.COMMANDS,
    "home": home.COMMANDS,
    "prepare": prepare.COMMANDS,
    "moderate": moderate.COMMANDS,
    "scribe": scribe.COMMANDS,
    "groups": groups.COMMANDS,
    "debrief": debrief.COMMANDS,
    "review": review.COMMANDS,
    "personas": personas.COMMANDS,
    "report": report.COMMANDS,
    "followup": followup.COMMANDS,
    "clock": clock.COMMANDS,
}
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
