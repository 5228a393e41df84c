"""Which ideas and groups are listed, by which numbers, and which idea comes next."""

from spiegel.domain.polls.polls import ideas_of
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.polls import Cluster, Idea
from spiegel.domain.session.session import Session
from spiegel.screens.groups import view
from spiegel.screens.groups.ahead import Ahead
from spiegel.widgets.browse import Row


class Listed:
    """The two lists of a question: ideas of one group or of none, and all groups.

    question: whose ideas are seen. inside: the group whose ideas are, None for those in none.
    ideas: the rows of the left list. waiting: those of them that are still where the list is of.
    group_keys: the rows of the right list. numbers: by which people name a group.
    """

    def __init__(self, ahead: Ahead) -> None:
        self._ahead = ahead
        self.question: Question | None = None
        self.inside: int | None = None
        self.counts = view.counts(())
        self.ideas: list[view.Key] = []
        self.waiting: frozenset[view.Key] = frozenset()
        self.group_keys: list[view.Key] = []
        self.numbers: dict[int, int] = {}
        self._asked: int | None = None
        self._done: set[int] = set()

    @property
    def session(self) -> Session:
        """As it is with what was done here."""
        return self._ahead.session

    def look(self) -> None:
        """Which question it is, and its groups by number."""
        asked = self.session.questions.get(self._asked) if self._asked is not None else None
        self.question = asked or view.question_now(self.session)
        self.number_groups()

    def number_groups(self) -> None:
        """The groups in their order."""
        number = self.question.number if self.question is not None else 0
        self.group_keys = view.group_keys(self.session, number)
        self.numbers = {key[1]: shown for shown, key in enumerate(self.group_keys, start=1)}

    def list_ideas(self) -> tuple[Idea, ...]:
        """The ideas of the left list; returns all of the question."""
        session, question = self.session, self.question
        if self.inside not in session.clusters:
            self.inside = None
        answered = ideas_of(session, question.number) if question is not None else ()
        self.counts = view.counts(answered)
        self.waiting = frozenset(view.idea_keys(answered, self.inside))
        self.ideas = view.idea_keys(answered, self.inside, self._done)
        return answered

    def after(self, here: view.Key, seen: int) -> view.Key | None:
        """The next idea to do, when something was done to the one that is marked.

        seen: the place of the first row that is beyond what is seen. What was done stays in the
        list until the next idea is there: then it goes, and the list begins with what is still to
        do.
        """
        at = self.ideas.index(here)
        coming = next((n for n in range(at + 1, len(self.ideas)) if self._waits(n)), None)
        if coming is None or coming >= seen:
            self._done.clear()
            rest = [*range(at + 1, len(self.ideas)), *range(at)]
            coming = next((n for n in rest if self._waits(n)), None)
        else:
            self._done.add(here[1])
        return self.ideas[coming] if coming is not None else None

    def _waits(self, at: int) -> bool:
        """Whether the idea at this place in the list is still where the list is of."""
        return self.ideas[at] in self.waiting

    @property
    def puts(self) -> bool:
        """Whether a number puts one of these ideas somewhere else."""
        return bool(self.ideas) and len(self.numbers) > (self.inside is not None)

    @property
    def takes_out(self) -> bool:
        """Whether one of these ideas is in a group that it could be taken out of."""
        inside = self.inside is not None or len(self.waiting) < len(self.ideas)
        return bool(self.ideas) and inside

    # What is looked at

    def look_inside(self, cluster: Cluster | None) -> None:
        """The ideas of this group, or those in no group."""
        here = cluster is None or self.inside is not None
        self.inside = None if here or cluster is None else cluster.number
        self._done.clear()

    def look_at_next(self) -> bool:
        """The next open question; whether there is another one."""
        found, now = view.open_questions(self.session), self.question
        if now is None or len(found) < 2:
            return False
        self._asked = found[(found.index(now) + 1) % len(found)].number
        self.inside = None
        self._done.clear()
        return True

    # What stands in a row

    def idea_row(self, number: int, *, alike: bool) -> Row:
        """An idea, with the number of the group that it was put in from this list."""
        idea = self.session.ideas.get(number)
        if idea is None:
            return Row()
        moved = idea.cluster if idea.cluster != self.inside else None
        return view.idea_row(idea, self.shown(moved), alike=alike)

    def group_row(self, number: int, *, alike: bool, single: bool) -> Row:
        """A group, with its number and how many ideas are in it."""
        cluster = self.session.clusters.get(number)
        if cluster is None:
            return Row()
        shown, count = self.shown(number), self.counts[number]
        return view.group_row(shown, cluster.name, count, alike=alike, single=single)

    def shown(self, cluster: int | None) -> int:
        """The number that people see of a group; 0 for none."""
        return self.numbers.get(cluster, 0) if cluster is not None else 0

    def named(self, shown: int) -> Cluster | None:
        """The group that people name by this number."""
        question = self.question
        return view.group_shown(self.session, question.number, shown) if question else None
