"""A small meeting for tests of the running order, and a clock that a test sets itself."""

from functools import cache

from spiegel import formats
from spiegel.domain.running.running import Go
from spiegel.domain.session.agenda import Phase, Question
from spiegel.domain.session.instants import MINUTE, Instant
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Change, Session, put

START = Instant(utc=1_790_000_000_000, boot="b", boot_ms=5_000)


def at(minutes: float) -> Instant:
    """So many minutes after the start."""
    milliseconds = round(minutes * MINUTE)
    return Instant(
        utc=START.utc + milliseconds, boot=START.boot, boot_ms=START.boot_ms + milliseconds
    )


@cache
def meeting(participants: int = 5) -> Session:
    """A spiegelgesprek with four questions of 10, 10, 8 and 6 minutes; the last two optional."""
    session = new_session(
        formats.load("spiegelgesprek"),
        id_="test",
        title="Test",
        created=START,
        participants=participants,
        listeners=3,
    )
    phase = round_of(session).number
    plan = ((10, False), (10, False), (8, True), (6, True))
    questions = [
        Question(
            number=number,
            position=number,
            phase=phase,
            words=f"Vraag {number}?",
            minutes=minutes,
            optional=optional,
        )
        for number, (minutes, optional) in enumerate(plan, start=1)
    ]
    return put(session, *questions)


def round_of(session: Session) -> Phase:
    """The client round."""
    return named(session, "cliëntronde")


def named(session: Session, key: str) -> Phase:
    """The phase with this key."""
    return next(phase for phase in session.agenda if phase.key == key)


def play(session: Session, *steps: tuple[float, Change]) -> Session:
    """The session after these changes, each at its minute."""
    for minute, change in steps:
        session = change.apply(session, at(minute))
    return session


def after(session: Session, *changes: Change) -> Session:
    """The session after these changes, all at its start."""
    return play(session, *((0, change) for change in changes))


def in_round() -> Session:
    """The meeting at the first question of the client round."""
    session = meeting()
    return play(session, (0, Go(phase=round_of(session).number)))


def versnellingssessie(language: str = "nl") -> Session:
    """A versnellingssessie of which nothing is filled in yet."""
    format_ = formats.load("versnellingssessie", language)
    return new_session(format_, id_="test", title="Test", created=START, participants=12)
