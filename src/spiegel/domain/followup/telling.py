"""What participants will hear of the actions: what was done with what they told (dossier, 1.12)."""

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.actions.following import Standing, standing
from spiegel.domain.followup.rounds import in_order
from spiegel.domain.report.actions import kind_heading, owner_words
from spiegel.domain.report.material import Material
from spiegel.domain.report.wording import date_words, late_words
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.session import Session
from spiegel.i18n import N_


class Heard(StrEnum):
    """Under which words participants hear of an action.

    late: its day is past, whether somebody works on it or not. coming: agreed, with who and by
    when. open: agreed, but nobody does it yet or it has no day. proposed: nobody agreed to it yet,
    whatever its day.
    """

    DONE = "done"
    BUSY = "busy"
    LATE = "late"
    COMING = "coming"
    OPEN = "open"
    PROPOSED = "proposed"
    STOPPED = "stopped"
    DECLINED = "declined"


_HEADINGS: Final[Mapping[Heard, str]] = MappingProxyType(
    {
        Heard.DONE: N_("This is done"),
        Heard.BUSY: N_("We are working on this"),
        Heard.LATE: N_("This was not done in time"),
        Heard.COMING: N_("This is still to come"),
        Heard.OPEN: N_("This is agreed, but not yet who does it or when"),
        Heard.PROPOSED: N_("This we want to do, but it is not agreed yet"),
        Heard.STOPPED: N_("We stopped with this"),
    }
)
_ENDED: Final = (Heard.STOPPED, Heard.DECLINED)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What participants hear of one action. who_when: who does it and by when, while it goes on.

    more: what shows that it is done, why it is not, or how it stands; or empty. lacks: the words
    that they will miss were not written down yet.
    """

    number: int
    heard: Heard
    words: str
    who_when: str = ""
    more: str = ""
    lacks: bool = False


def heading(session: Session, heard_as: Heard) -> str:
    """What stands above the actions that participants hear of so, in English."""
    if heard_as is Heard.DECLINED:
        return kind_heading(session, ActionKind.DECLINE)
    if heard_as is Heard.PROPOSED and session.info.outcome is Outcome.RECOMMENDATION:
        return N_("This we advise; nothing was decided about it yet")
    return _HEADINGS[heard_as]


def heard(material: Material, action: Action, today: datetime.date) -> Heard:
    """Under which words participants hear of it on this day."""
    match standing(action, today):
        case Standing.DONE:
            return Heard.DONE
        case Standing.STOPPED:
            return Heard.STOPPED
        case Standing.DECLINED:
            return Heard.DECLINED
        case still:
            late = still is Standing.OVERDUE
    if action.status is ActionStatus.PROPOSED:
        return Heard.PROPOSED
    if late:
        return Heard.LATE
    if action.status is ActionStatus.BUSY:
        return Heard.BUSY
    known = action.by is not None and owner_words(material, action)[1]
    return Heard.COMING if known else Heard.OPEN


def telling(material: Material, today: datetime.date) -> Iterator[Told]:
    """What participants hear, in the order of `Heard`; the words pass the gate."""
    order = list(Heard)
    found = [(heard(material, one, today), one) for one in in_order(material.session)]
    for kind, action in sorted(found, key=lambda pair: order.index(pair[0])):
        ended = kind is Heard.DONE or kind in _ENDED
        overdue = standing(action, today) is Standing.OVERDUE
        when = who_when(material, action, passed=overdue)
        if kind is Heard.LATE and action.status is ActionStatus.BUSY:
            when = f"{material.t.gettext(_HEADINGS[Heard.BUSY])}. {when}"
        more = material.words(action.reason if kind is Heard.DECLINED else action.told)
        yield Told(
            number=action.number,
            heard=kind,
            words=material.said(action.words, material.t.gettext("(no words)")),
            who_when="" if ended else when,
            more=more,
            lacks=not more and (ended or kind is Heard.LATE),
        )


def who_when(material: Material, action: Action, *, passed: bool) -> str:
    """Who does it and by when; passed: that day is over."""
    t = material.t
    told = owner_words(material, action)[0] if material.owner(action.owner) else ""
    by = date_words(action.by, t) if action.by is not None else t.gettext("no date yet")
    return t.gettext("Who: {owner}. When: {by}.").format(
        owner=told or t.gettext("nobody yet"), by=late_words(by, t) if passed else by
    )
