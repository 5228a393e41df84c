"""Who may be quoted for which readers: in the organisation, and outside it.

Consent is asked for each purpose. Inside, `gate.py` decides by consent to be quoted in the report;
for readers outside it decides by the same rules of a session in which only those may be quoted who
agreed to both.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from spiegel.domain.consent.gate import Shown, Withheld, agreed, allowed, shown, withheld
from spiegel.domain.session.people import Participant
from spiegel.domain.session.session import Session, put


@lru_cache(maxsize=4)
def for_outside(session: Session) -> Session:
    """The session as readers outside the organisation may have it; the same when all agreed.

    Who did not agree to be quoted outside, or was not asked, is there as somebody who may not be
    quoted at all.
    """
    unquoted = [_unquoted(each) for each in session.participants.values() if _inside(each)]
    return put(session, *unquoted) if unquoted else session


def _inside(person: Participant) -> bool:
    """Whether somebody may be quoted in the organisation alone."""
    return agreed(person, "verbatim") and not agreed(person, "outside")


def _unquoted(person: Participant) -> Participant:
    consent = msgspec.structs.replace(person.consent, verbatim=False)
    return msgspec.structs.replace(person, consent=consent)


def kept_inside(session: Session, among: Iterable[int] | None = None) -> frozenset[int]:
    """The statements that a document for the house may quote, and none for outside.

    among: only these are looked at.
    """
    return frozenset(_kept_inside(session, session.statements if among is None else among))


@lru_cache(maxsize=4)
def keeps_inside(session: Session) -> bool:
    """Whether there are such statements: the first one answers that."""
    return any(True for _number in _kept_inside(session, session.statements))


@lru_cache(maxsize=4)
def silent_outside(session: Session) -> frozenset[int]:
    """The themes of which a document for the house tells something, and none for outside."""
    kept = kept_inside(session)
    if not kept:
        return frozenset()
    held_back = withheld(for_outside(session))
    told = {n for said in session.statements.values() if said.number in kept for n in said.themes}
    heard = (said for said in session.statements.values() if said.number not in held_back)
    return frozenset(told) - {number for said in heard for number in said.themes}


def _kept_inside(session: Session, among: Iterable[int]) -> Iterator[int]:
    there = for_outside(session)
    if there is session:
        return
    for number in among:
        said = session.statements.get(number)
        if said is None:
            continue
        if isinstance(allowed(there, said), Withheld) and isinstance(shown(session, said), Shown):
            yield number
