"""Mevrouw Zilver, a persona of whom nothing is known yet, and two people who waited."""

from screens.told import said, told
from spiegel import clock
from spiegel.domain.personas.making import MakePersona
from spiegel.domain.session.session import put


def with_persona(session=None):
    """What was told, and Mevrouw Zilver, of whom nothing is known yet."""
    return MakePersona(title="Mevrouw Zilver", ages=(70, 79)).apply(
        session or two_waited(), clock.now()
    )


def two_waited():
    """Two people who say the same in their own words."""
    return put(
        told(),
        said(1, "ik moest lang wachten op een brief", speakers=("D1",)),
        said(2, "er kwam maar geen antwoord", speakers=("D2",)),
    )


def persona(pilot):
    return pilot.app.meeting.session.personas[1]
