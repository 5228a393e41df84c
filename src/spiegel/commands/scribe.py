"""What the scribe can do without leaving the line."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.i18n import N_

RECORD: Final = Command(
    id="scribe.record",
    keys=("enter",),
    label=N_("record"),
    help=N_("Record this line; or take the theme that is offered."),
    footer=1,
)
EDIT: Final = Command(
    id="scribe.edit",
    keys=("up", "ctrl+o"),
    label=N_("edit last"),
    help=N_(
        "Set the half line aside and change the last one, or once more the one before;"
        " Enter or Esc brings it back."
    ),
    footer=2,
)
UNDO: Final = Command(
    id="scribe.undo",
    keys=("ctrl+z",),
    label=N_("undo"),
    help=N_("Take back the last change of this window."),
    footer=3,
)
REDO: Final = Command(
    id="scribe.redo",
    keys=("ctrl+y",),
    label=N_("redo"),
    help=N_("Make the change again that you took back."),
)
TO_PREVIOUS: Final = Command(
    id="scribe.to_previous",
    keys=("ctrl+t",),
    label=N_("to previous question"),
    help=N_("The last line belongs to the question or part before: move it there."),
    footer=4,
)
MEMO: Final = Command(
    id="scribe.memo",
    keys=("ctrl+r",),
    label=N_("note to moderator"),
    help=N_("Send this line to the moderator as a note."),
    footer=5,
)
NEXT: Final = Command(
    id="scribe.next",
    keys=("ctrl+n",),
    label=N_("next question"),
    help=N_("Go on to the next question."),
)
PAUSE: Final = Command(
    id="scribe.pause",
    keys=("ctrl+space", "ctrl+l"),
    label=N_("stop clock"),
    help=N_("Stop the clock, or let it go on."),
)
TAKE_UP: Final = Command(
    id="scribe.take_up",
    keys=("down",),
    label=N_("waiting line"),
    help=N_("Take up a line that was typed where letters are commands; your own waits meanwhile."),
)
BACK: Final = Command(
    id="scribe.back",
    keys=("escape",),
    label=N_("back to the half line"),
    help=N_("Bring back the half line that was set aside; it never clears what you typed."),
)
RETRY: Final = Command(
    id="scribe.retry",
    keys=("ctrl+f",),
    label=N_("save again"),
    help=N_("Try again to save the lines that wait."),
)
OLDER: Final = Command(
    id="scribe.older",
    calls="look(1)",
    keys=("pageup",),
    label=N_("older"),
    help=N_("Look back in the list."),
)
NEWER: Final = Command(
    id="scribe.newer",
    calls="look(-1)",
    keys=("pagedown",),
    label=N_("newer"),
    help=N_("On to the newest lines."),
)

COMMANDS: Final = (
    RECORD,
    EDIT,
    UNDO,
    REDO,
    TO_PREVIOUS,
    MEMO,
    NEXT,
    PAUSE,
    TAKE_UP,
    BACK,
    RETRY,
    OLDER,
    NEWER,
)
