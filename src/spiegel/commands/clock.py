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

MORE: Final = Command(
    id="clock.more",
    calls="turn(1)",
    keys=("down", "pagedown"),
    label=N_("further down"),
    help=N_("Outcome or ideas: on to what does not fit on the screen."),
)
BEFORE: Final = Command(
    id="clock.before",
    calls="turn(-1)",
    keys=("up", "pageup"),
    label=N_("back up"),
    help=N_("Outcome or ideas: back up."),
)

COMMANDS: Final = (SILENCE, MORE, BEFORE)
