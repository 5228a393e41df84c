"""Two sessions with the same questions side by side: what one named, what both, what the other.

Never a test of significance, never who finds something more: both are small and nobody was drawn
at random. A side with fewer than five answers to a question shows only what it named.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Final

import msgspec

from spiegel.domain.language.likeness import about_another, alike, likeness, opposed
from spiegel.domain.polls.orders import OrderOutcome
from spiegel.domain.polls.outcomes import (
    ChoiceOutcome,
    ClusterOutcome,
    IdeasOutcome,
    Outcome,
    Untold,
    outcome,
)
from spiegel.domain.polls.polls import FEW, ballots_of, poll_of
from spiegel.domain.polls.scales import ScaleOutcome
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Question
from spiegel.domain.session.beside import Counterpart, Link, Side, Thing
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.polls import Cluster, Poll, PollState
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.words import folded
from spiegel.i18n import N_, Translations

SAME_QUESTION: Final = 0.6
"""Likeness of the words from which two questions of one kind are the same one."""
CAUTION: Final = (
    N_(
        "Both groups are small, and nobody was drawn at random. So it cannot be concluded that one "
        "group finds something more than the other, nor how others would answer."
    ),
    N_(
        "What a group did not name may matter to it all the same; nobody was asked about it. What "
        "the differences mean, people say in the talk about it."
    ),
)
"""What may not be concluded; it stands with every comparison."""


class Say(msgspec.Struct, frozen=True):
    """How words may stand before the other side: typed ones, empty when they may not; and what a
    group of ideas is called there."""

    words: Callable[[str], str] = str
    group: Callable[[Cluster], str] = attrgetter("name")


AS_TYPED: Final = Say()


class SameSession(Refusal):
    """A session is laid beside itself."""

    def explain(self, t: Translations) -> str:
        return t.gettext("These two are the same meeting.")


class Named(StrEnum):
    """Who named something: alleen de ene groep, beide, alleen de andere."""

    OWN = "own"
    BOTH = "both"
    THEIRS = "theirs"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What means the same on both sides; either may be empty.

    likely: numbers of theirs that look like it, the likeliest first; only ever a suggestion.
    """

    own: tuple[Thing, ...] = ()
    theirs: tuple[Thing, ...] = ()
    likely: tuple[int, ...] = ()

    @property
    def named(self) -> Named | None:
        """Who named it; None when nobody did."""
        here, there = (any(thing.named for thing in side) for side in (self.own, self.theirs))
        if here and there:
            return Named.BOTH
        return Named.OWN if here else Named.THEIRS if there else None


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One question that was put to both. rows: for options and groups of ideas."""

    own: Side
    theirs: Side
    rows: tuple[Row, ...] = ()

    @property
    def same_words(self) -> bool:
        """Whether both were asked it in the same words."""
        own, theirs = (folded(side.words).strip(" .?!") for side in (self.own, self.theirs))
        return own.split() == theirs.split()

    def named_by(self, who: Named) -> tuple[Row, ...]:
        """What was named by these."""
        return tuple(row for row in self.rows if row.named is who)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two sessions side by side. own, theirs: what the people of each are called.

    alone: questions that only this one has, theirs_alone: that only the other has.
    """

    own: str
    theirs: str
    pairs: tuple[Pair, ...]
    alone: tuple[Side, ...]
    theirs_alone: tuple[Side, ...]


def called(session: Session) -> str:
    """What the people of a session are called: by its one group, else by its title."""
    groups = session.info.groups
    return groups[0] if len(groups) == 1 else session.info.title


def counterpart(
    session: Session, now: Instant, say: Say = AS_TYPED, *, to: str = ""
) -> Counterpart:
    """What another session may keep of this one; its number is given when it is laid beside.

    to: the id of that other session. What was linked here with its groups is linked there too.
    """
    linked = beside(session, to)
    links = linked.links if linked is not None else ()
    return Counterpart(
        number=0,
        at=now,
        session=session.info.id,
        who=say.words(called(session)),
        links=tuple(Link(cluster=link.theirs, theirs=link.cluster) for link in links),
        sides=tuple(sides(session, say)),
    )


def beside(session: Session, other: str) -> Counterpart | None:
    """What was laid beside this session of the one with this id."""
    return next((c for c in session.counterparts.values() if c.session == other), None)


