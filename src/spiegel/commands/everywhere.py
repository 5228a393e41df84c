"""What can be done on every screen of a meeting, and where each screen is."""

from types import MappingProxyType
from typing import Final

from spiegel.commands.command import Command
from spiegel.i18n import N_

HELP: Final = Command(
    id="app.show_help",
    calls="app.show_help",
    keys=("f1", "ctrl+slash"),
    label=N_("help"),
    help=N_("Show the keys of this screen."),
    shown="F1 ^/",
)
PREPARE: Final = Command(
    id="app.prepare",
    calls="app.go('prepare')",
    keys=("f2",),
    label=N_("prepare"),
    help=N_("Prepare: running order, participants, listeners."),
)
MODERATE: Final = Command(
    id="app.moderate",
    calls="app.go('moderate')",
    keys=("f3",),
    label=N_("meeting"),
    help=N_("Moderate: the question, the clock, who was heard."),
)
SCRIBE: Final = Command(
    id="app.scribe",
    calls="app.go('scribe')",
    keys=("f4",),
    label=N_("record"),
    help=N_("Scribe: record what is said."),
)
DEBRIEF: Final = Command(
    id="app.debrief",
    calls="app.go('debrief')",
    keys=("f5",),
    label=N_("debrief"),
    help=N_("Debrief: the professionals decide what they improve."),
)
GROUPS: Final = Command(
    id="app.groups",
    calls="app.go('groups')",
    keys=("shift+f5",),
    label=N_("put in groups"),
    help=N_(
        "Groups: put the ideas of an open question together. Where there is one, this is F5 until"
        " the debrief begins, and the debrief is ⇧F5."
    ),
)
REVIEW: Final = Command(
    id="app.review",
    calls="app.go('review')",
    keys=("f6",),
    label=N_("review"),
    help=N_("Review: check and tidy what was recorded."),
)
REPORT: Final = Command(
    id="app.report",
    calls="app.go('report')",
    keys=("f7",),
    label=N_("report"),
    help=N_("Report: make the documents."),
)
CLOCK: Final = Command(
    id="app.clock",
    calls="app.go('clock')",
    keys=("f8",),
    label=N_("room clock"),
    help=N_("Clock: a screen for the whole room."),
)
BLANK: Final = Command(
    id="app.blank",
    calls="app.blank",
    keys=("f9",),
    label=N_("blank"),
    help=N_("Make the screen blank; the same key brings it back."),
    priority=True,
)
FOLLOW_UP: Final = Command(
    id="app.followup",
    calls="app.go('followup')",
    keys=("f10", "shift+f7"),
    label=N_("follow-up"),
    help=N_("Follow-up: what became of the actions, after 6 weeks, 3 and 6 months."),
)
PERSONAS: Final = Command(
    id="app.personas",
    calls="app.go('personas')",
    keys=("shift+f6",),
    label=N_("personas"),
    help=N_("Personas: somebody nobody is, made of what was really said."),
)
GO_TO: Final = Command(
    id="app.go_to",
    calls="app.go_to",
    keys=("ctrl+g",),
    label=N_("screens"),
    help=N_("Go to a screen by its digit, for keyboards without F-keys."),
    shown="F2-F8",
)
PALETTE: Final = Command(
    id="app.command_palette",
    calls="app.command_palette",
    keys=("ctrl+p",),
    label=N_("all commands"),
    help=N_("Search in all commands."),
)
FILE: Final = Command(
    id="app.file",
    calls="app.file",
    keys=("ctrl+f",),
    label=N_("file"),
    help=N_("What waits for the disk, and what to do when the file is gone."),
)
MESSAGES: Final = Command(
    id="app.messages",
    calls="app.messages",
    keys=(),
    label=N_("messages"),
    help=N_("Read the last messages again."),
)
HOME: Final = Command(
    id="app.home",
    calls="app.home",
    keys=(),
    label=N_("home"),
    help=N_("Close this meeting and go to the list of meetings."),
)
QUIT: Final = Command(
    id="app.quit",
    calls="app.quit",
    keys=("ctrl+q",),
    label=N_("quit"),
    help=N_("Save all and close Spiegel."),
)

SCREENS: Final = (HELP, PREPARE, MODERATE, SCRIBE, DEBRIEF, REVIEW, REPORT, CLOCK, BLANK)
"""The commands with an F-key, in the order of the keys: ctrl+g and a digit does the same."""
AFTERWARDS: Final = (FOLLOW_UP, PERSONAS)
"""The screens for later than the day, which have no digit."""
GROUPS_FIRST: Final = MappingProxyType({GROUPS.id: "f5", DEBRIEF.id: "shift+f5"})
"""The keys of the two screens that share F5, as long as ideas are put in groups."""
GROUPING: Final = tuple(GROUPS if command is DEBRIEF else command for command in SCREENS)
"""The commands with an F-key meanwhile."""
FOOTER: Final = (GO_TO, QUIT, HELP)
"""What stands at the end of every footer; the first of it goes first where there is no room."""
COMMANDS: Final = (
    *SCREENS,
    FOLLOW_UP,
    GROUPS,
    PERSONAS,
    GO_TO,
    PALETTE,
    FILE,
    MESSAGES,
    HOME,
    QUIT,
)
