"""What everybody answered, for `spiegel show`: as notes, which captured again are no statement."""

from collections.abc import Iterator, Sequence

from spiegel.domain.polls import saying
from spiegel.domain.polls.orders import OrderOutcome
from spiegel.domain.polls.outcomes import (
    ChoiceOutcome,
    IdeasOutcome,
    Outcome,
    Untold,
    outcome,
)
from spiegel.domain.polls.polls import form_of, poll_of
from spiegel.domain.polls.scales import ScaleOutcome
from spiegel.domain.session.agenda import AnswerForm, Question
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


def notes(session: Session, question: Question, t: Translations) -> list[str]:
    """The outcome of a question, a note a line; none when it was not put on devices."""
    poll = poll_of(session, question.number)
    if poll is None or question.answer is None:
        return []
    found = outcome(session, poll)
    if isinstance(found, Untold):
        return [f"// {found.explain(t)}"]
    lines = [_taking(poll.took_part, poll.skipped, t)]
    lines += _said(form_of(session, poll), found, t)
    return [f"// {line}" for line in lines]


def _taking(people: int, skipped: int, t: Translations) -> str:
    said = t.gettext("{people} took part").format(people=saying.people(people, t))
    if skipped:
        words = t.ngettext("of whom {count} skipped it", "of whom {count} skipped it", skipped)
        said = f"{said}, {words.format(count=skipped)}"
    return f"{said}."


def _said(form: AnswerForm, found: Outcome, t: Translations) -> Iterator[str]:
    match found:
        case ScaleOutcome():
            yield from _scale(form, found, t)
        case ChoiceOutcome():
            for share in found.best_first:
                points = saying.gained(share.points, share.people, t)
                said = points if found.each else saying.people(share.people, t)
                yield f"{form.options[share.option - 1]}: {said}"
        case OrderOutcome():
            yield from _order(form.options, found, t)
        case IdeasOutcome():
            yield from _ideas(found, t)


def _scale(form: AnswerForm, found: ScaleOutcome, t: Translations) -> Iterator[str]:
    for point, count in enumerate(found.counts, start=found.lowest):
        words = saying.point_words(form.kind, found.lowest, found.highest, point, t)
        yield f"{words}: {count}"
    if found.unknown:
        yield f"{t.gettext('I do not know')}: {found.unknown}"
    if short := saying.in_short(found, t):
        yield " · ".join(short)


def _order(names: Sequence[str], found: OrderOutcome, t: Translations) -> Iterator[str]:
    for place in found.places:
        points = saying.gained(place.points, place.named, t)
        yield f"{place.place}. {names[place.option - 1]}: {points}"
    if found.agreement is not None:
        yield found.agreement.explain(t)


def _ideas(found: IdeasOutcome, t: Translations) -> Iterator[str]:
    for each in found.clusters:
        place = each.place
        said = f" · {saying.gained(place.points, place.named, t)}" if place is not None else ""
        yield f"{each.cluster.name} ({saying.ideas(len(each.ideas), t)}{said})"
        yield from _listed(each.ideas)
    if found.loose:
        yield f"{t.gettext('In no group')} ({saying.ideas(len(found.loose), t)})"
        yield from _listed(found.loose)


def _listed(ideas: Sequence[Idea]) -> Iterator[str]:
    return (f'  "{idea.words}"' for idea in ideas)
