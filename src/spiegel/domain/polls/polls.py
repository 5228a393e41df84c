"""A question is put to the devices, closed, shown: what the moderator does with a poll.

Closing is where anonymity is made: answers come in without a person, go in sorted by what they
say, and each idea stands alone. It cannot be undone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from spiegel.domain.polls.asking_now import BackToPart
from spiegel.domain.polls.group_names import name_after, name_of_others
from spiegel.domain.running.poll_steps import PollStep, steps_of
from spiegel.domain.running.running import RunningChange, place, record
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Question
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.marking import with_marked
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.options import form_as_told
from spiegel.domain.session.personas import sentences_without
from spiegel.domain.session.polls import Answer, Ballot, Cluster, Idea, Poll, PollState
from spiegel.domain.session.session import (
    Change,
    Document,
    Refusal,
    Session,
    describe,
    drop,
    put,
    stage,
)
from spiegel.domain.session.stage import Stage
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations

FEWEST: Final = 3
"""Answers below which none is kept: a group of two knows who said what."""
FEW: Final = 5
"""Answers below which the moderator must agree that they are shown, and below which no group of
people is named with its answers."""

_encode = msgspec.json.encode


class Given(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer as it is in the ballot box: with the group that its device is of, if any."""

    answer: Answer
    group: str = ""


class StillOpen(Refusal):
    """Another poll is open; people can only answer one at a time."""

    def explain(self, t: Translations) -> str:
        return t.gettext("People are still answering another question. Close that one first.")


class Evaluating(Refusal):
    """The evaluation is open on devices; people can only answer one thing at a time."""

    def explain(self, t: Translations) -> str:
        return t.gettext("The evaluation is open on devices. Close it first (F10).")


class NotOpen(Refusal):
    """The poll is closed, so nobody can answer it any more."""

    def explain(self, t: Translations) -> str:
        return t.gettext("This question is closed: nobody can answer it any more.")


class Answered(Refusal):
    """People have answered the poll that is open: it goes by being closed, and in no other way."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "People have answered this question already, so it cannot be taken back. Close it."
        )


class NothingToOrder(Refusal):
    """There are fewer than two groups of ideas."""

    def explain(self, t: Translations) -> str:
        return t.gettext("Make at least two groups of ideas first; there is nothing to order yet.")


class SmallGroup(Refusal):
    """So few answered that the moderator must agree that the room sees it."""

    def explain(self, t: Translations) -> str:
        return t.gettext(
            "Only 3 or 4 people answered. They may recognise each other: show it only when"
            " everybody agrees."
        )


def open_poll(session: Session) -> Poll | None:
    """The poll that people can answer now."""
    polls = reversed(session.polls.values())
    return next((poll for poll in polls if poll.state is PollState.OPEN), None)


def poll_of(session: Session, question: int, *, ranking: bool = False) -> Poll | None:
    """The last poll of a question, or (ranking) the last about the groups of its ideas."""
    polls = reversed(session.polls.values())
    return next((p for p in polls if p.question == question and bool(p.clusters) is ranking), None)


def form_of(session: Session, poll: Poll) -> AnswerForm:
    """How a poll is answered; that about groups of ideas is an order of these.

    Raises Refusal when its question is gone.
    """
    form = form_as_told(session, _question(session, poll.question))
    if form is None:
        raise Refusal
    if not poll.clusters:
        return form
    names = (session.clusters.get(number) for number in poll.clusters)
    options = tuple(cluster.name if cluster is not None else "" for cluster in names)
    return AnswerForm(kind=AnswerKind.RANK, options=options, top=min(form.top, len(options)))


def clusters_of(session: Session, question: int) -> tuple[Cluster, ...]:
    """The groups of a question's ideas in their order; the first has number 1 for people."""
    found = (cluster for cluster in session.clusters.values() if cluster.question == question)
    return tuple(sorted(found, key=lambda cluster: (cluster.position, cluster.number)))


def ideas_of(session: Session, question: int) -> tuple[Idea, ...]:
    """The ideas of a question, in the order in which they are kept."""
    poll = poll_of(session, question)
    if poll is None:
        return ()
    return tuple(idea for idea in session.ideas.values() if idea.poll == poll.number)


def asks_ideas(session: Session) -> bool:
    """Whether any question is answered with ideas, that are then put in groups."""
    forms = (question.answer for question in session.questions.values())
    return any(form is not None and gives_ideas(form) for form in forms)


