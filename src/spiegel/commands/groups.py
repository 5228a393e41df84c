"""What can be done in Groups: put ideas together by number, name what comes of it."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.commands.shared import pages, taking_back
from spiegel.i18n import N_

PUT: Final = Command(
    id="groups.put",
    calls="put_here",
    keys=("enter", "space"),
    shown="1-9",
    label=N_("put in"),
    help=N_(
        "A number puts the marked idea into that group and goes on to the next; two digits from"
        " 10 on, where Enter after the first is enough. Enter alone: into the group that is marked."
    ),
    footer=1,
)
NEW: Final = Command(
    id="groups.new",
    keys=("n",),
    label=N_("new"),
    help=N_("A new group that begins with the marked idea and is named after it."),
    footer=2,
)
OUT: Final = Command(
    id="groups.out",
    keys=("u",),
    label=N_("take out"),
    help=N_("Take the marked idea out of its group."),
    footer=3,
)
INSIDE: Final = Command(
    id="groups.inside",
    keys=("o",),
    label=N_("look inside"),
    help=N_("Show the ideas of the marked group, or those in no group again."),
    footer=4,
)
RENAME: Final = Command(
    id="groups.rename",
    keys=("e",),
    label=N_("name"),
    help=N_("Another name for the marked group; that of another group merges the two."),
    footer=5,
)
MERGE: Final = Command(
    id="groups.merge",
    keys=("m",),
    label=N_("merge"),
    help=N_("The ideas of the marked group come into another one."),
    footer=6,
)
EARLIER: Final = Command(
    id="groups.earlier",
    calls="move(-1)",
    keys=("h",),
    label=N_("higher"),
    help=N_("The marked group comes a place higher, with another number."),
)
LATER: Final = Command(
    id="groups.later",
    calls="move(1)",
    keys=("l",),
    label=N_("lower"),
    help=N_("The marked group comes a place lower."),
)
REMOVE: Final = Command(
    id="groups.remove",
    keys=("x", "delete"),
    label=N_("remove"),
    help=N_("Take the marked group away; its ideas are in no group again."),
)
HOLD: Final = Command(
    id="groups.hold",
    keys=("t",),
    label=N_("not in the room"),
    help=N_("The marked idea is not shown to the room, or is again; it counts all the same."),
)
OTHER: Final = Command(
    id="groups.other",
    keys=("v",),
    label=N_("other question"),
    help=N_("The ideas of the next open question."),
)
SIDE: Final = Command(
    id="groups.side",
    keys=("tab", "shift+tab", "right", "left"),
    label=N_("other list"),
    help=N_("From the ideas to the groups, and back."),
)

COMMANDS: Final = (
    PUT,
    NEW,
    OUT,
    INSIDE,
    RENAME,
    MERGE,
    EARLIER,
    LATER,
    REMOVE,
    HOLD,
    OTHER,
    SIDE,
    *pages("groups"),
    *taking_back("groups"),
)
