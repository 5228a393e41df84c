"""A meeting in which everybody answers on an own device, and answers as a ballot box has them."""

from meetings import meeting, round_of

from spiegel.domain.polls.polls import ClosePoll, Given, OpenPoll, clusters_of, ideas_of, open_poll
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Question
from spiegel.domain.session.polls import Answer
from spiegel.domain.session.session import Session, put

STELLING, OPEN = 11, 12
FORMS = {
    STELLING: AnswerForm(kind=AnswerKind.AGREE),
    OPEN: AnswerForm(kind=AnswerKind.IDEAS, top=3),
}


def session_with(*forms: AnswerForm) -> Session:
    """A session whose round has questions of these forms, from number 11; running at the first."""
    base, given = meeting(0), forms or tuple(FORMS.values())
    phase = round_of(base).number
    questions = [
        Question(number=11 + n, position=11 + n, phase=phase, words=f"Vraag {n}?", answer=form)
        for n, form in enumerate(given)
    ]
    return Go(phase=phase, question=11).apply(put(base, *questions), meeting(0).info.created)


def given(*answers: Answer, group: str = "") -> tuple[Given, ...]:
    """These answers, of people in one group."""
    return tuple(Given(answer, group) for answer in answers)


def values(*numbers: int) -> tuple[Given, ...]:
    """Answers on a scale."""
    return given(*(Answer(value=number) for number in numbers))


def ideas(*words: tuple[str, ...]) -> tuple[Given, ...]:
    """Open answers, the ideas of one person together."""
    return given(*(Answer(ideas=each) for each in words))


def answered(session: Session, question: int, box: tuple[Given, ...], **how: bool) -> Session:
    """The session after a question was opened, answered and closed."""
    now = session.info.created
    session = OpenPoll(question=question, **how).apply(session, now)
    poll = open_poll(session)
    assert poll is not None
    return ClosePoll(poll=poll.number, given=box).apply(session, now)


def groups(session: Session) -> dict[str, list[str]]:
    """Each group with its ideas, in the order that people see."""
    return {
        cluster.name: [i.words for i in ideas_of(session, OPEN) if i.cluster == cluster.number]
        for cluster in clusters_of(session, OPEN)
    }
