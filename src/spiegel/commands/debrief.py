"""What can be done in the debrief: step through it, note remarks, make actions from statements."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.commands.shared import taking_back
from spiegel.i18n import N_

BEGIN: Final = Command(
    id="debrief.begin",
    keys=("enter",),
    label=N_("begin"),
    help=N_("Begin the debrief, when the participants are gone."),
    footer=1,
)
NEXT: Final = Command(
    id="debrief.next",
    calls="step(1)",
    keys=("pagedown", "ctrl+n", "right"),
    label=N_("next step"),
    help=N_("Go on to the next step of the debrief; → does it while the line is empty."),
    footer=1,
)
PREVIOUS: Final = Command(
    id="debrief.previous",
    calls="step(-1)",
    keys=("pageup", "ctrl+t", "left"),
    label=N_("previous step"),
    help=N_("Go back to the step before; ← does it while the line is empty."),
    footer=2,
)
STATEMENTS: Final = Command(
    id="debrief.statements",
    calls="talk('show_statements')",
    keys=("ctrl+o",),
    label=N_("what was told"),
    back=N_("remarks"),
    help=N_("Show what the participants told, or the remarks again; ↑ and ↓ walk through it."),
    footer=2,
)
DISCUSSED: Final = Command(
    id="debrief.discussed",
    keys=("ctrl+l",),
    label=N_("discussed, not noted"),
    help=N_("This step was talked through and nothing is noted; the report says so."),
    footer=4,
)
FORCE: Final = Command(
    id="debrief.force",
    calls="gate('force')",
    keys=("enter",),
    label=N_("go on anyway"),
    help=N_("Go on to the actions although nothing was noted at this step; the report says so."),
    footer=1,
)
THAT_DISCUSSED: Final = Command(
    id="debrief.that_discussed",
    calls="gate('discussed')",
    keys=("b",),
    label=N_("discussed, not noted"),
    help=N_("The step on this line was talked through and nothing is noted; the report says so."),
    footer=2,
    asks=N_("This step was discussed, nothing noted?"),
)
MAKE: Final = Command(
    id="debrief.make",
    calls="decide('make')",
    keys=("a",),
    label=N_("action"),
    help=N_("Make an action that rests on the marked statements, or on the one under the cursor."),
    footer=1,
)
LINK: Final = Command(
    id="debrief.link",
    keys=("ctrl+r",),
    label=N_("heard as"),
    help=N_(
        "In what was expected and heard: this theme is the same as one under another name, or is"
        " not after all. In the last step Enter does the same."
    ),
    footer=1,
)
MARK: Final = Command(
    id="debrief.mark",
    calls="decide('mark')",
    keys=("space",),
    label=N_("mark"),
    help=N_(
        "Mark this statement or group of ideas: the next action rests on it. Enter does the same,"
        " and so does the number of a group."
    ),
    footer=2,
)
NEXT_THEME: Final = Command(
    id="debrief.next_theme",
    calls="theme(1)",
    keys=("right",),
    label=N_("theme"),
    help=N_("The next theme; all actions come after the last."),
    footer=3,
)
PREVIOUS_THEME: Final = Command(
    id="debrief.previous_theme",
    calls="theme(-1)",
    keys=("left",),
    label=N_("previous theme"),
    help=N_("The theme before."),
)
OVERVIEW: Final = Command(
    id="debrief.overview",
    calls="decide('overview')",
    keys=("o",),
    label=N_("all actions"),
    back=N_("themes"),
    help=N_("All actions, and what nobody picked up yet; or the themes again."),
    footer=4,
)
EDIT: Final = Command(
    id="debrief.edit",
    calls="decide('edit')",
    keys=("e",),
    label=N_("change"),
    help=N_("Change the action under the cursor; Tab goes to the actions."),
    footer=5,
)
HIGH: Final = Command(
    id="debrief.high",
    calls="change('high')",
    keys=("h",),
    label=N_("high"),
    help=N_("Priority of the action: high. The same key again takes it away."),
)
MIDDLE: Final = Command(
    id="debrief.middle",
    calls="change('middle')",
    keys=("m",),
    label=N_("middle"),
    help=N_("Priority of the action: middle."),
)
LOW: Final = Command(
    id="debrief.low",
    calls="change('low')",
    keys=("l",),
    label=N_("low"),
    help=N_("Priority of the action: low."),
)
KIND: Final = Command(
    id="debrief.kind",
    calls="change('kind')",
    keys=("k",),
    label=N_("kind"),
    help=N_("Kind of the action: do, find out, will not do."),
)
STATUS: Final = Command(
    id="debrief.status",
    calls="change('status')",
    keys=("s",),
    label=N_("status"),
    help=N_("Status of the action: proposed, agreed, busy, done, stopped."),
)
REST: Final = Command(
    id="debrief.rest",
    calls="change('rest')",
    keys=("r",),
    label=N_("rests on"),
    help=N_("The action rests on the statement under the cursor, or no longer."),
)
MORE_SAY: Final = Command(
    id="debrief.more_say",
    calls="decide('more_say')",
    keys=("g",),
    label=N_("more say?"),
    help=N_("Does the action give the client more say? Yes or no, and how."),
    footer=6,
)
TOUCHES: Final = Command(
    id="debrief.touches",
    calls="decide('touches')",
    keys=("p",),
    label=N_("personas"),
    help=N_("Which personas does the action touch? It stands on their cards."),
)
CARDS: Final = Command(
    id="debrief.cards",
    keys=("ctrl+b", "c"),
    label=N_("reflection cards"),
    help=N_("Show the reflection cards on the room screen, the one that was chosen, or the clock."),
)
REMOVE: Final = Command(
    id="debrief.remove",
    calls="change('remove')",
    keys=("x",),
    label=N_("remove"),
    asks=N_("Take this action away?"),
    help=N_("Take the action away; ctrl+z brings it back."),
)
BACK: Final = Command(
    id="debrief.back",
    calls="step_back",
    keys=("ctrl+t",),
    label=N_("previous step"),
    help=N_("From the actions back to the step before."),
)
EDITOR_KIND: Final = Command(
    id="debrief.editor_kind",
    calls="editor('kind')",
    keys=("ctrl+o",),
    label=N_("kind"),
    help=N_("Kind of the action that is made: do, find out, will not do."),
    footer=2,
)
EDITOR_AFRESH: Final = Command(
    id="debrief.editor_afresh",
    calls="editor('afresh')",
    keys=("ctrl+l",),
    label=N_("as it is saved"),
    help=N_("Begin again with the action as it is saved, without what you typed."),
)
EDITOR_PRIORITY: Final = Command(
    id="debrief.editor_priority",
    calls="editor('priority')",
    keys=("ctrl+r",),
    label=N_("priority"),
    help=N_("Priority of the action that is made."),
    footer=3,
)
SAVE: Final = Command(
    id="debrief.save",
    calls="editor('save')",
    keys=("ctrl+n", "ctrl+s"),
    label=N_("save"),
    help=N_("Save the action that is made, from any field."),
    footer=1,
)
LEAVE: Final = Command(
    id="debrief.leave",
    calls="editor('leave')",
    keys=("escape",),
    label=N_("close"),
    help=N_("Close the action; what you typed waits until you open it again."),
    footer=4,
)
UP: Final = Command(
    id="debrief.up",
    calls="talk('read', -1)",
    keys=("up",),
    label=N_("up"),
    help=N_("Up in what the participants told."),
)
DOWN: Final = Command(
    id="debrief.down",
    calls="talk('read', 1)",
    keys=("down",),
    label=N_("down"),
    help=N_("Down in what the participants told."),
)
RETRY: Final = Command(
    id="debrief.retry",
    calls="talk('retry')",
    keys=("ctrl+f",),
    label=N_("save again"),
    help=N_("Try again to save the remarks that wait."),
)

COMMANDS: Final = (
    BEGIN,
    NEXT,
    STATEMENTS,
    PREVIOUS,
    DISCUSSED,
    FORCE,
    THAT_DISCUSSED,
    MAKE,
    LINK,
    MARK,
    NEXT_THEME,
    PREVIOUS_THEME,
    OVERVIEW,
    EDIT,
    HIGH,
    MIDDLE,
    LOW,
    KIND,
    STATUS,
    REST,
    MORE_SAY,
    TOUCHES,
    CARDS,
    REMOVE,
    BACK,
    SAVE,
    EDITOR_KIND,
    EDITOR_PRIORITY,
    EDITOR_AFRESH,
    LEAVE,
    UP,
    DOWN,
    RETRY,
    *taking_back("debrief"),
)