def is_same(one: Counterpart, other: Counterpart) -> bool:
    """Whether both say the same of the other session, whatever was linked."""
    return (one.who, one.sides) == (other.who, other.sides)


def compare(session: Session, other: Counterpart, say: Say = AS_TYPED) -> Comparison:
    """This session with another one beside it."""
    own, left = list(sides(session, say)), list(other.sides)
    pairs, alone = [], []
    twins = _twins(own, left)
    for here in own:
        twin = twins.get(here.question)
        if twin is None:
            alone.append(here)
            continue
        left.remove(twin)
        pairs.append(paired(here, twin, other.links))
    return Comparison(
        own=say.words(called(session)),
        theirs=other.who,
        pairs=tuple(pairs),
        alone=tuple(alone),
        theirs_alone=tuple(left),
    )


def paired(own: Side, theirs: Side, links: Iterable[Link] = ()) -> Pair:
    """Two sides of one question; links: of their groups of ideas, where these differ."""
    return Pair(own=own, theirs=theirs, rows=tuple(_rows(own, theirs, links)))


def sides(session: Session, say: Say = AS_TYPED) -> Iterator[Side]:
    """What people answered, by question in the order of the meeting; none that is still open."""
    for phase in session.agenda:
        for question in session.questions_of(phase.number):
            poll = poll_of(session, question.number)
            if question.answer is None or question.answer.practice or poll is None:
                continue
            if poll.state is not PollState.OPEN:
                yield side(session, question, poll, say)


def side(
    session: Session, question: Question, poll: Poll, say: Say = AS_TYPED, group: str | None = None
) -> Side:
    """What people answered to a question. group: only those of this one. Raises Refusal."""
    form = question.answer
    if form is None:
        raise Refusal
    found = outcome(session, poll, group)
    ballots = [ballot for ballot in ballots_of(session, poll.number) if ballot.group == group]
    people = poll.took_part - poll.skipped if group is None else len(ballots)
    # ideas stand alone, so how many people of one group had them is not known
    known = group is None or form.kind is not AnswerKind.IDEAS
    few = known and people < FEW
    scale = found if isinstance(found, ScaleOutcome) and not few else None
    return Side(
        question=question.number,
        words=say.words(question.words),
        form=msgspec.structs.replace(form, options=tuple(map(say.words, form.options))),
        people=0 if few else people,
        counts=scale.counts if scale else (),
        unknown=scale.unknown if scale else 0,
        things=tuple(_bare(t) if few else t for t in _things(form, found, say)),
        few=few,
    )


def _bare(thing: Thing) -> Thing:
    return msgspec.structs.replace(thing, people=None, place=None, shared=False)


def _things(form: AnswerForm, found: Outcome | Untold, say: Say) -> Iterator[Thing]:
    """The options or groups of ideas of an outcome, with all that is known of them."""
    match found:
        case IdeasOutcome():
            counted = found.order is not None and found.order.people >= FEW
            yield from (_cluster(each, say, counted=counted) for each in found.clusters)
        case ChoiceOutcome():
            places = [share.place for share in found.shares]
            for share in found.shares:
                yield Thing(
                    number=share.option,
                    name=say.words(form.options[share.option - 1]),
                    named=share.people > 0,
                    people=share.people,
                    place=share.place if share.people else None,
                    shared=places.count(share.place) > 1,
                )
        case OrderOutcome():
            for place in sorted(found.places, key=lambda place: place.option):
                yield Thing(
                    number=place.option,
                    name=say.words(form.options[place.option - 1]),
                    named=place.named > 0,
                    people=place.named,
                    place=place.place if place.named else None,
                    shared=place.shared,
                )


def _cluster(each: ClusterOutcome, say: Say, *, counted: bool) -> Thing:
    place = each.place if counted else None
    return Thing(
        number=each.cluster.number,
        name=say.group(each.cluster),
        people=place.named if place else None,
        place=place.place if place and place.named else None,
        shared=place.shared if place else False,
    )


def _twins(own: Iterable[Side], theirs: Iterable[Side]) -> Mapping[int, Side]:
    """The same question on the other side, by the number here: the likeliest pairs first."""
    found = [
        (-degree, place, side.question, other)
        for place, side in enumerate(own)
        for other in theirs
        if _answered_alike(side.form, other.form)
        and not opposed(side.words, other.words)
        and not about_another(side.words, other.words)
        and (degree := likeness(side.words, other.words)) >= SAME_QUESTION
    ]
    twins: dict[int, Side] = {}
    taken: set[int] = set()
    for _, _, question, other in sorted(found, key=lambda each: each[:3]):
        if question not in twins and other.question not in taken:
            twins[question] = other
            taken.add(other.question)
    return twins


