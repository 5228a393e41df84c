"""Rehearsing a meeting that was prepared, with a made-up group.

It is a copy in memory with a clock that runs fast: the meeting itself is read once, and nothing is
written.
"""

import threading
from collections.abc import Callable, Iterator
from typing import Final, Self

import msgspec

from spiegel import clock
from spiegel.domain.polls.box import Cast
from spiegel.domain.running.running import place
from spiegel.domain.running.timing import minutes_of, planned, spent
from spiegel.domain.session.instants import MINUTE, Instant, after, span
from spiegel.domain.session.people import Consent, Listener, Participant
from spiegel.domain.session.session import TABLES, Refusal, Session, describe, drop, put
from spiegel.i18n import Translations
from spiegel.meeting.delivery import Deliver
from spiegel.meeting.live import LiveMeeting
from spiegel.meeting.memory import open_in_memory
from spiegel.rehearsal.group import PEOPLE, Group, listener
from spiegel.store.memory import SessionMemory

USUAL: Final = 10
"""Seconds of the meeting in a second of the rehearsal: three hours in less than twenty minutes."""
_LOOK: Final = 0.1
"""Seconds between two looks of the group."""
_LEAVE: Final = 2.0
_PREPARED: Final = ("phases", "questions", "participants", "listeners", "themes")
_LISTENERS: Final = 6
_NAME: Final = 44
"""Columns for the name of a part or a question."""
_YES: Final = Consent(take_part=True, verbatim=True, outside=True, contact=True)


def copy_of(session: Session) -> Session:
    """What was prepared, with everybody in the room, and nothing that was said, done or noted.

    Where nobody was listed yet there is a group of eight, and there are six listeners.
    """
    for table in TABLES:
        if table not in _PREPARED:
            session = drop(session, table, tuple(getattr(session, table)))
    session = describe(
        session, presented=False, room=None, reflecting=False, card=None, evaluating=None
    )
    people = [
        Participant(number=person.number, present=True, chair=chair, consent=_YES, role=person.role)
        for chair, person in enumerate(session.participants.values(), start=1)
    ]
    if not people and not session.on_devices:
        first = session.number("participants")
        people = [
            Participant(number=first + n, present=True, chair=n + 1, consent=_YES)
            for n in range(PEOPLE)
        ]
    known = [msgspec.structs.replace(person, present=True) for person in session.listeners.values()]
    function = listener(session.info.language)
    made_up = [
        Listener(number=session.number("listeners") + n, function=function, present=True)
        for n in range(0 if known else _LISTENERS)
    ]
    return put(session, *people, *known, *made_up)


class FastClock:
    """A clock that begins now and runs so many times as fast as the machine's."""

    def __init__(self, speed: float, now: Callable[[], Instant] = clock.now) -> None:
        self._speed, self._now = speed, now
        self._start = now()

    def __call__(self) -> Instant:
        """The present instant of the rehearsal."""
        return after(self._start, round(span(self._start, self._now()) * self._speed))


class Rehearsal:
    """One rehearsal; the group is there as long as one is inside.

    session: what was prepared. speed: 1 to 60. seed: the same one gives the same group.
    now: the machine's clock.
    """

    def __init__(
        self,
        session: Session,
        speed: float = USUAL,
        seed: int = 0,
        now: Callable[[], Instant] = clock.now,
    ) -> None:
        self.now = FastClock(speed, now)
        self.memory = SessionMemory(copy_of(session), clock=self.now)
        self._group = Group(session.info.language, seed)
        self._scribe = self.memory.open("scribe")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._speak, name="group", daemon=True)

    def open(self, deliver: Deliver) -> LiveMeeting:
        """The meeting as its moderator has it open."""
        return open_in_memory(self.memory, role="moderator", deliver=deliver, rehearsal=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join(_LEAVE)

    def _speak(self) -> None:
        while not self._over.wait(_LOOK):
            self.step()

    def step(self) -> None:
        """Whatever somebody does now."""
        self._scribe.follow()
        found = self._group.due(self._scribe.session, self.now())
        try:
            if isinstance(found, Cast):
                poll = max(self._scribe.session.polls)
                self._scribe.ballots.cast(poll, (found,))
            elif found is not None:
                self._scribe.change(found)
        except Refusal:
            # The moderator went on at the same moment.
            return

    def told(self, t: Translations) -> tuple[str, ...]:
        """What happened with time: each part that was held with its minutes, planned and used."""
        return tuple(time_told(self.memory.session, self.now(), t))


def time_told(session: Session, now: Instant, t: Translations) -> Iterator[str]:
    """Minutes by part, planned and used, and those of all together; nothing before the start."""
    ran = spent(session, now)
    if not ran.phases:
        yield t.gettext("The rehearsal was not started: nothing ran.")
        return
    yield _row(t.gettext("part"), t.gettext("planned"), t.gettext("used"))
    whole = used = 0
    for phase in session.agenda:
        length = ran.phases.get(phase.number)
        minutes = round(planned(session, phase) / MINUTE)
        if length is None:
            yield _row(phase.name, str(minutes), t.gettext("not held"))
            continue
        whole, used = whole + minutes, used + length
        yield _row(phase.name, str(minutes), _used(length, minutes))
        for place_, question in enumerate(session.questions_of(phase.number), start=1):
            asked = ran.questions.get(question.number)
            share = round(minutes_of(session, question))
            told = _used(asked, share) if asked is not None else t.gettext("not put")
            yield _row(f"  {place_}. {question.words}", str(share), told)
    yield _row(t.gettext("what was held"), str(whole), _used(used, whole))
    if ran.paused >= MINUTE:
        yield _row(t.gettext("breaks"), "", str(round(ran.paused / MINUTE)))
    if not place(session).ended:
        yield t.gettext("It was stopped before the end.")


def _used(length: int, minutes: int) -> str:
    """Minutes that were used, and how many more or fewer that is than planned."""
    used = round(length / MINUTE)
    return f"{used}" if used == minutes else f"{used} ({used - minutes:+d})"


def _row(name: str, planned_: str, used: str) -> str:
    short = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
    return f"{short:<{_NAME}} {planned_:>8}  {used}".rstrip()
