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

CARDS: Final = Command(
    id="clock.cards",
    keys=("c",),
    label=N_("reflection cards"),
    asks=N_("Reflection cards, or the clock again?"),
    help=N_("In the debrief: show the four reflection cards to the room, or the clock again."),
)
CARD_1: Final = Command(
    id="clock.card_1",
    calls="card('ownership')",
    keys=("1",),
    label=N_("card 1"),
    asks=N_("Show card 1 to the room?"),
    help=N_("Reflection cards: the group chose the card ownership."),
)
CARD_2: Final = Command(
    id="clock.card_2",
    calls="card('strength')",
    keys=("2",),
    label=N_("card 2"),
    asks=N_("Show card 2 to the room?"),
    help=N_("Reflection cards: the group chose the card own strength."),
)
CARD_3: Final = Command(
    id="clock.card_3",
    calls="card('motivation')",
    keys=("3",),
    label=N_("card 3"),
    asks=N_("Show card 3 to the room?"),
    help=N_("Reflection cards: the group chose the card motivation."),
)
CARD_4: Final = Command(
    id="clock.card_4",
    calls="card('contacts')",
    keys=("4",),
    label=N_("card 4"),
    asks=N_("Show card 4 to the room?"),
    help=N_("Reflection cards: the group chose the card contacts."),
)

COMMANDS: Final = (SILENCE, MORE, BEFORE, CARDS, CARD_1, CARD_2, CARD_3, CARD_4)
