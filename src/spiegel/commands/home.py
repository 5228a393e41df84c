"""What can be done in the list of meetings."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.i18n import N_

OPEN: Final = Command(
    id="home.open",
    keys=("enter",),
    label=N_("open meeting"),
    help=N_("Open the meeting under the cursor."),
    footer=1,
)
NEW: Final = Command(
    id="home.new",
    keys=("n",),
    label=N_("new"),
    help=N_("Make a new meeting."),
    footer=2,
)
IMPORT: Final = Command(
    id="home.import_plan",
    keys=("i",),
    label=N_("plan"),
    help=N_("Make a new meeting from a written plan (Markdown or plain text)."),
    footer=3,
)
ELSEWHERE: Final = Command(
    id="home.elsewhere",
    keys=("o",),
    label=N_("other file"),
    help=N_("Open a meeting that is kept somewhere else."),
    footer=4,
)
DEMO: Final = Command(
    id="home.demo",
    keys=("d",),
    label=N_("example"),
    help=N_("Open a fictional meeting in the middle of the client round, to try everything."),
    footer=5,
)
AGAIN: Final = Command(
    id="home.again",
    keys=("r",),
    label=N_("look again"),
    help=N_("Read the list of meetings again."),
)

COMMANDS: Final = (OPEN, NEW, IMPORT, ELSEWHERE, DEMO, AGAIN)
