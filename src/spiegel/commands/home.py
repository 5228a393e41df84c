"""What can be done in the list of meetings; letters search in it, so no command is one."""

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
    keys=("ctrl+n",),
    label=N_("new"),
    help=N_("Make a new meeting."),
    footer=2,
)
IMPORT: Final = Command(
    id="home.import_plan",
    keys=("ctrl+d",),
    label=N_("plan"),
    help=N_("Make a new meeting from a written plan: one you kept, or a file."),
    footer=6,
)
ELSEWHERE: Final = Command(
    id="home.elsewhere",
    keys=("ctrl+o",),
    label=N_("other file"),
    help=N_("Open a meeting that is kept somewhere else."),
    footer=7,
)
DEMO: Final = Command(
    id="home.demo",
    keys=("ctrl+e",),
    label=N_("example"),
    help=N_("Open a fictional meeting in the middle of the client round, to try everything."),
    footer=8,
)
NEXT_ROUND: Final = Command(
    id="home.next_round",
    keys=("ctrl+r",),
    label=N_("next round"),
    help=N_("Copy the preparation of this meeting for the next round; nothing that was said."),
    footer=3,
)
RENAME: Final = Command(
    id="home.rename",
    keys=("ctrl+t",),
    label=N_("other name"),
    help=N_("Give this meeting another title, or its file another name."),
    footer=5,
)
REMOVE: Final = Command(
    id="home.remove",
    keys=("delete", "ctrl+x"),
    label=N_("erase"),
    help=N_("Remove this meeting for good, or take what is gone from the list."),
    footer=4,
)
BESIDE: Final = Command(
    id="home.beside",
    keys=("ctrl+b",),
    label=N_("side by side"),
    help=N_("Mark this meeting; ^b on a second one with the same questions lays that beside it."),
)
PERSONAS: Final = Command(
    id="home.personas",
    keys=("shift+f6",),
    label=N_("personas"),
    help=N_("Open the meeting under the cursor on its personas."),
)
AGAIN: Final = Command(
    id="home.again",
    keys=(),
    label=N_("look again"),
    help=N_("Read the list of meetings again."),
)

COMMANDS: Final = (
    OPEN,
    NEW,
    NEXT_ROUND,
    REMOVE,
    RENAME,
    IMPORT,
    ELSEWHERE,
    DEMO,
    BESIDE,
    PERSONAS,
    AGAIN,
)
