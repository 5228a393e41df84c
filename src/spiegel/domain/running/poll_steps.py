"""The steps in which a question is answered on devices, and the minutes of each."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from spiegel.domain.session.agenda import AnswerForm, AnswerKind, Question, Step
from spiegel.i18n import N_


class PollStep(StrEnum):
    """Where a question is that people answer on their devices.

    ask: it is read aloud, nothing is open yet. answer: everybody answers. look: nobody can answer
    any more, and only the moderator sees what came in. show: the room sees it. group: ideas are
    put together. rank, count: everybody puts the groups in order; nobody can any more. outcome:
    the room sees that order. talk: the group says what it means.
    """

    ASK = "ask"
    ANSWER = "answer"
    LOOK = "look"
    SHOW = "show"
    GROUP = "group"
    RANK = "rank"
    COUNT = "count"
    OUTCOME = "outcome"
    TALK = "talk"


NAMES: Final = MappingProxyType(
    {
        PollStep.ASK: N_("Reading aloud"),
        PollStep.ANSWER: N_("Answering"),
        PollStep.LOOK: N_("Looking through"),
        PollStep.SHOW: N_("Showing"),
        PollStep.GROUP: N_("Grouping"),
        PollStep.RANK: N_("Putting in order"),
        PollStep.COUNT: N_("Outcome"),
        PollStep.OUTCOME: N_("Outcome"),
        PollStep.TALK: N_("Talking it over"),
    }
)

_CLOSED: Final = MappingProxyType(
    {
        PollStep.ASK: 0,
        PollStep.ANSWER: 3,
        PollStep.LOOK: 0,
        PollStep.SHOW: 1,
        PollStep.TALK: 4,
    }
)
"""Shares of the minutes of a question with fixed answers: 8 as the format has it."""
_OPEN: Final = MappingProxyType(
    {
        PollStep.ASK: 0,
        PollStep.ANSWER: 6,
        PollStep.LOOK: 0,
        PollStep.SHOW: 6,
        PollStep.GROUP: 12,
        PollStep.RANK: 6,
        PollStep.COUNT: 0,
        PollStep.OUTCOME: 0,
        PollStep.TALK: 10,
    }
)
"""Shares of the minutes of an open question: 40 as the format has it."""
_RANKING: Final = (PollStep.RANK, PollStep.COUNT, PollStep.OUTCOME)
_PRACTICE: Final = (PollStep.ASK, PollStep.ANSWER, PollStep.LOOK)

USUAL: Final = MappingProxyType({False: sum(_CLOSED.values()), True: sum(_OPEN.values())})
"""Minutes of a question without minutes of its own: with fixed answers, and (True) open."""


def steps_of(form: AnswerForm) -> tuple[PollStep, ...]:
    """The steps of a question that is answered so, in order."""
    return tuple(_shares(form))


def poll_steps(question: Question, minutes: float) -> tuple[Step, ...]:
    """The steps of a question that takes so many minutes; none for one that is talked about.

    Minutes are shared as the format has them, in whole minutes, what is left over to the last.
    """
    if question.answer is None:
        return ()
    shares = _shares(question.answer)
    whole, left = sum(shares.values()) or 1, round(minutes)
    steps: list[Step] = []
    for key, share in shares.items():
        last = key is next(reversed(shares))
        length = left if last else min(left, round(share * minutes / whole))
        left -= length
        steps.append(Step(key=key, name=NAMES[key], minutes=length))
    return tuple(steps)


def _shares(form: AnswerForm) -> dict[PollStep, int]:
    if form.practice:
        return {step: _CLOSED[step] for step in _PRACTICE}
    if form.kind is not AnswerKind.IDEAS:
        return dict(_CLOSED)
    return {step: share for step, share in _OPEN.items() if form.top > 0 or step not in _RANKING}
