"""What follows from a closed poll (groepsuitkomst): reckoned each time, never stored.

How each number is made stands in one sentence in `domain/polls/saying.py`.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.polls.orders import OrderOutcome, Place, order
from spiegel.domain.polls.polls import (
    ballots_of,
    clusters_of,
    form_of,
    ideas_of,
    poll_of,
    small,
)
from spiegel.domain.polls.scales import ScaleOutcome, scale
from spiegel.domain.polls.thresholds import USUAL, Thresholds, current
from spiegel.domain.session.agenda import AnswerForm, AnswerKind
from spiegel.domain.session.polls import Answer, Cluster, Idea, Poll, PollState
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations


class Untold(StrEnum):
    """Why a poll has no outcome.

    OPEN: people still answer. PRACTICE: it was to try it out. FEW: fewer than 3 answered, and
    nothing was kept. UNCONFIRMED: 3 or 4 did, and the moderator did not agree that it is shown.
    """

    OPEN = "open"
    PRACTICE = "practice"
    FEW = "few"
    UNCONFIRMED = "unconfirmed"

    def explain(self, t: Translations) -> str:
        """Why there are no figures, in a sentence."""
        return t.gettext(_UNTOLD[self])


_UNTOLD: Final = MappingProxyType(
    {
        Untold.OPEN: N_("People are still answering."),
        Untold.PRACTICE: N_("This was a question to practise with; no answer was kept."),
        Untold.FEW: N_("Fewer than 3 people answered, so no answer was kept."),
        Untold.UNCONFIRMED: N_(
            "Only 3 or 4 people answered. They may recognise each other, so there are no figures."
        ),
    }
)


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """An option that people chose, or gave points to.

    option: its number, from 1. people: how many chose it or gave it any points. points: their sum,
    0 where there are none to give. place: from 1, by points or else people; equal ones share one.
    """

    option: int
    people: int
    points: int
    place: int


class ChoiceOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What people chose, or how they divided their points; options in the order of the question.

    people: who answered; with several choices the counts add up to more. each: how many points one
    person had to give, 0 for a choice.
    """

    people: int
    each: int
    shares: tuple[Share, ...]

    @property
    def best_first(self) -> tuple[Share, ...]:
        """The options by what they got, the most first."""
        return tuple(sorted(self.shares, key=lambda share: (share.place, share.option)))


class ClusterOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A group of ideas: a number of ideas, and of people only where it was put in order.

    shown: the number that people see, from 1. place: what it got when the groups were put in order;
    None when they were not, or when this one was not among them.
    """

    cluster: Cluster
    shown: int
    ideas: tuple[Idea, ...]
    place: Place | None = None


class IdeasOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an open question.

    clusters: those that hold ideas, in the order that people gave them, else by their numbers.
    loose: ideas in no group. order: of the groups, once people gave it; its option n is the group
    `options[n - 1]`.
    """

    clusters: tuple[ClusterOutcome, ...]
    loose: tuple[Idea, ...]
    options: tuple[int, ...] = ()
    order: OrderOutcome | None = None

    @property
    def ideas(self) -> int:
        """How many ideas there are in all."""
        return len(self.loose) + sum(len(each.ideas) for each in self.clusters)

    @property
    def held(self) -> int:
        """How many of them are not shown to the room; they count all the same."""
        every = [*self.loose, *(idea for each in self.clusters for idea in each.ideas)]
        return sum(idea.held for idea in every)


Outcome = ScaleOutcome | ChoiceOutcome | OrderOutcome | IdeasOutcome


def outcome(session: Session, poll: Poll, group: str | None = None) -> Outcome | Untold:
    """What follows from a poll of this session; whether the room may see it yet is not asked.

    group: only the answers of people of this group. The words for how much people differ are by the
    thresholds that hold now. Raises Refusal when its question is gone.
    """
    return _outcome(session, poll, group, current())


