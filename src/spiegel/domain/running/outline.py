"""The running order as it stands before it runs: what fits in a part, its minutes and times."""

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from spiegel.domain.running.timing import minutes_of
from spiegel.domain.session.agenda import Phase, PhaseKind
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How the minutes of the questions fit the part that they stand in.

    minutes: of the part. takes: what its fixed questions take together; those without minutes of
    their own share what is left, a minute at least. spare: what the questions take that are only
    put if there is time; they count in nothing else.
    """

    minutes: int
    takes: int
    spare: int = 0

    @property
    def over(self) -> int:
        """Minutes too many, 0 when it fits."""
        return max(0, self.takes - self.minutes)

    @property
    def unused(self) -> int:
        """Minutes of the part that no fixed question takes."""
        return max(0, self.minutes - self.takes)

    def explain(self, t: Translations) -> str:
        """What the questions take, what the part has and what is over or left, in one line."""
        words = t.gettext("questions {takes} min, this part {minutes} min").format(
            takes=self.takes, minutes=self.minutes
        )
        if self.over:
            words += ": " + t.gettext("{count} too long").format(count=self.over)
        elif self.unused:
            words += ": " + t.gettext("{count} to spare").format(count=self.unused)
        if self.spare:
            words += " · " + t.gettext("if there is time {count} min more").format(count=self.spare)
        return words


def fit(session: Session, phase: Phase) -> Fit | None:
    """How the questions of a part that puts them fit; None for a part without questions."""
    questions = session.questions_of(phase.number)
    if not (phase.asks and questions):
        return None
    takes = [minutes_of(session, question) for question in questions if not question.optional]
    spare = [minutes_of(session, question) for question in questions if question.optional]
    return Fit(minutes=phase.minutes, takes=round(sum(takes)), spare=round(sum(spare)))


class Length(msgspec.Struct, frozen=True):
    """How many minutes the whole takes, and the part with the clients; without what is only put if
    there is time, which is spare."""

    whole: int
    clients: int
    spare: int = 0


def length(session: Session, parts: Sequence[Phase] | None = None) -> Length:
    """The planned minutes of these parts, or of all; a round takes what its fixed questions do."""
    fits = [(part, fit(session, part)) for part in (session.agenda if parts is None else parts)]
    spans = [(phase, phase.minutes if found is None else found.takes) for phase, found in fits]
    return Length(
        whole=sum(minutes for _phase, minutes in spans),
        clients=sum(minutes for phase, minutes in spans if phase.with_clients),
        spare=sum(found.spare for _phase, found in fits if found is not None),
    )


def of_the_day(session: Session) -> tuple[Phase, ...]:
    """The parts of the day itself, up to one that is on another day, as when makers read their
    persona."""
    later = (at for at, phase in enumerate(session.agenda) if at and phase.another_day)
    return session.agenda[: next(later, None)]


class ClockTimes(msgspec.Struct, frozen=True, kw_only=True):
    """When each part and each question of the day begins by the clock on the wall, by number.

    ends: when the last part of that day is over. A question that is only put if there is time has
    the time at which it would be, and takes none of those after it.
    """

    phases: Mapping[int, datetime.time]
    questions: Mapping[int, datetime.time]
    ends: datetime.time


def clock_times(session: Session) -> ClockTimes | None:
    """The times of the running order; None while nobody said when it starts."""
    starts = session.info.assignment.starts
    if starts is None:
        return None
    day = datetime.datetime.combine(datetime.date.min, starts)
    phases: dict[int, datetime.time] = {}
    questions: dict[int, datetime.time] = {}
    minutes = 0.0
    for phase in of_the_day(session):
        phases[phase.number] = _clock(day, minutes)
        found = fit(session, phase)
        within = 0.0
        for question in session.questions_of(phase.number):
            questions[question.number] = _clock(day, minutes + within)
            within += 0 if question.optional else minutes_of(session, question)
        minutes += phase.minutes if found is None else found.takes
    return ClockTimes(phases=phases, questions=questions, ends=_clock(day, minutes))


def _clock(day: datetime.datetime, minutes: float) -> datetime.time:
    return (day + datetime.timedelta(minutes=round(minutes))).time()


def round_for(session: Session, number: int | None) -> Phase | None:
    """The part that a new question goes into: this one if questions are put there, else the first
    round."""
    rounds = (phase for phase in session.agenda if phase.kind is PhaseKind.ROUND)
    first = next(rounds, None)
    return next((p for p in session.agenda if p.asks and p.number == number), first)
