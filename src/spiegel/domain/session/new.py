"""A new session from a format: its running order copied, its people counted."""

import datetime

from spiegel.domain.session.agenda import Format
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Consent, Listener, Participant
from spiegel.domain.session.session import Info, Session, put


def new_session(
    format_: Format,
    *,
    id_: str,
    title: str,
    created: Instant,
    date: datetime.date | None = None,
    language: str = "nl",
    participants: int = 0,
    listeners: int = 0,
    consent: Consent | None = None,
) -> Session:
    """A session with this format's phases and questions, and so many participants and listeners.

    participants, listeners: 0 or more; who takes part on a device is counted and has no code.
    consent: what every participant agreed to; by default
    nobody was asked yet.
    """
    session = Session(
        info=Info(
            id=id_,
            title=title,
            created=created,
            date=date,
            language=language,
            format=format_.name,
            format_title=format_.title,
            outcome=format_.outcome,
            seats=participants if format_.on_devices else 0,
        )
    )
    people = [
        Participant(number=number, consent=consent or Consent())
        for number in range(1, 0 if format_.on_devices else participants + 1)
    ]
    professionals = [Listener(number=number) for number in range(1, listeners + 1)]
    return put(session, *format_.phases, *format_.questions, *people, *professionals)
