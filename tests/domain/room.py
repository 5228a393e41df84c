"""A fictional meeting to read lines in: nine participants, twelve listeners, seven questions."""

import datetime

from spiegel import formats
from spiegel.domain.notation.reading import Context
from spiegel.domain.session.agenda import Phase, Question
from spiegel.domain.session.instants import MINUTE, Instant
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Consent
from spiegel.domain.session.session import Change, Session, put
from spiegel.domain.session.statements import Theme, Where

TODAY = datetime.date(2026, 9, 17)
START = Instant(utc=1_789_000_000_000, boot="b", boot_ms=0)
THEMES = (
    "wachttijd",
    "bereikbaarheid",
    "bejegening",
    "één aanspreekpunt",
    "nabijheid",
    "mantelzorg",
)
"""The first four are pinned to the digits 1 to 4."""


def later(minutes: float) -> Instant:
    """So many minutes after the start."""
    span = int(minutes * MINUTE)
    return Instant(utc=START.utc + span, boot="b", boot_ms=span)


def room(*, consent: bool = True, questions: int = 7) -> Session:
    """The meeting before anything was said."""
    agreed = Consent(take_part=True, verbatim=True) if consent else None
    session = new_session(
        formats.load("spiegelgesprek"),
        id_="room",
        title="Wmo-toegang",
        created=START,
        participants=9,
        listeners=12,
        consent=agreed,
    )
    number = phase(session, "cliëntronde").number
    asked = [
        Question(number=n, position=n, phase=number, words=f"Vraag {n}?")
        for n in range(1, questions + 1)
    ]
    themes = [
        Theme(number=n, name=name, digit=n if n < 5 else None, confirmed=True)
        for n, name in enumerate(THEMES, start=1)
    ]
    return put(session, *asked, *themes)


def phase(session: Session, key: str) -> Phase:
    """The phase with this key."""
    return next(p for p in session.agenda if p.key == key)


def place(session: Session, key: str, speakers: str = "", asked: int | None = None) -> Where:
    """A place by name: "vraag 3", "vragenronde", "nagesprek herkend"; speakers as "D3 D5"."""
    name, _, rest = key.partition(" ")
    codes = tuple(speakers.split())
    if name == "vraag":
        return Where(phase=phase(session, "cliëntronde").number, question=int(rest), speakers=codes)
    return Where(phase=phase(session, name).number, step=rest, speakers=codes, asked=asked)


def context(session: Session, key: str, speakers: str = "", asked: int | None = None) -> Context:
    """What a line at this place is read against."""
    return Context(session, place(session, key, speakers, asked), TODAY)


def after(session: Session, *changes: Change, minute: float = 1) -> Session:
    """The session after these changes, a minute apart."""
    for change in changes:
        session = change.apply(session, later(minute))
        minute += 1
    return session
