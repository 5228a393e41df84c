"""Parts that a meeting has beside those of its format: a break, or something that is said."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from spiegel.domain.language.naming import plain_letters
from spiegel.domain.patterns import pattern
from spiegel.domain.session.agenda import Phase, PhaseKind, Role
from spiegel.domain.session.session import Session, put

OWN: Final = "eigen-"
"""How the key of such a part begins."""
LONGEST: Final = 40
"""Characters of its name."""
EXTRA: Final = pattern(r"extra\s+(?:(?P<pause>pauze|break)|onderdeel|part)", re.IGNORECASE)
"""How a plan says that a part is one of these: `Koffie (extra pauze, 10 min)`."""
WORDS: Final = {
    ("nl", PhaseKind.PAUSE): "extra pauze",
    ("nl", PhaseKind.TALK): "extra onderdeel",
    ("en", PhaseKind.PAUSE): "extra break",
    ("en", PhaseKind.TALK): "extra part",
}


def is_own(phase: Phase) -> bool:
    """Whether somebody added this part."""
    return phase.key.startswith(OWN)


def own_part(name: str, kind: PhaseKind, minutes: int) -> Phase:
    """A part of this name, without a place yet; kind: PAUSE or TALK."""
    key = OWN + plain_letters(name)
    return Phase(number=0, position=0, key=key, name=name, kind=kind, minutes=minutes)


def known_part(phases: Sequence[Phase], own: Phase) -> Phase:
    """The part that somebody added under this name, also when it was called so later; else it."""
    added = [phase for phase in phases if is_own(phase)]
    by_name = (phase for phase in added if phase.name == own.name)
    return next(by_name, next((phase for phase in added if phase.key == own.key), own))


def put_after(session: Session, part: Phase, before: Phase) -> Session:
    """The session with one more part right after another; the same people are in the room.

    Another part of the same name has a number behind it.
    """
    part = _named_once(session, part)
    speaks = (Role.MODERATOR,) if part.kind is PhaseKind.TALK else ()
    part = msgspec.structs.replace(
        part,
        number=session.number("phases"),
        present=before.present,
        speaks=speaks,
    )
    order = list(session.agenda)
    order.insert(order.index(before) + 1, part)
    return in_order(session, order)


def in_order(session: Session, order: list[Phase]) -> Session:
    """The session with its parts in this order; what keeps its place is not touched."""
    placed = (
        msgspec.structs.replace(phase, position=place) if phase.position != place else phase
        for place, phase in enumerate(order, start=1)
    )
    return put(session, *(p for p in placed if session.phases.get(p.number) is not p))


def _named_once(session: Session, part: Phase) -> Phase:
    taken = {phase.key for phase in session.phases.values()}
    number, named = 1, part
    while named.key in taken:
        number += 1
        named = own_part(f"{part.name} {number}", part.kind, part.minutes)
    return named
