"""What can be done on Personas: put what was said under a field, and write its sentence."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.commands.shared import in_turn, pages, taking_back
from spiegel.i18n import N_

FIELDS: Final = tuple(
    Command(
        id=f"personas.field_{number}",
        calls=f"put({number})",
        keys=(str(number),),
        label=name,
        help=help_,
    )
    for number, (name, help_) in enumerate(
        (
            (N_("where I live"), N_("Put what is marked under where I live, and on to the next.")),
            (N_("who is around me"), N_("Put what is marked under who is around me.")),
            (N_("my days"), N_("Put what is marked under my days.")),
            (N_("what happened"), N_("Put what is marked under what happened.")),
            (N_("what is hard"), N_("Put what is marked under what is hard.")),
            (N_("how to talk with me"), N_("Put what is marked under how to talk with me.")),
            (N_("my wish"), N_("Put what is marked under my wish.")),
            (N_("what helps me"), N_("Put what is marked under what helps me.")),
        ),
        start=1,
    )
)
PUT: Final = Command(
    id="personas.put",
    calls="put_here",
    keys=("space",),
    shown="1-8",
    label=N_("put under"),
    help=N_("Put what is marked at the left under the field that is marked at the right."),
    footer=1,
)
WRITE: Final = Command(
    id="personas.write",
    keys=("w", "enter"),
    label=N_("write"),
    help=N_(
        "Write the sentence of the field that you put something under last; at the right that of"
        " the marked one."
    ),
    footer=2,
)
MORE: Final = Command(
    id="personas.more",
    keys=("t",),
    label=N_("one more sentence"),
    help=N_("One more sentence in that field; what you put there then goes under it."),
)
SIDE: Final = Command(
    id="personas.side",
    keys=("tab", "shift+tab"),
    label=N_("other side"),
    help=N_("To the persona, and back to what was said."),
    footer=3,
)
FIND: Final = Command(
    id="personas.find",
    keys=("slash",),
    shown="/",
    label=N_("search"),
    help=N_("Search in what was said: type a few letters, and Enter marks it."),
    footer=4,
)
NEW: Final = Command(
    id="personas.new",
    calls="do('new')",
    keys=("n",),
    label=N_("new persona"),
    help=N_("A new persona: a name that nobody of the group has, and an age band."),
    footer=2,
)
OTHER: Final = Command(
    id="personas.other",
    calls="do('other')",
    keys=("o",),
    label=N_("other persona"),
    help=N_("The next persona."),
)
EDIT: Final = Command(
    id="personas.edit",
    keys=("e",),
    label=N_("name, age"),
    help=N_("Another name or age band for the persona; of a plan that is tested another title."),
)
PICTURE: Final = Command(
    id="personas.picture",
    calls="do('picture')",
    keys=("i",),
    label=N_("picture"),
    help=N_(
        "A picture on the card, chosen by the group: a drawing, or a file. No photo of somebody who"
        " exists."
    ),
)
ACTIONS: Final = Command(
    id="personas.actions",
    calls="do('actions')",
    keys=("r",),
    label=N_("actions"),
    help=N_("Which actions touch the persona? They stand on its card."),
)
PLAN: Final = Command(
    id="personas.plan",
    keys=("p",),
    label=N_("test a plan"),
    help=N_(
        "Test a plan: at the right stands of each field what the plan changes for the persona."
        " Once more: the persona itself."
    ),
    footer=6,
)
OTHER_PLAN: Final = Command(
    id="personas.other_plan",
    keys=("c",),
    label=N_("another plan"),
    help=N_("Test another plan, or go on with one by its title."),
)
SOURCE: Final = Command(
    id="personas.source",
    keys=("m",),
    label=N_("other meeting"),
    help=N_("Read another meeting beside this one; nothing is written to it."),
    footer=5,
)
BACK: Final = Command(
    id="personas.back",
    calls="do('state', 'back')",
    keys=("b",),
    label=N_("to the makers"),
    help=N_("The persona goes back to the makers, who read it."),
)
AGREED: Final = Command(
    id="personas.agreed",
    calls="do('state', 'agreed')",
    keys=("a",),
    label=N_("agreed"),
    help=N_("The makers agreed to the persona; again: it is a draft."),
)
AGAIN: Final = Command(
    id="personas.again",
    calls="do('again')",
    keys=("d",),
    label=N_("look again"),
    help=N_("The day on which the persona is looked at again."),
)
HANDS: Final = Command(
    id="personas.hands",
    keys=("h",),
    label=N_("hands"),
    help=N_("How many of the group put up a hand for the marked sentence."),
    footer=3,
)
STAYS: Final = Command(
    id="personas.stays",
    keys=("k",),
    label=N_("it stays"),
    help=N_("Something under the marked sentence went; you looked at it, and it stays."),
)
REMOVE: Final = Command(
    id="personas.remove",
    keys=("x",),
    label=N_("take away"),
    help=N_(
        "At the left: not under a sentence any more. At the right: the sentence goes, or what a"
        " plan changes, and the persona when it has none; ctrl+z brings it back."
    ),
)
KEEP: Final = Command(
    id="personas.keep",
    keys=("enter",),
    label=N_("keep"),
    help=N_("Keep the sentence; what a plan changes, and on to the next field."),
    footer=1,
)
LEAVE: Final = Command(
    id="personas.leave",
    keys=("escape",),
    label=N_("leave"),
    help=N_("Leave it as it was; what is typed waits."),
    footer=2,
)

COMMANDS: Final = in_turn(
    (
        *(
            KEEP,
            LEAVE,
            *FIELDS,
            PUT,
            WRITE,
            MORE,
            SIDE,
            FIND,
            NEW,
            OTHER,
            EDIT,
            PICTURE,
            ACTIONS,
            PLAN,
            OTHER_PLAN,
            SOURCE,
        ),
        *(BACK, AGREED, AGAIN, HANDS, STAYS, REMOVE, *pages("personas"), *taking_back("personas")),
    )
)
