"""The three questions with which an outcome is read (dossier, section 3.4).

What stands on top, what does not matter, and where people agree or not. It names options; the
figures say how much.
"""

from collections.abc import Iterable

import msgspec

from spiegel.domain.polls.orders import Concordance, Firmness, OrderOutcome
from spiegel.domain.polls.outcomes import ChoiceOutcome, IdeasOutcome, Outcome, Untold, outcome
from spiegel.domain.polls.polls import form_of, poll_of
from spiegel.domain.polls.scales import Agreement, ScaleOutcome
from spiegel.domain.session.actions import ActionStatus
from spiegel.domain.session.agenda import AnswerKind, Question
from spiegel.domain.session.polls import Poll
from spiegel.domain.session.session import Refusal, Session


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome, read.

    top: the names that stand on top, several where they share it. firmness: of that place.
    nobody: the names that nobody chose, put in an order or gave a point. agreement: how much people
    see it alike; None where that is not said.
    """

    top: tuple[str, ...] = ()
    firmness: Firmness | None = None
    nobody: tuple[str, ...] = ()
    agreement: Agreement | Concordance | None = None


class Alike(msgspec.Struct, frozen=True):
    """The questions of a meeting by how much people see them alike; numbers of questions."""

    united: tuple[int, ...] = ()
    divided: tuple[int, ...] = ()
    strongly: tuple[int, ...] = ()


def polled(session: Session) -> tuple[tuple[Question, Poll], ...]:
    """The questions that were put to the devices, in their order, each with its last poll.

    A question to practise with is none.
    """
    asked = (q for phase in session.agenda for q in session.questions_of(phase.number))
    found = ((q, poll_of(session, q.number)) for q in asked if q.answer is not None)
    return tuple(
        (question, poll)
        for question, poll in found
        if poll is not None and question.answer is not None and not question.answer.practice
    )


def outcome_of(session: Session, poll: Poll) -> Outcome | Untold | None:
    """The outcome of a poll; None when its question is gone."""
    try:
        return outcome(session, poll)
    except Refusal:
        return None


def read(session: Session, poll: Poll, found: Outcome) -> Reading:
    """An outcome of this poll, read."""
    match found:
        case ScaleOutcome():
            return Reading(agreement=found.agreement)
        case OrderOutcome():
            return _order(form_of(session, poll).options, found)
        case ChoiceOutcome():
            options = form_of(session, poll).options
            best = [share for share in found.shares if share.place == 1 and share.people]
            return Reading(
                top=tuple(options[share.option - 1] for share in best),
                nobody=tuple(options[s.option - 1] for s in found.shares if not s.people),
            )
        case IdeasOutcome() if found.order is not None:
            clusters = (session.clusters.get(number) for number in found.options)
            return _order([each.name if each is not None else "" for each in clusters], found.order)
        case IdeasOutcome():
            most = max((len(each.ideas) for each in found.clusters), default=0)
            names = (each.cluster.name for each in found.clusters if len(each.ideas) == most > 1)
            return Reading(top=tuple(names))
    return Reading()


def _order(names: Iterable[str], found: OrderOutcome) -> Reading:
    options = tuple(names)
    first = [place for place in found.places if place.place == 1 and place.named]
    return Reading(
        top=tuple(options[place.option - 1] for place in first),
        firmness=first[0].firmness if len(first) == 1 else None,
        nobody=tuple(options[place.option - 1] for place in found.places if not place.named),
        agreement=found.agreement,
    )


def without_action(session: Session) -> tuple[int, ...]:
    """The groups of ideas that people gave one of the places asked, and that no action rests on.

    By question, best first; an action that is stopped does not count.
    """
    acted = {
        number
        for action in session.actions.values()
        if action.status is not ActionStatus.STOPPED
        for number in action.clusters
    }
    found: list[int] = []
    for _, poll in polled(session):
        told = outcome_of(session, poll)
        if isinstance(told, IdeasOutcome) and told.order is not None:
            top = told.order.top
            found += [
                each.cluster.number
                for each in told.clusters
                if each.place is not None and each.place.named and each.place.place <= top
            ]
    return tuple(number for number in found if number not in acted)


def alike(session: Session) -> Alike:
    """On which questions with a scale people are of one mind, and on which they are divided."""
    found: dict[Agreement, list[int]] = {each: [] for each in Agreement}
    for question, poll in polled(session):
        told = outcome_of(session, poll)
        if isinstance(told, ScaleOutcome) and told.agreement is not None:
            found[told.agreement].append(question.number)
    return Alike(*(tuple(found[each]) for each in Agreement))


def best_agreed(session: Session) -> tuple[int, ...]:
    """Of two stellingen or more, the one that most people agree with; several when they share it.

    Compared as shares of those with an opinion, in whole numbers.
    """
    scales = [
        (question.number, told)
        for question, poll in polled(session)
        if question.answer is not None
        and question.answer.kind is AnswerKind.AGREE
        and isinstance(told := outcome_of(session, poll), ScaleOutcome)
        and told.opinions
    ]
    if len(scales) < 2:
        return ()

    def beats(one: ScaleOutcome, other: ScaleOutcome) -> bool:
        return one.agree * other.opinions > other.agree * one.opinions

    return tuple(
        number
        for number, told in scales
        if told.agree and not any(beats(other, told) for _, other in scales)
    )
