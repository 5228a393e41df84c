"""What can be done in Follow-up: give each action its state, see what participants will hear."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.commands.shared import in_turn, pages, taking_back
from spiegel.i18n import N_

NEXT: Final = Command(
    id="followup.next",
    calls="part(1)",
    keys=("tab", "right"),
    label=N_("next tab"),
    help=N_("On to the next tab of Follow-up."),
    footer=9,
)
PREVIOUS: Final = Command(
    id="followup.previous",
    calls="part(-1)",
    keys=("shift+tab", "left"),
    label=N_("tab before"),
    help=N_("Back to the tab of Follow-up before."),
)
DONE: Final = Command(
    id="followup.done",
    calls="do('done')",
    keys=("d",),
    label=N_("done"),
    help=N_("The action is done: type what shows it, Enter, and on to the next one."),
    footer=1,
)
BUSY: Final = Command(
    id="followup.busy",
    calls="do('busy')",
    keys=("b",),
    label=N_("busy"),
    help=N_("Somebody is working on it; when it is late: type why not yet, Enter. On to the next."),
    footer=1,
)
AGREED: Final = Command(
    id="followup.agreed",
    calls="do('agreed')",
    keys=("a",),
    label=N_("agreed"),
    help=N_("Agreed on, nothing was done yet; when it is late: type why, Enter. On to the next."),
    footer=1,
)
STOPPED: Final = Command(
    id="followup.stopped",
    calls="do('stopped')",
    keys=("s",),
    label=N_("stopped"),
    help=N_("The action was stopped: type why, Enter, and on to the next one."),
    footer=1,
)
SAME: Final = Command(
    id="followup.same",
    calls="do('same')",
    keys=("space",),
    label=N_("as it was"),
    help=N_("The state is what it was; when it is late: type why not yet, Enter. On to the next."),
    footer=1,
)
EDIT: Final = Command(
    id="followup.edit",
    calls="do('edit')",
    keys=("e", "enter"),
    label=N_("change"),
    help=N_("Who, when, who watches over it, how it stands: what shows it, why not or stopped."),
    footer=4,
)
TOUCHES: Final = Command(
    id="followup.touches",
    calls="do('touches')",
    keys=("p",),
    label=N_("personas"),
    help=N_("Which personas does the action touch? It stands on their cards."),
)
HELD: Final = Command(
    id="followup.held",
    calls="do('held')",
    keys=("r",),
    label=N_("close round"),
    help=N_("This round was held; again: the last one was not."),
    footer=5,
)
MAKE: Final = Command(
    id="followup.make",
    calls="do('make')",
    keys=("m",),
    label=N_("make letter"),
    help=N_("Feedback: make the letter to participants of this round, beside the meeting."),
    footer=1,
)
LISTENER: Final = Command(
    id="followup.listener",
    calls="do('listener')",
    keys=("t",),
    label=N_("of a listener"),
    help=N_("Evaluation: type in the form of a listener."),
    footer=2,
)
PARTICIPANT: Final = Command(
    id="followup.participant",
    calls="do('participant')",
    keys=("n",),
    label=N_("of a participant"),
    help=N_("Evaluation: type in the form of a participant, one after another until Esc."),
    footer=1,
)
PAGES: Final = Command(
    id="followup.pages",
    calls="do('pages')",
    keys=("z",),
    label=N_("on devices"),
    help=N_("Evaluation: people fill in a form on their own device; open it, close it."),
    footer=3,
)
TELL: Final = Command(
    id="followup.tell",
    calls="do('tell')",
    keys=("space",),
    label=N_("may be told"),
    help=N_("Evaluation: you looked at the words, and they may stand in the report; or not."),
    footer=4,
)
REMOVE: Final = Command(
    id="followup.remove",
    calls="do('remove')",
    keys=("x",),
    label=N_("remove"),
    help=N_("Evaluation: take a form away; ctrl+z brings it back."),
)
BEFORE: Final = Command(
    id="followup.before",
    calls="do('before')",
    keys=("n",),
    label=N_("round before"),
    help=N_("Lay the meeting of the round before beside this one; the report says it too."),
    footer=1,
)
WIPE: Final = Command(
    id="followup.wipe",
    calls="do('wipe')",
    keys=("w",),
    label=N_("wipe"),
    help=N_("Wipe the private documents or the key file for good; it asks first."),
    footer=1,
)
KEEP: Final = Command(
    id="followup.keep",
    keys=("enter",),
    label=N_("keep"),
    help=N_("Keep what is typed, and go on to the next action."),
    footer=1,
)
LEAVE: Final = Command(
    id="followup.leave",
    keys=("escape",),
    label=N_("leave"),
    help=N_("Leave the state as it was; what is typed waits."),
    footer=2,
)
READ_IN: Final = Command(
    id="followup.read_in",
    calls="do('read_in')",
    keys=("i",),
    label=N_("read in"),
    help=N_("Read in an action plan (.xlsx) that came back: state, days and how it stands."),
    footer=6,
)

COMMANDS: Final = in_turn(
    (
        *(
            NEXT,
            PREVIOUS,
            KEEP,
            LEAVE,
            DONE,
            BUSY,
            AGREED,
            STOPPED,
            SAME,
            EDIT,
            TOUCHES,
            HELD,
            BEFORE,
            WIPE,
            READ_IN,
            MAKE,
            PARTICIPANT,
            LISTENER,
            PAGES,
            TELL,
            REMOVE,
        ),
        *(*pages("followup"), *taking_back("followup")),
    )
)
