"""What can be done on the screen for the whole room."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.i18n import N_

SILENCE: Final = Command(
    id="clock.silence",
    keys=("z", "ctrl+e"),
    label=N_("silence"),
    asks=N_("Hide the time, or show it?"),
    help=N_("Silence: hide the digits and colours until you press it again."),
)

COMMANDS: Final = (SILENCE,)
