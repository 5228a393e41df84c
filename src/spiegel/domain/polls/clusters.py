"""Ideas are put together: groups are made, named, filled, moved, merged and taken away.

Nothing here changes what anybody wrote. Once people have put the groups in order no group may go:
what they answered points at its place among the others.
"""

from collections.abc import Iterator

import msgspec

from spiegel.domain.language.likeness import ALIKE, likeness
from spiegel.domain.polls.group_names import may_name, name_after
from spiegel.domain.polls.polls import clusters_of, ideas_of, poll_of, without_clusters
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.polls import Cluster, Idea, PollState
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.words import clean, folded, tidy
from spiegel.i18n import Translations


class NeedsName(Refusal):
    """A group would be called by words that not everybody may see."""

    def explain(self, t: Translations) -> str:
        return t.gettext("This idea is not shown to everybody; give its group a name of its own.")


class PutInOrder(Refusal):
    """People put these groups in order, so none of them may go."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "People put these groups in order already, so none may go. Another name is possible;"
            " or put its ideas elsewhere, and ask for the order again."
        )


class OrderOpen(Refusal):
    """People put these groups in order now; their numbers stay."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "People are putting these groups in order now; their numbers stay as they are."
        )


def number_of(session: Session, cluster: Cluster) -> int:
    """The number of a group that people see, from 1."""
    return 1 + clusters_of(session, cluster.question).index(cluster)


def question_of(session: Session, idea: Idea) -> int:
    """The question that an idea answers. Raises Refusal when its poll is gone."""
    poll = session.polls.get(idea.poll)
    if poll is None:
        raise Refusal
    return poll.question


def likely(session: Session, idea: Idea) -> tuple[int, ...]:
    """The groups that look as if this idea belongs there, the likeliest first, by their number.

    Only ever a suggestion. A group looks as much like it as its name or any of its ideas does.
    """
    question = question_of(session, idea)
    degrees = {
        cluster.number: likeness(idea.words, cluster.name)
        for cluster in clusters_of(session, question)
    }
    for other in ideas_of(session, question):
        if other.cluster in degrees and other.number != idea.number:
            degree = likeness(idea.words, other.words)
            degrees[other.cluster] = max(degrees[other.cluster], degree)
    found = sorted((-degree, number) for number, degree in degrees.items() if degree >= ALIKE)
    return tuple(number for _, number in found)


def similar(session: Session, idea: Idea) -> frozenset[int]:
    """The ideas in no group that look as if they mean the same as this one."""
    return frozenset(
        other.number
        for other in ideas_of(session, question_of(session, idea))
        if other.cluster is None
        and other.number != idea.number
        and likeness(idea.words, other.words) >= ALIKE
    )


def _cluster(session: Session, number: int) -> Cluster:
    """The group as it is now. Raises Refusal when it is gone."""
    cluster = session.clusters.get(number)
    if cluster is None:
        raise Refusal
    return cluster


def _idea(session: Session, number: int) -> Idea:
    """The idea as it is now. Raises Refusal when it is gone."""
    idea = session.ideas.get(number)
    if idea is None:
        raise Refusal
    return idea


def _named(session: Session, question: int, name: str) -> Cluster | None:
    """The group of a question with this name, whatever its case and accents."""
    clusters = clusters_of(session, question)
    return next((each for each in clusters if folded(each.name) == folded(name)), None)


def _inside(session: Session, cluster: int) -> Iterator[Idea]:
    return (idea for idea in session.ideas.values() if idea.cluster == cluster)


def ordered(session: Session, cluster: Cluster) -> bool:
    """Whether people put it in order, or do so now."""
    ranking = poll_of(session, cluster.question, ranking=True)
    return ranking is not None and cluster.number in ranking.clusters


class NewCluster(Change, frozen=True, kw_only=True):
    """A new group with this idea in it, last in order; named after it unless it is given a name.

    seen: the group in which the window saw the idea; when another window put it elsewhere
    meanwhile, it stays there. A name that a group has puts the idea in that group. Raises
    NeedsName for an idea whose words not everybody may see.
    """

    idea: int
    title: str = ""
    seen: int | None = None

    def name(self, t: Translations) -> str:
        return t.gettext("new group of ideas")

    def apply(self, session: Session, now: Instant) -> Session:
        idea, title = _idea(session, self.idea), tidy(clean(self.title))
        if idea.cluster != self.seen:
            return session
        if not title and not may_name(idea):
            raise NeedsName
        question = question_of(session, idea)
        known = _named(session, question, title or name_after(idea))
        if known is not None:
            return put(session, msgspec.structs.replace(idea, cluster=known.number))
        last = max((each.position for each in clusters_of(session, question)), default=0)
        cluster = Cluster(
            number=session.number("clusters"),
            question=question,
            name=title or name_after(idea),
            position=last + 1,
        )
        return put(session, cluster, msgspec.structs.replace(idea, cluster=cluster.number))


