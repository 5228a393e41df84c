"""What can be done in Review: settle what is unchecked, mend statements, themes and consent."""

from typing import Final

from spiegel.commands.command import Command
from spiegel.commands.shared import pages, taking_back
from spiegel.i18n import N_

NEXT: Final = Command(
    id="review.next",
    calls="part(1)",
    keys=("tab", "right"),
    label=N_("next tab"),
    help=N_("On to the next tab: check, statements, themes, participants, own words."),
    footer=9,
)
PREVIOUS: Final = Command(
    id="review.previous",
    calls="part(-1)",
    keys=("shift+tab", "left"),
    label=N_("tab before"),
    help=N_("Back to the tab before."),
)
ACCEPT: Final = Command(
    id="review.accept",
    calls="do('accept')",
    keys=("enter",),
    label=N_("checked"),
    help=N_("Check: it was looked at and stays as it is. Own words: it is right."),
    footer=1,
)
FILTER: Final = Command(
    id="review.filter",
    calls="do('filter')",
    keys=("f", "slash"),
    label=N_("filter, search"),
    help=N_("Statements: by theme, sign, speaker, question, held back, or by words in them."),
    footer=1,
)
EDIT: Final = Command(
    id="review.edit",
    calls="do('edit')",
    keys=("e",),
    label=N_("change"),
    help=N_("Change the words of a statement, the name of a theme, a person."),
    footer=2,
)
WHO: Final = Command(
    id="review.who",
    calls="do('who')",
    keys=("w",),
    label=N_("who"),
    help=N_("Who said it: one or several, all, or unknown. Own words: whose sheet is next."),
    footer=3,
)
THEME: Final = Command(
    id="review.theme",
    calls="do('theme')",
    keys=("t",),
    label=N_("theme"),
    help=N_("A theme for the statement, or one less."),
    footer=4,
)
MERGE: Final = Command(
    id="review.merge",
    calls="do('merge')",
    keys=("m",),
    label=N_("merge"),
    help=N_("All that stands under this theme comes under another one."),
    footer=4,
)
PARAPHRASE: Final = Command(
    id="review.paraphrase",
    calls="do('paraphrase')",
    keys=("p",),
    label=N_("write summary"),
    help=N_("Write a summary: it stands where the quotation may not."),
    footer=5,
)
KEEP: Final = Command(
    id="review.keep",
    calls="do('keep')",
    keys=("b",),
    label=N_("it stays"),
    help=N_("Words that could point to a person stay, with a reason that is kept."),
    footer=6,
)
ALIKE: Final = Command(
    id="review.alike",
    calls="do('alike')",
    keys=("a",),
    label=N_("all alike"),
    help=N_("Words that could point to a person: the same answer wherever they stand."),
    footer=6,
)
SECOND: Final = Command(
    id="review.second",
    calls="do('second')",
    keys=("d",),
    label=N_("second opinion"),
    help=N_(
        "Check: ask Deduce, where it is installed, what in the words points to a person too. "
        "The same key stops it."
    ),
)
NEXT_THEME: Final = Command(
    id="review.next_theme",
    calls="do('next_theme')",
    keys=("g",),
    label=N_("next theme"),
    help=N_("Statements: only those of the next theme; after the last one all again."),
    footer=2,
)
MARK: Final = Command(
    id="review.mark",
    calls="do('mark')",
    keys=("space",),
    label=N_("mark"),
    help=N_("Statements: mark this one; 1 to 4 are about all that are marked."),
)
MARK_ALL: Final = Command(
    id="review.mark_all",
    calls="do('mark_all')",
    keys=("l",),
    label=N_("mark all"),
    help=N_("Statements: mark all that are shown, or none."),
    footer=3,
)
OWNERSHIP: Final = Command(
    id="review.ownership",
    calls="do('element', 'ownership')",
    keys=("1",),
    label=N_("ownership"),
    help=N_("Self-direction: the marked statements are about ownership, or not after all."),
)
STRENGTH: Final = Command(
    id="review.strength",
    calls="do('element', 'strength')",
    keys=("2",),
    label=N_("own strength"),
    help=N_("Self-direction: the marked statements are about own strength, or not after all."),
)
MOTIVATION: Final = Command(
    id="review.motivation",
    calls="do('element', 'motivation')",
    keys=("3",),
    label=N_("motivation"),
    help=N_("Self-direction: the marked statements are about motivation, or not after all."),
)
CONTACTS: Final = Command(
    id="review.contacts",
    calls="do('element', 'contacts')",
    keys=("4",),
    label=N_("contacts"),
    help=N_("Self-direction: the marked statements are about contacts, or not after all."),
)
GOOD: Final = Command(
    id="review.good",
    calls="do('sign', '+')",
    keys=("plus", "equals_sign"),
    label=N_("+ goes well"),
    help=N_("Sign of the statement: goes well."),
)
BETTER: Final = Command(
    id="review.better",
    calls="do('sign', '-')",
    keys=("minus",),
    label=N_("– could be better"),
    help=N_("Sign of the statement: could be better."),
)
WISH: Final = Command(
    id="review.wish",
    calls="do('sign', '!')",
    keys=("exclamation_mark",),
    label=N_("! wish"),
    help=N_("Sign of the statement: a wish."),
)
NO_SIGN: Final = Command(
    id="review.no_sign",
    calls="do('sign', '')",
    keys=("0",),
    label=N_("further said"),
    help=N_("No sign: further said."),
)
KEY: Final = Command(
    id="review.key",
    calls="do('toggle', 'key')",
    keys=("k", "asterisk"),
    label=N_("key statement"),
    help=N_("A key statement for page one, or no longer."),
)
TRACEABLE: Final = Command(
    id="review.traceable",
    calls="do('toggle', 'traceable')",
    keys=("h",),
    label=N_("traceable"),
    help=N_("It could point to a person, or no longer; then it is in no document."),
)
VERBATIM: Final = Command(
    id="review.verbatim",
    calls="do('toggle', 'verbatim')",
    keys=("c",),
    label=N_("quotation"),
    help=N_("The words are literal (a quotation), or a summary."),
)
REMOVE: Final = Command(
    id="review.remove",
    calls="do('remove')",
    keys=("x",),
    label=N_("remove"),
    help=N_("Take away a statement, a theme, or a person listed by mistake."),
)
ADD: Final = Command(
    id="review.add",
    calls="do('add')",
    keys=("n",),
    label=N_("new"),
    help=N_("Themes, participants: one more."),
    footer=6,
)
UNPIN: Final = Command(
    id="review.unpin",
    calls="do('pin', 0)",
    keys=("0",),
    label=N_("no digit"),
    help=N_("Themes: take the digit away; 1 to 9 gives one."),
)
TAKE_PART: Final = Command(
    id="review.take_part",
    calls="do('consent', 'take_part')",
    keys=("1",),
    label=N_("take part"),
    help=N_("Participants: consent to take part: yes, no, not asked."),
    footer=1,
)
VERBATIM_CONSENT: Final = Command(
    id="review.verbatim_consent",
    calls="do('consent', 'verbatim')",
    keys=("2",),
    label=N_("quote"),
    help=N_("Participants: consent to be quoted word for word in the report."),
    footer=3,
)
OUTSIDE: Final = Command(
    id="review.outside",
    calls="do('consent', 'outside')",
    keys=("3",),
    label=N_("outside"),
    help=N_("Participants: consent to be quoted outside the organisation."),
    footer=4,
)
CONTACT: Final = Command(
    id="review.contact",
    calls="do('consent', 'contact')",
    keys=("4",),
    label=N_("contact later"),
    help=N_("Participants: consent to be contacted later."),
)
WITHDRAW: Final = Command(
    id="review.withdraw",
    calls="do('withdraw')",
    keys=("r",),
    label=N_("withdraw"),
    help=N_(
        "Participants: this one withdraws, and all words go. Own words: this statement goes. "
        "Neither can be undone."
    ),
    footer=5,
)
OUT: Final = Command(
    id="review.out",
    calls="do('out')",
    keys=("o",),
    label=N_("not in report"),
    help=N_("Own words: rather not in the report; the session keeps it."),
    footer=6,
)

COMMANDS: Final = (
    NEXT,
    PREVIOUS,
    ACCEPT,
    FILTER,
    EDIT,
    WHO,
    THEME,
    MERGE,
    PARAPHRASE,
    KEEP,
    ALIKE,
    SECOND,
    NEXT_THEME,
    MARK,
    MARK_ALL,
    OWNERSHIP,
    STRENGTH,
    MOTIVATION,
    CONTACTS,
    GOOD,
    BETTER,
    WISH,
    NO_SIGN,
    KEY,
    TRACEABLE,
    VERBATIM,
    REMOVE,
    ADD,
    UNPIN,
    TAKE_PART,
    VERBATIM_CONSENT,
    OUTSIDE,
    CONTACT,
    WITHDRAW,
    OUT,
    *pages("review"),
    *taking_back("review"),
)
