"""What experience says of a running order that was prepared: what is short, long or missing.

Nothing is forbidden: sources differ (dossier, 1.2 and 7.1). Each warning names where it comes from;
where no source gives a number it is Spiegel's own reckoning, and says so.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.running.outline import length
from spiegel.domain.running.timing import minutes_of
from spiegel.domain.session.agenda import Phase, PhaseKind
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations

MOST_WITH_CLIENTS: Final = 120
"""Minutes: 75 (Op eigen benen), about 90 (Dexpeditie) and 120 (UMCG) are found."""
MOST_QUESTIONS: Final = 12
"""8 is good, 12 the most, for a focus group of an hour and a half (korteantwoorden.com)."""
SECONDS_EACH: Final = 60
"""For an introduction: 90 are usual, in less than 60 nobody says who they are."""
LEAST_OF_QUESTION: Final = 30
"""Seconds of a question for each person: 12 to 15 minutes with ten people are 75 to 90."""
LEAST_DEBRIEF: Final = 30
"""Minutes in which what it did to people comes before what is to be done."""
USUAL_PEOPLE: Final = 9
"""Who is reckoned with as long as nobody is listed: 8 to 10 came to most meetings."""


class Hint(StrEnum):
    """What there is to say of a part or a question."""

    LONG = "long"
    MANY_QUESTIONS = "many questions"
    SHORT_TURNS = "short turns"
    SHORT_QUESTION = "short question"
    NO_TURNS = "no turns"
    SHORT_DEBRIEF = "short debrief"


_SENTENCES: Final[Mapping[Hint, str]] = MappingProxyType(
    {
        Hint.LONG: N_("{count} min with the clients: 75 to 120 is usual"),
        Hint.MANY_QUESTIONS: N_("{count} questions: 8 is good, 12 the most"),
        Hint.SHORT_TURNS: N_("{count} seconds each: 90 is usual"),
        Hint.SHORT_QUESTION: N_("{count} seconds each: not everybody gets to tell"),
        Hint.NO_TURNS: N_("takes no time: who says nothing at first, says less later"),
        Hint.SHORT_DEBRIEF: N_("{count} min: an hour is usual, first what it did to people"),
    }
)
_SOURCES: Final[Mapping[Hint, str]] = MappingProxyType(
    {
        Hint.LONG: "Op eigen benen, UMCG",
        Hint.MANY_QUESTIONS: "korteantwoorden.com",
        Hint.SHORT_TURNS: N_("reckoned by Spiegel"),
        Hint.SHORT_QUESTION: N_("reckoned by Spiegel"),
        Hint.NO_TURNS: "Ritchie & Lewis",
        Hint.SHORT_DEBRIEF: "Groene Hart Ziekenhuis",
    }
)


class OrderHint(msgspec.Struct, frozen=True, kw_only=True):
    """Something to say of a part, or of one of its questions; count: what it is about."""

    kind: Hint
    phase: int
    question: int | None = None
    count: int = 0

    def explain(self, t: Translations) -> str:
        """What it is, and who says so."""
        words = t.gettext(_SENTENCES[self.kind]).format(count=self.count)
        return f"{words} ({t.gettext(_SOURCES[self.kind])})"


def hints(session: Session) -> tuple[OrderHint, ...]:
    """What there is to say of a running order with clients, in its order.

    Nothing of one on devices, where all answer at the same time.
    """
    if session.on_devices:
        return ()
    return tuple(hint for phase in session.agenda for hint in _of_part(session, phase))


def _of_part(session: Session, phase: Phase) -> Iterator[OrderHint]:
    people = _people(session)
    match phase.kind:
        case PhaseKind.ROUND:
            yield from _of_round(session, phase, people)
        case PhaseKind.TURNS if phase.minutes == 0:
            yield OrderHint(kind=Hint.NO_TURNS, phase=phase.number)
        case PhaseKind.TURNS if phase.turn_seconds >= SECONDS_EACH:
            each = 60 * phase.minutes // people
            if each < SECONDS_EACH:
                yield OrderHint(kind=Hint.SHORT_TURNS, phase=phase.number, count=each)
        case PhaseKind.DEBRIEF if 0 < phase.minutes < min(LEAST_DEBRIEF, _steps(phase)):
            yield OrderHint(kind=Hint.SHORT_DEBRIEF, phase=phase.number, count=phase.minutes)


def _people(session: Session) -> int:
    """Who is reckoned with: who did not say no; the usual number while nobody is listed."""
    listed = session.participants.values()
    may_come = (p for p in listed if not p.withdrawn and p.recruiting.coming is not False)
    return sum(1 for _person in may_come) or USUAL_PEOPLE


def _steps(phase: Phase) -> int:
    return sum(step.minutes for step in phase.steps)


def _of_round(session: Session, phase: Phase, people: int) -> Iterator[OrderHint]:
    clients = length(session).clients
    if clients > MOST_WITH_CLIENTS:
        yield OrderHint(kind=Hint.LONG, phase=phase.number, count=clients)
    fixed = [q for q in session.questions_of(phase.number) if not q.optional]
    if len(fixed) > MOST_QUESTIONS:
        yield OrderHint(kind=Hint.MANY_QUESTIONS, phase=phase.number, count=len(fixed))
    for question in fixed:
        each = round(60 * minutes_of(session, question)) // people
        if each < LEAST_OF_QUESTION:
            yield OrderHint(
                kind=Hint.SHORT_QUESTION,
                phase=phase.number,
                question=question.number,
                count=each,
            )