class PutIdea(Change, frozen=True, kw_only=True):
    """An idea goes into a group of its question, or (None) out of its group.

    beside: an idea of the group that is meant, where that is so new that its number is not certain.
    Raises Refusal when either is gone. A group that it leaves empty stays, with its number.
    """

    idea: int
    cluster: int | None = None
    beside: int | None = None

    def name(self, t: Translations) -> str:
        if self.cluster is None and self.beside is None:
            return t.gettext("idea out of its group")
        return t.gettext("idea put in a group")

    def apply(self, session: Session, now: Instant) -> Session:
        idea, number = _idea(session, self.idea), self.cluster
        if self.beside is not None:
            number = _idea(session, self.beside).cluster
        if number is None and self.beside is not None:
            raise Refusal
        if number is not None:
            cluster = _cluster(session, number)
            if cluster.question != question_of(session, idea):
                raise Refusal
        if idea.cluster == number:
            return session
        return put(session, msgspec.structs.replace(idea, cluster=number))


class RenameCluster(Change, frozen=True, kw_only=True):
    """Another name for a group; the name of another group merges the two."""

    number: int
    title: str

    def name(self, t: Translations) -> str:
        return t.gettext("name of a group of ideas")

    def apply(self, session: Session, now: Instant) -> Session:
        cluster, title = _cluster(session, self.number), tidy(clean(self.title))
        if not title or title == cluster.name:
            return session
        other = _named(session, cluster.question, title)
        if other is not None and other.number != cluster.number:
            return MergeClusters(source=cluster.number, target=other.number).apply(session, now)
        return put(session, msgspec.structs.replace(cluster, name=title))


class MergeClusters(Change, frozen=True, kw_only=True):
    """All ideas of one group come into another of its question, and the first is gone.

    Actions and persona's that rested on the first rest on the other. Raises PutInOrder when people
    voted on the first.
    """

    source: int
    target: int

    def name(self, t: Translations) -> str:
        return t.gettext("groups of ideas merged")

    def apply(self, session: Session, now: Instant) -> Session:
        source, target = _cluster(session, self.source), _cluster(session, self.target)
        if source is target:
            return session
        if source.question != target.question:
            raise Refusal
        if ordered(session, source):
            raise PutInOrder
        moved = [
            msgspec.structs.replace(idea, cluster=target.number)
            for idea in _inside(session, source.number)
        ]
        resting = [
            msgspec.structs.replace(action, clusters=self._merged(action.clusters))
            for action in session.actions.values()
            if source.number in action.clusters
        ]
        told = [
            msgspec.structs.replace(sentence, clusters=self._merged(sentence.clusters))
            for sentence in session.persona_sentences.values()
            if source.number in sentence.clusters
        ]
        return without_clusters(put(session, *moved, *resting, *told), (source.number,))

    def _merged(self, clusters: tuple[int, ...]) -> tuple[int, ...]:
        """The groups with the target where the source stood, each once."""
        return tuple(dict.fromkeys(self.target if n == self.source else n for n in clusters))


class MoveCluster(Change, frozen=True, kw_only=True):
    """A group goes so many places further, or back with a negative number; its number changes.

    Raises OrderOpen while people put the groups in order.
    """

    number: int
    by: int

    def name(self, t: Translations) -> str:
        return t.gettext("place of a group of ideas")

    def apply(self, session: Session, now: Instant) -> Session:
        cluster = _cluster(session, self.number)
        ranking = poll_of(session, cluster.question, ranking=True)
        if ranking is not None and ranking.state is PollState.OPEN:
            raise OrderOpen
        order = list(clusters_of(session, cluster.question))
        here = order.index(cluster)
        there = max(0, min(len(order) - 1, here + self.by))
        if there == here:
            return session
        order.insert(there, order.pop(here))
        moved = [
            msgspec.structs.replace(each, position=position)
            for position, each in enumerate(order, start=1)
            if each.position != position
        ]
        return put(session, *moved)


class RemoveCluster(Change, frozen=True, kw_only=True):
    """A group goes; its ideas are in none, and no action rests on it. Raises PutInOrder."""

    number: int

    def name(self, t: Translations) -> str:
        return t.gettext("group of ideas removed")

    def apply(self, session: Session, now: Instant) -> Session:
        cluster = _cluster(session, self.number)
        if ordered(session, cluster):
            raise PutInOrder
        return without_clusters(session, (cluster.number,))
