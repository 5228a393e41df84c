"""Two rounds of one theme in one house: a meeting of last year, and one of now."""

import datetime

import msgspec
from meetings import START, meeting

from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.people import Consent
from spiegel.domain.session.session import Session, describe, put
from spiegel.domain.session.statements import Statement, Theme, Valence

YES = Consent(take_part=True, verbatim=True)


def told(id_: str, said: dict[str, str], people: int = 5, **facts) -> Session:
    """A meeting in which of each theme so many said + or -, such as {"wachttijd": "--+"}."""
    session = describe(meeting(people), id=id_, **facts)
    agreed = (msgspec.structs.replace(p, consent=YES) for p in session.participants.values())
    session = put(session, *agreed)
    number = 0
    for theme, (name, signs) in enumerate(said.items(), start=1):
        session = put(session, Theme(number=theme, name=name, confirmed=True))
        for speaker, sign in enumerate(signs, start=1):
            number += 1
            statement = Statement(
                number=number,
                at=START,
                words=f"geheim bij {name} liep het keer {number} weer helemaal mis",
                speakers=(f"D{speaker}",),
                themes=(theme,),
                valence=Valence(sign),
                phase=4,
            )
            session = put(session, statement)
    return session


def before() -> Session:
    """The meeting of last year, with an action that was done and one that was declined."""
    session = told(
        "toen",
        {"Wachttijd": "---", "bejegening": "-+", "vervoer": "--", "folder": "++"},
        title="Wmo vorig jaar",
        date=datetime.date(2025, 9, 1),
    )
    done = Action(
        number=1,
        at=START,
        words="Elke aanvrager wordt gebeld",
        statements=(1,),
        status=ActionStatus.DONE,
        evidence="Sinds mei",
    )
    declined = Action(
        number=2, at=START, words="Een eigen bus", kind=ActionKind.DECLINE, reason="te duur"
    )
    return put(session, done, declined)


def now() -> Session:
    """The meeting of now: parking is new, transport is not told of any more."""
    return told("nu", {"wachttijd": "--", "bejegening": "+", "parkeren": "-", "folder": "+"})
