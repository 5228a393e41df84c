"""Who was heard: on this question, in the whole meeting, and when last."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import msgspec

from spiegel.domain.running.running import place
from spiegel.domain.running.timing import started
from spiegel.domain.session.agenda import Phase, PhaseKind
from spiegel.domain.session.instants import Instant, span
from spiegel.domain.session.moments import MomentKind
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import RemarkKind, Statement

ENOUGH_TO_COMPARE: Final = 10
"""From ten statements on it is said who speaks over twice the average."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """How much a participant was heard: statements on this question and in the whole meeting.

    last: when this person was heard last, None for never.
    """

    participant: Participant
    here: int = 0
    total: int = 0
    last: Instant | None = None

    @property
    def code(self) -> str:
        return self.participant.code


@lru_cache(maxsize=4)
def voices(session: Session) -> tuple[Voice, ...]:
    """The participants in the room, in the order of their chairs as the moderator sees them."""
    question = place(session).question
    here: Counter[str] = Counter()
    total: Counter[str] = Counter()
    last: dict[str, Instant] = {}
    for heard in session.statements.indexes(_heard):
        total.update(heard.total)
        last = {**heard.last, **last}
        if question is not None:
            here.update(heard.on.get(question.number, {}))
    turns = {phase.number for phase in session.agenda if phase.kind is PhaseKind.TURNS}
    for remark in session.remarks_of(RemarkKind.NOTE):
        # Elsewhere a note names people it is about; they did not speak.
        for code in remark.people if remark.phase in turns else ():
            if code not in last or span(last[code], remark.at):
                last[code] = remark.at
    return tuple(
        Voice(participant=p, here=here[c], total=total[c], last=last.get(c))
        for p in by_chair(session)
        for c in (p.code,)
    )


class _Heard(msgspec.Struct, frozen=True):
    """How often each code was heard, when last, and how often on each question."""

    total: Counter[str]
    last: dict[str, Instant]
    on: dict[int | None, Counter[str]]


def _heard(statements: Mapping[int, Statement]) -> _Heard:
    heard = _Heard(Counter(), {}, {})
    for said in statements.values():
        heard.total.update(said.speakers)
        heard.last.update(dict.fromkeys(said.speakers, said.at))
        heard.on.setdefault(said.question, Counter()).update(said.speakers)
    return heard


def by_chair(session: Session) -> tuple[Participant, ...]:
    """The participants in the room from left to right; who has no chair comes last."""
    here = (p for p in session.participants.values() if p.in_room)
    return tuple(sorted(here, key=lambda p: (p.chair is None, p.chair or 0, p.number)))


def turns_left(session: Session, phase: Phase) -> tuple[Participant, ...]:
    """Who has not had a turn in this phase, in the order of the chairs."""
    had: set[str] = set()
    running = None
    for moment in session.moments.values():
        if moment.kind is MomentKind.GO:
            running = moment.phase
        elif moment.kind is MomentKind.TURN and running == phase.number:
            had.add(moment.person)
    return tuple(person for person in by_chair(session) if person.code not in had)


def silence(session: Session, voice: Voice, now: Instant) -> int:
    """Milliseconds since this person was last heard, or since the meeting began."""
    since = voice.last or started(session)
    return span(since, now) if since is not None else 0


def quietest(session: Session, now: Instant) -> Voice | None:
    """Who was heard least in the whole meeting, and of those is silent longest."""
    present = voices(session)
    if not present:
        return None
    return min(present, key=lambda voice: (voice.total, -silence(session, voice, now)))


def not_yet(session: Session) -> tuple[Voice, ...]:
    """Who was not heard on this question yet."""
    return tuple(voice for voice in voices(session) if not voice.here)


def dominant(session: Session) -> tuple[Voice, ...]:
    """Who speaks over twice the average, from ten statements on."""
    present = voices(session)
    spoken = sum(voice.total for voice in present)
    if spoken < ENOUGH_TO_COMPARE:
        return ()
    return tuple(voice for voice in present if voice.total * len(present) > 2 * spoken)
