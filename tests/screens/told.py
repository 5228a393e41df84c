"""A meeting of which the clients' part is over: what was told, by whom, and who agreed to what."""

import msgspec
from meetings import meeting, named

from spiegel import clock
from spiegel.domain.running.running import Forced, Go, GoStep
from spiegel.domain.session.people import Consent, Listener
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement, Theme, Valence

AGREED = Consent(take_part=True, verbatim=True)
NOT_QUOTED = Consent(take_part=True, verbatim=False)
STEPS = ("geraakt", "herkend", "aangesproken")


def said(number: int, words: str, **fields: object) -> Statement:
    """A statement of D1 about waiting, unless something else is given."""
    known = {
        "speakers": ("D1",),
        "themes": (1,),
        "valence": Valence.BETTER,
        "phase": 4,
        "question": 1,
    }
    return Statement(number=number, at=clock.now(), words=words, **{**known, **fields})


def told() -> Session:
    """Six participants, of whom D6 may not be quoted; two themes; a listener with a function."""
    session = meeting(participants=6)
    people = (
        msgspec.structs.replace(p, present=True, consent=NOT_QUOTED if p.number == 6 else AGREED)
        for p in session.participants.values()
    )
    return put(
        session,
        *people,
        Listener(number=1, function="teamleider Noord", present=True),
        Theme(number=1, name="wachttijd", confirmed=True),
        Theme(number=2, name="bejegening", confirmed=True),
        said(1, "Ik moest acht weken wachten", verbatim=True),
        said(2, "belde elke maandag zelf", speakers=("D2",)),
        said(3, "Zeg waar ik sta in de rij", speakers=("D3",), valence=Valence.WISH),
        said(4, "Eerst koffie en dan pas papieren", themes=(2,), valence=Valence.GOOD),
        said(5, "Twaalf maandagen met koude koffie", speakers=("D6",), verbatim=True),
    )


def debrief(step: str, session: Session | None = None) -> Session:
    """The professionals are at this step of the debrief; earlier steps hold nothing."""
    session = session or told()
    session = Go(phase=named(session, "nagesprek").number).apply(session, clock.now())
    return GoStep(step=step).apply(session, clock.now())


def deciding(session: Session | None = None) -> Session:
    """The step of the actions, which is open."""
    session = debrief("acties", session)
    for step in STEPS:
        session = Forced(step=step).apply(session, clock.now())
    return session