def _answered_alike(one: AnswerForm, other: AnswerForm) -> bool:
    if one.kind is not other.kind:
        return False
    scale = one.kind in (AnswerKind.AGREE, AnswerKind.RATE)
    return not scale or (one.lowest, one.highest) == (other.lowest, other.highest)


def _rows(own: Side, theirs: Side, links: Iterable[Link]) -> Iterator[Row]:
    if own.form.kind is AnswerKind.IDEAS:
        yield from _linked(own, theirs, links)
        return
    rest = {folded(thing.name): thing for thing in theirs.things}
    for thing in own.things:
        same = rest.pop(folded(thing.name), None)
        yield Row(own=(thing,), theirs=(same,) if same else ())
    yield from (Row(theirs=(thing,)) for thing in rest.values())


def _linked(own: Side, theirs: Side, links: Iterable[Link]) -> Iterator[Row]:
    """Groups of ideas: those that are linked, however many, in one row; the others alone."""
    here = {thing.number: thing for thing in own.things}
    there = {thing.number: thing for thing in theirs.things}
    rows: list[tuple[set[int], set[int]]] = []
    for link in links:
        if link.cluster not in here or link.theirs not in there:
            continue
        joined = [row for row in rows if link.cluster in row[0] or link.theirs in row[1]]
        rows = [row for row in rows if row not in joined]
        rows.append(
            (
                {link.cluster}.union(*(row[0] for row in joined)),
                {link.theirs}.union(*(row[1] for row in joined)),
            )
        )
    for left, right in rows:
        yield Row(
            own=tuple(thing for thing in own.things if thing.number in left),
            theirs=tuple(thing for thing in theirs.things if thing.number in right),
        )
    linked = {n for _, right in rows for n in right}
    free = [thing for thing in theirs.things if thing.number not in linked]
    for thing in own.things:
        if not any(thing.number in left for left, _ in rows):
            likely = alike(thing.name, [other.name for other in theirs.things])
            yield Row(own=(thing,), likely=tuple(theirs.things[n].number for n in likely))
    yield from (Row(theirs=(thing,)) for thing in free)


def _groups(other: Counterpart) -> frozenset[int]:
    """The numbers of the groups of ideas that the other session has."""
    open_ones = (side for side in other.sides if side.form.kind is AnswerKind.IDEAS)
    return frozenset(thing.number for side in open_ones for thing in side.things)


class LayBeside(Change, frozen=True, kw_only=True):
    """Another session is laid beside this one, or laid there anew as it is now.

    What was linked stays, as far as both groups are still there. Raises SameSession.
    """

    other: Counterpart

    def name(self, t: Translations) -> str:
        return t.gettext("session laid beside it")

    def apply(self, session: Session, now: Instant) -> Session:
        if self.other.session == session.info.id:
            raise SameSession
        before = beside(session, self.other.session)
        theirs = _groups(self.other)
        links = self.other.links if before is None else before.links
        kept = tuple(x for x in links if x.theirs in theirs and x.cluster in session.clusters)
        number = session.number("counterparts") if before is None else before.number
        return put(session, msgspec.structs.replace(self.other, number=number, links=kept))


class LinkClusters(Change, frozen=True, kw_only=True):
    """Two groups of ideas mean the same, or (apart) do not after all.

    number: of the other session in this one. Raises Refusal when either group is gone.
    """

    number: int
    cluster: int
    theirs: int
    apart: bool = False

    def name(self, t: Translations) -> str:
        return t.gettext("groups unlinked") if self.apart else t.gettext("groups linked")

    def apply(self, session: Session, now: Instant) -> Session:
        other = session.counterparts.get(self.number)
        if other is None or self.cluster not in session.clusters:
            raise Refusal
        if self.theirs not in _groups(other):
            raise Refusal
        link = Link(cluster=self.cluster, theirs=self.theirs)
        links = tuple(each for each in other.links if each != link)
        if not self.apart:
            links = (*links, link)
        return put(session, msgspec.structs.replace(other, links=links))
