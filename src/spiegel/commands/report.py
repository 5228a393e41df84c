"""What can be done in Report: make documents, choose where they go and how they look."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.commands.shared import taking_back
from spiegel.i18n import N_

MAKE: Final = Command(
    id="report.make",
    keys=("enter",),
    label=N_("make"),
    help=N_("Make the document under the cursor."),
    footer=1,
)
STOP: Final = Command(
    id="report.stop",
    keys=("x",),
    label=N_("stop"),
    help=N_("Stop what is being made; no half file is left."),
    footer=1,
)
REMAKE: Final = Command(
    id="report.remake",
    keys=("o",),
    label=N_("make again"),
    help=N_("Make all documents again that are not as they would be now, each in its own place."),
    footer=1,
)
REMOVE: Final = Command(
    id="report.remove",
    keys=("w",),
    label=N_("delete"),
    help=N_("Remove documents that hold what may not be in them any more; it asks first."),
    footer=2,
)
PRESENTED: Final = Command(
    id="report.presented",
    keys=("v",),
    label=N_("presented"),
    help=N_("The report was presented to the participants, or not yet; until then it says draft."),
    footer=2,
)
DAY: Final = Command(
    id="report.day",
    keys=("d",),
    label=N_("day it ran"),
    help=N_("Put the day on which the meeting ran in place of the one that was typed."),
    footer=5,
)
IN_SHORT: Final = Command(
    id="report.in_short",
    keys=("k",),
    label=N_("in short"),
    help=N_("Edit the sentences on top of page one; empty, they are as Spiegel proposes them."),
    footer=2,
)
WORDS: Final = Command(
    id="report.words",
    keys=("l",),
    label=N_("list of words"),
    help=N_("Edit what words of the field mean; empty, they are as Spiegel proposes them."),
    footer=3,
)
TEMPLATE: Final = Command(
    id="report.template",
    keys=("h",),
    label=N_("house style"),
    help=N_("Choose a Word file whose styles and margins are used; again goes back to our own."),
    footer=3,
)
FOLDER: Final = Command(
    id="report.folder",
    keys=("m",),
    label=N_("folder"),
    help=N_("Choose the folder that documents are written to."),
    footer=4,
)
BESIDE: Final = Command(
    id="report.beside",
    keys=("n",),
    label=N_("side by side"),
    help=N_("Questions on devices: lay another meeting with the same questions beside this one."),
)

SHELF_UP: Final = Command(
    id="report.shelf_up",
    calls="shelf(-1)",
    keys=("pageup",),
    label=N_("readers before"),
    help=N_("To the documents for the readers before."),
)
SHELF_DOWN: Final = Command(
    id="report.shelf_down",
    calls="shelf(1)",
    keys=("pagedown",),
    label=N_("next readers"),
    help=N_("To the documents for the next readers."),
)

COMMANDS: Final = (
    *(MAKE, STOP, REMAKE, REMOVE, PRESENTED, IN_SHORT, WORDS, DAY, TEMPLATE, FOLDER, BESIDE),
    *(SHELF_UP, SHELF_DOWN, *taking_back("report")),
)