def gives_ideas(form: AnswerForm) -> bool:
    """Whether ideas come of it; of a question to practise with none are kept."""
    return form.kind is AnswerKind.IDEAS and not form.practice


def groups_first(session: Session) -> bool:
    """Whether ideas are to be put in groups before the debrief, which has not begun."""
    return asks_ideas(session) and stage(session) in (Stage.PREPARE, Stage.RUNNING)


def ballots_of(session: Session, poll: int) -> tuple[Ballot, ...]:
    """What people answered to a poll, in no order of theirs."""
    return tuple(ballot for ballot in session.ballots.values() if ballot.poll == poll)


def _question(session: Session, number: int) -> Question:
    question = session.questions.get(number)
    if question is None:
        raise Refusal
    return question


def _poll(session: Session, number: int) -> Poll:
    poll = session.polls.get(number)
    if poll is None:
        raise Refusal
    return poll


def _at_step(session: Session, now: Instant, question: int, step: PollStep) -> Session:
    """The session at this step, where the question is the one that runs; else as it is."""
    here = place(session)
    if here.question is None or here.question.number != question or here.step == step:
        return session
    return record(session, now, MomentKind.STEP, step=step)


class OpenPoll(RunningChange, frozen=True, kw_only=True):
    """The devices get a question, or (ranking) the groups of its ideas to put in order.

    again: it was answered before, and those answers go for good before it opens. Groups without
    ideas go when the order of groups is asked. Raises StillOpen and NothingToOrder. What is open
    already stays as it is.
    """

    question: int
    ranking: bool = False
    again: bool = False

    @property
    def final(self) -> bool:
        return self.again

    @property
    def in_copies(self) -> Change | None:
        return _TakeAnswers(question=self.question, ranking=self.ranking) if self.again else None

    def name(self, t: Translations) -> str:
        return t.gettext("question opened")

    def apply(self, session: Session, now: Instant) -> Session:
        if _question(session, self.question).answer is None:
            raise Refusal
        current, before = open_poll(session), self._before(session)
        if current is not None:
            if current is before:
                return session
            raise StillOpen
        if before is not None and not self.again:
            return session
        if session.info.evaluating is not None:
            raise Evaluating
        if before is not None:
            session = _without(session, self._replaced(session, before))
        session = self._without_empty(session)
        poll = Poll(
            number=session.number("polls"),
            question=self.question,
            at=now,
            round=before.round + 1 if before is not None else 1,
            clusters=self._clusters(session),
        )
        step = PollStep.RANK if self.ranking else PollStep.ANSWER
        return _at_step(put(session, poll), now, self.question, step)

    def _before(self, session: Session) -> Poll | None:
        return poll_of(session, self.question, ranking=self.ranking)

    def _replaced(self, session: Session, before: Poll) -> list[Poll]:
        """The earlier round; of ideas that are asked again, what was said about their groups."""
        about = None if self.ranking else poll_of(session, self.question, ranking=True)
        return [before, *([about] if about is not None else [])]

    def _without_empty(self, session: Session) -> Session:
        """Groups without ideas go, so that the number people see is the place in the poll."""
        if not self.ranking:
            return session
        used = {idea.cluster for idea in ideas_of(session, self.question)}
        clusters = clusters_of(session, self.question)
        return without_clusters(session, [c.number for c in clusters if c.number not in used])

    def _clusters(self, session: Session) -> tuple[int, ...]:
        if not self.ranking:
            return ()
        found = tuple(cluster.number for cluster in clusters_of(session, self.question))
        if len(found) < 2:
            raise NothingToOrder
        return found


def _without(session: Session, polls: Iterable[Poll]) -> Session:
    """The session without these polls, and without all that was answered to them.

    Groups of ideas that are gone go too, and no action rests on them any more.
    """
    for poll in polls:
        session = drop(
            session, "ballots", [ballot.number for ballot in ballots_of(session, poll.number)]
        )
        ideas = [idea for idea in session.ideas.values() if idea.poll == poll.number]
        session = drop(session, "ideas", [idea.number for idea in ideas])
        if not poll.clusters:
            gone = [cluster.number for cluster in clusters_of(session, poll.question)]
            session = without_clusters(session, gone)
        session = drop(session, "polls", [poll.number])
    return session