@lru_cache(maxsize=8)
def _outcome(
    session: Session, poll: Poll, group: str | None, thresholds: Thresholds
) -> Outcome | Untold:
    untold = silent(session, poll)
    if untold is not None:
        return untold
    form = form_of(session, poll)
    if form.kind is AnswerKind.IDEAS:
        return _ideas(session, poll, group)
    ballots = ballots_of(session, poll.number)
    answers = [b.answer for b in ballots if group is None or b.group == group]
    return tallied(form, answers, thresholds)


def silent(session: Session, poll: Poll) -> Untold | None:
    """Why this poll has no outcome, if it has none. Raises Refusal when its question is gone."""
    if poll.state is PollState.OPEN:
        return Untold.OPEN
    if form_of(session, poll).practice:
        return Untold.PRACTICE
    if poll.few:
        return Untold.FEW
    return Untold.UNCONFIRMED if small(poll) and not poll.confirmed else None


def groups_in(session: Session, poll: Poll) -> tuple[str, ...]:
    """The groups of people whose answers to a poll can be told apart; none for most polls."""
    found = {ballot.group for ballot in ballots_of(session, poll.number)}
    found |= {idea.group for idea in _ideas_in(session, poll)}
    return tuple(group for group in session.info.groups if group in found)


def tallied(form: AnswerForm, answers: Sequence[Answer], thresholds: Thresholds = USUAL) -> Outcome:
    """What follows from these answers to a question of this form, which is not an open one.

    thresholds: for the words of how much people differ. Raises ValueError for an open one.
    """
    count = len(form.options)
    match form.kind:
        case AnswerKind.AGREE | AnswerKind.RATE:
            return scale(form, answers, thresholds)
        case AnswerKind.RANK:
            return order(count, form.top or count, [one.order for one in answers])
        case AnswerKind.CHOOSE:
            chosen = [one.options for one in answers if one.options]
            people = [sum(option in one for one in chosen) for option in range(1, count + 1)]
            return _choice(len(chosen), 0, people, [0] * count)
        case AnswerKind.POINTS:
            given = [one.points for one in answers if any(one.points)]
            columns = list(zip(*given, strict=True)) or [()] * count
            people = [sum(points > 0 for points in column) for column in columns]
            return _choice(len(given), form.points, people, [sum(c) for c in columns])
    raise ValueError(form.kind)


def _choice(people: int, each: int, named: Sequence[int], points: Sequence[int]) -> ChoiceOutcome:
    ranking = points if each else named
    shares = tuple(
        Share(
            option=option,
            people=named[option - 1],
            points=points[option - 1],
            place=1 + sum(other > ranking[option - 1] for other in ranking),
        )
        for option in range(1, len(named) + 1)
    )
    return ChoiceOutcome(people=people, each=each, shares=shares)


def _ideas_in(session: Session, poll: Poll) -> tuple[Idea, ...]:
    return tuple(idea for idea in ideas_of(session, poll.question) if idea.poll == poll.number)


def _ideas(session: Session, poll: Poll, group: str | None) -> IdeasOutcome:
    kept = [i for i in _ideas_in(session, poll) if group is None or i.group == group]
    ranking = poll_of(session, poll.question, ranking=True)
    ordered = ranking and outcome(session, ranking, group)
    places: dict[int, Place] = {}
    if ranking is not None and isinstance(ordered, OrderOutcome):
        places = {ranking.clusters[place.option - 1]: place for place in ordered.places}
    made = clusters_of(session, poll.question)
    clusters = [
        ClusterOutcome(cluster=cluster, shown=shown, ideas=ideas, place=places.get(cluster.number))
        for shown, cluster in enumerate(made, start=1)
        if (ideas := tuple(idea for idea in kept if idea.cluster == cluster.number))
    ]
    clusters.sort(key=lambda c: (c.place.place if c.place else len(places) + 1, c.shown))
    known = {cluster.number for cluster in made}
    return IdeasOutcome(
        clusters=tuple(clusters),
        loose=tuple(idea for idea in kept if idea.cluster not in known),
        options=ranking.clusters if ranking is not None and places else (),
        order=ordered if isinstance(ordered, OrderOutcome) else None,
    )
