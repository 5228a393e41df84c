"""The numbers of an outcome as people say them, and in one sentence how each was made."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from spiegel.domain.polls import thresholds
from spiegel.domain.polls.polls import telling
from spiegel.domain.polls.scales import ScaleOutcome
from spiegel.domain.polls.thresholds import Thresholds
from spiegel.domain.session.agenda import AnswerKind
from spiegel.domain.session.polls import Poll
from spiegel.domain.session.session import Info
from spiegel.i18n import N_, Translations

PERCENT: Final = 20
"""People from whom on a share is also said in percent; of fewer that is a false precision."""
NOT_ALONE: Final = 2
"""People from whom on those are named who said the opposite."""


def decimal(number: float, t: Translations, places: int = 1) -> str:
    """A number with so many decimals, in the notation of the language; 3.45 rounds up to 3.5."""
    exact = Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{exact:f}".partition(".")
    return t.gettext("{whole}.{decimals}").format(whole=whole, decimals=rest) if rest else whole


def points(number: float, t: Translations) -> str:
    """Points, which ties may have shared, as one says them: "14", "12½" or, of a third, "12.3"."""
    whole = int(number)
    if number == whole + 0.5:
        return f"{whole or ''}½"
    return decimal(number, t, 0 if number == whole else 1)


def gained(number: float, by: int, t: Translations) -> str:
    """The points of one place, and how many people named it."""
    words = t.ngettext(
        "{points} point · {people}", "{points} points · {people}", 1 if 0 < number <= 1 else 2
    )
    return words.format(points=points(number, t), people=people(by, t))


def took_part(poll: Poll, t: Translations) -> str:
    """How many took part in a poll, those who skipped it among them."""
    words = t.ngettext("{count} person took part", "{count} people took part", poll.took_part)
    said = words.format(count=poll.took_part)
    if not poll.skipped:
        return said
    skipped = t.ngettext("of whom {count} skipped it", "of whom {count} skipped it", poll.skipped)
    return f"{said}, {skipped.format(count=poll.skipped)}"


def people(count: int, t: Translations) -> str:
    """So many people."""
    return t.ngettext("{count} person", "{count} people", count).format(count=count)


def ways(own: int, laptop: int, paper: int, t: Translations) -> str:
    """How people take part in a meeting, in one total; empty when that could point to a person.

    own: on a device of their own. laptop: on the one that goes round.
    """
    counts = own, laptop, paper
    if not telling(*counts):
        return ""
    said = (
        t.gettext("{count} on a device of their own"),
        t.gettext("{count} on the laptop that goes round"),
        t.gettext("{count} on paper"),
    )
    return ", ".join(w.format(count=c) for w, c in zip(said, counts, strict=True) if c)


def ideas(count: int, t: Translations) -> str:
    """So many ideas."""
    return t.ngettext("{count} idea", "{count} ideas", count).format(count=count)


def of_all(part: int, whole: int, t: Translations) -> str:
    """A share as people, "9 of the 12"; in percent too from PERCENT people on."""
    said = t.gettext("{part} of the {whole}").format(part=part, whole=whole)
    if whole < PERCENT:
        return said
    percent = (200 * part + whole) // (2 * whole)
    return t.gettext("{share} ({percent}%)").format(share=said, percent=percent)


def leaning(found: ScaleOutcome, t: Translations) -> str:
    """What the group said most to a stelling, and how many the opposite; empty without opinions.

    The opposite from NOT_ALONE people on: nobody should look at one dissenter.

    It leans to neither when as many agree as disagree, or when more are in the middle than on
    either side.
    """
    agree, disagree = found.agree, found.disagree
    neither = found.opinions - agree - disagree
    if not found.opinions:
        return ""
    if neither > max(agree, disagree):
        words = t.ngettext("{share} takes no side", "{share} take no side", neither)
        return words.format(share=of_all(neither, found.opinions, t))
    if agree == disagree:
        words = t.gettext("as many agree as disagree: {count} and {count}")
        return words.format(count=agree)
    if agree > disagree:
        most, other = t.ngettext("{share} agrees", "{share} agree", agree), disagree
        less = t.ngettext("{count} disagrees", "{count} disagree", disagree)
    else:
        most, other = t.ngettext("{share} disagrees", "{share} disagree", disagree), agree
        less = t.ngettext("{count} agrees", "{count} agree", agree)
    said = most.format(share=of_all(max(agree, disagree), found.opinions, t))
    return f"{said}, {less.format(count=other)}" if other >= NOT_ALONE else said


def middle(found: ScaleOutcome, t: Translations) -> str:
    """The answer in the middle of a cijfer; empty where there is none."""
    if found.median is None:
        return ""
    return t.gettext("the middle answer is {median}").format(median=points(found.median, t))


def in_short(found: ScaleOutcome, t: Translations) -> tuple[str, ...]:
    """What an outcome on a scale comes to, in a few words: the same on screens and paper."""
    first = leaning(found, t) if found.judges else middle(found, t)
    alike = found.agreement.explain(t) if found.agreement is not None else ""
    return tuple(filter(None, (first, alike)))


def spread(t: Translations) -> str:
    """How much people differ, how that is made and when which word is said of it.

    It names the thresholds that hold now, and says so when they are not the usual ones.
    """
    said = t.gettext(
        "How much people differ is the standard deviation as a part of the scale: 0 when all say "
        "the same, 0.5 when one half stands opposite the other. Below {divided} it is called of "
        "one mind, from {divided} divided, from {strongly} strongly divided; the last only when "
        "at least two people stand on each side of the middle. Of fewer than 5 people it is not "
        "said."
    ).format(**_in_figures(thresholds.current(), t))
    if thresholds.current() == thresholds.USUAL:
        return said
    other = t.gettext(
        "These limits were set; usual are {divided} for divided and {strongly} for "
        "strongly divided."
    )
    return f"{said} {other.format(**_in_figures(thresholds.USUAL, t))}"


def _in_figures(limits: Thresholds, t: Translations) -> dict[str, str]:
    def figure(number: float) -> str:
        return decimal(number, t, len(repr(number).partition(".")[2]))

    return {"divided": figure(limits.divided), "strongly": figure(limits.strongly)}


def point_words(kind: AnswerKind, lowest: int, highest: int, point: int, t: Translations) -> str:
    """A point of a scale as it is shown: in words for a stelling, with what its ends mean."""
    if kind is AnswerKind.AGREE and lowest <= point <= highest and highest - lowest == 4:
        return t.gettext(_POINTS[point - lowest])
    return str(point)


_POINTS: Final = (
    N_("strongly disagree"),
    N_("disagree"),
    N_("neither agree nor disagree"),
    N_("agree"),
    N_("strongly agree"),
)

UNKNOWN: Final = N_("Who said they do not know is counted apart, and is in no mean and no share.")
MEAN: Final = N_("The middle answer is the one in the middle when all are laid in order.")
CHOICE: Final = N_("Each number counts the people who chose that answer.")
CHOICES: Final = N_(
    "Each number counts the people who chose that answer. One person could choose more than one, "
    "so together the numbers can be more than there are people."
)
POINTS: Final = N_(
    "Everybody could divide {count} points. The points of all are added up; beside them stands how "
    "many people gave any."
)
PRIORITY: Final = N_(
    "Everybody made an order of their own. The first got as many points as there were places to "
    "give ({count}), the next one less each time, what was not named none; who put two in one "
    "place shared the points of these places. A shorter order gives fewer points."
)
FIRMNESS: Final = N_(
    "A place is firm when it stays the same counted by the number of people, by comparing two "
    "each time, and without any one of the orders. Else it may shift."
)
CONCORDANCE: Final = N_(
    "Agreement about the order is Kendall's W, with correction for equal places: 1 when all made "
    "the same order, about 0 when there is nothing common in them. Great from 0.7, some from 0.3."
)
IDEAS: Final = N_(
    "Beside a group stands the number of ideas in it. One person could have several, so it is no "
    "number of people."
)
"""How each kind of number was made; PRIORITY takes how many places there were, POINTS how many
points."""


def answering(info: Info, t: Translations) -> str:
    """How many answer, how many of them on paper, and their groups."""
    if not info.seats:
        return t.gettext("How many people answer was not said yet.")
    words = t.ngettext("{count} person answers", "{count} people answer", info.seats)
    paper = t.gettext(", {count} of them on paper").format(count=info.paper) if info.paper else ""
    groups = f" · {', '.join(info.groups)}" if len(info.groups) > 1 else ""
    return words.format(count=info.seats) + paper + groups
