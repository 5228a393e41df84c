"""What can be done on the screen for the whole room."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.i18n import N_

SILENCE: Final = Command(
    id="clock.silence",
    keys=("z",),
    label=N_("silence"),
    help=N_("Silence: hide the digits and colours until you press it again."),
)

COMMANDS: Final = (SILENCE,)
