"""What everybody answered, question by question, as the report sees it."""

from collections.abc import Sequence

import msgspec

from spiegel.domain.polls import saying
from spiegel.domain.polls.outcomes import (
    ClusterOutcome,
    IdeasOutcome,
    Outcome,
    Untold,
    outcome,
)
from spiegel.domain.polls.polls import poll_of
from spiegel.domain.report.material import FEWEST, Material
from spiegel.domain.session.agenda import AnswerForm, Question
from spiegel.domain.session.polls import Poll, PollState
from spiegel.i18n import Translations


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A question that everybody answered, with what came of it.

    place: from 1. poll: of the question itself. found: its outcome. names: of its options, as a
    document may show them.
    """

    place: int
    question: Question
    form: AnswerForm
    poll: Poll
    found: Outcome | Untold
    names: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where it stands."""
        return f"vraagronde_{self.place}"


def all_asked(material: Material) -> tuple[Answered, ...]:
    """The questions that were put to everybody and closed, in the order of the meeting."""
    session = material.session
    questions = (q for phase in session.agenda for q in session.questions_of(phase.number))
    closed = [
        (question, question.answer, poll)
        for question in questions
        if question.answer is not None and not question.answer.practice
        if (poll := poll_of(session, question.number)) is not None
        if poll.state is not PollState.OPEN
    ]
    return tuple(
        Answered(
            place=place,
            question=question,
            form=form,
            poll=poll,
            found=outcome(session, poll),
            names=tuple(material.prepared(option) for option in form.options),
        )
        for place, (question, form, poll) in enumerate(closed, start=1)
    )


def took_part(asked: Sequence[Answered]) -> int:
    """How many people took part, as the question of most people has it."""
    return max((each.poll.took_part for each in asked), default=0)


def who_took_part(asked: Sequence[Answered], t: Translations) -> str:
    """How many people took part; no figure below five."""
    count = took_part(asked)
    if count < FEWEST:
        return t.gettext("Fewer than five people took part")
    return t.gettext("{people} took part").format(people=saying.people(count, t))


def cluster_name(material: Material, cluster: ClusterOutcome) -> str:
    """What a group of ideas is called, as a document may show it."""
    return material.said(cluster.cluster.name, material.t.gettext("(no words)"))


def option_names(material: Material, found: IdeasOutcome) -> tuple[str, ...]:
    """The names of the groups that were put in order, as the options of that order."""
    clusters = material.session.clusters
    unnamed = material.t.gettext("(no words)")
    named = (clusters.get(number) for number in found.options)
    return tuple(material.said(c.name, unnamed) if c else unnamed for c in named)


def points_words(number: float, t: Translations) -> str:
    """So many points, which ties may have shared."""
    count = 1 if number == 1 else 2
    return t.ngettext("{count} point", "{count} points", count).format(
        count=saying.points(number, t)
    )