def without_clusters(session: Session, numbers: Iterable[int]) -> Session:
    """The session without these groups: ideas in them are in none, nothing rests on them."""
    gone = frozenset(numbers)
    loose = [
        msgspec.structs.replace(idea, cluster=None)
        for idea in session.ideas.values()
        if idea.cluster in gone
    ]
    resting = [
        msgspec.structs.replace(action, clusters=tuple(n for n in action.clusters if n not in gone))
        for action in session.actions.values()
        if gone.intersection(action.clusters)
    ]
    marked = sentences_without(session.persona_sentences.values(), clusters=gone)
    session = with_marked(put(session, *loose, *resting), marked)
    return drop(session, "clusters", gone)


class _TakeAnswers(Change, frozen=True, kw_only=True):
    """What was ever answered to a question, or (ranking) about its groups of ideas, goes."""

    question: int
    ranking: bool

    def apply(self, session: Session, now: Instant) -> Session:
        polls = session.polls.values()
        asked = [poll for poll in polls if poll.question == self.question]
        return _without(session, [p for p in asked if p.clusters or not self.ranking])


class ClosePoll(RunningChange, frozen=True, kw_only=True):
    """Nobody can answer any more, and what came in is kept without who, when or in which order.

    given: what was in the ballot box; None until the store has filled it in. own, laptop: how many
    take part on a device of their own, and on the laptop that goes round; kept only where
    `telling` says so. It is final: what was closed cannot be opened again with its answers.
    """

    poll: int
    given: tuple[Given, ...] | None = None
    own: int = 0
    laptop: int = 0

    @property
    def final(self) -> bool:
        return True

    @property
    def in_copies(self) -> Change | None:
        # Nothing goes with it, and no copy of the past holds answers that came later.
        return None

    def name(self, t: Translations) -> str:
        return t.gettext("question closed")

    def apply(self, session: Session, now: Instant) -> Session:
        poll = _poll(session, self.poll)
        if poll.state is not PollState.OPEN:
            return session
        form, given = form_of(session, poll), self.given or ()
        answered = [one for one in given if not one.answer.skipped]
        few = len(answered) < FEWEST and not form.practice
        closed = msgspec.structs.replace(
            poll,
            state=PollState.CLOSED,
            took_part=len(given),
            skipped=len(given) - len(answered),
            few=few,
        )
        kept = () if few or form.practice else tuple(_apart(answered))
        documents = list(_documents(session, poll, kept))
        step = PollStep.COUNT if poll.clusters else PollStep.LOOK
        if self.own + self.laptop and telling(self.own, self.laptop, session.info.paper):
            session = describe(session, own=self.own, laptop=self.laptop)
        return _at_step(put(session, closed, *documents), now, poll.question, step)


def telling(*counts: int) -> bool:
    """Whether it can be told how many people took part in each way without pointing to one."""
    return not any(0 < count < FEW for count in counts)


def closed_unanswered(session: Session, now: Instant) -> Session:
    """The session with no poll or evaluation open, as where the ballot box is somewhere else:
    nobody answered.
    """
    while (poll := open_poll(session)) is not None:
        try:
            session = ClosePoll(poll=poll.number, given=()).apply(session, now)
        except Refusal:
            # Its question is gone, as after damage.
            closed = msgspec.structs.replace(poll, state=PollState.CLOSED, few=True)
            session = put(session, closed)
    return describe(session, evaluating=None) if session.info.evaluating is not None else session


def _apart(answered: list[Given]) -> Iterator[Given]:
    """The answers, with their group where each group is large enough, else all without."""
    opinions = Counter(one.group for one in answered if one.answer.opinion)
    groups = {one.group for one in answered}
    named = "" not in groups and len(groups) > 1 and min(opinions[g] for g in groups) >= FEW
    for one in answered:
        yield one if named else Given(one.answer)


def _documents(session: Session, poll: Poll, kept: Iterable[Given]) -> Iterator[Document]:
    """What is stored of the answers: sorted by their own bytes, each idea for itself."""
    ballots: list[Given] = []
    ideas: list[tuple[str, str]] = []
    for one in kept:
        if one.answer.ideas:
            ideas += [(words, one.group) for idea in one.answer.ideas if (words := _words(idea))]
        else:
            ballots.append(one)
    for number, one in enumerate(sorted(ballots, key=_encode), session.number("ballots")):
        yield Ballot(number=number, poll=poll.number, answer=one.answer, group=one.group)
    for number, (words, group) in enumerate(sorted(ideas, key=_encode), session.number("ideas")):
        yield Idea(number=number, poll=poll.number, words=words, group=group)


