"""What the moderator can do while the meeting runs."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.i18n import N_

NEXT: Final = Command(
    id="moderate.next",
    keys=("right", "pagedown"),
    label=N_("next"),
    help=N_("Go on to the next question or part."),
    footer=1,
    asks=N_("On to the next?"),
)
PREVIOUS: Final = Command(
    id="moderate.previous",
    keys=("left", "pageup"),
    label=N_("previous"),
    help=N_("Go back to the question or part before; its clock goes on where it was."),
    footer=2,
    asks=N_("Back to the one before?"),
)
PAUSE: Final = Command(
    id="moderate.pause",
    keys=("ctrl+space", "ctrl+l", "space"),
    label=N_("stop clock"),
    back=N_("go on"),
    help=N_("Stop the clock, or let it go on."),
    footer=3,
    asks=N_("Stop the clock?"),
)
MORE: Final = Command(
    id="moderate.more",
    calls="extend(1)",
    keys=("up",),
    label=N_("minute more"),
    help=N_("A minute more for what runs now."),
    footer=4,
    asks=N_("A minute more?"),
)
LESS: Final = Command(
    id="moderate.less",
    calls="extend(-1)",
    keys=("down",),
    label=N_("minute less"),
    asks=N_("A minute less?"),
    help=N_("A minute less for what runs now."),
)
SILENCE: Final = Command(
    id="moderate.silence",
    keys=("z", "ctrl+e"),
    label=N_("silence"),
    back=N_("end silence"),
    help=N_("Silence: hide colours, overtime and advice until you press it again."),
    footer=5,
)
SKIP: Final = Command(
    id="moderate.skip",
    keys=("o", "ctrl+o"),
    label=N_("skip"),
    asks=N_("Skip question {number}?"),
    help=N_("Skip this question, o with Enter; you can go back to it."),
)
QUESTIONS: Final = Command(
    id="moderate.questions",
    keys=("v", "ctrl+w"),
    label=N_("questions"),
    help=N_("All questions: put, discussed, skipped, not put yet. A number and Enter goes to one."),
)
MEMO: Final = Command(
    id="moderate.memo",
    keys=("b", "ctrl+r"),
    label=N_("note"),
    help=N_("Open the note that the scribe sent you, or what was parked."),
)
NOT_PUT: Final = Command(
    id="moderate.not_put",
    keys=("x",),
    label=N_("not put"),
    asks=N_("Do not put this question?"),
    help=N_("In the question round: this listener's question is not put, and in no document."),
)
TURN: Final = Command(
    id="moderate.turn",
    keys=("enter",),
    label=N_("next turn"),
    asks=N_("On to the next turn?"),
    help=N_("In a round of turns or questions: on to the next person or question."),
)
BREAK: Final = Command(
    id="moderate.take_break",
    calls="pause(10)",
    keys=("p",),
    label=N_("break"),
    asks=N_("A break until {time}? The room sees it."),
    help=N_("A break of ten minutes: the screen says when you go on."),
)
ROOM: Final = Command(
    id="moderate.room",
    keys=("k", "ctrl+k"),
    label=N_("room screen"),
    help=N_("Make the screen for the room blank, show a message on it, or the clock again."),
)
SHOW_OUTCOME: Final = Command(
    id="moderate.show_outcome",
    keys=("t",),
    label=N_("show"),
    footer=1,
    asks=N_("{show}"),
    help=N_("Questions on devices: show the outcome in the room, or hide it again."),
)
IDEAS: Final = Command(
    id="moderate.ideas",
    keys=("i",),
    label=N_("ideas"),
    footer=1,
    help=N_("Questions on devices: look through the ideas, and hold one back from the room."),
)
PUT_AGAIN: Final = Command(
    id="moderate.put_again",
    keys=("a",),
    label=N_("again"),
    help=N_("Questions on devices: put this question again; the answers so far go for good."),
)
TO_TALK: Final = Command(
    id="moderate.to_talk",
    keys=("n",),
    label=N_("talk it over"),
    asks=N_("Talk it over now, without the steps in between?"),
    help=N_("Questions on devices: go on to talking it over, without groups or an order."),
)
WEIGH: Final = Command(
    id="moderate.weigh",
    keys=("w",),
    label=N_("weigh the actions"),
    asks=N_("Let everybody say which actions come first, on their devices?"),
    help=N_("In the debrief: everybody says on a device which actions come first, unseen."),
)
CHOOSE: Final = Command(
    id="moderate.choose",
    keys=("c",),
    label=N_("let them choose"),
    footer=1,
    help=N_(
        "Persona workshop, choosing: options from what was told, to put to the devices with Enter."
    ),
)
DEVICES: Final = Command(
    id="moderate.devices",
    keys=("d", "ctrl+d"),
    label=N_("devices"),
    footer=1,
    help=N_("Questions on devices: let people join, see who still has to answer, free a place."),
)
UNDO: Final = Command(
    id="moderate.undo",
    keys=("ctrl+z",),
    label=N_("undo"),
    asks=N_("Take back your last change?"),
    help=N_("Take back your last change."),
)
REDO: Final = Command(
    id="moderate.redo",
    keys=("ctrl+y",),
    label=N_("redo"),
    asks=N_("Make it again?"),
    help=N_("Make the change again that you took back."),
)

HIDE: Final = N_("hide")
"""What the key that shows an outcome is called while the room sees it."""
BEGIN: Final = N_("begin")
"""What the key that goes on is called before the start."""
RUNNING: Final = (PAUSE, MORE, LESS, SILENCE)
"""What does nothing while no part runs."""
POLLS: Final = (SHOW_OUTCOME, IDEAS, PUT_AGAIN, TO_TALK, WEIGH, CHOOSE, DEVICES)
"""What can only be done where questions are answered on devices."""
COMMANDS: Final = (
    NEXT,
    PREVIOUS,
    PAUSE,
    MORE,
    LESS,
    SILENCE,
    SKIP,
    QUESTIONS,
    MEMO,
    NOT_PUT,
    TURN,
    BREAK,
    ROOM,
    *POLLS,
    UNDO,
    REDO,
)
