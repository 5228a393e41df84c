"""What everybody answered, question by question, as the report sees it."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from spiegel.domain.personas.telling import options_told
from spiegel.domain.polls import saying
from spiegel.domain.polls.outcomes import (
    ClusterOutcome,
    IdeasOutcome,
    Outcome,
    Untold,
    outcome,
)
from spiegel.domain.polls.polls import poll_of, telling
from spiegel.domain.report.material import FEWEST, Material
from spiegel.domain.session.agenda import AnswerForm, PhaseKind, Question
from spiegel.domain.session.polls import Poll
from spiegel.domain.session.session import Info, Session
from spiegel.i18n import Translations


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A question that everybody answered, with what came of it.

    place: its number in the meeting. poll: of the question itself. found: its outcome. names: of
    its options, as a document may show them.
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
        return anchor(self.place)


def anchor(place: int) -> str:
    """Where the question of this number stands."""
    return f"vraagronde_{place}"


def numbers_of(session: Session) -> dict[int, int]:
    """The number that each question has in the meeting, over all rounds, whatever became of it.

    Questions outside a round, such as in the debrief, go on from there; those to practise with
    come last, and stand nowhere.
    """
    rounds = [phase for phase in session.agenda if phase.kind is PhaseKind.ROUND]
    others = [phase for phase in session.agenda if phase.kind is not PhaseKind.ROUND]
    questions = [q for phase in (*rounds, *others) for q in session.questions_of(phase.number)]
    questions.sort(key=lambda q: q.answer is not None and q.answer.practice)
    return {question.number: number for number, question in enumerate(questions, start=1)}


def all_asked(material: Material) -> tuple[Answered, ...]:
    """The questions that were put to everybody, in the order of the meeting."""
    session, numbers = material.session, numbers_of(material.session)
    return tuple(
        Answered(
            place=numbers[question.number],
            question=question,
            form=form,
            poll=poll,
            found=outcome(session, poll),
            names=tuple(map(material.prepared, options_told(session, question))),
        )
        for question, form in _for_everybody(session)
        if (poll := poll_of(session, question.number)) is not None
    )


def not_asked(session: Session) -> Mapping[int, Question]:
    """The questions for everybody that were never put, by their numbers in the meeting."""
    numbers = numbers_of(session)
    return {
        numbers[question.number]: question
        for question, _form in _for_everybody(session)
        if poll_of(session, question.number) is None
    }


def _for_everybody(session: Session) -> Iterator[tuple[Question, AnswerForm]]:
    for phase in session.agenda:
        for question in session.questions_of(phase.number):
            if question.answer is not None and not question.answer.practice:
                yield question, question.answer


def without_clients(session: Session, question: Question) -> bool:
    """Whether it was asked in a part where no client is present, as the professionals' debrief."""
    phase = session.phases.get(question.phase)
    return phase is not None and bool(phase.present) and not phase.with_clients


def by_professionals(session: Session, asked: Sequence[Answered]) -> bool:
    """Whether the professionals alone answered, so that it is no answer of everybody."""
    return bool(asked) and all(without_clients(session, each.question) for each in asked)


def about_answers(session: Session, asked: Sequence[Answered], t: Translations) -> str:
    """What the chapter about it is called."""
    if by_professionals(session, asked):
        return t.gettext("What the professionals answered")
    return t.gettext("What everybody answered")


def took_part(asked: Sequence[Answered]) -> int:
    """How many people took part, as the question of most people has it."""
    return max((each.poll.took_part for each in asked), default=0)


def who_took_part(asked: Sequence[Answered], t: Translations) -> str:
    """How many people took part; no figure below five."""
    count = took_part(asked)
    if count < FEWEST:
        return t.gettext("Fewer than five people took part")
    return t.gettext("{people} took part").format(people=saying.people(count, t))


def everybody(info: Info, asked: Sequence[Answered]) -> int:
    """How many people took part in the meeting, in every way; no fewer than in any question."""
    counted = info.own + info.laptop + info.paper if info.own or info.laptop else 0
    return max(counted, took_part(asked))


def ways(info: Info, asked: Sequence[Answered], t: Translations) -> str:
    """How many people answered in each way; empty where that is not known, or points to one."""
    if info.own or info.laptop:
        return saying.ways(info.own, info.laptop, info.paper, t)
    on_devices = took_part(asked) - info.paper
    if info.paper and on_devices >= 0 and telling(on_devices, info.paper):
        return t.gettext("{count} on paper").format(count=info.paper)
    return ""


def not_few(count: int, t: Translations) -> str:
    """So many people, when they are none, or too many to point to one."""
    return str(count) if telling(count) else t.gettext("fewer than five")


def cluster_name(material: Material, cluster: ClusterOutcome) -> str:
    """What a group of ideas is called, as a document may show it."""
    return material.group(cluster.cluster)


def option_names(material: Material, found: IdeasOutcome) -> tuple[str, ...]:
    """The names of the groups that were put in order, as the options of that order."""
    clusters = material.session.clusters
    unnamed = material.t.gettext("(no words)")
    named = (clusters.get(number) for number in found.options)
    return tuple(material.group(c) if c else unnamed for c in named)


def points_words(number: float, t: Translations) -> str:
    """So many points, which ties may have shared."""
    count = 1 if number == 1 else 2
    return t.ngettext("{count} point", "{count} points", count).format(
        count=saying.points(number, t)
    )