def _words(idea: str) -> str:
    return tidy(clean(idea))


class ShowPoll(RunningChange, frozen=True, kw_only=True):
    """The room sees what came in, or (hidden) does not see it any more.

    confirmed: the moderator agreed that an outcome of 3 or 4 people is shown; else SmallGroup is
    raised for one.
    """

    poll: int
    hidden: bool = False
    confirmed: bool = False

    def name(self, t: Translations) -> str:
        return t.gettext("outcome hidden") if self.hidden else t.gettext("outcome shown")

    def apply(self, session: Session, now: Instant) -> Session:
        poll = _poll(session, self.poll)
        if poll.state is PollState.OPEN:
            raise Refusal
        confirmed = poll.confirmed or self.confirmed
        if not self.hidden and small(poll) and not confirmed:
            raise SmallGroup
        state = PollState.CLOSED if self.hidden else PollState.SHOWN
        shown = msgspec.structs.replace(poll, state=state, confirmed=confirmed)
        session = put(session, shown)
        if self.hidden:
            return session
        step = PollStep.OUTCOME if poll.clusters else PollStep.SHOW
        return _at_step(session, now, poll.question, step)


def small(poll: Poll) -> bool:
    """Whether 3 or 4 people answered it."""
    return FEWEST <= poll.took_part - poll.skipped < FEW


class GoPollStep(RunningChange, frozen=True, kw_only=True):
    """A step of the question that runs begins in which nothing is opened or closed."""

    question: int
    step: PollStep

    def name(self, t: Translations) -> str:
        return t.gettext("step of the question")

    def apply(self, session: Session, now: Instant) -> Session:
        return _at_step(session, now, self.question, self.step)


class HoldIdea(Change, frozen=True, kw_only=True):
    """An idea is not shown to the room (a name, an insult), or is again; it counts all the same.

    A group that is named after it is named after another of its ideas.
    """

    number: int
    held: bool = True

    def name(self, t: Translations) -> str:
        return t.gettext("idea held back") if self.held else t.gettext("idea shown after all")

    def apply(self, session: Session, now: Instant) -> Session:
        idea = session.ideas.get(self.number)
        if idea is None:
            raise Refusal
        held = msgspec.structs.replace(idea, held=self.held)
        cluster = session.clusters.get(idea.cluster or 0)
        if not self.held or cluster is None or cluster.name != name_after(idea):
            return put(session, held)
        inside = (i for i in session.ideas.values() if i.cluster == idea.cluster and i is not idea)
        return put(session, held, msgspec.structs.replace(cluster, name=name_of_others(inside)))


def coming(session: Session) -> Change | None:
    """What *next* does within the question that runs now; None where it goes on to what follows.

    Each change is what leads to the step after this one, so nothing is opened or closed on the
    way past.
    """
    here = place(session)
    question = here.question
    if question is None or question.answer is None:
        return None
    steps, form = steps_of(question.answer), question.answer
    at = steps.index(PollStep(here.step)) if here.step in steps else 0
    if at + 1 == len(steps):
        inside = here.phase is not None and not here.phase.asks
        return BackToPart(phase=question.phase) if inside else None
    asked, ordered = (poll_of(session, question.number, ranking=r) for r in (False, True))
    match steps[at + 1]:
        case PollStep.ANSWER:
            return OpenPoll(question=question.number)
        case PollStep.LOOK if asked is not None:
            return ClosePoll(poll=asked.number)
        case PollStep.SHOW if asked is not None:
            return ShowPoll(poll=asked.number)
        case PollStep.RANK if asked is not None and not asked.few:
            return OpenPoll(question=question.number, ranking=True)
        case PollStep.COUNT if ordered is not None:
            return ClosePoll(poll=ordered.number)
        case PollStep.OUTCOME if ordered is not None:
            return ShowPoll(poll=ordered.number)
        case PollStep.GROUP if asked is not None and not asked.few:
            return GoPollStep(question=question.number, step=PollStep.GROUP)
    last = steps[-1]
    return None if form.practice else GoPollStep(question=question.number, step=last)
