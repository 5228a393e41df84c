"""An outcome as bars with their words: the same for the room and for the moderator."""

from collections.abc import Iterator, Sequence

from spiegel.domain.polls import saying
from spiegel.domain.polls.orders import OrderOutcome
from spiegel.domain.polls.outcomes import ChoiceOutcome, IdeasOutcome, Outcome
from spiegel.domain.polls.scales import ScaleOutcome
from spiegel.domain.session.agenda import AnswerForm
from spiegel.domain.session.polls import Idea
from spiegel.i18n import _, current, ngettext
from spiegel.widgets.bars import Bar


def bars_of(form: AnswerForm, found: Outcome) -> tuple[tuple[Bar, ...], str]:
    """An outcome as bars, and what it comes to in a few words."""
    match found:
        case ScaleOutcome():
            return tuple(_scale(form, found)), " · ".join(saying.in_short(found, current()))
        case ChoiceOutcome():
            return tuple(_choices(form, found)), saying.people(found.people, current())
        case OrderOutcome():
            return tuple(_order(form.options, found)), _order_words(found)
        case IdeasOutcome():
            loose = tuple(idea_bars([*(i for c in found.clusters for i in c.ideas), *found.loose]))
            return loose, _held(found.held)


def _scale(form: AnswerForm, found: ScaleOutcome) -> Iterator[Bar]:
    most = max(*found.counts, found.unknown, 1)
    for point, count in enumerate(found.counts, start=found.lowest):
        words = saying.point_words(form.kind, found.lowest, found.highest, point, current())
        yield Bar(label=words, part=count / most, words=str(count))
    if found.unknown:
        part = found.unknown / most
        yield Bar(label=_("don't know"), part=part, words=str(found.unknown), quiet=True)


def _choices(form: AnswerForm, found: ChoiceOutcome) -> Iterator[Bar]:
    t = current()
    most = max((share.points or share.people for share in found.shares), default=0) or 1
    for share in found.best_first:
        people = saying.people(share.people, t)
        points = ngettext("{count} point", "{count} points", share.points)
        words = f"{points.format(count=share.points)} · {people}" if found.each else people
        part = (share.points if found.each else share.people) / most
        yield Bar(label=form.options[share.option - 1], part=part, words=words)


def _order(names: Sequence[str], found: OrderOutcome) -> Iterator[Bar]:
    t = current()
    most = max((place.points for place in found.places), default=0) or 1
    for place in found.places:
        yield Bar(
            number=str(place.place),
            label=names[place.option - 1],
            part=place.points / most,
            words=saying.gained(place.points, place.named, t),
        )


def _order_words(found: OrderOutcome) -> str:
    return found.agreement.explain(current()) if found.agreement is not None else ""


def idea_bars(ideas: Sequence[Idea]) -> Iterator[Bar]:
    """The ideas that the room may see, as rows of words."""
    for idea in ideas:
        if not idea.held:
            yield Bar(label=idea.words)


def _held(count: int) -> str:
    if not count:
        return ""
    return ngettext("{count} idea not shown", "{count} ideas not shown", count).format(count=count)
