"""What can be done in Prepare: the day, running order, assignment, checklist, letters, themes."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.commands.shared import pages, taking_back
from spiegel.i18n import N_

NEXT: Final = Command(
    id="prepare.next_section",
    calls="part(1)",
    keys=("tab", "right"),
    label=N_("next tab"),
    help=N_("On to the next tab, from the day to the themes."),
    footer=9,
)
PREVIOUS: Final = Command(
    id="prepare.previous_section",
    calls="part(-1)",
    keys=("shift+tab", "left"),
    label=N_("tab before"),
    help=N_("Back to the tab before."),
)
PRESENT: Final = Command(
    id="prepare.present",
    calls="day('present')",
    keys=("space",),
    label=N_("present"),
    help=N_("The day: this person is present, or is not."),
    footer=1,
)
TOGETHER: Final = Command(
    id="prepare.together",
    calls="day('together')",
    keys=("a",),
    label=N_("all at once"),
    help=N_("The day: for all present at once: presence, consent, chairs."),
    footer=2,
)
CHAIR: Final = Command(
    id="prepare.chair",
    calls="day('chair')",
    keys=("s",),
    label=N_("chair"),
    help=N_("The day: the next free chair from the left as you see it; again takes it away."),
    footer=5,
)
TAKE_PART: Final = Command(
    id="prepare.take_part",
    calls="day('consent', 'take_part')",
    keys=("1",),
    label=N_("take part"),
    help=N_("The day: consent to take part: yes, no, not asked."),
)
VERBATIM: Final = Command(
    id="prepare.verbatim",
    calls="day('consent', 'verbatim')",
    keys=("2",),
    label=N_("quote"),
    help=N_("The day: consent to be quoted word for word in the report."),
)
OUTSIDE: Final = Command(
    id="prepare.outside",
    calls="day('consent', 'outside')",
    keys=("3",),
    label=N_("outside"),
    help=N_("The day: consent to be quoted outside the organisation."),
)
CONTACT: Final = Command(
    id="prepare.contact",
    calls="day('consent', 'contact')",
    keys=("4",),
    label=N_("contact later"),
    help=N_("The day: consent to be contacted later."),
)
ALL_TAKE_PART: Final = Command(
    id="prepare.all_take_part",
    calls="day('all', 'take_part')",
    keys=("exclamation_mark",),
    label=N_("all take part"),
    help=N_("The day: yes to taking part for all present who were not asked yet."),
)
ALL_VERBATIM: Final = Command(
    id="prepare.all_verbatim",
    calls="day('all', 'verbatim')",
    keys=("at", "quotation_mark"),
    label=N_("all quote"),
    help=N_("The day: yes to being quoted for all present who were not asked yet."),
)
ALL_OUTSIDE: Final = Command(
    id="prepare.all_outside",
    calls="day('all', 'outside')",
    keys=("number_sign", "pound_sign", "section_sign"),
    label=N_("all outside"),
    help=N_("The day: yes to quotes outside for all present who were not asked yet."),
)
ALL_CONTACT: Final = Command(
    id="prepare.all_contact",
    calls="day('all', 'contact')",
    keys=("dollar_sign",),
    label=N_("all contact later"),
    help=N_("The day: yes to later contact for all present who were not asked yet."),
)
LISTENER: Final = Command(
    id="prepare.listener",
    calls="day('listener')",
    keys=("t",),
    label=N_("listener"),
    help=N_("The day: one more listener, with a function."),
)
LEAVE: Final = Command(
    id="prepare.leave",
    calls="day('leave')",
    keys=("w",),
    label=N_("left early"),
    help=N_("The day: this participant goes early, or comes back."),
)
WITHDRAW: Final = Command(
    id="prepare.withdraw",
    calls="day('withdraw')",
    keys=("r",),
    label=N_("withdraw"),
    help=N_("The day: this participant withdraws; all words go, and that cannot be undone."),
)
MORE: Final = Command(
    id="prepare.more",
    calls="order('minutes', 1)",
    keys=("plus", "equals_sign"),
    label=N_("minute more"),
    help=N_("Running order: a minute more for this part or question."),
    footer=5,
)
LESS: Final = Command(
    id="prepare.less",
    calls="order('minutes', -1)",
    keys=("minus",),
    label=N_("minute less"),
    help=N_("Running order: a minute less for this part or question."),
)
SPLIT: Final = Command(
    id="prepare.split",
    calls="order('split')",
    keys=("d",),
    label=N_("divide minutes"),
    help=N_("Running order: divide the minutes of this part over its fixed questions."),
)
EARLIER: Final = Command(
    id="prepare.earlier",
    calls="order('move', -1)",
    keys=("h",),
    label=N_("higher"),
    help=N_("Running order: this question is put earlier."),
    footer=7,
)
LATER: Final = Command(
    id="prepare.later",
    calls="order('move', 1)",
    keys=("l",),
    label=N_("lower"),
    help=N_("Running order: this question is put later."),
)
OPTIONAL: Final = Command(
    id="prepare.optional",
    calls="order('optional')",
    keys=("space",),
    label=N_("if there is time"),
    help=N_("Running order: this question is only put if there is time, or is fixed."),
    footer=6,
)
TICK: Final = Command(
    id="prepare.tick",
    keys=("space",),
    label=N_("tick"),
    help=N_(
        "Checklist: this task is done. Participants and listeners: comes, does not, not known."
        " Assignment: yes or no. Expectations: no more will come."
    ),
    footer=2,
)
READ_IN: Final = Command(
    id="prepare.read_in",
    keys=("i",),
    label=N_("read in"),
    help=N_(
        "Running order: read the questions of a written plan. Participants and listeners: a list"
        " that is pasted or in a file (.xlsx, .csv); names are left out. Themes: a codebook (.qdc)"
        " or a list."
    ),
    footer=7,
)
EXPORT: Final = Command(
    id="prepare.export",
    keys=("e",),
    label=N_("export"),
    help=N_(
        "Running order: as a Word, Markdown or text file that can be read in again. Participants,"
        " while their names are in sight: envelopes."
    ),
)
SERVES: Final = Command(
    id="prepare.serves",
    calls="order('serves')",
    keys=("v",),
    label=N_("learning question"),
    help=N_("Running order: what listeners want to learn that this question is to answer."),
    footer=4,
)
OWNERSHIP: Final = Command(
    id="prepare.ownership",
    calls="order('element', 'ownership')",
    keys=("1",),
    label=N_("ownership"),
    help=N_("Running order: this question is about ownership (self-direction), or not after all."),
)
STRENGTH: Final = Command(
    id="prepare.strength",
    calls="order('element', 'strength')",
    keys=("2",),
    label=N_("own strength"),
    help=N_(
        "Running order: this question is about own strength (self-direction), or not after all."
    ),
)
MOTIVATION: Final = Command(
    id="prepare.motivation",
    calls="order('element', 'motivation')",
    keys=("3",),
    label=N_("motivation"),
    help=N_("Running order: this question is about motivation (self-direction), or not after all."),
)
CONTACTS: Final = Command(
    id="prepare.contacts",
    calls="order('element', 'contacts')",
    keys=("4",),
    label=N_("contacts"),
    help=N_("Running order: this question is about contacts (self-direction), or not after all."),
)
LIBRARY: Final = Command(
    id="prepare.library",
    calls="order('library')",
    keys=("b",),
    label=N_("library"),
    help=N_("Running order: keep it for other meetings, begin with one you kept, self-direction."),
)
PART: Final = Command(
    id="prepare.part",
    calls="order('part')",
    keys=("p",),
    label=N_("part"),
    help=N_("Running order: one more part after this one, such as a break; h and l move it."),
)
ADD: Final = Command(
    id="prepare.add",
    keys=("n", "insert"),
    label=N_("add"),
    help=N_(
        "One more participant, question, task or theme; of the assignment all that is missing."
    ),
    footer=4,
)
EDIT: Final = Command(
    id="prepare.edit",
    keys=("enter",),
    label=N_("change"),
    help=N_("Change what the cursor stands on."),
    footer=3,
)
REMOVE: Final = Command(
    id="prepare.remove",
    keys=("x", "delete"),
    label=N_("remove"),
    help=N_("Take away what the cursor stands on; what has been said stays."),
)
NAMES: Final = Command(
    id="prepare.names",
    calls="asked('names')",
    keys=("k",),
    label=N_("names"),
    help=N_(
        "Participants: who is behind the codes, for who has the passphrase of the key file; again"
        " closes them."
    ),
    footer=5,
)
MAKE: Final = Command(
    id="prepare.make",
    calls="letters('make')",
    keys=("m",),
    label=N_("make"),
    help=N_("Letters: make this letter or paper as a Word file, beside the session."),
    footer=1,
)
MAKE_ALL: Final = Command(
    id="prepare.make_all",
    calls="letters('make_all')",
    keys=("o",),
    label=N_("make all"),
    help=N_("Letters: make all letters and papers of this meeting as Word files."),
    footer=2,
)
STYLE: Final = Command(
    id="prepare.style",
    calls="letters('style')",
    keys=("u",),
    label=N_("house style"),
    help=N_("Letters: choose a Word file whose styles are used; again goes back to our own."),
    footer=5,
)
PAGES: Final = Command(
    id="prepare.pages",
    calls="expectations('pages')",
    keys=("z",),
    label=N_("on devices"),
    help=N_("Expectations: listeners write them on a device of their own, without a name."),
    footer=5,
)
PIN: Final = Command(
    id="prepare.unpin",
    calls="themes('pin', 0)",
    keys=("0",),
    label=N_("without digit"),
    help=N_("Themes: a digit 1 to 9 pins this theme to it; 0 takes the digit away."),
    footer=5,
)

COMMANDS: Final = (
    NEXT,
    PREVIOUS,
    EDIT,
    ADD,
    REMOVE,
    PRESENT,
    TOGETHER,
    TAKE_PART,
    VERBATIM,
    OUTSIDE,
    CONTACT,
    ALL_TAKE_PART,
    ALL_VERBATIM,
    ALL_OUTSIDE,
    ALL_CONTACT,
    CHAIR,
    LISTENER,
    LEAVE,
    WITHDRAW,
    MORE,
    LESS,
    SPLIT,
    EARLIER,
    LATER,
    OPTIONAL,
    SERVES,
    OWNERSHIP,
    STRENGTH,
    MOTIVATION,
    CONTACTS,
    READ_IN,
    EXPORT,
    LIBRARY,
    PART,
    TICK,
    NAMES,
    MAKE,
    MAKE_ALL,
    STYLE,
    PAGES,
    PIN,
    *pages("prepare"),
    *taking_back("prepare"),
)
